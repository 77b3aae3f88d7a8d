"""The same words credited to two people are a difference that readers see."""

from collections.abc import Sequence

import pytest

from briefings.answers import Answers
from briefings.answers.differences import Differences
from briefings.answers.parts import Empty
from briefings.answers.questions import AskDifferences
from briefings.ingest import Ingestor
from briefings.ingest.pipeline import source_of
from briefings.library import Library
from briefings.models import Discrepancy
from briefings.reading import ReadArticle
from tests.briefings.ingest.articles import read_article

WORDS = "“The pier must stay closed until every beam has been tested,”"
HOLT = f"{WORDS} said Anna Holt."
VARGA = f"{WORDS} said Piet Varga."
ROTH = f"{WORDS} said Mia Roth."


def article(words: str, number: int) -> ReadArticle:
    return read_article(
        f"The pier is closed, report number {number} says.\n\n{words}",
        headline=f"Report {number}",
        publisher=f"Paper {number}",
        url=f"https://example.org/{number}",
    )


def bring(library: Library, *texts: str, batch: int = 50, first: int = 0) -> None:
    articles = [article(words, number) for number, words in enumerate(texts, start=first)]
    list(Ingestor(library, batch=batch).add(articles))


def noted(library: Library) -> Sequence[Discrepancy]:
    with library.read() as reader:
        return reader.discrepancies(None)


@pytest.mark.parametrize("batch", [1, 50])
def test_two_speakers_of_the_same_words_are_a_difference(library: Library, batch: int) -> None:
    bring(library, HOLT, VARGA, HOLT, batch=batch)
    (one,) = noted(library)
    assert one.name == ("Who said “The pier must stay closed until every beam has been tested”?")
    assert {claim.text: len(claim.citations) for claim in one.claims} == {
        "Anna Holt": 2,
        "Piet Varga": 1,
    }


def test_a_third_speaker_joins_and_a_correction_leaves(library: Library) -> None:
    bring(library, HOLT, VARGA)
    bring(library, ROTH, first=2)
    (one,) = noted(library)
    assert [claim.text for claim in one.claims] == ["Anna Holt", "Piet Varga", "Mia Roth"]
    bring(library, HOLT, first=2)
    (one,) = noted(library)
    assert [len(claim.citations) for claim in one.claims] == [2, 1]
    bring(library, HOLT, first=1)
    assert not noted(library)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (HOLT, f"{WORDS} said Holt."),
        (HOLT, f"{WORDS} the Harbour Board said in a statement."),
        (HOLT, f"Piet Varga never said {WORDS[:-2]}”."),
        ("“We cannot say more,” said Anna Holt.", "“We cannot say more,” said Piet Varga."),
        (HOLT, "“The pier must open before the first boat comes in,” said Piet Varga."),
    ],
    ids=["one may be the other", "a body", "not said", "few words", "other words"],
)
def test_no_difference(library: Library, first: str, second: str) -> None:
    bring(library, first, second)
    assert not noted(library)


def test_only_the_beginning_of_long_words_is_compared(library: Library) -> None:
    long = "“The pier stays closed, " + "and it stays closed, " * 12 + "until May,”"
    bring(library, f"{long} said Anna Holt.", f"{long} said Piet Varga.")
    (one,) = noted(library)
    assert one.name.endswith(" …”?")
    assert len(one.name) < 200


def test_readers_see_it_while_both_reports_exist(library: Library) -> None:
    bring(library, HOLT, VARGA)
    answers = Answers(library)
    shown = answers.ask(AskDifferences())
    assert isinstance(shown, Differences)
    assert [line.text for line in shown.items[0].claims] == ["Anna Holt", "Piet Varga"]
    assert len(shown.references) == 2
    with library.read() as reader:
        (gone, _) = sorted(quote.citation.article for quote in reader.digest().quotes)
    assert library.remove(source_of(gone))
    hidden = Answers(library).ask(AskDifferences())
    assert isinstance(hidden, Empty) or not hidden.items  # type: ignore[union-attr]  # it can only be Differences
