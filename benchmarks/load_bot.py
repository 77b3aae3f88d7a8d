"""The bots that `benchmarks.load` puts under load, each a separate process.

    python -m benchmarks.load_bot real           the bot, as `briefbot run` starts it
    python -m benchmarks.load_bot bare COMMANDS  discord.py alone: the same commands (a file with
                                                 their JSON), every answer a constant

A heartbeat runs on the bot's event loop. Its lateness shows how long the loop was blocked; the CPU
time used meanwhile shows whether the bot did it, or a machine that gave it no CPU. Finally prints
its records as JSON; SIGUSR1 clears them.
"""

import argparse
import asyncio
import gc
import json
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import discord

BEAT = 0.001
"""Seconds between two beats."""
PAUSE = 0.005
"""Seconds of lateness from which a beat is recorded."""


class Heart:
    """Beats on the event loop; records its lateness and pauses of the garbage collector."""

    def __init__(self) -> None:
        self.forget()
        gc.callbacks.append(self._collected)

    def forget(self) -> None:
        self._usage = _cpu()
        self._pauses: list[tuple[float, float, float]] = []
        self._collections: list[tuple[int, float]] = []
        self._began = time.monotonic()
        self._collecting = 0.0

    async def beat(self) -> None:
        while True:
            before, used = time.monotonic(), time.process_time()
            await asyncio.sleep(BEAT)
            late = time.monotonic() - before - BEAT
            if late > PAUSE:
                used = min(time.process_time() - used, late)
                self._pauses.append((before - self._began, late, used))

    def _collected(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self._collecting = time.monotonic()
        else:
            self._collections.append((info["generation"], time.monotonic() - self._collecting))

    def report(self) -> dict[str, Any]:
        longest = sorted(self._pauses, key=lambda pause: -pause[2])
        return {
            "cpu": _cpu() - self._usage,
            "pauses": [
                {"at_s": round(at, 1), "ms": round(late * 1000, 1), "cpu_ms": round(used * 1000, 1)}
                for at, late, used in longest[:10]
            ],
            "collections": {
                generation: [
                    sum(1 for one, _ in self._collections if one == generation),
                    round(1000 * max((t for one, t in self._collections if one == generation)), 2),
                ]
                for generation in sorted({one for one, _ in self._collections})
            },
            "memory_mb": _peak_memory(),
        }


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _peak_memory() -> float:
    """Megabytes. A process's rusage reports its parent's peak at the fork if that was higher."""
    status = Path("/proc/self/status").read_text()
    return float(status.partition("VmHWM:")[2].split()[0]) / 1024


class Bare(discord.AutoShardedClient):
    """Registers the commands and answers each interaction at once with a constant."""

    def __init__(self, commands: list[dict[str, Any]]) -> None:
        super().__init__(intents=discord.Intents(guilds=True), max_messages=None)
        self._commands: Any = commands

    async def setup_hook(self) -> None:
        application = await self.application_info()
        await self.http.bulk_upsert_global_commands(application.id, self._commands)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            choices = [discord.app_commands.Choice(name="The summit", value="summit")]
            await interaction.response.autocomplete(choices)
        elif interaction.type is discord.InteractionType.component:
            await interaction.response.edit_message(content="Turned.")
        else:
            view: discord.ui.View = discord.ui.View()
            button: Any = discord.ui.Button(
                label="More →", custom_id="turn", style=discord.ButtonStyle.primary
            )
            view.add_item(button)
            await interaction.response.send_message("Answered.", view=view)


async def real() -> None:
    from bot.discord.run import run
    from bot.operations import logs
    from bot.settings import load_settings

    settings = load_settings()
    logs.configure(settings.log_level)
    await run(settings)


async def bare(commands: str) -> None:
    discord.http.Route.BASE = os.environ["BRIEFBOT_DISCORD_API"]
    client = Bare(json.loads(commands))
    life = asyncio.create_task(client.start(os.environ["DISCORD_TOKEN"]))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, life.cancel)
    with suppress(asyncio.CancelledError):
        await life
    await client.close()


async def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("which", choices=("real", "bare"))
    parser.add_argument("commands", nargs="?", type=Path)
    given = parser.parse_args()
    heart = Heart()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, heart.forget)
    beating = asyncio.create_task(heart.beat())
    await (real() if given.which == "real" else bare(given.commands.read_text()))
    beating.cancel()
    sys.stdout.write(json.dumps(heart.report()) + "\n")


if __name__ == "__main__":
    asyncio.run(main())
