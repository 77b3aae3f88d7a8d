"""What a daily post's buttons lead to: everything that was new then, and its lines' sources."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefings.answers.catalog import Catalog
from briefings.answers.daily import DailyBriefing
from briefings.answers.kind import Kind
from briefings.answers.links import deep_link
from briefings.answers.memory import Seen
from briefings.answers.news import news
from briefings.answers.parts import Empty, Otherwise, Reference, Ways
from briefings.answers.questions import AskBrief, AskDaily, AskDifferences, AskTimeline, Detail
from briefings.answers.wanted import Words
from briefings.models import Citation
from briefings.translations import Command, gettext


@dataclass(frozen=True, slots=True)
class Post:
    """What a post was made from."""

    topics: tuple[str, ...]
    """Ids of topics; empty for all."""
    words: Words
    seen: Seen | None
    """What had been seen before the post."""
    day: date
    cited: tuple[Citation, ...]
    """The places that its lines cite, in the order of their numbers."""


Posts = Callable[[str], Post | None]
"""Finds a post by its id; None if it is no longer kept."""


def no_posts(_: str) -> Post | None:
    """For libraries whose news is posted nowhere."""
    return None


def cited_as_json(briefing: DailyBriefing) -> list[Mapping[str, Any]]:
    """The places that a briefing cites, to keep with its post."""
    return [one.citation.model_dump(exclude_defaults=True) for one in briefing.references]


def respond(catalog: Catalog, question: AskDaily, _: date | None) -> DailyBriefing | Otherwise:
    post = catalog.posts(question.post)
    if post is None:
        return Empty(
            gettext(
                "What this post was made from is no longer kept. `%(command)s` has today's top "
                "stories.",
                command=Command("brief"),
            )
        )
    if question.detail is Detail.FULL:
        found = news(catalog, post.topics, post.seen, post.day, full=True, words=post.words)
        return found.briefing
    about = tuple(catalog.topics(map(catalog.reader.story_now, post.topics)).values())
    catalog.need(post.cited)
    references = tuple(
        Reference(number, citation, article, deep_link(article, citation))
        for number, citation in enumerate(post.cited, start=1)
        if (article := catalog.article(citation.article))
    )
    return DailyBriefing(post.day, (), references=references, about=about)


def ways_on(answer: DailyBriefing) -> Ways:
    """More on each of the topics; for a single topic, what else it has."""
    if len(answer.topics) != 1:
        for topic in answer.topics:
            yield gettext("Brief: %(name)s", name=topic.name), AskBrief(topic.id)
        return
    (topic,) = answer.topics
    yield gettext("Brief"), AskBrief(topic.id)
    yield gettext("Timeline"), AskTimeline(topic.id)
    yield gettext("Differences"), AskDifferences(topic.id)


KIND = Kind("daily", AskDaily, DailyBriefing, respond, ways_on)
