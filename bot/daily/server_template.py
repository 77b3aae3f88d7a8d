"""A server's own template for the daily post: runs it where it can do no harm."""

import asyncio
import json
import os
import pickle
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import bot
from bot.daily.places import CrowdedError, FairPlaces
from briefings.answers.daily import DailyBriefing
from briefings.rendering.reply import Block, BlockKind, Column, Reply
from briefings.translations import gettext
from briefings.translations.message import Said, restored

MOST_CHARACTERS = 4_000
"""The longest template: what fits into one of Discord's dialogs."""

SECONDS = 120.0
"""How long a template may run in wall-clock time, including the start of its process.

This is the last resort: its own process limits processor time, so that a busy machine refuses no
good template.
"""

MOST_OUTPUT = 200_000
"""Bytes of output after which a template is stopped."""

AT_ONCE = 3
"""How many templates run at the same time, one per server."""

MOST_WAITING = 2
"""How many trials of one server may wait for their turn."""

FILE = "daily.md.j2"
_EXHAUSTED = gettext("it took more time or memory than it may")


class TemplateError(Exception):
    """The template can't be used; says why in one line.

    Attributes:
        what: the reason, for any language; `str` is English.
    """

    def __init__(self, what: Said) -> None:
        super().__init__(str(what))
        self.what = what


class TemplateBusyError(TemplateError):
    """The template is fine, but too many of the server's are being tried."""


class TemplateRunner:
    """Runs templates in processes of their own, a few at a time and in fair shares.

    Args:
        seconds: how long one may run in wall-clock time.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._places = FairPlaces(AT_ONCE, MOST_WAITING)

    async def render(
        self,
        source: str,
        briefing: DailyBriefing,
        plain: Reply,
        *,
        server: int = 0,
        post: bool = False,
    ) -> Reply:
        """The reply that the template makes.

        Args:
            plain: the bot's own reply, which gives everything except the text.
            server: whose share of the places it uses.
            post: whether it is for a daily post, which goes before trials.

        Raises:
            TemplateBusyError: the server already has several trials waiting.
            TemplateError: whatever is wrong with the template: its text, an endless loop, too much
                memory, too much output.
        """
        if len(source) > MOST_CHARACTERS:
            raise TemplateError(
                gettext(
                    "it has %(length)s characters; at most %(most)s are taken",
                    length=len(source),
                    most=MOST_CHARACTERS,
                )
            )
        try:
            text = source.encode()
        except UnicodeEncodeError as error:
            line = source.count("\n", 0, error.start) + 1
            raise TemplateError(
                gettext(
                    "line %(line)s: it holds half of a character (%(code)s), which is no text",
                    line=str(line),
                    code=f"U+{ord(source[error.start]):X}",
                )
            ) from None
        try:
            async with self._places.place(server, post=post):
                with tempfile.TemporaryDirectory(prefix="briefbot-template-") as folder:
                    (Path(folder) / FILE).write_bytes(text)
                    message = pickle.dumps((folder, briefing, plain.language))
                    answer = await _run(message, self._seconds)
        except CrowdedError:
            raise TemplateBusyError(
                gettext("several templates of this server are being tried: wait until one is done")
            ) from None
        return _reply(answer, plain)


async def _run(message: bytes, seconds: float) -> bytes:
    """The template process's answer, at most MOST_OUTPUT bytes within `seconds`."""
    with tempfile.TemporaryDirectory(prefix="briefbot-empty-") as empty:
        return await _answer(message, empty, seconds)


async def _answer(message: bytes, empty: str, seconds: float) -> bytes:
    root = os.fspath(Path(bot.__file__).parents[1])
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-P", "-m", "bot.daily.template_process"),  # -P: no modules of the working folder
        cwd=empty,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=_environment(root),
    )
    assert process.stdin is not None  # noqa: S101  # both are pipes
    assert process.stdout is not None  # noqa: S101  # both are pipes
    try:
        async with asyncio.timeout(seconds):
            process.stdin.write(message)
            process.stdin.write_eof()
            answer = bytearray()
            while piece := await process.stdout.read(65_536):
                answer += piece
                if len(answer) > MOST_OUTPUT:
                    raise TemplateError(gettext("it makes too much text"))
            await process.wait()  # it ends by itself and need not be killed
            return bytes(answer)
    except TimeoutError:
        raise TemplateError(
            gettext("it ran for more than %(seconds)s seconds", seconds=f"{seconds:g}")
        ) from None
    except (BrokenPipeError, ConnectionResetError):
        raise TemplateError(_EXHAUSTED) from None
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def _environment(root: str) -> dict[str, str]:
    """Only what Python needs to start: no token, no database address."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return {**kept, "PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}


def _reply(answer: bytes, plain: Reply) -> Reply:
    try:
        made = json.loads(answer)
    except ValueError:
        raise TemplateError(_EXHAUSTED) from None
    if "error" in made:
        raise TemplateError(restored(str(made["error"])))
    blocks = tuple(
        Block(
            BlockKind(block["kind"]),
            block["text"],
            tuple(Column(name, text) for name, text in block["columns"]),
            block["folded"],
            block["unpictured"],
        )
        for block in made["blocks"]
    )
    return replace(plain, title=made["title"], blocks=blocks)
