"""Finds whom "he" and "she" mean: the person most in the reader's mind.

Each person has a weight that grows when the text names them (most as the subject of a sentence or
as a speaker) and fades from sentence to sentence. A pronoun goes to the heaviest person that its
gender fits, and makes that person heavier in turn. Text inside quotations does not count: the
reader knows that the speaker is not the person spoken of.
"""

from collections.abc import Container
from dataclasses import dataclass, field

from briefings.analysis.person import Person

_OWNED_BY = {"male": "his ", "female": "her "}
_SMALLEST = 1e-9
_FORGOTTEN = 1e-3


@dataclass(slots=True)
class Salience:
    """The weights of an article's people at one place in the text."""

    subject: float = 1.0
    other: float = 0.4
    possessive: float = 0.3
    owner: float = 0.7
    """What whose something is the subject gains: "Kowal's request is modest. He …"."""
    speaker: float = 0.8
    asked: float = 1.2
    """What a person who is asked something gains: they speak next."""
    pronoun: float = 0.5
    pronoun_subject: float = 0.7
    fading: float = 0.5
    paragraph: float = 0.85
    section: float = 0.1
    introduced: float = 0.8
    unknown: float = 0.75
    unshown: float = 0.25
    """The same for a name that nothing marks as a person's: Cape Arden, Tarn Press."""
    owned: float = 0.6
    """The same for an unnamed person who belongs to another of that gender: "her agent"."""
    unlikely: float = 0.03
    most: float = 1.6
    teller: float = 1.5
    """What a person who is telling something gains: "Kowal says …". "…," he said."""
    told_of: float = 0.2
    most_of_teller: float = 2.0
    weights: dict[Person, float] = field(default_factory=dict)
    now: list[Person] = field(default_factory=list)
    """Whom this sentence has named."""
    before: list[Person] = field(default_factory=list)
    """Whom the last sentence with any name named."""
    scale: float = 1.0
    """The factor for stored weights, which makes fading cheap."""

    def add(self, person: Person, weight: float, most: float | None = None) -> None:
        """Name somebody, who grows no heavier than `most`."""
        known = self.weights.get(person, 0.0)
        limit = (self.most if most is None else most) / self.scale
        self.weights[person] = max(known, min(known + weight / self.scale, limit))

    def begin_sentence(self) -> None:
        """A sentence ends and another begins."""
        self.before, self.now = self.now or self.before, []
        self.fade(self.fading)

    def name(self, person: Person) -> None:
        """The sentence names somebody."""
        if person not in self.now:
            self.now.append(person)

    def fade(self, factor: float) -> None:
        """Names lose weight."""
        self.scale *= factor
        if self.scale < _SMALLEST:
            self.weights = {
                person: weight * self.scale
                for person, weight in self.weights.items()
                if weight * self.scale > _FORGOTTEN
            }
            self.scale = 1.0

    def heaviest(
        self, gender: str | None, *, named: bool = False, but: Container[Person] = ()
    ) -> tuple[Person | None, float]:
        """The person a pronoun of that gender means, and their share of the weights (0 to 1).

        Args:
            named: only people whom the text names.
            but: people who can't be meant.
        """
        best: Person | None = None
        top = total = fit = 0.0
        for person, stored in self.weights.items():
            if (named and not person.mentions) or person in but:
                continue
            fits = self._fit(person, gender)
            weight = stored * fits
            total += weight
            if weight > top:
                best, top, fit = person, weight, fits
        if fit <= self.unlikely:  # nobody fits better, but that does not make it likelier
            return best, fit
        return best, (top / total if total else 0.0)

    def _fit(self, person: Person, gender: str | None) -> float:
        """How well a pronoun's gender (None: any) fits somebody: 0 to 1."""
        if person.is_body or person.several or not (person.is_person or person.gender):
            return 0.0
        if gender is None or person.gender == gender:
            return 1.0
        if person.gender is not None:
            return 0.0
        if person.leaning is None and not person.mentions:
            owned = person.words[0].lower().startswith(_OWNED_BY[gender])
            return self.owned if owned else self.unknown  # "her agent" is rarely "she"
        if person.leaning is None:
            return self.unknown if person.shown or not person.mentions else self.unshown
        return 1.0 if person.leaning == gender else self.unlikely
