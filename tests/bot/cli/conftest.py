"""The command line, run in an empty folder without this machine's settings."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.app import app
from tests.briefings.ingest.story_articles import BRIDGE, FERRY

STORY = """\
Harbour bridge to reopen in spring

The Varnholm Courier

By Jan Riis

VARNHOLM, March 3 - The harbour bridge will open again before the summer, the mayor said.

"We have waited long enough for this bridge," Mayor Anna Holt said on Monday at a news conference.

"It was never going to be cheap," she added.

"Nobody asked the fishermen," said Piet Varga, who runs the fish market.
"""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("BRIEFBOT_") or name == "DISCORD_TOKEN":
            monkeypatch.delenv(name)


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two stories, each in files from three outlets."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for told, day in ((BRIDGE, 4), (FERRY, 6)):
        for outlet, (headline, text) in told.items():
            page = f"{headline}\n\nThe Holm {outlet}\n\n{day} March 2026\n\n{text}\n"
            (folder / f"{outlet}.txt").write_text(page)
    return folder
