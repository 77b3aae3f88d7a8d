"""A slash command typed into the terminal asks the same question as on Discord."""

import pytest

from bot.discord.commands.typed import UsageError, parse
from briefings.answers.questions import (
    AskBrief,
    AskCheck,
    AskHelp,
    AskPositions,
    AskQuotes,
    AskSearch,
    AskTimeline,
    AskWho,
    Detail,
    Question,
)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("/brief topic:summit", AskBrief("summit")),
        ("/brief topic:summit detail:full", AskBrief("summit", Detail.FULL)),
        ("/brief detail:full topic:peace deal", AskBrief("peace deal", Detail.FULL)),
        ("brief summit", AskBrief("summit")),
        ("  /BRIEF   summit ", AskBrief("summit")),
        ("/quote person:whitcoff", AskQuotes("whitcoff")),
        (
            "/quote person:von der Leyen topic:troops contains:ready to do",
            AskQuotes("von der Leyen", "troops", "ready to do"),
        ),
        (
            "/positions topic:territory first:russia third:europe",
            AskPositions("territory", ("russia", "europe")),
        ),
        ("/timeline topic:summit", AskTimeline("summit")),
        ("/timeline", AskTimeline(None)),
        ("/search text:a ratio of 3:2", AskSearch("a ratio of 3:2")),
        ("/search see https://example.org/story", AskSearch("see https://example.org/story")),
        ("/search text:bridge lang:ru", AskSearch("bridge lang:ru")),
        ("/quote person:putin contains:ratio:3", AskQuotes("putin", None, "ratio:3")),
        ("/brief topic:a: b", AskBrief("a: b")),
        ("/brief Topic:summit", AskBrief("summit")),
        ("/who https://example.org/a:b", AskWho("https://example.org/a:b")),
        ("/timeline topic:9:00", AskTimeline("9:00")),
        ("/help", AskHelp()),
        ("Check quotes text:He said “hello”", AskCheck("He said “hello”")),
        ('Check quotes Putin said: "No text:x"', AskCheck('Putin said: "No text:x"')),
        ('Check quotes said:"No"', AskCheck('said:"No"')),
    ],
)
def test_options_are_read_as_discord_shows_them(text: str, question: Question) -> None:
    assert parse(text) == question


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no command given: there are /brief"),
        ("/breif topic:summit", "did you mean /brief?"),
        ("/frobnicate", "there are /brief"),
        ("/daily list", "/daily works on Discord and in the playground alone"),
        ("/feeds add", "/feeds works on Discord and in the playground alone"),
        ("/positions", "/positions needs topic: write /positions topic:…"),
        ("/positions first:france", "/positions needs topic"),
        ("/brief topic:summit detail:long", "detail: is one of short, full, not 'long'"),
        ("/brief subject:summit", "has no option 'subject': it takes topic, detail"),
        ("/help me", "/help takes no options"),
        ("/brief summit foo:bar", "/brief has no option 'foo': it takes topic, detail"),
        ("/brief detail:full topic:summit foo:bar", "/brief has no option 'foo'"),
        ("/quote person:putin of:war contains:peace", "/quote has no option 'of'"),
        ("/search lang:ru bridge", "/search has no option 'lang': it takes text"),
        ("/brief summit topic:territory", "/brief takes topic once: write a single topic:…"),
        ("/search text:one text:two", "/search takes text once"),
        ("Check quotes", "Check quotes needs a message: write Check quotes text:…"),
    ],
)
def test_a_wrong_command_says_what_to_write(text: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse(text)
    assert message in str(raised.value)
