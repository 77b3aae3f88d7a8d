"""The entries that a document lists for a follower."""

from datetime import UTC, datetime, timedelta

import pytest

from briefings.reading import ReadingError
from briefings.reading.bounded import Readers
from briefings.reading.listing import (
    LONGEST_TITLE,
    Entry,
    FeedLink,
    Form,
    Listing,
    entry_key,
    list_document,
    newest,
    published_times,
)
from tests.waiting import LAST_RESORT

NOW = datetime(2026, 3, 6, tzinfo=UTC)
URL = "https://quay.example/feed.xml"
TEXT = "The ferry to Skarrey stays in port for a week, the harbour office in Ellery said."


def item(number: int, day: int | None = None, text: str = TEXT, extra: str = "") -> str:
    date = f"<pubDate>{day:02} Mar 2026 08:00:00 GMT</pubDate>" if day else ""
    body = f"<description>{text}</description>" if text else ""
    link = f"<link>https://quay.example/{number}</link>"
    return f"<item><title>Story {number}</title>{link}{date}{body}{extra}</item>"


def rss(*items: str) -> bytes:
    head = "<title>The Quay</title><link>https://quay.example</link>"
    return f'<rss version="2.0"><channel>{head}{"".join(items)}</channel></rss>'.encode()


def listed(data: bytes, **options: object) -> Listing:
    return list_document(data, "doc", url=URL, now=NOW, **options)  # type: ignore[arg-type]  # the tests' short hand


def urls(listing: Listing) -> list[str]:
    return [(entry.url or "").removeprefix("https://quay.example/") for entry in listing.entries]


def test_entries_come_newest_first_also_those_without_text() -> None:
    found = listed(rss(item(1, 1), item(2, 3, text=""), item(3, 2)))
    assert (found.form, found.title, found.site) == (Form.FEED, "The Quay", "https://quay.example")
    assert urls(found) == ["2", "3", "1"]
    assert [entry.article is None for entry in found.entries] == [True, False, False]
    assert found.total == 3


def test_a_known_entry_is_not_read_again_until_it_changes() -> None:
    known = {entry.key: entry.fingerprint for entry in listed(rss(item(1), item(2))).entries}
    found = listed(rss(item(1), item(2, text=TEXT + " It is old.")), known=known)
    assert [entry.article is None for entry in found.entries] == [True, False]
    assert known.keys() == {entry.key for entry in found.entries}
    assert known[found.entries[0].key] == found.entries[0].fingerprint


def test_a_future_time_is_ignored() -> None:
    far = item(1).replace("</item>", "<pubDate>04 Mar 2099 08:00:00 GMT</pubDate></item>")
    found = listed(rss(far, item(2, 3)))
    assert urls(found) == ["1", "2"]
    assert published_times(found.entries) == [datetime(2026, 3, 3, 8, tzinfo=UTC)]
    assert found.entries[0].article is not None
    assert found.entries[0].article.date_published is None


def test_a_very_long_titles_beginning_is_taken() -> None:
    long = rss(item(1)).replace(b"The Quay", b"The Quay " * 1_000)
    assert len(listed(long).title or "") == LONGEST_TITLE


def test_the_newest_of_very_many_entries_are_taken() -> None:
    items = [item(number, 1 + number % 5) for number in range(2_000)]
    found = listed(rss(*items), most=20)
    assert (found.total, len(found.entries)) == (2_000, 20)
    assert {entry.published for entry in found.entries} == {datetime(2026, 3, 5, 8, tzinfo=UTC)}


def test_the_first_of_very_many_undated_entries_are_taken() -> None:
    found = listed(rss(*(item(number) for number in range(100))), most=3)
    assert urls(found) == ["0", "1", "2"]


def test_a_feed_that_is_cut_short_is_read_as_far_as_it_goes() -> None:
    data = rss(*(item(number) for number in range(100)))
    assert urls(listed(data[: len(data) // 2], most=3)) == ["0", "1", "2"]


def test_entries_with_one_id_are_one_and_empty_ones_are_ignored() -> None:
    twice = item(1, extra="<guid>a</guid>") + item(2, extra="<guid>a</guid>")
    found = listed(rss(twice, "<item></item>", f"<item><description>{TEXT}</description></item>"))
    assert [entry.url for entry in found.entries] == ["https://quay.example/1", None]
    moved = listed(rss(item(9, extra="<guid>a</guid>"))).entries[0]
    assert moved.key == found.entries[0].key
    assert moved.fingerprint != found.entries[0].fingerprint


ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">
<title>The Quay</title><link href="https://quay.example/"/>
<at:deleted-entry ref="tag:quay.example,2026:3" when="2026-03-05T10:00:00Z"/>
<entry><id>tag:quay.example,2026:4</id><title>Ferry</title>
<link href="https://quay.example/4"/><published>2026-03-04T08:00:00Z</published>
<updated>{updated}</updated><content type="html">&lt;p>{text}&lt;/p></content></entry></feed>"""


def test_atom_says_what_was_withdrawn_and_what_changed() -> None:
    first = listed(ATOM.format(updated="2026-03-04T08:00:00Z", text=TEXT).encode())
    again = listed(ATOM.format(updated="2026-03-05T08:00:00Z", text=TEXT).encode())
    assert first.gone == (entry_key("tag:quay.example,2026:3"),)
    assert first.entries[0].is_full
    assert first.entries[0].key == again.entries[0].key
    assert first.entries[0].fingerprint != again.entries[0].fingerprint


RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://quay.example/"><title>The Quay</title>
<link>https://quay.example/</link></channel>{items}</rdf:RDF>"""
RDF_ITEM = """<item rdf:about="https://quay.example/{0}"><title>Story {0}</title>
<link>https://quay.example/{0}</link><dc:date>2026-03-0{0}T08:00:00Z</dc:date>
<description>{1}</description></item>"""


@pytest.mark.parametrize("version", ["0.91", "0.92", "2.0"])
def test_feeds_of_every_age_are_lists(version: str) -> None:
    old = rss(item(1), item(2)).replace(b'version="2.0"', f'version="{version}"'.encode())
    assert urls(listed(old)) == ["1", "2"]


def test_rdf_with_items_next_to_the_channel_is_a_list() -> None:
    items = "".join(RDF_ITEM.format(number, TEXT) for number in (1, 3, 2))
    found = listed(RDF.format(items=items).encode(), most=2)
    assert (found.title, found.total, urls(found)) == ("The Quay", 3, ["3", "2"])
    assert found.entries[0].article is not None


JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "The Quay",
"home_page_url": "https://quay.example/", "items": [
{"id": 7, "url": "https://quay.example/7", "title": "Ferry", "content_text": "%s"},
{"id": " ", "url": "https://quay.example/8", "title": "Bridge"}, "no item"]}"""


def test_json_feed_and_posts_are_lists() -> None:
    found = listed((JSON_FEED % TEXT).encode())
    assert (found.form, found.title, urls(found)) == (Form.FEED, "The Quay", ["7", "8"])
    assert [entry.is_full for entry in found.entries] == [True, False]
    assert found.entries[1].article is None
    post = (
        f'[{{"guid": {{"rendered": "p1"}}, "link": "https://quay.example/p1", "content": '
        f'{{"rendered": "<p>{TEXT}</p>"}}, "title": {{"rendered": "Ferry"}}}}]'
    )
    posts = listed(post.encode())
    assert (posts.form, posts.title, urls(posts)) == (Form.POSTS, "quay.example", ["p1"])
    assert listed(b"[]") == Listing(Form.POSTS)
    with pytest.raises(ReadingError, match="doc: the JSON holds no article"):
        listed(b'{"a": 1}')


NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://quay.example/old?a=1&amp;b=2</loc><lastmod>2026-03-01</lastmod></url>
<url><loc>https://quay.example/undated</loc></url>
<url><loc>https://quay.example/far</loc><lastmod>2099-01-01T00:00:00Z</lastmod></url>
<url><loc>javascript:alert(1)</loc></url>
<url><loc><![CDATA[https://quay.example/new]]></loc><news:news><news:publication>
<news:name>The Quay</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-03-05T10:00:00+01:00</news:publication_date>
<news:title>Ferry &amp; bridge</news:title></news:news></url></urlset>"""


def test_a_sitemap_lists_pages_the_newest_first() -> None:
    found = listed(NEWS.encode())
    assert (found.form, found.title) == (Form.SITEMAP, "The Quay")
    assert urls(found) == ["new", "old?a=1&b=2", "undated", "far"]
    assert found.entries[0].title == "Ferry & bridge"
    assert published_times(found.entries) == [datetime(2026, 3, 5, 9, tzinfo=UTC)]
    assert urls(listed(NEWS.encode(), most=1)) == ["new"]


def test_an_index_lists_sitemaps_those_for_news_first() -> None:
    names = [("a", "2026-03-01"), ("b", "2026-03-05"), ("news", "2020-01-01")]
    rows = "".join(
        f"<sitemap><loc>https://quay.example/{name}.xml</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in names
    )
    found = listed(f"<sitemapindex>{rows}</sitemapindex>".encode())
    assert found.form is Form.INDEX
    assert found.children == tuple(
        f"https://quay.example/{name}.xml" for name in ("news", "b", "a")
    )


PAGE = """<!doctype html><html><head><title>The Quay</title>
<link rel="stylesheet" href="/a.css">
<link rel="alternate" type="application/rss+xml" title="News &amp; more" href="/rss?a=1&amp;b=2">
<LINK REL='Alternate' TYPE='application/feed+json; charset=utf-8' HREF='https://quay.example/f.json'>
<link rel=alternate type=application/atom+xml href=atom.xml>
<link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2">
<link rel="alternate" hreflang="de" href="/de">
<link rel="alternate" type="application/json" href="/oembed?url=x">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
</head><body><p>Text</p></body></html>"""


def test_a_page_names_feeds() -> None:
    found = listed(PAGE.encode())
    assert (found.form, found.entries) == (Form.PAGE, ())
    assert found.links == (
        FeedLink("https://quay.example/rss?a=1&b=2", "News & more", "application/rss+xml"),
        FeedLink("https://quay.example/f.json", None, "application/feed+json"),
        FeedLink("https://quay.example/atom.xml", None, "application/atom+xml"),
    )
    many = "".join(
        f'<link rel="alternate" type="text/xml" href="/{number}">' for number in range(99)
    )
    assert len(listed(f"<html><head>{many}</head></html>".encode()).links) == 50


def test_anything_else_lists_nothing() -> None:
    assert listed(b"The ferry sails.") == Listing(Form.TEXT)
    with pytest.raises(ReadingError, match=r"^doc: "):
        listed(b"%PDF-1.7")
    with pytest.raises(ReadingError, match="declares entities"):
        listed(b'<!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0"/>')


@pytest.mark.parametrize("data", [rss(item(1, 1), item(2)), NEWS.encode(), PAGE.encode()])
def test_a_separate_process_lists_a_document_the_same(data: bytes) -> None:
    readers = Readers(deadline=LAST_RESORT)
    try:
        known = {entry.key: entry.fingerprint for entry in listed(data).entries[:1]}
        found = readers.list(data, "doc", url=URL, now=NOW, known=known, most=7)
    finally:
        readers.close()
    assert found == listed(data, known=known, most=7)


def test_an_entry_without_a_time_is_as_old_as_the_one_above() -> None:
    def entry(name: str, hours: int | None) -> Entry:
        published = NOW - timedelta(hours=hours) if hours is not None else None
        return Entry(name, "f", published=published)

    order = newest([entry("a", None), entry("b", 5), entry("c", None), entry("d", 1)])
    assert [one.key for one in order] == ["a", "d", "b", "c"]
