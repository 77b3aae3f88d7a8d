"""`/playground language`: from then on everybody there uses another language."""

from bot.playground.play import Playground
from tests.bot.playground.conftest import said


async def test_replies_are_in_the_chosen_language(running: Playground) -> None:
    reader, room = running.world.reader, running.world.places[1].channel
    await reader.send(room, "/playground language to:deutsch")
    assert "Deutsch" in said(running, "reading-room")[-1]
    await reader.send(room, "/help")
    assert "Briefings, die du nachprüfen kannst" in said(running, "reading-room")[-1]
    guild = running.env.bot.get_guild(running.world.guild.id)
    assert guild is not None
    assert str(guild.preferred_locale) == "de"
    await reader.send(room, "/playground language to:english")
    await reader.send(room, "/help")
    assert "Briefings you can check" in said(running, "reading-room")[-1]


async def test_every_language_can_be_chosen_by_its_own_name(running: Playground) -> None:
    reader, room = running.world.reader, running.world.places[1].channel
    for name, words in (
        ("日本語", "検索"),
        ("한국어", "검색"),
        ("українська", "пошук"),
        ("français", "recherche"),
    ):
        await reader.send(room, f"/playground language to:{name}")
        await reader.send(room, "/help")
        assert words in said(running, "reading-room")[-1].casefold()
