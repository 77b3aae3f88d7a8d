"""Discord accepts the reply to any question about any digest."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.discord.messages.custom_ids import encoder
from bot.discord.messages.layout import compose
from bot.discord.messages.limits import violations
from bot.discord.messages.pages import to_payload
from briefings.answers.questions import (
    AskBrief,
    AskCheck,
    AskDifferences,
    AskHelp,
    AskPositions,
    AskPrivacy,
    AskQuotes,
    AskSearch,
    AskSources,
    AskTimeline,
    AskWho,
    Detail,
    Question,
)
from briefings.models import Digest
from briefings.rendering.renderer import Renderer
from tests import openapi
from tests.bot.discord.messages.building import A_PICTURE
from tests.briefings.rendering.dialects.test_discord import HOSTILE
from tests.briefings.rendering.reader import read
from tests.briefings.rendering.test_templates import OURS, texts_of
from tests.libraries import answers_to
from tests.strategies import digests

RENDERER = Renderer()
API = openapi.load()
OWNER = 2**63


def questions(digest: Digest) -> st.SearchStrategy[Question]:
    """Questions about what the digest contains, and about anything else."""
    names = [record.id for record in (*digest.topics, *digest.actors)]
    names += [actor.name for actor in digest.actors]
    asked = st.one_of(st.sampled_from(names or ["nothing"]), HOSTILE)
    maybe = st.none() | asked
    page = st.integers(1, 3)
    return st.one_of(
        st.builds(AskBrief, asked, st.sampled_from(Detail)),
        st.builds(AskQuotes, asked, maybe, maybe, page),
        st.builds(AskPositions, asked, st.lists(asked, max_size=3).map(tuple)),
        st.builds(AskTimeline, maybe, page),
        st.builds(AskSources, maybe, page),
        st.builds(AskDifferences, maybe, page),
        st.builds(AskWho, asked),
        st.builds(AskSearch, asked, page),
        st.builds(AskCheck, st.lists(asked.map("“{}”".format)).map(" ".join)),
        st.sampled_from([AskHelp(), AskPrivacy()]),
    )


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_reply_to_any_question_about_any_digest_is_accepted(data):
    digest = data.draw(digests())
    answers = answers_to(digest)
    for question in data.draw(st.lists(questions(digest), min_size=4, max_size=4)):
        reply = RENDERER.render(answers.ask(question), question)
        for text in texts_of(reply):
            assert read(text).marks <= OURS, text
        for page in compose(reply, encoder(OWNER)):
            for payload in (to_payload(page), to_payload(replace(page, image=A_PICTURE))):
                assert violations(payload) == []
                if API is not None:
                    assert API.problems("POST", "/channels/1/messages", payload) == []


def test_discords_own_description_is_asked_too():
    if API is None:
        pytest.skip(openapi.MISSING)
    assert API.problems("POST", "/channels/1/messages", {"content": "x" * 9_999}) != []
