"""While a database fails, each command says so, and logs one line."""

import sqlalchemy as sa
import structlog

from briefings.library.database import create_engine
from tests.bot.discord.commands.server import Server


async def test_a_database_error_is_one_line_of_the_log(server: Server) -> None:
    assert server.bot.daily is not None
    engine = create_engine(str(server.bot.daily.engine.url))
    with engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE daily_subscriptions RENAME TO away"))
    with structlog.testing.capture_logs() as lines:
        assert "went wrong" in (await server.daily("list")).lower()
    with engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE away RENAME TO daily_subscriptions"))
    engine.dispose()
    (line,) = [line for line in lines if line["event"] == "command_failed"]
    assert line["reason"] == "no such table: daily_subscriptions"
    assert "exc_info" not in line
    assert "No daily briefings yet" in await server.daily("list")


async def test_a_library_error_is_one_line_of_the_log(server: Server) -> None:
    engine = create_engine(str(server.bot.service.library._engine.url))
    with engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE library_utterances RENAME TO away"))
    engine.dispose()
    with structlog.testing.capture_logs() as lines:
        asked = await server.discord.slash("quote", person="rubio", user=server.reader)
        assert "went wrong" in (await asked.message()).text.lower()
    (line,) = [line for line in lines if line["event"] == "command_failed"]
    assert "no such table" in line["reason"]
    assert "exc_info" not in line
    assert "rubio" not in str(lines).lower()  # the question does not belong in the log


async def test_an_unforeseen_error_is_logged_in_full(server: Server) -> None:
    server.bot.service.answers = None  # type: ignore[assignment]  # any failure
    with structlog.testing.capture_logs() as lines:
        asked = await server.discord.slash("search", text="ceasefire", user=server.reader)
        assert "went wrong" in (await asked.message()).text.lower()
    (line,) = [line for line in lines if line["event"] == "command_failed"]
    assert isinstance(line["exc_info"], AttributeError)
