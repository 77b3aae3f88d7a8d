"""The seed documents, if available: counts, outlets, no boilerplate."""

from pathlib import Path

import pytest

from briefings.models import DigitalSourceType
from briefings.reading import ReadArticle, read_file

SEEDS = Path(__file__).parents[3] / ".." / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not here")

BOILERPLATE = (
    "All rights reserved", "Join us on social", "Text Size", "Skip to content", "hours ago",
    "Daily8",
    "No comments yet", "Related Articles", "bar_progress", "[Source", "bullet points", "Read also",
    "&nbsp", "\u00a0", "<p", "Download the App",
)  # fmt: skip


@pytest.fixture(scope="module")
def articles() -> list[ReadArticle]:
    return [article for path in sorted(SEEDS.glob("*.txt")) for article in read_file(path)]


def test_there_are_eight_articles_with_their_outlets(articles: list[ReadArticle]) -> None:
    assert [(article.publisher, article.provider) for article in articles] == [
        ("The Asia Business Daily", None),
        ("The Asia Business Daily", None),
        ("NHK", None),
        ("Yomiuri Shimbun", "Reuters"),
        ("The Mainichi", "AP"),
        ("Japan Times", None),
        ("viewworld.org", "AP"),
        (None, None),
    ]
    assert len({article.id for article in articles}) == 8
    assert {article.in_language for article in articles} == {"en"}


def test_no_boilerplate_is_left(articles: list[ReadArticle]) -> None:
    assert not [
        (article.id, phrase)
        for article in articles
        for phrase in BOILERPLATE
        if phrase in article.text or phrase in (article.headline or "")
    ]
    assert not any(article.headline in article.text.split("\n\n") for article in articles)


def test_no_article_is_dated_and_every_one_says_why(articles: list[ReadArticle]) -> None:
    assert {article.date_published for article in articles} == {None}
    assert all(article.to_article().date_published_note for article in articles)
    assert [bool(article.reposted_on) for article in articles] == [False] * 6 + [True, False]
    assert articles[3].dateline == "LONDON/KYIV/WASHINGTON, Aug 17"


def test_captions_and_subheads_are_marked(articles: list[ReadArticle]) -> None:
    assert [len(article.captions) for article in articles] == [1, 0, 0, 0, 0, 2, 0, 1]
    assert [len(article.subheads) for article in articles] == [4, 1, 0, 1, 0, 0, 4, 1]
    assert all("|" in articles[5].text[start:end] for start, end in articles[5].captions)
    assert "|" in articles[5].text
    assert len(articles[6].links) == 16


def test_only_the_machine_written_article_is_marked(articles: list[ReadArticle]) -> None:
    machine = [a for a in articles if a.digital_source_type is DigitalSourceType.MACHINE]
    assert machine == articles[-1:]
    assert machine[0].is_based_on == ("provided bullet points",)
