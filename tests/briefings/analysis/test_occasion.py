"""Where and when words were said."""

import pytest

from briefings.analysis.occasion import When, place, when


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("| Kowal said on TVX’s “Meet the Builders.”", "TVX’s Meet the Builders"),
        ("| Kowal told CBN's 'Dawn Watch' on Sunday", "CBN's Dawn Watch"),
        ("| he said in an interview with the Herald", "interview with the Herald"),
        ("In a post on his Truth Social account, Kowal said: |", "post on Truth Social"),
        ("| he said at a joint news conference with Rosa van der Berg in Arden",
         "joint news conference with Rosa van der Berg"),
        ("| Kowal said on social media platform X.", "social media platform X"),
        ("| Kowal told broadcaster CBN.", "CBN"),
        ("| Kowal told the Arden Times", "Arden Times"),
        ("| Kowal told the Smiths", None),
        ("| Kowal tweeted.", "Twitter"),
        ("| Kowal said.", None),
    ],
)  # fmt: skip
def test_the_sentence_names_the_place(sentence: str, expected: str | None) -> None:
    assert place(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "cue", "dated", "expected"),
    [
        ("| Kowal said Friday.", "said", "2024-05-12", When("Friday", "2024-05-10")),
        ("| Kowal said on Sunday.", "said", "2024-05-12", When("Sunday", "2024-05-12")),
        ("| Kowal said Friday.", "said", None, When("Friday", None)),
        ("| Kowal said Friday.", "said", "2024-05", When("Friday", None)),
        ("On Monday, Kowal said, |", "said", "2024-05-12", When("Monday", "2024-05-06")),
        ("| he said on August 17.", "said", "2024-05-12", When("August 17", "2023-08-17")),
        ("| he said on Aug. 17, 2022.", "said", None, When("Aug. 17, 2022", "2022-08-17")),
        ("| he said on 3 May.", "said", "2024-05-12", When("3 May", "2024-05-03")),
        ("| he said on Feb. 30.", "said", "2024-05-12", When("Feb. 30", None)),
        ("| he said on Feb. 29.", "said", "2024-01-12", When("Feb. 29", None)),
        ("| he said on June 1.", "said", None, When("June 1", None)),
        ("| he said on the 10th.", "said", "2024-05-12", When("on the 10th", "2024-05-10")),
        ("| he said on the 31st.", "said", "2024-07-12", None),
        ("| he said yesterday.", "said", "2024-05-12", When("yesterday", "2024-05-11")),
        ("| he said today.", "said", "2024-05-12", When("today", "2024-05-12")),
        ("| he said last week.", "said", "2024-05-12", When("last week", None)),
        ("| he said on “Friday Watch.”", "said", "2024-05-12", None),
        ("Kowal, who came on Friday with all the masons of the town, said |", "said", "2024-05-12",
         None),
        ("| Kowal said of the fair held on Friday.", "said", "2024-05-12", None),
        ("In a talk with CBN that day, Kowal said |", "said", None, When("that day", None)),
        ("| Kowal said.", "said", "2024-05-12", None),
        ("| Friday was fine.", None, "2024-05-12", When("Friday", "2024-05-10")),
        ("| and he left.", None, "2024-05-12", None),
        ("| he left.", "said", "2024-05-12", None),
    ],
)  # fmt: skip
def test_the_sentence_gives_the_day(
    sentence: str, cue: str | None, dated: str | None, expected: When | None
) -> None:
    if expected is None and "31st" in sentence:
        assert when(sentence, cue, dated) == When("on the 31st", None)
    else:
        assert when(sentence, cue, dated) == expected


def test_an_impossible_date_is_refused() -> None:
    with pytest.raises(ValueError, match="no date"):
        when("| Kowal said Friday.", "said", "12 May")
