"""Samples for `positions.md.j2`."""

from briefings.answers.types import Cell, IssueRow, Positions
from briefings.models import Stance
from briefings.rendering.samples.material import (
    CITY,
    LINE,
    MAYOR,
    POSITION,
    REFERENCES,
    REPORT,
    TOPIC,
)

_CELL = Cell(Stance.FOR, (POSITION,), LINE, MAYOR, REPORT, MAYOR)
_BARE_CELL = Cell(Stance.UNCLEAR, (POSITION,), LINE, CITY)

SAMPLES = (
    Positions(
        TOPIC,
        (CITY, MAYOR),
        (
            IssueRow(TOPIC.issues[0], (_CELL, None)),
            IssueRow(None, (_BARE_CELL, _CELL)),
        ),
        (MAYOR,),
        REFERENCES,
    ),
    Positions(
        TOPIC,
        (CITY,),
        (IssueRow(None, (Cell(Stance.FOR, (POSITION,), LINE, MAYOR),)),),
        (),
        (),
        repeated=(CITY,),
    ),
    Positions(TOPIC, (CITY,), (), (), ()),
)
