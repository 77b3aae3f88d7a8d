"""A reader's language: puts messages, numbers, lists and dates into words.

The one here is English, which needs no catalogue; `translated` has all others. A language is a
value passed to whatever puts something into words. Nothing is set for a thread or a task: one reply
may contain texts for two readers, and a cached reply serves many.
"""

from collections.abc import Callable, Sequence
from datetime import date, time

from briefings.translations.message import (
    Command,
    Listed,
    Message,
    Option,
    Said,
    Sentences,
    Trusted,
    Value,
    Weekday,
    fill,
)

_MONTHS = {
    "long": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "short": (
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec",
    ),
}  # fmt: skip
"""As in Unicode's CLDR for en_GB, whose data takes five megabytes as a whole."""
_WEEKDAYS = {
    "long": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "short": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


class Language:
    """English. Immutable; two with the same tag are equal."""

    __slots__ = ("tag",)

    def __init__(self, tag: str = "en") -> None:
        self.tag = tag
        """BCP 47: `en`, `de`."""

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.tag == self.tag

    def __hash__(self) -> int:
        return hash(self.tag)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.tag!r})"

    # Words

    def say(self, said: Said, escape: Callable[[str], str] = str) -> str:
        """`said` in this language.

        Args:
            escape: guards what others wrote; returns guarded text as it is.
        """
        match said:
            case Message():
                values = {name: self._value(one, escape) for name, one in said.values}
                return fill(self._text(said), values)
            case Sentences(parts, between):
                return between.join(filter(None, (self._value(part, escape) for part in parts)))
            case Trusted():
                return said
            case _:
                return escape(said)

    def _text(self, message: Message) -> str:
        """The message's text, with placeholders for its values."""
        return message.plural if message.plural and message.count != 1 else message.text

    def _value(self, value: Value, escape: Callable[[str], str]) -> str:
        match value:
            case int():
                return self.number(value)
            case Trusted():
                return value
            case time():
                return self.clock(value)
            case Listed(items, last):
                return self.listed([self._value(one, escape) for one in items], last)
            case Command(name):
                return f"/{self.command(name)}"
            case Option(name):
                return self.option(name)
            case Weekday(number):
                return self.weekday(number, "short")
            case _:
                return self.say(value, escape)

    def command(self, name: str) -> str:
        """A command as readers see it, by its English name without the slash."""
        return " ".join(self.say(Message(word, context="command")) for word in name.split(" "))

    def option(self, name: str) -> str:
        """An option of a command as readers see it, by its English name."""
        return self.say(Message(name, context="option"))

    # Numbers and lists

    def number(self, value: int) -> str:
        """`2,000`."""
        return f"{value:,}"

    def listed(self, texts: Sequence[str], last: str = "and") -> str:
        """`A, B and C`; `last` is "and", "or" or ","."""
        if len(texts) < 2 or last == ",":
            return ", ".join(texts)
        return f"{', '.join(texts[:-1])} {last} {texts[-1]}"

    # Dates

    def dated(self, year: int, month: int = 0, day: int = 0, width: str = "long") -> str:
        """A year, or a month or day of it: "17 August 2025".

        Args:
            month: 0 if unknown; the same for `day`.
            width: "long", or "short" for abbreviated months.
        """
        words = [str(year)]
        if month:
            words.append(_MONTHS[width][month - 1])
        if day:
            words.append(str(day))
        return " ".join(reversed(words))

    def days(self, year: int, month: int, first: int, last: int, width: str = "long") -> str:
        """Days of one month: "15–18 August 2025"."""
        return f"{first}–{self.dated(year, month, last, width)}"

    def full_date(self, day: date) -> str:
        """A day with its weekday: "Sunday 17 August 2025"."""
        return f"{self.weekday(day.weekday())} {self.dated(day.year, day.month, day.day)}"

    def weekday(self, number: int, width: str = "long") -> str:
        """A day of the week; Monday is 0."""
        return _WEEKDAYS[width][number]

    def clock(self, value: time) -> str:
        """A time of day, on the 24-hour clock: "08:00"."""
        return f"{value:%H:%M}"


ENGLISH = Language()
