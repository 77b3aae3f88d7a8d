"""The cache keeps only what is needed about servers, the same as discord.py would."""

import json
from copy import deepcopy
from typing import Any

import discord
import pytest

from bot.discord.guild_cache import MOST_NAMES, Announcements
from tests.loopback import LoopbackDiscord


def client() -> discord.AutoShardedClient:
    made = discord.AutoShardedClient(
        intents=discord.Intents(guilds=True),
        member_cache_flags=discord.MemberCacheFlags.none(),
        shard_count=1,
    )
    bot = LoopbackDiscord().world.bot.payload()
    made._connection.user = discord.ClientUser(state=made._connection, data=bot)
    return made


def announced() -> dict[str, Any]:
    crowd = LoopbackDiscord().crowd(1)
    body: dict[str, Any] = json.loads(next(crowd.announcements(crowd.ids(0, 1))))
    body["channels"].append(
        {**body["channels"][0], "id": "7", "type": 15, "name": "forum", "available_tags": []}
    )
    body["channels"].append({**body["channels"][0], "id": "8", "type": 4, "name": "category"})
    return body


def read(guild: dict[str, Any], *, lessened: bool) -> discord.Guild:
    bot = client()
    if lessened:
        guild = Announcements().lessened(deepcopy(guild))
    return bot._connection._add_guild_from_data(guild)  # type: ignore[arg-type]  # as it comes


def test_places_roles_and_permissions_are_as_before() -> None:
    guild = announced()
    whole, less = read(guild, lessened=False), read(guild, lessened=True)
    assert less.name == whole.name
    assert {role.id: (role.name, role.permissions) for role in less.roles} == {
        role.id: (role.name, role.permissions) for role in whole.roles
    }
    places = [
        one for one in whole.channels if isinstance(one, discord.TextChannel | discord.ForumChannel)
    ]
    assert {one.id for one in less.channels} == {one.id for one in places} != set()
    for place in places:
        kept = less.get_channel(place.id)
        assert kept is not None
        assert (kept.name, kept.type) == (place.name, place.type)
        assert kept.permissions_for(less.me) == place.permissions_for(whole.me)
    assert len({place.permissions_for(whole.me).value for place in places}) > 1


def test_unneeded_data_is_not_kept() -> None:
    less = read({**announced(), "features": ["NEWS"]}, lessened=True)
    assert not [one for one in less.channels if isinstance(one, discord.VoiceChannel)]
    assert not less.categories
    assert not less.features
    assert {one.topic for one in less.text_channels} == {None}


def test_equal_names_are_kept_once_and_in_limited_number() -> None:
    announcements = Announcements()
    first, second = (announcements.lessened(announced()) for _ in range(2))
    assert first["channels"][0]["name"] is second["channels"][0]["name"]
    for number in range(MOST_NAMES + 5):
        announcements.lessened({"roles": [{"name": f"role {number}"}]})
    assert len(announcements._names) <= MOST_NAMES


@pytest.mark.parametrize("wrong", [None, {"channels": [{}]}, {"roles": 7}])
def test_an_invalid_server_is_reported_as_unreadable(wrong: Any) -> None:
    with pytest.raises((TypeError, KeyError)):
        Announcements().lessened(wrong)
