"""Articles' text is shown and never runs: headlines, quotations, names, addresses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.bot.playground.digests import BREAKOUT, IMAGE, LINK, SCRIPT, write_digest
from tests.browser.conftest import Visitor, playground

ADDRESS = "https://courier.example/?q=%22%3E%3Cscript%3Edocument.title='run'%3C/script%3E"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    write_digest(
        folder / "digest",
        topic=f"The bridge {SCRIPT}",
        person=f"Ada {IMAGE}",
        words=f"It {BREAKOUT} {LINK} holds",
        headline=f"Opened {LINK} {SCRIPT}",
        publisher=f"Courier {IMAGE}",
        url=ADDRESS,
    )
    (folder / "templates").mkdir()
    (folder / "templates" / "who.md.j2").write_text(
        f"# Who {SCRIPT}\n{IMAGE} {BREAKOUT}\n{LINK}\n", encoding="utf-8"
    )
    (folder / "templates" / "help.md.j2").write_text(
        "# x\n{{ '" + IMAGE.replace("'", "") + "'.no }}\n"
    )
    return folder


@pytest.fixture(scope="module")
def lobby(folder: Path) -> Iterator[str]:
    digest, templates = str(folder / "digest"), str(folder / "templates")
    with playground(folder, "--digest", digest, "--templates", templates) as url:
        yield url


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("/brief topic:bridge", SCRIPT),
        ("/quote person:Ada", "<svg onload="),
        ("/sources topic:bridge", IMAGE),
        ("/search text:holds", "[click](javascript:"),
        ("/who person:Ada", SCRIPT),
        (f"/brief topic:{SCRIPT[:60]}", "script"),
    ],
)
def test_a_payload_is_shown_as_text_and_does_not_run(
    visitor: Visitor, command: str, shown: str
) -> None:
    visitor.open("#reading-room")
    reply = visitor.paste(command, shown)
    title = visitor.page.title()
    expect(reply.locator("script, svg[onload], img[onerror]")).to_have_count(0)
    addresses = reply.locator("a").evaluate_all("links => links.map(link => link.href)")
    assert all(address.startswith(("https://", "http://")) for address in addresses), addresses
    assert title != "run"
    visitor.page.go_back()
    expect(visitor.page).to_have_title("briefbot playground")
    expect(visitor.page.locator("script, svg, img")).to_have_count(0)
    visitor.page.locator("summary").first.click()
    expect(visitor.page.locator("pre").first).to_be_visible()


def test_a_broken_templates_text_is_text_in_the_lobby(visitor: Visitor) -> None:
    visitor.page.goto(visitor.lobby)
    expect(visitor.page.get_by_role("alert")).to_contain_text("help.md.j2:2:")
    expect(visitor.page.locator("img")).to_have_count(0)
