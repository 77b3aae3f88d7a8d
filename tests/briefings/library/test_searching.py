import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.library import Library, SearchHit, SearchKind
from briefings.library.searching import (
    CANDIDATES,
    EXCERPT_LENGTH,
    MAX_TERMS,
    Excerpt,
    Terms,
    excerpt,
    first_match,
)
from briefings.models import Article, Citation, Digest, Quote
from briefings.text.words import readings
from tests.briefings.library.asking import search
from tests.strategies import digests, hostile_texts


def found(library: Library, text: str) -> set[tuple[str, str]]:
    return {(hit.kind.value, hit.id) for hit in search(library, text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("river", {("article", "bridge")}),
        ("RIVER", {("article", "bridge")}),
        ("courier", {("article", "bridge")}),
        ("crossing", {("topic", "bridge")}),
        ("accident", {("topic", "bridge")}),
        ("it will hold", {("article", "bridge"), ("quote", "hold")}),
        ("mueller", {("person", "mayor"), ("quote", "hold")}),
        ("muller novak", {("person", "mayor"), ("quote", "hold")}),
        ("Mu\u0308ller", {("person", "mayor"), ("quote", "hold")}),
        ("новак", {("person", "mayor"), ("quote", "hold")}),
        ("novak hold", {("quote", "hold")}),
        ("riv", {("article", "bridge")}),
        ("riv nobody", set()),  # only the last word may be a prefix
        ("r", set()),
        ("sinking", set()),
    ],
)
def test_all_words_are_found_whatever_their_case_and_accents(
    stored: Library, text: str, expected: set[tuple[str, str]]
) -> None:
    assert found(stored, text) == expected


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("Øresund", "oresund"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("STRASSE", "straße"),
        ("Nærø", "naero"),
        ("Diyarbakır", "diyarbakir"),
        ("İzmir", "izmir"),
        ("Đà Nẵng", "da nang"),
        ("Þingvellir", "thingvellir"),
        ("Харків", "kharkiv"),
        ("Kharkiv", "Харків"),
        ("Ђоковић", "đoković"),
        ("O’Hara", "ohara"),
        ("O’Hara", "O'Hara"),
        ("O’Hara", "hara"),
        ("OHara", "o’hara"),
        ("l’Arche", "arche"),
        ("Hawaiʻi", "hawaii"),
        ("Mayor’s", "mayor"),
        ("Mayor", "mayor’s"),
        ("J.R. Ewing", "jr ewing"),
        ("U.N.", "un"),
        ("UN", "u.n."),
        ("co\xadope\u200brate", "cooperate"),
    ],
)
def test_words_are_found_in_plain_letters(library: Library, printed: str, typed: str) -> None:
    article = Article(
        id="a", headline=f"Of {printed}, today", publisher="Dispatch", date_published="2025-08-17"
    )
    library.store(Digest(articles=(article,)), "files")
    assert found(library, typed) == {("article", "a")}


def test_the_part_of_a_word_that_was_typed_is_shown(library: Library) -> None:
    article = Article(
        id="a", headline="A", date_published="2025-08-17", text="We saw l’Arche there."
    )
    library.store(Digest(articles=(article,)), "files")
    (hit,) = search(library, "arche")
    assert marked(hit) == ["l’Arche"]


@pytest.mark.parametrize(
    "text",
    ["", "   ", "!?", '"', "'", "*", "(", '"" ^ -', "\0\x01\x1b", "\u200b\u202e", "…—"],
)
def test_a_text_without_words_finds_nothing(stored: Library, text: str) -> None:
    assert found(stored, text) == set()


@pytest.mark.parametrize(
    "text",
    [
        '"river"',
        "river*",
        "^river",
        "(river",
        "-river",
        "river:",
        "river'); --",
        "ri\u0301ver",
        "river\0",
        "& river | ! <->",
    ],
)
def test_signs_are_not_query_syntax(stored: Library, text: str) -> None:
    assert found(stored, text) == {("article", "bridge")}


@pytest.mark.parametrize("text", ["river AND", "river NOT bridge", "NEAR(river bridge)", "a OR b"])
def test_operators_are_words_like_others(stored: Library, text: str) -> None:
    assert found(stored, text) == set()


def test_six_thousand_characters_are_searched_by_their_first_words(stored: Library) -> None:
    text = "nobody fell into the river " * 230
    assert found(stored, text) == {("article", "bridge")}
    assert found(stored, " ".join(f"word{n}" for n in range(900))) == set()
    assert found(stored, "x" * 6_000) == set()


def test_a_person_precedes_their_words(stored: Library) -> None:
    hits = search(stored, "mueller")
    assert [hit.kind for hit in hits] == [SearchKind.PERSON, SearchKind.QUOTE]


def test_the_nearest_are_found_if_not_all_can_be(stored: Library) -> None:
    nearest, other = search(stored, "bridge")
    assert search(stored, "bridge", limit=1) == (nearest,)
    assert other != nearest


def test_a_common_words_newest_results_come_first(library: Library) -> None:
    """Even with more results than are ranked, in any order of the database."""
    count = CANDIDATES + 30
    for half in (range(0, count, 2), range(1, count, 2)):
        with library.write() as writer:
            for number in half:
                writer.put(ferries(number), f"ingested:{number}")
    stored = [*range(0, count, 2), *range(1, count, 2)]
    hits = search(library, "the ferry", limit=2 * CANDIDATES)
    for kind, name in ((SearchKind.QUOTE, "q"), (SearchKind.ARTICLE, "ferry-")):
        ids = [hit.id for hit in hits if hit.kind is kind]
        assert ids == [f"{name}{number}" for number in stored[: -CANDIDATES - 1 : -1]]


def test_each_search_is_planned_for_its_words(library: Library) -> None:
    """A generic plan of PostgreSQL's would read every record for a rare word."""
    with library.read() as reader:
        connection = reader._connection
        if connection.dialect.name == "sqlite":
            pytest.skip("SQLite plans nothing for all values")
        for _ in range(12):
            reader.search(Terms.of("river"))
        prepared = connection.exec_driver_sql("SELECT statement FROM pg_prepared_statements")
        statements = list(prepared.scalars())
    assert statements
    assert not [one for one in statements if "tsquery" in one]


def ferries(number: int) -> Digest:
    said = f"The ferry of pier {number} is late, and on pier {number} nobody knows why."
    article = Article(
        id=f"ferry-{number}", headline="Late again", date_published="2025-08-17", text=said
    )
    spoken = Quote(
        id=f"q{number}",
        text=said,
        creator=None,
        spoken_on="2025-08-17",
        citation=Citation(article=article.id, exact=said, start=0, end=len(said)),
        utterance=f"u{number}",
    )
    return Digest(articles=(article,), quotes=(spoken,))


def test_an_excerpt_shows_where_the_words_are(stored: Library) -> None:
    (article,) = search(stored, "nobody riv")
    assert marked(article) == ["Nobody", "river"]


def marked(hit: SearchHit) -> list[str]:
    return [hit.excerpt.text[start:end] for start, end in hit.excerpt.matches]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(digest=digests(min_articles=1), text=hostile_texts)
def test_any_text_gets_an_answer_from_any_digest(
    library: Library, digest: Digest, text: str
) -> None:
    library.store(digest, "files")
    for query in (text, digest.articles[0].headline, *(quote.text for quote in digest.quotes)):
        hits = search(library, query, limit=3)
        terms = Terms.of(query)
        assert hits == (search(library, query, limit=10_000))[:3]
        for hit in hits:
            assert all(terms.match(forms) for word in marked(hit) for *_, forms in readings(word))


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(digest=digests(min_articles=1))
def test_a_headline_finds_its_article(library: Library, digest: Digest) -> None:
    library.store(digest, "files")
    for article in digest.articles:
        if Terms.of(article.headline):
            hits = search(library, article.headline, limit=100)
            assert (SearchKind.ARTICLE, article.id) in {(hit.kind, hit.id) for hit in hits}


def test_terms_are_the_first_different_words() -> None:
    assert Terms.of("One two ONE three") == Terms(("one", "two"), "three")
    assert Terms.of("plan b") == Terms(("plan", "b"), None)
    many = [f"w{n}" for n in range(40)]
    assert Terms.of(" ".join(many)) == Terms(tuple(many[:MAX_TERMS]), None)


def test_an_excerpt_begins_shortly_before_the_first_match() -> None:
    body = f"{'before ' * 100}needle{' after' * 100}"
    cut = excerpt(body, Terms.of("needle"))
    assert "needle" in cut.text
    assert len(cut.text) <= EXCERPT_LENGTH
    assert cut.text.startswith("before ")
    assert cut.text.endswith(" after")
    assert (cut.starts_inside, cut.ends_inside) == (True, True)


def test_an_excerpt_stays_in_its_paragraph() -> None:
    body = "A summary.\n\nOf the text, a needle\nin two lines.\n\nThe Herald"
    assert excerpt(body, Terms.of("needle")) == Excerpt(
        "Of the text, a needle\nin two lines.", matches=((15, 21),)
    )
    assert excerpt(body, Terms.of("elsewhere")).text == "A summary."
    assert excerpt(body, Terms.of("herald")).text == "The Herald"


@given(
    st.text(st.sampled_from("aAéßİ'’“.sS- \n\xad東x"), max_size=30),
    st.text(st.sampled_from("aeés x'.東"), max_size=6),
)
def test_the_first_match_is_found_in_any_spelling(body: str, query: str) -> None:
    terms = Terms.of(query)
    matches = (start for start, _, forms in readings(body) if terms.match(forms))
    assert first_match(body, terms) == next(matches, 0)


def test_an_excerpt_without_a_match_is_the_beginning() -> None:
    cut = excerpt("Short text", Terms.of("needle"))
    assert (cut.text, cut.matches, cut.starts_inside, cut.ends_inside) == (
        "Short text",
        (),
        False,
        False,
    )


@given(st.text(max_size=900), st.text(max_size=10))
def test_any_excerpt_is_part_of_its_text(body: str, query: str) -> None:
    cut = excerpt(body, Terms.of(query))
    assert cut.text in body
    assert len(cut.text) <= EXCERPT_LENGTH
    assert all(0 <= start < end <= len(cut.text) for start, end in cut.matches)
    assert cut.starts_inside == (not body.startswith(cut.text)) or body.count(cut.text) > 1
