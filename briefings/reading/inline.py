"""Separates captions and subheads that a scraper ran together with the prose."""

import re
from collections.abc import Iterator

from briefings.reading.blocks import Block, Kind
from briefings.text.quotation_marks import CLOSING, OPENING

_ORGANISATIONS = (
    r"(?:AFP|EPA|AP|REUTERS|KYODO|JIJI|GETTY)(?:-JIJI|-EFE)?|Reuters|Kyodo(?: News)?|Bloomberg|"
    r"Getty Images(?: North America)?|(?:The )?New York Times|(?:The )?Washington Post|"
    r"(?:The )?Associated Press|(?:The )?Wall Street Journal|(?:The )?Guardian|"
    r"(?:The )?Japan Times|"
    r"Agence France-Presse|Xinhua|TASS|Sputnik|Anadolu(?: Agency)?|Yonhap(?: News)?|dpa|Newsis|"
    r"Shutterstock|iStock|NurPhoto|ZUMA(?: Press)?|UPI|CNN|NBC News|CBS News|BBC|"
    r"[A-Z][\w'’-]+ (?:Pool|via AP|Photo|Press|News|Agency|Images|Times|Post)"
)
_PERSON = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}"
_CREDIT = re.compile(
    rf" \| ?(?P<credit>(?:(?:{_PERSON} ?(?:/|,|via|-) ?){{0,3}}(?:via )?(?:{_ORGANISATIONS})"
    rf"(?:(?: ?/ ?| via )(?:{_ORGANISATIONS}))?))(?=[\s.]|$)"
)
_CREDIT_UNKNOWN = re.compile(
    # an unknown organisation: up to the words that usually start a sentence
    r" \| ?(?P<credit>(?:[A-Z][\w.'’-]*|/|via)"
    r"(?: (?:/|via|of|the|for|and|de|[A-Z][\w.'’-]*)){0,8}?)"
    r"(?=\s*$|\s(?:The|A|An|He|She|It|They|We|His|Her|Its|Their|In|On|At|But|And|As|After|Before|"
    r"Despite|While|When|With|For|From|Although|However|Meanwhile|Since|Still|Some|Many|This|That|"
    r"These|Those|There|If|To|By|Under|During|Earlier|Later|Last|One|Two)\s[a-z\d])"
)
_CREDIT_WINDOW = 120
_CAPTION_WINDOW = 600
_MAX_BARS = 40
"""More bars in one paragraph mean a table or a menu."""

_SENTENCE_END = re.compile(r"""[.!?]["'”’)\]]*\s+(?=["'“‘(]?[A-Z\d])""")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Capt|Maj|Sgt|St|Prof|Rev|Hon|Jr|Sr|No|vs|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Adm|Brig|Pres)|[A-Z]\.[A-Z])\.$"
)

_CAPITALS = re.compile(
    r"""(?<=[.!?'"”’]\ )(?P<head>[A-Z][A-Z'’-]*(?:[ ,:]+[A-Z\d][A-Z\d'’.-]*){2,11})\ """
    r"""(?=["'“‘]?[A-Z][a-z]|A\ [a-z])""",
    re.VERBOSE,
)
_MIN_CAPITALS = 12
_MIN_RUN_ON = 400


def split_inline(block: Block) -> list[Block]:
    """`block`, with captions and subheads that were run together with it separated."""
    if block.kind is not Kind.PROSE:
        return [block]
    cuts = [*_captions(block.text), *_subheads(block.text)]
    cuts.sort(key=lambda cut: (cut[0], -cut[1]))  # a caption may start in capitals
    parts: list[Block] = []
    at = 0
    for start, end, kind in cuts:
        if start < at:
            continue
        parts += [block.part(at, start), block.part(start, end, kind)]
        at = end
    parts.append(block.part(at, len(block.text)))
    return [part for part in parts if part.text]


def _captions(text: str) -> Iterator[tuple[int, int, Kind]]:
    """The sentences before `` | Somebody / AGENCY``, with that credit."""
    if text.count(" | ") > _MAX_BARS:
        return
    at = text.find(" | ")
    while at >= 0:
        window = text[at : at + _CREDIT_WINDOW]
        credit = _CREDIT.match(window) or _CREDIT_UNKNOWN.match(window)
        if credit is not None:
            end = at + credit.end()
            yield _sentence_start(text, at), end, Kind.CAPTION
        at = text.find(" | ", at + 1)


def _sentence_start(text: str, end: int) -> int:
    """The beginning of the sentence that ends at `end`."""
    low = max(0, end - _CAPTION_WINDOW)
    body = text[low:end].rstrip()
    start = 0
    for match in _SENTENCE_END.finditer(body):
        if match.end() < len(body) and not _ABBREVIATION.search(body[: match.start() + 1][-8:]):
            start = match.end()
    return low + start


def _subheads(text: str) -> Iterator[tuple[int, int, Kind]]:
    """Runs of capitals between two sentences that a scraper ran together."""
    if len(text) < _MIN_RUN_ON:
        return
    for match in _CAPITALS.finditer(text):
        head = match["head"]
        if sum(letter.isalpha() for letter in head) < _MIN_CAPITALS:
            continue
        if not _inside_quotation(text, match.start()):
            yield match.start(), match.end("head"), Kind.SUBHEAD


def _inside_quotation(text: str, at: int) -> bool:
    """Whether a quotation opened shortly before `at` is still open there.

    A quoted post may shout in capitals, which is not a subhead.
    """
    before = text[max(0, at - 300) : at]
    opened = max((match.end() for match in _OPENING.finditer(before)), default=-1)
    closed = max((match.end() for match in _CLOSING.finditer(before)), default=-1)
    return opened > closed


_OPENING = re.compile(rf"""(?:^|[\s(\[—–-])[{OPENING}](?=\S)""")
_CLOSING = re.compile(rf"""(?<=[\w.,!?…])[{CLOSING}](?=[\s.,;:)\]]|$)""")
