"""A person's words: newest first, repeated words once, a page at a time."""

from briefings.answers import Answers, next_steps
from briefings.answers.questions import AskQuotes
from briefings.answers.quotes import PER_PAGE
from briefings.answers.types import Change, Empty, NotFound, Quotes, Refused
from briefings.models import Digest
from tests.briefings.answers.building import a_quote, an_actor, an_article
from tests.libraries import answers_to


def quotes(answers: Answers, *args: object, **options: object) -> Quotes:
    answer = answers.ask(AskQuotes(*args, **options))  # type: ignore[arg-type]  # the tests' short hand
    assert isinstance(answer, Quotes)
    return answer


def leads(answer: Quotes) -> list[str]:
    return [utterance.lead.quote.id for utterance in answer.utterances]


def test_newest_come_first_by_the_reports_day_if_no_other_is_known(answers: Answers) -> None:
    assert leads(quotes(answers, "berg")) == ["b5", "b1", "b4"]


def test_reports_of_the_same_words_are_one_utterance(answers: Answers) -> None:
    said = (quotes(answers, "berg")).utterances[1]
    assert said.speaker is not None
    assert said.speaker.name == "Ada Berg"
    assert said.lead.url == (
        "https://news.example/daily#:~:text=We%20will%20not%20give%20up%20one%20metre%20of%20our%20shore."
    )
    assert [report.article.id for report in said.same] == ["gazette"]
    (variant,) = said.variants
    assert variant.report.article.id == "courier"
    changed = [(s.change, s.text) for s in variant.segments if s.change is not Change.SAME]
    assert changed == [(Change.REMOVED, "metre"), (Change.ADDED, "meter")]
    assert len(said.reports) == 3


def test_an_organisation_speaks_through_its_members(answers: Answers) -> None:
    answer = quotes(answers, "Northland")
    assert leads(answer) == ["b5", "b1", "c1"]
    assert {u.speaker.id for u in answer.utterances if u.speaker} == {"ada-berg", "carl-lindqvist"}


def test_a_topic_and_words_narrow_it(answers: Answers) -> None:
    assert leads(quotes(answers, "berg", topic="summit")) == ["b1", "b4"]
    assert leads(quotes(answers, "berg", contains="BRIDGE closed")) == ["b4"]
    # Also found in a wording that is not the leading one.
    assert leads(quotes(answers, "berg", contains="meter")) == ["b1"]
    assert leads(quotes(answers, "berg", topic=" ", contains=" ")) == ["b5", "b1", "b4"]


def test_no_quotations_is_reported_with_where_to_look(answers: Answers) -> None:
    nobody = answers.ask(AskQuotes("ivo marsh"))
    assert isinstance(nobody, Empty)
    assert nobody.kind == "person"
    assert nobody.suggestions[0].id == "ada-berg"
    off_topic = answers.ask(AskQuotes("berg", topic="fishing"))
    assert isinstance(off_topic, Empty)
    assert "Fishing rights" in str(off_topic.reason)
    assert [choice.id for choice in off_topic.suggestions] == ["summit"]
    wordless = answers.ask(AskQuotes("berg", contains="zebra"))
    assert isinstance(wordless, Empty)
    assert "zebra" in str(wordless.reason)


def test_punctuation_without_words_is_refused(answers: Answers) -> None:
    assert isinstance(answers.ask(AskQuotes("berg", contains="!!!")), Refused)


def test_an_unknown_name_or_topic_is_not_found(answers: Answers) -> None:
    person = answers.ask(AskQuotes("qqqq"))
    assert isinstance(person, NotFound)
    assert (person.kind, person.given, len(person.nearest)) == ("person", "qqqq", 3)
    topic = answers.ask(AskQuotes("berg", topic="qqqq"))
    assert isinstance(topic, NotFound)
    assert topic.kind == "topic"


def many(count: int, text: str) -> Answers:
    return answers_to(
        Digest(
            articles=(an_article(),),
            actors=(an_actor("ada-berg", "Ada Berg"),),
            quotes=tuple(a_quote(f"q{i}", "ada-berg", f"{text} {i}") for i in range(count)),
        )
    )


def test_pages_have_few_quotations_and_all_of_them_once() -> None:
    answers = many(10, "word " * 200)
    first = quotes(answers, "berg")
    assert first.pages.items == 10
    seen: list[str] = []
    for number in range(1, first.pages.total + 1):
        page = quotes(answers, "berg", page=number)
        assert len(page.utterances) <= PER_PAGE
        seen += leads(page)
    assert seen == [f"q{i}" for i in range(10)]
    assert (quotes(answers, "berg", page=99)).pages.number == first.pages.total


def test_a_persons_report_leads_if_there_is_one() -> None:
    machine = {"digital_source_type": "trainedAlgorithmicMedia"}
    digest = Digest(
        articles=(an_article("robot", **machine), an_article("paper"), an_article("relay")),
        actors=(an_actor("ada-berg", "Ada Berg"),),
        quotes=(
            a_quote("r", "ada-berg", "The longest of all wordings is here.", "robot",
                    utterance="u"),
            a_quote("t", "ada-berg", "A wording that went there and back.", "relay", utterance="u",
                    retranslated=True),
            a_quote("f", "ada-berg", "part of the wording only that is", "paper", utterance="u",
                    kind="fragment"),
            a_quote("p", "ada-berg", "The wording is here.", "paper", utterance="u"),
            a_quote("p2", "ada-berg", "the wording is here", "paper", utterance="u"),
        ),
    )  # fmt: skip
    (said,) = (quotes(answers_to(digest), "berg")).utterances
    assert said.lead.quote.id == "p"
    assert said.same == ()  # an article that prints the same words twice reports them once
    assert [variant.report.quote.id for variant in said.variants] == ["f", "t", "r"]


def test_one_id_with_two_speakers_is_two_utterances() -> None:
    digest = Digest(
        articles=(an_article(),),
        actors=(an_actor("ada-berg", "Ada Berg"), an_actor("ivo-marsh", "Ivo Marsh")),
        quotes=(
            a_quote("a", "ada-berg", "Ours.", utterance="u"),
            a_quote("i", "ivo-marsh", "Ours.", utterance="u"),
        ),
    )
    answers = answers_to(digest)
    assert leads(quotes(answers, "berg")) == ["a"]
    assert leads(quotes(answers, "marsh")) == ["i"]


def test_a_filtered_answer_leads_to_all_quotes(answers: Answers) -> None:
    answer = quotes(answers, "berg", topic="summit")
    steps = next_steps(answer, AskQuotes("ada-berg", "summit"))
    assert str(steps[0].label) == "All Ada Berg quotes"


def test_words_of_an_unknown_day_are_placed_by_their_reports_day() -> None:
    undated = {"spoken_on": None, "spoken_on_note": "the article names no day"}
    said = (
        a_quote("old", "ada", "The ferry is late.", "late", spoken_on="2025-08-01"),
        a_quote("reported", "ada", "The ferry is early.", "late", **undated),
        a_quote("new", "ada", "The ferry is here.", "late", spoken_on="2025-08-30"),
        a_quote("never", "ada", "The ferry is gone.", "dateless", **undated),
    )
    articles = (
        an_article("late", date_published="2025-08-20"),
        an_article("dateless", date_published=None, date_published_note="the page has no date"),
    )
    digest = Digest(articles=articles, actors=(an_actor("ada", "Ada Lund"),), quotes=said)
    shown = quotes(answers_to(digest), "ada")
    following = quotes(answers_to(digest), "ada", page=2)
    assert [*leads(shown), *leads(following)] == ["new", "reported", "old", "never"]


def test_only_wordings_of_one_language_are_compared_word_by_word() -> None:
    one = {"utterance": "ferry"}
    said = (
        a_quote("lead", "ada", "The ferry is late again today.", **one),
        a_quote("same", "ada", "The ferry is late again.", "courier", **one),
        a_quote("back", "ada", "Our boat has a delay.", "gazette", retranslated=True, **one),
        a_quote("other", "ada", "Die Fähre ist spät.", "zeitung", **one),
    )
    articles = (
        an_article(),
        an_article("courier", in_language="en-GB"),
        an_article("gazette"),
        an_article("zeitung", in_language="de"),
    )
    digest = Digest(articles=articles, actors=(an_actor("ada", "Ada Lund"),), quotes=said)
    (utterance,) = quotes(answers_to(digest), "ada").utterances
    compared = {one.report.quote.id: bool(one.segments) for one in utterance.variants}
    assert compared == {"same": True, "back": False, "other": False}
