"""Answers that Discord no longer accepts: one line of the log, counted, for any question."""

import logging
from collections.abc import Awaitable, Callable, Iterator

import pytest
import structlog
from structlog.typing import EventDict

from tests.bot.discord.commands.server import Server
from tests.loopback.interactions import Interaction
from tests.loopback.messages import Message
from tests.loopback.routing import MISSING_ACCESS, RefusalError, invalid, unknown
from tests.waiting import until

TYPED = "Steve Witkoff"

REFUSALS = [
    (unknown(10062, "interaction"), "answered too late"),
    (unknown(10015, "Webhook"), "answered too late"),
    (RefusalError(401, 50027, "Invalid Webhook Token"), "answered too late"),
    (RefusalError(400, 40060, "Interaction has already been acknowledged."), "answered already"),
    (unknown(10008, "Message"), "its message is gone"),
    (RefusalError(*MISSING_ACCESS), "no access to its channel"),
]

Ask = Callable[[Server, Message], Awaitable[Interaction]]


async def _types(server: Server, _: Message) -> Interaction:
    return await server.discord.slash("quote", person=TYPED, user=server.reader)


async def _types_what_is_unknown(server: Server, _: Message) -> Interaction:
    return await server.discord.slash("search", text=TYPED * 4, user=server.reader)


async def _chooses(server: Server, _: Message) -> Interaction:
    return await server.discord.autocomplete("quote", "person", TYPED, user=server.reader)


async def _chooses_a_briefing(server: Server, _: Message) -> Interaction:
    return await server.discord.autocomplete(
        "daily pause", "briefing", TYPED, user=server.moderator, channel=server.guild["talk"]
    )


async def _presses(server: Server, message: Message) -> Interaction:
    return await server.discord.press("More →", message=message, user=server.reader)


async def _forges(server: Server, message: Message) -> Interaction:
    return await server.discord.press(TYPED, message=message, user=server.reader, forge=True)


async def _moderates(server: Server, _: Message) -> Interaction:
    return await server.ask("list")


ASKED: dict[str, Ask] = {
    "quote": _types,
    "search": _types_what_is_unknown,
    "quote (choices)": _chooses,
    "daily pause (choices)": _chooses_a_briefing,
    "component": _presses,
    "component (forged)": _forges,
    "daily list": _moderates,
}


class Log:
    """Everything logged by the bot and the libraries."""

    def __init__(self, ours: list[EventDict], theirs: pytest.LogCaptureFixture) -> None:
        self._ours = ours
        self._theirs = theirs

    @property
    def lines(self) -> list[EventDict]:
        """The bot's own warnings and errors."""
        return [one for one in self._ours if one["log_level"] in ("warning", "error")]

    @property
    def text(self) -> str:
        return f"{self._ours} {self._theirs.text}"

    @property
    def of_libraries(self) -> str:
        return self._theirs.text


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[Log]:
    caplog.set_level(logging.WARNING)
    with structlog.testing.capture_logs() as lines:
        yield Log(lines, caplog)


@pytest.fixture
async def message(server: Server) -> Message:
    return await (await _types(server, None)).message()  # type: ignore[arg-type]  # it needs none


CASES = [
    *((name, REFUSALS[0]) for name in ASKED),
    *((name, refusal) for name in ("quote (choices)", "component") for refusal in REFUSALS[1:]),
]


@pytest.mark.parametrize(
    ("name", "refused"), CASES, ids=[f"{name}, {refused[0].code}" for name, refused in CASES]
)
async def test_an_undeliverable_answer_is_one_line(
    server: Server, message: Message, log: Log, name: str, refused: tuple[RefusalError, str]
) -> None:
    refusal, why = refused
    server.discord.refuses_callbacks = refusal
    asked = await ASKED[name](server, message)
    await until(lambda: asked.refusals and log.lines)
    server.discord.refuses_callbacks = None
    await server.idle()
    (line,) = log.lines
    assert (line["event"], line["why"]) == ("interaction_lost", why)
    assert set(line) == {"event", "log_level", "command", "why"}
    assert log.of_libraries == ""
    for private in (TYPED, str(asked.user.id), str(server.guild.id), asked.token):
        assert private not in log.text
    lost = [
        count
        for (_, outcome), count in server.bot.interaction_figures.outcomes.items()
        if outcome == "lost"
    ]
    assert lost == [1]


async def test_the_content_of_a_refusal_is_not_logged(server: Server, log: Log) -> None:
    """Discord's words may repeat what was sent; where it failed is still logged."""
    server.discord.refuses_callbacks = invalid(f"{TYPED} is no snowflake")
    asked = await _types(server, None)  # type: ignore[arg-type]  # it needs none
    await until(lambda: len(log.lines) > 1)
    server.discord.refuses_callbacks = None
    await server.idle()
    failed, unanswered = log.lines
    assert (failed["event"], failed["code"]) == ("command_failed", 50035)
    assert failed["exc_info"].__traceback__ is not None
    assert unanswered["event"] == "error_reply_failed"
    for private in (TYPED, str(asked.user.id), "snowflake"):
        assert private not in log.text + str(failed["exc_info"])


async def test_failing_choices_are_one_line_of_ours(
    server: Server, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: str) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(server.bot.service.answers, "complete_person", broken)
    asked = await _chooses(server, None)  # type: ignore[arg-type]  # it needs none
    await until(lambda: log.lines)
    (line,) = log.lines
    assert (line["event"], line["command"]) == ("command_failed", "quote")
    assert log.of_libraries == ""
    assert str(asked.user.id) not in log.text


async def test_pressing_a_deleted_messages_button_is_answered(
    server: Server, message: Message, log: Log
) -> None:
    server.discord.refuses_callbacks = unknown(10008, "Message")
    asked = await _presses(server, message)
    await server.discord.until(lambda: bool(asked.refusals))
    server.discord.refuses_callbacks = None
    assert "out of date" in (await asked.message()).text
