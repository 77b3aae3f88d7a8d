r"""A small parser of Discord's Markdown, for tests: what does a member see?

It is written from Discord's help page (https://support.discord.com/hc/en-us/articles/210298617) and
errs on the side of seeing markup where Discord might. `read` returns the words shown and the markup
found.
"""

import re
from dataclasses import dataclass, field

_LINE_STARTS = {
    "heading": re.compile(r" *#{1,3} +"),
    "subtext": re.compile(r" *-# +"),
    "quote": re.compile(r" *>(?:>>)? "),
    "list": re.compile(r" *(?:[*+-]|\d+[.)]) "),
    "rule": re.compile(r" *(?:-{3,}|_{3,}|\*{3,}|={3,}) *$"),
    "directive": re.compile(r":::"),
}
_INLINE = {
    "code": re.compile(r"(`+)[^`]+\1"),
    "link": re.compile(r"\[((?:\\.|\[[^\[\]]*\]|[^\[\]\\])*)\]\((https?://[^\s()<>]+)\)"),
    "autolink": re.compile(r"<(?:https?://|mailto:|tel:|\+)[^\s>]*>", re.IGNORECASE),
    "address": re.compile(r"(?:https?|steam|discord)://[^\s<]+", re.IGNORECASE),
    "invite": re.compile(r"discord(?:app)?\.(?:gg|com)/\w", re.IGNORECASE),
    "mention": re.compile(r"<(?:@[!&]?|#)\d+>|@everyone|@here"),
    "command": re.compile(r"</[^:\n]+:\d+>"),
    "guild": re.compile(r"<id:\w+(?::\d+)?>"),
    "emoji": re.compile(r"<a?:\w+:\d+>|:[^\s:]+:"),
    "time": re.compile(r"<t:-?\d+(?::[tTdDfFRsS])?>"),
    "bold": re.compile(r"\*\*((?:\\.|[^\\])+?)\*\*", re.DOTALL),
    "underline": re.compile(r"__((?:\\.|[^\\])+?)__", re.DOTALL),
    "strike": re.compile(r"~~(.+?)~~(?!~)", re.DOTALL),
    "spoiler": re.compile(r"\|\|(.+?)\|\|", re.DOTALL),
    "italic": re.compile(r"\*((?:\\.|[^\\*])+?)\*|_((?:\\.|[^\\_])+?)_", re.DOTALL),
}
_NESTED = {"bold", "underline", "strike", "spoiler", "italic", "link"}
_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
_ENTITY = re.compile(r"&#?\w+;")


@dataclass(frozen=True)
class Seen:
    text: str
    marks: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)


def read(markdown: str) -> Seen:
    """The words shown for `markdown`, and the kinds of markup in it."""
    seen = Seen("", set(), [])
    lines = [_line(line, seen) for line in markdown.split("\n")]
    return Seen("\n".join(lines), seen.marks, seen.links)


def _line(line: str, seen: Seen) -> str:
    again = True
    while again:
        again = False
        for kind, pattern in _LINE_STARTS.items():
            if match := pattern.match(line):
                seen.marks.add(kind)
                line = line[match.end() :]
                again = bool(match.end())
    return _inline(line, seen)


def _inline(text: str, seen: Seen) -> str:
    shown, at = [], 0
    while at < len(text):
        if escaped := _ESCAPED.match(text, at):
            shown.append(escaped[1])
            at = escaped.end()
            continue
        for kind, pattern in _INLINE.items():
            if match := pattern.match(text, at):
                seen.marks.add(kind)
                inner = next((group for group in match.groups() if group), match[0])
                if kind == "link":
                    seen.links.append(match[2])
                shown.append(_inline(inner, seen) if kind in _NESTED else match[0])
                at = match.end()
                break
        else:
            if _ENTITY.match(text, at):
                seen.marks.add("entity")
            shown.append(text[at])
            at += 1
    return "".join(shown)
