"""What is new since the last briefing: unseen items of any date that are still news.

Everything a digest can say has an identity and a fingerprint. `Seen` stores what was seen: plain
JSON, one entry per identity. New items have no entry and are recent enough to be news. Corrected
items were shown and now have another fingerprint, or are gone although their article still exists.
In articles' own words only the article can be wrong: see `posted_words`.

A topic can be very large: only the latest items of each kind are considered.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefings.answers.arranging import Arrangement
from briefings.answers.catalog import Catalog
from briefings.answers.daily import DailyBriefing
from briefings.answers.daily_topics import Asked, named, whatever_there_is
from briefings.answers.findings import facts_of, quotations
from briefings.answers.limits import FULL, OVERVIEW, SHORT, Limits
from briefings.answers.memory import DAY, Seen, last_briefing, remembered
from briefings.answers.pinned import together
from briefings.answers.pinned_news import with_stories
from briefings.answers.unseen import Comparison, Unseen
from briefings.answers.wanted import Wanted, Words
from briefings.chronology import last_day, newest, published_on
from briefings.models import Topic


@dataclass(frozen=True, slots=True)
class News:
    briefing: DailyBriefing
    seen: Seen
    """What counts as seen once the briefing is posted."""


Fits = Callable[[DailyBriefing], bool]
"""Whether there is room for a briefing."""


def always(_: DailyBriefing) -> bool:
    return True


def news(
    catalog: Catalog,
    topics: Sequence[str],
    seen: Seen | None,
    day: date,
    *,
    full: bool = False,
    words: Words = Words(),  # noqa: B008  # it is frozen
    fits: Fits = always,
) -> News:
    """What is new on the topics since `seen`.

    What `words` filters out counts as seen. Corrections are never left out.

    Args:
        topics: ids; none for all topics.
        seen: None if nothing was seen before.
        full: everything, topic by topic, whether it fits or not.
        fits: whether there is room for a briefing; if not, it shows less until there is.
    """
    about = tuple(catalog.topics(map(catalog.reader.story_now, topics)).values())
    last = last_briefing(seen or {})
    asked = named(catalog, topics) if topics else whatever_there_is(catalog, last)
    told = [topic for one in asked for topic in (one.topic, *one.stories)]
    comparison = Comparison(
        catalog, seen or {}, day, first=seen is None, wanted=Wanted(catalog, words)
    )
    for topic in told:
        for fact in facts_of(catalog, topic, day):
            comparison.facts.setdefault(fact.key, fact)
    corrections = comparison.then.made()
    found = [_unseen(comparison, one) for one in asked]
    dated = None if comparison.undated else _newest_day(catalog, about if topics else None)

    def arranged(limits: Limits) -> tuple[DailyBriefing, Arrangement]:
        made = Arrangement(catalog, found, limits, full, frozenset(comparison.then.reworded))
        sections = made.sections()
        idle = seen is None and not sections
        briefing = DailyBriefing(
            day=day,
            sections=sections,
            corrections=corrections,
            others=tuple(made.others),
            references=made.references.listed(),
            about=about,
            first=seen is None,
            as_of=dated,
            age=max(0, (day - last_day(dated)).days) if dated else 0,
            older=len(comparison.older),
            background=tuple(_with_points(asked)) if idle else (),
            full=full,
        )
        return briefing, made

    limits = FULL if full else (SHORT if len(asked) == 1 else OVERVIEW)
    briefing, made = arranged(limits)
    while not full and not fits(briefing) and (smaller := limits.smaller()):
        limits = smaller
        briefing, made = arranged(limits)
    after = _remembered(comparison, made.shown)
    if not topics and any(topic.story for topic in told):
        after = {**after, DAY: {"of": day.isoformat()}}
    return News(briefing, after)


def _unseen(comparison: Comparison, asked: Asked) -> Unseen:
    found = comparison.on(asked.topic)
    if not asked.topic.pinned:
        return found
    return with_stories(found, asked.stories, [comparison.on(one) for one in asked.stories])


def _with_points(asked: Iterable[Asked]) -> Iterator[Topic]:
    """The topics with key points; pinned ones if their stories have some."""
    for one in asked:
        topic = together(one.topic, one.stories) if one.topic.pinned else one.topic
        if topic.key_points:
            yield topic


def _newest_day(catalog: Catalog, about: Sequence[Topic] | None) -> str | None:
    """The EDTF date of the newest article on these topics; None: on any."""
    wanted = [None] if about is None else [topic.id for topic in about]
    latest = (catalog.reader.newest_article(one) for one in wanted)
    return newest(published_on(article) for article in latest if article)


def _remembered(comparison: Comparison, shown: set[str]) -> Seen:
    """What counts as seen once `shown` is posted."""
    catalog = comparison.catalog
    quoted = [key.removeprefix("quote:") for key in shown if key.startswith("quote:")]
    quotes = catalog.reader.quotes(quoted).values()
    articles = {quote.citation.article for quote in quotes}
    # All quotations in these articles, so that a new version's words can be compared.
    reports = quotations.in_articles(catalog, articles)
    told = {**comparison.now, **comparison.facts, **{fact.key: fact for fact in reports}}
    return remembered(comparison.seen, told.values(), shown, comparison.then, comparison.day)
