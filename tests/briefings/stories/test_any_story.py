"""Any articles make a story, and everything in it is at its citation."""

from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.stories.articles import Citation
from briefings.stories.telling import Story, tell
from tests.briefings.stories.building import RARITY, article

SENTENCES = st.sampled_from(
    [
        "The ferry Astrid ran aground off Holm on Tuesday with 80 passengers aboard.",
        "The ferry Astrid ran aground off Holm on Monday with 60 passengers aboard.",
        "“We must close the western pier at once,” Ada Moss said.",
        "“We must close the eastern pier at once,” Ada Moss said.",
        "Ivo Petrin denied that the lights of the western pier had failed.",
        "The lights of the western pier had failed, Ada Moss said on Wednesday.",
        "Seven people were killed when a crane fell in Holm.",
        "A crane left five people dead in Holm. ",
        "He added that it was a pity… ",
        "The owners have not agreed to a wage rise (see below).\n\n",
        "HOLM, March 4 (ARP) - ",
        "“ ’ ‘ ” ( — : ; 12,345.6 $ %",
        "In 2014 Holm's council voted to close the pier by 2030.",
        "Ivo Petryn wants a toll of $5 million, or £4bn, a year ago.",
    ]
)
TEXTS = st.lists(st.lists(SENTENCES, max_size=6).map(" ".join), min_size=1, max_size=4)


def cited(story: Story) -> Iterator[Citation]:
    for point in story.key_points:
        yield from point.citations
    for event in story.events:
        yield from event.citations
    for position in story.positions:
        yield from position.citations
    for discrepancy in story.discrepancies:
        for claim in discrepancy.claims:
            yield from claim.citations


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_every_citation_is_verbatim(texts: list[str]) -> None:
    papers = [article(f"Paper{number}", text) for number, text in enumerate(texts)]
    by_id = {f"paper{number}": text for number, text in enumerate(texts)}
    story = tell("paper0", papers, RARITY)
    for place in cited(story):
        assert by_id[place.article][place.start : place.end] == place.exact
    for point in story.key_points:
        assert 1 <= point.origins <= len(texts)
    for discrepancy in story.discrepancies:
        assert len({claim.citations[0].article for claim in discrepancy.claims}) > 1
