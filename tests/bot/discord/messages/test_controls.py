"""Buttons lead on; each custom_id is complete and unique."""

from bot.discord.messages.controls import CHOOSE, Press, controls
from bot.discord.messages.pages import Button, LinkButton, Option, Select, Style
from briefings.answers.questions import AskBrief, AskQuotes, AskSearch
from briefings.answers.types import Pages
from briefings.rendering.reply import Link, Step
from tests.bot.discord.messages.building import a_reply, encode

HERE = AskQuotes("mayor", page=2)
BEFORE, AFTER = AskQuotes("mayor", page=1), AskQuotes("mayor", page=3)


def ids(row) -> list[tuple[str, str]]:
    return [(button.label, button.custom_id) for button in row]


def short(question, page, press):
    return f"{press.name} {type(question).__name__}/{getattr(question, 'page', '')}/{page}"


def test_a_replys_ends_lead_to_the_answers_other_pages():
    reply = a_reply(pages=Pages(2, 3), previous=BEFORE, question=HERE, following=AFTER)
    (row,) = controls(reply, short, 1, 1)
    # 0: going back means to the end of the previous page.
    assert ids(row) == [("← Page 1", "TURN AskQuotes/1/0"), ("Page 3 →", "TURN AskQuotes/3/1")]
    assert {button.style for button in row} == {Style.PRIMARY}


def test_buttons_page_through_a_long_replys_parts_first():
    reply = a_reply(pages=Pages(2, 3), previous=BEFORE, question=HERE, following=AFTER)
    assert [ids(controls(reply, short, number, 3)[0]) for number in (1, 2, 3)] == [
        [("← Page 1", "TURN AskQuotes/1/0"), ("More →", "TURN AskQuotes/2/2")],
        [("← Back", "TURN AskQuotes/2/1"), ("More →", "TURN AskQuotes/2/3")],
        [("← Back", "TURN AskQuotes/2/2"), ("Page 3 →", "TURN AskQuotes/3/1")],
    ]


def test_a_reply_without_neighbours_has_no_buttons():
    assert controls(a_reply(), short, 1, 1) == ()


def test_ways_on_are_buttons_while_they_fit_a_row():
    steps = tuple(Step(f"Step {n}", AskBrief(f"t{n}")) for n in range(5))
    (row,) = controls(a_reply(steps=steps), encode, 1, 1)
    assert [type(item) for item in row] == [Button] * 5
    assert row[0] == Button("Step 0", encode(AskBrief("t0"), 1, Press.OPEN))


def test_more_ways_on_are_a_menu():
    steps = tuple(Step(f"Step {n} " + "x" * 200, AskBrief(f"t{n}")) for n in range(30))
    ((menu,),) = controls(a_reply(steps=steps), encode, 1, 1)
    assert isinstance(menu, Select)
    assert menu.custom_id == CHOOSE
    assert len(menu.options) == 25
    assert menu.options[0] == Option(
        "Step 0 " + "x" * 92 + "…", encode(AskBrief("t0"), 1, Press.OPEN)
    )


def test_a_question_that_fits_no_button_or_comes_twice_is_left_out():
    steps = (
        Step("long", AskSearch("x" * 100)),
        Step("one", AskBrief("t")),
        Step("same", AskBrief("t")),
        Step("  ", AskBrief("blank")),
    )
    (row,) = controls(a_reply(steps=steps), encode, 1, 1)
    assert [button.label for button in row] == ["one"]
    for bad in ("x" * 101, CHOOSE, "", None):
        assert controls(a_reply(steps=steps), lambda *_, made=bad: made, 1, 1) == ()


def test_links_come_last_and_those_too_long_for_a_button_are_left_out():
    links = (Link("Read", "https://x.example"), Link("Long", "https://x.example/" + "a" * 600))
    (row,) = controls(a_reply(links=links), encode, 1, 1)
    assert row == (LinkButton("Read", "https://x.example"),)
