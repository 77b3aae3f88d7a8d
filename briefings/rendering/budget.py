"""Limits for one rendering of somebody else's template, and what each value costs."""

import time
from collections.abc import Callable, ItemsView, Iterator, KeysView, ValuesView

from jinja2.utils import Namespace

from briefings.rendering.sayable import SayableError
from briefings.translations import gettext

MAX_STEPS = 100_000
"""Most steps of one rendering of an override: see `Budget`."""
MAX_SECONDS = 2.0
"""Most CPU time of one rendering of an override, counted only in its own thread: a busy machine
stops no template."""
MAX_LENGTH = 1_000_000
"""Longest text that an override may produce, in characters."""
MAX_ITEMS = 20_000
"""Most items of a list, including nested ones, each as often as it occurs."""
MAX_RANGE = 1_000

PER_STEP = 8
"""How many nodes of a loop's body, or items of a value, make a step."""
CHARACTERS_PER_STEP = 256

_LOOK_AT_CLOCK = 64
"""Steps between two readings of the clock."""


class TooMuchError(SayableError):
    """A template runs too long or produces too much text."""


class Budget:
    """What one rendering may still do, in steps of at most a few microseconds."""

    __slots__ = ("_clock", "_look", "_seconds", "_until", "steps")

    def __init__(
        self,
        steps: int = 0,
        seconds: float = MAX_SECONDS,
        clock: Callable[[], float] = time.thread_time,
    ) -> None:
        """`clock` returns CPU time in seconds."""
        self.steps = steps
        self._seconds = seconds
        self._clock = clock
        self._until = clock() + seconds
        self._look = steps - _LOOK_AT_CLOCK

    def take(self, steps: int = 1) -> None:
        """Take steps.

        Raises:
            TooMuchError: no steps or no time are left.
        """
        self.steps -= steps
        if self.steps < 0:
            raise TooMuchError(
                gettext("the template takes more than %(most)s steps", most=str(MAX_STEPS))
            )
        if self.steps < self._look:
            self._look = self.steps - _LOOK_AT_CLOCK
            if self._clock() > self._until:
                raise TooMuchError(
                    gettext(
                        "the template takes more than %(seconds)s seconds",
                        seconds=f"{self._seconds:g}",
                    )
                )


def weigh(value: object) -> int:
    """How many steps iterating over a value takes, including nested lists.

    Raises:
        TooMuchError: it has more than `MAX_ITEMS` items or `MAX_LENGTH` characters.
    """
    if isinstance(value, str):
        return len(value) // CHARACTERS_PER_STEP
    if isinstance(value, int):
        return value.bit_length() // CHARACTERS_PER_STEP
    items, characters = 0, 0
    inside = [_parts(value)]
    while inside:
        part = next(inside[-1], inside)
        if part is inside:
            inside.pop()
            continue
        items += 1
        if isinstance(part, str):
            characters += len(part)
        else:
            inside.append(_parts(part))
        if items > MAX_ITEMS or len(inside) > MAX_RANGE:
            raise TooMuchError(
                gettext(
                    "the template makes a list of more than %(most)s items", most=str(MAX_ITEMS)
                )
            )
        check_length(characters)
    return items // PER_STEP + characters // CHARACTERS_PER_STEP


def _parts(value: object) -> Iterator[object]:
    """The items of a container that templates can make."""
    if isinstance(value, Namespace):
        value = object.__getattribute__(value, "_Namespace__attrs")
    if isinstance(value, dict):
        return (part for pair in value.items() for part in pair)
    if isinstance(value, (list, tuple, set, frozenset, KeysView, ValuesView, ItemsView)):
        return iter(value)
    return iter(())


def check_length(length: int) -> None:
    """Refuse a text that is too long.

    Raises:
        TooMuchError: `length` is more than `MAX_LENGTH`.
    """
    if length > MAX_LENGTH:
        raise TooMuchError(
            gettext("the template makes more than %(most)s characters", most=str(MAX_LENGTH))
        )
