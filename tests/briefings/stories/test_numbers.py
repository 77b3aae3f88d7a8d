import pytest

from briefings.stories.numbers import counted, victims


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Some 200 protesters came.", [(200, "protester", True)]),
        ("They paid $1.5 billion.", [(1.5e9, "$", False)]),
        ("They paid £240,000 for it.", [(240_000, "£", False)]),
        ("Prices rose 12 percent.", [(12, "%", False)]),
        ("Three ships sank.", [(3, "ship", False)]),
        ("A 5 million fine.", [(5e6, "fin", False)]),
        ("It took 2 million of it.", [(2e6, None, False)]),
        ("Eighty people came.", [(80, "people", False)]),
        ("20 angry people came.", [(20, "angri", False)]),
        ("They met on 12 May.", []),
        ("They met on May 12.", []),
        ("They met at 5 p.m. and at 17:30.", []),
        ("A 12-year-old won, aged 12 years old.", []),
        ("In 1998 it rained.", []),
        ("The 3rd ship sank.", []),
        ("Five other people came.", []),
        ("One of the ships sank.", []),
        ("Room 12 is closed.", []),
        ("It was 12 in the end.", []),
        ("Some 450 of its 900 workers came.", [(450, "worker", True)]),
    ],
)
def test_numbers_count_something(text: str, found: list[tuple[float, str | None, bool]]) -> None:
    assert [(one.value, one.unit, one.vague) for one in counted(text)] == found


def test_a_number_is_at_its_place() -> None:
    text = "It cost about $5 million then."
    (one,) = counted(text)
    assert text[one.start : one.end] == "about $5 million"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("At least seven people were killed.", [(7, "killed")]),
        ("The fire killed 12.", [(12, "killed")]),
        ("The blast injured more than 50 passengers.", [(50, "injured")]),
        ("Two people died and 30 were hurt.", [(2, "killed"), (30, "injured")]),
        ("The storm killed 3 people and injured 40.", [(3, "killed"), (40, "injured")]),
        ("Twenty people are in care, of whom four people were hurt badly.", []),
        ("Four people were seriously injured.", []),
        ("Five other people were killed.", []),
        ("It cost $5 million after two fires.", []),
        ("Two ships were hurt by ice.", []),
        ("On May 12 people were killed.", []),
    ],
)
def test_victims_are_counted(text: str, found: list[tuple[float, str]]) -> None:
    assert [(one.value, one.unit) for one in victims(text)] == found
