"""RSS and Atom."""

from datetime import UTC, datetime

import pytest

from briefings.reading import ReadingError, read
from tests.briefings.reading.pages import FERRY, HARBOUR

RSS = f"""<?xml version="1.0" encoding="windows-1252"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Ellery Courier</title><language>en-gb</language>
<item><title>Harbour &amp;amp; vote</title><link>https://courier.example/1</link>
<author>Rosa Lindt</author><pubDate>Tue, 04 Mar 2025 07:10:00 +0100</pubDate>
<description>Brief</description>
<content:encoded><![CDATA[<p>{HARBOUR[0]}</p><h2>Crab</h2><p>It’s <a href="/x">cheap</a>.</p>
<figure><figcaption>The pier</figcaption></figure>
<p>The post Harbour appeared first on Ellery Courier.</p>
<h3>Related</h3><p>Crab falls</p>]]></content:encoded></item>
<item><title>Without text</title><link>https://courier.example/2</link></item>
<item><title>Ferry</title><source url="https://lark.example/rss">The Lark</source>
<description>{FERRY[1]}</description></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Lark</title>
<entry><title type="html">Ferry &lt;b&gt;sails&lt;/b&gt;</title>
<link href="https://lark.example/ferry"/><published>2025-03-04T06:10:00Z</published>
<content type="html">&lt;p&gt;SKARREY (AFP) — {FERRY[0]}&lt;/p&gt;&lt;p&gt;{FERRY[1]}&lt;/p&gt;
</content></entry></feed>"""


def test_every_entry_with_text_is_an_article() -> None:
    harbour, ferry = read(RSS.encode(), "feed.xml")
    assert (harbour.headline, harbour.publisher) == ("Harbour & vote", "Ellery Courier")
    assert harbour.author == "Rosa Lindt"
    assert harbour.date_published == datetime(2025, 3, 4, 6, 10, tzinfo=UTC)
    assert harbour.in_language == "en-GB"
    assert harbour.text == f"{HARBOUR[0]}\n\nCrab\n\nIt’s cheap.\n\nThe pier"
    assert [harbour.text[a:b] for a, b in harbour.captions] == ["The pier"]
    ((start, end, url),) = harbour.links
    assert (harbour.text[start:end], url) == ("cheap", "https://courier.example/x")
    assert (ferry.publisher, ferry.text, ferry.date_published) == ("The Lark", FERRY[1], None)


def test_atom_is_read_too() -> None:
    (ferry,) = read(ATOM.encode())
    assert ferry.headline == "Ferry sails"
    assert (ferry.provider, ferry.dateline) == ("AFP", "SKARREY")
    assert ferry.url == "https://lark.example/ferry"


def test_a_feed_in_utf_16_is_decoded_once() -> None:
    assert read(RSS.replace("windows-1252", "utf-16").encode("utf-16"))[0].text.startswith("The co")


def test_a_truncated_feed_gives_what_it_contains() -> None:
    (harbour,) = read(RSS[: RSS.index("<item><title>Without")].encode())
    assert harbour.text.startswith(HARBOUR[0])


@pytest.mark.parametrize("year", ["0000", "0001", "9999", "9999999"])
def test_an_impossible_year_is_not_a_date(year: str) -> None:
    (ferry,) = read(ATOM.replace("2025-03", f"{year}-03").encode())
    assert ferry.date_published is None or isinstance(ferry.date_published, datetime)


@pytest.mark.parametrize(
    ("feed", "message"),
    [
        ("<rss><channel><title>Empty</title></channel></rss>", "no entry with text"),
        ("<rss>" + "<a>" * 300, "nests more than"),
        ('<!DOCTYPE rss [<!ENTITY a "aa">]><rss>&a;</rss>', "declares entities"),
    ],
)
def test_an_unreadable_feed_is_reported_in_one_line(feed: str, message: str) -> None:
    with pytest.raises(ReadingError, match=message):
        read(feed.encode(), content_type="application/rss+xml")


@pytest.mark.parametrize(
    "addresses",
    [
        ("https://lark.example/", "https://lark.example/"),
        ("https://lark.example/live#one", "https://lark.example/live#two"),
        ("https://lark.example/live?utm_source=a", "http://www.lark.example/live"),
    ],
)
def test_an_address_shared_by_entries_belongs_to_no_article(addresses: tuple[str, str]) -> None:
    items = "".join(
        f"<item><title>{title}</title><link>{address}</link><description>{text}</description></item>"
        for title, address, text in zip(
            ("Vote", "Ferry"), addresses, (HARBOUR[0], FERRY[1]), strict=True
        )
    )
    own = "<item><title>Own</title><link>https://lark.example/own</link>"
    feed = (
        f'<rss version="2.0"><channel><title>Lark</title>{items}'
        f"{own}<description>{FERRY[0]}</description></item></channel></rss>"
    )
    articles = read(feed.encode(), "feed.xml")
    assert [article.url for article in articles] == [None, None, "https://lark.example/own"]
