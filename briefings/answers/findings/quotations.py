"""Quotations in the daily news.

Words that nobody has reported before are new (`UTTERANCE`); one article's report of them can be
corrected (`QUOTATION`).
"""

from collections.abc import Iterable, Sequence
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.findings.fact import MOST, Fact, fingerprint
from briefings.answers.findings.finding import Finding, Shown
from briefings.answers.parts import unnamed
from briefings.library import StoredUtterance
from briefings.models import Quote, Topic
from briefings.translations import gettext


def said_on(catalog: Catalog, topic: Topic) -> Sequence[StoredUtterance]:
    """What was said on the topic, newest first; of very many words, only the newest."""
    return catalog.reader.utterances(topic=topic.id, limit=MOST)


def utterance_fact(one: StoredUtterance) -> Fact:
    return Fact("said", _spoken(one.id, one.creator), "", "", ())


def _spoken(utterance: str, creator: str | None) -> str:
    return f"{utterance}:{creator or ''}"


def quote_key(quote: Quote) -> str:
    return f"quote:{quote.id}"


def fact(catalog: Catalog, quote: Quote) -> Fact:
    actor = catalog.actors.get(quote.creator or "")
    text = f"“{quote.text}” — {actor.name if actor else unnamed(quote)}"
    of = fingerprint(quote.text, quote.creator or "")
    said = f"said:{_spoken(quote.utterance, quote.creator)}"
    return Fact("quote", quote.id, of, text, (quote.citation.article,), said)


def _utterances(catalog: Catalog, topic: Topic, _: date) -> Iterable[Fact]:
    return map(utterance_fact, said_on(catalog, topic))


def in_articles(catalog: Catalog, articles: Iterable[str]) -> Iterable[Fact]:
    """Everything that is quoted in these articles."""
    return (fact(catalog, quote) for quote in catalog.reader.quotes_in(articles))


def _none(_catalog: Catalog, _topic: Topic, _: date) -> Iterable[Fact]:
    """Reports are compared by article, and only if one of them was posted; see `_now`."""
    return ()


def _now(catalog: Catalog, shown: Shown, _: date) -> Iterable[Fact]:
    articles = dict.fromkeys(article for entry in shown.values() for article in entry["in"])
    return in_articles(catalog, articles)


UTTERANCE = Finding("said", "", _utterances)
QUOTATION = Finding(
    "quote", gettext("Quotation"), _none, _now, is_new=False, withdrawable=True, renumbered=True
)
