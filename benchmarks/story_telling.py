"""The contents of stories: compared with the hand-written digest, or printed to be read.

    python -m benchmarks.story_telling              # the five seed documents against seeds/
    python -m benchmarks.story_telling --errors     # and what of seeds/ was not found
    python -m benchmarks.story_telling --print      # everything that is said of them, to be read
    python -m benchmarks.story_telling --print dev  # of every second story of the dev set

There is no public gold for key points, positions and differences: read them. In the hand-written
digest, an event counts as found if one of ours has its day and is near one of its citations, a
position if one of ours is its actor's and is near one of its citations, a discrepancy if two of our
claims are near citations of two of its claims. "Near" is within a sentence.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from briefings.analysis import find_quotes
from briefings.digest import load
from briefings.edtf import earliest, latest
from briefings.ingest.findings import analyse
from briefings.models import Digest
from briefings.reading import read
from briefings.stories.articles import ArticleFindings, Citation, StoryArticle, read_article
from briefings.stories.telling import Story, tell
from briefings.stories.vectors import DocumentFrequencies
from briefings.text.folding import fold

ROOT = Path(__file__).parents[1]
SHARED = ROOT / ".." / "shared"
CLUSTERS = SHARED / "stories" / "clusters_dev.jsonl"
DOCUMENTS = SHARED / "seeds"
UNDATED = date(2025, 8, 18)
"""The day assumed for documents without one, as in the bundled digest's notes."""
REACH = 160


def seed_articles() -> list[StoryArticle]:
    found = []
    for path in sorted(DOCUMENTS.iterdir()):
        for one in read(path.read_bytes(), path.name):
            published = one.date_published
            text = published.date().isoformat() if isinstance(published, datetime) else published
            day = date.fromisoformat(text) if text and len(text) == 10 else UNDATED
            found.append(
                StoryArticle(
                    id=f"article-{len(found)}",
                    headline=one.headline or "",
                    text=one.text,
                    day=day,
                    outlet=one.publisher,
                    provider=one.provider,
                    machine_written="trained" in str(one.digital_source_type),
                    language=one.in_language,
                    quotes=analyse(one).quotes,
                    asides=(*one.captions, *one.subheads),
                )
            )
    return found


class Gold:
    """The hand-written digest, with its citations located in the articles read."""

    def __init__(self, digest: Digest, articles: Sequence[StoryArticle]) -> None:
        self.digest = digest
        self.texts = {article.id: article.text for article in articles}
        anchors: dict[str, set[str]] = defaultdict(set)
        for cited in self._all_citations():
            anchors[cited.article].add(cited.exact)
        self.read_as = {
            gold: max(
                self.texts,
                key=lambda ours: sum(anchor in self.texts[ours] for anchor in own),
            )
            for gold, own in anchors.items()
        }

    def _all_citations(self) -> Iterable[Any]:
        digest = self.digest
        for record in [*digest.events, *digest.positions]:
            yield from record.citations
        yield from (quote.citation for quote in digest.quotes)
        for discrepancy in digest.discrepancies:
            for claim in discrepancy.claims:
                yield from claim.citations

    def is_by(self, ours: Iterable[Citation], gold: Iterable[Any]) -> bool:
        """Whether one of our citations is near one of the gold's."""
        places = defaultdict(list)
        for cited in gold:
            article = self.read_as[cited.article]
            at = self.texts[article].find(cited.exact)
            if at >= 0:
                places[article].append((at - REACH, at + len(cited.exact) + REACH))
        return any(
            start < cited.end and cited.start < end
            for cited in ours
            for start, end in places.get(cited.article, ())
        )


def overlaps(one: str, other: str) -> bool:
    return earliest(one) <= latest(other) and earliest(other) <= latest(one)


def compare(gold: Gold, story: Story, console: Console, *, errors: bool) -> None:
    digest = gold.digest
    actors = {
        fold(name): actor.id
        for actor in digest.actors
        for name in (actor.name, *actor.alternate_names)
    }
    quotes = {quote.id: quote.citation for quote in digest.quotes}
    missed: list[str] = []

    def share(kind: str, found: Sequence[tuple[str, bool]], asked: str) -> None:
        hits = sum(hit for _, hit in found)
        table.add_row(kind, str(len(found)), str(hits), f"{hits / len(found):.0%}", asked)
        missed.extend(f"{kind} not found: {name}" for name, hit in found if not hit)

    table = Table("of seeds/", "gold", "found", "", "asked", title="The five documents")
    events = [
        (
            event.name,
            any(
                overlaps(ours.start_date, event.start_date)
                and gold.is_by(ours.citations, event.citations)
                for ours in story.events
            ),
        )
        for event in digest.events
    ]
    share("events", events, "≥ 60%")
    positions = []
    for position in digest.positions:
        places = [*position.citations, *([quotes[position.quote]] if position.quote else [])]
        mine = [one for one in story.positions if actors.get(fold(one.actor)) == position.actor]
        hit = any(gold.is_by(one.citations, places) for one in mine)
        positions.append((f"{position.actor}: {position.text}", hit))
    share("positions", positions, "≥ 50%")
    discrepancies = []
    for discrepancy in digest.discrepancies:
        hit = any(
            sum(
                any(gold.is_by(ours.citations, claim.citations) for ours in one.claims)
                for claim in discrepancy.claims
            )
            > 1
            for one in story.discrepancies
        )
        discrepancies.append((discrepancy.name, hit))
    share("discrepancies", discrepancies, "≥ 8")
    console.print(table)
    if errors:
        for line in missed:
            console.print(line, markup=False, soft_wrap=True)


def print_story(console: Console, story: Story) -> None:
    def line(text: str) -> None:
        console.print(text, markup=False, soft_wrap=True)

    line(f"\n# {story.name} ({len(story.articles)} articles, {story.origins} origins)")
    for point in story.key_points:
        line(f"  key point, {point.origins} origins: {point.text}")
    for event in story.events:
        line(f"  event {event.start_date} {event.status}, {event.origins} origins: {event.name}")
    for held in story.positions:
        stance = f"{held.stance} ({held.evidence}) on {held.question}"
        line(f"  position of {held.actor}, {stance}: {held.text}")
    for one in story.discrepancies:
        line(f"  difference in {one.kind} {one.about}")
        for claim in one.claims:
            line(f"    {claim.text} [{claim.citations[0].exact}]")


def dev_stories() -> dict[str, list[ArticleFindings]]:
    stories: dict[str, list[ArticleFindings]] = defaultdict(list)
    for row in map(json.loads, CLUSTERS.read_text("utf-8").splitlines()):
        day = date.fromisoformat(row["date"][:10])
        quotes = find_quotes(row["text"], headline=row["headline"], dated=day.isoformat())
        stories[row["story"]].append(
            read_article(
                StoryArticle(
                    row["id"],
                    row["headline"],
                    row["text"],
                    day,
                    row["publisher"],
                    quotes=tuple(quotes),
                )
            )
        )
    return stories


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list what was not found")
    parser.add_argument("--print", nargs="?", const="seeds", choices=["seeds", "dev", "unread"])
    arguments = parser.parse_args()
    console = Console(width=100)
    if not DOCUMENTS.is_dir():
        console.print("the seed documents are not at hand: nothing was measured")
        return
    rarity = DocumentFrequencies().rarity
    articles = seed_articles()
    story = tell("seeds", [read_article(article) for article in articles], rarity)
    compare(Gold(load([ROOT / "seeds"]), articles), story, console, errors=arguments.errors)
    if arguments.print == "seeds":
        print_story(console, story)
    elif arguments.print:
        stories = list(dev_stories().items())
        began = time.process_time()
        told = [tell(name, own, rarity) for name, own in stories]
        seconds = time.process_time() - began
        console.print(f"{1000 * seconds / len(told):.0f} ms of CPU time a story")
        for one in told[arguments.print == "unread" :: 2]:
            print_story(console, one)


if __name__ == "__main__":
    main()
