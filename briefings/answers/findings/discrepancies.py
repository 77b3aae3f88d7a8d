"""Differences between reports in the daily news."""

from collections.abc import Iterable
from datetime import date

from briefings.answers.catalog import Catalog
from briefings.answers.findings.fact import Fact, articles_of, fingerprint
from briefings.answers.findings.finding import Finding
from briefings.models import Discrepancy, Topic


def fact(one: Discrepancy) -> Fact:
    claims = [claim.text for claim in one.claims]
    cited = [citation for claim in one.claims for citation in claim.citations]
    text = f"{one.name} {' / '.join(claims)}"
    return Fact("differ", one.id, fingerprint(one.name, *claims), text, articles_of(cited))


def _facts(catalog: Catalog, topic: Topic, _: date) -> Iterable[Fact]:
    return map(fact, catalog.reader.discrepancies(topic.id))


FINDING = Finding("differ", "Difference between reports", _facts, withdrawable=True)
