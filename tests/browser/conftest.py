"""The playground as a separate process, viewed with Debian's Chromium."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    Locator,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)
from playwright.sync_api import TimeoutError as NotSeenError

from tests.waiting import LAST_RESORT

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
PATIENCE = LAST_RESORT * 1000
"""Milliseconds a test waits for what must appear."""
ONE_TRY = 10_000
"""Milliseconds after which a key or click without effect counts as dropped."""
TRIES = 12


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM.exists():
                reason = f"needs Chromium at {CHROMIUM} (Debian: apt-get install chromium)"
                item.add_marker(pytest.mark.skip(reason=reason))


@contextmanager
def playground(folder: Path, *arguments: str) -> Iterator[str]:
    """A running `briefbot playground`; yields the lobby's address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "playground", "--no-open", "--port", "0", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = re.search(r"http://\S+", line)
        assert address is not None, line
        yield address[0]
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(LAST_RESORT)
        finally:
            process.kill()
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM,
            timeout=PATIENCE,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


class Visitor:
    """Somebody in front of the playground."""

    def __init__(self, page: Page, lobby: str) -> None:
        self.page = page
        self.lobby = lobby

    def open(self, channel: str) -> None:
        """Go to the lobby and choose a channel."""
        self.page.goto(self.lobby)
        self.page.get_by_role("link", name=channel).click()
        expect(self.composer).to_be_visible()

    def become(self, name: str) -> None:
        """View the channel as somebody else."""
        self.settle()

        def changes_viewer(response: Response) -> bool:
            return '"kind":"viewer"' in (response.request.post_data or "")

        with self.page.expect_response(changes_viewer):
            self.page.get_by_label("Viewing as", exact=True).select_option(label=name)
        expect(self.page.locator("#preview-app")).to_have_attribute("aria-busy", "false")

    def settle(self) -> None:
        """Wait until simcord's page takes an action again.

        It shows an answer while still reading the answer's other changes, and until it has,
        silently drops clicks and keys.
        """
        expect(self.page.locator("#action-status")).not_to_have_text(re.compile("…$|^$"))

    def act(self, kind: str, do: Callable[[], None]) -> None:
        """Call `do`, which makes simcord's page send an action of this kind.

        Repeats it if the page became busy between the check and the key or click. Sends nothing
        twice.
        """

        def sent(request: Request) -> bool:
            return f'"kind":"{kind}"' in (request.post_data or "")

        for _ in range(TRIES):
            self.settle()
            try:
                with self.page.expect_request(sent, timeout=ONE_TRY):
                    do()
            except NotSeenError:
                continue
            return
        raise AssertionError(f"the page never took the {kind}")

    @property
    def composer(self) -> Locator:
        return self.page.get_by_label("Message", exact=True)

    @property
    def messages(self) -> Locator:
        return self.page.locator("article.channel-message")

    @property
    def last(self) -> Locator:
        return self.messages.last

    def paste(self, command: str, answer: str | re.Pattern[str]) -> Locator:
        """Paste a whole command and wait for a reply that contains `answer`."""
        self.send(command)
        expect(self.last).to_contain_text(answer)
        return self.last

    def send(self, text: str) -> None:
        """Type and press Enter."""
        self.composer.fill(text)
        self.act("send_message", lambda: self.composer.press("Enter"))
        expect(self.composer).to_have_value("")

    def press(self, button: str | re.Pattern[str], answer: str | re.Pattern[str]) -> Locator:
        """Press a button of the last reply, and wait for `answer` in the last reply."""
        there = self.last.get_by_role("button", name=button).first
        self.act("click", there.click)
        expect(self.last).to_contain_text(answer)
        return self.last


@contextmanager
def visiting(browser: Browser, lobby: str, **options: object) -> Iterator[Visitor]:
    """A visitor with a fresh browser context. No request leaves the machine; no page may fail."""
    context = browser.new_context(**{"viewport": {"width": 1000, "height": 900}, **options})  # type: ignore[arg-type]  # the tests' short hand
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page = context.new_page()
    asked: list[str] = []
    failures: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("dialog", lambda dialog: (failures.append(dialog.message), dialog.dismiss()))
    try:
        yield Visitor(page, lobby)
    finally:
        context.close()
    assert {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))} <= {
        "127.0.0.1"
    }
    assert failures == []


@pytest.fixture
def visitor(chromium: Browser, lobby: str) -> Iterator[Visitor]:
    with visiting(chromium, lobby) as visitor:
        yield visitor
