"""What templates can do with values, beside printing them.

What a filter takes from a value is escaped; what it adds, its dialect writes.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from briefings.answers.parts import unnamed
from briefings.answers.surroundings import Surroundings
from briefings.answers.types import (
    Checked,
    CitedLine,
    HitKind,
    Reference,
    Report,
    SearchResults,
    Variant,
    Verdict,
)
from briefings.models import Article, Event, Quote, QuoteKind, Stance
from briefings.rendering import date_words as dates
from briefings.rendering.dialects.dialect import Dialect, Markup
from briefings.rendering.dialects.untrusted import clean
from briefings.rendering.marked_texts import Escaping
from briefings.text.folding import fold
from briefings.text.wording import Change, Segment
from briefings.translations import (
    ENGLISH,
    Language,
    Listed,
    Message,
    gettext,
    ngettext,
    pgettext,
)
from briefings.translations.message import Value

ANCHOR_WORDS = 8
"""Words of a citation that the list of sources shows, to find the place in the article by."""
HEADLINE_WORDS = 5
"""Words of a headline that tell two articles of one outlet apart."""
MOST_TOGETHER = 6
"""Places of one article on a line of the list of sources: a line too long for a message could not
be shown at all."""

STANCES: Mapping[Stance, tuple[str, Message, Message]] = {
    Stance.FOR: ("✓", pgettext("stance", "yes"), pgettext("stance", "for it")),
    Stance.CONDITIONAL: ("◐", pgettext("stance", "depends"), pgettext("stance", "depends")),
    Stance.AGAINST: ("✗", pgettext("stance", "no"), pgettext("stance", "against it")),
    Stance.UNCLEAR: ("?", pgettext("stance", "unclear"), pgettext("stance", "unclear")),
}
"""Each with a shape, the word that answers a question, and that for a topic as a whole.

They differ by shape and word, never by colour alone.
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
        gettext("Nobody said it, by the reports."),
        lambda n: ngettext("%(count)s not reported as said", "%(count)s not reported as said", n),
    ),
    Verdict.UNKNOWN: (
        gettext("The library does not have it."),
        lambda n: ngettext("%(count)s not in the library", "%(count)s not in the library", n),
    ),
}
"""What is said of a single quotation, and of one or more of several."""

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
"""What a search finds: what one is called, and a number of them."""


class Named(Protocol):
    """An actor, a topic, a choice."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """A line of the list of sources."""

    article: Article
    apart: Markup
    """As `Filters.told_apart` has it."""
    places: Sequence[Reference]


class Filters:
    """The filters, writing in one dialect."""

    def __init__(self, dialect: Dialect, language: Language = ENGLISH) -> None:
        self._dialect = dialect
        self._language = language
        self._escape = Escaping(dialect, language)

    def _say(self, said: Message) -> Markup:
        """A message of ours; what others wrote in it is escaped."""
        return self._escape(said)

    def by_name(self) -> Mapping[str, Callable[..., Any]]:
        """Each under the name by which templates call it."""
        names = (name for name in vars(type(self)) if name[0] != "_" and name != "by_name")
        return {name: getattr(self, name) for name in names}

    # Dates

    def date(self, value: datetime | str | None, width: str = "long") -> Markup:
        """A moment as its day in the reader's own zone; an EDTF date in words."""
        if isinstance(value, datetime):
            return self._dialect.moment(value, self.day(value, width))
        return Markup(dates.in_words(value, width, self._language))

    def day(self, value: datetime | str | None, width: str = "long") -> Markup:
        """A date in words, also of a moment: its day where it was written."""
        day = value.date().isoformat() if isinstance(value, datetime) else value
        return Markup(dates.in_words(day, width, self._language))

    def said_on(self, reports: Iterable[Report]) -> Markup:
        """When words were said, or at least the day on which one of these reports appeared."""
        found = list(reports)
        said = next((one.quote.spoken_on for one in found if one.quote.spoken_on), None)
        if said:
            return self.date(said)
        days = (one.article.date_published for one in found)
        appeared = next((self.day(day) for day in days if day), None)
        if appeared is None:
            return self._say(dates.UNDATED)
        return self._say(gettext("reported %(day)s", day=appeared))

    def when(self, event: Event) -> Markup:
        """The days of an event, from its start to its end where it has one."""
        return Markup(dates.days_of(event, self._language))

    # Sources

    def cite(self, numbers: Iterable[int], references: Sequence[Reference] = ()) -> Markup:
        """Citation numbers, ``[1] [2]``, each leading to its place where there is an address."""
        found = ((number, _reference(number, references)) for number in numbers)
        return self._dialect.citations((number, at.url if at else None) for number, at in found)

    def evidence(self, numbers: Iterable[int], references: Sequence[Reference]) -> Markup:
        """What a line rests on: each cited outlet with the words that it has there."""
        found = (_reference(number, references) for number in numbers)
        places = (
            f"{self.link(self.outlet(one.article), one.url)} {self.anchor(one.citation.exact)}"
            for one in found
            if one
        )
        return Markup(" · ".join(places))

    def passage(self, reference: Reference, around: Surroundings | None = None) -> Markup:
        """A cited place with its number: the words, and what stands around them where it is known.

        Args:
            around: the sentences around the cited words; None where the text is not held.
        """
        number = self._dialect.citations([(reference.number, reference.url)])
        if around is None:
            said = self.anchor(reference.citation.exact)
        else:
            words = self._dialect.strong(self._escape(around.words))
            said = Markup(self._escape(around.before) + words + self._escape(around.after))
        lead = self.link(self._say(gettext("Open")), reference.url) if reference.url else Markup()
        return Markup(" ".join(filter(None, (number, said, lead))))

    def place(self, reference: Reference) -> Markup:
        """A place in the list of sources: its number and the cited words to find it by."""
        words = self.anchor(reference.citation.exact)
        return self._dialect.source(reference.number, words, reference.url)

    def anchor(self, text: str, most: int = ANCHOR_WORDS) -> Markup:
        """The first words of `text` in quotation marks; an ellipsis says that there are more."""
        words = text.split(maxsplit=most)
        shown = self._escape(" ".join(words[:most]))
        return Markup(f"“{shown}”{' …' if len(words) > most else ''}")

    def line(self, said: CitedLine | Event) -> Markup:
        """A line as whose words it is: an article's in quotation marks, with who says so."""
        if isinstance(said, Event):
            name = self._escape(said.name)
            return Markup(f"“{name}”") if said.verbatim else name
        shown = self._escape(said.text)
        if said.article:
            outlet = self.outlet(said.article)
            credit = f"{self._escape(said.speaker.name)}, {outlet}" if said.speaker else outlet
            shown = Markup(f"“{shown}” — {credit}")
            if said.sources > 1:
                shown = Markup(f"{shown}, {self._say(_original_sources(said.sources))}")
        if said.lead:
            shown = Markup(f"{self.strong(said.lead)}: {shown}")
        edited = self._say(gettext("(edited by hand)")) if said.edited else ""
        return Markup(f"{shown} {edited}") if edited else shown

    def by_article(
        self, references: Iterable[Reference], most: int = MOST_TOGETHER
    ) -> list[tuple[Article, list[Reference]]]:
        """References by the article they lead to, in the order of first use.

        At most `most` stand together.
        """
        together: dict[str, list[Reference]] = {}
        for reference in references:
            together.setdefault(reference.article.id, []).append(reference)
        return [
            (group[start].article, group[start : start + most])
            for group in together.values()
            for start in range(0, len(group), most)
        ]

    def listed(self, references: Sequence[Reference]) -> list[ListedArticle]:
        """The lines of the list of sources, in the order of first use."""
        namesakes = self._namesakes(references)
        return [
            ListedArticle(article, self._apart(article, namesakes), places)
            for article, places in self.by_article(references)
        ]

    def told_apart(self, article: Article, references: Iterable[Reference]) -> Markup:
        """What a list of sources says of an article after its outlet: its day, where it is known.

        Where that leaves it like another article of the list, how its headline begins.
        """
        return self._apart(article, self._namesakes(references))

    def _namesakes(self, references: Iterable[Reference]) -> Mapping[Markup, Mapping[str, Markup]]:
        """By outlet, the days of its articles by their ids; "" where a day is not known."""
        found: dict[Markup, dict[str, Markup]] = {}
        seen: set[str] = set()
        for reference in references:
            article = reference.article
            if article.id not in seen:
                seen.add(article.id)
                found.setdefault(self.outlet(article), {})[article.id] = self._known_day(article)
        return found

    def _known_day(self, article: Article) -> Markup:
        return self.day(article.date_published, "short") if article.date_published else Markup()

    def _apart(self, article: Article, namesakes: Mapping[Markup, Mapping[str, Markup]]) -> Markup:
        known = self._known_day(article)
        alike = any(
            not known or day == known
            for other, day in namesakes.get(self.outlet(article), {}).items()
            if other != article.id
        )
        headline = self.anchor(article.headline, HEADLINE_WORDS) if alike else None
        return Markup(", ".join(filter(None, (known, headline))))

    def outlet(self, article: Article) -> Markup:
        """The outlet and, where another reported it first-hand, that one: "The Mainichi (AP)"."""
        name: str | Message = article.publisher or gettext("unknown outlet")
        if article.provider and article.provider != article.publisher:
            name = f"{self._language.say(name)} ({article.provider})"
        shown = self._escape(name)
        if article.is_machine_written:
            return self._say(gettext("%(outlet)s, machine-written", outlet=shown))
        return shown

    def withdrawal(self, article: Article, before: str = ", ", width: str = "short") -> Markup:
        """That and when an article was withdrawn, after `before`; nothing where it stands."""
        if not article.withdrawn_on:
            return Markup()
        day = self.day(article.withdrawn_on, width)
        said = self._say(gettext("withdrawn by the outlet, as seen on %(day)s", day=day))
        return Markup(f"{before}{said}")

    def printed(self, reports: Iterable[Report], most: int = 4) -> Markup:
        """Where words were printed: each outlet once, leading to the place."""
        outlets: dict[Markup, list[Report]] = {}
        for report in reports:
            outlets.setdefault(self.outlet(report.article), []).append(report)
        shown = []
        for name, found in list(outlets.items())[:most]:
            address = next((report.url for report in found if report.url), None)
            times = f" ×{len(found)}" if len(found) > 1 else ""
            taken_back = Markup()
            if all(report.article.withdrawn_on for report in found):
                taken_back = self.withdrawal(found[-1].article)
            shown.append(self.link(name, address) + times + taken_back)
        together = Markup(" · ".join(shown))
        if len(outlets) <= most:
            return together
        rest = len(outlets) - most
        return self._say(
            ngettext(
                "%(outlets)s and %(count)s other",
                "%(outlets)s and %(count)s others",
                rest,
                outlets=together,
            )
        )

    # Words

    def quoted(self, quote: Quote | str) -> Markup:
        """The words set apart and in quotation marks, one line of it a paragraph.

        Nothing is added inside the marks. A fragment stands between ellipses outside them.
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
        """What stands in a speaker's place: nobody is clear, or the words were not said."""
        words = self._say(unnamed(quote))
        return Markup(words[0].upper() + words[1:])

    def _paragraphs(self, text: str) -> list[Markup]:
        """At least one."""
        if isinstance(text, Markup):
            return [text]
        found = [self._escape(line) for line in text.splitlines() if clean(line).strip()]
        return found or [self._escape(text)]

    def segments(self, parts: Iterable[Segment]) -> Markup:
        """A comparison: what is only in the first text, and what only in the second, marked."""
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
        """Another wording in quotation marks, as it was printed, with what only it has marked."""
        own = (part for part in parts if part.change is not Change.REMOVED)
        return Markup(f"“{self.segments(own)}”")

    def wordings(self, variants: Iterable[Variant], most: int = 1) -> Markup:
        """Lines of small print for other wordings, each once and whole, after who printed it."""
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
        """The reports that print just these words; all of them where none does."""
        bare = _bare(words)
        return [report for report in reports if bare in _bare(report.quote.text)] or reports

    # Stances, names, counts

    def stance(self, value: Stance, question: object = True) -> Markup:
        """A stance as a shape and a word that stay on one line: "✓ yes".

        Args:
            question: what it answers; None where it is on a topic as a whole: "✓ for it".
        """
        shape, answer, whole = STANCES[value]
        words = self._say(answer if question else whole)
        return Markup(f"{shape} {words}".replace(" ", "\u00a0"))

    def shape(self, value: Stance) -> Markup:
        """A stance's shape alone, where the word stands beside it anyway."""
        return Markup(STANCES[value][0])

    def verdicts(self, checked: Checked) -> Markup:
        """A sentence on how many quotations were found to be what."""
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
        """What one thing is called that a search found: "Article"."""
        return self._say(HITS[kind][0])

    def names(self, items: Iterable[Named | str], most: int = 6, last: str = "and") -> Markup:
        """Names as a list that reads: "A, B and C", "A, B and 4 others"."""
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

    # Markup

    def strong(self, value: object) -> Markup:
        """`value` so that it stands out."""
        return self._dialect.strong(self._escape(value))

    def emphasis(self, value: object) -> Markup:
        """`value` stressed a little."""
        return self._dialect.emphasis(self._escape(value))

    def code(self, value: object) -> Markup:
        """`value` letter by letter, as something to copy."""
        return self._dialect.code(str(value))

    def command(self, name: str) -> Markup:
        """A command of the bot's, named without its slash."""
        return self._dialect.command(self._language.command(name))

    def link(self, label: object, url: str | None) -> Markup:
        """`label` leading to `url`, where there is one."""
        return self._dialect.link(label, url, self._language.say(gettext("read")))


def _original_sources(count: int) -> Message:
    return ngettext("%(count)s original source", "%(count)s original sources", count)


def _reference(number: int, references: Sequence[Reference]) -> Reference | None:
    """The reference of this number; all of an answer's stand in order, so it is soon found."""
    if 0 < number <= len(references) and references[number - 1].number == number:
        return references[number - 1]
    return next((found for found in references if found.number == number), None)


def _bare(text: str) -> str:
    """Letters and digits alone, so that marks and capitals make no difference."""
    return fold(text).replace(" ", "")
