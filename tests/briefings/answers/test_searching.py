"""Search: names first, then the library's results, each thing once."""

from briefings.answers import Answers
from briefings.answers.questions import AskSearch
from briefings.answers.searching import segments
from briefings.answers.types import Change, Empty, Hit, HitKind, Refused, SearchResults, Segment
from briefings.library import Excerpt
from briefings.models import Digest
from tests.briefings.answers.building import an_article
from tests.libraries import answers_to


def hits(answers: Answers, text: str, page: int = 1) -> tuple[Hit, ...]:
    answer = answers.ask(AskSearch(text, page))
    assert isinstance(answer, SearchResults)
    return answer.hits


def shape(found: tuple[Hit, ...]) -> list[tuple[str, str]]:
    return [(hit.kind.value, hit.id) for hit in found]


def test_quotations_are_found_by_their_words(answers: Answers) -> None:
    found = {hit.id: hit for hit in hits(answers, "bridge")}
    assert {"b4", "z1"} <= set(found)
    closed = found["b4"]
    assert closed.kind is HitKind.QUOTE
    assert closed.title == "Ada Berg"
    assert closed.speaker is not None
    assert closed.report is not None
    assert closed.article == closed.report.article
    assert Segment(Change.ADDED, "bridge") in closed.excerpt


def test_a_name_comes_first_in_any_spelling(answers: Answers) -> None:
    assert shape(hits(answers, "zelinskij"))[0] == ("person", "pavel-zelinsky")
    assert shape(hits(answers, "weather"))[0] == ("topic", "weather")


def test_reports_of_the_same_words_are_one_hit(answers: Answers) -> None:
    found = shape(hits(answers, "shore"))
    assert len([hit for hit in found if hit[1] in ("b1", "b2", "b3")]) == 1


def test_a_person_found_by_name_and_by_text_is_one_hit(answers: Answers) -> None:
    found = shape(hits(answers, "Lindqvist"))
    assert found.count(("person", "carl-lindqvist")) == 1
    person = (hits(answers, "Lindqvist"))[0]
    assert person.excerpt == (Segment(Change.SAME, "envoy"),)


def test_articles_and_topics_are_found(answers: Answers) -> None:
    found = shape(hits(answers, "headline of gazette"))
    assert ("article", "gazette") in found
    assert ("topic", "summit") in shape(hits(answers, "border move"))


def test_an_article_found_by_its_outlet_shows_what_it_says() -> None:
    article = an_article("gazette", publisher="Gazette", summary="The bridge stays.")
    answer = answers_to(Digest(articles=(article,))).ask(AskSearch("gazette"))
    assert isinstance(answer, SearchResults)
    assert answer.hits[0].excerpt == (Segment(Change.SAME, "The bridge stays."),)


def test_nobodys_words_have_the_headline(answers: Answers) -> None:
    found = {hit.id: hit for hit in hits(answers, "nobody knows")}
    assert found["n1"].title == "Headline of courier"
    assert found["n1"].speaker is None


def test_words_found_nowhere_lead_to_the_topics(answers: Answers) -> None:
    answer = answers.ask(AskSearch("zebra"))
    assert isinstance(answer, Empty)
    assert "zebra" in str(answer.reason)
    assert answer.suggestions[0].id == "summit"


def test_punctuation_alone_is_refused(answers: Answers) -> None:
    assert isinstance(answers.ask(AskSearch("?!")), Refused)


def test_an_excerpt_continues_in_whole_words() -> None:
    excerpt = Excerpt("the bridge, and the bridges", ((4, 10), (20, 26)), True, True)
    assert [(s.change.value, s.text) for s in segments(excerpt)] == [
        ("same", "…"),
        ("same", "the"),
        ("added", "bridge,"),
        ("same", "and the"),
        ("added", "bridges"),
        ("same", "…"),
    ]
    assert segments(Excerpt("")) == ()


def test_words_that_match_everywhere_are_not_marked() -> None:
    text = "The end of the war"
    found = segments(Excerpt(text, matches=((0, 3), (7, 9), (10, 13), (14, 18))))
    assert [one.text for one in found if one.change is Change.ADDED] == ["war"]


def test_hits_are_counted_by_kind_over_all_pages() -> None:
    articles = tuple(an_article(f"a{n}", headline=f"Bridge number {n}") for n in range(9))
    answer = answers_to(Digest(articles=articles)).ask(AskSearch("bridge"))
    assert isinstance(answer, SearchResults)
    assert answer.kinds == ((HitKind.ARTICLE, 9),)
    assert len(answer.hits) < 9
