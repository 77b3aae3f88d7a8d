"""What is new since a reader's last brief, through the real client over the loopback Discord."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from discord.app_commands import AppCommandContext

from bot.daily.last_briefs import PRIVATE
from bot.daily.reader_memory import ReaderMemory
from bot.discord.last_briefs import place
from bot.discord.messages.custom_ids import Decoder
from bot.discord.messages.measure import CUSTOM_ID
from briefings.answers.questions import AskBrief, Detail
from briefings.models import Digest, KeyPoint, Topic
from tests.bot.discord.commands.server import Server
from tests.briefings.answers.building import a_point, a_topic, an_article
from tests.loopback import Message
from tests.waiting import LAST_RESORT, until

MONDAY = datetime(2026, 11, 23, 18, 40, tzinfo=UTC)
DAY = timedelta(days=1)
OLD = tuple(a_point(f"Old point {number} of the bridge.", "daily") for number in range(1, 13))
BRIDGE = a_topic("bridge", "The old bridge")
SHUT = a_point("The bridge is shut.", "courier")
REPAIRED = a_point("It is being repaired.", "gazette")


def since_line(moment: datetime) -> str:
    return f"since your last brief, <t:{int(moment.timestamp())}:D>"


class Readers:
    """Asks for briefs on the bridge, at times the test chooses."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.service = server.bot.service
        self.memory.patience = LAST_RESORT

    @property
    def memory(self) -> ReaderMemory:
        assert self.server.bot.daily is not None
        return self.server.bot.daily.readers

    async def comes(
        self, points: Sequence[KeyPoint], *articles: str, topic: Topic = BRIDGE
    ) -> None:
        found = tuple(map(an_article, articles))
        told = topic.model_copy(update={"key_points": tuple(points)})
        digest = Digest(articles=found, topics=(told,))
        with self.service.library.write() as writer:
            writer.put(digest, "bridge")
        await self.service.follow()

    def at(self, moment: datetime) -> None:
        """Set the time."""
        self.service.clock = lambda: moment

    async def noted(self, user: Any = None) -> None:
        """Wait until it is stored that somebody has had a brief now."""
        assert self.server.bot.daily is not None
        kept, who = self.server.bot.daily.last_briefs, user or self.server.reader
        await until(lambda: any(one.at == self.service.clock() for one in kept.of(who.id)))

    async def ask(self, moment: datetime, *, user: Any = None, **options: Any) -> Message:
        self.at(moment)
        message = await self.asked(user=user, **options)
        await self.noted(user)
        return message

    async def asked(self, *, user: Any = None, **options: Any) -> Message:
        asked = await self.server.discord.slash(
            "brief",
            user=user or self.server.reader,
            options={"topic": "bridge", **options},
            **({} if "channel" in options else {"channel": self.server.guild["talk"]}),
        )
        return await asked.message()

    async def press(self, button: str, message: Message, user: Any = None) -> Message:
        pressed = await self.server.discord.press(
            button, message=message, user=user or self.server.reader
        )
        return await pressed.message()


async def monday(server: Server) -> Readers:
    """The reader had a brief on Monday; on Wednesday an article arrived."""
    readers = Readers(server)
    await readers.comes(OLD, "daily")
    first = await readers.ask(MONDAY)
    assert "since your last brief" not in first.text
    assert "**New**" not in first.text
    await readers.comes((*OLD, SHUT), "daily", "courier")
    return readers


async def test_the_next_brief_starts_with_what_is_new(server: Server) -> None:
    readers = await monday(server)
    message = await readers.ask(MONDAY + 2 * DAY)
    before, _, _ = message.text.partition("\n1. ")
    assert f"**1 new {since_line(MONDAY)}**" in before
    assert "1. **New**: The bridge is shut." in message.text
    assert message.text.count("**New**") == 1


async def test_a_second_look_shows_the_same(server: Server) -> None:
    readers = await monday(server)
    wednesday = MONDAY + 2 * DAY
    shown = [
        (await readers.ask(wednesday + timedelta(minutes=minutes))).text for minutes in (0, 3, 45)
    ]
    assert since_line(MONDAY) in shown[0]
    assert shown[0] == shown[1] == shown[2]
    later = await readers.ask(wednesday + DAY)
    assert f"Nothing new {since_line(wednesday + timedelta(minutes=45))}" in later.text
    assert "**New**" not in later.text


async def test_a_reader_who_just_started_is_not_told_that_nothing_is_new(server: Server) -> None:
    readers = Readers(server)
    await readers.comes(OLD, "daily")
    shown = [(await readers.ask(MONDAY + timedelta(minutes=minutes))).text for minutes in (0, 1, 2)]
    assert shown[0] == shown[1] == shown[2]
    assert "since your last brief" not in shown[0]
    await readers.comes((*OLD, SHUT), "daily", "courier")
    meanwhile = await readers.ask(MONDAY + timedelta(minutes=30))
    assert f"**1 new {since_line(MONDAY + timedelta(minutes=2))}**" in meanwhile.text
    tomorrow = await readers.ask(MONDAY + DAY)
    assert f"Nothing new {since_line(MONDAY + timedelta(minutes=30))}" in tomorrow.text


async def test_pages_full_and_sources_of_a_reply_keep_its_marks(server: Server) -> None:
    readers = await monday(server)
    message = await readers.ask(MONDAY + 2 * DAY)
    for custom_id in custom_ids(message):
        assert len(custom_id) <= CUSTOM_ID
    full = await readers.press("In full", message)
    whole = full.text
    assert f"**1 new {since_line(MONDAY)}**" in whole
    assert "1. **New**: The bridge is shut." in whole
    turned = await readers.press("More →", full)
    assert "Old point 12 of the bridge." in turned.text
    assert "**New**" not in turned.text
    assert (await readers.press("← Back", turned)).text == whole
    sources = await readers.press("Sources", message)
    assert sources.text.index("Courier") < sources.text.index("Daily")
    # A week later its buttons still show what was new then.
    readers.at(MONDAY + 9 * DAY)
    assert (await readers.press("In full", message)).text == whole


async def test_a_merged_or_renamed_story_continues(server: Server) -> None:
    readers = await monday(server)
    await readers.comes(
        (*OLD, SHUT),
        "daily",
        "courier",
        topic=a_topic("crossing", "Vellmark's crossings", story=True, was_part_of=("bridge",)),
    )
    message = await readers.ask(MONDAY + 2 * DAY, topic="crossing")
    assert f"**1 new {since_line(MONDAY)}**" in message.text
    again = await readers.ask(MONDAY + 3 * DAY, topic="crossing")
    assert f"Nothing new {since_line(MONDAY + 2 * DAY)}" in again.text


async def test_an_opened_brief_counts_too(server: Server) -> None:
    readers = await monday(server)
    timeline = await server.discord.slash(
        "sources", topic="bridge", user=server.reader, channel=server.guild["talk"]
    )
    readers.at(MONDAY + 2 * DAY)
    opened = await readers.press("Brief", await timeline.message())
    await readers.noted()
    assert opened.ephemeral
    assert f"**1 new {since_line(MONDAY)}**" in opened.text
    readers.at(MONDAY + 3 * DAY)
    again = await readers.press("Brief", await timeline.message())
    assert f"Nothing new {since_line(MONDAY + 2 * DAY)}" in again.text


async def test_the_presser_does_not_get_anothers_marks(server: Server) -> None:
    readers = await monday(server)
    message = await readers.ask(MONDAY + 2 * DAY, detail="full")
    assert since_line(MONDAY) in message.text
    page = await readers.press("More →", message, user=server.moderator)
    assert page.ephemeral
    back = await readers.press("← Back", page, user=server.moderator)
    for text in (page.text, back.text):
        assert "since your last brief" not in text
        assert "**New**" not in text
    # For the other reader, what that reader has seen counts.
    await readers.noted(server.moderator)
    await readers.comes((*OLD, SHUT, REPAIRED), "daily", "courier", "gazette")
    public = await readers.ask(MONDAY + 3 * DAY)
    later = await readers.press("In full", public, user=server.moderator)
    assert f"**1 new {since_line(MONDAY + 2 * DAY)}**" in later.text
    assert "1. **New**: It is being repaired." in later.text


async def test_private_reading_is_visible_in_no_channel(server: Server) -> None:
    readers = Readers(server)
    await readers.comes(OLD, "daily")
    readers.at(MONDAY)
    timeline = await server.discord.slash(
        "sources", topic="bridge", user=server.reader, channel=server.guild["talk"]
    )
    private = await readers.press("Brief", await timeline.message())
    assert private.ephemeral
    await readers.noted()
    await readers.comes((*OLD, SHUT), "daily", "courier")
    public = await readers.ask(MONDAY + 2 * DAY)
    assert "since your last brief" not in public.text


async def test_an_old_button_still_leads_to_a_brief(server: Server) -> None:
    readers = await monday(server)
    message = await readers.ask(MONDAY + 2 * DAY)
    old = next(one for one in custom_ids(message) if one.startswith("1nb|"))
    without = "|".join(old.split("|")[:6]) + "|"
    decoded = Decoder(()).decode(without).question
    assert decoded == AskBrief("bridge", Detail.FULL)
    opened = await server.discord.press(without, message=message, user=server.reader, forge=True)
    assert since_line(MONDAY) in (await opened.message()).text


async def test_while_the_database_fails_a_brief_has_no_marks(server: Server) -> None:
    readers = await monday(server)
    assert server.bot.daily is not None
    engine = server.bot.daily.engine
    with engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE reader_last_briefs RENAME TO away"))
    with structlog.testing.capture_logs() as lines:
        readers.at(MONDAY + 2 * DAY)
        message = await readers.asked()
        await until(lambda: len(of_briefs(lines)) > 1)
    assert "Old point 1 of the bridge." in message.text
    assert "since your last brief" not in message.text
    assert of_briefs(lines) == ["last_briefs_unread", "last_briefs_unwritten"]
    with engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE away RENAME TO reader_last_briefs"))
    assert since_line(MONDAY) in (await readers.ask(MONDAY + 3 * DAY)).text


async def test_a_bot_without_a_database_marks_nothing(server: Server) -> None:
    readers = await monday(server)
    daily, server.bot.daily = server.bot.daily, None
    assert "since your last brief" not in (await readers.asked()).text
    server.bot.daily = daily
    assert since_line(MONDAY) in (await readers.ask(MONDAY + 2 * DAY)).text


def test_a_group_is_a_place_and_a_chat_with_the_bot_is_not() -> None:
    group, alone = AppCommandContext(private_channel=True), AppCommandContext(dm_channel=True)
    assert place(7, AppCommandContext(guild=True), 8) == 7
    assert place(None, group, 8) == 8
    assert place(None, alone, 8) == PRIVATE


def of_briefs(lines: Sequence[Any]) -> list[str]:
    """The log's lines about last briefs."""
    return [line["event"] for line in lines if line["event"].startswith("last_briefs")]


def custom_ids(message: Message) -> list[str]:
    """The custom_ids of all buttons of a message."""
    found: list[str] = []

    def walk(components: Sequence[dict[str, Any]]) -> None:
        for one in components:
            found.extend([one["custom_id"]] if "custom_id" in one else [])
            walk(one.get("components", ()))

    walk(message.components)
    return found
