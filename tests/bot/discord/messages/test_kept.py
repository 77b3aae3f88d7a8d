"""Replies are split once, whoever asks."""

from dataclasses import replace

import pytest

from bot.discord.messages import custom_ids, kept
from bot.discord.messages.custom_ids import Decoder
from bot.discord.messages.kept import KeptPages
from bot.discord.messages.layout import compose
from bot.discord.messages.pages import Button, Select
from bot.discord.messages.screen import SCREEN
from briefings.answers.questions import AskBrief, AskCheck, AskSearch
from briefings.rendering.reply import Block, Link, Reply, Step

STEPS = tuple(Step(f"Step {n}", AskSearch("a" * 60 + str(n))) for n in range(7))
REPLY = Reply(
    "brief",
    "Title",
    tuple(Block(text=f"{n} " + "x" * 1_500) for n in range(5)),
    question=AskBrief("the-long-bridge-over-the-river"),
    steps=STEPS,
    links=(Link("Source", "https://courier.example/1"),),
)
OWNERS = (0, 7, 35, 36, 10**17, 10**18, 2**64 - 1)


@pytest.mark.parametrize("steps", [STEPS, STEPS[:3]])
def test_cached_pages_equal_those_made_for_the_owner(steps):
    pages, reply = KeptPages(), replace(REPLY, steps=steps)
    for owner in (*OWNERS, *OWNERS):
        made = compose(reply, custom_ids.encoder(owner), tallest=SCREEN)
        assert len(made) > 1
        assert pages.all(reply, owner) == made
        assert [pages.one(reply, owner, number) for number in (1, 2, 0, 99)] == [
            made[0],
            made[1],
            made[-1],
            made[-1],
        ]


def test_a_button_belongs_to_its_asker():
    page = KeptPages().one(REPLY, 4711, 1)
    ids = [item.custom_id for row in page.rows for item in row if isinstance(item, Button)]
    ids += [
        option.value
        for row in page.rows
        for item in row
        if isinstance(item, Select)
        for option in item.options
    ]
    assert len(ids) == 8
    assert {Decoder([]).decode(one).owner for one in ids} == {4711}


def test_a_reply_is_cut_once(monkeypatch):
    cut = []
    monkeypatch.setattr(kept, "compose", lambda *a, **k: cut.append(a[0]) or compose(*a, **k))
    pages, other = KeptPages(most=2), replace(REPLY, title="Another")
    for owner in (10**18, 10**18 + 1, 10**18 + 2):
        pages.one(REPLY, owner, 1)
    assert cut == [REPLY]
    pages.one(other, 10**18, 1)
    pages.one(REPLY, 10**18, 1)
    assert len(cut) == 2
    for number in range(3):
        pages.one(replace(other, title=str(number)), 10**18, 1)
    pages.one(REPLY, 10**18, 1)
    assert [reply.title for reply in cut] == ["Title", "Another", "0", "1", "2", "Title"]


@pytest.mark.parametrize("question", [None, AskCheck("“My own words,” she wrote.")])
def test_one_off_and_private_replies_are_not_cached(question, monkeypatch):
    cut = []
    monkeypatch.setattr(kept, "compose", lambda *a, **k: cut.append(a[0]) or compose(*a, **k))
    pages, reply = KeptPages(), replace(REPLY, question=question)
    assert pages.all(reply, 5) == pages.all(reply, 5) == compose(reply, custom_ids.encoder(5))
    assert len(cut) == 2
