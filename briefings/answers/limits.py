"""How much of the news a daily briefing shows, and what is cut first if room is short."""

from dataclasses import dataclass, replace

PLENTY = 1_000


@dataclass(frozen=True, slots=True)
class Share:
    """The most of each kind."""

    points: int = PLENTY
    stories: int = PLENTY
    quotes: int = PLENTY
    moves: int = PLENTY
    differences: int = PLENTY
    ahead: int = PLENTY


@dataclass(frozen=True, slots=True)
class Limits:
    a_topic: Share
    in_all: Share = Share()
    a_pinned: Share | None = None
    """The limit for a pinned topic, which may have many stories; None: as for any other."""
    topics: int = 25

    def smaller(self) -> "Limits | None":
        """A little less; None if there is nothing left to leave out."""
        for name, least in _GIVES_WAY:
            if name == "topics":
                if self.topics > least:
                    return replace(self, topics=self.topics - 1)
            elif name == "pinned":
                if self.a_pinned and (shown := self.a_pinned.points) > least:
                    return replace(self, a_pinned=replace(self.a_pinned, points=shown - 1))
            elif (shown := getattr(self.in_all, name)) > least:
                return replace(self, in_all=replace(self.in_all, **{name: shown - 1}))
        return None


_GIVES_WAY = (
    ("ahead", 1),
    ("differences", 1),
    ("moves", 1),
    ("quotes", 1),
    ("stories", 1),
    ("pinned", 2),
    ("points", 3),
    ("topics", 3),
    ("moves", 0),
    ("pinned", 1),
    ("points", 2),
    ("topics", 2),
    ("ahead", 0),
    ("differences", 0),
    ("quotes", 0),
    ("points", 1),
    ("stories", 0),
    ("topics", 1),
)
"""What to cut first, down to how many; `pinned`: key points of a pinned topic."""

OVERVIEW = Limits(
    a_topic=Share(points=1, quotes=1, moves=1, differences=1, ahead=1),
    in_all=Share(points=5, stories=3, quotes=2, moves=2, differences=2, ahead=2),
    a_pinned=Share(points=3, stories=2, quotes=1, moves=1, differences=1, ahead=1),
    topics=5,
)
"""For a briefing on several topics: a line for each, and what else matters most."""
SHORT = Limits(
    a_topic=Share(),
    in_all=Share(points=4, stories=3, quotes=2, moves=2, differences=2, ahead=2),
)
FULL = Limits(a_topic=Share(points=12, stories=12, quotes=3, moves=8, differences=6, ahead=8))
