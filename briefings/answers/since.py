"""Since when something is new to a reader, as stored in a question and its buttons."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar, Self

from briefings.answers.shorthand import base36, from_base36

_MINUTE = 60
_LAST_MINUTE = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp()) // _MINUTE
_LAST_PLACE = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Since:
    """A reader's last brief on a topic."""

    at: datetime
    """When it was given: timezone-aware, to the minute."""
    place: int
    """Later articles are at this place in the library or behind it: `Reader.next_place` then; 0
    without an earlier brief, when nothing is new."""

    FIRST: ClassVar["Since"]
    """For a reader without a known earlier brief: nothing is marked."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", self.at.astimezone(UTC).replace(second=0, microsecond=0))

    def shortened(self) -> str:
        """`MINUTES.PLACE` in base 36, minutes since 1970: some eleven characters."""
        if not self.place:
            return "0"
        return f"{base36(int(self.at.timestamp()) // _MINUTE)}.{base36(self.place)}"

    @classmethod
    def restored(cls, text: str) -> Self:
        """The value written by `shortened`. Raises ValueError if it is not one."""
        if text == "0":
            return cls(_EPOCH, 0)
        minutes, _, place = text.partition(".")
        at = from_base36(minutes, _LAST_MINUTE) * _MINUTE
        return cls(datetime.fromtimestamp(at, UTC), from_base36(place, _LAST_PLACE))


_EPOCH = datetime.fromtimestamp(0, UTC)
Since.FIRST = Since(_EPOCH, 0)
