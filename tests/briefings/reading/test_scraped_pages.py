"""Text scraped from a page: the article is separated from what surrounds it."""

import pytest

from briefings.models import DigitalSourceType
from briefings.reading import ReadArticle, read
from tests.briefings.reading.pages import (
    HARBOUR,
    HARBOUR_TITLE,
    MACHINE,
    RUN_ON,
    SCRAPED,
)


def only(text: str, **options: str) -> ReadArticle:
    (article,) = read(text.encode(), **options)
    return article


def marked(article: ReadArticle, kind: str) -> list[str]:
    return [article.text[start:end] for start, end in getattr(article, kind)]


def prose(article: ReadArticle) -> list[str]:
    apart = {*marked(article, "captions"), *marked(article, "subheads")}
    return [paragraph for paragraph in article.text.split("\n\n") if paragraph not in apart]


def test_only_the_paragraphs_of_the_article_are_prose() -> None:
    assert prose(only(SCRAPED)) == list(HARBOUR)


def test_the_headline_is_above_the_standfirst() -> None:
    article = only(SCRAPED)
    assert article.headline == HARBOUR_TITLE
    assert marked(article, "subheads") == [
        'Mayor Says "the Dredgers Can Come"',
        "Fishermen Were Not Asked",
        "Two Years of Work",
    ]


def test_a_picture_under_the_headline_and_its_credit_are_a_caption() -> None:
    article = only(SCRAPED)
    assert marked(article, "captions") == [f"{HARBOUR_TITLE} Reuters Yonhap News"]
    assert article.provider is None, "whose picture it is says nothing about the text"


def test_the_copyright_notice_names_the_outlet() -> None:
    article = only(SCRAPED)
    assert article.publisher == "The Ellery Courier"
    assert article.url is None
    assert article.date_published is None
    assert article.date_published_note == "The document gives no date."
    assert article.in_language == "en"


def test_a_line_each_without_blank_lines_is_a_paragraph_each() -> None:
    text = "\n".join([HARBOUR_TITLE, "A Third Is Paid by the Fund", *HARBOUR, "© 2025 Ellery Sun."])
    article = only(text)
    assert prose(article) == list(HARBOUR)
    assert article.publisher == "Ellery Sun"


def test_lines_wrapped_at_a_width_are_joined() -> None:
    import textwrap

    text = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in HARBOUR)
    assert only(f"{HARBOUR_TITLE}\n\n{text}\n").text == "\n\n".join(HARBOUR)


def test_captions_and_subheads_inside_a_run_on_paragraph_are_taken_out() -> None:
    article = only(f"{HARBOUR_TITLE}\n\n{RUN_ON}")
    assert marked(article, "captions") == [
        (
            "Governor Otto Brandt waves to farmers outside the congress hall in Varnholm on "
            "Monday. | Jan Riis / Northern Photo via REUTERS"
        )
    ]
    assert marked(article, "subheads") == ["FARMERS WANT GUARANTEES"]
    assert [part[:24] for part in prose(article)] == [
        "Delegates in Varnholm ag",
        "Despite the handshakes, ",
        "The farmers' union calle",
    ]


@pytest.mark.parametrize(
    ("credit", "following"),
    [
        ("AFP-JIJI", "The minister left early."),
        ("Anna Berg / The Daily Lark", "It was the third visit in a year."),
        ("Pool / via REUTERS", "Anna Berg of the union said no."),
        ("Bloomberg", "But nobody stayed for the vote."),
        ("Handout / Office of the Governor", "Later the hall was closed to all."),
    ],
)
def test_the_credit_ends_where_the_next_sentence_starts(credit: str, following: str) -> None:
    before = "Prices rose in every province last year, the bank said in its report on Friday. "
    caption = f"U.S. envoy Jo Tarn, left, meets Gen. Ivo Mark at the port on Friday. | {credit}"
    article = only(f"A Title of Four Words\n\n{before}{caption} {following} {before * 5}")
    assert marked(article, "captions") == [caption]
    assert prose(article)[1].startswith(following)


def test_a_sentence_shouted_in_a_quotation_is_not_a_subhead() -> None:
    text = (
        "The governor wrote: 'Remember how it began. NO WATER FOR NOTHING EVER AGAIN Some things "
        "last.' She deleted it later. " + "Her office did not answer questions about it. " * 9
    )
    assert only(f"A Title of Four Words\n\n{text}").subheads == ()


def test_what_a_page_offers_to_read_next_is_not_the_article() -> None:
    text = "\n\n".join(
        [
            "Home\nWorld\nSport",
            HARBOUR_TITLE,
            "By Rosa Lindt",
            "March 4, 2025, 7:10 AM",
            HARBOUR[0],
            "Read more: Crab prices fall for the third month",
            *HARBOUR[1:],
            "Related Articles",
            "Seven towns that have lost their harbours, and one that got it back.",
            "We use cookies to improve your experience on this site.",
        ]
    )
    article = only(text)
    assert article.text == "\n\n".join(HARBOUR)
    assert article.author == "Rosa Lindt"
    assert article.date_published == "2025-03-04"


def test_a_heading_such_as_latest_before_the_article_does_not_end_it() -> None:
    text = "\n".join(
        ["Latest", "Crab prices are falling again, says a report.", "Latest", *HARBOUR]
    )
    assert HARBOUR[3] in only(text).text


def test_a_page_title_with_the_outlet_names_it() -> None:
    text = "\n\n".join([f"{HARBOUR_TITLE} | Ellery Courier", HARBOUR_TITLE, *HARBOUR])
    article = only(text)
    assert (article.headline, article.publisher) == (HARBOUR_TITLE, "Ellery Courier")
    assert article.text == "\n\n".join(HARBOUR)


def test_short_sentences_within_the_article_are_prose() -> None:
    text = "\n".join([HARBOUR_TITLE, HARBOUR[0], '"Stay tuned!" he wrote.', HARBOUR[1]])
    assert prose(only(text))[1] == '"Stay tuned!" he wrote.'


def test_a_menu_in_the_middle_is_dropped() -> None:
    menu = ["Politics", "Town life", "Weather now"]
    assert only("\n".join([HARBOUR_TITLE, HARBOUR[0], *menu, HARBOUR[1]])).text == "\n\n".join(
        HARBOUR[:2]
    )


def test_prose_without_a_headline_has_none() -> None:
    article = only("\n\n".join(HARBOUR))
    assert article.headline is None
    assert article.to_article().headline.startswith("The council of Port Ellery voted on")


def test_machine_written_text_is_recognised_by_its_traces() -> None:
    article = only(MACHINE)
    assert article.digital_source_type is DigitalSourceType.MACHINE
    assert article.is_based_on == ("provided bullet points",)
    assert article.headline == "New Rules for Night Trains Are Expected Before Summer"
    assert article.publisher is None
    assert "Source" not in article.text
    assert "bullet" not in article.text
    assert marked(article, "captions") == ["Rules for Night Trains Expected"]
    assert marked(article, "subheads") == ["Progress in Talks About Night Trains"]
    assert prose(article)[1].endswith("across their borders.")


def test_spaces_marks_and_entities_come_out_canonical() -> None:
    article = only(
        "A Cafe\u0301 in the\u00a0Square Closes\n\nThe owner\u00a0said"
        " \u201cwe\u2019ll be\u202fback"
        "\u201d in\u200b May, and R&amp;D at the bakery goes on\tregardless of it."
    )
    assert article.headline == "A Caf\u00e9 in the Square Closes"
    assert "owner said \u201cwe\u2019ll be back\u201d in May, and R&D at the bakery" in article.text


def test_mojibake_is_repaired_and_quotation_marks_stay_as_they_are() -> None:
    text = (
        'A Café Closes in the Square\n\n“We’ll be back,” the owner told "reporters" at the café, '
        "who hadn't asked for more than a coffee."
    )
    broken = text.encode().decode("cp1252", "replace").replace("\ufffd", "\x9d").encode()
    (article,) = read(broken)
    assert article.headline == "A Café Closes in the Square"
    assert article.text == text.partition("\n\n")[2]


def test_a_machines_own_headline_label_does_not_replace_the_pages_title() -> None:
    lines = [line for line in MACHINE.split("\n\n") if not line.startswith("Ministers met")]
    article = only("\n\n".join(lines))
    assert article.headline == "New Rules for Night Trains Are Expected Before Summer"
    assert "Progress in Talks About Night Trains" in marked(article, "subheads")


def test_labelled_lines_above_a_saved_text_are_read() -> None:
    head = [
        f"Title: {HARBOUR_TITLE}",
        "Source: Ellery Courier",
        "Author: Rosa Lindt",
        "Published: 4 March 2025",
        "URL: https://courier.example/harbour",
    ]
    article = only("\n".join([*head, "", "\n\n".join(HARBOUR)]))
    assert article.text == "\n\n".join(HARBOUR)
    assert (article.headline, article.publisher) == (HARBOUR_TITLE, "Ellery Courier")
    assert (article.author, article.date_published) == ("Rosa Lindt", "2025-03-04")
    assert article.url == "https://courier.example/harbour"


def test_a_dateline_with_the_year_dates_an_article_that_nothing_else_dates() -> None:
    article = only("\n".join([HARBOUR_TITLE, f"OSLO, May 3, 2024 (AP) — {HARBOUR[0]}", HARBOUR[1]]))
    assert article.date_published == "2024-05-03"
    assert article.date_published_note == "From the dateline."


def test_a_sentence_after_a_label_is_the_articles() -> None:
    source = (
        "Source: it was the mayor herself who told this paper on Monday that the vote would come."
    )
    article = only(
        "\n".join([HARBOUR_TITLE, source, "Source: The Lark", "Source: The Owl", HARBOUR[0]])
    )
    assert article.publisher is None
    assert article.text.startswith(source)


def test_a_labelled_source_that_is_an_agency_is_the_provider() -> None:
    article = only("\n".join(["Source: Reuters", "Date: soon", HARBOUR_TITLE, *HARBOUR]))
    assert (article.publisher, article.provider) == (None, "Reuters")


def test_an_agency_credited_by_the_last_words_is_the_provider() -> None:
    for credit in ("(Yonhap)", "— Yonhap", "–Yonhap News Agency"):
        assert only(
            "\n".join([HARBOUR_TITLE, *HARBOUR[:3], f"{HARBOUR[3]} {credit}"])
        ).provider == ("Yonhap")
    assert (
        only("\n".join([HARBOUR_TITLE, *HARBOUR[:3], f"{HARBOUR[3]} (in crowns)"])).provider is None
    )


def test_a_headline_may_be_a_question() -> None:
    title = "Who Will Pay for the Harbour Once the Dredgers Have Come and Gone?"
    article = only(
        "\n".join([title, *HARBOUR[:2], "And who will pay for all of it in the end?", HARBOUR[3]])
    )
    assert article.headline == title
    assert "And who will pay for all of it in the end?" in prose(article)


def test_korean_pages_date_lines_are_read() -> None:
    lines = [HARBOUR_TITLE, "by Kim Jiwoo", "Published 18 Aug.2025 07:20(KST)", *HARBOUR]
    article = only("\n".join(lines))
    assert (article.author, article.date_published) == ("Kim Jiwoo", "2025-08-18")
