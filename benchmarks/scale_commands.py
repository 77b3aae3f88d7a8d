"""How fast this process answers questions from a library of any size.

    python -m benchmarks.scale_commands [--size N] [--database sqlite|postgresql] [--rounds N]
                                        [--cache FOLDER] [--url URL] [--only WORD ...]

Asks each question about many different people, topics and words, so that nothing is cached from an
earlier one; includes laying out the reply, but not the cache of replies. Also prints the time to
start, memory, how soon a new article is served, and how long the event loop was blocked meanwhile.
"""

import argparse
import asyncio
import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks.scale import CACHE, libraries
from benchmarks.scale_data import News
from bot.service import BriefingService
from briefings.answers.questions import (
    AskBrief,
    AskCheck,
    AskDifferences,
    AskHelp,
    AskPositions,
    AskQuotes,
    AskSearch,
    AskSources,
    AskTimeline,
    AskWho,
    Detail,
    Question,
)
from briefings.library import Library
from briefings.models import Article, Citation, Digest, Quote
from briefings.rendering.renderer import Renderer

Case = tuple[str, Sequence[Question]]


def resident() -> float:
    """Megabytes of memory that this process uses now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


class Subjects:
    """What to ask about: a fixed sample of a library's contents, the much quoted and others."""

    def __init__(self, service: BriefingService, rounds: int, seed: int = 7) -> None:
        self.rng = random.Random(seed)  # noqa: S311  # no secret
        directory = service.answers.directory
        quoted = sorted(filter(directory.utterances, directory.actors), key=directory.utterances)
        self.people = self._some(quoted[-50:], rounds // 2) + self._some(quoted, rounds // 2)
        self.names = [directory.actors[one].name for one in self.people]
        self.topics = self._some([*filter(directory.has_evidence, directory.subjects)], rounds)
        with service.library.read() as reader:
            said = [
                one.lead.text
                for person in self.people
                for one in reader.utterances(creators=[person], limit=3)
            ]
            self.headlines = [one.article.headline for one in reader.evidence(None, limit=rounds)]
        self.said = self._some(said, rounds)
        self.words = self._some([word for text in said for word in text.split()], rounds)

    def _some(self, found: Sequence[str], count: int) -> list[str]:
        return [self.rng.choice(found) for _ in range(count)]

    def typo(self, text: str) -> str:
        at = self.rng.randrange(1, max(2, len(text) - 1))
        return text[:at] + self.rng.choice("aeiou") + text[at + 1 :]


def cases(of: Subjects) -> Iterable[Case]:
    """Every command and button."""
    each = list(zip(of.people, of.topics, of.words, of.names, of.said, strict=False))
    yield "/brief", [AskBrief(topic) for topic in of.topics]
    yield "/brief detail:full", [AskBrief(topic, Detail.FULL) for topic in of.topics]
    yield "/quote", [AskQuotes(person) for person in of.people]
    yield "/quote misspelt", [AskQuotes(of.typo(name)) for name in of.names]
    yield "/quote page 2 … 40", [AskQuotes(p, page=of.rng.randint(2, 40)) for p in of.people]
    yield "/quote topic", [AskQuotes(person, topic) for person, topic, *_ in each]
    yield "/quote contains", [AskQuotes(p, None, word[:50]) for p, _, word, *_ in each]
    yield "/positions", [AskPositions(topic) for topic in of.topics]
    yield "/timeline", [AskTimeline(topic) for topic in of.topics]
    yield "/timeline all, pages", [AskTimeline(None, n % 90 + 1) for n in range(len(each))]
    yield "/sources", [AskSources(topic) for topic in of.topics]
    yield "/sources all, pages", [AskSources(None, n % 200 + 1) for n in range(len(each))]
    yield "/differences", [AskDifferences(topic) for topic in of.topics]
    yield "/who", [AskWho(person) for person in of.people]
    yield "/search a word", [AskSearch(word[:70]) for word in of.words]
    yield "/search the", [AskSearch(word) for word in ("the", "to the", "and the", "a the")]
    yield "/search a name", [AskSearch(name[:70]) for name in of.names]
    yield "/search a headline", [AskSearch(line[:70]) for line in of.headlines]
    yield "/help", [AskHelp()]
    yield "Check quotes: verbatim", [AskCheck(f"{n}: “{s}”") for *_, n, s in each]
    yield "Check quotes: a part", [AskCheck(f"“{_part(said)}”") for said in of.said]
    yield "Check quotes: altered", [AskCheck(f"“{_altered(of, said)}”") for said in of.said]
    yield "Check quotes: unknown", [AskCheck(f"“{_mixed(of)}”") for _ in each]


def _part(said: str) -> str:
    words = said.split()
    return " ".join(words[1:7])


def _altered(of: Subjects, said: str) -> str:
    words = said.split()
    words[of.rng.randrange(len(words))] = of.rng.choice(of.words)
    return " ".join(words)


def _mixed(of: Subjects) -> str:
    return " ".join(of.rng.choice(of.words) for _ in range(12))


def milliseconds(work: Callable[[], object]) -> tuple[float, float]:
    """Wall-clock and this thread's CPU time: they differ on a busy machine."""
    start, busy = time.perf_counter(), time.thread_time()
    work()
    return (time.perf_counter() - start) * 1e3, (time.thread_time() - busy) * 1e3


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


def row(name: str, times: Sequence[tuple[float, float]]) -> None:
    clock, busy = ([one[which] for one in times] for which in (0, 1))
    shown = "".join(
        f"{percentile(values, share):>9.2f}"
        for values, share in ((clock, 0.5), (clock, 0.99), (busy, 0.5), (busy, 0.99))
    )
    sys.stdout.write(f"{name:<32}{len(times):>6}{shown}\n")
    sys.stdout.flush()


def measure(service: BriefingService, rounds: int, only: Sequence[str] = ()) -> None:
    """Ask all kinds of questions, or only those with one of `only` in their names."""
    subjects = Subjects(service, rounds)
    today = service.clock().date()
    sys.stdout.write(f"{'ms':<32}{'n':>6}{'p50':>9}{'p99':>9}{'CPU p50':>9}{'CPU p99':>9}\n")
    for name, questions in cases(subjects):
        if only and not any(word in name for word in only):
            continue
        row(name, [milliseconds(lambda q=q: service.lay_out(q, today)) for q in questions])
    if only and "autocomplete" not in only:
        return
    answers = service.answers
    typed = [name[:size] for name in subjects.names for size in (1, 2, 4, 7)]
    wrong = [subjects.typo(name) for name in subjects.names]
    for name, complete in (
        ("autocomplete: person", answers.complete_person),
        ("autocomplete: topic", answers.complete_topic),
        ("autocomplete: side", lambda text: answers.complete_side("", text)),
        ("autocomplete: search", answers.complete_search),
    ):
        row(name, [milliseconds(lambda t=t: complete(t)) for t in typed])  # noqa: B023  # called at once
        row(f"{name}, misspelt", [milliseconds(lambda t=t: complete(t)) for t in wrong])  # noqa: B023  # called at once


def an_article(number: int) -> Digest:
    text = f"The ferry number {number} came home, as nobody had thought it would."
    article = Article(id=f"new-{number}", headline=f"Ferry {number}", publisher="The Harbour Post",
                      date_published="2025-09-01", text=text)  # fmt: skip
    quote = Quote(
        id=f"new-{number}-1", text=text, creator=None, spoken_on="2025-09-01",
        citation=Citation(article=article.id, exact=text, start=0, end=len(text)),
        utterance=f"new-{number}",
    )  # fmt: skip
    return Digest(articles=(article,), quotes=(quote,))


async def follow(service: BriefingService, url: str, count: int = 20) -> None:
    """How soon a new article is served that another library stores, and the loop's pauses."""
    waits, pauses = list[tuple[float, float]](), list[tuple[float, float]]()
    stop = asyncio.Event()

    async def tick() -> None:
        while not stop.is_set():
            start = time.perf_counter()
            await asyncio.sleep(0.001)
            pauses.append(((time.perf_counter() - start) * 1e3 - 1, 0.0))

    ticking = asyncio.ensure_future(tick())
    with Library.open(url) as library:
        for number in range(count):
            await asyncio.to_thread(library.store, an_article(number), f"new {number}")
            start = time.perf_counter()
            assert await service.follow()  # noqa: S101  # else nothing is measured
            waits.append(((time.perf_counter() - start) * 1e3, 0.0))
        stop.set()
        await ticking
        row("a new article: to follow", waits)
        row("the event loop's pauses", pauses)
        for number in range(count):
            library.remove(f"new {number}")


async def main(url: str, rounds: int, only: Sequence[str]) -> None:
    before, start = resident(), time.perf_counter()
    # Not `BriefingService.open`: it would replace the made-up digests with digest files.
    with Library.open(url) as library:
        service = BriefingService(library, Renderer(), [])
        started = time.perf_counter() - start
        sys.stdout.write(f"start {started:.2f} s, {before:.0f} MB before, {resident():.0f} after\n")
        measure(service, rounds, only)
        if not only:
            await follow(service, url)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(f"resident {resident():.0f} MB, at most {peak:.0f} MB\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="articles of a made-up library")
    parser.add_argument("--database", default="sqlite", choices=["sqlite", "postgresql"])
    parser.add_argument("--cache", type=Path, default=CACHE, help="where filled libraries are kept")
    parser.add_argument("--url", help="a library of your own instead; it is changed for a while")
    parser.add_argument("--rounds", type=int, default=200, help="questions of each kind")
    parser.add_argument("--only", nargs="+", default=(), help="kinds with one of these words")
    arguments = parser.parse_args()
    if arguments.url:
        asyncio.run(main(arguments.url, arguments.rounds, arguments.only))
    else:
        with libraries(arguments.database, arguments.cache, News(), arguments.size) as url:
            asyncio.run(main(url, arguments.rounds, arguments.only))
