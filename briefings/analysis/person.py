"""A person (or thing) that an article names, and how names complete each other."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from briefings.analysis.given_names import AMBIGUOUS_ALONE, gender_of
from briefings.analysis.names import Name
from briefings.analysis.well_known import BY_SURNAME


@dataclass(slots=True, eq=False)
class Person:
    """A person (or thing) that the article names. `gender` None: the article does not tell."""

    words: tuple[str, ...]
    gender: str | None = None
    is_person: bool = False
    is_body: bool = False
    """An organisation, place or similar, by the words of its name."""
    several: bool = False
    """More than one: "Prosecutors"."""
    leaning: str | None = None
    """The gender of a pronoun that clearly meant them, if nothing else shows it."""
    titled: bool = False
    """Some mention has a person's title."""
    shown: bool = False
    """Something near a mention shows that it is a person: a role, an age, a verb of telling."""
    mentions: list[Name] = field(default_factory=list)
    full_mentions: int = 0

    @property
    def last(self) -> str:
        """The last word of the name, in lower case."""
        return self.words[-1].lower()

    @property
    def is_human(self) -> bool:
        """Whether the text shows that this is somebody, not a body or a thing."""
        named = self.shown and self.is_person and len(self.words) > 1
        return named or bool(self.gender or self.leaning or self.titled)

    @property
    def name(self) -> str:
        """The fullest name the article prints, without titles."""
        return " ".join(self.words)


def keep_apart(person: Person, name: Name) -> None:
    """Name a person with a well-known surname so that nobody confuses the two."""
    if name.titles:
        person.words = (f"{' '.join(name.titles).title()} {person.words[0]}",)
    person.is_person = True


def keep_title(person: Person, name: Name) -> None:
    """Name a royal, a pope or a nun by title and given name, as they are called."""
    if " " not in person.words[0]:
        person.words = (f"{name.titles[-1].title()} {name.words[0]}",)


def recognise(person: Person) -> None:
    """Complete the name of a person the article never names in full."""
    word = person.words[0].lower()
    known = BY_SURNAME.get(word)
    if known is not None:
        person.words = tuple(known.name.split())
        person.gender, person.is_person = known.gender, True
    elif word not in AMBIGUOUS_ALONE and person.gender is None:
        person.gender = gender_of(word)


def prefer_usual_names(mentions: Iterable[tuple[Name, Person]]) -> None:
    """Name everybody as the text does most often, without a middle name that it gives once.

    "Hester Brandt" stays so where she was "born Hester Mary Brandt"; initials count for nothing.
    """
    forms: dict[Person, Counter[tuple[str, ...]]] = {}
    for name, person in mentions:
        if len(name.words) > 1 and not person.is_body:
            forms.setdefault(person, Counter())[name.words] += 1
    for person, counts in forms.items():
        whole = person.words
        if len(whole) != _WITH_MIDDLE_NAME or not whole[1].isalpha() or len(whole[1]) == 1:
            continue
        short = whole[0], whole[-1]
        if counts[short] > counts[whole]:
            person.words = short


_WITH_MIDDLE_NAME = 3
