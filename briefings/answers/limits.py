"""How much of what is new a daily briefing shows, and what gives way first where room is short."""

from dataclasses import dataclass, replace

PLENTY = 1_000


@dataclass(frozen=True, slots=True)
class Share:
    """So much of each kind at most."""

    points: int = PLENTY
    quotes: int = PLENTY
    moves: int = PLENTY
    differences: int = PLENTY
    ahead: int = PLENTY


@dataclass(frozen=True, slots=True)
class Limits:
    a_topic: Share
    in_all: Share = Share()
    topics: int = 25

    def smaller(self) -> "Limits | None":
        """A little less; None where there is nothing left to leave out."""
        for name, least in _GIVES_WAY:
            if name == "topics":
                if self.topics > least:
                    return replace(self, topics=self.topics - 1)
            elif (shown := getattr(self.in_all, name)) > least:
                return replace(self, in_all=replace(self.in_all, **{name: shown - 1}))
        return None


_GIVES_WAY = (
    ("ahead", 1),
    ("differences", 1),
    ("moves", 1),
    ("quotes", 1),
    ("points", 3),
    ("topics", 3),
    ("moves", 0),
    ("points", 2),
    ("topics", 2),
    ("ahead", 0),
    ("differences", 0),
    ("quotes", 0),
    ("points", 1),
    ("topics", 1),
)
"""What goes first, down to how many."""

OVERVIEW = Limits(
    a_topic=Share(points=1, quotes=1, moves=1, differences=1, ahead=1),
    in_all=Share(points=5, quotes=2, moves=2, differences=2, ahead=2),
    topics=5,
)
"""Of a briefing on several topics: a line for each, and what matters most beside."""
SHORT = Limits(
    a_topic=Share(),
    in_all=Share(points=4, quotes=2, moves=2, differences=2, ahead=2),
)
FULL = Limits(a_topic=Share(points=12, quotes=3, moves=8, differences=6, ahead=8))
