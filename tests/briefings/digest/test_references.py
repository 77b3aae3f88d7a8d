"""Problems visible only in the whole digest."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import BaseModel

from briefings.digest import DigestError, check_digest, load
from briefings.digest.references import citations
from briefings.models import Actor, Citation, Digest
from tests.briefings.digest.files import told
from tests.strategies import digests

BASE = """\
articles:
- {id: paper, headline: Paper, date_published: 2025}
- id: robot
  headline: Robot
  date_published: 2025
  digital_source_type: trainedAlgorithmicMedia
actors:
- {id: ada, name: Ada}
topics:
- {id: bridge, name: Bridge, issues: [{id: safe, name: Safe?}]}
quotes:
- id: hold
  text: It will hold for a hundred years and one day more.
  creator: ada
  spoken_on: 2025
  utterance: hold
  citation: {article: paper}
"""
"""Seventeen valid lines."""


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            (
                "positions:\n- id: p\n  actor: ade\n  topic: bridge\n  text: T\n"
                "  citations: [{article: paper, exact: x}]"
            ),
            "20: positions[0].actor: no actor has the id 'ade' — did you mean ada?",
        ),
        (
            (
                "positions:\n- id: p\n  actor: ada\n  topic: river\n  text: T\n"
                "  citations: [{article: paper, exact: x}]"
            ),
            "21: positions[0].topic: no topic has the id 'river' — known are bridge",
        ),
        (
            (
                "positions:\n- id: p\n  actor: ada\n  topic: bridge\n  issue: save\n  text: T\n"
                "  citations: [{article: paper, exact: x}]"
            ),
            "22: positions[0].issue: topic 'bridge' has no issue 'save' — did you mean safe?",
        ),
        (
            (
                "positions:\n- id: p\n  actor: ada\n  topic: bridge\n  quote: holds\n  text: T\n"
                "  citations: [{article: paper, exact: x}]"
            ),
            "22: positions[0].quote: no quote has the id 'holds' — did you mean hold?",
        ),
        (
            (
                "events:\n- id: e\n  name: E\n  start_date: 2025\n  attendees: [ada, bob]\n"
                "  citations: [{article: paper, exact: x}]"
            ),
            "22: events[0].attendees[1]: no actor has the id 'bob' — known are ada",
        ),
        (
            (
                "events:\n- id: e\n  name: E\n  start_date: 2025\n  topics:\n  - bridges\n"
                "  citations: [{article: paper, exact: x}]"
            ),
            "23: events[0].topics[0]: no topic has the id 'bridges' — did you mean bridge?",
        ),
        (
            (
                "events:\n- id: e\n  name: E\n  start_date: 2025\n"
                "  citations: [{article: papers, exact: x}]"
            ),
            "22: events[0].citations[0].article: no article has the id 'papers' — did you mean",
        ),
        (
            (
                "events:\n- id: e\n  name: E\n  start_date: 2025\n"
                "  citations:\n  - article: paper\n    exact: one two three four five six seven 8 9"
            ),
            "24: events[0].citations[0].exact: has 9 words of an article whose text is not held",
        ),
        (
            (
                "events:\n- id: e\n  name: E\n  start_date: 2025\n"
                "  citations:\n  - article: paper\n    exact: x\n    prefix: a b c d e f g h i"
            ),
            "25: events[0].citations[0].prefix: has 9 words of an article whose text is not held",
        ),
    ],
)
def test_inconsistent_records_are_reported(tmp_path: Path, more: str, said: str) -> None:
    (line,) = told(tmp_path, f"{BASE}{more}\n")
    assert line.startswith(f"d.yaml:{said}")


def test_many_known_ids_are_not_all_listed(tmp_path: Path) -> None:
    actors = "".join(f"- {{id: person-{n}, name: P}}\n" for n in range(50))
    (line,) = told(tmp_path, f"actors:\n{actors}- {{id: z, name: Z, affiliation: xyz}}\n")
    assert line.endswith("person-19 …")


def test_a_reference_without_any_target_is_reported(tmp_path: Path) -> None:
    event = "events:\n- {id: e, name: E, start_date: 2025, citations: [{article: a, exact: x}]}\n"
    (line,) = told(tmp_path, event)
    assert line.endswith("no article has the id 'a'")


@pytest.mark.parametrize(
    ("was", "mistyped", "broken", "summed_up"),
    [
        ("- {id: ada", "- {idd: ada", 2, "1 reference to actors that did not load"),
        ("actors:", "actor:", 1, "1 reference to actors that did not load"),
        ("actors:\n-", "actors:\n ", 1, "1 reference to actors that did not load"),
        ("- {id: paper", "- {idd: paper", 2, "3 references to articles that did not load"),
    ],
)
def test_references_to_unloaded_records_are_reported_in_one_line(
    tmp_path: Path, was: str, mistyped: str, broken: int, summed_up: str
) -> None:
    more = (
        "events:\n- id: e\n  name: E\n  start_date: 2025\n  topics: [river]\n"
        "  citations: [{article: paper, exact: x}, {article: paper, exact: y}]\n"
    )
    (tmp_path / "d.yaml").write_text((BASE + more).replace(was, mistyped))
    with pytest.raises(DigestError) as caught:
        load([tmp_path])
    lines = [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]
    assert lines[broken:] == [
        "d.yaml:22: events[0].topics[0]: no topic has the id 'river' — known are bridge",
        summed_up,
    ]


def test_a_file_that_is_not_yaml_is_reported_without_references_to_it(tmp_path: Path) -> None:
    topics = BASE[BASE.index("topics:") : BASE.index("quotes:")]
    (tmp_path / "a.yaml").write_text(
        BASE.replace(topics, "").replace("  spoken_on", "  topics: [bridge]\n  spoken_on")
    )
    (tmp_path / "topics.yaml").write_text(f"{topics}- [\n")
    with pytest.raises(DigestError) as caught:
        load([tmp_path])
    broken, summed_up = map(str, caught.value.problems)
    assert "is not YAML" in broken
    assert summed_up == "1 reference to topics that did not load"


def test_an_article_whose_id_is_mistyped_is_not_missed_by_its_own_citations(
    tmp_path: Path,
) -> None:
    article = "article: {idd: paper, headline: Paper, date_published: 2025}\n"
    quote = BASE[BASE.index("actors:") :].replace("  citation: {article: paper}\n", "")
    (tmp_path / "d.yaml").write_text(f"{article}{quote}  citation: {{prefix: x}}\n")
    with pytest.raises(DigestError) as caught:
        load([tmp_path])
    *broken, summed_up = map(str, caught.value.problems)
    assert [line.split(": ")[1] for line in broken] == ["article.id", "article.idd"]
    assert summed_up == "1 reference to articles that did not load"


def test_broken_records_are_reported_before_consequences(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("actors:\n- {id: ada, name: Ada, affiliation: bob}\n")
    (tmp_path / "b.yaml").write_text("actors:\n- {id: bo, name: B, colour: blue}\n")
    with pytest.raises(DigestError) as caught:
        load([tmp_path])
    assert [Path(str(problem).split(":")[0]).name for problem in caught.value.problems] == [
        "b.yaml",
        "a.yaml",
    ]


def test_a_key_point_needs_more_than_a_machines_word(tmp_path: Path) -> None:
    topic = "topics:\n- id: t\n  name: T\n  key_points:\n  - text: So it is.\n    citations:\n"
    robot, paper = "    - {article: robot, exact: x}\n", "    - {article: paper, exact: x}\n"
    base = BASE.replace(
        "topics:\n- {id: bridge, name: Bridge, issues: [{id: safe, name: Safe?}]}\n", ""
    )
    (line,) = told(tmp_path, base + topic + robot)
    assert line.startswith(
        "d.yaml:21: topics[0].key_points[0].citations: rests on machine-written text alone"
    )
    (line,) = told(tmp_path, base + topic + robot + paper + "zzz: 1\n")
    assert "unknown key" in line


def test_issues_of_a_topic_have_their_own_ids(tmp_path: Path) -> None:
    issues = "issues: [{id: a, name: A}, {id: a, name: B}]"
    (line,) = told(tmp_path, f"topics:\n- {{id: t, name: T, {issues}}}\n")
    assert line.startswith("d.yaml:2: topics[0].issues[1].id: 'a' is there twice in this topic")


def test_circular_affiliations_are_reported_once(tmp_path: Path) -> None:
    pairs = (("a", "b"), ("b", "c"), ("c", "b"), ("d", "a"), ("e", "e"))
    actors = "".join(f"- {{id: {one}, name: N, affiliation: {other}}}\n" for one, other in pairs)
    assert told(tmp_path, f"actors:\n{actors}") == [
        (
            "d.yaml:3: actors[1].affiliation: affiliations go round: b → c → b — they must end at "
            "a side"
        ),
        "d.yaml:6: actors[4].affiliation: affiliations go round: e → e — they must end at a side",
    ]


def test_one_utterance_has_one_speaker(tmp_path: Path) -> None:
    more = BASE[BASE.index("- id: hold") :].replace("id: hold", "id: held")
    base = BASE.replace("- {id: ada, name: Ada}", "- {id: ada, name: Ada}\n- {id: bob, name: B}")
    (line,) = told(tmp_path, base + more.replace("creator: ada", "creator: bob"))
    assert line.startswith(
        "d.yaml:21: quotes[1].creator: utterance 'hold' is ada's in quote 'hold'"
    )
    (line,) = told(tmp_path, base + more.replace("creator: ada", "creator: null") + "zzz: 1\n")
    assert "unknown key" in line


def test_a_whole_quotation_may_be_cited(tmp_path: Path) -> None:
    event = (
        "events:\n- id: e\n  name: E\n  start_date: 2025\n  citations:\n"
        "  - {article: paper, exact: It will hold for a hundred years and one day more.}\nzzz: 1\n"
    )
    (line,) = told(tmp_path, BASE + event)
    assert "unknown key" in line


def cited_in(value: Any) -> list[Citation]:
    """The citations in one or more records, however deep."""
    if isinstance(value, Citation):
        return [value]
    parts = value if isinstance(value, tuple) else [one for _, one in value]
    nested = (part for part in parts if isinstance(part, BaseModel | tuple))
    return [citation for part in nested for citation in cited_in(part)]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(digests())
def test_no_citation_is_left_unchecked(digest: Digest) -> None:
    found = [one.citation for one in citations(digest)]
    assert sorted(map(repr, found)) == sorted(map(repr, cited_in(digest)))


def test_a_digest_without_a_file_is_checked_too() -> None:
    actor = Actor(id="ada", name="Ada", affiliation="bob")
    with pytest.raises(DigestError) as caught:
        check_digest(Digest(actors=(actor, actor)))
    assert str(caught.value).splitlines() == [
        "actors.ada.affiliation: no actor has the id 'bob' — known are ada",
        "actors.ada.id: is there twice — ids are unique",
    ]
