"""Our own posts are recognised in what Discord shows of them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.discord.daily.history import find, fingerprint, search_from, snowflake
from bot.operations.backoff import LONGEST_WAIT, backoff

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


def shown(payload: dict[str, Any], number: int = 5, author: int = 1) -> dict[str, Any]:
    """What comes back: with ids, types and empty parts that were not sent."""
    return {
        "content": "",
        "embeds": [],
        "components": [],
        **payload,
        "id": str(number),
        "author": {"id": str(author)},
        "pinned": False,
    }


@pytest.mark.parametrize("payload", [{"content": "News"}, CARD, EMBED])
def test_a_message_reads_the_same_as_it_was_sent(payload: dict[str, Any]) -> None:
    assert fingerprint(shown(payload)) == fingerprint(payload)
    assert find(payload, [shown(payload)], 1, set()) == 5


def test_other_words_other_places_and_other_authors_are_not_ours() -> None:
    prints = {fingerprint(one) for one in ({"content": "News"}, CARD, EMBED, {"content": "Old"})}
    assert len(prints) == 4
    assert find({"content": "News"}, [shown({"content": "News"}, author=2)], 1, set()) is None


def test_of_several_the_oldest_that_is_not_taken() -> None:
    messages = [shown({"content": "News"}, number) for number in (9, 7, 8)]
    assert find({"content": "News"}, messages, 1, set()) == 7
    assert find({"content": "News"}, messages, 1, {7, 9}) == 8
    assert find({"content": "News"}, messages, 1, {7, 8, 9}) is None


def test_spaces_do_not_matter() -> None:
    assert fingerprint({"content": " a \n b "}) == fingerprint({"content": "a b"})


def test_ids_tell_the_time() -> None:
    moment = datetime(2026, 5, 2, 6, tzinfo=UTC)
    assert snowflake(datetime(2015, 1, 1, tzinfo=UTC)) == 0
    assert snowflake(datetime(2010, 1, 1, tzinfo=UTC)) == 0
    assert search_from(moment) < snowflake(moment)


def test_waits_grow_to_a_bound_and_obey_what_was_asked() -> None:
    waits = [backoff(attempt, draw=lambda: 1.0) for attempt in range(1, 30)]
    assert waits[:4] == [1, 2, 4, 8]
    assert max(waits) == LONGEST_WAIT
    assert backoff(1, 77.0) == 77.0
    assert backoff(3, draw=lambda: 0.0) == 2.0
