"""Arriving articles, and whether the library already has them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from briefings.analysis import FoundQuote
from briefings.identity import (
    Arrived,
    Match,
    Sameness,
    address_key,
    day_of,
    headline_key,
    match_article,
)
from briefings.ingest.findings import Findings, numbered
from briefings.ingest.origin import INGESTED
from briefings.ingest.story_keeper import Prepared
from briefings.library import Reader
from briefings.models import Actor, Article
from briefings.reading import ReadArticle


@dataclass(slots=True)
class Arrival:
    """An article on its way into the library."""

    given: ReadArticle
    read: Article
    """The same article, under the id derived from its text."""
    arrived: Arrived
    match: Match = field(default_factory=lambda: Match(Sameness.NEW, None))
    article: Article | None = None
    """The article to store; None for a known one."""
    findings: Findings | None = None
    """What it says; None if, as far as known, it will not be stored."""
    prepared: Prepared | None = None
    """What stories need from it; None like `findings`."""
    spoken: Sequence[tuple[FoundQuote, Actor | None]] = ()

    def keys(self) -> set[str]:
        """The keys that identical articles share; see `may_be_one_of`."""
        headline = headline_key(self.arrived.headline)
        if not self.arrived.url:
            return {f"text {self.arrived.sha256}", f"headline {headline}"}
        address = address_key(self.arrived.url)
        return {f"text {self.arrived.sha256}", f"address {address}", f"page {headline}"}

    def may_be_one_of(self, keys: set[str]) -> bool:
        """Whether it may be the same as one of the articles with these keys.

        A shared headline does not make articles with different addresses the same.
        """
        own = self.keys()
        headline = headline_key(self.arrived.headline)
        if self.arrived.url:
            own = own - {f"page {headline}"} | {f"headline {headline}"}
        else:
            own.add(f"page {headline}")
        return not own.isdisjoint(keys)


def arrive(given: ReadArticle) -> Arrival:
    article = given.to_article()
    arrived = Arrived(
        headline=article.headline,
        publisher=article.publisher,
        day=day_of(article.date_published),
        url=article.url,
        sha256=article.sha256 or "",
    )
    return Arrival(given, article, arrived)


def recognise(reader: Reader, arrivals: Sequence[Arrival]) -> None:
    """Find out which articles are known, and what to store of the others."""
    urls = [one.arrived.url for one in arrivals if one.arrived.url]
    at_addresses = reader.at_addresses(urls)
    with_texts = reader.with_texts(one.arrived.sha256 for one in arrivals)
    with_headlines = reader.with_headlines(one.arrived.headline for one in arrivals)
    for one in arrivals:
        url = one.arrived.url
        one.article = None
        one.match = match_article(
            one.arrived,
            at_addresses.get(address_key(url)) if url else None,
            with_texts.get(one.arrived.sha256),
            with_headlines.get(headline_key(one.arrived.headline), ()),
        )
    _leave_others(reader, arrivals)
    new = [one for one in arrivals if one.match.sameness is Sameness.NEW]
    taken = reader.taken("articles", (one.read.id for one in new))
    for one in new:
        free = _free(reader, one.read.id, taken)
        one.article = one.read if free == one.read.id else one.read.model_copy(update={"id": free})
    for one in arrivals:
        if one.match.sameness is Sameness.CHANGED and one.match.article is not None:
            known = one.match.article
            former = {"id": known.id, "url": one.read.url or known.url}
            one.article = one.read.model_copy(update=former)


def as_recognised(arrivals: Sequence[Arrival]) -> int:
    """How many arrivals, from the first, match articles that no earlier one changes.

    Two arrivals can match one article, one by its address and one by its headline, without sharing
    either.
    """
    changed: set[str] = set()
    for number, one in enumerate(arrivals):
        sameness, known = one.match
        if known is not None and known.id in changed:
            return number
        if known is not None and sameness is Sameness.CHANGED:
            changed.add(known.id)
    return len(arrivals)


def _leave_others(reader: Reader, arrivals: Sequence[Arrival]) -> None:
    """Leave other sources' articles alone: only the operator changes digest files."""
    known = {one.match.article.id for one in arrivals if one.match.article is not None}
    sources = reader.sources_of(known)
    for one in arrivals:
        sameness, article = one.match
        if article is None or sources.get(article.id) == INGESTED + article.id:
            continue
        if sameness in (Sameness.CHANGED, Sameness.KNOWN):
            one.match = Match(Sameness.LEFT, article)


def _free(reader: Reader, article_id: str, taken: set[str]) -> str:
    """The id, or a similar one if an article that has changed since still has it."""
    number, free = 1, article_id
    while free in taken:
        number += 1
        free = numbered(article_id, number)
        taken |= reader.taken("articles", (free,))
    taken.add(free)
    return free
