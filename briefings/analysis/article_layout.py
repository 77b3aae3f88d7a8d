"""Lays out an article for the rules that look for speakers."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from briefings.analysis.mark_types import Marked, Paragraph
from briefings.analysis.phrases import NounPhrase
from briefings.analysis.rules import Rule
from briefings.analysis.tokens import Token, placeholder, tokenize

ZONE = 420
"""How far from a quotation, in characters, to look for its attribution."""


HARDLY = 0.3
"""Confidence of a lead whose words can hardly name a speaker."""

FURTHER_OUT = 0.45
"""Confidence of a lead whose subject was chosen because there is no better one."""

TAIL_RULES = frozenset(
    (Rule.AFTER_VERB_FIRST, Rule.AFTER_SUBJECT_FIRST, Rule.ACCORDING_TO, Rule.AFTER_LATE)
)
"""Rules that find the attribution after the quotation."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What a rule found.

    Either `phrase` (or `surface`, if the name is outside any sentence) names the speaker, or
    `inherits` is the index of the passage with the same speaker; `same_utterance` then says that
    both are parts of one quotation. `confidence` is between 0 and 1.
    """

    rule: Rule
    confidence: float
    phrase: NounPhrase | None = None
    surface: tuple[int, int] | None = None
    cue: str | None = None
    inherits: int | None = None
    same_utterance: bool = False
    directly: bool = False
    """Whether subject and verb of saying are side by side, right after the quotation."""


@dataclass(slots=True)
class ArticleLayout:
    """The text, its paragraphs, its quoted passages and the starts of its sentences."""

    text: str
    lines: Sequence[Paragraph]
    passages: Sequence[Marked]
    starts: Sequence[int]
    off: Collection[Rule] = ()
    sections: Collection[int] = ()
    """Numbers of the paragraphs that a subhead precedes."""
    leads: list[Lead | None] = field(default_factory=list)
    _words: dict[tuple[int, int], list[Token]] = field(default_factory=dict)
    _before: dict[int, tuple[int, int]] = field(default_factory=dict)
    _after: dict[int, tuple[int, int]] = field(default_factory=dict)
    _begins: dict[int, bool] = field(default_factory=dict)
    _tokens_before: dict[int, list[Token]] = field(default_factory=dict)

    def sentence_start(self, position: int) -> int:
        """The start of the sentence that contains `position`."""
        return self.starts[max(0, bisect_right(self.starts, position) - 1)]

    def sentence_end(self, position: int) -> int:
        """The start of the sentence after that of `position`, or the end of the text."""
        index = bisect_right(self.starts, position)
        return self.starts[index] if index < len(self.starts) else len(self.text)

    def sentences_between(self, begin: int, end: int) -> int:
        """How many sentences begin after `begin` and before `end`."""
        return bisect_left(self.starts, end) - bisect_right(self.starts, begin)

    def line_of(self, index: int) -> Paragraph:
        """The paragraph of passage `index`."""
        return self.lines[self.passages[index].paragraph]

    def before(self, index: int) -> tuple[int, int]:
        """The words before passage `index` in its sentence, back to another passage."""
        known = self._before.get(index)
        if known is None:
            known = self._before[index] = self._zone_before(index)
        return known

    def _zone_before(self, index: int) -> tuple[int, int]:
        passage = self.passages[index]
        begin = max(self.sentence_start(passage.opening), passage.opening - ZONE)
        if index and self.passages[index - 1].closing > begin:
            begin = min(self.passages[index - 1].closing, passage.opening)
        return begin, passage.opening

    def tokens_before(self, index: int) -> list[Token]:
        """The words of the sentence before passage `index`, quoted words as one token each.

        A passage that has its own attribution after it ends what matters here.
        """
        known = self._tokens_before.get(index)
        if known is None:
            known = self._tokens_before[index] = self._read_before(index)
        return known

    def _read_before(self, index: int) -> list[Token]:
        passage = self.passages[index]
        begin = max(self.sentence_start(passage.opening), passage.opening - ZONE)
        first = index
        while first and self.passages[first - 1].closing > begin:
            earlier = self.leads[first - 1]
            if earlier is not None and earlier.rule in TAIL_RULES:
                begin = self.passages[first - 1].closing
                break
            first -= 1
        tokens: list[Token] = []
        for other in self.passages[first:index]:
            if other.opening > begin:
                tokens += self.tokens((begin, other.opening))
            tokens.append(placeholder(other.start, other.end))
            begin = other.closing
        return tokens + self.tokens((min(begin, passage.opening), passage.opening))

    def after(self, index: int) -> tuple[int, int]:
        """The words after passage `index` to the end of the sentence or the next passage."""
        known = self._after.get(index)
        if known is None:
            known = self._after[index] = self._zone_after(index)
        return known

    def _zone_after(self, index: int) -> tuple[int, int]:
        passage = self.passages[index]
        end = min(self.line_of(index).end, passage.closing + ZONE)
        end = min(end, self.sentence_end(self._after_space(passage.closing)))
        if index + 1 < len(self.passages):
            end = min(end, max(passage.closing, self.passages[index + 1].opening))
        return passage.closing, max(end, passage.closing)

    def _after_space(self, position: int) -> int:
        while position < len(self.text) and self.text[position] in " \t\xa0":
            position += 1
        return position

    def in_same_paragraph(self, index: int, other: int) -> bool:
        """Whether two passages are in one paragraph."""
        return self.passages[index].paragraph == self.passages[other].paragraph

    def begins_sentence(self, index: int) -> bool:
        """Whether only marks precede the passage in its sentence."""
        known = self._begins.get(index)
        if known is None:
            known = self._begins[index] = self._opens_sentence(index)
        return known

    def _opens_sentence(self, index: int) -> bool:
        begin, end = self.before(index)
        return not self.text[begin:end].strip(" \t\xa0—–-[(….") and not self._joined(index)

    def _joined(self, index: int) -> bool:
        """Whether the passage before is in the same sentence."""
        if not index:
            return False
        earlier = self.passages[index - 1]
        return earlier.closing > self.sentence_start(self.passages[index].opening)

    def tokens(self, zone: tuple[int, int]) -> list[Token]:
        """The zone's words; the list is shared and must not be changed."""
        known = self._words.get(zone)
        if known is None:
            begin, end = zone
            initial = bool(self.starts) and self.sentence_start(begin) == begin
            known = self._words[zone] = tokenize(self.text, begin, end, initial=initial)
        return known

    def last_letter(self, index: int) -> str:
        """The last character of the passage, or the comma that follows its mark."""
        passage = self.passages[index]
        if self.text[passage.closing : passage.closing + 1] == ",":
            return ","
        return self.text[passage.start : passage.end].rstrip(" '’\xa0")[-1:]
