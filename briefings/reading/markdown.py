"""Markdown: headings, links, pictures, emphasis, quotations; the rest is plain text."""

import re
from collections.abc import Iterator

from briefings.reading.blocks import Block, BlockBuilder, Kind, clean, mend, safe_url
from briefings.reading.draft import Draft
from briefings.reading.printed_dates import date_line, source_line, timestamp

_FRONT = re.compile(r"\s*---[^\S\n]*\n(?P<fields>(?:[^\n]*\n){0,100}?)---[^\S\n]*(?:\n|$)")
_FIELD = re.compile(r"(?P<key>[\w-]+):[^\S\n]*(?P<value>.*)")
_HEADING = re.compile(r"#{1,6}\s+(?P<title>.*?)\s*#*$")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-{2,})\s*$")
_RULE = re.compile(r"\s{0,3}(?:[*_-]\s*){3,}$")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_ITEM = re.compile(r"^\s{0,8}(?:[*+-]|\d{1,3}[.)])\s+")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_PICTURE = re.compile(
    r"!\[(?P<alt>[^\[\]]{0,500})\]\([^()\s]{0,1000}(?:\s+[\"'][^\"'\n]{0,300}[\"'])?\)"
)
_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]{1,500})\]\((?P<url>[^()\s]{1,1000})(?:\s+[\"'][^\"'\n]{0,300}[\"'])?\)"
    r"|<(?P<auto>https?://[^<>\s]{1,1000})>"
)
_EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])|(?<=[^\s*])(\*{1,3})(?![\w*])|(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_])|`"
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")

_SIGNS = (
    re.compile(r"^#{1,6}[^\S\n]+\S", re.MULTILINE),
    re.compile(r"\[[^\[\]\n]{1,500}\]\(https?://[^()\s]{1,1000}\)"),
    re.compile(r"^[^\n]{3,200}\n(?:===+|---+)[^\S\n]*$", re.MULTILINE),
    re.compile(r"\*\*[^\s*][^*\n]{0,300}\*\*"),
    re.compile(r"^>[^\S\n]+\S", re.MULTILINE),
    re.compile(r"^(?:[*+-]|\d\.)[^\S\n]+\S[^\n]*\n(?:[*+-]|\d\.)[^\S\n]+\S", re.MULTILINE),
)
_SAMPLE = 20_000


def looks_like_markdown(text: str) -> bool:
    """Whether `text` has two kinds of Markdown, or starts with a heading or front matter."""
    sample = text[:_SAMPLE].lstrip()
    if re.match(r"#{1,6} \S", sample) or _FRONT.match(sample):
        return True
    return sum(sign.search(sample) is not None for sign in _SIGNS) >= 2


def read_markdown(text: str, url: str | None = None) -> tuple[Draft, ...]:
    """The article in a Markdown text."""
    fields: dict[str, str] = {}
    front = _FRONT.match(text)
    if front is not None:
        fields = {
            match["key"].lower(): clean(match["value"]).strip("\"'")
            for line in front["fields"].split("\n")
            if (match := _FIELD.fullmatch(line))
        }
        text = text[front.end() :]
    address = safe_url(fields.get("url") or fields.get("canonical")) or safe_url(url)
    blocks = list(_blocks(mend(text), address))
    headline = fields.get("title") or fields.get("headline")
    if not headline and blocks and blocks[0].kind is Kind.SUBHEAD:
        headline = blocks.pop(0).text
    day = fields.get("date") or fields.get("date_published") or ""
    outlet, dated = None, None
    is_prose = headline and blocks and blocks[0].kind is Kind.PROSE
    if is_prose and (source := source_line(blocks[0].text)) is not None:
        outlet, dated = source
        del blocks[0]
    return (
        Draft(
            blocks=tuple(blocks),
            headline=headline or None,
            publisher=fields.get("publisher") or fields.get("source") or outlet,
            author=fields.get("author") or None,
            date=timestamp(day) or date_line(day) or dated,
            url=address,
            language=fields.get("lang") or fields.get("language"),
        ),
    )


def _blocks(text: str, base: str | None) -> Iterator[Block]:
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        heading = _HEADING.match(line)
        bare = _QUOTE.sub("", line, count=1)
        if lines and _UNDERLINE.match(line):
            yield from _paragraph(lines, base, Kind.SUBHEAD)
            lines = []
        elif heading or not bare.strip() or _RULE.match(line) or _FENCE.match(line):
            yield from _paragraph(lines, base)
            lines = []
            if heading:
                yield from _paragraph([heading["title"]], base, Kind.SUBHEAD)
        elif _ITEM.match(bare):
            yield from _paragraph(lines, base)
            lines = [_ITEM.sub("", bare, count=1)]
        else:
            lines.append(bare)


def _paragraph(lines: list[str], base: str | None, kind: Kind = Kind.PROSE) -> Iterator[Block]:
    text = "\n".join(lines)
    for picture in _PICTURE.finditer(text):
        if caption := clean(picture["alt"]):
            yield Block(Kind.CAPTION, caption)
    text = _PICTURE.sub(" ", text)
    builder = BlockBuilder()
    at = 0
    for link in _LINK.finditer(text):
        builder.add(_unmarked(text[at : link.start()]))
        builder.add(
            _unmarked(link["text"] or link["auto"]), safe_url(link["url"] or link["auto"], base)
        )
        at = link.end()
    builder.add(_unmarked(text[at:]))
    block = builder.build(kind)
    if block.text:
        yield block


def _unmarked(text: str) -> str:
    """`text` without emphasis marks, and with escaped characters unescaped."""
    parts = _ESCAPE.split(text)  # every second part is an escaped character, which stays
    parts[::2] = [_EMPHASIS.sub("", part) for part in parts[::2]]
    return "".join(parts)
