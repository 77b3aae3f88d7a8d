"""Pages laid out as in different papers. The stories are made up, the layouts are real."""

import pytest

from briefings.models import DigitalSourceType
from briefings.reading import ReadArticle, read

TITLE = "Minister promises balanced budget"
FIRST = (
    "The finance minister said on Monday that the budget would be balanced by the end of the "
    "decade, drawing jeers from the benches opposite."
)
SECOND = (
    '"We cannot spend what we do not have," Minister Karl Olsen told parliament, adding that cuts '
    "were coming for everybody."
)
THIRD = '"It is a disgrace," said Eva Lund, who leads the opposition.'
BODY = [FIRST, SECOND, THIRD]


def only(*lines: str) -> ReadArticle:
    (article,) = read("\n".join(lines).encode())
    return article


def prose(article: ReadArticle) -> list[str]:
    places = {*article.captions, *article.subheads}
    found, at = [], 0
    for paragraph in article.text.split("\n\n"):
        if (at, at + len(paragraph)) not in places:
            found.append(paragraph)
        at += len(paragraph) + 2
    return found


def captions(article: ReadArticle) -> list[str]:
    return [article.text[start:end] for start, end in article.captions]


def test_a_broadcasters_page() -> None:
    article = only(
        "Skip to content", "Your account", "Home", "News", "More menu", TITLE, "Published",
        "17 August 2025", "Share", "Image source, Getty Images",
        "Image caption, Karl Olsen speaks in parliament", "By Jane Smith", *BODY, "Related Topics",
        "Norway", "More on this story", "Oil fund falls for a third year in a row, it was said.",
        "Top stories", "Live. Something happened today in the world of sport, and it was told.",
    )  # fmt: skip
    assert (article.headline, article.author) == (TITLE, "Jane Smith")
    assert article.date_published == "2025-08-17"
    assert prose(article) == BODY
    assert len(captions(article)) == 2


@pytest.mark.parametrize("title", [TITLE, "Budget balanced"])
@pytest.mark.parametrize("byline", ["By Jane Smith", "By Jane Smith, The Oslo Post"])
def test_a_saved_text_with_its_source_under_the_title(title: str, byline: str) -> None:
    for head in (("The Lark, 2 September 2025", byline), (byline, "The Lark, 2 September 2025")):
        article = only(title, *head, *BODY)
        assert (article.headline, article.author) == (title, "Jane Smith")
        assert article.publisher in {"The Lark", "The Oslo Post"}
        assert article.date_published == "2025-09-02"
        assert article.text == "\n\n".join(BODY)


def test_an_agency_in_the_source_line_provides_the_text() -> None:
    article = only(TITLE, "Reuters, 2 September 2025", *BODY)
    assert (article.publisher, article.provider) == (None, "Reuters")


def test_a_name_and_a_day_within_the_text_are_not_a_source() -> None:
    article = only(TITLE, FIRST, "The Lark, 2 September 2025", SECOND, THIRD)
    assert (article.publisher, article.date_published) == (None, None)


def test_a_daily_with_sections_in_the_title() -> None:
    article = only(
        f"{TITLE} | Norway | The Morning Lark", "Skip to main content", TITLE,
        "This article is more than 3 months old", "Karl Olsen says cuts are coming",
        "Karl Olsen at the parliament on Monday. Photograph: Jonas Lie/Reuters",
        "Mon 18 Aug 2025 07.10 BST", "Last modified on Mon 18 Aug 2025 09.12 BST", "Share", *BODY,
        "Explore more on these topics", "Europe", "Reuse this content",
    )  # fmt: skip
    assert (article.headline, article.publisher) == (TITLE, "The Morning Lark")
    assert (article.provider, article.date_published) == (None, "2025-08-18")
    assert prose(article) == BODY
    assert captions(article) == [
        "Karl Olsen at the parliament on Monday. Photograph: Jonas Lie/Reuters"
    ]


def test_an_agencys_page() -> None:
    article = only(
        "Menu", "World", TITLE, "By Jane Smith and Tom Aske",
        "August 18, 2025 7:10 AM UTC Updated 2 hours ago",
        "Item 1 of 2 Karl Olsen speaks in Oslo, August 18, 2025. REUTERS/Jonas Lie/File Photo",
        "[1/2] Karl Olsen speaks in Oslo, August 18, 2025. REUTERS/Jonas Lie Purchase Licensing "
        "Rights, opens new tab", "Summary", "Cuts are coming", "Opposition jeers",
        f"OSLO, Aug 18 (Reuters) - {FIRST}", SECOND, "CUTS ARE COMING", THIRD,
        "Reporting by Jane Smith and Tom Aske; Editing by Ada Venn",
        "Our Standards: The Trust Principles., opens new tab",
    )  # fmt: skip
    assert (article.headline, article.provider) == (TITLE, "Reuters")
    assert (article.author, article.date_published) == ("Jane Smith and Tom Aske", "2025-08-18")
    assert prose(article) == [f"OSLO, Aug 18 (Reuters) - {FIRST}", SECOND, THIRD]


def test_an_agency_alone_on_a_line_counts_only_after_a_byline() -> None:
    assert only(TITLE, "Reuters", "Karl Olsen in Oslo", *BODY).provider is None
    signed = only(TITLE, "By Jane Smith", "Reuters", "Karl Olsen in Oslo", "AFP", *BODY)
    assert (signed.author, signed.provider) == ("Jane Smith", "Reuters")
    assert "Reuters" not in signed.text


def test_the_contributors_note_ends_the_article() -> None:
    article = only(
        TITLE, "By JANE SMITH", f"OSLO, Norway (AP) — {FIRST}", SECOND, THIRD, "___",
        "Associated Press writer Tom Aske in Bergen contributed to this report.",
        "Jane Smith", "Jane Smith covers Nordic politics and the sea for the agency.",
    )  # fmt: skip
    assert (article.provider, article.dateline) == ("AP", "OSLO, Norway")
    assert prose(article)[-1] == THIRD


def test_a_page_with_the_agencys_name_under_the_picture() -> None:
    article = only(
        TITLE, "By Kim Jiwoo", "Published : Aug. 18, 2025 - 07:10:22", "Link copied",
        "Karl Olsen speaks in parliament. (Yonhap)", *BODY, "kim@lark.example", "More from Us",
        "Capital to raise taxes",
    )  # fmt: skip
    assert captions(article) == ["Karl Olsen speaks in parliament. (Yonhap)"]
    assert (article.provider, article.date_published) == (None, "2025-08-18")
    assert prose(article) == BODY


def test_a_machine_that_left_its_sources_after_the_article_is_detected() -> None:
    article = only(
        TITLE, "The minister wants to cut spending.", TITLE, *BODY,
        "The opposition has criticised the plan [1][2]. More is expected in autumn [3].",
        "References:", "[1] Enrichment Data: The minister's plan.", "[2] https://lark.example/",
        "Read also:", "Latest",
    )  # fmt: skip
    assert article.digital_source_type is DigitalSourceType.MACHINE
    assert prose(article)[-1] == (
        "The opposition has criticised the plan. More is expected in autumn."
    )


def test_notes_run_together_with_the_last_paragraph_are_cut_off() -> None:
    for tail in (
        "___ Associated Press writer Tom Aske in Bergen contributed to this report.",
        "(Reporting by Jane Smith; Editing by Tom Aske) Catch all the news and live updates",
    ):
        assert prose(only(TITLE, FIRST, f"{SECOND} {tail}")) == [FIRST, SECOND]
