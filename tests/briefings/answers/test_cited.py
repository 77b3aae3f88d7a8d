"""Where each line of an answer comes from."""

import hashlib

from briefings.answers.questions import AskBrief, AskCited, AskHelp, AskQuotes
from briefings.answers.surroundings import MOST, Surrounded, Surroundings
from briefings.answers.types import Cited, Empty, NotFound
from briefings.models import Citation, Digest
from tests.briefings.answers.building import a_point, a_topic, an_article
from tests.libraries import answers_to

TEXT = (
    "The council met on Monday. It was a long night. Mayor Okafor said the bridge will stay. "
    "Nobody voted against it. The ferry stops in June.\n\nA second paragraph follows."
)


def around(exact: str, text: str = TEXT, **values) -> Surroundings | None:
    return Surrounded(text).around(Citation(article="daily", exact=exact, **values))


def test_cited_words_are_between_the_sentences_before_and_after():
    assert around("the bridge will stay") == Surroundings(
        "It was a long night. Mayor Okafor said ",
        "the bridge will stay",
        ". Nobody voted against it.",
    )


def test_the_first_and_the_last_sentence_have_a_neighbour_on_one_side():
    assert around("The council met") == Surroundings(
        "", "The council met", " on Monday. It was a long night."
    )
    last = around("paragraph follows.")
    assert last == Surroundings("The ferry stops in June.\n\nA second ", "paragraph follows.", "")


def test_among_equal_words_those_at_the_citations_place_are_shown():
    text = "Yes, he said. No, he said. Yes, he said again."
    at = text.rindex("Yes, he")
    found = around("Yes, he", text, start=at, end=at + len("Yes, he"))
    assert found is not None
    assert found.before == "No, he said. "
    found = around("Yes, he", text, suffix=" said again")
    assert found is not None
    assert found.before == "No, he said. "


def test_words_that_the_text_no_longer_has_have_no_surroundings():
    assert around("the tunnel will stay") is None
    assert around("the bridge", start=0, end=10) is not None  # its place has changed


def test_long_sentences_are_cut_between_words():
    text = f"{'before ' * 90}the bridge stays {'after ' * 90}"
    found = around("the bridge stays", text)
    assert found is not None
    assert found.before.startswith("…before")
    assert found.after.endswith(" after…")
    assert max(len(found.before), len(found.after)) <= MOST + 1


def test_a_reply_is_asked_for_its_sources():
    held = an_article(text=TEXT, sha256=hashlib.sha256(TEXT.encode()).hexdigest())
    point = a_point("It stays.", "daily")
    citation = Citation(article="daily", exact="the bridge will stay")
    point = point.model_copy(update={"citations": (citation,)})
    answers = answers_to(Digest(articles=(held,), topics=(a_topic(key_points=(point,)),)))
    found = answers.ask(AskCited(AskBrief("summit")))
    assert isinstance(found, Cited)
    ((article,), topic) = found.articles, found.topic
    assert topic is not None
    assert topic.id == "summit"
    assert article.article.id == "daily"
    (place,) = article.places
    assert place.reference.number == 1
    assert place.surroundings is not None
    assert place.surroundings.words == "the bridge will stay"


def test_a_reply_without_answer_or_citations_says_so(answers):
    assert isinstance(answers.ask(AskCited(AskBrief("xxxxxx"))), NotFound)
    assert isinstance(answers.ask(AskCited(AskQuotes("berg"))), Empty)
    assert isinstance(answers.ask(AskCited(AskHelp())), Empty)
