"""The same words of one speaker, over all reports of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefings.chronology import newest_first
from briefings.models import Quote, QuoteKind, QuoteStatus
from briefings.text.folding import fold

TELLING = 280
"""Up to how many characters a quotation is preferred for a briefing."""
_RETRANSLATED, _LONG = 2_000_000, 1_000_000


class Printed(NamedTuple):
    """What matters about an article to the words that it reports."""

    machine: bool
    origin: str | None
    newness: int = 0
    """Like a `Summary`'s: sorts the latest published article first."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What is known about an utterance without reading its quotations."""

    newness: int
    """Sorts newest first: by the day of speaking, else the day of the report; unknown days last."""
    telling: int | None
    """Sorts what a briefing should quote first; None for what it should not quote."""
    length: int
    """The characters needed to show all its wordings."""
    topics: tuple[str, ...]


def leading_first(quotes: Sequence[Quote], machine: Callable[[str], bool]) -> tuple[Quote, ...]:
    """Reports of the same words, best to show first; their order decides between equals.

    Args:
        machine: whether an article, given its id, is machine-written.
    """
    if len(quotes) == 1:
        return tuple(quotes)

    def rank(quote: Quote) -> tuple[bool, bool, bool, int]:
        fragment = quote.kind is not QuoteKind.FULL
        written = machine(quote.citation.article)
        return written, quote.retranslated, fragment, -len(quote.text.split())

    return tuple(sorted(quotes, key=rank))


def spoken_on(ordered: Sequence[Quote]) -> str | None:
    """When the words were said, by the first report that says so."""
    return next((quote.spoken_on for quote in ordered if quote.spoken_on), None)


def summed_up(quotes: Sequence[Quote], articles: Mapping[str, Printed]) -> Summary:
    """An utterance's summary.

    Args:
        quotes: its reports, at least one, in the library's order.
        articles: the reports' articles, by id.
    """
    ordered = leading_first(quotes, lambda article: articles[article].machine)
    lead = ordered[0]
    if len(ordered) == 1:
        wordings = {lead.text: len(lead.text)}
    else:
        wordings = {fold(quote.text): len(quote.text) for quote in ordered}
    origins = {articles[quote.citation.article].origin for quote in ordered} - {None}
    whole = lead.kind is QuoteKind.FULL and not articles[lead.citation.article].machine
    whole = whole and lead.status is QuoteStatus.SAID
    telling = (
        lead.retranslated * _RETRANSLATED + (len(lead.text) > TELLING) * _LONG - len(origins)
        if whole
        else None
    )
    said = spoken_on(ordered)
    reported = min(articles[quote.citation.article].newness for quote in ordered)
    return Summary(
        newness=newest_first(said) if said else reported,
        telling=telling,
        length=sum(length + 2 for length in wordings.values()),
        topics=tuple(dict.fromkeys(topic for quote in ordered for topic in quote.topics)),
    )
