"""What a line of a page is if it contains a quotation."""

import pytest

from briefings.reading.lines import Role, role_of


@pytest.mark.parametrize(
    "line",
    [
        "She went on: “I like the way the guild mends its boats”",
        "He said, “The boats are all mended by now”",
        "“Not this year,”",
        "“We mend all of the boats,” she said",
        "Peter (@boats) tweeted:",
        "“We wait,” he wrote to us. “It is dry and the quay is empty. May you all be so lucky :)”",
    ],
)
def test_a_line_that_quotes_somebody_is_prose(line: str) -> None:
    assert role_of(line) is Role.PROSE


@pytest.mark.parametrize(
    "line",
    ["Guild mends its boats: “We wait”", "‘We wait’, says guild as boats are mended at the quay"],
)
def test_a_headline_that_quotes_is_a_title(line: str) -> None:
    assert role_of(line) is Role.TITLE
