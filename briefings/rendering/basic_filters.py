"""What templates can do with any value: mark it, link it, say its date."""

from collections.abc import Iterable
from datetime import datetime

from briefings.answers.types import Report
from briefings.models import Event
from briefings.rendering import date_words as dates
from briefings.rendering.dialects.dialect import Dialect, Markup
from briefings.rendering.marked_texts import Escaping
from briefings.translations import ENGLISH, Language, Message, gettext


class BasicFilters:
    """Basic filters that others use, writing in one dialect."""

    def __init__(self, dialect: Dialect, language: Language = ENGLISH) -> None:
        self._dialect = dialect
        self._language = language
        self._escape = Escaping(dialect, language)

    def _say(self, said: Message) -> Markup:
        """Put a message of ours into words; values that others wrote are escaped."""
        return self._escape(said)

    # Markup

    def strong(self, value: object) -> Markup:
        """`value` so that it stands out."""
        return self._dialect.strong(self._escape(value))

    def emphasis(self, value: object) -> Markup:
        """`value` stressed a little."""
        return self._dialect.emphasis(self._escape(value))

    def code(self, value: object) -> Markup:
        """`value` literally, as something to copy."""
        return self._dialect.code(str(value))

    def command(self, name: str) -> Markup:
        """One of the bot's commands; the name is without the slash."""
        return self._dialect.command(self._language.command(name))

    def link(self, label: object, url: str | None) -> Markup:
        """`label` leading to `url`, if there is one."""
        return self._dialect.link(label, url, self._language.say(gettext("read")))

    # Dates

    def date(self, value: datetime | str | None, width: str = "long") -> Markup:
        """A moment as its day in the reader's own zone; an EDTF date in words."""
        if isinstance(value, datetime):
            return self._dialect.moment(value, self.day(value, width))
        return Markup(dates.in_words(value, width, self._language))

    def day(self, value: datetime | str | None, width: str = "long") -> Markup:
        """A date in words; for a moment, its day where it was written."""
        day = value.date().isoformat() if isinstance(value, datetime) else value
        return Markup(dates.in_words(day, width, self._language))

    def said_on(self, reports: Iterable[Report]) -> Markup:
        """When words were said, or at least the day on which one of these reports appeared."""
        found = list(reports)
        said = next((one.quote.spoken_on for one in found if one.quote.spoken_on), None)
        if said:
            return self.date(said)
        days = (one.article.date_published for one in found)
        appeared = next((self.day(day) for day in days if day), None)
        if appeared is None:
            return self._say(dates.UNDATED)
        return self._say(gettext("reported %(day)s", day=appeared))

    def when(self, event: Event) -> Markup:
        """The days of an event, from its start to its end if it has one."""
        return Markup(dates.days_of(event, self._language))
