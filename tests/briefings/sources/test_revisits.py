"""When pages are fetched again, and whether they still show the article."""

from datetime import UTC, datetime, timedelta

import pytest

from briefings.sources.front_page import is_front_page
from briefings.sources.revisits import is_new_version, next_revisit

START = datetime(2031, 5, 6, 12, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TEXT = "The council of Toller voted to mend the pier. Work begins in June and ends in autumn."


@pytest.mark.parametrize(
    ("age", "wait"),
    [
        (-HOUR, HOUR),
        (timedelta(), HOUR),
        (HOUR / 4, HOUR * 3 / 4),
        (HOUR, HOUR),
        (DAY, DAY),
        (3.5 * DAY, 3.5 * DAY),
        (4 * DAY, None),
        (400 * DAY, None),
    ],
)
def test_a_page_is_fetched_again_when_it_is_twice_as_old(
    age: timedelta, wait: timedelta | None
) -> None:
    begun = START - age
    assert next_revisit(begun, START) == (None if wait is None else START + wait)
    assert next_revisit(begun, START, 0) is None


@pytest.mark.parametrize(
    ("text", "headline", "is_version"),
    [
        (TEXT.replace("June", "July"), "Pier to be mended", True),
        (f"{TEXT} {TEXT.replace('Toller', 'Minch')}", "Something else", True),
        ("Another text of the same story, rewritten from scratch. " * 2, "Pier to be mended", True),
        ("A wholly other text, of another story in the paper. " * 2, "Ferry fares", False),
        (TEXT[:30], "Pier to be mended", False),
        ("", "Pier to be mended", False),
    ],
)
def test_a_new_version_keeps_its_text_or_its_headline(
    text: str, headline: str, *, is_version: bool
) -> None:
    assert is_new_version(TEXT, text, "Pier to be mended", headline) is is_version


def test_texts_without_spaces_are_compared_too() -> None:
    text = "市议会星期一晚间投票决定关闭旧港口一年。工程将于四月开始，并在冬季风暴之前结束。"
    assert is_new_version(text, text.replace("四月", "五月"), None, None)
    assert not is_new_version(text, "商人们担心他们的生意。渡轮将从北码头开出。" * 3, None, None)


@pytest.mark.parametrize(
    ("address", "is_front"),
    [
        ("https://quay.example", True),
        ("https://quay.example/", True),
        ("https://quay.example/index.html", True),
        ("https://quay.example/home", True),
        ("https://quay.example/?p=12", False),
        ("https://quay.example/news", False),
        ("https://quay.example/indexed-funds", False),
        ("https://[", False),
    ],
)
def test_front_pages(address: str, *, is_front: bool) -> None:
    assert is_front_page(address) is is_front
