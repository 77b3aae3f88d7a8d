"""Stories in the daily news: the existence of one, whatever it says.

A story without key points is news by its headline alone.
"""

from collections.abc import Iterable
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.findings.fact import MOST, Fact
from briefings.answers.findings.finding import Finding, Shown
from briefings.models import Topic


def fact(catalog: Catalog, story: Topic) -> Fact:
    """The story, identified by any of its articles: it may become part of another."""
    articles = [one.article.id for one in catalog.reader.evidence(story.id, limit=MOST)]
    known_by = tuple(f"story:in:{article}" for article in articles)
    # Its name changes with its articles, which makes no earlier name wrong: no fingerprint.
    return Fact("story", story.id, "", story.name, tuple(articles), also=known_by)


def _facts(catalog: Catalog, topic: Topic, _: date) -> Iterable[Fact]:
    if topic.story:
        yield fact(catalog, topic)


def _now(catalog: Catalog, shown: Shown, _: date) -> Iterable[Fact]:
    return (fact(catalog, one) for one in catalog.topics(shown).values() if one.story)


FINDING = Finding("story", "Headline", _facts, _now)
