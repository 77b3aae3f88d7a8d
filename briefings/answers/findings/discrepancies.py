"""Differences between reports in the daily news."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.findings.fact import MOST, Fact, Words, articles_of, fingerprint, theirs
from briefings.answers.findings.finding import Finding, Shown
from briefings.models import Discrepancy, Topic
from briefings.translations import gettext

_SIDES = 2
"""How many seen claims make a difference known."""


def fact(one: Discrepancy) -> Fact:
    claims = [claim.text for claim in one.claims]
    cited = [citation for claim in one.claims for citation in claim.citations]
    text = f"{one.name} {' / '.join(claims)}"
    if one.kind is not None:  # found between sentences of articles
        firsts = [claim.citations[0] for claim in one.claims]
        made = theirs("differ", text, firsts, one.kind, enough=_SIDES)
        words = tuple(Words(place.article, place.exact) for place in firsts)
        return replace(made, words=words, articles=articles_of(cited))
    return Fact("differ", one.id, fingerprint(one.name, *claims), text, articles_of(cited))


def _facts(catalog: Catalog, topic: Topic, _: date) -> Iterable[Fact]:
    return map(fact, catalog.reader.discrepancies(topic.id, limit=MOST))


def _now(catalog: Catalog, shown: Shown, _: date) -> Iterable[Fact]:
    return map(fact, catalog.reader.discrepancies_by_id(shown).values())


FINDING = Finding("differ", gettext("Difference between reports"), _facts, _now, withdrawable=True)
