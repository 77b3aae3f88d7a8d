"""Quotations in the daily news.

New are words that nobody has reported before (`UTTERANCE`); corrected is one article's report of
them (`QUOTATION`).
"""

from collections.abc import Iterable
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.findings.fact import Fact, fingerprint
from briefings.answers.findings.finding import Finding
from briefings.answers.utterances import Spoken
from briefings.models import Quote, Topic


def utterance_fact(one: Spoken) -> Fact:
    return Fact("said", f"{one.id}:{one.creator or ''}", "", "", ())


def quote_key(quote: Quote) -> str:
    return f"quote:{quote.id}"


def fact(catalog: Catalog, quote: Quote) -> Fact:
    actor = catalog.actors.get(quote.creator or "")
    text = f"“{quote.text}” — {actor.name if actor else 'speaker not named'}"
    of = fingerprint(quote.text, quote.creator or "")
    return Fact("quote", quote.id, of, text, (quote.citation.article,))


def _utterances(catalog: Catalog, topic: Topic, _: date) -> Iterable[Fact]:
    return map(utterance_fact, catalog.spoken_on.get(topic.id, ()))


def _quotations(catalog: Catalog, topic: Topic, _: date) -> Iterable[Fact]:
    spoken = catalog.spoken_on.get(topic.id, ())
    return (fact(catalog, quote) for one in spoken for quote in one.quotes)


UTTERANCE = Finding("said", "", _utterances)
QUOTATION = Finding("quote", "Quotation", _quotations, is_new=False, withdrawable=True)
