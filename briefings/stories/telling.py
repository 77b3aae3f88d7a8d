"""Makes a story from its articles: name, key points, events, positions, discrepancies."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from briefings.stories.actors import actor_names
from briefings.stories.articles import ArticleFindings
from briefings.stories.claims import StatedDiscrepancy
from briefings.stories.discrepancies import discrepancies
from briefings.stories.key_points import KeyPoint, key_points
from briefings.stories.likeness import Rarity
from briefings.stories.origins import origins
from briefings.stories.positions import StatedPosition, positions
from briefings.stories.timeline import TimelineEvent, timeline
from briefings.stories.vectors import stems

_NEWEST = 60


@dataclass(frozen=True, slots=True)
class Story:
    """What the articles of a story say together, every line with its places."""

    id: str
    name: str
    as_of: date
    articles: tuple[str, ...]
    origin_of: Mapping[str, str | None]
    """By article; None for a machine-written one."""
    key_points: tuple[KeyPoint, ...]
    positions: tuple[StatedPosition, ...]
    events: tuple[TimelineEvent, ...]
    discrepancies: tuple[StatedDiscrepancy, ...]
    headlines: tuple[str, ...] = ()
    """Its articles' headlines, newest first, each once."""

    @property
    def origins(self) -> int:
        return len({origin for origin in self.origin_of.values() if origin is not None})


def tell(story: str, articles: Sequence[ArticleFindings], rarity: Rarity) -> Story:
    """The story of some articles, given in order of arrival.

    Args:
        story: its id, as `Grouping` gives it.
        rarity: `DocumentFrequencies.rarity`.

    Raises:
        ValueError: there are no articles.
    """
    if not articles:
        raise ValueError(f"{story}: a story has articles")
    rarity = cache(rarity)
    origin_of, names = origins(articles), actor_names(articles)
    return Story(
        id=story,
        name=name(articles, rarity),
        as_of=max(article.day for article in articles),
        articles=tuple(article.id for article in articles),
        origin_of=origin_of,
        key_points=key_points(articles, rarity, origin_of),
        positions=positions(articles, rarity, names),
        events=timeline(articles, rarity, origin_of),
        discrepancies=discrepancies(articles, rarity, origin_of, names),
        headlines=headlines(articles),
    )


def headlines(articles: Sequence[ArticleFindings]) -> tuple[str, ...]:
    """The newest articles' headlines, newest first, each once."""
    newest = sorted(articles, key=lambda article: article.day, reverse=True)[:_NEWEST]
    return tuple(dict.fromkeys(one.headline for one in newest if one.headline.strip()))


def name(articles: Sequence[ArticleFindings], rarity: Rarity) -> str:
    """The headline that shares most with all of them, the newer of equals."""
    newest = sorted(articles, key=lambda article: article.day)[-_NEWEST:]
    using: Counter[str] = Counter()
    for article in newest:
        using.update(set(stems(article.headline)))
    shared = {stem: rarity(stem) * number for stem, number in using.items() if number > 1}

    def said(article: ArticleFindings) -> tuple[float, int, str]:
        own = set(stems(article.headline))
        length = math.sqrt(max(4, len(own)))  # a longer headline may share more
        total = sum(shared.get(stem, 0.0) for stem in own)
        return total / length, article.day.toordinal(), article.id

    named = [article for article in newest if article.headline.strip()]
    return max(named, key=said).headline if named else articles[0].id
