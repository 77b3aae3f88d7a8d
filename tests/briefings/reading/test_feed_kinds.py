"""Real-world feeds: what precedes the root, dates, authors, links, escapes, sections."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from briefings.reading import ReadArticle, ReadingError, read
from tests.briefings.reading.pages import FERRY, HARBOUR

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in FERRY)
TEXT = "\n\n".join(FERRY)
LINK = "https://norland-post.example/ferry"
NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dcterms="http://purl.org/dc/terms/"'
)


def item(fields: str = "", body: str = f"<![CDATA[{BODY}]]>", link: str = LINK) -> str:
    head = f"<title>Ferry sails</title><link>{link}</link>{fields}"
    return f"<item>{head}<description>{body}</description></item>"


def rss(
    *items: str, title: str = "Norland Post", site: str = "https://norland-post.example/"
) -> str:
    channel = f"<title>{title}</title><link>{site}</link>"
    return f'<rss version="2.0" {NAMESPACES}><channel>{channel}{"".join(items)}</channel></rss>'


def atom(*entries: str, attributes: str = "", head: str = "") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"{attributes}><title>Norland Post</title>{head}'
        f"{''.join(entries)}</feed>"
    )


def entry(fields: str, link: str = LINK) -> str:
    escaped = BODY.replace("<", "&lt;")
    return (
        f'<entry><title>Ferry sails</title><link href="{link}"/>{fields}'
        f'<content type="html">{escaped}</content></entry>'
    )


def only(feed: str, name: str = "", **options: str) -> ReadArticle:
    (article,) = read(feed.encode(), name, **options)
    return article


@pytest.mark.parametrize(
    "before",
    [
        '<?xml version="1.0"?>\n<?xml-stylesheet href="a.xsl" type="text/xsl"?>\n',
        '<?xml-stylesheet href="a.css"?><?xml-stylesheet href="b.xsl?a=1&amp;b=>"?>',
        '<!DOCTYPE rss PUBLIC "-//A//DTD RSS 0.91//EN" "http://dtd.example/rss.dtd">',
        "<!DOCTYPE rss SYSTEM 'rss.dtd' [ <!ELEMENT rss (channel)> ]>\n",
        "\ufeff\n\n  <?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<?php-was-here x?>",
        "<!-- one --><!-- <html> two > -->\n\t<!---->",
        "\r\n" * 3_000,
        f"<!-- {'long ' * 2_000} -->",
        "Warning: clock is slow in line 4\n<?xml version='1.0'?>",
    ],
)
def test_a_feed_is_recognised_whatever_precedes_its_root(before: str) -> None:
    article = only(before + rss(item("<pubDate>Wed, 12 Feb 2025 09:00:00 GMT</pubDate>")))
    assert (article.headline, article.publisher, article.url) == (
        "Ferry sails",
        "Norland Post",
        LINK,
    )
    assert article.text == TEXT
    assert article.date_published == datetime(2025, 2, 12, 9, tzinfo=UTC)


RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{}">'
    "<channel><title>Norland Post</title></channel>{}</rdf:RDF>"
)
PREFIXED = (
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Norland Post</a:title><a:entry>'
    f'<a:title>Ferry sails</a:title><a:link href="{LINK}"/><a:content type="html">'
    f"{BODY.replace('<', '&lt;')}</a:content></a:entry></a:feed>"
)


@pytest.mark.parametrize(
    "feed",
    [
        rss(item()),
        f'<rss version="0.91"><channel><title>Norland Post</title>{item()}</channel></rss>',
        RDF.format("http://my.netscape.com/rdf/simple/0.9/", item()),
        RDF.format("http://purl.org/rss/1.0/", item()),
        atom(entry("")),
        PREFIXED,
    ],
)
def test_every_kind_of_feed_is_read(feed: str) -> None:
    article = only(f'<?xml-stylesheet href="x.xsl"?>{feed}')
    assert (article.headline, article.publisher, article.url, article.text) == (
        "Ferry sails",
        "Norland Post",
        LINK,
        TEXT,
    )


def test_an_html_page_behind_an_xml_declaration_is_a_page() -> None:
    page = f"<html><body><article>{BODY}</article></body></html>"
    assert only(f"<?xml version='1.0'?><!-- <rss> --><!DOCTYPE html>{page}").text == TEXT


@pytest.mark.parametrize(
    "subset",
    [
        "<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>",
        "<!ENTITY secret SYSTEM 'file:///etc/hostname'>",
        "<!ENTITY % more SYSTEM 'http://dtd.example/x.dtd'> %more;",
    ],
)
def test_xml_that_declares_entities_is_refused(subset: str) -> None:
    with pytest.raises(ReadingError, match="declares entities"):
        read(f"<!DOCTYPE rss [{subset}]>{rss(item())}".encode(), "feed.xml")


@pytest.mark.parametrize(
    ("fields", "moment"),
    [
        ("<updated>2025-02-12T09:00:00Z</updated>", datetime(2025, 2, 12, 9, tzinfo=UTC)),
        ("<updated>2025-02-12T09:00:00+02:00</updated>", datetime(2025, 2, 12, 7, tzinfo=UTC)),
        ("<updated>2025-02-12</updated>", "2025-02-12"),
    ],
)
def test_an_entry_that_only_says_when_it_changed_is_dated_with_a_note(
    fields: str, moment: datetime | str
) -> None:
    article = only(atom(entry(fields)))
    assert article.date_published == moment
    assert "last changed" in (article.date_published_note or "")


def test_the_publication_date_precedes_the_change_date() -> None:
    article = only(
        atom(
            entry(
                "<updated>2025-02-14T09:00:00Z</updated><published>2025-02-12T09:00:00Z</published>"
            )
        )
    )
    assert article.date_published == datetime(2025, 2, 12, 9, tzinfo=UTC)
    assert article.date_published_note is None


@pytest.mark.parametrize(
    "fields",
    [
        "<dc:date>2025-02-12T10:00:00+01:00</dc:date>",
        "<dcterms:issued>2025-02-12T10:00:00+01:00</dcterms:issued>",
        "<dcterms:created>2025-02-12T10:00:00+01:00</dcterms:created>",
        "<pubDate>next week</pubDate><dc:date>2025-02-12T09:00:00Z</dc:date>",
    ],
)
def test_dublin_core_dates_an_item(fields: str) -> None:
    article = only(rss(item(fields)))
    assert article.date_published == datetime(2025, 2, 12, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "date", ["2099-01-01T00:00:00Z", "Thu, 01 Jan 2099 10:00:00 GMT", "2099/01/01"]
)
def test_a_future_date_is_refused_with_a_note(date: str) -> None:
    link = "https://norland-post.example/2099/01/01/ferry"
    (article,) = read(
        rss(item(f"<pubDate>{date}</pubDate>", link=link)).encode(),
        now=datetime(2025, 3, 1, tzinfo=UTC),
    )
    assert article.date_published is None
    assert article.date_published_note == (
        "The document is dated 2099-01-01, which was still to come."
    )


@pytest.mark.parametrize("hours", [-1, 30])
def test_a_clock_that_is_a_little_fast_is_believed(hours: int) -> None:
    moment = datetime(2025, 2, 12, 9, tzinfo=UTC)
    feed = rss(item("<pubDate>Wed, 12 Feb 2025 09:00:00 GMT</pubDate>")).encode()
    (article,) = read(feed, now=moment - timedelta(hours=hours))
    assert article.date_published == moment


STUB = "Only members can read this report. Log in, or become a member for a month to see it all."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("Crab prices fall", "/1"), ("Museum opens", "/2")),
        (("Members only", "/1"), ("Members only", "/2")),
        (("Crab prices fall", ""), ("Museum opens", "")),
    ],
)
def test_entries_with_the_same_text_are_separate_articles(
    first: tuple[str, str], second: tuple[str, str]
) -> None:
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><description>{STUB}</description></item>"
        for title, link in (first, second)
    )
    articles = read(rss(items).encode())
    assert [article.headline for article in articles] == [first[0], second[0]]


def test_an_entry_that_a_feed_lists_twice_is_one_article() -> None:
    assert len(read(rss(item(), item()).encode())) == 1


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("<![CDATA[Wages < prices, but rents > both]]>", "Wages < prices, but rents > both"),
        ("If a&lt;b and c&gt;d, who pays?", "If a<b and c>d, who pays?"),
        ("Tide &lt;1 m at noon, &gt;3 m at night", "Tide <1 m at noon, >3 m at night"),
        ("<![CDATA[The <em>old</em> harbour, <a href='/x'>again</a>]]>", "The old harbour, again"),
        ("&amp;lt;i&amp;gt;Skarrey&amp;lt;/i&amp;gt; sails", "Skarrey sails"),
        ("Cod &amp;amp; crab", "Cod & crab"),
    ],
)
def test_a_title_keeps_what_cannot_be_a_tag(title: str, headline: str) -> None:
    feed = rss(item()).replace("Ferry sails", title)
    assert only(feed).headline == headline


@pytest.mark.parametrize(
    "body",
    [
        BODY.replace("<", "&amp;lt;").replace(">", "&amp;gt;"),
        f"<![CDATA[{BODY.replace('<', '&lt;').replace('>', '&gt;')}]]>",
        f"<![CDATA[{BODY.replace('<', '&amp;lt;').replace('>', '&amp;gt;')}]]>",
        "<![CDATA["
        + BODY.replace("<p>", "<p class='x'>").replace("<", "&lt;").replace(">", "&gt;")
        + "]]>",
    ],
)
def test_content_that_was_escaped_twice_is_read_as_markup(body: str) -> None:
    assert only(rss(item(body=body))).text == TEXT


def test_a_text_that_mentions_a_tag_keeps_it() -> None:
    body = "Every paragraph of a page starts with &amp;lt;p&amp;gt;, the teacher told her pupils."
    assert "starts with <p>, the" in only(rss(item(body=body))).text


@pytest.mark.parametrize(
    ("fields", "author"),
    [
        ("<author>ada.venn@post.example (Ada Venn)</author>", "Ada Venn"),
        ("<author><![CDATA[desk@post.example (Ada Venn)]]></author>", "Ada Venn"),
        ("<author>Ada Venn &lt;ada@post.example&gt;</author>", "Ada Venn"),
        ("<author>desk@post.example</author>", None),
        ("<dc:creator>news@post.example</dc:creator>", None),
        ("<dc:creator>https://post.example/staff/ada</dc:creator>", None),
        (
            "<dc:creator>Ada Venn</dc:creator><dc:creator>Leif Aas</dc:creator>",
            "Ada Venn, Leif Aas",
        ),
        ("<dc:creator>By Ada Venn</dc:creator><dc:creator>Ada Venn</dc:creator>", "Ada Venn"),
    ],
)
def test_authors_are_named_and_addresses_are_not_names(fields: str, author: str | None) -> None:
    assert only(rss(item(fields))).author == author


def test_an_atom_feeds_author_is_that_of_entries_without_one() -> None:
    people = "<author><name>Ada Venn</name><email>a@post.example</email></author>"
    first, second = read(
        atom(
            entry("", link="/a"),
            entry("<author><name>Leif Aas</name></author>", link="/b"),
            head=f'<link href="https://norland-post.example/"/>{people}',
        ).encode()
    )
    assert (first.author, second.author) == ("Ada Venn", "Leif Aas")


@pytest.mark.parametrize(
    ("feed", "fetched", "url"),
    [
        (rss(item(link="/2025/ferry")), None, "https://norland-post.example/2025/ferry"),
        (
            rss(item(link="2025/ferry"), site="https://norland-post.example/news/"),
            "https://feeds.example/np.xml",
            "https://norland-post.example/news/2025/ferry",
        ),
        (
            rss(item(link="/2025/ferry"), site="/"),
            "https://norland-post.example/rss",
            "https://norland-post.example/2025/ferry",
        ),
        (
            atom(entry("", link="ferry"), attributes=' xml:base="https://norland-post.example/b/"'),
            None,
            "https://norland-post.example/b/ferry",
        ),
        (
            atom(entry("", link="/ferry"), head='<link href="https://norland-post.example/"/>'),
            None,
            "https://norland-post.example/ferry",
        ),
        (
            atom(entry("", link="ferry"), head='<link href="https://other.example/"/>'),
            "https://norland-post.example/feeds/all.atom",
            "https://norland-post.example/feeds/ferry",
        ),
        (rss(item(link="/2025/ferry"), site=""), None, None),
    ],
)
def test_relative_links_are_resolved(feed: str, fetched: str | None, url: str | None) -> None:
    (article,) = read(feed.encode(), url=fetched)
    assert article.url == url


def test_links_in_the_text_count_from_its_base() -> None:
    body = "<![CDATA[<p>The ferry sails again, <a href='log'>its log</a> of Thursday says.</p>]]>"
    based = item(body=body).replace("<item>", '<item xml:base="https://skarrey.example/boats/">')
    assert only(rss(based)).links[0].url == "https://skarrey.example/boats/log"
    assert only(rss(item(body=body))).links[0].url == "https://norland-post.example/log"


@pytest.mark.parametrize(
    ("title", "site", "outlet"),
    [
        ("Norland Post - Harbour", "https://norland-post.example/", "Norland Post"),
        ("Sport | Norland Post", "https://norland-post.example/sport", "Norland Post"),
        ("NP &gt; Islands &gt; Skarrey", "https://np-news.example/", "NP > Islands > Skarrey"),
        ("Skarrey Gazette: Top stories", "https://x.example/", "Skarrey Gazette"),
        ("Latest news - The Lisse Herald", "https://x.example/", "The Lisse Herald"),
        ("Norland Post RSS Feed", "https://x.example/", "Norland Post"),
        ("Wind and Sail: a diary", "https://diary-of-ada.example/", "Wind and Sail: a diary"),
    ],
)
def test_section_feeds_are_those_of_one_outlet(title: str, site: str, outlet: str) -> None:
    assert only(rss(item(), title=title, site=site)).publisher == outlet


def json_feed(**fields: object) -> str:
    article = {"id": "7", "url": LINK, "title": "Ferry sails", "content_html": BODY, **fields}
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Norland Post - Islands",
        "home_page_url": "https://norland-post.example/",
        "language": "en-GB",
        "items": [article, {"id": "8"}, "no item"],
    }
    return json.dumps(feed)


def test_json_feed_is_read() -> None:
    article = only(
        json_feed(date_published="2025-02-12T10:00:00+01:00", authors=[{"name": "Ada Venn"}])
    )
    assert (article.headline, article.publisher, article.author) == (
        "Ferry sails",
        "Norland Post",
        "Ada Venn",
    )
    assert (article.text, article.url, article.in_language) == (TEXT, LINK, "en-GB")
    assert article.date_published == datetime(2025, 2, 12, 9, tzinfo=UTC)


def test_json_feed_1_0_names_one_author_and_may_hold_plain_text() -> None:
    feed = json_feed(
        content_html=None,
        content_text="\n\n".join(("If a < b, then crab is cheap on Skarrey.", *FERRY)),
        author={"name": "Leif Aas"},
        url="/ferry",
        date_modified="2025-02-12",
    ).replace("version/1.1", "version/1")
    article = only(feed, "feed.json")
    assert article.text.startswith("If a < b, then crab is cheap on Skarrey.\n\nThe ferry")
    assert (article.author, article.url) == ("Leif Aas", LINK)
    assert article.date_published == "2025-02-12"
    assert "last changed" in (article.date_published_note or "")


def test_a_json_feed_with_only_addresses_is_reported_in_one_line() -> None:
    with pytest.raises(ReadingError, match="holds no article"):
        read(json_feed(content_html="").encode(), content_type="application/feed+json")


def test_a_feed_without_a_version_is_known_by_its_items() -> None:
    feed = {"items": [{"id": LINK, "content_text": HARBOUR[0]}], "author": {"name": "Ada Venn"}}
    article = only(json.dumps(feed))
    assert (article.text, article.url, article.author) == (HARBOUR[0], LINK, "Ada Venn")
