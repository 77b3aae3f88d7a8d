"""The cost of laying out a reply: `python -m benchmarks.replies [--rounds N]`.

Prints median milliseconds of CPU time, with the bundled digest, to lay out the answer by its
template, to split the reply into messages, and to build discord.py's objects for the first. Other
work on the machine affects them less than the latencies of `benchmarks.latency`.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.discord.messages.custom_ids import encoder
from bot.discord.messages.layout import compose
from bot.discord.messages.pages import to_discord
from bot.service import BriefingService
from briefings.answers.questions import (
    AskBrief,
    AskDifferences,
    AskPositions,
    AskQuotes,
    AskSearch,
    AskSources,
    AskTimeline,
    AskWho,
    Question,
)
from briefings.answers.types import Answer
from briefings.rendering.renderer import Renderer

BUNDLED = Path(__file__).parents[1] / "seeds"
NOW = datetime(2025, 8, 25, tzinfo=UTC)
QUESTIONS: tuple[Question, ...] = (
    AskBrief("summit"),
    AskQuotes("steve witkoff"),
    AskPositions("territory"),
    AskTimeline("summit"),
    AskSources("summit"),
    AskDifferences("summit"),
    AskWho("volodymyr zelenskyy"),
    AskSearch("security guarantees"),
)


async def measure(rounds: int) -> None:
    started = time.process_time()
    renderer = Renderer()
    ready = time.process_time() - started
    table = Table("answer", "laid out", "cut", "objects", "together", title="ms of CPU a reply")
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/replies.sqlite3"
        async with BriefingService.open(database, [BUNDLED], clock=lambda: NOW) as service:
            for question in QUESTIONS:
                answer = await service.ask(question)
                for _ in range(20):
                    _timed(renderer, answer, question)
                times = [_timed(renderer, answer, question) for _ in range(rounds)]
                columns = [statistics.median(column) * 1000 for column in zip(*times, strict=True)]
                together = statistics.median(map(sum, times)) * 1000
                row = (f"{ms:.2f}" for ms in (*columns, together))
                table.add_row(type(answer).__name__, *row)
    console = Console()
    console.print(table)
    console.print(f"templates made ready: {ready * 1000:.0f} ms")


def _timed(renderer: Renderer, answer: Answer, question: Question) -> tuple[float, ...]:
    clock = [time.process_time()]
    reply = renderer.render(answer, question)
    clock.append(time.process_time())
    pages = compose(reply, encoder(owner=1))
    clock.append(time.process_time())
    to_discord(pages[0])
    clock.append(time.process_time())
    return tuple(after - before for before, after in pairwise(clock))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    asyncio.run(measure(parser.parse_args().rounds))
