"""Estimates how far to trust a finding: is it a quotation, and is the speaker right?

Two logistic regressions over what the rules saw. `python -m benchmarks.trust` fits their weights
(`trust_weights`) on gold outside the repository; applying them takes additions and an exponential.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping

from briefings.analysis.article_layout import FURTHER_OUT, TAIL_RULES, ArticleLayout, Lead
from briefings.analysis.article_people import Cast
from briefings.analysis.attribution_after import after_if_cue
from briefings.analysis.attribution_before import before
from briefings.analysis.lexicon import WEAK_CUES, Word
from briefings.analysis.person import Person
from briefings.analysis.resolution import Speaker
from briefings.analysis.rules import Rule
from briefings.analysis.sayers import is_sayer
from briefings.analysis.tokens import Token, is_possessive, kind_of
from briefings.analysis.trust_weights import QUOTED, SPEAKER
from briefings.analysis.wordlists import listed
from briefings.models import QuoteKind

_SAID = frozenset(("said", "says", "told", "tells", "added", "adds", "asked", "wrote", "writes"))
_CALLED = frozenset(
    ("called", "calls", "calling", "described", "describes", "describing", "dubbed", "branded")
)
_MOST_WORDS = 12
_FEW = 5
_BESIDE = 2
_NEARBY = 500  # characters before a quotation in which other candidates count
_SMALL_WORD = 3
_FIRST_PERSON = frozenset(
    listed("""
    i we you my our your me us i'm i’m we're we’re i've i’ve we've we’ve it's it’s that's that’s
    don't don’t can't can’t i'll i’ll we'll we’ll you're you’re
    """)
)
_VERBAL = frozenset((Word.AUXILIARY, Word.VERB, Word.CUE, Word.PRONOUN))
_NAMING = frozenset(
    listed("""
    slogan slogans motto tagline hashtag campaign campaigns nickname moniker label labels title
    song songs single album track series show film movie book novel memoir game brand project
    programme program initiative tour exhibition theme phrase term word words name policy strategy
    category section column hit episode role button tab sign signs code acronym concept theory
    """)
)
"""Nouns after which the marks enclose a name."""

NAMED_FROM = 0.75
"""With at least this confidence, 97 speakers in 100 are right on the gold (docs/quotations.md)."""
_OPEN = 0.7
"""The highest confidence for a description that may mean somebody the article names."""
LEAST_QUOTED = 0.6
"""Quoted words in mid-sentence with a lower probability are left out."""
LEAST_BESIDE = 0.35
"""The same, if a verb of saying is next to the marks."""

Features = Mapping[str, float]


def chance(weights: Features, features: Features) -> float:
    """The probability, 0 to 1, that a logistic regression gives."""
    total = weights.get("bias", 0.0)
    for name, value in features.items():
        total += weights.get(name, 0.0) * value
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def crossed(features: Features, kind: QuoteKind) -> dict[str, float]:
    """Features, with each repeated separately for full quotations and fragments."""
    return {f"{name}/{kind}": value for name, value in features.items()} | dict(features)


def _merged(weights: Features, kind: QuoteKind) -> dict[str, float]:
    """Weights of plain features that equal those of crossed ones for one kind."""
    end = f"/{kind}"
    merged = {name: weight for name, weight in weights.items() if "/" not in name}
    for name, weight in weights.items():
        if name.endswith(end):
            plain = name.removesuffix(end)
            merged[plain] = merged.get(plain, 0.0) + weight
    return merged


_QUOTED = {kind: _merged(QUOTED, kind) for kind in QuoteKind}


class Trust:
    """Judges the findings of one article."""

    def __init__(self, layout: ArticleLayout, cast: Cast, speakers: list[Speaker]) -> None:
        self.layout = layout
        self.speakers = speakers
        self.mentions = [(name.start, person) for name, person in cast.mentions if _human(person)]
        self._starts = [start for start, _ in self.mentions]
        self._people = {person for _, person in self.mentions}
        self._counts = Counter(one.person for one in speakers if one.person is not None)
        self._of_root: dict[int, dict[str, float]] = {}
        self._by_name = {one.person for one in speakers if one.way == "name"}

    def of_speaker(self, index: int, kind: QuoteKind) -> float:
        """How likely the speaker of passage `index` is right."""
        if (speaker := self.speakers[index]).name is None:
            return 0.0
        most = _OPEN if speaker.way == "phrase" and not speaker.clarity else 1.0
        return min(most, chance(SPEAKER, self.speaker_features(index, kind)))

    def of_quotation(self, index: int, kind: QuoteKind) -> float:
        """How likely the quoted words are somebody's words, not a term or irony."""
        return chance(_QUOTED[kind], self.plain_features(index, kind))

    def is_doubtful(self, index: int, kind: QuoteKind) -> bool:
        """Whether quoted words in a sentence are more likely a term, a title or irony."""
        lead, speaker = self.layout.leads[index], self.speakers[index]
        if self.layout.begins_sentence(index) or lead is None or lead.directly:
            return False  # “…,” said Jan Kowal
        last = [token.low for token in self.layout.tokens(self.layout.before(index))[-_BESIDE:]]
        if lead.cue in last:
            return self.of_quotation(index, kind) < LEAST_BESIDE
        passage = self.layout.passages[index]
        few = self.layout.text.count(" ", passage.start, passage.end) < _FEW - 1
        nobody = speaker.name is None and speaker.way == "phrase"
        if kind is QuoteKind.FRAGMENT and few and nobody:
            return True  # the possible speaker cannot speak: "a new “pay as you go” system"
        return self.of_quotation(index, kind) < LEAST_QUOTED

    def quotation_features(self, index: int, kind: QuoteKind) -> dict[str, float]:
        """What distinguishes quoted words from terms, titles and irony."""
        return crossed(self.plain_features(index, kind), kind)

    def plain_features(self, index: int, kind: QuoteKind) -> dict[str, float]:
        """The features of quoted words before they are crossed with their kind."""
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
        found.update(self._frame(last, following, len(words)))
        named = any(token.low in _NAMING for token in before_tokens[-3:])
        found["named"] = float(named)
        nobody = self.speakers[index].name is None
        for side in ("left", "right"):
            token = last if side == "left" else following
            found[f"{side}:{_side(token)}:{'nobody' if nobody else 'somebody'}"] = 1.0
            found[f"{side} gap:{_side(token)}"] = found.get("gap", 0.0)
        found.update(self._manner(index, words))
        return found

    def _frame(
        self, last: Token | None, following: Token | None, words: int
    ) -> Iterator[tuple[str, float]]:
        """What is on both sides: a term modifies a noun or follows an article."""
        left, right = _side(last), _side(following)
        length = "one" if words == 1 else "few" if words < _FEW else "many"
        yield f"frame:{left}-{right}", 1.0
        yield f"left:{left}:{length}", 1.0
        yield f"right:{right}:{length}", 1.0

    def _manner(self, index: int, words: list[str]) -> Iterator[tuple[str, float]]:
        """How the words sound: like speech, like a title, like a term that the text repeats."""
        speaker, text = self.speakers[index], self.layout.text
        passage = self.layout.passages[index]
        low = [bare for word in words if (bare := word.lower().strip(".,!?…-—–’'“”\""))]
        yield "speaks", float(any(word in _FIRST_PERSON for word in low))
        kinds = [kind_of(word) for word in low]
        yield "verb within", float(any(kind in _VERBAL for kind in kinds))
        yield "opens:" + kinds[0].name if kinds else "opens:none", 1.0
        big = [word for word in words if len(word) > _SMALL_WORD]
        title = len(words) > 1 and bool(big) and all(not word[0].islower() for word in big)
        yield "title", float(title and not text[passage.start].islower())
        yield "way:" + (speaker.way if speaker.name is not None else "nobody"), 1.0
        yield "person", float(speaker.person is not None)
        bare = text[passage.start : passage.end].strip(" .,!?")
        yield "again", float(len(words) < _FEW and text.count(bare) > 1)

    def _cue(self, index: int, lead: Lead) -> Iterator[tuple[str, float]]:
        """How close the verb of saying is, and which verb it is."""
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
        """What distinguishes right speakers from wrong ones."""
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
            found.update(self._around(root, lead))
        found.update(self._person(speaker))
        found.update(self._company(index, speaker))
        return found

    def _around(self, root: int, lead: Lead) -> dict[str, float]:
        """What the attribution of passage `root` shows, the same for all that inherit from it."""
        known = self._of_root.get(root)
        if known is None:
            known = self._of_root[root] = dict(self._place(root, lead))
            known.update(self._second_way(root, lead))
            known["outer"] = float(lead.confidence == FURTHER_OUT)
            if lead.cue is not None:
                known.update(self._cue(root, lead))
        return known

    def _root(self, index: int) -> tuple[int, int]:
        """The passage whose attribution names the speaker, and how many steps away it is."""
        steps = 0
        lead = self.layout.leads[index]
        while lead is not None and lead.inherits is not None and steps < len(self.speakers):
            index, steps = lead.inherits, steps + 1
            lead = self.layout.leads[index]
        return index, steps

    def _place(self, root: int, lead: Lead) -> Iterator[tuple[str, float]]:
        """Where the words that name the speaker are, and who is named in between."""
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
        """What the article says about the named speaker."""
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
        """Who speaks next to this quotation, and who was last named before it."""
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
        yield from self._others(index, speaker, speaker.person)
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

    def _others(self, index: int, speaker: Speaker, person: Person) -> Iterator[tuple[str, float]]:
        """Who else the surrounding words could mean: a second, simpler way to the speaker."""
        layout, way = self.layout, speaker.way
        opening = layout.passages[index].opening
        line = layout.line_of(index)
        first = bisect_left(self._starts, line.start)
        if first < len(self.mentions) and self._starts[first] < line.end:
            found = "same" if self.mentions[first][1] is person else "other"
        else:
            found = "none"
        yield f"first of paragraph:{way}:{found}", 1.0
        near = bisect_left(self._starts, max(0, opening - _NEARBY))
        here = bisect_left(self._starts, opening)
        rivals = {
            other
            for _, other in self.mentions[near:here]
            if other is not person
            and (person.gender is None or other.gender in (None, person.gender))
        }
        yield f"rivals:{way}", float(min(3, len(rivals)))
        yield f"no rivals:{way}", float(not rivals)
        yield (
            f"named nearby:{way}",
            float(any(other is person for _, other in self.mentions[near:here])),
        )
        own = self._counts.get(person, 0)
        yield f"speaks often:{way}", math.log1p(own - 1)
        yield f"speaks by name:{way}", float(person in self._by_name)


def _side(token: Token | None) -> str:
    """The kind of word next to the marks."""
    if token is None:
        return "none"
    if token.low in _TELLING_SIDES or token.kind is Word.PUNCTUATION:
        return token.low
    if is_possessive(token) or token.low in _OWNERS:
        return "owner"
    if token.kind is Word.OTHER:
        return "verbal" if token.low.endswith(("ed", "ing")) else "noun"
    return token.kind.name


_OWNERS = frozenset(("his", "her", "its", "their", "my", "our"))
_TELLING_SIDES = frozenset(
    listed("""
    that as of a an the to for is are was were be it him her them this so-called
    """)
)


def _human(person: Person) -> bool:
    return person.is_person and not person.is_body


def _rule(lead: Lead | None) -> str:
    return str(lead.rule) if lead is not None else "none"


def _letter(letter: str) -> str:
    return "letter" if letter.isalnum() else letter or "none"
