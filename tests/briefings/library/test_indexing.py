"""Which words find topics."""

from briefings.library.indexing import name_terms
from briefings.models import Citation, KeyPoint, Topic

POINT = KeyPoint(text="The quay floods", citations=(Citation(article="a", exact="It floods."),))


def test_a_story_is_found_by_its_headlines_and_not_by_its_key_points() -> None:
    topic = Topic(id="t", name="Storm", keywords=("Holm",), key_points=(POINT,))
    assert name_terms(topic).keys() == {"storm", "holm", "the", "quay", "floods"}
    assert name_terms(topic.model_copy(update={"story": True})).keys() == {"storm", "holm"}
