"""Template errors that can be given in the reader's language."""

from briefings.translations import Message


class SayableError(Exception):
    """What is wrong with a template, in our own words.

    Attributes:
        what: the problem, for any language; `str` is English.
    """

    def __init__(self, what: Message) -> None:
        super().__init__(str(what))
        self.what = what
