"""An answer and each page its buttons lead to fit on a phone's screen."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from bot.discord.messages.screen import SCREEN
from tests.browser.conftest import Visitor, playground, visiting

PHONE = {"width": 400, "height": SCREEN}
MOST_PAGES = 12
COMMANDS = (
    ("/brief topic:summit", "Facts up to"),
    ("/brief topic:summit detail:full", "Facts up to"),
    ("/brief topic:ceasefire", "Facts up to"),
    ("/positions topic:territory", "who wants what"),
    ("/positions topic:white-house-talks", "who wants what"),
    ("/timeline topic:summit", "Timeline"),
    ("/differences topic:summit", "Where reports differ"),
    ("/quote person:whitcoff", "word for word"),
    ("/quote person:macron", "word for word"),
    ("/sources topic:summit", "Sources: The Alaska"),
    ("/who person:zelenskiy", "Stance by topic"),
    ("/who person:united-states", "Stance by topic"),
    ("/search text:security guarantees", "Found"),
    # A space first: a whole command without options would open the picker.
    (" /help", "Briefings you can check"),
    (" /privacy", "Privacy"),
)
ALL_THERE = """message => [...message.querySelectorAll("img")].every(
    image => image.complete && image.naturalHeight > 0)"""


@pytest.fixture(scope="module")
def lobby(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with playground(tmp_path_factory.mktemp("playground")) as url:
        yield url


@pytest.fixture(scope="module")
def phone(chromium: Browser, lobby: str) -> Iterator[Visitor]:
    """One reader for all commands: no command changes another's answer."""
    with visiting(chromium, lobby, viewport=PHONE) as visitor:
        visitor.open("#reading-room")
        yield visitor


@pytest.mark.parametrize(("command", "title"), COMMANDS)
def test_every_page_of_an_answer_fits_on_a_phones_screen(
    phone: Visitor, command: str, title: str
) -> None:
    reply = _ask(phone, command, title)
    heights = [_height(phone, reply)]
    while len(heights) < MOST_PAGES and _has_more(reply):
        reply = _turn(phone)
        heights.append(_height(phone, reply))
    assert max(heights) <= SCREEN, heights


def test_the_sources_of_an_answer_fit_on_a_phones_screen(phone: Visitor) -> None:
    _ask(phone, "/positions topic:territory", "who wants what")
    reply = phone.press("Sources", "Where each line comes from")
    assert _height(phone, reply) <= SCREEN
    expect(reply).to_contain_text("No address known")
    expect(reply.get_by_role("link", name="Open").first).to_have_attribute(
        "href", re.compile("#:~:text=")
    )


@pytest.mark.parametrize("topics", ["", " topics:territory"])
def test_a_daily_post_is_one_message_that_fits_on_a_phones_screen(
    chromium: Browser, tmp_path: Path, topics: str
) -> None:
    with (
        playground(tmp_path) as lobby,
        visiting(chromium, lobby, viewport=PHONE) as visitor,
    ):
        visitor.open("#daily-briefing")
        visitor.become("Mika (moderator)")
        add = f"/daily add channel:#daily-briefing time:8:00{topics}"
        visitor.paste(add, "Daily briefing added")
        visitor.paste("/playground clock to:tomorrow 8:00", re.compile("clock now shows|Daily"))
        post = visitor.messages.filter(has=visitor.page.get_by_role("button", name="Sources"))
        expect(post).to_be_visible()
        number = post.get_attribute("data-message-id")
        post = visitor.page.locator(f'article[data-message-id="{number}"]')
        assert visitor.messages.filter(has_text="26 August 2025").count() == 1
        assert _height(visitor, post) <= SCREEN
        visitor.act("click", post.get_by_role("button", name="More").click)
        expect(visitor.last).to_contain_text("Page 1 of")
        assert _height(visitor, visitor.last) <= SCREEN
        visitor.act("click", post.get_by_role("button", name="Sources").click)
        expect(visitor.last).to_contain_text("Where each line comes from")


@pytest.mark.parametrize(("language", "search"), [("deutsch", "/suche"), ("日本語", "/検索")])
def test_replies_in_other_languages_fit_on_a_phones_screen(
    chromium: Browser, tmp_path: Path, language: str, search: str
) -> None:
    with (
        playground(tmp_path) as lobby,
        visiting(chromium, lobby, viewport=PHONE) as visitor,
    ):
        visitor.open("#reading-room")
        visitor.paste(f"/playground language to:{language}", "speaks")
        for command, title in (
            ("/brief topic:summit", "The Alaska summit"),
            ("/positions topic:territory", "Territory"),
            ("/timeline topic:summit", "The Alaska summit"),
            ("/differences topic:summit", "The Alaska summit"),
            ("/quote person:whitcoff", "Steve Witkoff"),
            ("/who person:zelenskiy", "Volodymyr Zelenskyy"),
            (" /help", search),
            (" /privacy", "60"),
        ):
            reply = _ask(visitor, command, title)
            heights = [_height(visitor, reply)]
            while len(heights) < MOST_PAGES and _has_more(reply):
                reply = _turn(visitor)
                heights.append(_height(visitor, reply))
            assert max(heights) <= SCREEN, (command, heights)
            wide = "article => article.scrollWidth > article.clientWidth"
            assert not reply.evaluate(wide), command


def _ask(visitor: Visitor, command: str, title: str) -> Locator:
    """The reply to a command: the first new message with these words."""
    before = visitor.messages.evaluate_all("found => found.map(one => one.dataset.messageId)")
    visitor.send(command)
    visitor.page.wait_for_function(
        """([before, title]) => {
          const last = [...document.querySelectorAll("article.channel-message")].at(-1);
          return !before.includes(last.dataset.messageId) && last.innerText.includes(title);
        }""",
        arg=[before, title],
    )
    return visitor.last


def _has_more(reply: Locator) -> bool:
    return reply.get_by_role("button", name=re.compile("→$")).count() > 0


def _turn(visitor: Visitor) -> Locator:
    """The next page, which replaces this one."""
    before = visitor.last.inner_text()
    there = visitor.last.get_by_role("button", name=re.compile("→$")).first
    visitor.act("click", there.click)
    visitor.page.wait_for_function(
        """before => [...document.querySelectorAll("article.channel-message")].at(-1).innerText
        !== before""",
        arg=before,
    )
    return visitor.last


def _height(visitor: Visitor, reply: Locator) -> float:
    """The height of a reply with its pictures."""
    visitor.settle()
    handle = reply.element_handle()
    visitor.page.wait_for_function(ALL_THERE, arg=handle)
    box = reply.bounding_box()
    assert box is not None
    return box["height"]
