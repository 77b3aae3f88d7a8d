"""Every field of `/feeds` that is repeated, whatever is in it."""

import pytest
import structlog

from tests.bot.discord.commands.feeds_bench import Bench
from tests.bot.discord.commands.test_hostile_fields import HOSTILE, readable


async def texts(bench: Bench, typed: str, number: int) -> list[str]:
    """What is answered where this is typed as an address, as a part of one, or as a name."""
    asked = (
        ("add", {"address": typed}),
        ("add", {"address": f"https://h.example/{typed}"}),
        ("test", {"feed": f"https://{typed}/"}),
        ("remove", {"feed": typed}),
        ("add", {"address": f"{bench.site.address}/feed?{number}", "name": typed}),
    )
    return [await bench.says(verb, forge=True, **options) for verb, options in asked]


@pytest.mark.parametrize("first", [0, 6])
async def test_what_is_said_of_a_feed_can_be_read(bench: Bench, first: int) -> None:
    with structlog.testing.capture_logs() as lines:
        for number, typed in enumerate([*HOSTILE.values()][first : first + 6]):
            for text in await texts(bench, typed, number):
                assert readable(text)
        for block in (await bench.says("list")).split("\n-#"):
            assert readable(block.replace("<@", ""))
    assert [one for one in lines if one["log_level"] in ("warning", "error")] == []
