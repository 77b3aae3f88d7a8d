"""Errors of templates that are said in the language of whoever reads them."""

from briefings.translations import Message


class SayableError(Exception):
    """What is wrong with a template, in our own words.

    Attributes:
        what: that, to be said in any language; `str` is English.
    """

    def __init__(self, what: Message) -> None:
        super().__init__(str(what))
        self.what = what
