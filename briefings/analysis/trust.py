"""How far to trust a finding: is it a quotation at all, and is the speaker right?

Two logistic regressions over what the rules saw. Their weights (`trust_weights`) are fitted by
`python -m benchmarks.trust` on gold that is no part of the repository; nothing but addition and one
exponential is needed to read them.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping

from briefings.analysis.article_layout import TAIL_RULES, ArticleLayout, Lead
from briefings.analysis.article_people import Cast, Person
from briefings.analysis.attribution_after import after_if_cue
from briefings.analysis.attribution_before import before
from briefings.analysis.lexicon import WEAK_CUES, Word
from briefings.analysis.resolution import Speaker
from briefings.analysis.rules import Rule
from briefings.analysis.sayers import is_sayer
from briefings.analysis.trust_weights import QUOTED, SPEAKER
from briefings.models import QuoteKind

_SAID = frozenset(("said", "says", "told", "tells", "added", "adds", "asked", "wrote", "writes"))
_CALLED = frozenset(
    ("called", "calls", "calling", "described", "describes", "describing", "dubbed", "branded")
)
_MOST_WORDS = 12

NAMED_FROM = 0.8
"""Of at least this confidence, 94 to 97 speakers in 100 are right (docs/quotations.md)."""
LEAST_QUOTED = 0.35
"""Marked words in mid-sentence that are less likely quoted are left out."""

Features = Mapping[str, float]


def chance(weights: Features, features: Features) -> float:
    """The probability, 0 to 1, that a logistic regression gives."""
    total = weights.get("bias", 0.0)
    for name, value in features.items():
        total += weights.get(name, 0.0) * value
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


class Trust:
    """Judges the findings of one article."""

    def __init__(self, layout: ArticleLayout, cast: Cast, speakers: list[Speaker]) -> None:
        self.layout = layout
        self.speakers = speakers
        self.mentions = [(name.start, person) for name, person in cast.mentions if _human(person)]
        self._starts = [start for start, _ in self.mentions]
        self._people = {person for _, person in self.mentions}

    def of_speaker(self, index: int, kind: QuoteKind) -> float:
        """How likely the speaker of passage `index` is right."""
        if self.speakers[index].name is None:
            return 0.0
        return chance(SPEAKER, self.speaker_features(index, kind))

    def of_quotation(self, index: int, kind: QuoteKind) -> float:
        """How likely the marked words are somebody's words and not a term or irony."""
        return chance(QUOTED, self.quotation_features(index, kind))

    def is_doubtful(self, index: int, kind: QuoteKind) -> bool:
        """Whether marked words in a sentence are more likely a term, a title or irony."""
        if kind is QuoteKind.FULL or self.layout.begins_sentence(index):
            return False
        return self.of_quotation(index, kind) < LEAST_QUOTED

    def quotation_features(self, index: int, kind: QuoteKind) -> dict[str, float]:
        """What tells quoted words from terms, titles and irony."""
        layout = self.layout
        passage, lead = layout.passages[index], layout.leads[index]
        words = layout.text[passage.start : passage.end].split()
        found = dict(self._shape(index, kind, words))
        before_tokens = layout.tokens(layout.before(index))
        last = before_tokens[-1] if before_tokens else None
        after = layout.tokens(layout.after(index))
        following = after[0] if after else None
        found["before:" + (last.kind.name if last else "none")] = 1.0
        if last is not None:
            found["before:" + last.low] = 1.0
        found["after:" + (following.kind.name if following else "none")] = 1.0
        capitals = sum(word[:1].isupper() for word in words)
        found["capitals"] = capitals / max(1, len(words))
        found["one word"] = float(len(words) == 1)
        found["two words"] = float(len(words) == 2)
        found["root:" + _rule(lead)] = 1.0
        if lead is not None and lead.cue is not None and lead.inherits is None:
            found.update(self._cue(index, lead))
        if lead is not None and lead.inherits is not None:
            found["goes on"] = 1.0
        return {f"{name}/{kind}": value for name, value in found.items()} | found

    def _cue(self, index: int, lead: Lead) -> Iterator[tuple[str, float]]:
        """How near the verb of saying is, and what it is."""
        cue = lead.cue or ""
        family = "said" if cue in _SAID else "called" if cue in _CALLED else "other"
        yield "cue:" + ("weak" if cue in WEAK_CUES else family), 1.0
        tokens = (
            self.layout.tokens(self.layout.after(index))
            if lead.rule in TAIL_RULES
            else list(reversed(self.layout.tokens(self.layout.before(index))))
        )
        gap = next((n for n, token in enumerate(tokens) if token.low == cue), _MOST_WORDS)
        yield "gap", math.log1p(min(gap, _MOST_WORDS))
        yield f"gap:{family}", math.log1p(min(gap, _MOST_WORDS))
        if gap == 0:
            yield f"beside:{family}", 1.0
        if any(token.low == "that" for token in tokens[:gap]):
            yield "that", 1.0

    def _shape(self, index: int, kind: QuoteKind, words: list[str]) -> Iterator[tuple[str, float]]:
        passage = self.layout.passages[index]
        yield f"kind:{kind}", 1.0
        yield "words", math.log1p(len(words))
        yield "lower", float(words[0][:1].islower() if words else 0)
        yield "last:" + _letter(self.layout.last_letter(index)), 1.0
        yield "begins", float(self.layout.begins_sentence(index))
        yield "closed", float(passage.closed)

    def speaker_features(self, index: int, kind: QuoteKind) -> dict[str, float]:
        """What tells right speakers from wrong ones."""
        layout, speaker = self.layout, self.speakers[index]
        words = layout.text[layout.passages[index].start : layout.passages[index].end].split()
        found = dict(self._shape(index, kind, words))
        root, steps = self._root(index)
        lead = layout.leads[root]
        first = layout.leads[index]
        found["top:" + _rule(first)] = 1.0
        found["root:" + _rule(lead)] = 1.0
        found["steps"] = math.log1p(steps)
        found["way:" + speaker.way] = 1.0
        found[f"unclear:{speaker.way}"] = 1.0 - speaker.clarity
        found["rule"] = speaker.confidence
        if lead is not None:
            found.update(self._place(root, lead))
            found.update(self._second_way(root, lead))
            if lead.cue is not None:
                found.update(self._cue(root, lead))
        found.update(self._person(speaker))
        found.update(self._company(index, speaker))
        return found

    def _root(self, index: int) -> tuple[int, int]:
        """The passage whose attribution names the speaker, and how many steps away it is."""
        steps = 0
        lead = self.layout.leads[index]
        while lead is not None and lead.inherits is not None and steps < len(self.speakers):
            index, steps = lead.inherits, steps + 1
            lead = self.layout.leads[index]
        return index, steps

    def _place(self, root: int, lead: Lead) -> Iterator[tuple[str, float]]:
        """Where the words that name the speaker stand, and who is named in between."""
        phrase, passage = lead.phrase, self.layout.passages[root]
        start = lead.surface[0] if lead.surface else phrase.start if phrase else passage.start
        after = start >= passage.closing
        low, high = (passage.closing, start) if after else (start, passage.opening)
        yield "far", math.log1p(max(0, high - low)) / 5
        yield "directly", float(lead.directly)
        between = bisect_left(self._starts, high) - bisect_left(self._starts, low + 1)
        yield "between", float(min(3, max(0, between)))
        yield f"between:{_rule(lead)}", float(min(3, max(0, between)))
        if phrase is not None and phrase.name is None and not phrase.pronoun:
            yield "sayer", float(is_sayer(phrase.head))
            yield "long phrase", float(phrase.end - phrase.start > 40)
        tokens = self.layout.tokens_before(root)
        kinds = [token[4] for token in tokens]
        yield "cues before", float(min(4, kinds.count(Word.CUE)))
        yield "commas before", float(min(6, [token[2] for token in tokens].count(",")))
        yield "relatives before", float(min(3, kinds.count(Word.RELATIVE)))

    def _second_way(self, root: int, lead: Lead) -> Iterator[tuple[str, float]]:
        """Whether the words on the other side of the quotation say the same."""
        if lead.rule in TAIL_RULES:
            other = before(self.layout, root)
        elif lead.rule in (Rule.BEFORE_CUE, Rule.BEFORE_COLON, Rule.BEFORE_SUBJECT):
            other = after_if_cue(self.layout, root)
        else:
            return
        if other is None or other.phrase is None or lead.phrase is None:
            yield "second:none", 1.0
            return
        text = self.layout.text
        one = text[lead.phrase.start : lead.phrase.end].split()[-1]
        two = text[other.phrase.start : other.phrase.end].split()[-1]
        yield "second:" + ("same" if one == two else "differs"), 1.0
        yield f"second:{_rule(lead)}:" + ("same" if one == two else "differs"), 1.0

    def _person(self, speaker: Speaker) -> Iterator[tuple[str, float]]:
        """What the article makes of the one who is named."""
        name, person = speaker.name or "", speaker.person
        yield "lower name", float(name[:1].islower())
        yield "one word name", float(" " not in name)
        yield "long name", float(name.count(" ") > 3)
        if person is None:
            yield "nobody's", 1.0
            return
        yield "gender", float(person.gender is not None)
        yield "titled", float(person.titled)
        yield "body", float(person.is_body)
        yield "person", float(person.is_person)
        yield "mentions", math.log1p(len(person.mentions))
        yield "full", float(person.full_mentions > 0)

    def _company(self, index: int, speaker: Speaker) -> Iterator[tuple[str, float]]:
        """Who speaks next to this quotation, and who was named last before it."""
        for step, label in ((-1, "previous"), (1, "next")):
            other = index + step
            if not 0 <= other < len(self.speakers):
                yield f"{label}:none", 1.0
                continue
            near = self.layout.in_same_paragraph(index, other)
            same = self.speakers[other].name == speaker.name
            yield f"{label}:{'near' if near else 'far'}:{'same' if same else 'other'}", 1.0
        if speaker.person is None:
            return
        position = bisect_left(self._starts, self.layout.passages[index].opening)
        last = self.mentions[max(0, position - 3) : position]
        recent = [person for _, person in last]
        yield f"last:{speaker.way}:" + ("same" if recent[-1:] == [speaker.person] else "other"), 1.0
        yield "recent", float(speaker.person in recent)
        yield "people", math.log1p(len(self._people))
        genders = {person.gender for person in self._people if person is not speaker.person}
        if speaker.way == "pronoun":
            alone = speaker.person.gender is not None and speaker.person.gender not in genders
            yield "only of gender", float(alone)
            yield "unknown others", float(None in genders)


def _human(person: Person) -> bool:
    return person.is_person and not person.is_body


def _rule(lead: Lead | None) -> str:
    return str(lead.rule) if lead is not None else "none"


def _letter(letter: str) -> str:
    return "letter" if letter.isalnum() else letter or "none"
