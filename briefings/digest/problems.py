"""Problems of digest files, described so that a person can fix them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    As a string it is one line: ``file:line: field: message — what was expected``, without unknown
    parts.
    """

    file: Path | None
    """None if the digest did not come from files."""
    line: int
    """From 1; 0 for the file as a whole."""
    field: str
    """The place in the file, such as ``quotes[3].citation.exact``; may be empty."""
    message: str
    may_follow: bool = False
    """Whether it may only follow from the others, which are reported first."""

    def __str__(self) -> str:
        place = "" if self.file is None else str(self.file)
        if self.line:
            place = f"{place}:{self.line}"
        return ": ".join(
            " ".join(part.split()) for part in (place, self.field, self.message) if part
        )

    @property
    def sort_key(self) -> tuple[bool, bool, str, int, str, str]:
        file = str(self.file or "")
        return (self.may_follow, not file, file, self.line, self.field, self.message)


class DigestError(Exception):
    """Digest files that can't be used, with everything that is wrong with them.

    Attributes:
        problems: at least one, ordered by file and line, those that may follow from others last.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(
            sorted(set(problems), key=lambda problem: problem.sort_key)
        )
        super().__init__("\n".join(map(str, self.problems)))
