"""A server's template can do no harm: an endless one costs one error message."""

import asyncio
import time
from datetime import date

import pytest

from bot.daily import workbench, workshop
from bot.daily.workshop import MOST_CHARACTERS, TemplateError, Workshop
from briefings.answers.daily import DailyBriefing
from briefings.rendering.renderer import TEMPLATES, Renderer
from briefings.rendering.samples import samples

BRIEFINGS = samples()["daily"]
EMPTY = DailyBriefing(date(2026, 5, 2), ())


async def made(source: str, briefing: DailyBriefing = EMPTY) -> str:
    plain = Renderer().render(briefing)
    reply = await Workshop().render(source, briefing, plain)
    return "\n".join([reply.title, *(block.text for block in reply.blocks)])


async def test_the_bots_own_template_makes_the_same_there() -> None:
    source = (TEMPLATES / "daily.md.j2").read_text(encoding="utf-8")
    assert len(source) <= MOST_CHARACTERS
    for briefing in BRIEFINGS:
        assert isinstance(briefing, DailyBriefing)
        plain = Renderer().render(briefing)
        assert await Workshop().render(source, briefing, plain) == plain


async def test_a_servers_template_says_it_its_own_way() -> None:
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
async def test_what_is_wrong_is_said_in_one_line(source: str, said: str) -> None:
    with pytest.raises(TemplateError, match=said) as error:
        await made(source)
    assert "\n" not in str(error.value)


async def test_what_gets_past_the_sandbox_is_stopped_by_the_clock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The sandbox leaves nothing endless to write; so the time is made too short for anything.
    monkeypatch.setattr(workshop, "SECONDS", 0.05)
    beats = 0

    async def heart() -> None:
        nonlocal beats
        while True:
            beats += 1
            await asyncio.sleep(0.005)

    beating = asyncio.create_task(heart())
    begun = time.monotonic()
    with pytest.raises(TemplateError, match="ran for more than"):
        await made("# Hi\n\nthere")
    beating.cancel()
    assert time.monotonic() - begun < 5
    assert beats > 1


async def test_too_much_output_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "MOST_OUTPUT", 10)
    with pytest.raises(TemplateError, match="too much text"):
        await made("# Hi\n\nthere")


async def test_a_process_that_dies_is_one_error_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop.pickle, "dumps", lambda _: b"not a pickle")
    with pytest.raises(TemplateError, match="more time or memory"):
        await made("# Hi\n\nthere")


def test_the_workbench_tells_what_is_wrong(tmp_path: object) -> None:
    assert workbench.MEMORY_BYTES > 100_000_000
    assert workbench.CPU_SECONDS < workshop.SECONDS
