"""Reading in a separate process: the results, and what a bad document can't do."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefings.reading import ReadArticle, ReadingError, read
from briefings.reading.bounded import Readers, read_bounded, read_file_bounded
from briefings.reading.transfer import from_fields, to_fields
from tests.briefings.reading.pages import AGGREGATOR, HARBOUR, HARBOUR_TITLE, MACHINE, html_page
from tests.waiting import LAST_RESORT

PAGE = html_page(
    f"<h1>{HARBOUR_TITLE}</h1>"
    + "".join(f"<p>{text}</p>" for text in HARBOUR)
    + "<h2>What now</h2><p>The <a href='/council'>council</a> meets again on Thursday at noon.</p>"
    + "<figure><figcaption>The pier</figcaption></figure>",
    '<meta property="article:published_time" content="2025-03-04T07:10:00+01:00">',
).encode()
POST = (
    b'[{"title": {"rendered": "Harbour"}, "date": "2025-03-04T07:10:00", "content": '
    b'{"rendered": "<p>KYIV, Mar 3 (Reuters) - The harbour closes for a year.</p>"}}]'
)
BREAKS = b"<html><body>" + b"a<br>" * 160_000
ATTRIBUTES = b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(400_000)) + b">Ferry</p>"


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    started = Readers(deadline=LAST_RESORT)
    yield started
    started.close()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PAGE, "page.html"),
        (AGGREGATOR.encode(), "page.txt"),
        (MACHINE.encode(), "note.txt"),
        (POST, "post.json"),
    ],
)
def test_the_articles_are_the_same(readers: Readers, data: bytes, name: str) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    url = "https://courier.example/a"
    assert readers.read(data, name, url=url, now=now) == read(data, name, url=url, now=now)


def test_an_article_survives_serialisation() -> None:
    for article in (*read(PAGE), *read(AGGREGATOR.encode()), *read(MACHINE.encode())):
        assert from_fields(to_fields(article)) == article
    assert from_fields(to_fields(ReadArticle(text="x", reposted_on="2025-03-04"))).reposted_on


def test_an_unreadable_document_is_reported_as_by_read(readers: Readers) -> None:
    for data in (b"", b"%PDF-1.7", b"<html><body></body></html>", b'{"a": 1}', b"Home\nMenu\n"):
        with pytest.raises(ReadingError) as direct:
            read(data, "doc")
        with pytest.raises(ReadingError) as bounded:
            readers.read(data, "doc")
        assert str(bounded.value) == str(direct.value)


def test_a_document_that_takes_too_long_is_refused_in_one_line() -> None:
    readers = Readers(deadline=0.5, patience=LAST_RESORT)
    try:
        with pytest.raises(ReadingError, match=r"^slow: takes longer than 0\.5 seconds") as caught:
            readers.read(ATTRIBUTES, "slow")
        assert "\n" not in str(caught.value)
    finally:
        readers.close()


def test_a_process_waiting_on_a_busy_machine_is_not_abandoned() -> None:
    readers = Readers(deadline=2, patience=LAST_RESORT / 2)
    try:
        assert len(readers.read(POST, "post")) == 1
        (pid,) = (pid for pid in children() if pid in _own(readers))
        os.kill(pid, signal.SIGSTOP)
        threading.Timer(3.0, os.kill, (pid, signal.SIGCONT)).start()
        assert len(readers.read(POST, "post")) == 1
    finally:
        readers.close()


def test_a_process_without_cpu_time_is_finally_abandoned() -> None:
    readers = Readers(deadline=LAST_RESORT)
    try:
        assert len(readers.read(POST, "post")) == 1
        (pid,) = (pid for pid in children() if pid in _own(readers))
        os.kill(pid, signal.SIGSTOP)
        readers._patience = 0.001
        with pytest.raises(ReadingError, match=f"takes longer than {LAST_RESORT:g} seconds"):
            readers.read(POST, "starved")
    finally:
        readers.close()


def test_the_first_document_does_not_pay_for_loading_the_parsers() -> None:
    code = (
        "import signal, sys\n"
        "from briefings.reading import worker\n"
        "def note(_, seconds):\n"
        "    print(seconds, [name for name in worker.PARSERS if name not in sys.modules])\n"
        "signal.setitimer = note\n"
        "given = dict(name='x', content_type=None, url=None, now='2026-01-01', deadline=5)\n"
        "worker._answer(given, b'')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["5 []", "0 []"]


def _own(readers: Readers) -> set[int]:
    """The processes of these readers."""
    return {one._process.pid for one in readers._idle.queue if one._process}


def test_documents_after_an_abandoned_one_are_read() -> None:
    readers = Readers(deadline=1, patience=LAST_RESORT)
    try:
        with pytest.raises(ReadingError, match="takes longer than 1 seconds"):
            readers.read(BREAKS, "slow")
        assert len(readers.read(PAGE, "page")) == 1
        assert len(readers.read(PAGE, "page")) == 1
    finally:
        readers.close()


def test_a_document_that_takes_too_much_memory_is_refused_and_the_next_is_read() -> None:
    readers = Readers(deadline=LAST_RESORT, memory=150_000_000)
    large = ('{"title": "\U0001f6a2' + "a" * 18_000_000 + '"}').encode()
    try:
        with pytest.raises(ReadingError, match=r"^large: takes too much memory"):
            readers.read(large, "large")
        assert len(readers.read(POST, "post")) == 1
    finally:
        readers.close()


def test_a_process_that_cannot_start_is_reported_in_one_line() -> None:
    readers = Readers(memory=2**70)  # a limit that no system can set
    with pytest.raises(ReadingError, match="does not start"):
        readers.read(PAGE, "page")


def test_a_process_killed_from_outside_is_replaced(readers: Readers) -> None:
    assert len(readers.read(POST, "post")) == 1
    assert children()
    for pid in children():
        os.kill(pid, signal.SIGKILL)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    assert len(readers.read(POST, "post")) == 1


def test_a_parser_without_memory_to_start_is_reported_in_one_line() -> None:
    readers = Readers(deadline=LAST_RESORT, memory=60_000_000)
    try:
        with pytest.raises(ReadingError, match=r"^page: [^\n]+$"):
            readers.read(PAGE, "page")
    finally:
        readers.close()


def children() -> list[int]:
    """This process's children that read documents."""
    found = Path(f"/proc/self/task/{threading.main_thread().native_id}/children").read_text()
    return [
        int(pid)
        for pid in found.split()
        if b"briefings.reading.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]


def test_several_threads_share_the_processes(readers: Readers) -> None:
    found: list[int] = []

    def one() -> None:
        found.append(len(readers.read(PAGE, "page")))

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 6


def test_a_plain_text_starts_no_process() -> None:
    code = (
        "from briefings.reading.bounded import read_bounded, _readers;"
        "read_bounded(b'A title of words\\n\\nThe ferry sails again from Thursday, it was said.');"
        "print([p._process for p in list(_readers._idle.queue)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[None]"


def test_no_module_of_the_working_folder_is_run(tmp_path: Path) -> None:
    for name in ("json", "lxml", "trafilatura", "resource", "sitecustomize", "briefings"):
        (tmp_path / f"{name}.py").write_text("open('run', 'w').close()\n")
    code = (
        "import os, sys; from briefings.reading.bounded import read_bounded;"
        f"os.chdir({str(tmp_path)!r}); print(len(read_bounded(sys.stdin.buffer.read())))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=PAGE, capture_output=True, check=True)
    assert done.stdout.strip() == b"1"
    assert not (tmp_path / "run").exists()


def test_the_programs_own_readers_read_files(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    assert read_file_bounded(path) == read_bounded(PAGE, str(path))
    with pytest.raises(ReadingError, match="cannot be opened"):
        read_file_bounded(tmp_path / "missing.html")
