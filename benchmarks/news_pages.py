"""Quotations that readers found in news pages and stories kept outside the repository.

`news_pages.jsonl` and `story_readings.jsonl` hold none of their text. They give, for each page,
offsets into its `articleBody` or `text`: of words that somebody says, with the speaker; of words in
quotation marks that nobody says (terms, titles, irony); and of those the reader would not judge. A
slash separates equally right names. The pages are from 2019, from about a hundred outlets: half a
was read before rules were changed, half b after. The stories are from 2013 to 2018, from some forty
outlets: half c was read first and its kinds of error fixed, then half d was read.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefings.analysis import NAMED_FROM, FoundQuote, Rule, find_quotes
from briefings.analysis.same_person import same_person

READ = Path(__file__).with_name("news_pages.jsonl")
STORIES_READ = Path(__file__).with_name("story_readings.jsonl")
PAGES = Path(__file__).parents[1] / ".." / "shared" / "pages"
STORIES = Path(__file__).parents[1] / ".." / "shared" / "stories" / "clusters_dev.jsonl"
_SLACK = 3
"""How many characters a span may differ by: marks and spaces at its ends."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What one reader found in a page. `said` has the speaker, empty if nobody is named."""

    page: str
    half: str
    text: str
    said: dict[Span, str]
    nobody: frozenset[Span]
    unjudged: frozenset[Span]

    def verdict(self, found: FoundQuote) -> str | None:
        """The speaker of a finding, "" for nobody's words, None if the reader did not judge."""
        for start, end in self.unjudged:
            if _same((start, end), found):
                return None
        return next((name for span, name in self.said.items() if _same(span, found)), "")

    def is_said(self, found: FoundQuote) -> bool:
        """Whether the reader took the words for a quotation."""
        return any(_same(span, found) for span in self.said)


def read_pages(folder: Path = PAGES) -> Iterator[ReadPage]:
    """The pages of `folder` that were read; none if the folder is missing."""
    truth = folder / "ground-truth.json"
    if truth.exists():
        bodies = json.loads(truth.read_text(encoding="utf-8"))
        yield from _readings(READ, {page: body["articleBody"] for page, body in bodies.items()})


def read_stories(file: Path = STORIES) -> Iterator[ReadPage]:
    """The articles of `file` that were read; none if it is missing."""
    if file.exists():
        with file.open(encoding="utf-8") as lines:
            articles = [json.loads(line) for line in lines]
        yield from _readings(STORIES_READ, {article["id"]: article["text"] for article in articles})


def _readings(file: Path, texts: Mapping[str, str]) -> Iterator[ReadPage]:
    for line in file.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        yield ReadPage(
            record["page"],
            record["half"],
            texts[record["page"]],
            {(start, end): name for start, end, name in record["said"]},
            frozenset((start, end) for start, end in record["nobody"]),
            frozenset((start, end) for start, end in record["unjudged"]),
        )


def is_named_rightly(found: str, wanted: str) -> bool:
    """Whether a found name is one of the equally right ones; articles don't matter."""
    for name in wanted.split("/"):
        if found == name or same_person(found, name) or _bare(found) == _bare(name):
            return True
        if _bare(found).endswith(" " + _bare(name)):
            return True  # "state-run Tarn News" for "Tarn News"
    return False


def _bare(name: str) -> str:
    return _ARTICLE.sub("", name.lower())


_ARTICLE = re.compile(r"^(?:the|an?|mr\.?) ")


@dataclass(slots=True)
class Counts:
    """Findings in several pages, compared with what readers found."""

    wanted: int = 0
    found: int = 0
    named: int = 0
    right: int = 0
    wrong: int = 0
    nobodys: int = 0
    """Findings that are nobody's words."""

    @property
    def f1(self) -> float:
        """Exact words with the right speaker; findings without a sure speaker count as missed."""
        return 2 * self.right / max(1, self.wanted + self.found)


def count(
    pages: Iterator[ReadPage],
    named_from: float = NAMED_FROM,
    without: Collection[Rule] = (),
) -> Counts:
    """What the rules find in `pages`."""
    counts = Counts()
    for page in pages:
        counts.wanted += len(page.said)
        for quote in find_quotes(page.text, named_from=named_from, without=without):
            name = page.verdict(quote)
            if name is None:
                continue
            counts.found += 1
            if not page.is_said(quote):
                counts.nobodys += 1
            elif quote.speaker is not None:
                right = is_named_rightly(quote.speaker, name)
                counts.named += 1
                counts.right += right
                counts.wrong += not right
    return counts


def _same(span: Span, found: FoundQuote) -> bool:
    return abs(span[0] - found.start) <= _SLACK and abs(span[1] - found.end) <= _SLACK
