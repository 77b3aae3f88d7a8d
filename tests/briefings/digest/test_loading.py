"""Files become a digest, or a list of all their problems."""

from pathlib import Path
from typing import Any

import pytest

from briefings.digest import DigestError, Problem, load, load_located
from briefings.digest.explain import explain
from briefings.models import Actor
from tests.briefings.digest.files import ARTICLE, told

QUOTE = """\
quotes:
  - id: hold
    text: It will hold.
    creator: null
    spoken_on: 2025-08-17
    utterance: hold
    citation: {}
"""


def test_a_files_article_and_a_quotations_words_need_not_be_repeated(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(ARTICLE + QUOTE)
    digest = load([tmp_path])
    (quote,) = digest.quotes
    assert (quote.citation.article, quote.citation.exact) == ("bridge", "It will hold.")
    assert digest.articles[0].date_published == "2025-08-17"


def test_folders_are_read_recursively_without_hidden_files(tmp_path: Path) -> None:
    for name, actor in {
        "a.yaml": "a",
        "deep/er/b.yml": "b",
        "deep/c.json": "c",
        ".git/d.yaml": "d",
        "deep/.e.yaml": "e",
        "f.txt": "f",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f'{{"actors": [{{"id": "{actor}", "name": "{actor}"}}]}}')
    digest = load([tmp_path, tmp_path / "deep", tmp_path / "a.yaml"])
    assert [actor.id for actor in digest.actors] == ["a", "c", "b"]


def test_a_key_with_nothing_under_it_is_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text("actors:\ntopics: []\n")
    assert load([tmp_path]).actors == ()


def test_no_paths_are_an_empty_digest() -> None:
    assert load([]).articles == ()


def test_all_problems_in_all_files_are_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("actors:\n- id: Ada Lovelace\n  nam: Ada\n")
    (tmp_path / "b.yaml").write_text("topic: []\n")
    (tmp_path / "c.yaml").write_text("")
    with pytest.raises(DigestError) as caught:
        load([tmp_path, tmp_path / "d.yaml"])
    assert [line.removeprefix(f"{tmp_path}/") for line in str(caught.value).splitlines()] == [
        (
            "a.yaml:2: actors[0].id: 'Ada Lovelace' does not fit — expected an id of lower-case "
            "letters and digits joined by hyphens, as in alaska-summit"
        ),
        "a.yaml:2: actors[0].name: is missing — it is required",
        "a.yaml:3: actors[0].nam: unknown key 'nam' — did you mean name?",
        "b.yaml:1: topic: unknown key 'topic' — did you mean topics?",
        "c.yaml: is empty — a digest file has keys such as article and quotes",
        "d.yaml: does not exist — expected a digest file or a folder of them",
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("actors: {id: a}", "1: actors: expected a list of actors"),
        ("actors:\n- id: {a: b}\n  name: A", "2: actors[0].id: is a mapping — expected text"),
        ("actors:\n- id: a\n  name: true", "3: actors[0].name: is true — expected text: put it in"),
        (
            "topics:\n- {id: t, name: T, issues: [{id: a, name: A, nane: B}]}",
            "2: topics[0].issues[0].nane: unknown key 'nane' — did you mean name?",
        ),
        ("actors: [Ada]", "1: actors[0]: is the text 'Ada' — expected a mapping"),
        ("actors: [[]]", "1: actors[0]: is a list — expected a mapping of keys to values"),
        (
            "actors:\n- id: a\n  name: Ada\n  kind: human",
            "4: actors[0].kind: 'human' is not known — expected 'person', 'organization' or",
        ),
        ("actors:\n- id: a\n  name: 1994", "3: actors[0].name: is the number 1994 — expected text"),
        ("actors:\n- id: a\n  name: ''", "3: actors[0].name: is empty — text was expected"),
        (f"actors:\n- id: a\n  name: {'x' * 501}", "3: actors[0].name: is too long — at most 500"),
        ("actors:\n- {id: a, name: A, alternate_names: B}", "2: actors[0].alternate_names: is the"),
        (
            "actors:\n- {id: a, name: A, gender: x}",
            "2: actors[0].gender: 'x' does not fit",
        ),
        ("articles:\n- {id: a, headline: A}", "2: articles[0]: date_published is null: say why"),
        (
            "articles:\n- id: a\n  headline: A\n  date_published: 1755424800",
            "4: articles[0].date_published: '1755424800' is no date: write 2025-08-17",
        ),
        (
            "articles:\n- id: a\n  headline: A\n  date_published: 2025-08-17T09:30:00",
            "4: articles[0].date_published: 2025-08-17T09:30:00 has no offset from UTC",
        ),
        (
            "articles:\n- id: a\n  headline: A\n  date_published: 2025\n  url: javascript:alert(1)",
            "5: articles[0].url: 'javascript:alert(1)' does not fit — expected an address that",
        ),
        (
            "articles:\n- id: a\n  headline: A\n  date_published: 2025\n  in_language: '?'",
            "5: articles[0].in_language: '?' does not fit — expected a language tag",
        ),
        (
            "articles:\n- id: a\n  headline: A\n  date_published: 2025\n  sha256: abc",
            "5: articles[0].sha256: 'abc' does not fit — expected 64 hexadecimal digits",
        ),
        (
            "discrepancies:\n- id: a\n  name: Who?\n  claims: []",
            "4: discrepancies[0].claims: has too few items — at least 2",
        ),
        ("zzz: 1", "1: zzz: unknown key 'zzz' — known are article, articles, actors"),
        (f"? {'long ' * 30}\n: 1", "1: long"),
    ],
)
def test_each_mistake_has_its_own_words(tmp_path: Path, wrong: str, said: str) -> None:
    (line,) = told(tmp_path, wrong)
    assert line.startswith(f"d.yaml:{said}")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("    citation: {}\n", "", "6: quotes[0].citation: is missing: a quotation without its"),
        ("citation: {}", "citation: bridge", "11: quotes[0].citation: is the text 'bridge'"),
        (
            "citation: {}",
            "citation: {exact: It will}",
            "6: quotes[0]: citation.exact differs from text: a quotation is verbatim",
        ),
        ("citation: {}", "citation: {start: 3}", "11: quotes[0].citation: give both start and end"),
        (
            "citation: {}",
            "citation: {start: -3, end: 5}",
            "11: quotes[0].citation.start: is too small — at least 0",
        ),
        (
            "citation: {}",
            "citation: {start: 3.5, end: 5}",
            "11: quotes[0].citation.start: is the number 3.5 — expected a whole number",
        ),
        (
            "citation: {}",
            "citation: {start: 3, end: 5}",
            "11: quotes[0].citation: start..end spans 2 characters, exact has 13",
        ),
        ("citation: {}", "citation: {artcle: b}", "11: quotes[0].citation.artcle: unknown key"),
        (
            "utterance: hold",
            "utterance: hold\n    confidence: 2",
            "11: quotes[0].confidence: is too large — at most 1",
        ),
        ("spoken_on: 2025-08-17", "spoken_on: Sunday", "9: quotes[0].spoken_on: 'Sunday' is no"),
        ("spoken_on: 2025-08-17", "spoken_on: 2025-02-30", "9: quotes[0].spoken_on: '2025-02-30'"),
        ("spoken_on: 2025-08-17", "spoken_on: true", "9: quotes[0].spoken_on: a date is expected"),
        ("    spoken_on: 2025-08-17\n", "", "6: quotes[0]: spoken_on is null: say why"),
    ],
)
def test_a_quotations_mistakes_are_reported(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    content = ARTICLE + QUOTE
    assert before in content
    (line,) = told(tmp_path, content.replace(before, after))
    assert line.startswith(f"d.yaml:{said}")


def test_a_citation_of_a_file_without_one_article_must_name_it(tmp_path: Path) -> None:
    content = ARTICLE.replace("article:\n  id", "articles:\n- id") + QUOTE
    lines = told(tmp_path, content)
    assert lines == [
        "d.yaml:11: quotes[0].citation.article: is missing — the id of the article that is cited"
    ]


def test_a_citation_without_words_is_reported_once(tmp_path: Path) -> None:
    content = ARTICLE + "events:\n- {id: e, name: E, start_date: 2025, citations: [{}]}\n"
    assert told(tmp_path, content) == [
        "d.yaml:6: events[0].citations[0].exact: is missing — the cited words, verbatim"
    ]


def test_a_file_is_about_one_article_or_lists_some(tmp_path: Path) -> None:
    lines = told(tmp_path, f"{ARTICLE}articles: []\n")
    assert lines == ["d.yaml:1: article: the file has both article and articles — keep one of them"]


def test_duplicate_ids_are_reported_with_both_places(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("actors:\n- {id: ada, name: Ada}\n")
    lines = told(tmp_path, "actors:\n- {id: bob, name: Bob}\n- {id: bob, name: Bo}\n")
    first = f"first at {tmp_path}/d.yaml:2 — ids are unique"
    assert lines == [f"d.yaml:3: actors[1].id: 'bob' is there twice, {first}"]

    (tmp_path / "d.yaml").write_text("actors:\n- {id: ada, name: Ada}\n")
    with pytest.raises(DigestError, match=r"d\.yaml:2: .* first at .*a\.yaml:2"):
        load([tmp_path])


def test_a_reference_to_an_invalid_record_is_not_dangling(tmp_path: Path) -> None:
    lines = told(tmp_path, "actors:\n- {id: a}\n- {id: b, name: B, affiliation: a}\n")
    assert lines == ["d.yaml:2: actors[0].name: is missing — it is required"]


def test_records_can_be_found_in_their_files(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(ARTICLE + QUOTE)
    _, places = load_located([tmp_path])
    assert places.describe("articles", "bridge") == f"{tmp_path}/d.yaml:1"
    assert places.describe("quotes", "hold") == f"{tmp_path}/d.yaml:6"
    assert places.describe("actors", "nobody") == "actors.nobody"


def test_a_new_kind_of_mistake_is_reported_in_pydantics_words() -> None:
    error: Any = {"type": "new", "loc": ("name",), "msg": "Bad name", "input": "x" * 99}
    assert explain(error, Actor) == f"Bad name, not '{'x' * 55}…'"


def test_a_problem_is_one_line() -> None:
    assert str(Problem(Path("a.yaml"), 3, "x", "two\nlines")) == "a.yaml:3: x: two lines"
    assert str(Problem(Path("a.yaml"), 0, "", "bad")) == "a.yaml: bad"
    assert str(Problem(None, 0, "x", "bad")) == "x: bad"
