"""Answers and sketches for tests of pictures."""

from hypothesis import strategies as st

from briefings.answers.types import (
    Brief,
    Cell,
    CitedLine,
    IssueRow,
    Positions,
    SourceCounts,
)
from briefings.models import Actor, Issue, Stance, Topic
from briefings.pictures.sketches import (
    MAX_POINTS,
    MAX_ROWS,
    MAX_SIDES,
    MatrixRow,
    MatrixSketch,
    Support,
    SupportSketch,
)
from tests.briefings.answers.building import a_position, an_actor
from tests.briefings.rendering.hostile import TEXTS

SUMMIT = Topic(id="summit", name="The summit")


def positions(sides: list[Actor], *stances: list[Stance | None]) -> Positions:
    """A row of stances for each issue."""
    rows = tuple(
        IssueRow(
            Issue(id=f"issue-{number}", name=f"Question {number}?"),
            tuple(
                Cell(
                    stance,
                    (a_position("p", side.id, "says so"),),
                    CitedLine("says so", (1,)),
                    side,
                )
                if stance
                else None
                for side, stance in zip(sides, row, strict=True)
            ),
        )
        for number, row in enumerate(stances, 1)
    )
    return Positions(SUMMIT, tuple(sides), rows, (), ())


def sides(count: int) -> list[Actor]:
    return [an_actor(f"side-{n}", f"Side {n}") for n in range(1, count + 1)]


def a_brief(*points: CitedLine) -> Brief:
    return Brief(SUMMIT, "2025-08-18", SourceCounts(1, 1, 1), points, (), (), ())


@st.composite
def _matrices(draw: st.DrawFn) -> MatrixSketch:
    sides = draw(st.lists(TEXTS, min_size=1, max_size=MAX_SIDES))
    stances = st.tuples(*[st.none() | st.sampled_from(Stance)] * len(sides))
    rows = draw(st.lists(st.builds(MatrixRow, TEXTS, stances), max_size=MAX_ROWS))
    counts = st.integers(0, 99)
    return MatrixSketch(draw(TEXTS), tuple(sides), tuple(rows), draw(counts), draw(counts))


SKETCHES = st.one_of(
    _matrices(),
    st.builds(
        SupportSketch,
        TEXTS,
        st.lists(
            st.builds(Support, TEXTS, st.lists(TEXTS, max_size=30).map(tuple)),
            max_size=MAX_POINTS,
        ).map(tuple),
        st.integers(0, 99),
    ),
)
