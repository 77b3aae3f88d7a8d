"""Words to filter by, as moderators type them."""

from bot.daily.times import InputError
from briefings.sources.filters import LONGEST, problem_with
from briefings.translations import gettext

MOST_WORDS = 20
"""Of each kind, a daily briefing's."""
NONE = "none"
"""Typed to take a filter away."""


def parse_words(typed: str) -> tuple[str, ...]:
    """The words or phrases of a list with commas; none for `none` or nothing.

    Raises:
        InputError: one of them can't be filtered by.
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
