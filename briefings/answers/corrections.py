"""Finds what earlier briefings said that no longer holds: changed, withdrawn, taken back.

It asks the library only for what was posted, by its identities, so the size of the library makes no
difference.
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
from briefings.answers.posted_words import ALIKE, PostedWords
from briefings.text.folding import fold
from briefings.translations.message import Said

TAKEN_BACK = "back"
"""A remembered fact's key: a post has reported that the outlet took its articles back."""


@dataclass(slots=True)
class Corrections:
    """Compares what was shown with what the library says now."""

    catalog: Catalog
    seen: Mapping[str, Mapping[str, Any]]
    """See `briefings.answers.news.Seen`."""
    facts: Mapping[str, Fact]
    """What the library now says instead of what was shown, by key."""

    corrected: set[str] = field(default_factory=set)
    """Keys of the facts that corrections give as the current state."""
    reworded: set[str] = field(default_factory=set)
    """The articles' current words in corrections, folded."""
    told: set[str] = field(default_factory=set)
    """Keys of shown facts that a correction mentions."""
    posted: set[str] = field(default_factory=set)
    """Keys of the facts whose words were posted, perhaps corrected just now."""
    taken_back: set[str] = field(default_factory=set)
    """Keys of facts whose articles are or were reported as taken back."""
    words: PostedWords = field(init=False)
    _known: frozenset[str] = frozenset()
    _by_article: dict[tuple[str, ...], list[Fact]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = PostedWords(self.catalog)

    def made(self) -> tuple[Correction, ...]:
        """The corrections; fills the sets above."""
        kinds = {kind for kind, finding in BY_KIND.items() if finding.renumbered}
        self._known = frozenset(
            entry["of"] for key, entry in self.seen.items() if key.partition(":")[0] in kinds
        )
        for fact in self.facts.values():
            if fact.kind in kinds:
                self._by_article.setdefault(fact.articles, []).append(fact)
        shown = {key: entry for key, entry in self.seen.items() if "text" in entry}
        self.catalog.reader.articles(one for entry in shown.values() for one in entry["in"])
        return tuple(self._corrections(shown))

    def _corrections(self, shown: Mapping[str, Mapping[str, Any]]) -> Iterator[Correction]:
        for key, entry in shown.items():
            theirs = "words" in entry
            made = self._of_words(key, entry) if theirs else self._correction(key, entry)
            if made is not None:
                yield made

    def _of_words(self, key: str, entry: Mapping[str, Any]) -> Correction | None:
        """A correction of an article's own words, which the article has changed."""
        subject = BY_KIND[key.partition(":")[0]].subject
        changed = self.words.reworded(entry["words"])
        if not changed:
            return self._taken_back(entry, subject, {key})
        self.told.add(key)
        now = [one.now for one in changed if one.now]
        self.reworded.update(map(fold, now))
        return Correction(
            Amendment.CHANGED if now else Amendment.WITHDRAWN,
            subject,
            _as_theirs(entry),
            " / ".join(f"“{one}”" for one in now),
        )

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
        taken_back = self._taken_back(entry, finding.subject, {key, fact.key if fact else key})
        if key in self.taken_back or fact is not None:
            return taken_back
        there = all(self.catalog.article(article) for article in entry["in"])
        if not finding.withdrawable or not there or finding.went_on(self.catalog, identity):
            return None
        self.told.add(key)
        return Correction(Amendment.WITHDRAWN, finding.subject, entry["text"])

    def _taken_back(
        self, entry: Mapping[str, Any], subject: Said, keys: set[str]
    ) -> Correction | None:
        """A correction if the outlet took all of its articles back; made once."""
        day = self._withdrawn_on(entry["in"])
        if not entry.get(TAKEN_BACK) and not day:
            return None
        self.taken_back |= keys
        if entry.get(TAKEN_BACK):
            return None
        before = _as_theirs(entry)
        return Correction(Amendment.TAKEN_BACK, subject, before, withdrawn_on=day)

    def _now(self, key: str, entry: Mapping[str, Any], finding: Finding) -> Fact | None:
        """What replaces the shown fact; None if it is gone."""
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
        """When the last of some articles was withdrawn; None if one is still valid."""
        days = [
            article.withdrawn_on if (article := self.catalog.article(one)) else None
            for one in articles
        ]
        known = [day for day in days if day]
        return max(known) if known and len(known) == len(days) else None


def _as_theirs(entry: Mapping[str, Any]) -> str:
    """What was posted; in quotation marks if it was a sentence of an article."""
    text = str(entry["text"])
    return f"“{text}”" if len(entry.get("words", ())) == 1 else text


def _words(text: str) -> str:
    """A quotation's words, without its speaker."""
    return text.rpartition(" — ")[0] or text
