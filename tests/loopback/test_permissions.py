"""Permissions, compared with discord.py's own computation."""

from functools import reduce
from operator import or_
from typing import Any
from unittest.mock import Mock

import discord
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.loopback.permissions import NOTHING, Overwrite, Permission
from tests.loopback.snowflakes import Snowflakes
from tests.loopback.world import ChannelKind, World

some = st.lists(st.sampled_from(list(Permission)), max_size=6).map(
    lambda p: reduce(or_, p, NOTHING)
)
overwrites = st.tuples(some, some)


@settings(deadline=None, max_examples=60)  # building discord.py's objects is slow
@given(
    everyone=some,
    roles=st.lists(some, max_size=3),
    of_channel=st.lists(overwrites, min_size=5, max_size=5),
)
def test_they_are_computed_as_discord_does(
    everyone: Permission,
    roles: list[Permission],
    of_channel: list[tuple[Permission, Permission]],
) -> None:
    world = World(Snowflakes(lambda: 1_700_000_000.0))
    guild = world.add_guild("Readers")
    guild.roles[guild.id].permissions = everyone
    ada = world.add_member(guild, world.add_user("Ada"), NOTHING)
    ada.roles = [world.add_role(guild, "role", permissions).id for permissions in roles]
    channel = world.add_channel(guild, "general", ChannelKind.TEXT)
    for target, (allow, deny) in zip([guild.id, *ada.roles, ada.id], of_channel, strict=False):
        kind = 1 if target == ada.id else 0
        channel.overwrites[target] = Overwrite(kind, allow & ~deny, deny)

    state: Any = Mock(
        self_id=world.bot.id
    )  # discord.py's objects need one; a real one needs a client
    state.store_user.side_effect = lambda data: discord.User(state=state, data=data)
    told: Any = guild.create_payload(world.bot.id)
    theirs = discord.Guild(data=told, state=state)
    about: Any = ada.payload()
    member = discord.Member(data=about, guild=theirs, state=state)
    seen = theirs.get_channel(channel.id)
    assert isinstance(seen, discord.TextChannel)
    expected = Permission(seen.permissions_for(member).value & Permission.everything())
    ours = channel.permissions(ada.id)
    # discord.py also removes permissions that are useless without seeing or writing in the channel
    assert expected & Permission.VIEW_CHANNEL == ours & Permission.VIEW_CHANNEL
    if ours & Permission.VIEW_CHANNEL and ours & Permission.SEND_MESSAGES:
        assert expected == ours


def test_strangers_have_no_permissions_and_the_owner_all() -> None:
    world = World(Snowflakes(lambda: 1_700_000_000.0))
    guild = world.add_guild("Readers")
    channel = world.add_channel(guild, "general", ChannelKind.TEXT)
    assert channel.permissions(world.add_user("Stranger").id) == NOTHING
    assert channel.permissions(guild.owner_id) == Permission.everything()
