"""What templates can do with values besides printing them.

Text that a filter takes from a value is escaped; the dialect writes what the filter adds.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from briefings.answers.parts import unnamed
from briefings.answers.types import (
    Checked,
    HitKind,
    Report,
    SearchResults,
    Variant,
    Verdict,
)
from briefings.models import Quote, QuoteKind, Stance
from briefings.rendering.dialects.dialect import Markup
from briefings.rendering.dialects.untrusted import clean
from briefings.rendering.source_filters import SourceFilters
from briefings.text.folding import fold
from briefings.text.wording import Change, Segment
from briefings.translations import (
    Listed,
    Message,
    gettext,
    ngettext,
    pgettext,
)
from briefings.translations.message import Value

STANCES: Mapping[Stance, tuple[str, Message, Message]] = {
    Stance.FOR: ("✓", pgettext("stance", "yes"), pgettext("stance", "for it")),
    Stance.CONDITIONAL: ("◐", pgettext("stance", "depends"), pgettext("stance", "depends")),
    Stance.AGAINST: ("✗", pgettext("stance", "no"), pgettext("stance", "against it")),
    Stance.UNCLEAR: ("?", pgettext("stance", "unclear"), pgettext("stance", "unclear")),
}
"""Each stance's shape, the word that answers a question, and the word for a topic as a whole.

They differ by shape and word, never only by colour.
"""


VERDICTS: Mapping[Verdict, tuple[Message, Callable[[int], Message]]] = {
    Verdict.VERBATIM: (
        gettext("The quotation is verbatim."),
        lambda n: ngettext("%(count)s verbatim", "%(count)s verbatim", n),
    ),
    Verdict.ALTERED: (
        gettext("The quotation was altered."),
        lambda n: ngettext("%(count)s altered", "%(count)s altered", n),
    ),
    Verdict.OTHER_SPEAKER: (
        gettext("Somebody else said it."),
        lambda n: ngettext("%(count)s said by somebody else", "%(count)s said by somebody else", n),
    ),
    Verdict.NOT_SAID: (
        gettext("According to the reports, nobody said it."),
        lambda n: ngettext("%(count)s not reported as said", "%(count)s not reported as said", n),
    ),
    Verdict.UNKNOWN: (
        gettext("The library does not have it."),
        lambda n: ngettext("%(count)s not in the library", "%(count)s not in the library", n),
    ),
}
"""The text for a single quotation, and for some of several."""

HITS: Mapping[HitKind, tuple[Message, Callable[[int], Message]]] = {
    HitKind.ARTICLE: (
        gettext("Article"),
        lambda n: ngettext("%(count)s article", "%(count)s articles", n),
    ),
    HitKind.QUOTE: (gettext("Quote"), lambda n: ngettext("%(count)s quote", "%(count)s quotes", n)),
    HitKind.PERSON: (
        gettext("Person"),
        lambda n: ngettext("%(count)s person", "%(count)s people", n),
    ),
    HitKind.TOPIC: (gettext("Topic"), lambda n: ngettext("%(count)s topic", "%(count)s topics", n)),
}
"""What a search finds: the word for one, and for a number of them."""


class Named(Protocol):
    """An actor, a topic, a choice."""

    @property
    def name(self) -> str: ...


class Filters(SourceFilters):
    """All filters, writing in one dialect."""

    def by_name(self) -> Mapping[str, Callable[..., Any]]:
        """Each filter, by its name in templates."""
        names = (name for name in dir(type(self)) if name[0] != "_" and name != "by_name")
        return {name: getattr(self, name) for name in names}

    # Words

    def quoted(self, quote: Quote | str) -> Markup:
        """The words set apart and in quotation marks, one line per paragraph.

        Nothing is added inside the marks. A fragment has ellipses outside them.
        """
        text = quote if isinstance(quote, str) else quote.text
        before, after = "", ""
        if isinstance(quote, Quote) and quote.kind is QuoteKind.FRAGMENT:
            before, after = "… ", " …"
        paragraphs = self._paragraphs(text)
        paragraphs[0] = Markup(f"{before}“{paragraphs[0]}")
        paragraphs[-1] = Markup(f"{paragraphs[-1]}”{after}")
        return self._dialect.quotation(paragraphs)

    def unnamed(self, quote: Quote) -> Markup:
        """The text in place of a speaker: no clear speaker, or words that were not said."""
        words = self._say(unnamed(quote))
        return Markup(words[0].upper() + words[1:])

    def _paragraphs(self, text: str) -> list[Markup]:
        """The paragraphs of a text, at least one."""
        if isinstance(text, Markup):
            return [text]
        found = [self._escape(line) for line in text.splitlines() if clean(line).strip()]
        return found or [self._escape(text)]

    def segments(self, parts: Iterable[Segment]) -> Markup:
        """A comparison, with words marked that only the first or only the second text has."""
        return Markup(" ".join(filter(None, map(self._segment, parts))))

    def _segment(self, part: Segment) -> str:
        text = self._escape(part.text.strip())
        match part.change:
            case Change.REMOVED:
                return self._dialect.removed(text)
            case Change.ADDED:
                return self._dialect.added(text)
            case _:
                return text if text.strip() else ""

    def wording(self, parts: Sequence[Segment]) -> Markup:
        """Another wording in quotation marks, as printed; words that only it has are marked."""
        own = (part for part in parts if part.change is not Change.REMOVED)
        return Markup(f"“{self.segments(own)}”")

    def wordings(self, variants: Iterable[Variant], most: int = 1) -> Markup:
        """Lines of small print for other wordings, each once and whole, after their outlet."""
        found: dict[str, list[Variant]] = {}
        for variant in variants:
            found.setdefault(_bare(variant.report.quote.text), []).append(variant)
        lines = [self._wording_of(same) for same in list(found.values())[:most]]
        if len(found) > most:
            rest = len(found) - most
            more = ngettext("… and %(count)s other wording", "… and %(count)s other wordings", rest)
            lines.append(self._say(more))
        return Markup("".join(f"{self._dialect.small(line)}\n" for line in lines))

    def _wording_of(self, same: Sequence[Variant]) -> Markup:
        reports = [variant.report for variant in same]
        segments = same[0].segments
        shown = self.wording(segments)
        outlets = self.printed(reports)
        if all(report.quote.retranslated for report in reports):
            lead = gettext("Retranslated in %(outlets)s:", outlets=outlets)
        elif any(part.change is Change.ADDED for part in segments):
            lead = gettext("Worded differently in %(outlets)s:", outlets=outlets)
        elif segments:
            lead = gettext("Shorter in %(outlets)s:", outlets=outlets)
        else:
            lead = gettext("Also in %(outlets)s:", outlets=outlets)
        if not segments:
            shown = Markup(f"“{self._escape(same[0].report.quote.text)}”")
        return Markup(f"{self._say(lead)} {shown}")

    def carrying(self, reports: Sequence[Report], words: str) -> Sequence[Report]:
        """The reports that print exactly these words; all of them if none does."""
        bare = _bare(words)
        return [report for report in reports if bare in _bare(report.quote.text)] or reports

    # Stances, names, counts

    def stance(self, value: Stance, question: object = True) -> Markup:
        """A stance as a shape and a word that stay on one line: "✓ yes".

        Args:
            question: what it answers; None for a topic as a whole: "✓ for it".
        """
        shape, answer, whole = STANCES[value]
        words = self._say(answer if question else whole)
        return Markup(f"{shape} {words}".replace(" ", "\u00a0"))

    def shape(self, value: Stance) -> Markup:
        """Only a stance's shape, where the word is next to it anyway."""
        return Markup(STANCES[value][0])

    def verdicts(self, checked: Checked) -> Markup:
        """A sentence on how many quotations got which verdict."""
        counted = Counter(quote.verdict for quote in checked.quotes)
        count = len(checked.quotes)
        if count == 1:
            return self._say(VERDICTS[checked.quotes[0].verdict][0])
        parts = [said(counted[one]) for one, (_, said) in VERDICTS.items() if counted[one]]
        return self._say(
            ngettext(
                "%(count)s quotation: %(verdicts)s.",
                "%(count)s quotations: %(verdicts)s.",
                count,
                verdicts=Listed(tuple(parts)),
            )
        )

    def found(self, results: SearchResults) -> Markup:
        """A sentence on what a search found."""
        kinds = tuple(HITS[kind][1](count) for kind, count in results.kinds)
        what: Value = Listed(kinds)
        if not kinds:
            what = ngettext("%(count)s result", "%(count)s results", results.pages.items)
        return self._say(gettext("Found %(what)s for “%(text)s”.", what=what, text=results.text))

    def hit(self, kind: HitKind) -> Markup:
        """The word for one search result: "Article"."""
        return self._say(HITS[kind][0])

    def names(self, items: Iterable[Named | str], most: int = 6, last: str = "and") -> Markup:
        """Names as a readable list: "A, B and C", "A, B and 4 others"."""
        texts = [self._escape(item if isinstance(item, str) else item.name) for item in items]
        if len(texts) > most:
            rest = len(texts) - most + 1
            others = self._say(ngettext("%(count)s other", "%(count)s others", rest))
            texts = [*texts[: most - 1], others]
        return Markup(self._language.listed(texts, last))

    def plural(self, count: int, one: str, many: str | None = None) -> Markup:
        """A count with its noun: "1 article", "2,000 articles"."""
        noun = self._escape(one if count == 1 else many or one + "s")
        return Markup(f"{self._language.number(count)} {noun}")


def _bare(text: str) -> str:
    """Only letters and digits, so that punctuation and case make no difference."""
    return fold(text).replace(" ", "")
