"""A channel of the simulated Discord with people in it."""

import pytest
from simcord import ChannelHandle, Env, MemberActor


@pytest.fixture
def channel(simcord_env: Env) -> ChannelHandle:
    return simcord_env.create_guild().create_text_channel("reading")


@pytest.fixture
def reader(simcord_env: Env, channel: ChannelHandle) -> MemberActor:
    return simcord_env.guild.add_member(simcord_env.create_user("robin"))


@pytest.fixture
def other(simcord_env: Env, channel: ChannelHandle) -> MemberActor:
    return simcord_env.guild.add_member(simcord_env.create_user("mika"))
