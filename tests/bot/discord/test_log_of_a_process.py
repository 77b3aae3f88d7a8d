"""The whole log of a running bot that is given garbage: no token, no text, no number of a user."""

import asyncio
import json
import re
from functools import partial
from pathlib import Path

from tests.bot import processes
from tests.loopback import ChannelKind, LoopbackDiscord, Permission
from tests.loopback.interactions import Interaction, InteractionKind
from tests.loopback.routing import RefusalError, invalid, unknown
from tests.loopback.world import Guild
from tests.waiting import until

MARK = "Zwetschgenkuchen"
"""Stands in all that is typed, and nowhere else."""

TYPED = f"{MARK}\x1b[31m\u202e https://ada:{MARK}@h.example/?token={MARK}\ud800"

TEMPLATE = f"# {{{{ {MARK}.x }}}}\n\n{{% {MARK} %}}"

UNREADABLE = (
    ("GUILD_CREATE", {"id": MARK, "name": MARK}),
    ("CHANNEL_UPDATE", {"id": "x", "name": MARK}),
    ("INTERACTION_CREATE", {"id": MARK, "data": {"name": MARK}}),
    (MARK.upper(), {"content": MARK}),
    ("GUILD_ROLE_CREATE", MARK),
)

COMMANDS = (
    ("brief", "topic"),
    ("quote", "person"),
    ("positions", "topic"),
    ("timeline", "topic"),
    ("sources", "topic"),
    ("differences", "topic"),
    ("who", "person"),
    ("search", "text"),
)

CHOICES = (("brief", "topic"), ("quote", "person"), ("search", "text"))

DAILY = ("time", "timezone", "topics", "days", "tag", "with", "without")

REFUSALS = (
    unknown(10062, "interaction"),
    RefusalError(400, 40060, MARK),
    unknown(10008, MARK),
    RefusalError(403, 50001, MARK),
    RefusalError(403, 50013, MARK),
    invalid(f"{MARK} is no snowflake"),
    RefusalError(500, 0, MARK),
)


class Client:
    """A client that sends what none would."""

    def __init__(self, discord: LoopbackDiscord, guild: Guild) -> None:
        self._discord = discord
        self._guild = guild
        self.sent: list[Interaction] = []
        (self.moderator,) = [m for m in guild.members.values() if m.user.name == "Mod"]

    async def types(self, command: str, **options: object) -> None:
        one = await self._discord.slash(
            command,
            user=self.moderator,
            channel=self._guild["talk"],
            options=options,
            forge=True,
        )
        self.sent.append(one)

    async def chooses(self, command: str, option: str) -> None:
        one = await self._discord.autocomplete(
            command, option, TYPED, user=self.moderator, channel=self._guild["talk"], forge=True
        )
        self.sent.append(one)

    async def sends(self, kind: InteractionKind, **data: object) -> None:
        one = await self._discord._send(
            kind, self.moderator.user, self._guild["talk"], dict(data), None
        )
        self.sent.append(one)

    async def everything(self) -> None:
        """All that garbage can be put into."""
        for command, option in COMMANDS:
            await self.types(command, **{option: TYPED})
            await self.types(command, **{f"{option}-{MARK}": TYPED})
        for command, option in CHOICES:
            await self.chooses(command, option)
        for option in DAILY:
            place = self._guild["talk"]
            await self.types("daily add", **{"channel": place, "time": "8", option: TYPED})
        for verb in ("status", "pause", "remove", "edit"):
            await self.types(f"daily {verb}", briefing=TYPED)
        field = {"type": 4, "custom_id": "source", "value": TEMPLATE}
        rows = [{"type": 1, "components": [field]}]
        await self.sends(InteractionKind.MODAL, custom_id="daily|template|editor", components=rows)
        for custom_id in (MARK, f"daily|{MARK}|{MARK}|{MARK}", f"daily|remove|{MARK}|{MARK}"):
            await self.sends(InteractionKind.COMPONENT, custom_id=custom_id, component_type=2)
            await self.sends(InteractionKind.MODAL, custom_id=custom_id, components=MARK)
            await self.sends(
                InteractionKind.COMPONENT, custom_id=custom_id, component_type=3, values=[MARK]
            )


async def test_the_log_has_no_token_no_text_and_no_users_number(tmp_path: Path) -> None:
    async with LoopbackDiscord() as discord:
        guild = discord.guild(
            MARK, {"talk": ChannelKind.TEXT}, members={"Mod": Permission.MANAGE_GUILD}
        )
        lines: list[str] = []
        async with processes.running(discord, tmp_path, BRIEFBOT_LOG_LEVEL="DEBUG") as bot:
            stream = bot.stderr
            assert stream is not None

            async def read() -> None:
                while line := await stream.readline():
                    lines.append(line.decode())

            reading = asyncio.create_task(read())
            client = Client(discord, guild)
            await client.types("help")
            await client.sent[-1].message()
            await client.everything()
            for event, data in UNREADABLE:
                await discord.gateway.dispatch_now(event, data, None)
            await client.types("daily list")
            await client.sent[-1].message()
            for refusal in REFUSALS:
                discord.refuses_callbacks = refusal
                await client.types("quote", person=TYPED)
                await client.chooses("quote", "person")
                await client.types("daily list")
                for one in client.sent[-3:]:
                    await until(partial(bool, one.refusals))
            discord.refuses_callbacks = None
            await client.types("help")
            await client.sent[-1].message()
            bot.terminate()
            await reading
        log = "".join(lines)
        assert [line for line in lines if not line.startswith("{")] == []
        events = {json.loads(line)["event"] for line in lines}
        assert {"interaction_lost", "command_failed", "gateway_event_unreadable"} <= events
        tokens = [discord.token, *(one.token for one in client.sent)]
        users = [str(client.moderator.id), str(discord.owner.id)]
        for private in (MARK, *tokens, *users):
            found = [line for line in lines if private.lower() in line.lower()]
            assert found == []
        assert not re.search(r"\\u001b|\\x1b|\x1b|\\u202e", log)
