"""`python -m tests.loopback [--port N] [--token T] [--shards N] [--seed N] [--unlimited]`.

Prints one line of JSON with its addresses, then serves until SIGTERM or SIGINT.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal

from tests.loopback.limits import Limits
from tests.loopback.server import TOKEN, LoopbackDiscord


async def serve(arguments: argparse.Namespace) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with LoopbackDiscord(
        token=arguments.token,
        port=arguments.port,
        shards=arguments.shards,
        seed=arguments.seed,
        limits=Limits.none() if arguments.unlimited else None,
    ) as discord:
        addresses = {
            "base_url": discord.base_url,
            "control_url": f"http://127.0.0.1:{discord.port}/_control",
            "token": discord.token,
        }
        print(json.dumps(addresses), flush=True)  # noqa: T201  # its output is its interface
        await stopped.wait()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.loopback", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--shards", type=int, default=1)
    parser.add_argument("--seed", type=int, default=0, help="of the faults by chance")
    parser.add_argument("--unlimited", action="store_true", help="no rate limits")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
