"""What was posted and is not so any more: corrected, gone, or taken back by its outlet.

Quotations are found again by their words: where an article changes, those of its new version are
renumbered.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from briefings.answers.catalog import Catalog
from briefings.answers.daily import Amendment, Correction
from briefings.answers.findings import BY_KIND
from briefings.answers.findings.fact import Fact
from briefings.answers.findings.finding import Finding

ALIKE = 60
"""How like words must be, of 100, to be taken for the new wording of others."""

TAKEN_BACK = "back"
"""In what is remembered of a fact: it was said that the outlet took its articles back."""


@dataclass(slots=True)
class Corrections:
    """Compares what was shown with what the library says now."""

    catalog: Catalog
    seen: Mapping[str, Mapping[str, Any]]
    """As `briefings.answers.news.Seen`."""
    facts: Mapping[str, Fact]
    """All that the library says, by its keys."""

    corrected: set[str] = field(default_factory=set)
    """Keys of the facts that a correction gives as what is so now."""
    told: set[str] = field(default_factory=set)
    """Keys of what was shown and a correction tells of."""
    posted: set[str] = field(default_factory=set)
    """Keys of the facts whose words were posted, perhaps corrected just now."""
    taken_back: set[str] = field(default_factory=set)
    """Keys of those of which it is or was said that the outlet took their articles back."""
    _known: frozenset[str] = frozenset()
    _by_article: dict[tuple[str, ...], list[Fact]] = field(default_factory=dict)

    def made(self) -> tuple[Correction, ...]:
        """The corrections; fills the sets above."""
        kinds = {kind for kind, finding in BY_KIND.items() if finding.renumbered}
        self._known = frozenset(
            entry["of"] for key, entry in self.seen.items() if key.partition(":")[0] in kinds
        )
        for fact in self.facts.values():
            if fact.kind in kinds:
                self._by_article.setdefault(fact.articles, []).append(fact)
        return tuple(self._corrections())

    def _corrections(self) -> Iterator[Correction]:
        for key, entry in self.seen.items():
            if "text" in entry:
                made = self._correction(key, entry)
                if made is not None:
                    yield made

    def _correction(self, key: str, entry: Mapping[str, Any]) -> Correction | None:
        kind, _, identity = key.partition(":")
        finding = BY_KIND[kind]
        fact = self._now(key, entry, finding)
        if fact is not None:
            self.posted.add(fact.key)
        if fact is not None and fact.of != entry["of"]:
            self.corrected.add(fact.key)
            self.told.add(key)
            return Correction(Amendment.CHANGED, finding.subject, entry["text"], fact.text)
        if entry.get(TAKEN_BACK) or (day := self._withdrawn_on(entry["in"])):
            self.taken_back |= {key, fact.key if fact else key}
            if entry.get(TAKEN_BACK):
                return None
            return Correction(
                Amendment.TAKEN_BACK, finding.subject, entry["text"], withdrawn_on=day
            )
        if fact is not None:
            return None
        there = all(self.catalog.article(article) for article in entry["in"])
        if not finding.withdrawable or not there or finding.went_on(self.catalog, identity):
            return None
        self.told.add(key)
        return Correction(Amendment.WITHDRAWN, finding.subject, entry["text"])

    def _now(self, key: str, entry: Mapping[str, Any], finding: Finding) -> Fact | None:
        """What stands in the place of what was shown; None where it is gone."""
        same = self.facts.get(key)
        if not finding.renumbered or (same is not None and same.of == entry["of"]):
            return same
        others = self._by_article.get(tuple(entry["in"]), [])
        unchanged = next((one for one in others if one.of == entry["of"]), None)
        if unchanged is not None:
            return unchanged
        new = [one for one in others if one.of not in self._known]
        if same in new and same.said in self.seen:
            return same  # the same record, whatever its words
        scores = {one.key: fuzz.ratio(_words(one.text), _words(entry["text"])) for one in new}
        best = max(new, key=lambda one: scores[one.key], default=None)
        return best if best is not None and scores[best.key] >= ALIKE else None

    def _withdrawn_on(self, articles: Iterable[str]) -> str | None:
        """When the last of some articles was withdrawn; None where one of them stands."""
        days = [
            article.withdrawn_on if (article := self.catalog.article(one)) else None
            for one in articles
        ]
        known = [day for day in days if day]
        return max(known) if known and len(known) == len(days) else None


def _words(text: str) -> str:
    """A quotation's words, without its speaker."""
    return text.rpartition(" — ")[0] or text
