"""An article's quotations: connects reading and analysis."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from briefings.analysis import NAMED_FROM, FoundQuote
from briefings.analysis.groundwork import Groundwork, lay_groundwork
from briefings.analysis.quotes import quotes_on
from briefings.models import MAX_PASSAGE, Citation, Quote
from briefings.reading import ReadArticle

MAX_ID_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Findings:
    """An article as read, and what it says."""

    article: ReadArticle
    quotes: tuple[FoundQuote, ...]
    ground: Groundwork | None = field(default=None, compare=False, repr=False)
    """The groundwork of the quotations, for further searches."""


def analyse(article: ReadArticle, *, named_from: float = NAMED_FROM) -> Findings:
    """Find the quotations of `article`, with speaker, occasion and day.

    Args:
        article: as read.
        named_from: the least confidence, 0 to 1, at which a speaker is named; 0 names everyone. A
            speaker not named here never enters a library.
    """
    published = article.date_published
    day = published.date().isoformat() if isinstance(published, datetime) else published
    # Captions and subheads are not prose: nobody speaks in them.
    asides = [*article.captions, *article.subheads]
    ground = lay_groundwork(article.text, asides, article.headline)
    found = quotes_on(ground, dated=day, named_from=named_from)
    return Findings(article, tuple(found), ground)


def printed_words(found: FoundQuote) -> str:
    """The speaker's words, without the reporter's comma before "he said"."""
    return found.text.rstrip(",")


def storable(findings: Findings) -> list[FoundQuote]:
    """The quotations that a digest accepts: verbatim, and not longer than `MAX_PASSAGE`."""
    text = findings.article.text
    return [
        found
        for found in findings.quotes
        if 0 < len(printed_words(found)) <= MAX_PASSAGE
        and text.startswith(printed_words(found), found.start)
    ]


def to_quote(
    found: FoundQuote, article_id: str, number: int, creator: str | None, utterance: str
) -> Quote:
    """A quotation as a digest record.

    Args:
        number: the quotation's number in its article, from 1.
        creator: the speaker's id.
        utterance: its own, or that of known words that it also reports.
    """
    text = printed_words(found)
    return Quote(
        id=numbered(article_id, number),
        text=text,
        creator=creator,
        speaker_surface=line(found.speaker_surface),
        spoken_on=found.spoken_on,
        spoken_on_note=None if found.spoken_on else _undated(found),
        recorded_in=line(found.recorded_in),
        citation=Citation(
            article=article_id, exact=text, start=found.start, end=found.start + len(text)
        ),
        utterance=utterance,
        kind=found.kind,
        status=found.status,
        confidence=found.confidence,
    )


def speaker_name(found: FoundQuote) -> str | None:
    """The speaker's name as one line; None for a description.

    "The official" in two articles is not one person.
    """
    name = line(found.speaker)
    return name if name and any(letter.isupper() for letter in _DETERMINER.sub("", name)) else None


_DETERMINER = re.compile(r"^(?:The|A|An|One|Another|His|Her|Their|Its|Some|Many) ")


def line(text: str | None) -> str | None:
    """Text that the models accept as one line, or nothing."""
    return " ".join((text or "").split())[:500].strip(" .,;") or None


def numbered(article_id: str, number: int) -> str:
    """The id of a part of an article: its own id, shortened before its last word, and a number.

    The last word of an id from reading is a hash, which distinguishes articles with one title.
    """
    suffix = f"-{number}"
    if len(article_id) + len(suffix) > MAX_ID_LENGTH:
        head, _, last = article_id.rpartition("-")
        suffix = f"-{last}{suffix}" if head else suffix
        article_id = (head or last)[: MAX_ID_LENGTH - len(suffix)].rstrip("-")
    return article_id + suffix


def _undated(found: FoundQuote) -> str:
    if found.spoken_on_words:
        return f"The article says “{found.spoken_on_words}”; the day is not known."
    return "The article does not say when."
