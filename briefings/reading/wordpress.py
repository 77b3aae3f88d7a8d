"""Reads JSON: WordPress REST posts (one, a list, or one per line) and JSON Feed.

Source: https://developer.wordpress.org/rest-api/reference/posts/
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlsplit

from briefings.reading.article import ReadingError
from briefings.reading.blocks import clean, safe_url
from briefings.reading.draft import Draft
from briefings.reading.fragment import fragment_blocks
from briefings.reading.json_feed import is_json_feed, list_json_feed, read_json_feed
from briefings.reading.listing import Form, Found, FoundList
from briefings.reading.printed_dates import timestamp
from briefings.translations import Message, gettext
from briefings.translations.message import Value

_JSON_BEHIND = re.compile(
    r"(?<=>)\s{0,9}(?:\[\s{0,9}\{|\{\s{0,9})\"|(?<=\n)(?:\[\s{0,9}\{|\{)\s{0,9}\""
)
_MAX_DEPTH = 200
_NO_ARTICLE = gettext(
    "the JSON holds no article: expected a WordPress post, or a list of them (with title.rendered "
    "and content.rendered), or a JSON Feed"
)


def read_json(text: str) -> tuple[Draft, ...]:
    """The posts in `text`, or the items of its feed.

    Raises:
        ReadingError: the JSON is broken or cut short, nests too deeply, or has no article.
    """
    drafts: list[Draft] = []
    for value in _values(text):
        if is_json_feed(value):
            drafts += read_json_feed(value)
        else:
            drafts += [_draft(post) for post in _posts(value)]
    if not drafts:
        raise ReadingError(_NO_ARTICLE)
    return tuple(drafts)


def list_json(text: str) -> FoundList:
    """The items of a JSON Feed, or the posts in `text`; an empty list has none.

    Raises:
        ReadingError: the JSON is broken or cut short, nests too deeply, or is something else.
    """
    values = list(_values(text))
    if len(values) == 1 and is_json_feed(values[0]):
        return list_json_feed(values[0])
    posts = [post for value in values for post in _posts(value)]
    if not posts and values != [[]]:
        raise ReadingError(_NO_ARTICLE)
    found = tuple(_found(post) for post in posts)
    title = found[0].draft.publisher if found else None
    return FoundList(Form.POSTS, title, None, found, len(found))


def _found(post: dict[str, Any]) -> Found:
    return Found(
        id=_text(_dict(post.get("guid")).get("rendered")),
        draft=_draft(post),
        changed=_text(post.get("modified_gmt")) or "",
        is_full=_rendered(post, "content") is not None,
    )


def _values(text: str) -> Iterator[Any]:
    """The consecutive JSON values in `text`."""
    _check_depth(text)
    decoder = json.JSONDecoder(strict=False)
    at = len(text) - len(text.lstrip("\ufeff \t\n"))
    if text.startswith("<", at) and (start := _JSON_BEHIND.search(text, at)):
        at = start.start() + len(start[0]) - len(start[0].lstrip())  # PHP's warnings come first
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except ValueError as error:
            raise ReadingError(_explained(text, error)) from error
        yield value
        while at < len(text) and text[at] in " \t\n,":
            at += 1


def _explained(text: str, error: ValueError) -> Message:
    position = getattr(error, "pos", 0)
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    reason = getattr(error, "msg", str(error))
    place: dict[str, Value] = {"line": str(line), "column": str(column), "reason": reason}
    if _is_cut(text, reason, position):
        return gettext(
            "the JSON is cut short at line %(line)s, column %(column)s (%(reason)s): fetch it "
            "again",
            **place,
        )
    return gettext(
        "the JSON is broken at line %(line)s, column %(column)s (%(reason)s): fetch it again",
        **place,
    )


def _is_cut(text: str, reason: str, position: int) -> bool:
    """Whether the parser stopped because the text ended."""
    return reason.startswith("Unterminated string") or not text[position:].strip()


def _check_depth(text: str) -> None:
    """Refuse JSON nested so deeply that the parser would run out of stack."""
    depth, in_string, escaped = 0, False, False
    if text.count("[") + text.count("{") <= _MAX_DEPTH:
        return
    for sign in text:
        if in_string:
            if escaped:
                escaped = False
            elif sign == "\\":
                escaped = True
            elif sign == '"':
                in_string = False
        elif sign == '"':
            in_string = True
        elif sign in "[{":
            depth += 1
            if depth > _MAX_DEPTH:
                raise ReadingError(
                    gettext(
                        "the JSON nests more than %(most)s deep: expected posts of WordPress or a "
                        "JSON Feed",
                        most=_MAX_DEPTH,
                    )
                )
        elif sign in "]}":
            depth -= 1


def _posts(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield from _posts(item)
    elif isinstance(value, dict):
        if _text_of(value):
            yield value
        elif isinstance(value.get("posts"), list):
            yield from (
                post for post in value["posts"] if isinstance(post, dict) and _text_of(post)
            )


def _rendered(post: dict[str, Any], key: str) -> str | None:
    """A field's HTML; older interfaces and exports omit ``rendered``."""
    value = post.get(key)
    if isinstance(value, dict):
        value = value.get("rendered")
    return value if isinstance(value, str) and value.strip() else None


def _text_of(post: dict[str, Any]) -> str | None:
    """A post's HTML; a protected one gives only its excerpt."""
    return _rendered(post, "content") or _rendered(post, "excerpt")


def _draft(post: dict[str, Any]) -> Draft:
    url = safe_url(_text(post.get("link")) or _text((_dict(post.get("guid"))).get("rendered")))
    about = _dict(post.get("yoast_head_json"))
    return Draft(
        blocks=fragment_blocks(_text_of(post) or "", url),
        headline=_plain(_rendered(post, "title")),
        publisher=_plain(_text(about.get("og_site_name"))) or _host(url),
        author=_author(post) or _plain(_text(about.get("author"))),
        posted=_posted(post),
        url=url,
        language=_text(post.get("lang")) or _text(about.get("og_locale")),
    )


def _plain(markup: str | None) -> str | None:
    """A title's text: WordPress escapes it as HTML, some plugins twice."""
    if markup is None:
        return None
    line = " ".join(block.text for block in fragment_blocks(clean(markup)))
    return line or None


def _author(post: dict[str, Any]) -> str | None:
    authors = _dict(post.get("_embedded")).get("author")
    if not isinstance(authors, list):
        return None
    names = [_text(_dict(author).get("name")) for author in authors]
    return ", ".join(name for name in names if name) or None


def _posted(post: dict[str, Any]) -> datetime | str | None:
    """When it was posted, in the blog's own zone if both clock times are given.

    ``date`` is the blog's local time, ``date_gmt`` the same moment in UTC; neither names a zone.
    """
    local, gmt = _text(post.get("date")), _text(post.get("date_gmt"))
    moment = timestamp(f"{gmt}Z") if gmt else None
    here = timestamp(f"{local}Z") if local else None
    if not isinstance(moment, datetime):
        return here.date().isoformat() if isinstance(here, datetime) else None
    offset = here - moment if isinstance(here, datetime) else timedelta(0)
    if abs(offset) < timedelta(hours=15) and offset.total_seconds() % 900 == 0:
        return moment.astimezone(timezone(offset))
    return moment


def _host(url: str | None) -> str | None:
    host = urlsplit(url or "").hostname
    return host.removeprefix("www.") if host else None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
