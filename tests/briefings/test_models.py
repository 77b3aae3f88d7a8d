import hashlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import BaseModel, ValidationError

from briefings.models import (
    Actor,
    Article,
    Citation,
    Claim,
    Digest,
    DigitalSourceType,
    Event,
    KeyPoint,
    Position,
    Quote,
)
from tests.strategies import digests

ARTICLE = {"id": "a", "headline": "A bridge opens", "date_published": "2025-08-17"}
QUOTE = {
    "id": "q",
    "text": "It will hold.",
    "creator": "ada",
    "spoken_on": "2025-08-17",
    "citation": {"article": "a"},
    "utterance": "hold",
}


def article(**fields: Any) -> Article:
    return Article.model_validate({**ARTICLE, **fields})


def test_an_article_has_its_outlet_and_origin() -> None:
    assert article(publisher="The Courier").outlet == "The Courier"
    assert article(publisher="The Courier").origin == "The Courier"
    assert article(publisher="The Courier", provider="AP").origin == "AP"
    assert article().outlet == "unknown outlet"
    assert article().origin is None


def test_a_machine_is_not_an_origin() -> None:
    written = article(publisher="X", digital_source_type=DigitalSourceType.MACHINE)
    assert written.is_machine_written
    assert written.origin is None


def test_a_missing_date_needs_its_reason() -> None:
    with pytest.raises(ValidationError, match="date_published is null: say why"):
        article(date_published=None)
    assert article(date_published=None, date_published_note="The page has none.")


def test_the_hash_is_of_the_text() -> None:
    right = hashlib.sha256(b"Text.").hexdigest()
    assert article(text="Text.", sha256=right).sha256 == right
    assert article(sha256=right).text is None
    with pytest.raises(ValidationError, match=f"but the text's is {right}"):
        article(text="Text.", sha256="0" * 64)


@pytest.mark.parametrize("url", ["ftp://x.org", "javascript:alert(1)", "https://x y", "http://<x>"])
def test_links_are_to_web_pages_only(url: str) -> None:
    with pytest.raises(ValidationError, match="url"):
        article(url=url)


@pytest.mark.parametrize("actor_id", ["", "Ada", "a_b", "a--b", "-a", "é", "a\n", "x" * 65])
def test_an_id_is_words_joined_by_hyphens(actor_id: str) -> None:
    with pytest.raises(ValidationError, match="id"):
        Actor(id=actor_id, name="Ada")


def test_a_quotations_citation_selects_the_quotation() -> None:
    assert Quote.model_validate(QUOTE).citation == Citation(article="a", exact="It will hold.")
    with pytest.raises(ValidationError, match=r"citation\.exact differs from text"):
        Quote.model_validate({**QUOTE, "citation": {"article": "a", "exact": "It held."}})


def test_a_quotation_without_a_day_needs_the_reason() -> None:
    with pytest.raises(ValidationError, match="spoken_on is null: say why"):
        Quote.model_validate({**QUOTE, "spoken_on": None})
    assert Quote.model_validate({**QUOTE, "spoken_on": None, "spoken_on_note": "Not said."})


def test_a_citation_defaults_to_its_files_article() -> None:
    about = {"article": "a"}
    assert Citation.model_validate({"exact": "x"}, context=about).article == "a"
    other = {"exact": "x", "article": "b"}
    assert Citation.model_validate(other, context=about).article == "b"
    with pytest.raises(ValidationError, match="article"):
        Citation.model_validate({"exact": "x"})


@pytest.mark.parametrize(
    ("offsets", "said"),
    [
        ({"start": 3}, "give both start and end"),
        ({"end": 3}, "give both start and end"),
        ({"start": 3, "end": 9}, "spans 6 characters, exact has 4"),
    ],
)
def test_offsets_fit_the_words(offsets: dict[str, int], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Citation.model_validate({"article": "a", "exact": "hold", **offsets})
    assert Citation(article="a", exact="hold", start=3, end=7)


def test_records_are_immutable_and_have_no_unknown_keys() -> None:
    actor = Actor(id="ada", name="Ada")
    with pytest.raises(ValidationError, match="frozen"):
        actor.name = "Bob"  # type: ignore[misc]  # that is the point
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Actor.model_validate({"id": "ada", "name": "Ada", "nam": "Ada"})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(digests())
def test_any_digest_survives_json(digest: Digest) -> None:
    assert Digest.model_validate_json(digest.model_dump_json(exclude_defaults=True)) == digest


SENTENCE = {"article": "a", "exact": "The quay floods in every storm, Holt said."}
STATEMENTS: dict[type[BaseModel], dict[str, Any]] = {
    KeyPoint: {"text": "The quay floods in every storm"},
    Claim: {"text": "every storm"},
    Position: {"id": "p", "actor": "holt", "topic": "t", "text": SENTENCE["exact"]},
    Event: {"id": "e", "name": "The quay floods", "start_date": "2025-08-17"},
}


@pytest.mark.parametrize("model", STATEMENTS)
def test_words_marked_as_the_articles_are(model: type[BaseModel]) -> None:
    fields = {**STATEMENTS[model], "citations": [SENTENCE], "verbatim": True}
    made = model.model_validate(fields)
    assert model.model_validate_json(made.model_dump_json(exclude_defaults=True)) == made
    line = "name" if model is Event else "text"
    with pytest.raises(ValidationError, match="verbatim is true, but the first citation's exact"):
        model.model_validate({**fields, line: "The quay never floods"})
    ours = model.model_validate({**fields, line: "The quay never floods", "verbatim": False})
    assert not ours.model_dump()["edited"]
