"""Stories outlive processes, and several processes make the same ones."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefings.ingest import Ingestor
from briefings.library import Library
from tests.briefings.ingest.story_articles import many
from tests.briefings.ingest.test_stories import sound

ROOT = Path(__file__).resolve().parents[3]
ARTICLES = 300


@contextmanager
def storing(url: str, first: int, last: int) -> Iterator["subprocess.Popen[str]"]:
    """A process that stores these articles."""
    command = [sys.executable, "-m", "tests.briefings.ingest.storing", url, str(first), str(last)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(process: "subprocess.Popen[str]", number: int) -> None:
    """Wait until the process has stored `number` articles."""
    assert process.stdout is not None
    for line in process.stdout:
        if int(line) >= number:
            return
    raise AssertionError("the process ended early")


def events(library: Library) -> set[frozenset[int]]:
    """The events that each story reports: see `many`."""
    with library.read() as reader:
        members = reader.articles_of_stories(one.id for one in reader.stories())
        articles = reader.articles([one for ids in members.values() for one in ids])
        return {
            frozenset(int((articles[one].url or "").rpartition("/")[2]) // 10 for one in ids)
            for ids in members.values()
        }


def test_nothing_is_lost_or_doubled_when_the_process_is_killed(url: str) -> None:
    for number in (30, 90):
        with storing(url, 0, ARTICLES) as process:
            wait_for(process, number)
            process.kill()
    with Library.open(url) as library:
        digest = sound(library)
        assert 90 <= len(digest.articles) < ARTICLES
        list(Ingestor(library).add(many(ARTICLES)))
        digest = sound(library)
        assert len(digest.articles) == ARTICLES
        assert len(digest.quotes) == ARTICLES
        assert len(digest.topics) == ARTICLES // 10
        assert events(library) == {frozenset({number}) for number in range(ARTICLES // 10)}
        with library.read() as reader:
            assert not reader.stories_due()


def test_two_processes_that_write_at_once_make_the_same_stories(url: str) -> None:
    with storing(url, 0, 45) as one, storing(url, 45, 90) as other:
        assert one.wait() == other.wait() == 0
    with Library.open(url) as library:
        assert len(sound(library).articles) == 90
        assert events(library) == {frozenset({number}) for number in range(9)}
