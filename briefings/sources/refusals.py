"""Why a source can't be followed."""

from briefings.translations import gettext


class TakenError(Exception):
    """Another source has the name or the address; `str` says which.

    Attributes:
        what: the reason, for any language.
    """

    def __init__(self, name: str, *, same_name: bool) -> None:
        """`name` is the other source's; `same_name` says whether it is what is taken."""
        self.what = (
            gettext("There is already a feed called “%(name)s”.", name=name)
            if same_name
            else gettext("“%(name)s” already has this address.", name=name)
        )
        taken = "name" if same_name else "address"
        super().__init__(f"{name} has this {taken} already")


class LimitError(Exception):
    """The server already has `limit` feeds, the most it may have."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"there can be {limit} feeds")
        self.limit = limit
