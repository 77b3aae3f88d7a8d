"""What a platform's markup can express. Templates and filters write only through this."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from briefings.translations import Message


class Markup(str):
    """Text in a dialect that is safe as it is: a template's own, or made safe by `escape`."""

    __slots__ = ()


class Dialect(Protocol):
    """Writes what a template means in one platform's markup.

    Methods that take `Markup` trust it and add to it; text from an article or a person goes through
    `escape` first. Texts "within a line" come back without a line break, "whole lines" come back
    without one at their end.
    """

    @property
    def name(self) -> str:
        """Its name in configuration and errors, in lower case."""

    @property
    def removed_example(self) -> Message:
        """A word or two that show how `removed` looks, for a legend."""

    @property
    def added_example(self) -> Message:
        """The same for `added`."""

    # Within a line.

    def escape(self, value: object) -> Markup:
        """`value` so that a reader sees exactly its words, wherever on a line it is.

        It can't format, link, mention or run anything. `Markup` is returned as it is.
        """

    def strong(self, text: Markup) -> Markup:
        """`text` so that it stands out; "" stays ""."""

    def emphasis(self, text: Markup) -> Markup:
        """`text` slightly stressed, like a title within a sentence; "" stays ""."""

    def removed(self, text: Markup) -> Markup:
        """Words that a comparison finds only in the first text; "" stays ""."""

    def added(self, text: Markup) -> Markup:
        """Words that a comparison finds only in the second text, or that a search found."""

    def code(self, text: str) -> Markup:
        """Any unescaped `text`, literally, as something to copy."""

    def command(self, name: str) -> Markup:
        """A command that a reader can give; `name` is without the slash."""

    def link(self, label: object, url: str | None, read: str = "read") -> Markup:
        """`label`, escaped unless it is `Markup`, leading to `url`.

        Only the label if `url` is None or not an http(s) address.

        Args:
            read: the text of the link after a label that can't be one.
        """

    def citations(self, places: Iterable[tuple[int, str | None]]) -> Markup:
        """The numbers of the places a line rests on: ``[1] [2]``.

        Args:
            places: number and address. The numbers lead there if the dialect can hide an address
                behind them.
        """

    def source(self, number: int, words: Markup, url: str | None) -> Markup:
        """A place in the list of sources: its number and words to find it by.

        With its address if `citations` could not lead there.
        """

    def moment(self, moment: datetime, day: str) -> Markup:
        """The day of `moment` (aware), in the reader's own zone if the platform knows it.

        Args:
            day: the day in words, where it was written.
        """

    # Whole lines.

    def heading(self, text: Markup) -> Markup:
        """The heading of a part of a reply."""

    def small(self, text: Markup) -> Markup:
        """A line of small print."""

    def item(self, text: Markup, number: int | None = None) -> Markup:
        """A list item, numbered if `number` is given."""

    def quotation(self, paragraphs: Sequence[Markup]) -> Markup:
        """Words that somebody else said, set apart; one line per paragraph."""
