"""The examples shown to a newcomer work with the current library."""

import pytest

from bot.discord.commands.typed import parse
from bot.playground.examples import BUNDLED, HELP, MOST_LETTERS, examples
from bot.settings import bundled_digest
from briefings.answers.types import Brief, Help, Positions, Quotes
from briefings.digest import load
from briefings.models import Actor, Digest
from tests.briefings.answers.building import the_digest
from tests.libraries import answers_to


@pytest.mark.parametrize("digest", [load([bundled_digest()]), the_digest()])
def test_each_example_has_an_answer(digest: Digest) -> None:
    answers = answers_to(digest)
    found = [answers.ask(parse(example.command)) for example in examples(answers.directory)]
    assert [type(answer) for answer in found] == [Brief, Quotes, Positions]


def test_the_bundled_digest_has_examples_that_teach_more() -> None:
    assert examples(answers_to(load([bundled_digest()])).directory) == BUNDLED
    assert examples(answers_to(the_digest()).directory) != BUNDLED


def test_an_empty_digest_leads_to_help() -> None:
    nobody = Digest(actors=(Actor(id="long", name="x" * (MOST_LETTERS + 1), kind="person"),))
    answers = answers_to(nobody)
    assert examples(answers.directory) == (HELP,)
    assert isinstance(answers.ask(parse(HELP.command)), Help)
