"""Real-world pages: bodies in parts, boxes, teasers, nested markup, links."""

import pytest

from briefings.reading import read
from tests.briefings.reading.island_page import (
    ARTICLE,
    PARTS,
    TITLE,
    WHOLE,
    linked,
    only,
    page,
    paragraphs,
)
from tests.briefings.reading.pages import FERRY, FERRY_TITLE, HARBOUR, HARBOUR_TITLE, MUSEUM

# bodies in parts


@pytest.mark.parametrize(
    ("before", "between", "after"),
    [
        (
            "<div class='story-text'>",
            "</div><div class='ad'></div><div class='story-text'>",
            "</div>",
        ),
        (
            "<div><div class='body-part part-1'>",
            "</div></div><div><div class='body-part part-2'>",
            "</div></div>",
        ),
        (
            "<div itemprop='articleBody'>",
            "</div><div class='advert'>Advertisement</div><div itemprop='articleBody'>",
            "</div>",
        ),
        (
            "<section class='chapter text'>",
            "</section><section class='text chapter'>",
            "</section>",
        ),
        (
            "<article class='entry'>",
            "</article><figure><img src='a.png'></figure><article class='entry'>",
            "</article>",
        ),
    ],
)
def test_a_body_in_several_containers_is_read_whole(before: str, between: str, after: str) -> None:
    body = between.join(paragraphs(*PARTS[at : at + 2]) for at in (0, 2, 4))
    article = only(page(f"<main><h1>{TITLE}</h1>{before}{body}{after}</main>"))
    assert article.text == WHOLE
    assert article.headline == TITLE


@pytest.mark.parametrize(
    "other",
    [
        f"<div class='story'><h1>{HARBOUR_TITLE}</h1>{paragraphs(*HARBOUR)}</div>",
        f"<div class='story'><h2><a href='/f'>{FERRY_TITLE}</a></h2>{paragraphs(*FERRY)}</div>",
        f"<div class='related'><div class='story'>{paragraphs(*FERRY)}</div></div>",
        f"<div class='story'><p><a href='/f'>{' '.join(FERRY)}</a></p></div>",
    ],
)
def test_another_storys_container_is_not_part(other: str) -> None:
    body = f"<main><h1>{TITLE}</h1><div class='story'>{paragraphs(*PARTS)}</div>{other}</main>"
    text = only(page(body)).text
    assert text.startswith(WHOLE)
    assert FERRY[1] not in text
    assert HARBOUR[3] not in text


def test_texts_that_line_breaks_separate_are_read_from_the_first_on() -> None:
    first, second = ("<br><br>".join(PARTS[at : at + 3]) for at in (0, 3))
    first = first.replace("The school", "The <b>school</b>", 1)
    body = f"<h1>{TITLE}</h1><div class='a'>{first}</div><hr><div class='a'>{second}</div>"
    assert only(page(body)).text == WHOLE


def test_a_fragment_without_a_title_has_its_first_subhead() -> None:
    article = only(f"<h4>{TITLE}</h4>{paragraphs(*PARTS)}")
    assert (article.headline, article.text) == (TITLE, WHOLE)


# articles in an aside, boxes on cookies


CONSENT = paragraphs(
    "We use cookies and the like on this website, and so do 412 partners of ours, all for you.",
    "Read on and you agree to cookies; change your mind whenever you like on the cookies page.",
)


@pytest.mark.parametrize(
    "body",
    [
        f"<aside><h1>{TITLE}</h1>{paragraphs(*PARTS)}</aside>",
        (
            f"<div id='cookie-banner'>{CONSENT}</div><aside class='main-story'><h1>{TITLE}</h1>"
            f"{paragraphs(*PARTS)}</aside>"
        ),
        f"<section class='gdpr-overlay'>{CONSENT * 3}</section><main>{ARTICLE}</main>",
        f"<div class='overlay'>{CONSENT}</div><aside><h1>{TITLE}</h1>{paragraphs(*PARTS)}</aside>",
        f"<div class='page has-consent'><div class='x'>{CONSENT}</div>{ARTICLE}</div>",
    ],
)
def test_the_article_is_read_and_not_the_notice_on_cookies(body: str) -> None:
    assert only(page(body)).text == WHOLE


def test_an_article_on_cookies_is_an_article() -> None:
    texts = (
        "The council's website may set no cookies without consent, a court in Ormstad ruled.",
        "Its cookies followed visitors for a year, the court said, and nobody was asked first.",
    )
    article = f"<article><h1>Court Bans the Cookies of a Council</h1>{paragraphs(*texts)}</article>"
    assert only(page(article, "<title>Court Bans the Cookies of a Council</title>")).text == (
        "\n\n".join(texts)
    )


# teasers with ages


@pytest.mark.parametrize("age", ["2 hours ago", "5 mins ago", "1 day ago", "an hour ago"])
@pytest.mark.parametrize("named", [True, False])
def test_teasers_with_ages_do_not_make_a_page_an_aggregator(age: str, named: bool) -> None:  # noqa: FBT001  # a test
    titles = (
        "Crab is cheaper than it was",
        "Twelve masks are home again in their valley",
        "The band of Port Ellery looks for a drummer",
        "Night trains are to have one ticket",
    )
    teasers = "".join(
        f"<div><h4><a href='/{number}'>{title}</a></h4><span>{age}</span></div>"
        for number, title in enumerate(titles)
    )
    footer = paragraphs(
        "The Norland Post belongs to its readers, some nine thousand of them, who meet in June.",
        "Letters are printed as they come, if they are short and signed; others are sent back.",
        "What we got wrong is put right on page two, on the day after, in the same size of type.",
    )
    head = linked(publisher={"name": "Norland Post"}) if named else ""
    markup = page(
        f"{ARTICLE}<section>{teasers}</section><footer>{footer}</footer>",
        f"<title>{TITLE}</title>{head}",
    )
    article = only(markup)
    assert article.headline == TITLE
    assert article.text.startswith(WHOLE)
    assert article.publisher == ("Norland Post" if named else None)


def test_a_list_of_teasers_below_a_text_is_not_an_article() -> None:
    teasers = "\n\n".join(
        f"{title}\n{number} hours ago"
        for number, title in enumerate(
            ("Crab is cheaper again this week", "Night trains to have one ticket", FERRY_TITLE), 2
        )
    )
    foot = " ".join(FERRY)
    lines = (f"{TITLE}", WHOLE, "Latest", teasers, "About us", foot, FERRY[3])
    (article,) = read("\n\n".join(lines).encode())
    assert article.headline == TITLE
    outlets = teasers.replace("\n2 hours", "\nNorland Post\n2 hours").replace("\n4", "\nLark\n4")
    (article,) = read(f"{TITLE}\n\n{WHOLE}\n\n{outlets}\n\n{foot}\n\n{MUSEUM}".encode())
    assert (article.headline, article.publisher) == (TITLE, None)


# markup in markup


@pytest.mark.parametrize(
    "before",
    [
        "<svg><!DOCTYPE svg [<!ENTITY ns 'http://ns.example/'>]></svg>",
        "<script>document.write('<!ENTITY a \"b\">')</script>",
        "<!DOCTYPE svg PUBLIC '-//A//B' 'c.dtd' [ <!ENTITY d 'e'> <!ENTITY f 'g'> ]>",
        "<pre>&lt;!ENTITY a 'b'&gt; <!ENTITY a 'b'></pre>",
    ],
)
def test_a_page_that_declares_entities_is_not_refused(before: str) -> None:
    assert WHOLE in only(page(before + ARTICLE)).text


def test_links_of_a_page_count_from_its_base() -> None:
    body = ARTICLE.replace("The school", "The <a href='school'>school</a>", 1)
    head = f"<title>{TITLE}</title><base href='/islands/skarrey/'>"
    article = only(page(body, head), url="https://post.example/2024/roof")
    assert [link.url for link in article.links] == ["https://post.example/islands/skarrey/school"]
    absolute = head.replace("'/islands", "'https://cdn.example/islands")
    assert only(page(body, absolute)).links[0].url == "https://cdn.example/islands/skarrey/school"


def test_invalid_addresses_do_no_harm() -> None:
    head = f"<title>{TITLE}</title><base href='http://['><link rel=canonical href='http://[x'>"
    body = ARTICLE.replace(f"<h1>{TITLE}", f"<h2><a href='http://[y'>Up</a></h2><h1>{TITLE}")
    assert only(page(body, head)).headline == TITLE
