"""The same words of one speaker, over all reports of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefings.answers.links import deep_link
from briefings.answers.types import Report, Utterance, Variant
from briefings.chronology import newest_first
from briefings.matching import fold
from briefings.models import Actor, Article, Quote, QuoteKind, QuoteStatus
from briefings.text.wording import difference

TELLING = 280
"""Characters up to which a quotation is preferred for a briefing."""


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """An utterance as indexed: what filtering, sorting and paging need, nothing laid out.

    Compared by identity: a catalog holds each utterance once.
    """

    id: str
    creator: str | None
    quotes: tuple[Quote, ...]
    """The leading one first."""
    folded: tuple[str, ...]
    """Each wording, folded, with a space before and after."""
    topics: frozenset[str]
    spoken_on: str | None
    order: int
    """Sorts utterances newest first, those of unknown date last."""
    length: int
    """Characters of quotation that showing it takes."""
    telling: tuple[bool, bool, int] | None
    """Sorts what a briefing should quote first; null for what it should not quote at all."""

    @property
    def lead(self) -> Quote:
        return self.quotes[0]

    @property
    def is_said(self) -> bool:
        """Does some report present the words as said, and not as denied, disputed or imagined?"""
        return self.lead.status is QuoteStatus.SAID

    def mentions(self, beginnings: Sequence[str]) -> bool:
        """Does one wording hold each of these, which are folded words with a space before?"""
        for text in self.folded:  # plain loops: a person can have 10,000 utterances
            for beginning in beginnings:
                if beginning not in text:
                    break
            else:
                return True
        return False


def group(quotes: Iterable[Quote], articles: Mapping[str, Article]) -> list[Spoken]:
    """Gather reports of the same words, newest first, unknown dates last.

    The same id with another speaker or status is another utterance: words are never put into a
    mouth by way of a shared id.
    """
    gathered: dict[tuple[str, str | None, QuoteStatus], list[Quote]] = defaultdict(list)
    for quote in quotes:
        gathered[quote.utterance, quote.creator, quote.status].append(quote)
    spoken = [_spoken(reports, articles) for reports in gathered.values()]
    return sorted(spoken, key=lambda one: one.order)


def _spoken(reports: list[Quote], articles: Mapping[str, Article]) -> Spoken:
    def rank(quote: Quote) -> tuple[bool, bool, bool, int]:
        machine = articles[quote.citation.article].is_machine_written
        fragment = quote.kind is not QuoteKind.FULL
        return machine, quote.retranslated, fragment, -len(quote.text.split())

    ordered = tuple(sorted(reports, key=rank))  # stable: the digest's order decides the rest
    lead = ordered[0]
    folded = tuple(dict.fromkeys(f" {fold(quote.text)} " for quote in ordered))
    spoken_on = next((quote.spoken_on for quote in ordered if quote.spoken_on), None)
    origins = {articles[quote.citation.article].origin for quote in ordered} - {None}
    whole = lead.kind is QuoteKind.FULL and not articles[lead.citation.article].is_machine_written
    whole = whole and lead.status is QuoteStatus.SAID
    return Spoken(
        id=lead.utterance,
        creator=lead.creator,
        quotes=ordered,
        folded=folded,
        topics=frozenset(topic for quote in ordered for topic in quote.topics),
        spoken_on=spoken_on,
        order=newest_first(spoken_on),
        length=sum(len(text) for text in folded),
        telling=(lead.retranslated, len(lead.text) > TELLING, -len(origins)) if whole else None,
    )


def report(quote: Quote, articles: Mapping[str, Article]) -> Report:
    article = articles[quote.citation.article]
    return Report(quote, article, deep_link(article, quote.citation))


def utterance(
    spoken: Spoken, articles: Mapping[str, Article], actors: Mapping[str, Actor]
) -> Utterance:
    """The utterance with its reports and how their wordings differ."""
    lead, same, variants = spoken.lead, list[Report](), list[Variant]()
    wording, seen = fold(lead.text), {(lead.citation.article, fold(lead.text))}
    for quote in spoken.quotes[1:]:
        key = (quote.citation.article, fold(quote.text))
        if key in seen:
            continue  # an article that prints the same words twice reports them once
        seen.add(key)
        printed = report(quote, articles)
        if key[1] == wording:
            same.append(printed)
        else:
            variants.append(Variant(printed, difference(lead.text, quote.text)))
    return Utterance(
        id=spoken.id,
        speaker=actors.get(spoken.creator) if spoken.creator else None,
        lead=report(lead, articles),
        same=tuple(same),
        variants=tuple(variants),
    )
