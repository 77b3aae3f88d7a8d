"""JSON Feed, versions 1.0 and 1.1.

Source: https://www.jsonfeed.org/version/1.1/
"""

from typing import Any

from briefings.reading.blocks import Block, safe_url
from briefings.reading.draft import Draft
from briefings.reading.fragment import fragment_blocks, text_blocks
from briefings.reading.listing import Form, Found, FoundList
from briefings.reading.names import author_names, outlet_of_feed, title_line
from briefings.reading.stated_dates import stated_date

_CHANGED_NOTE = "The feed says only when the article was last changed."
_TEXTS = ("content_html", "content_text", "summary")


def is_json_feed(value: Any) -> bool:
    """Whether a JSON value is a JSON Feed: by its version, or by items that only a feed has."""
    if not isinstance(value, dict) or not isinstance(value.get("items"), list):
        return False
    if "jsonfeed.org/version/" in str(value.get("version")):
        return True
    return any(
        isinstance(item, dict) and ("content_html" in item or "content_text" in item)
        for item in value["items"]
    )


def read_json_feed(feed: dict[str, Any]) -> list[Draft]:
    """The articles of a JSON Feed; items without text are left out."""
    items = [item for item in feed["items"] if isinstance(item, dict)]
    return [draft for item in items if (draft := _draft(item, feed)).blocks]


def list_json_feed(feed: dict[str, Any]) -> FoundList:
    """The items of a JSON Feed, including those without text."""
    items = [item for item in feed["items"] if isinstance(item, dict)]
    home = _home(feed)
    found = tuple(_found(item, feed) for item in items)
    outlet = outlet_of_feed(title_line(feed.get("title")), home)
    return FoundList(Form.FEED, outlet, home, found, len(found))


def _found(item: dict[str, Any], feed: dict[str, Any]) -> Found:
    named = item.get("id")
    return Found(
        id=str(named) if isinstance(named, str | int) and str(named).strip() else None,
        draft=_draft(item, feed),
        changed=_text(item.get("date_modified")) or "",
        is_full=bool(_text(item.get("content_html")) or _text(item.get("content_text"))),
    )


def _home(feed: dict[str, Any]) -> str | None:
    return safe_url(_text(feed.get("home_page_url"))) or safe_url(_text(feed.get("feed_url")))


def _draft(item: dict[str, Any], feed: dict[str, Any]) -> Draft:
    """The article of an item; without blocks if it has no text."""
    home = _home(feed)
    address = (
        _address(item.get("url"), home)
        or _address(item.get("external_url"), home)
        or safe_url(_text(item.get("id")))  # version 1.1 advises using the address as the id
    )
    blocks = _blocks(item, address or home)
    language = _text(item.get("language")) or _text(feed.get("language"))
    published, changed = _text(item.get("date_published")), _text(item.get("date_modified"))
    date = stated_date(published, language) if published else None
    note = None
    if date is None and changed and (date := stated_date(changed, language)):
        note = _CHANGED_NOTE
    outlet = outlet_of_feed(title_line(feed.get("title")), home)
    author = _authors(item) or _authors(feed)
    return Draft(
        blocks=blocks,
        headline=title_line(item.get("title")),
        publisher=outlet,
        author=author,
        date=date,
        date_note=note,
        url=address,
        language=language,
    )


def _address(value: Any, home: str | None) -> str | None:
    """An item's address; an empty one means none, not the site's own."""
    text = (_text(value) or "").strip()
    return safe_url(text, home) if text else None


def _blocks(item: dict[str, Any], base: str | None) -> tuple[Block, ...]:
    html, plain, summary = (_text(item.get(key)) or "" for key in _TEXTS)
    if html.strip():
        return fragment_blocks(html, base)
    return text_blocks(plain if plain.strip() else summary)


def _authors(holder: dict[str, Any]) -> str | None:
    """The names in ``authors``, or in version 1.0's ``author``."""
    authors = holder.get("authors")
    people = authors if isinstance(authors, list) else [holder.get("author")]
    return author_names(
        person.get("name") if isinstance(person, dict) else person for person in people
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
