"""A newcomer's path, from the lobby to the daily post."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from briefings.pictures.canvas import SMALL
from briefings.pictures.drawing import NAME
from briefings.pictures.picture import WIDTH
from tests.browser.conftest import Visitor, playground, visiting

PHONE = {"width": 400, "height": 860}
PICTURE = "img.gallery-image, img.embed-image"
LEGIBLE = 11.0
"""Minimum height of a picture's letters on a phone, in pixels; Discord's small print has 12."""


@pytest.fixture(scope="module")
def lobby(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with playground(tmp_path_factory.mktemp("playground")) as url:
        yield url


def test_from_the_first_slash_to_quotations_positions_and_back(visitor: Visitor) -> None:
    visitor.open("#welcome")
    expect(visitor.messages.first).to_contain_text("/brief topic:summit")
    visitor.composer.click()
    visitor.composer.press_sequentially("/")
    visitor.page.locator(".command-entry").filter(has_text="timeline").first.click()
    visitor.page.get_by_label("topic, required").fill("alas")
    visitor.page.get_by_role("option", name="The Alaska summit").click()
    visitor.act("run_command", visitor.page.locator("#send-message").click)
    expect(visitor.last).to_contain_text("The Alaska summit")
    visitor.press("Brief", "Facts up to")
    visitor.press(re.compile("^Quotes"), re.compile(r"Page 1|1 of|1/"))
    visitor.press(re.compile("Next|▶|→"), re.compile(r"Page 2|continued"))
    visitor.paste("/brief topic:summit", "Facts up to")
    visitor.press("Positions", "The Alaska summit: who wants what")
    visitor.page.go_back()
    expect(visitor.page.get_by_role("heading", name="briefbot playground")).to_be_visible()
    expect(visitor.page.get_by_text("within Discord's limits").first).to_be_visible()
    visitor.page.get_by_role("link", name="#reading-room").click()
    expect(visitor.page.get_by_role("heading", name="reading-room")).to_be_visible()


@pytest.mark.parametrize(
    ("command", "title", "alt"),
    [
        ("/positions topic:territory", "Territory", "Russia yes, Ukraine no"),
        ("/brief topic:summit", "The Alaska summit", "3: Reuters, Japan Times, AP"),
    ],
)
def test_a_replys_picture_has_alt_text(
    visitor: Visitor, command: str, title: str, alt: str
) -> None:
    visitor.open("#reading-room")
    reply = visitor.paste(command, title)
    if "brief" in command:
        reply = visitor.press("More →", "Page 2")
    expect(reply.locator(PICTURE)).to_have_js_property("naturalWidth", WIDTH)
    expect(reply.get_by_alt_text(alt)).to_be_visible()


@pytest.mark.parametrize(
    ("command", "title", "smallest"),
    [
        ("/positions topic:territory", "Territory", NAME),
        ("/brief topic:summit", "The Alaska summit", SMALL),
    ],
)
def test_a_picture_is_legible_on_a_phone(
    chromium: Browser, lobby: str, command: str, title: str, smallest: int
) -> None:
    with visiting(chromium, lobby, viewport=PHONE) as visitor:
        visitor.open("#reading-room")
        reply = visitor.paste(command, title)
        if "brief" in command:
            reply = visitor.press("More →", "Page 2")
        picture = reply.locator(PICTURE)
        expect(picture).to_have_js_property("naturalWidth", WIDTH)
        box = picture.bounding_box()
        assert box is not None
        # A picture too tall for its place keeps its proportions and becomes narrower.
        shape = picture.evaluate("image => image.naturalWidth / image.naturalHeight")
        shown = min(box["width"], box["height"] * shape)
        assert smallest * shown / WIDTH >= LEGIBLE


def test_a_misspelt_name_is_found(visitor: Visitor) -> None:
    visitor.open("#reading-room")
    visitor.paste("/quote person:whitcoff", "Steve Witkoff")


def test_with_only_the_keyboard(visitor: Visitor) -> None:
    keyboard = visitor.page.keyboard
    visitor.page.goto(visitor.lobby)
    for _ in range(2):
        keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.innerText").startswith("#reading-room")
    assert visitor.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    keyboard.press("Enter")
    expect(visitor.composer).to_be_visible()
    _tab_to(visitor, "document.activeElement.id === 'channel-composer-input'")
    keyboard.type("/timeline")
    expect(visitor.page.locator(".command-entry").filter(has_text="timeline")).to_be_visible()
    keyboard.press("Enter")
    field = visitor.page.get_by_label(re.compile("^topic"))
    expect(field).to_be_focused()
    keyboard.type("alas")
    expect(visitor.page.get_by_role("option", name="The Alaska summit")).to_be_visible()
    keyboard.press("Enter")
    expect(field).not_to_have_value("alas")
    keyboard.press("Escape")
    expect(visitor.page.get_by_role("listbox")).to_have_count(0)
    visitor.act("run_command", lambda: keyboard.press("Enter"))
    expect(visitor.last).to_contain_text("Timeline")
    expect(visitor.last.get_by_role("button", name="Sources")).to_be_visible()
    visitor.settle()
    _tab_to(visitor, "document.activeElement.innerText === 'Sources'", "Shift+Tab")
    visitor.act("click", lambda: keyboard.press("Enter"))
    expect(visitor.last).to_contain_text("Where each line comes from")


def _tab_to(visitor: Visitor, there: str, key: str = "Tab") -> None:
    for _ in range(500):  # every earlier reply has buttons and links
        if visitor.page.evaluate(there):
            return
        visitor.page.keyboard.press(key)
    raise AssertionError(f"{key} never gets where {there}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_lobby_follows_the_theme(chromium: Browser, lobby: str, scheme: str) -> None:
    with visiting(chromium, lobby, color_scheme=scheme) as visitor:
        visitor.page.goto(lobby)
        ink, paper = visitor.page.evaluate(
            """() => {
              const probe = document.body.appendChild(document.createElement("p"))
              probe.style.color = "Canvas"
              const rgb = color => color.match(/\\d+/g).slice(0, 3).map(Number)
              const light = color => rgb(color).reduce((sum, part) => sum + part) / 765
              return [document.body, probe].map(element => light(getComputedStyle(element).color))
            }"""
        )
    assert (paper > 0.9, ink < 0.1) == (scheme == "light", scheme == "light")
    assert abs(ink - paper) > 0.8


@pytest.mark.parametrize(
    "command", ["/brief topic:summit", "/positions topic:territory", "/sources topic:summit"]
)
def test_nothing_is_wider_than_a_phone(chromium: Browser, lobby: str, command: str) -> None:
    with visiting(chromium, lobby, viewport=PHONE, color_scheme="light") as visitor:
        visitor.page.goto(lobby)
        assert _width(visitor) == PHONE["width"]
        visitor.open("#reading-room")
        reply = visitor.paste(command, re.compile("Alaska|Territory|Sources"))
        assert _width(visitor) == PHONE["width"]
        box = reply.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]


def _width(visitor: Visitor) -> int:
    return int(visitor.page.evaluate("document.scrollingElement.scrollWidth"))


def test_the_daily_post_appears_when_the_clock_is_moved(visitor: Visitor) -> None:
    visitor.open("#daily-briefing")
    visitor.become("Mika (moderator)")
    visitor.paste(
        "/daily add channel:#daily-briefing time:8:00 topics:summit", "Daily briefing added"
    )
    visitor.paste("/playground clock to:tomorrow 8:00", re.compile("clock now shows|Daily"))
    expect(
        visitor.messages.filter(has_text="Daily briefing: The Alaska summit").first
    ).to_be_visible()


def test_a_reader_may_not_set_up_daily_briefings(visitor: Visitor) -> None:
    visitor.open("#reading-room")
    visitor.send("/daily status")
    expect(visitor.last.locator(".message-author")).to_have_text("Playground")
    expect(visitor.last).to_contain_text("daily")


def test_the_bot_answers_in_a_direct_message(visitor: Visitor) -> None:
    visitor.open("Direct message")
    visitor.paste("/who person:rubio", "Marco Rubio")
