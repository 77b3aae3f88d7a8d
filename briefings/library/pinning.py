"""Makes stories due to be told again when a topic is pinned or no longer pinned."""

from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from briefings.library.bulk import chunks, select_in
from briefings.library.searching import Clause, completions, counts_in, matching, rarest_first
from briefings.library.story_tables import (
    stories,
    story_articles,
)
from briefings.library.tables import (
    articles,
    entries,
    listings,
)
from briefings.models import Topic
from briefings.text.words import words

_ALL_FORMS = 1_000
_LETTERS = 4
"""Longer words are found by their beginning: "strike" also means "striking"."""
_ENDING = 2
_MOST = 1_000_000
"""Most articles with a keyword: a limit for the database."""


def pinning(topics: Iterable[Topic]) -> dict[str, tuple[object, ...]]:
    """By id, what decides which stories each pinned topic holds."""
    return {one.id: (one.keywords, one.without) for one in topics if one.pinned}


def make_due(connection: Connection, changed: Iterable[Topic]) -> None:
    """Make stories due that pinned topics hold, or may now hold.

    Args:
        changed: changed pinned topics, in their old and new states.
    """
    found: set[str] = set()
    for topic in changed:
        held = (
            select(entries.c.id)
            .join(listings, listings.c.key == entries.c.key)
            .where(listings.c.about == f"t:{topic.id}", listings.c.section == "topics")
        )
        found.update(connection.scalars(held))
        for keyword in topic.keywords:
            found.update(_with_words(connection, keyword))
    for chunk in chunks(sorted(found)):
        connection.execute(
            update(stories)
            .where(stories.c.id.in_(chunk), stories.c.became.is_(None))
            .values(due=True)
        )


def _with_words(connection: Connection, keyword: str) -> Iterable[str]:
    """Stories with an article that has all the words of a keyword, with any ending."""
    wanted: list[Clause] = [
        completions(connection, word[: max(_LETTERS, len(word) - _ENDING)], _ALL_FORMS)
        if len(word) > _LETTERS
        else completions(connection, word, _ALL_FORMS)
        for _, _, word in words(keyword)
    ]
    if not wanted:
        return ()
    _, counts = counts_in(connection, (word for some in wanted for word in some))
    keys = matching(connection, "library_article_words", rarest_first(wanted, counts), _MOST)
    query = select(story_articles.c.story).join(articles, articles.c.id == story_articles.c.article)
    return {row.story for row in select_in(connection, query, articles.c.key, keys)}
