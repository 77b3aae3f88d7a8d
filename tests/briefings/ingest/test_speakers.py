"""Who is named in a digest: whom the analysis is sure of, and nobody for words not said."""

from briefings.analysis import NAMED_FROM, find_quotes
from briefings.ingest.findings import analyse, to_digest
from briefings.models import Digest, Quote, QuoteStatus
from briefings.reading import read

TEXT = (
    "ELLERY, May 4, 2026 — The council of Ellery met on Monday about its old ferry.\n\n"
    "“The ferry is safe,” said Orla Venn, who has run it since the spring of 2011.\n\n"
    "Ivo Tarn denied saying “the ferry will never sail again.”\n\n"
    "Ivo Tarn rang his mother from the quay. “Stay where you are,” she said.\n\n"
    "The meeting went on until the evening and ended without a vote, as the one before it did."
)


def quotes(*, named_from: float = NAMED_FROM) -> dict[str, Quote]:
    (article,) = read(TEXT.encode(), name="ferry.txt")
    digest = to_digest(analyse(article, named_from=named_from), Digest())
    return {quote.text: quote for quote in digest.quotes}


def test_words_that_were_denied_are_kept_and_credited_to_nobody() -> None:
    denied = quotes()["the ferry will never sail again."]
    assert denied.status is QuoteStatus.DENIED
    assert denied.creator is None
    assert denied.speaker_surface == "Ivo Tarn"


def test_only_sure_speakers_are_named() -> None:
    sure, unsure = quotes()["The ferry is safe"], quotes(named_from=1.0)["The ferry is safe"]
    assert sure.creator == "orla-venn"
    assert unsure.creator is None
    assert unsure.speaker_surface == sure.speaker_surface == "Orla Venn"
    assert unsure.confidence == sure.confidence < 1.0


def test_a_description_is_no_actor() -> None:
    mother = quotes(named_from=0)["Stay where you are"]
    assert mother.speaker_surface == "she"
    assert mother.creator is None


def test_the_confidence_of_whoever_is_named_reaches_the_threshold() -> None:
    for quote in find_quotes(TEXT):
        assert (quote.speaker is not None) == (quote.confidence >= NAMED_FROM)
