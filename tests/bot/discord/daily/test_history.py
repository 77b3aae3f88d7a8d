"""The bot recognises its own posts in the history that Discord returns."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.discord.daily.history import fingerprint, search_from, snowflake

CARD = {
    "flags": 1 << 15,
    "components": [
        {
            "type": 17,
            "components": [
                {"type": 10, "content": "## News  today"},
                {"type": 9, "components": [], "accessory": {"type": 2, "label": "Open"}},
            ],
        }
    ],
}
EMBED = {
    "embeds": [
        {
            "title": "News",
            "description": "All of it",
            "fields": [{"name": "A", "value": "b"}],
            "footer": {"text": "Page 1"},
        }
    ]
}


def shown(payload: dict[str, Any]) -> dict[str, Any]:
    """The payload as Discord returns it: with ids, types and empty parts that were not sent."""
    return {
        "content": "",
        "embeds": [],
        "components": [],
        **payload,
        "id": "5",
        "author": {"id": "1"},
        "pinned": False,
    }


@pytest.mark.parametrize("payload", [{"content": "News"}, CARD, EMBED])
def test_a_message_reads_the_same_as_it_was_sent(payload: dict[str, Any]) -> None:
    assert fingerprint(shown(payload)) == fingerprint(payload)


def test_other_words_and_other_places_read_differently() -> None:
    prints = {fingerprint(one) for one in ({"content": "News"}, CARD, EMBED, {"content": "Old"})}
    assert len(prints) == 4


def test_spaces_do_not_matter() -> None:
    assert fingerprint({"content": " a \n b "}) == fingerprint({"content": "a b"})


def test_ids_contain_the_time() -> None:
    moment = datetime(2026, 5, 2, 6, tzinfo=UTC)
    assert snowflake(datetime(2015, 1, 1, tzinfo=UTC)) == 0
    assert snowflake(datetime(2010, 1, 1, tzinfo=UTC)) == 0
    assert search_from(moment) < snowflake(moment)
