"""Words to filter by, as moderators type them."""

from bot.daily.times import InputError
from briefings.sources.filters import LONGEST, problem_with
from briefings.translations import gettext

MOST_WORDS = 20
"""The most words of each kind for a daily briefing."""
NONE = "none"
"""Typed to remove a filter."""


def parse_words(typed: str) -> tuple[str, ...]:
    """The words or phrases of a comma-separated list; empty for `none` or nothing.

    Raises:
        InputError: one of them can't be used as a filter.
    """
    words = [" ".join(part.split()) for part in typed.split(",")]
    words = list(dict.fromkeys(word for word in words if word))
    if [word.casefold() for word in words] == [NONE]:
        return ()
    if len(words) > MOST_WORDS:
        raise InputError(
            gettext("At most %(most)s words or phrases, separated by commas.", most=MOST_WORDS)
        )
    for word in words:
        problem = problem_with(word)
        if problem:
            raise InputError(
                gettext("“%(word)s”: %(problem)s.", word=word[:LONGEST], problem=problem)
            )
    return tuple(words)
