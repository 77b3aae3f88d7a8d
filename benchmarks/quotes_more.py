"""Named speakers, set by set: how many are wrong, and how reliable confidences are."""

import collections
import itertools
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from benchmarks.news_pages import count, read_pages, read_stories
from benchmarks.passages import passages
from briefings.analysis import NAMED_FROM, FoundQuote, Rule, find_quotes
from briefings.analysis.same_person import same_person
from briefings.digest import load as load_digest
from briefings.digest import match_texts
from briefings.ingest.findings import analyse
from briefings.models import Digest, QuoteKind
from briefings.reading import ReadArticle, read_file

Say = Callable[[str], None]
SEEDS = Path(__file__).parents[1] / "seeds"
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)
_COVERS = 0.6


class Named(NamedTuple):
    """A finding that gold can judge: how sure its speaker is, and whether it is right."""

    confidence: float
    right: bool
    is_named: bool


def show_named(judge: ModuleType, name: str, articles: Sequence[dict[str, Any]], say: Say) -> None:
    """Print wrong named speakers, scare quotes taken for quotations, and reliability."""
    seen: list[Named] = []
    totals: collections.Counter[str] = collections.Counter()
    for article in articles:
        found = find_quotes(article["text"], named_from=0)
        _count_recall(article, found, totals)
        for quote in found:
            gold = gold_for(article, quote)
            if gold is None or gold["type"] == "unannotated":
                totals["scare"] += quote.kind is QuoteKind.FRAGMENT
            elif gold["type"] in ("direct", "mixed") and gold.get("speaker") and quote.speaker:
                right = is_right(judge, quote, gold)
                seen.append(Named(quote.confidence, right, quote.confidence >= NAMED_FROM))
    say(
        f"\n{name}: {len(articles)} articles, recall of direct quotations "
        f"{totals['hit'] / max(1, totals['direct']):.3f}, fragments that gold does not have "
        f"{totals['scare']}"
    )
    show_reliability(seen, say)


def show_reliability(seen: Sequence[Named], say: Say) -> None:
    """Print how often speakers of each confidence were right, and how many named were wrong."""
    for label, chosen in (
        ("every best guess", seen),
        ("named", [one for one in seen if one.is_named]),
    ):
        wrong = sum(not one.right for one in chosen)
        share = 100 * wrong / max(1, len(chosen))
        say(f"  {label:18} {len(chosen):6} wrong person {wrong:4} ({share:.1f} %)")
    cells = []
    for low, high in itertools.pairwise(EDGES):
        inside = [one.right for one in seen if low <= one.confidence < high]
        if inside:
            cells.append(f"{low:.2f}: {sum(inside) / len(inside):.3f} of {len(inside)}")
    say("  right by confidence from " + " | ".join(cells))


def _count_recall(
    article: dict[str, Any], found: Sequence[FoundQuote], totals: collections.Counter[str]
) -> None:
    for gold in article["quotes"]:
        if gold["type"] == "direct":
            totals["direct"] += 1
            totals["hit"] += any(
                min(quote.end, gold["end"]) - max(quote.start, gold["start"])
                >= _COVERS * (gold["end"] - gold["start"])
                for quote in found
            )


def gold_for(article: dict[str, Any], quote: FoundQuote) -> dict[str, Any] | None:
    """The gold quotation that covers most of a finding, if it covers six tenths."""
    best: dict[str, Any] | None = None
    most = _COVERS * (quote.end - quote.start)
    for gold in article["quotes"]:
        shared = min(quote.end, gold["end"]) - max(quote.start, gold["start"])
        if shared >= most:
            best, most = gold, shared
    return best


def is_right(judge: ModuleType, quote: FoundQuote, gold: dict[str, Any]) -> bool:
    """Compares the full name if gold has it, else the words for the speaker or the name.

    MPQA is rebuilt from token lists, which leave their token for a bracket in a few names.
    """
    if "-RRB-" in str(gold.get("speaker")):
        gold = gold | {"speaker": gold["speaker"].replace(" -RRB-", "")}
    if gold.get("speaker_canonical"):
        return bool(judge.speaker_ok(quote.speaker, gold, "canonical"))
    return bool(
        judge.speaker_ok(quote.speaker, gold, "any")
        or judge.speaker_ok(quote.speaker_surface, gold, "any")
    )


def show_pages(say: Say) -> None:
    """Print figures for exact words and full names in news pages and stories, by half."""
    pages = [*read_pages(), *read_stories()]
    if not pages:
        say("\npages: none beside the project")
    for half in sorted({page.half for page in pages}):
        counts = count(page for page in pages if page.half == half)
        say(
            f"\npages, half {half}: {counts.wanted} quotations, F1 of exact words and speaker "
            f"{counts.f1:.3f}, {counts.named} named, {counts.wrong} of them wrongly, "
            f"{counts.nobodys} found that are nobody's words"
        )


def pages_f1(without: Collection[Rule] = ()) -> dict[str, float]:
    """F1 of exact words with every best guess, by half of the pages."""
    pages = [*read_pages(), *read_stories()]
    return {
        half: count((page for page in pages if page.half == half), 0.0, without).f1
        for half in sorted({page.half for page in pages})
    }


def show_seeds(folder: Path, say: Say) -> None:
    """Print how many quotations of the bundled digest are found in its articles."""
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if not files:
        say(f"\nseeds: no articles in {folder}")
        return
    digest = load_digest([SEEDS])
    names = {actor.id: (actor.name, *actor.alternate_names) for actor in digest.actors}
    totals: collections.Counter[str] = collections.Counter()
    for article, number in _seeds(files, digest):
        found = analyse(article).quotes
        wanted = [q for q in digest.quotes if q.citation.article == number]
        for quote in found:
            same = [one for one in wanted if _bare(one.text) == _bare(quote.text)]
            totals["found"] += 1
            totals["exact"] += bool(same)
            if same and quote.speaker and same[0].creator:
                right = any(
                    same_person(n, quote.speaker) or n == quote.speaker
                    for n in names[same[0].creator]
                )
                totals["named"] += 1
                totals["wrong"] += not right
        totals["wanted"] += len(wanted)
    say(
        f"\nseeds: {totals['wanted']} quotations in the digest, {totals['found']} found, "
        f"{totals['exact']} with just these words; {totals['named']} of them named, "
        f"{totals['wrong']} wrongly"
    )


def _seeds(files: Sequence[Path], digest: Digest) -> Iterator[tuple[ReadArticle, str]]:
    for file in files:
        for article in read_file(file):
            for known in match_texts(digest, [article]):
                yield article, known


def show_passages(say: Say) -> None:
    """Print our own passages by kind: how many are all right, and wrong named speakers."""
    right: collections.Counter[str] = collections.Counter()
    silent: collections.Counter[str] = collections.Counter()
    count: collections.Counter[str] = collections.Counter()
    for passage in passages():
        count[passage.kind] += 1
        right[passage.kind] += passage.is_right(find_quotes(passage.text, named_from=0))
        silent[passage.kind] += passage.is_right(find_quotes(passage.text), may_be_silent=True)
    say("\nour passages, right of all: best guess | right or unnamed")
    for kind, number in sorted(count.items()):
        say(f"  {kind:16} {right[kind]:3} | {silent[kind]:3} of {number}")
    say(f"  {'all':16} {right.total():3} | {silent.total():3} of {count.total()}")


def _bare(text: str) -> str:
    return text.strip(" ,.").casefold()
