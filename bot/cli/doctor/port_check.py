"""The port of health and metrics: whether another program has it."""

import asyncio
import socket

from bot.cli.doctor.finding import Case, Finding, bad, good
from bot.operations.endpoints import HOST, serves_a_bot


async def check(case: Case) -> list[Finding]:
    port = case.settings.http_port
    if not port:
        return [good("health and metrics are not served: BRIEFBOT_HTTP_PORT is not set")]
    refused = await asyncio.to_thread(_refused, port)
    if refused is None:
        return [good(f"port {port} is free for health and metrics")]
    if await serves_a_bot(port):
        return [good(f"a bot that runs serves health and metrics on port {port}")]
    return [
        bad(
            f"port {port} can't be served on ({refused})",
            "set BRIEFBOT_HTTP_PORT to another, or leave it empty",
        )
    ]


def _refused(port: int) -> str | None:
    """Why nothing can be served on the port; None if it is free. Releases it at once."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
        # As the server does: connections that have just ended don't block the port.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError as error:
            return error.strerror or str(error)
    return None
