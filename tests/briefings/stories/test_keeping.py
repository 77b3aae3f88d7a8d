from datetime import date

import pytest

from briefings.stories.articles import ArticleFindings
from briefings.stories.keeping import dump, load
from briefings.stories.telling import Story, tell
from briefings.stories.vectors import DocumentFrequencies, Vector, vector
from tests.briefings.stories.building import RARITY, article

TEXT = (
    "The ferry Astrid ran aground off Holm on Tuesday, and 80 people were hurt. “We must close "
    "the western pier at once,” Ada Moss said. Ivo Petrin rejected the plan for the pier."
)


def test_stored_findings_come_back_unchanged() -> None:
    findings = article("Gazette", TEXT, headline="Ferry aground off Holm")
    assert load(ArticleFindings, dump(findings)) == findings
    story = tell("gazette", [findings], RARITY)
    assert load(Story, dump(story)) == story
    known = DocumentFrequencies()
    one = vector("gazette", date(2026, 3, 4), "Ferry aground", TEXT, known)
    assert load(Vector, dump(one)) == one


def test_a_vector_keeps_the_order_of_its_words() -> None:
    one = vector("gazette", date(2026, 3, 4), "Ferry", TEXT, DocumentFrequencies())
    assert list(load(Vector, dump(one)).body) == list(one.body)


def test_anything_else_is_refused() -> None:
    with pytest.raises(ValueError, match="validation error"):
        load(ArticleFindings, b'{"id": "gazette"}')
