"""How much a rendering may still do, and the cost of iterating over a value."""

import pytest
from jinja2.utils import Namespace

from briefings.rendering.budget import (
    CHARACTERS_PER_STEP,
    MAX_ITEMS,
    MAX_LENGTH,
    MAX_RANGE,
    MAX_SECONDS,
    PER_STEP,
    Budget,
    TooMuchError,
    check_length,
    weigh,
)


def test_all_steps_may_be_taken_and_not_one_more() -> None:
    budget = Budget(3)
    budget.take(2)
    budget.take()
    assert budget.steps == 0
    with pytest.raises(TooMuchError) as error:
        budget.take()
    assert str(error.value) == "the template takes more than 100000 steps"


def test_without_steps_nothing_may_be_done() -> None:
    with pytest.raises(TooMuchError):
        Budget().take()


def test_the_time_is_up_once_exceeded() -> None:
    now = [7.0]
    budget = Budget(10_000, 1.5, lambda: now[0])
    now[0] = 8.5
    budget.take(1_000)
    now[0] = 8.6
    with pytest.raises(TooMuchError) as error:
        budget.take(1_000)
    assert str(error.value) == "the template takes more than 1.5 seconds"


def test_the_time_is_limited_by_default() -> None:
    now = [7.0]
    budget = Budget(10_000, clock=lambda: now[0])
    now[0] += MAX_SECONDS
    budget.take(1_000)
    now[0] += 0.1
    with pytest.raises(TooMuchError):
        budget.take(1_000)


def test_the_clock_is_read_every_64_steps() -> None:
    looks: list[None] = []

    def clock() -> float:
        looks.append(None)
        return 0.0

    budget = Budget(10_000, 1.0, clock)
    before = len(looks)
    for _ in range(65 * 64 - 1):
        budget.take()
    assert len(looks) - before == 63


@pytest.mark.parametrize(
    ("value", "steps"),
    [
        ("", 0),
        ("x" * (3 * CHARACTERS_PER_STEP), 3),
        ("x" * (3 * CHARACTERS_PER_STEP - 1), 2),
        (0, 0),
        (True, 0),
        (1 << (3 * CHARACTERS_PER_STEP - 1), 3),
        (1.5, 0),
        (None, 0),
        ([], 0),
        ([None] * (3 * PER_STEP), 3),
        ([None] * (3 * PER_STEP - 1), 2),
        (["x" * CHARACTERS_PER_STEP] * PER_STEP, 1 + PER_STEP),
        (["x" * (CHARACTERS_PER_STEP // 2)] * PER_STEP, 1 + PER_STEP // 2),
        ([["x" * CHARACTERS_PER_STEP], [None] * (2 * PER_STEP - 3)], 3),
        (({None}, frozenset({None}), [None] * (PER_STEP - 4)), 1),
        (dict.fromkeys(range(PER_STEP)), 2),
        (dict.fromkeys(range(PER_STEP)).items(), 3),
        (dict.fromkeys(range(PER_STEP)).keys(), 1),
        (dict.fromkeys(range(PER_STEP)).values(), 1),
        (Namespace({str(n): None for n in range(PER_STEP)}), 2),
    ],
)
def test_a_value_costs_by_its_contents(value: object, steps: int) -> None:
    assert weigh(value) == steps


def nested(levels: int) -> object:
    value: object = ()
    for _ in range(levels - 1):
        value = (value,)
    return value


@pytest.mark.parametrize(
    ("most", "too_much", "reason"),
    [
        ([None] * MAX_ITEMS, [None] * (MAX_ITEMS + 1), "a list of more than 20000 items"),
        (nested(MAX_RANGE), nested(MAX_RANGE + 1), "a list of more than 20000 items"),
        (["x" * MAX_LENGTH], ["x" * MAX_LENGTH, "x"], "more than 1000000 characters"),
    ],
)
def test_a_value_has_a_limit(most: object, too_much: object, reason: str) -> None:
    weigh(most)
    with pytest.raises(TooMuchError) as error:
        weigh(too_much)
    assert str(error.value) == f"the template makes {reason}"


def test_a_text_has_a_limit() -> None:
    check_length(MAX_LENGTH)
    with pytest.raises(TooMuchError) as error:
        check_length(MAX_LENGTH + 1)
    assert str(error.value) == "the template makes more than 1000000 characters"
