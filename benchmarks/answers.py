"""How fast questions are answered: `python -m benchmarks.answers [digest folder …]`.

Times each question over the bundled digest (or the folders given), and over a made-up one with
10,000 quotations of one person.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from briefings.answers import Answers
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
from briefings.digest import load
from briefings.library import Library
from briefings.models import Actor, Article, Citation, Digest, Quote, Topic

ROUNDS = 200
BUNDLED = Path(__file__).parents[1] / "seeds"


def crowded(count: int) -> Digest:
    """One person with `count` quotations, a tenth of them reported in two wordings."""

    def quote(number: int, article: str, ending: str) -> Quote:
        text = f"Statement {number} is that {number * 7919 % count} boats sailed home{ending}"
        return Quote(
            id=f"{article}-{number}",
            text=text,
            creator="ada-berg",
            spoken_on=f"20{number % 25:02}-0{number % 9 + 1}-1{number % 10}",
            citation=Citation(article=article, exact=text),
            utterance=f"u{number}",
            topics=("summit",),
        )

    return Digest(
        articles=tuple(
            Article(id=name, headline=name, publisher=name, date_published="2025-08-17")
            for name in ("daily", "courier")
        ),
        actors=(Actor(id="ada-berg", name="Ada Berg"),),
        topics=(Topic(id="summit", name="The summit"),),
        quotes=(
            *(quote(number, "daily", ".") for number in range(count)),
            *(quote(number, "courier", ", she thinks.") for number in range(0, count, 10)),
        ),
    )


def questions(digest: Digest, answers: Answers) -> list[Question]:
    """One of each kind, about the topic and the person with the most quotations."""
    topic = answers.complete_topic("")[0].id
    person = answers.complete_person("")[0].id
    words = digest.quotes[0].text.split()
    return [
        AskBrief(topic),
        AskBrief(topic, Detail.FULL),
        AskQuotes(person),
        AskQuotes(person, page=10_000),
        AskQuotes(person, topic, contains=words[0]),
        AskPositions(topic),
        AskTimeline(),
        AskSources(),
        AskDifferences(),
        AskWho(person),
        AskSearch(person.split("-")[-1]),
        AskCheck(f"“{' '.join(words)}” and “{' '.join(words[1:])} anyway”"),
        AskHelp(),
    ]


def asked(answers: Answers, question: Question) -> list[float]:
    """Milliseconds of each round, including the first, which lays out and compares."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        answers.ask(question)
        times.append((time.perf_counter() - start) * 1e3)
    return times


def completed(complete: Callable[[str], object]) -> list[float]:
    times = []
    for _ in range(ROUNDS // 10):
        for text in ("", "a", "be", "zel", "summ", "whitc", "qqqq"):
            start = time.perf_counter()
            complete(text)
            times.append((time.perf_counter() - start) * 1e3)
    return times


def row(name: str, times: list[float]) -> str:
    first, ordered = times[0], sorted(times)
    middle, high = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    return f"{name:<44}{first:>9.2f}{middle:>9.2f}{high:>9.2f}\n"


def measure(name: str, digest: Digest) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(f"sqlite:///{folder}/db") as library:
        library.store(digest, "files")
        start = time.perf_counter()
        answers = Answers(library)
        built = (time.perf_counter() - start) * 1e3
        sys.stdout.write(
            f"\n{name}: {len(digest.quotes):,} quotations, names read in {built:.0f} ms\n"
            f"{'ms':<44}{'first':>9}{'p50':>9}{'p99':>9}\n"
        )
        for question in questions(digest, answers):
            shown = str(question).replace("Detail.", "")
            label = shown if len(shown) < 44 else shown[:42] + "…"
            sys.stdout.write(row(label, asked(answers, question)))
        sys.stdout.write(row("complete_topic", completed(answers.complete_topic)))
        sys.stdout.write(row("complete_person", completed(answers.complete_person)))


def main(folders: list[Path]) -> None:
    measure("bundled digest", load(folders or [BUNDLED]))
    measure("one person's", crowded(10_000))


if __name__ == "__main__":
    main([Path(folder) for folder in sys.argv[1:]])
