"""How long to wait before trying again."""

from bot.operations.backoff import LONGEST_WAIT, backoff


def test_waits_grow_to_a_limit_and_respect_requested_delays() -> None:
    waits = [backoff(attempt, draw=lambda: 1.0) for attempt in range(1, 30)]
    assert waits[:4] == [1, 2, 4, 8]
    assert max(waits) == LONGEST_WAIT
    assert backoff(1, 77.0) == 77.0
    assert backoff(3, draw=lambda: 0.0) == 2.0
