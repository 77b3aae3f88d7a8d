"""What a page says about its article besides the text: JSON-LD, titles, dates, authors."""

import json
from datetime import datetime

import pytest

from tests.briefings.reading.island_page import (
    ARTICLE,
    MOMENT,
    NOON,
    PARTS,
    TITLE,
    linked,
    only,
    page,
    paragraphs,
)
from tests.briefings.reading.pages import FERRY_TITLE, MUSEUM

# JSON-LD


GRAPH = [
    {
        "@type": "Article",
        "headline": TITLE,
        "datePublished": NOON,
        "author": {"@id": "#ada"},
        "publisher": {"@id": "#post"},
    },
    {"@type": ["Person"], "@id": "#ada", "name": "Ada Venn"},
    {"@type": "Organization", "@id": "#post", "name": "Norland Post"},
]
FIELDS = {
    "headline": TITLE,
    "datePublished": NOON,
    "author": {"@type": "Person", "name": "Ada Venn"},
    "publisher": {"name": "Norland Post"},
}


@pytest.mark.parametrize(
    "source",
    [
        json.dumps({"@graph": GRAPH}),
        json.dumps(GRAPH),
        json.dumps(
            {"@graph": [{**GRAPH[0], "author": ["#ada"], "publisher": "#post"}, *GRAPH[1:]]}
        ),
        json.dumps({"@graph": [GRAPH[0], {"@type": "WebPage", "about": [GRAPH[1:]]}]}),
        json.dumps({"@type": "https://schema.org/ReportageNewsArticle", **FIELDS}),
        json.dumps({"@type": ["schema:NewsArticle"], **FIELDS}),
        json.dumps(
            {"@type": "WebPage", "name": "Page", "mainEntity": {"@type": "Article", **FIELDS}}
        ),
        json.dumps([[{"@type": "WebSite"}], {"@type": "BlogPosting", **FIELDS}]),
        json.dumps({"@type": "NewsArticle", **FIELDS}).replace('"Post"}', '"Post",}')[:-1] + ", }",
        "/* made by hand */ " + json.dumps({"@type": "NewsArticle", **FIELDS}) + " // end",
        "<!--\n" + json.dumps({"@type": "NewsArticle", **FIELDS}) + "\n-->",
        "//<![CDATA[\n" + json.dumps({"@type": "NewsArticle", **FIELDS}) + ";\n//]]>",
        "/*<![CDATA[*/" + json.dumps({"@type": "NewsArticle", **FIELDS}) + "/*]]>*/",
        json.dumps({"@type": "WebSite"}) + "\n" + json.dumps({"@type": "NewsArticle", **FIELDS}),
        json.dumps({"@type": "NewsArticle", **FIELDS}).replace("Island", "Island\n"),
    ],
)
def test_json_ld_is_read_as_sites_write_it(source: str) -> None:
    script = f'<script type="application/ld+json">{source}</script>'
    article = only(page(ARTICLE, f"<title>{TITLE}</title>{script}"))
    assert (article.headline, article.publisher, article.author) == (
        TITLE,
        "Norland Post",
        "Ada Venn",
    )
    assert article.date_published == MOMENT


OTHER = {"headline": FERRY_TITLE, "datePublished": "2023-01-01T00:00:00Z"}


@pytest.mark.parametrize(
    "head",
    [
        linked(**OTHER, url="https://post.example/f") + linked(url="https://post.example/roof"),
        linked(**OTHER, mainEntityOfPage={"@id": "https://post.example/f"})
        + linked(mainEntityOfPage="https://www.post.example/roof/?page=1#top"),
        linked(**OTHER) + linked(),
        linked(**OTHER, url="https://post.example/f") + linked(),
        linked(**OTHER, url="https://post.example/f") + linked(url="https://amp.example/roof"),
    ],
)
def test_the_node_of_the_pages_own_article_is_taken(head: str) -> None:
    canonical = "<link rel='canonical' href='https://post.example/roof'>"
    article = only(page(ARTICLE, f"<title>{TITLE} - Norland Post</title>{canonical}{head}"))
    assert (article.headline, article.date_published) == (TITLE, MOMENT)


@pytest.mark.parametrize(
    "head",
    [
        linked(**OTHER),
        linked(**OTHER, url="https://post.example/f"),
        linked(**OTHER) + linked(headline=MUSEUM[:40], datePublished="2022-01-01T00:00:00Z"),
    ],
)
def test_a_node_of_another_story_dates_nothing(head: str) -> None:
    canonical = "<link rel='canonical' href='https://post.example/roof'>"
    article = only(page(ARTICLE, f"<title>{TITLE}</title>{canonical}{head}"))
    assert (article.headline, article.date_published) == (TITLE, None)


# headlines


@pytest.mark.parametrize(
    ("head", "headings"),
    [
        (f"<title>{TITLE} | Norland Post</title>", f"<h1>Norland Post</h1><h2>{TITLE}</h2>"),
        (
            f"<title>{TITLE} - Islands - Norland Post</title>",
            f"<h1>Your privacy</h1><h1>{TITLE}</h1>",
        ),
        (f"<title>Norland Post: {TITLE}</title>", f"<h1 class='logo'>NP</h1><h1>{TITLE}</h1>"),
        (f"<title>{TITLE} – Norland Post</title>", "<h1>Thanks for your visit</h1>"),
        (
            f"<meta property='og:title' content='{TITLE}'><title>Norland Post</title>",
            f"<h1><a href='/'><img alt=''>Norland Post</a></h1><h2>{TITLE}</h2>",
        ),
        (
            f"<title>{TITLE}</title><meta property='og:title' content='A roof at last!'>",
            f"<h1>{TITLE}</h1>",
        ),
        (linked(headline=FERRY_TITLE) + f"<title>{TITLE} | NP</title>", f"<h1>{TITLE}</h1>"),
        (f"<meta property='og:title' content='{TITLE} | Norland Post'>", f"<h1>{TITLE}</h1>"),
    ],
)
def test_two_titles_must_agree_before_one_is_the_headline(head: str, headings: str) -> None:
    body = f"<header>{headings}</header><article>{paragraphs(*PARTS)}</article>"
    assert only(page(body, head)).headline == TITLE


def test_a_page_without_a_title_has_its_heading() -> None:
    assert only(page(ARTICLE, "")).headline == TITLE
    assert only(page(ARTICLE, "<title>Norland Post</title>")).headline == TITLE


# dates and authors


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("<meta name='DC.Date.Issued' content='2024-11-05'>", "2024-11-05"),
        ("<meta name='dcterms.created' content='2024-11-05T18:30:00Z'>", MOMENT),
        ("<meta name='publish-date' content='Tue, 05 Nov 2024 19:30:00 CET'>", MOMENT),
        ("<meta name='sailthru.date' content='2024-11-05 18:30:00 +0000'>", MOMENT),
        ("<meta name='pubdate' content='20241105'>", "2024-11-05"),
        ("<meta property='article:published_time' content='November 5, 2024 1:30 pm EST'>", MOMENT),
        ("<meta property='article:published_time' content='1730831400'>", MOMENT),
        ("<meta itemprop='datePublished' content='2024-11-05T18:30:00+00:00'>", MOMENT),
        ("<meta property='article:modified_time' content='2024-11-05T18:30:00Z'>", None),
        ("<meta name='date' content='05/11/2024'>", None),
    ],
)
def test_meta_elements_date_a_page(head: str, date: datetime | str | None) -> None:
    assert only(page(ARTICLE, f"<title>{TITLE}</title>{head}")).date_published == date


@pytest.mark.parametrize(
    ("between", "date", "author"),
    [
        (
            "<p>By Ada Venn</p><time datetime='2024-11-05T18:30:00Z'>5 Nov</time>",
            MOMENT,
            "Ada Venn",
        ),
        (
            (
                "<div class='byline'><a rel='author' href='/ada'>Ada Venn</a>"
                " | <span class='pub-date'>5 November 2024</span></div>"
            ),
            "2024-11-05",
            "Ada Venn",
        ),
        (
            "<span itemprop='author'>Ada Venn</span><time pubdate>2024-11-05</time>",
            "2024-11-05",
            "Ada Venn",
        ),
        ("<p class='meta'>Published: Nov 5, 2024, 6:30 PM</p>", "2024-11-05", None),
        ("<abbr class='published' title='2024-11-05T19:30:00+0100'>Tuesday</abbr>", MOMENT, None),
        ("<time class='updated' datetime='2024-11-06T18:30:00Z'>6 Nov</time>", None, None),
        ("<p class='date'>Updated 6 November 2024</p>", None, None),
        ("<p class='author'>More posts by the editors</p>", None, None),
        ("<aside><time datetime='2023-01-01'>1 Jan</time></aside>", None, None),
    ],
)
def test_lines_under_the_headline_give_date_and_author(
    between: str, date: datetime | str | None, author: str | None
) -> None:
    body = f"<article><h1>{TITLE}</h1>{between}{paragraphs(*PARTS)}</article>"
    article = only(page(body))
    assert (article.date_published, article.author) == (date, author)


def test_dates_of_other_stories_and_of_comments_are_not_the_pages() -> None:
    others = (
        "<div class='latest'><time datetime='2023-01-01'>1 Jan</time><span class='author'>Leif Aas"
        "</span></div>"
    )
    article = only(page(f"{others}{ARTICLE}<div class='comments'>{others}</div>"))
    assert (article.date_published, article.author) == (None, None)
