"""What templates can do with sources: number, list and distinguish them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefings.answers.surroundings import Surroundings
from briefings.answers.types import CitedLine, Reference, Report
from briefings.models import Article, Event
from briefings.rendering.basic_filters import BasicFilters
from briefings.rendering.dialects.dialect import Markup
from briefings.translations import Message, gettext, ngettext

ANCHOR_WORDS = 8
"""How many words of a citation the list of sources shows, to find the place in the article."""
HEADLINE_WORDS = 5
"""How many words of a headline distinguish two articles of one outlet."""
MOST_TOGETHER = 6
"""The most places of one article on a line of the list of sources: a line too long for a message
could not be shown at all."""


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """A line of the list of sources."""

    article: Article
    apart: Markup
    """See `SourceFilters.told_apart`."""
    places: Sequence[Reference]


class SourceFilters(BasicFilters):
    """Filters for lines with their sources, and for lists of sources."""

    def cite(self, numbers: Iterable[int], references: Sequence[Reference] = ()) -> Markup:
        """Citation numbers, ``[1] [2]``, each leading to its place if there is an address."""
        found = ((number, _reference(number, references)) for number in numbers)
        return self._dialect.citations((number, at.url if at else None) for number, at in found)

    def evidence(self, numbers: Iterable[int], references: Sequence[Reference]) -> Markup:
        """What a line rests on: each cited outlet with its words."""
        found = (_reference(number, references) for number in numbers)
        places = (
            f"{self.link(self.outlet(one.article), one.url)} {self.anchor(one.citation.exact)}"
            for one in found
            if one
        )
        return Markup(" · ".join(places))

    def passage(self, reference: Reference, around: Surroundings | None = None) -> Markup:
        """A cited place with its number: the words, and the text around them if known.

        Args:
            around: the sentences around the cited words; None if the text is not held.
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
        """The first words of `text` in quotation marks, with an ellipsis if there are more."""
        words = text.split(maxsplit=most)
        shown = self._escape(" ".join(words[:most]))
        return Markup(f"“{shown}”{' …' if len(words) > most else ''}")

    def line(self, said: CitedLine | Event) -> Markup:
        """A line that shows whose words it is: an article's in quotation marks, with the outlet."""
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
        """References grouped by their article, in the order of first use.

        At most `most` are grouped together.
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
        """What a list of sources says about an article after its outlet: its day, if known.

        If that does not distinguish it from another article of the list, the beginning of its
        headline.
        """
        return self._apart(article, self._namesakes(references))

    def _namesakes(self, references: Iterable[Reference]) -> Mapping[Markup, Mapping[str, Markup]]:
        """By outlet, the days of its articles by their ids; "" if a day is unknown."""
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
        """The outlet and, if another reported it first-hand, that one: "The Mainichi (AP)"."""
        name: str | Message = article.publisher or gettext("unknown outlet")
        if article.provider and article.provider != article.publisher:
            name = f"{self._language.say(name)} ({article.provider})"
        shown = self._escape(name)
        if article.is_machine_written:
            return self._say(gettext("%(outlet)s, machine-written", outlet=shown))
        return shown

    def withdrawal(self, article: Article, before: str = ", ", width: str = "short") -> Markup:
        """That and when an article was withdrawn, after `before`; "" if it was not."""
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


def _original_sources(count: int) -> Message:
    return ngettext("%(count)s original source", "%(count)s original sources", count)


def _reference(number: int, references: Sequence[Reference]) -> Reference | None:
    """The reference with this number; an answer's are in order, so it is quickly found."""
    if 0 < number <= len(references) and references[number - 1].number == number:
        return references[number - 1]
    return next((found for found in references if found.number == number), None)
