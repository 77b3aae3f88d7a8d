"""A server's template can't do harm: an endless one costs one error message."""

import asyncio
import io
import json
import pickle
import resource
import textwrap
import time
from datetime import date
from pathlib import Path

import pytest

from bot.daily import server_template as workshop
from bot.daily import template_process as workbench
from bot.daily.server_template import FILE, MOST_CHARACTERS, TemplateError, TemplateRunner
from briefings.answers.daily import DailyBriefing
from briefings.rendering.renderer import TEMPLATES, Renderer
from briefings.rendering.samples import samples
from briefings.translations import ENGLISH
from briefings.translations.message import restored
from tests.waiting import LAST_RESORT

BRIEFINGS = samples()["daily"]
EMPTY = DailyBriefing(date(2026, 5, 2), ())


async def made(source: str, briefing: DailyBriefing = EMPTY) -> str:
    plain = Renderer().render(briefing)
    reply = await TemplateRunner(LAST_RESORT).render(source, briefing, plain)
    return "\n".join([reply.title, *(block.text for block in reply.blocks)])


async def test_the_bots_own_template_makes_the_same_there() -> None:
    source = (TEMPLATES / "daily.md.j2").read_text(encoding="utf-8")
    assert len(source) <= MOST_CHARACTERS
    for briefing in BRIEFINGS:
        assert isinstance(briefing, DailyBriefing)
        plain = Renderer().render(briefing)
        assert await TemplateRunner(LAST_RESORT).render(source, briefing, plain) == plain


async def test_a_servers_template_has_its_own_layout() -> None:
    text = await made("# Good morning\n\nIt is {{ answer.day }}.\n")
    assert text == "Good morning\nIt is 2026-05-02."


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("# Hi\n\n{{ answer.nothing }}", "line 3"),
        ("# Hi\n\n{% if %}", "line 3"),
        ("no title", "title"),
        ("# Hi\n\n{{ answer.__class__.__mro__ }}", "line 3"),
        (
            "# Hi\n\n{% for a in range(999) %}{% for b in range(999) %}x{% endfor %}{% endfor %}",
            "line 3",
        ),
        ("# Hi\n\n{{ 'x' * 999999999 }}", "line 3"),
        ("x" * 1_000_000, "1,000,000 characters"),
        ("# Hi\n\n{{ 1 / 0 }}", "line 3"),
    ],
)
async def test_a_template_error_is_one_line(source: str, said: str) -> None:
    with pytest.raises(TemplateError, match=said) as error:
        await made(source)
    assert "\n" not in str(error.value)


async def test_what_escapes_the_sandbox_is_stopped_by_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Simulates a hole in the sandbox, which allows nothing endless.
    endless = pickle.dumps(("x", Endless(), ENGLISH))
    monkeypatch.setattr(workshop.pickle, "dumps", lambda _: endless)
    beats = 0

    async def heart() -> None:
        nonlocal beats
        while True:
            beats += 1
            await asyncio.sleep(0.005)

    beating = asyncio.create_task(heart())
    with pytest.raises(TemplateError, match=r"ran for more than 0\.5 seconds"):
        await TemplateRunner(0.5).render("# Hi\n\nthere", EMPTY, Renderer().render(EMPTY))
    beating.cancel()
    assert beats > 1


async def test_too_much_output_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "MOST_OUTPUT", 10)
    with pytest.raises(TemplateError, match="too much text"):
        await made("# Hi\n\nthere")


async def test_a_process_that_dies_is_one_error_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop.pickle, "dumps", lambda _: b"not a pickle")
    with pytest.raises(TemplateError, match="more time or memory"):
        await made("# Hi\n\nthere")


class Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("source", "said"),
    [("# Hi\n\nthere", {"title": "Hi"}), ("# Hi\n\n{{ answer.no }}", {"error": "line 3: "})],
)
def test_the_workbench_reads_a_pickle_and_writes_json(
    source: str,
    said: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    limits: list[object] = []
    monkeypatch.setattr("resource.setrlimit", lambda *given: limits.append(given))
    (tmp_path / FILE).write_text(source)
    monkeypatch.setattr("sys.stdin", Stdin(pickle.dumps((str(tmp_path), EMPTY, ENGLISH))))
    workbench.main()
    answer = json.loads(capsys.readouterr().out)
    ((key, value),) = said.items()
    assert str(restored(answer[key])).startswith(value)
    assert len(limits) == 3


def test_too_much_memory_is_reported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("resource.setrlimit", lambda *_: None)
    monkeypatch.setattr("sys.stdin", Stdin(pickle.dumps(("nowhere", EMPTY, ENGLISH))))

    def full(*_: object) -> dict[str, object]:
        raise MemoryError

    monkeypatch.setattr(workbench, "render", full)
    workbench.main()
    assert "too much memory" in capsys.readouterr().out


async def test_what_hogs_memory_is_stopped_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    # Simulates a hole in the sandbox: the process itself requests too much memory.
    hog = pickle.dumps(("x", Hog(), ENGLISH))
    monkeypatch.setattr(workshop.pickle, "dumps", lambda _: hog)
    with pytest.raises(TemplateError, match="too much memory"):
        await made("# Hi\n\nthere")


class Looking:
    """Unpickled, it answers instead of the template with what it can reach."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (exec, (textwrap.dedent(LOOKING),))


LOOKING = """
    import json, os
    try:
        with open("new", "w") as file:
            file.write("x")
        written = True
    except OSError:
        written = False
    seen = {"environment": dict(os.environ), "files": os.listdir(), "written": written}
    text = {"kind": "text", "text": json.dumps(seen), "columns": [], "folded": False}
    made = {"title": "Seen", "blocks": [text | {"unpictured": False}]}
    os.write(1, json.dumps(made).encode())
    os._exit(0)
"""


class Endless:
    """Unpickled, it never ends."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (time.sleep, (LAST_RESORT,))


def test_a_slow_start_takes_nothing_from_a_templates_time(monkeypatch: pytest.MonkeyPatch) -> None:
    limits: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr("resource.setrlimit", limits.__setitem__)
    monkeypatch.setattr(workbench.time, "process_time", lambda: 30.2)
    workbench.limit()
    assert limits[resource.RLIMIT_CPU] == (31 + workbench.CPU_SECONDS,) * 2


class Hog:
    """Unpickled, it allocates a gigabyte."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (bytes, (1 << 30,))


async def test_half_a_character_is_reported_with_its_line() -> None:
    with pytest.raises(TemplateError, match="line 3: it holds half of a character"):
        await made("# Hi\n\n\ud83d")


async def test_modules_of_the_working_folder_are_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("json", "pickle", "resource", "bot", "briefings", "sitecustomize"):
        (tmp_path / f"{module}.py").write_text("raise SystemExit('taken over')\n")
    monkeypatch.chdir(tmp_path)
    assert await made("# Hi\n\nthere") == "Hi\nthere"


async def test_a_server_that_tries_too_many_is_told_to_wait() -> None:
    runner, plain = TemplateRunner(LAST_RESORT), Renderer().render(EMPTY)
    trials = [
        asyncio.create_task(runner.render("# Hi\n\nthere", EMPTY, plain, server=1))
        for _ in range(workshop.MOST_WAITING + 3)
    ]
    ended = await asyncio.gather(*trials, return_exceptions=True)
    busy = [one for one in ended if isinstance(one, workshop.TemplateBusyError)]
    assert len(busy) == 2
    assert all("wait until one is done" in str(one) for one in busy)


async def test_an_escape_from_the_sandbox_finds_no_token_and_an_empty_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Simulates a hole in the sandbox.
    looking = pickle.dumps(("x", Looking(), ENGLISH))
    monkeypatch.setattr(workshop.pickle, "dumps", lambda _: looking)
    for name in ("DISCORD_TOKEN", "BRIEFBOT_DATABASE_URL"):
        monkeypatch.setenv(name, "postgresql://ada:geheim@host/db")
    title, seen = (await made("# Hi\n\nthere")).split("\n", 1)
    assert title == "Seen"
    assert "geheim" not in seen
    found = json.loads(seen)
    assert not {name for name in found["environment"] if "TOKEN" in name or "BRIEFBOT" in name}
    assert set(found["files"]) <= {"new"}  # the one it tried to write
    assert not found["written"]


async def test_the_token_is_out_of_the_templates_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    assert "DISCORD_TOKEN" not in workshop._environment("here")
