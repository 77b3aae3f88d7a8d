"""Removed articles leave nothing behind in stories."""

import zlib
from pathlib import Path

from briefings.ingest import Ingestor, source_of
from briefings.library import Library
from briefings.library.leaving import without
from briefings.models import (
    Actor,
    Citation,
    Claim,
    Discrepancy,
    Event,
    KeyPoint,
    Position,
    Topic,
)
from briefings.stories.keeping import VERSION
from tests.briefings.ingest.story_articles import told

GONE, STAYS = Citation(article="gone", exact="It sank."), Citation(article="stays", exact="Sunk.")


def test_a_line_in_an_articles_words_is_removed_with_it() -> None:
    theirs = Event(
        id="e", name="It sank.", start_date="2026", citations=(GONE, STAYS), verbatim=True
    )
    assert without(theirs, {"gone"}) is None
    assert without(theirs, {"other"}) is theirs
    kept = without(theirs, {"stays"})
    assert isinstance(kept, Event)
    assert kept.citations == (GONE,)


def test_a_line_in_our_own_words_stays_as_long_as_anything_shows_it() -> None:
    ours = Position(id="p", actor="ada", topic="t", text="For it.", citations=(GONE, STAYS))
    left = without(ours, {"gone"})
    assert isinstance(left, Position)
    assert left.citations == (STAYS,)
    assert without(ours, {"gone", "stays"}) is None


def test_a_topic_loses_key_points_and_keywords() -> None:
    points = (
        KeyPoint(text="It sank.", citations=(GONE,)),
        KeyPoint(text="Sunk.", citations=(STAYS,)),
    )
    left = without(Topic(id="t", name="T", keywords=("It sank",), key_points=points), {"gone"})
    assert isinstance(left, Topic)
    assert left.key_points == points[1:]
    assert left.keywords == ()


def test_a_difference_needs_two_sides() -> None:
    sides = tuple(Claim(text=text, citations=(c,)) for text, c in (("a", GONE), ("b", STAYS)))
    third = Claim(text="c", citations=(STAYS,))
    assert without(Discrepancy(id="d", name="D?", claims=sides), {"gone"}) is None
    left = without(Discrepancy(id="d", name="D?", claims=(*sides, third)), {"gone"})
    assert isinstance(left, Discrepancy)
    assert left.claims == (sides[1], third)


def test_people_depend_on_no_article() -> None:
    ada = Actor(id="ada", name="Ada")
    assert without(ada, {"gone"}) is ada


SECRET = (
    "Wilhelmina Quastenflosser sold the xylophone on Tuesday for 500 crowns, a neighbour said. "
    "“The xylophone of the Quastenflossers must never come back,” the neighbour said."
)
OTHER = (
    "A neighbour bought a musical instrument on Tuesday for 300 crowns, a friend said. "
    "“It must come back to the village,” said Ada Moss of the instrument."
)


def test_nothing_of_an_erased_article_stays_in_the_files_of_its_story(tmp_path: Path) -> None:
    with Library.open(f"sqlite:///{tmp_path}/library.db") as library:
        secret = told("Courier", "Quastenflosser sells xylophone", SECRET)
        bridging = told("Lantern", "Instrument sold", OTHER + " " + OTHER.replace("300", "400"))
        stored = list(Ingestor(library).add([secret, bridging]))
        assert b"Quastenflosser" in everything(tmp_path)
        findings = _findings(library, stored[0].article.id)
        library.remove(source_of(stored[0].article.id))
        left = everything(tmp_path)
    for trace in (b"Quastenflosser", b"quastenflosser", b"xylophone"):
        assert trace not in left
    assert zlib.decompress(findings)
    assert findings[:60] not in left


def _findings(library: Library, article: str) -> bytes:
    with library.write() as writer:
        return writer.stories.findings([article], VERSION)[article]


def everything(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())
