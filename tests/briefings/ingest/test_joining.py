"""Reports of the same words become one utterance, whenever they arrive."""

import pytest

from briefings.ingest import Ingestor
from briefings.library import Library
from briefings.library.queries.recognising import ALIKE, MOST_SHARING
from briefings.models import Quote
from briefings.reading import ReadArticle
from tests.briefings.ingest.articles import read_article

FIRST = "“The engine has to be taken apart before anybody sails with her again,” said Lars Brandt."
ALTERED = "“That engine must be taken apart before anybody sails again,” Lars Brandt said."
OTHER = "“We had a storm of this kind eleven years ago, in another harbour,” said Lars Brandt."
ELSE = "“The engine has to be taken apart before anybody sails with her again,” said Mia Roth."


def article(words: str, number: int) -> ReadArticle:
    return read_article(
        f"The ferry stays in port, report number {number} says.\n\n{words}",
        headline=f"Report {number}",
        publisher=f"Paper {number}",
        url=f"https://example.org/{number}",
    )


def quotes(library: Library, *texts: str, batch: int) -> list[Quote]:
    articles = [article(words, number) for number, words in enumerate(texts)]
    return [one for stored in Ingestor(library, batch=batch).add(articles) for one in stored.quotes]


@pytest.mark.parametrize("batch", [1, 50])
def test_the_same_words_by_a_speaker_are_one_utterance(library: Library, batch: int) -> None:
    first, altered, other, somebody_else, again = quotes(
        library, FIRST, ALTERED, OTHER, ELSE, FIRST, batch=batch
    )
    assert altered.utterance == first.utterance == again.utterance == first.id
    assert other.utterance == other.id
    assert somebody_else.utterance == somebody_else.id
    with library.read() as reader:
        said = reader.utterances(creators=["lars-brandt"])
        assert sorted(len(one.quotes) for one in said) == [1, 3]
        (exact, else_) = reader.exact(
            "the engine has to be taken apart before anybody sails with her again"
        )
        assert {exact.creator, else_.creator} == {"lars-brandt", "mia-roth"}


def test_the_same_words_are_found_among_a_speakers_very_many(library: Library) -> None:
    numbered = [
        f"“The bill for pier {number} came to {number * 7} crowns, and engine {number} was not "
        f"in it,” said Lars Brandt."
        for number in range(40)
    ]
    *_, last = quotes(library, FIRST, *numbered, ALTERED, batch=10)
    assert last.utterance.startswith("paper-0-report-0")


def test_a_correction_keeps_its_utterance_and_joins_nothing_else(library: Library) -> None:
    text = f"{FIRST}\n\n{OTHER}"
    (before,) = Ingestor(library).add([article(text, 1)])
    (report,) = Ingestor(library).add([article(FIRST, 2)])
    corrected = f"{OTHER}\n\n“Nobody told the crew of it,” said Lars Brandt."
    (after,) = Ingestor(library).add([article(corrected, 1)])
    assert after.article.id == before.article.id
    kept, new = after.quotes
    assert kept.utterance == before.quotes[1].utterance
    assert report.quotes[0].utterance == before.quotes[0].utterance
    assert new.utterance not in {quote.utterance for quote in (*before.quotes, *report.quotes)}


def test_words_that_many_people_said_join_the_speakers_own_earlier_report(library: Library) -> None:
    """Not only to a report by one of the first few who said them."""
    names = ("Anna Holt", "Piet Varga", "Mia Roth", "Jonas Falk", "Vera Lindqvist", "Lars Brandt")
    words = [f"“We have nothing to add to what was said yesterday,” said {name}." for name in names]
    *_, first, again = quotes(library, *words, words[-1], batch=1)
    assert again.utterance == first.utterance


def test_the_newest_reports_of_very_common_words_are_compared(library: Library) -> None:
    """However many there are, and of those, the ones that share most."""
    numbered = [
        f"“The harbour bridge opens at {number} past noon tomorrow,” said Lars Brandt."
        for number in range(MOST_SHARING + 10)
    ]
    bodies = ["\n\n".join(numbered), "“The engine of the harbour ferry failed,” said Mia Roth."]
    quotes(library, *bodies, batch=10)
    asked = [
        ("lars-brandt", "The harbour bridge opens tomorrow at noon"),
        ("mia-roth", "The engine of the harbour ferry failed again"),
        ("mia-roth", "The harbour bridge opens tomorrow at noon"),
    ]
    with library.read() as reader:
        crowded, alone, of_nobody = reader.said_like(asked)
    newest = range(MOST_SHARING + 9, MOST_SHARING + 9 - ALIKE, -1)
    assert [report.text for report in crowded] == [
        f"The harbour bridge opens at {number} past noon tomorrow" for number in newest
    ]
    assert [report.text for report in alone] == ["The engine of the harbour ferry failed"]
    assert of_nobody == []
