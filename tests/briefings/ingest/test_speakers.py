"""Who is named in a digest: speakers the analysis is sure of, nobody for unsaid words."""

from briefings.analysis import NAMED_FROM, find_quotes
from briefings.ingest import Ingestor
from briefings.library import Library
from briefings.models import Quote, QuoteStatus
from briefings.reading import read

TEXT = (
    "ELLERY, May 4, 2026 — The council of Ellery met on Monday about its old ferry.\n\n"
    "“The ferry is safe,” said Orla Venn, who has run it since the spring of 2011.\n\n"
    "Ivo Tarn denied saying “the ferry will never sail again.”\n\n"
    "Ivo Tarn rang his mother from the quay. “Stay where you are,” she said.\n\n"
    "The meeting went on until the evening and ended without a vote, as the one before it did."
)


def quotes(library: Library, *, named_from: float = NAMED_FROM) -> dict[str, Quote]:
    articles = read(TEXT.encode(), name="ferry.txt")
    stored = Ingestor(library, named_from=named_from).add(articles)
    return {quote.text: quote for one in stored for quote in one.quotes}


def test_words_that_were_denied_are_kept_and_credited_to_nobody(library: Library) -> None:
    denied = quotes(library)["the ferry will never sail again."]
    assert denied.status is QuoteStatus.DENIED
    assert denied.creator is None
    assert denied.speaker_surface == "Ivo Tarn"


def test_a_speaker_the_analysis_is_sure_of_is_named(library: Library) -> None:
    ferry = quotes(library)["The ferry is safe"]
    assert ferry.creator == "orla-venn"
    assert NAMED_FROM <= ferry.confidence < 1.0


def test_an_unsure_speaker_stays_as_printed(library: Library) -> None:
    ferry = quotes(library, named_from=1.0)["The ferry is safe"]
    assert ferry.creator is None
    assert ferry.speaker_surface == "Orla Venn"
    assert ferry.confidence >= NAMED_FROM


def test_a_description_is_not_an_actor(library: Library) -> None:
    mother = quotes(library, named_from=0)["Stay where you are"]
    assert mother.speaker_surface == "she"
    assert mother.creator is None


def test_a_named_speakers_confidence_reaches_the_threshold() -> None:
    for quote in find_quotes(TEXT):
        assert (quote.speaker is not None) == (quote.confidence >= NAMED_FROM)
