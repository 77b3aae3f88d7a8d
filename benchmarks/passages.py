"""Our own short passages by kind, with the right answers, for tests and benchmarks.

Each file of tests/briefings/analysis/passages holds one kind. A quotation is written `words |
speaker | status`; ` / ` separates equally right speakers, `nobody` means that no name is right, and
the status defaults to `said`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from briefings.analysis import FoundQuote

FOLDER = Path(__file__).parents[1] / "tests" / "briefings" / "analysis" / "passages"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quotation in a passage. None in `speakers`: naming nobody is right."""

    words: str
    speakers: tuple[str | None, ...]
    status: str

    def is_right(self, found: FoundQuote, *, may_be_silent: bool = False) -> bool:
        """Whether `found` is this quotation, of this speaker, with this status.

        `may_be_silent`: a quotation without a speaker is not wrong.
        """
        silent = may_be_silent and found.speaker is None
        return (
            _bare(found.text) == _bare(self.words)
            and (silent or found.speaker in self.speakers)
            and found.status.value == self.status
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of one `kind` and the quotations in it, in order."""

    kind: str
    number: int
    text: str
    wanted: tuple[Wanted, ...]

    def is_right(self, found: list[FoundQuote], *, may_be_silent: bool = False) -> bool:
        """Whether exactly the wanted quotations were found."""
        return len(found) == len(self.wanted) and all(
            wanted.is_right(quote, may_be_silent=may_be_silent)
            for wanted, quote in zip(self.wanted, found, strict=True)
        )


def passages(folder: Path = FOLDER) -> Iterator[Passage]:
    """The passages of every file, in the order of the files' names."""
    for file in sorted(folder.glob("*.yaml")):
        records = yaml.safe_load(file.read_text(encoding="utf-8"))
        for number, record in enumerate(records, start=1):
            wanted = tuple(_wanted(line) for line in record["quotes"])
            yield Passage(file.stem, number, record["text"], wanted)


def _wanted(line: str) -> Wanted:
    words, speakers, *status = (part.strip() for part in line.split(" | "))
    named = (None if one == "nobody" else one for one in speakers.split(" / "))
    return Wanted(words, tuple(named), status[0] if status else "said")


def _bare(words: str) -> str:
    return words.rstrip(",")
