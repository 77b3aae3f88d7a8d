"""Words to filter by, as moderators type them."""

from bot.daily.times import InputError
from briefings.sources.filters import LONGEST, problem_with

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
        raise InputError(f"At most {MOST_WORDS} words or phrases, with commas between them.")
    for word in words:
        problem = problem_with(word)
        if problem:
            raise InputError(f"“{{word}}”: {problem}.", word=word[:LONGEST])
    return tuple(words)
