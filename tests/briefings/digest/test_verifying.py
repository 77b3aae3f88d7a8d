from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from briefings.digest import load_located, verify
from briefings.digest.verifying import occurrences
from briefings.models import Article, Citation, Digest, Event
from tests.briefings.digest.files import told
from tests.strategies import digests

TEXT = "The bridge opened. The mayor said the bridge will hold. Nobody fell."


def digest(**citation: object) -> Digest:
    """A digest with one citation, of an article without a stored text."""
    cited = Citation.model_validate({"article": "a", **citation})
    return Digest(
        articles=(Article(id="a", headline="A", date_published="2025"),),
        events=(Event(id="e", name="E", start_date="2025", citations=(cited,)),),
    )


@pytest.mark.parametrize(
    "citation",
    [
        {"exact": "Nobody fell"},
        {"exact": "bridge", "prefix": "said the "},
        {"exact": "bridge", "suffix": " opened"},
        {"exact": "bridge", "prefix": "the ", "suffix": " will"},
        {"exact": "bridge", "start": 4, "end": 10},
    ],
)
def test_words_found_exactly_once_are_fine(citation: dict[str, object]) -> None:
    assert verify(digest(**citation), {"a": TEXT}) == []


@pytest.mark.parametrize(
    ("citation", "said"),
    [
        (
            {"exact": "Somebody fell"},
            "events.e.citations[0].exact: 'Somebody fell' is not in 'a' — copy the words as",
        ),
        (
            {"exact": "bridge"},
            (
                "events.e.citations[0].exact: 'bridge' is in 'a' 2 times — add a prefix or suffix "
                "that only one has: 'The ' before and ' opened. The mayor s' after; ' The mayor "
                "said the ' before and"
            ),
        ),
        (
            {"exact": "bridge", "prefix": "a "},
            "events.e.citations[0].exact: 'bridge' is in 'a', but not between this prefix and",
        ),
        (
            {"exact": "bridge", "start": 5, "end": 11},
            "events.e.citations[0].start: the text of 'a' has 'ridge ' at 5..11 — expected",
        ),
        ({"exact": "x" * 99}, f"events.e.citations[0].exact: '{'x' * 40}…{'x' * 18}' is not in"),
    ],
)
def test_words_found_never_or_twice_are_reported(citation: dict[str, object], said: str) -> None:
    (problem,) = verify(digest(**citation), {"a": TEXT})
    assert str(problem).startswith(" ".join(said.split()))


def test_articles_without_available_texts_are_skipped() -> None:
    assert verify(digest(exact="Somebody fell"), {"b": TEXT}) == []


def test_problems_are_reported_with_file_and_line_if_known(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(
        "article: {id: a, headline: A, date_published: 2025}\n"
        "events:\n- id: e\n  name: E\n  start_date: 2025\n  citations:\n  - exact: Somebody fell\n"
    )
    loaded, places = load_located([tmp_path])
    (problem,) = verify(loaded, {"a": TEXT}, places)
    assert str(problem).startswith(f"{tmp_path}/d.yaml:7: events[0].citations[0].exact: 'Somebody")


def test_texts_in_a_file_are_checked_when_it_is_read(tmp_path: Path) -> None:
    (line,) = told(
        tmp_path,
        f"article: {{id: a, headline: A, date_published: 2025, text: {TEXT}}}\n"
        "events:\n- id: e\n  name: E\n  start_date: 2025\n  citations: [{exact: Somebody fell}]\n",
    )
    assert line.startswith("d.yaml:6: events[0].citations[0].exact: 'Somebody fell' is not in 'a'")


def test_places_may_overlap() -> None:
    assert list(occurrences(Citation(article="a", exact="aa", prefix="a"), "aaaa")) == [1, 2]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(digests(min_articles=1))
def test_a_text_without_the_cited_words_never_passes(digest: Digest) -> None:
    texts = {article.id: "" for article in digest.articles}
    bare = digest.model_copy(
        update={
            "articles": tuple(
                article.model_copy(update={"text": None}) for article in digest.articles
            )
        }
    )
    cited = sum(len(event.citations) for event in digest.events)
    cited += sum(len(position.citations) for position in digest.positions)
    cited += sum(len(point.citations) for topic in digest.topics for point in topic.key_points)
    cited += sum(len(claim.citations) for one in digest.discrepancies for claim in one.claims)
    assert len(verify(bare, texts)) == len(digest.quotes) + cited
