"""HTML: pages, and bare fragments of them."""

from datetime import datetime, timedelta, timezone

from briefings.reading import ReadArticle, read
from briefings.reading.names import author_names
from tests.briefings.reading.pages import FERRY, FERRY_TITLE, HARBOUR, HARBOUR_TITLE, html_page

BODY = f"<h1>{HARBOUR_TITLE}</h1>" + "".join(f"<p>{paragraph}</p>" for paragraph in HARBOUR)


def only(markup: str, **options: str) -> ReadArticle:
    (article,) = read(markup.encode(), "page.html", **options)
    return article


def test_the_article_is_separated_from_the_page() -> None:
    article = only(html_page(BODY))
    assert article.text == "\n\n".join(HARBOUR)
    assert article.headline == HARBOUR_TITLE
    assert article.in_language == "en-GB"
    assert article.date_published is None


def test_json_ld_gives_outlet_author_and_time() -> None:
    head = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"},
      {"@type": ["NewsArticle"], "headline": "Harbour vote &amp;amp; after", "inLanguage": "en",
       "datePublished": "2025-03-04T07:10:00+01:00", "author": [{"name": "Rosa Lindt"},
       {"name": "Tom Aske"}], "publisher": {"@type": "Organization", "name": "Ellery Courier"}}]}
      </script><script type="application/ld+json">{broken</script>"""
    article = only(html_page(BODY, head))
    assert article.headline == "Harbour vote & after"
    assert (article.publisher, article.author) == ("Ellery Courier", "Rosa Lindt, Tom Aske")
    assert article.date_published == datetime(
        2025, 3, 4, 7, 10, tzinfo=timezone(timedelta(hours=1))
    )


def test_meta_elements_and_the_title_give_what_json_ld_does_not() -> None:
    head = (
        f"<title>{HARBOUR_TITLE} | Ellery Courier</title>"
        '<meta property="og:site_name" content="Ellery Courier">'
        '<meta name="author" content="R. L.">'
        '<meta property="article:published_time" content="2025-03-04">'
        '<link rel="canonical" href="https://courier.example/2025/03/04/harbour">'
        '<script type="application/ld+json">{broken</script>'
    )
    article = only(html_page(BODY.replace("h1>", "h3>"), head))
    assert (article.headline, article.publisher) == (HARBOUR_TITLE, "Ellery Courier")
    assert (article.author, article.date_published) == ("R. L.", "2025-03-04")
    assert article.url == "https://courier.example/2025/03/04/harbour"


def test_useless_json_ld_does_no_harm() -> None:
    ld = '<script type="application/ld+json">{}</script>'
    head = "".join(
        ld.format(source)
        for source in (
            '[1, "x", {"@type": "Person", "headline": "no"}]',
            '{"@type": "NewsArticle", "headline": ""}',
            "[" * 5_000,
            f'"{"x" * 1_000_001}"',
            "[" + "0," * 3_000 + "0]",
        )
    )
    article = only(html_page(BODY, head + "<script>var x = 1</script>"))
    assert (article.headline, article.publisher) == (HARBOUR_TITLE, None)


def test_an_address_with_the_day_dates_the_article() -> None:
    article = only(html_page(BODY), url="https://courier.example/2025/03/04/harbour")
    assert article.date_published == "2025-03-04"
    assert article.date_published_note == "From the article's address."


def test_a_page_dated_later_than_its_dateline_is_a_repost() -> None:
    head = '<meta property="article:published_time" content="2025-03-09T10:00:00Z">'
    agency = BODY.replace("The council", "PORT ELLERY, March 4 (Reuters) - The council", 1)
    article = only(html_page(agency, head))
    assert (article.provider, article.dateline) == ("Reuters", "PORT ELLERY, March 4")
    assert article.date_published == "2025-03-04"
    assert article.reposted_on is not None
    same_day = only(html_page(agency, head.replace("09T", "04T")))
    assert same_day.reposted_on is None
    assert isinstance(same_day.date_published, datetime)


def test_links_are_resolved_and_kept_next_to_the_text() -> None:
    body = BODY.replace("the old harbour", 'the&nbsp;<a href="/old"><b>old</b> harbour</a>', 1)
    article = only(html_page(body), url="https://courier.example/story")
    assert [(article.text[a:b], url) for a, b, url in article.links] == [
        ("old", "https://courier.example/old"),
        ("harbour", "https://courier.example/old"),
    ] or [(article.text[a:b], url) for a, b, url in article.links] == [
        ("old harbour", "https://courier.example/old")
    ]
    assert "widen the old harbour, ending" in article.text


def test_a_bare_fragment_keeps_its_headings() -> None:
    article = only(
        f"<h2>{HARBOUR_TITLE}</h2><p>{HARBOUR[0]}</p><h2>What comes now</h2>"
        f"<p>{HARBOUR[1]}</p><blockquote>{HARBOUR[2]}</blockquote><p>{HARBOUR[3]}</p>"
    )
    assert [article.text[a:b] for a, b in article.subheads] == ["What comes now"]
    assert article.headline == HARBOUR_TITLE
    assert article.text.startswith(HARBOUR[0])


def test_what_trafilatura_leaves_of_the_page_is_dropped() -> None:
    body = BODY.replace("</p>", "</p><p>Advertisement</p>", 1) + (
        "<p>(Reporting by Jan Riis; Editing by Ada Venn)</p>"
        "<p>© 2025 The Associated Press. All rights reserved.</p>"
    )
    article = only(html_page(f"<p>By Rosa Lindt</p>{body}"))
    assert article.text == "\n\n".join(HARBOUR)
    assert (article.author, article.provider) == ("Rosa Lindt", "AP")


def test_a_page_too_short_for_trafilatura_is_read_whole() -> None:
    assert only("<html><body><p>The ferry sails again today.</p></body></html>").text == (
        "The ferry sails again today."
    )


def test_lists_and_line_breaks_separate_paragraphs() -> None:
    body = BODY + "<ul><li>First the dredgers, then the new quay.</li><li>Then the boats.</li></ul>"
    body += "<p>One line of it<br>goes on here.<br><br>And another paragraph follows.</p>"
    assert only(html_page(body)).text.split("\n\n")[-4:] == [
        "First the dredgers, then the new quay.",
        "Then the boats.",
        "One line of it goes on here.",
        "And another paragraph follows.",
    ]


def test_an_aggregators_page_is_split() -> None:
    def card(title: str, outlet: str, paragraphs: tuple[str, ...]) -> str:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        return (
            f"<section><a href='/a'><h3>{title}</h3></a><div><span>{outlet}</span> "
            f"<span>3 hours ago</span></div><h2>{title}</h2>{text}</section>"
        )

    body = card(FERRY_TITLE, "The Lark", FERRY) + card(HARBOUR_TITLE, "Courier", HARBOUR)
    ferry, harbour = read(html_page(body).encode())
    assert (ferry.headline, ferry.publisher) == (FERRY_TITLE, "The Lark")
    assert ferry.text == "\n\n".join(FERRY)
    assert (harbour.headline, harbour.publisher) == (HARBOUR_TITLE, "Courier")
    assert harbour.text == "\n\n".join(HARBOUR)
    assert harbour.in_language == "en-GB"


def test_a_page_that_mentions_ages_is_one_article() -> None:
    body = f"{BODY}<p>It began six years ago, or seven years ago, as some will have it.</p>"
    assert only(html_page(body)).headline == HARBOUR_TITLE


def test_other_markup_is_read_for_its_paragraphs() -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in HARBOUR)
    xml = f"<?xml version='1.0'?><nitf><body.content>{text}</body.content></nitf>"
    assert read(xml.encode())[0].text == "\n\n".join(HARBOUR)


def test_by_within_a_name_is_part_of_it() -> None:
    named = author_names(["By Ada Corby Moss", "Derby Echo", "von Ivo Petrin"])
    assert named == "Ada Corby Moss, Derby Echo, Ivo Petrin"
