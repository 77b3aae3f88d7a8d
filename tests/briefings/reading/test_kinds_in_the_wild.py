"""Feeds, pages and texts as content management systems and their editors produce them."""

import html
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from briefings.reading import ReadArticle, read
from briefings.reading.listing import list_document

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
PARAGRAPHS = (
    "The town council of Brask voted late on Tuesday to close the swimming pool for two years.",
    "“We had no other choice,” said Tilda Moen, the leader of the council, after a long debate.",
    "The work is to begin in May, and buses will carry pupils to the pool in Toller meanwhile.",
    "Neighbours had asked for a smaller plan, which the council refused by two votes in winter.",
)
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
TEXT = "\n\n".join(PARAGRAPHS)
HEADLINE = "Pool to close"
MOMENT = "2025-03-04T07:10:00+01:00"
INSTANT = datetime(2025, 3, 4, 6, 10, tzinfo=UTC)


def only(document: str, name: str = "input.html", **given: Any) -> ReadArticle:
    (article,) = read(document.encode(), name, now=NOW, **given)
    return article


def feed(
    fields: str = "", body: str | None = None, title: str = "Brask Courier", before: str = ""
) -> str:
    text = f"<description>{html.escape(BODY)}</description>" if body is None else body
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"'
    )
    return (
        f'{before}<rss version="2.0" {spaces}><channel><title>{title}</title>'
        f"<link>https://courier.example</link><item><title>{HEADLINE}</title>"
        f"<link>https://courier.example/a1</link>{text}{fields}</item></channel></rss>"
    )


def page(
    over: str = "", head: str = "", body: str | None = None, title: str = HEADLINE, lang: str = "en"
) -> str:
    inner = f"<article><h1>{HEADLINE}</h1>{over}{BODY}</article>" if body is None else body
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head>'
        f"<body>{inner}</body></html>"
    )


# Feeds


@pytest.mark.parametrize("stray", ["\0", "\ufeff\ufeff\n"])
def test_stray_signs_before_a_feed_do_no_harm(stray: str) -> None:
    article = only(feed(before=f"{stray}<?xml version='1.0'?>"), "feed")
    assert (article.headline, article.text) == (HEADLINE, TEXT)


@pytest.mark.parametrize(
    ("field", "date"),
    [
        (f"<dc:issued>{MOMENT}</dc:issued>", INSTANT),
        (f"<dc:created>{MOMENT}</dc:created>", INSTANT),
        (f"<prism:publicationDate>{MOMENT}</prism:publicationDate>", INSTANT),
        ("<pubDate>Di, 04 Mrz 2025 07:10:00 +0100</pubDate>", INSTANT),
        ("<pubDate>mar., 04 fevr. 2025 07:10:00</pubDate>", "2025-02-04"),
        ("<pubDate>7:10 AM EST, March 4, 2025</pubDate>", datetime(2025, 3, 4, 12, 10, tzinfo=UTC)),
        ("<pubDate>17 tháng 1 2025</pubDate>", "2025-01-17"),
        ("<pubDate>बुधवार, 17 दिसंबर 2025</pubDate>", "2025-12-17"),
        ("<pubDate>Mon, 01 Jan 1900 00:00:00 GMT</pubDate>", None),
        ("<pubDate>Tue, 19 Jan 2038 03:14:07 GMT</pubDate>", None),
    ],
)
def test_dates_of_feeds(field: str, date: datetime | str | None) -> None:
    assert only(feed(field), "feed").date_published == date


@pytest.mark.parametrize(
    "field",
    [
        "<author>ann@x.example (Ann Holt), bo@x.example (Bo Aase)</author>",
        "<dc:creator>Ann Holt</dc:creator><dc:creator>Bo Aase</dc:creator>",
    ],
)
def test_several_authors_of_an_entry(field: str) -> None:
    assert only(feed(field), "feed").author == "Ann Holt, Bo Aase"


@pytest.mark.parametrize("title", ["Brask Courier - RSS", "Brask Courier » Feed", "Brask Courier"])
def test_words_for_a_feed_are_not_part_of_the_outlet(title: str) -> None:
    assert only(feed(title=title), "feed").publisher == "Brask Courier"


@pytest.mark.parametrize(
    "tail",
    [
        "<p>Der Beitrag <a href='/a1'>Pool to close</a> erschien zuerst auf Brask Courier.</p>",
        "<p>L’article <a href='/a1'>Pool to close</a> est apparu en premier sur Le Phare.</p>",
        (
            "<p>Pool to close was originally published in Brask Courier on Medium, where people "
            "are continuing the conversation by highlighting and responding to this story.</p>"
        ),
        (
            "<div class='subscription-widget-wrap'><p>Thanks for reading! Subscribe for free to "
            "receive new posts and support my work.</p></div>"
        ),
        "<p><a href='/a1'>Continue reading...</a></p>",
        "<p><a href='/a1'>Weiterlesen →</a></p>",
        "<div class='feedflare'><a href='https://x.example'>x</a></div>",
    ],
)
def test_text_that_systems_add_below_an_entry_is_not_part_of_it(tail: str) -> None:
    text = f"<description>{html.escape(BODY + tail)}</description>"
    assert only(feed(body=text), "feed").text == TEXT


def test_an_entry_continued_elsewhere_is_recognised() -> None:
    tail = html.escape("<p><a href='/a1'>Continue reading...</a></p>")
    text = f"<description>{html.escape(BODY)}{tail}</description>"
    (entry,) = list_document(feed(body=text).encode(), "feed", now=NOW).entries
    assert entry.is_cut
    (entry,) = list_document(feed().encode(), "feed", now=NOW).entries
    assert not entry.is_cut


def test_a_part_that_was_escaped_within_markup_is_read_as_markup() -> None:
    first, *rest = PARAGRAPHS
    escaped = html.escape("".join(f"<p>{text}</p>" for text in rest))
    body = f"<description><![CDATA[<p>{first}</p><div>{escaped}</div>]]></description>"
    assert only(feed(body=body), "feed").text == TEXT


def test_a_json_feed_item_without_an_address_does_not_get_the_sites() -> None:
    item = {"id": "1", "url": None, "title": HEADLINE, "content_html": BODY}
    other = {**item, "id": "2", "title": "Ferry", "external_url": "https://courier.example/a2"}
    document = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Brask Courier",
            "home_page_url": "https://courier.example/",
            "items": [item, other],
        }
    )
    found = {one.headline: one.url for one in read(document.encode(), "feed", now=NOW)}
    assert found == {HEADLINE: None, "Ferry": "https://courier.example/a2"}


def test_posts_behind_a_warning_of_php_are_read() -> None:
    post = {
        "title": {"rendered": HEADLINE},
        "content": {"rendered": BODY},
        "link": "https://c.example/a1",
    }
    document = f"<br />\n<b>Notice</b>: x in <b>y</b><br />\n{json.dumps([post])}"
    assert only(document, "posts.json").text == TEXT


# Pages


def linked(**more: Any) -> dict[str, Any]:
    return {
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "datePublished": MOMENT,
        "author": {"@type": "Person", "name": "Ann Holt"},
        "publisher": {"@type": "Organization", "name": "Brask Courier"},
        **more,
    }


def prefixed(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key if key[0] == "@" else f"schema:{key}": prefixed(one) for key, one in value.items()
        }
    return value


@pytest.mark.parametrize(
    "source",
    [
        json.dumps(linked(author={"name": {"@value": "Ann Holt", "@language": "en"}})),
        json.dumps(linked(author={"name": [{"@value": "Ann Holt"}]})),
        json.dumps(prefixed(linked())),
        json.dumps({"@graph": [prefixed(linked())]}),
        json.dumps([linked()])[:-2],
        json.dumps(linked(articleBody="The pool of the town"))[:-6],
    ],
)
def test_json_ld_with_languages_and_prefixes_and_cut_short(source: str) -> None:
    article = only(page(head=f'<script type="application/ld+json">{source}</script>'))
    assert (article.author, article.publisher) == ("Ann Holt", "Brask Courier")
    assert article.date_published == INSTANT


@pytest.mark.parametrize(
    ("title", "body", "headline"),
    [
        (
            "Brask Courier | Pool to close",
            f"<h1>Brask Courier</h1><h2>Pool to close</h2>{BODY}",
            "Pool to close",
        ),
        (
            "Ms. Moen - leader of the council - resigns | Brask Courier",
            f"<h1>Brask Courier</h1><article>{BODY}</article>",
            "Ms. Moen - leader of the council - resigns",
        ),
        (
            "Pool to close for two years and more | Brask Courier",
            (
                "<script type='application/ld+json'>"
                f"{json.dumps(linked(headline='Pool to close for two…'))}</script>"
                f"<h1>Pool to close for two years and more</h1>{BODY}"
            ),
            "Pool to close for two years and more",
        ),
        ("And then …", f"<h1>And then …</h1>{BODY}", "And then …"),
    ],
)
def test_headlines_with_outlets_and_cut_short(title: str, body: str, headline: str) -> None:
    assert only(page(title=title, body=body)).headline == headline


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("<p class='by'>By Ann Holt | March 4, 2025</p>", "2025-03-04"),
        ("<div>Published 7:10 AM GMT+1, March 4, 2025</div>", INSTANT),
        ("<p>Publié le 4 mars 2025 à 07h10 - Mis à jour le 6 mars 2025</p>", "2025-03-04"),
        ("<p>Veröffentlicht am 04.03.2025, 07:10 Uhr</p>", "2025-03-04"),
        ("<p class='date'>Last updated 6 March 2025</p>", None),
        ("<p class='date'>Updated 6 March 2025, published 4 March 2025</p>", "2025-03-04"),
        (f"<div data-published='{MOMENT}'>yesterday</div>", INSTANT),
        (f"<abbr class='published' title='{MOMENT}'>7:10</abbr>", INSTANT),
        ("<p class='event-date'>Meeting: 30 March 2025</p>", None),
        ("<p class='lead'>The report was published on 2 January 2024.</p>", None),
        ("<h2>Council published its plan on 2 January 2024</h2>", None),
    ],
)
def test_days_around_a_headline(line: str, date: datetime | str | None) -> None:
    assert only(page(line, lang="fr" if "mars" in line else "en")).date_published == date


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("article_date_original", INSTANT),
        ("publishedDate", INSTANT),
        ("og:pubdate", INSTANT),
        ("dc.created", INSTANT),
        ("published_at", INSTANT),
        ("article:modified_time", None),
        ("article:expiration_time", None),
        ("event:start_date", None),
        ("video:release_date", None),
        ("profile:birthdate", None),
    ],
)
def test_meta_elements_that_date_a_page_and_those_that_do_not(
    name: str, date: datetime | None
) -> None:
    head = f'<meta property="{name}" content="{MOMENT}">'
    assert only(page(head=head)).date_published == date


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<p class='meta'>By Ann Holt · <time>3 hours ago</time></p>", "Ann Holt"),
        ("<p class='author'>Ann Holt, council reporter</p>", "Ann Holt"),
        ("<p class='author'>Ann Holt<br>Staff Writer</p>", "Ann Holt"),
        ("<p class='byline'>Story by Ann Holt and Bo Aase</p>", "Ann Holt, Bo Aase"),
        ("<p class='byline'>Text: Ann Holt</p>", "Ann Holt"),
        ("<div>Par Anne Holt Publié le 4 mars 2025</div>", "Anne Holt"),
        ("<span class='author'>Share this article</span>", None),
        ("<h2>By The Numbers</h2>", None),
        ("<p>By Friday evening the water was gone.</p>", None),
    ],
)
def test_bylines_around_a_headline(line: str, author: str | None) -> None:
    assert only(page(line)).author == author


@pytest.mark.parametrize(
    "head",
    [
        (
            '<meta name="twitter:label1" content="Verfasst von">'
            '<meta name="twitter:data1" content="Ann Holt">'
        ),
        (
            '<meta name="twitter:label1" content="Est. reading time">'
            '<meta name="twitter:data1" content="3 minutes">'
            '<meta name="twitter:label2" content="Written by">'
            '<meta name="twitter:data2" content="Ann Holt">'
        ),
        '<meta property="og:article:author" content="Ann Holt">',
    ],
)
def test_authors_in_meta_elements(head: str) -> None:
    assert only(page(head=head)).author == "Ann Holt"


NOTICE = (
    "<p>We and our partners use cookies to show you content that fits you, and to measure use.</p>"
    "<p>You can accept all cookies or choose in the settings which of them are stored here.</p>"
)


@pytest.mark.parametrize("frame", ["<article class='notice'>{}</article>", "<div>{}</div>"])
def test_a_cookie_notice_in_any_element_is_not_an_article(frame: str) -> None:
    body = f"{frame.format(NOTICE)}<div><h1>{HEADLINE}</h1>{BODY}</div>"
    assert only(page(body=body)).text == TEXT


def test_a_paragraph_on_biscuits_stays() -> None:
    last = "The kiosk also sells cookies to the children who come from school each day at noon."
    body = f"<article><h1>{HEADLINE}</h1><div>{BODY}</div><div><p>{last}</p></div></article>"
    assert only(page(body=body)).text == f"{TEXT}\n\n{last}"


# Texts


@pytest.mark.parametrize(
    "outlet", ["Toller Zeitung", "El Faro de Toller", "Le Phare", "Brask Today", "lark.example"]
)
def test_an_outlet_over_the_headline_of_a_text(outlet: str) -> None:
    headline = "Swimming pool in Brask to close for two years"
    article = only(f"{outlet}\n\n{headline}\n\n{TEXT}\n", "input.txt")
    assert (article.publisher, article.headline) == (outlet, headline)


def test_an_outlet_and_its_day_over_the_headline_of_a_text() -> None:
    headline = "Swimming pool in Brask to close for two years"
    article = only(f"Brask Courier | March 4, 2025\n{headline}\n\n{TEXT}\n", "input.txt")
    assert (article.publisher, article.date_published) == ("Brask Courier", "2025-03-04")
    assert article.headline == headline


@pytest.mark.parametrize("line", ["Tilda Moen, council leader", "Deputy Mayor", "Local news"])
def test_a_role_and_a_section_are_neither_outlet_nor_headline(line: str) -> None:
    headline = "Swimming pool in Brask to close for two years"
    article = only(f"{line}\n\n{headline}\n\n{TEXT}\n", "input.txt")
    assert (article.publisher, article.headline) == (None, headline)
