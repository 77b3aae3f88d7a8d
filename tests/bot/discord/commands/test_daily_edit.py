"""`/daily edit`, and the words a daily briefing must or must not have."""

from datetime import UTC, datetime

from bot.daily.tables import State
from tests.bot.discord.commands.server import Server

SUMMER = datetime(2025, 8, 21, 9, tzinfo=UTC)


async def add(server: Server, time: str = "8", **options: object) -> str:
    channel = server.guild["news"]
    return await server.daily("add", channel=channel, time=time, timezone="utc", **options)


async def test_words_are_kept_and_shown_without_formatting(server: Server) -> None:
    text = await add(server, **{"with": "U.S., C++", "without": "*horo*scope, @everyone"})
    assert "Daily briefing added" in text
    (one,) = server.stored()
    assert one.words_in == ("U.S.", "C++")
    assert one.words_out == ("*horo*scope", "@everyone")
    said = text + await server.daily("list") + await server.daily("status")
    assert said.count("with “U.S.” or “C++”") == 3
    assert said.count(r"without “\*horo\*scope” or “\@everyone”") == 3
    refused = await add(server, **{"with": "**"})
    assert r"“\*\*”: a filter needs a letter or digit" in refused


async def test_news_without_the_words_is_not_previewed(server: Server) -> None:
    server.bot.daily_responses._clock = lambda: SUMMER  # when the bundled digest was news
    await add(server, topics="territory", style="full")
    everything = await _preview(server)
    assert "Zelenskyy" in everything
    changed = await server.daily("edit", without="Zelenskyy, Zelensky")
    assert "Daily briefing changed" in changed
    filtered = await _preview(server)
    assert 0 < len(filtered) < len(everything)
    await server.daily("edit", without="none", **{"with": "xylophone"})
    assert "No news today" in await _preview(server)


async def _preview(server: Server) -> str:
    asked = await server.ask("preview")
    first = (await asked.message()).text
    await server.idle()
    return first + "".join(message.text for message in asked.followups)


async def test_an_edit_changes_only_what_it_names(server: Server) -> None:
    await add(server, days="mon-fri", topics="territory", quiet=True, **{"with": "ferry"})
    (before,) = server.stored()
    changed = await server.daily(
        "edit", time="9:30", timezone="Europe/Berlin", style="full", days="fri"
    )
    assert "09:30 Europe/Berlin, Fri" in changed
    (after,) = server.stored()
    assert (after.id, after.style, after.topics) == (before.id, "full", before.topics)
    assert (after.words_in, after.quiet) == (("ferry",), True)
    assert after.next_due != before.next_due
    assert after.owed_since > before.owed_since
    await server.daily("edit", quiet=False, topics="all", **{"with": "none"})
    (last,) = server.stored()
    assert (last.words_in, last.quiet, last.topics) == ((), False, ())
    assert (last.next_due, last.owed_since) == (after.next_due, after.owed_since)


async def test_a_paused_briefing_stays_paused(server: Server) -> None:
    await add(server)
    await server.daily("pause")
    assert "paused" in await server.daily("edit", time="9")
    (one,) = server.stored()
    assert (one.state, one.next_due, one.at.hour) == (State.PAUSED, None, 9)


async def test_an_impossible_change_is_refused(server: Server) -> None:
    assert "No daily briefings yet" in await server.daily("edit", time="9")
    await add(server)
    assert "Say what to change" in await server.daily("edit")
    assert "is not a time of day" in await server.daily("edit", time="soon")
    assert "no topic" in await server.daily("edit", topics="*nothing*")
    await add(server, "20", **{"with": "ferry"})
    first, second = server.stored()
    unclear = await server.daily("edit", quiet=True)
    assert "several daily briefings. Name one of them in the option `briefing`" in unclear
    assert r"\#news 08\:00 UTC" in unclear
    unknown = await server.daily("edit", briefing="wire", quiet=True)
    assert "There is no such daily briefing" in unknown
    twin = await server.daily("edit", briefing=second.id, time="8", **{"with": "none"})
    assert "This daily briefing already exists" in twin
    assert server.stored() == [first, second]


async def test_words_distinguish_two_briefings(server: Server) -> None:
    assert "added" in await add(server, **{"with": "ferry"})
    assert "added" in await add(server, **{"with": "bridge"})
    assert "already exists" in await add(server, **{"with": "bridge"})
