"""Tells what is between marks: a quotation, a fragment of one, or a title."""

import re

from briefings.analysis.lexicon import CUES, PRONOUNS, Word
from briefings.analysis.mark_types import Marked, Paragraph
from briefings.analysis.tokens import Token, tokenize
from briefings.analysis.wordlists import listed
from briefings.models import QuoteKind

_SMALL = frozenset(
    listed("""
    a an the of in on at by for with from to and or but nor as is your
    """)
)
_TITLE_CONTEXT = re.compile(
    r"(?:\b(?:on|of|to|for|the|a|an|show|program|programme|series|book|memoir|novel|film|movie"
    r"|documentary|song|album|podcast|magazine|column|newsletter|paper|play|musical|broadcast"
    r"|episode|essay|voted|crowned|wrote|writes|directed|published|recorded|headlined|titled"
    r"|entitled|called|network|and|starred in|broadcast of"
    r"|edition of|host of|appearance on|including|like|than|singing|sang|sings|played|plays"
    r"|playing|hitting|hit|hits|performed|performs|performing|single|track|tracks|tune|tunes|anthem"
    r"|ballad|hymn|poem|poems|tagline|hashtag|sitcom|drama|comedy|thriller|sequel|exhibition"
    r"|sculpture|painting|tour|project|titles)"
    r"|[’']s|[A-Z]{2,5}[’']?|,|[,\w’][”\"])[ \xa0]*$"
)
_TERM = re.compile(
    r"\b(?:so-called|known as(?: an?| the)?"
    r"|(?:is|are|was|were|been|being|be|widely|often|commonly|also|better|well)\s"
    r"(?:known|described|referred to|billed) as(?: an?| the)?"
    r"|what(?:[’']s| is| are| was| were)(?: \w+ly)? (?:called|known as|termed)(?: an?| the)?"
    r"|diagnosed with(?: an?)?|a (?:type|form|kind|sort|case) of(?: an?)?)\s*$",
    re.IGNORECASE,
)
"""Words that introduce a term, which is not a quotation."""
_CALLED = re.compile(
    r"\b(?:by the (?:nick|pet )?name(?: of)?|call(?:s|ed) (?:him|her|it)self|alias|a\.?k\.?a\.?"
    r"|codenamed|nicknamed|named|christened|marked|stamped|ticked|tick|click(?:ed)?|spelled|spelt"
    r"|(?:the|an?)(?: \w+)? (?:word|term|phrase|name|label|button|hashtag|category|code word"
    r"|codename)s?:?)\s*$",
    re.IGNORECASE,
)
"""Words that introduce a name, an inscription or a word as such."""
_CALLS = re.compile(
    r"\b(?:call|term|brand|label|denounce|deride|mock|declare)(?:s|d|ed|led|ing)?"
    r" [^.;:“\"]{2,36}\s$"
)
_LED_IN = re.compile(r"\b(\w+)[,:]\s*$")
_NAMED = re.compile(
    r"\b(?:titled|entitled|headlined|named|codenamed|song|book|film|movie|show|musical|sitcom|drama"
    r"|(?:set|cast|star|stars|episode|finale|season|production|adaptation|performance|version|hit"
    r"|director|creator|author|writer|host|fan|fans) of)\s*$"
)
_WORD = re.compile(r"[^\W_][\w’'\-.]*")


_TITLED = re.compile(r"\b(?:titled|entitled|headlined),?\s$")
_LONGEST_TITLE = 14
"""Words."""


def is_label(text: str, passage: Marked) -> bool:
    """Whether the marks enclose a title or a programme's name: "Meet the Press", on which."""
    words = _WORD.findall(text, passage.start, passage.end)
    before = text[max(0, passage.opening - 40) : passage.opening]
    if len(words) <= 5 and _TERM.search(before) is not None:
        return True
    if len(words) <= _LONGEST_TITLE and _TITLED.search(before) is not None:
        return True
    if len(words) <= 2 and _is_nickname(text, passage):
        return True
    if len(words) <= 3 and _CALLED.search(before) is not None:
        return True
    if len(words) <= _LONGEST_TERM and _is_named_so(text, passage, before):
        return True
    led_in = _LED_IN.search(before)
    if led_in is not None and led_in[1].lower() in CUES:
        return False  # Kowal replied, “Until June.”
    if _CALLS.search(before) is not None:
        return False  # Kowal called the dam “the Great Wall”
    if not 1 <= len(words) <= 8 or text[passage.start : passage.end].rstrip()[-1:] in "!…":
        return False
    if any(not (w[0].isupper() or w[0].isdigit() or w.lower() in _SMALL) for w in words):
        return False
    if words[0][0].islower() or words[0].lower() in ("i", "we", "i’m", "i'm"):
        return False
    if len(words) == 1:
        initials = words[0].isupper() and len(words[0]) > 1 and _ON_AIR.search(before) is not None
        return initials or _NAMED.search(before) is not None
    return _TITLE_CONTEXT.search(before) is not None


def _is_named_so(text: str, passage: Marked, before: str) -> bool:
    """Whether something only has the name: "a set called the “Harbour Row”", "is dubbed “…”"."""
    match = _NAMED_SO.search(before)
    if match is None or text[passage.closing : passage.closing + 4] == " by ":
        return False
    if match["before"].lower() in _BEING:
        return True
    noun = match["before"].islower() and match["before"] not in PRONOUNS
    clause = _STOP.split(text[max(0, passage.opening - 80) : passage.opening])[-1]
    return noun and _CLAUSE.search(clause) is None


_LONGEST_TERM = 6
_NAMED_SO = re.compile(
    r"(?P<before>[\w’'\-]+) (?:called|dubbed|nicknamed|termed|titled|entitled|named|christened)"
    r"(?: (?:the|an?))?\s*$"
)
_BEING = frozenset(
    listed("is are was were been being be instead now also often sometimes commonly popularly")
)
_STOP = re.compile(r"[.?!;]\s")
_CLAUSE = re.compile(r"\b(?:what|which|that|who)\b")
"""Words that make the noun before "called" its subject: "what critics called “…”"."""
_ON_AIR = re.compile(r"\b(?:on|of|for|at|from|to|in)\s*$")


def is_heading(text: str, line: Paragraph, passage: Marked) -> bool:
    """Whether a line in marks is a heading: numbered, or words that the text quotes again.

    3. “Not our channel”
    """
    around = text[line.start : passage.opening], text[passage.closing : line.end]
    words = text[passage.start : passage.end].strip()
    if around[1].strip() or _NUMBER.fullmatch(around[0]) is None:
        return False
    if words[-1:] in _STOPS or words.count(" ") >= _LONGEST_HEADING:
        return False
    return bool(around[0].strip()) or text.lower().count(words.lower()) > 1


_NUMBER = re.compile(r"\s*(?:\d{1,2}[.)]\s*)?")
_LONGEST_HEADING = 8


def _is_nickname(text: str, passage: Marked) -> bool:
    """Whether the marks are within a name: Jan “Lefty” Kowal."""
    before = _NAME_BEFORE.search(text, max(0, passage.opening - 30), passage.opening)
    after = _NAME_AFTER.match(text, passage.closing)
    called = text[max(0, passage.opening - 12) : passage.opening].rstrip().endswith("nicknamed")
    return called or (before is not None and after is not None)


_NAME_BEFORE = re.compile(r"[A-Z][\w.’'\-]* $")
_NAME_AFTER = re.compile(r" [A-Z][a-z]")


def kind_of(words: str) -> QuoteKind:
    """FULL for at least one whole clause of the speaker, FRAGMENT for less."""
    stripped = words.strip()
    if stripped[-1:] in _STOPS and stripped[0].isalnum() and not stripped[0].islower():
        return QuoteKind.FULL
    tokens = tokenize(stripped, 0, len(stripped))
    if not tokens:
        return QuoteKind.FRAGMENT
    if not stripped[0].islower():
        ends = stripped[-1] in _STOPS
        whole = ends or any(token.kind in _FINITE for token in tokens)
        return QuoteKind.FULL if whole else QuoteKind.FRAGMENT
    return QuoteKind.FULL if _has_subject(tokens) else QuoteKind.FRAGMENT


_STOPS = frozenset(".?!,…—-")


def _has_subject(tokens: list[Token]) -> bool:
    """Whether words in mid-sentence have their own subject before their verb."""
    first = tokens[0]
    if first.kind is Word.PRONOUN and first.low in _SUBJECTS:
        return len(tokens) > 1
    if first.kind not in _OPENERS and first.low != "there":
        return False
    for position, token in enumerate(tokens[1:], start=1):
        if token.kind in _FINITE:
            # In "the first time we had heard", the verb has another subject.
            return first.kind is Word.CONJUNCTION or tokens[position - 1].kind is not Word.PRONOUN
        if token.kind is Word.PUNCTUATION and token.word not in ("-", "’", "'"):
            return False
    return False


_SUBJECTS = PRONOUNS | {"someone", "everyone", "nobody", "somebody", "everybody"}
_OPENERS = frozenset((Word.DETERMINER, Word.NAME, Word.OTHER, Word.CONJUNCTION))
_FINITE = frozenset((Word.AUXILIARY, Word.VERB, Word.CUE))
