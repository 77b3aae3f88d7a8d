"""What is served follows the files and the library, and never gets worse."""

import asyncio
import shutil
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.service import KEPT_REPLIES, BriefingService
from bot.settings import bundled_digest
from briefings.answers.questions import AskBrief, AskCheck, AskHelp, AskPrivacy, AskTimeline
from briefings.answers.types import Brief, Empty
from briefings.digest import DigestError, load
from briefings.library import Library, LibraryError
from briefings.rendering.dialects.plain import PLAIN

DIGEST = """\
article: {id: a, headline: The bridge, date_published_note: unknown}
topics:
- id: bridge
  name: The harbour bridge
  key_points:
  - text: TEXT
    citations: [{exact: before the summer}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "digest"
    folder.mkdir()
    write(folder, "It opens again.")
    return folder


def write(folder: Path, text: str) -> None:
    (folder / "digest.yaml").write_text(DIGEST.replace("TEXT", text))


async def point(service: BriefingService) -> str:
    answer = await service.ask(AskBrief("bridge"))
    assert isinstance(answer, Brief)
    return answer.key_points[0].text


async def test_an_edited_file_is_served_at_the_next_check(tmp_path: Path, folder: Path) -> None:
    async with BriefingService.open(f"sqlite:///{tmp_path}/db", [folder]) as service:
        assert await point(service) == "It opens again."
        assert not await service.refresh()
        write(folder, "It opens in spring, at last.")
        assert await service.refresh()
        assert await point(service) == "It opens in spring, at last."


async def test_a_broken_file_leaves_the_last_good_digest_serving(
    tmp_path: Path, folder: Path
) -> None:
    async with BriefingService.open(f"sqlite:///{tmp_path}/db", [folder]) as service:
        (folder / "digest.yaml").write_text("article: {id: a")
        assert not await service.refresh()
        assert await point(service) == "It opens again."
        assert len(service.problems) == 1
        assert "digest.yaml:" in service.problems[0]
        write(folder, "It was mended.")
        assert await service.refresh()
        assert service.problems == ()
    # Also if the bot starts while the file is broken:
    (folder / "digest.yaml").write_text("article: {id: a")
    async with BriefingService.open(f"sqlite:///{tmp_path}/db", [folder]) as service:
        assert await point(service) == "It was mended."
        assert service.problems


async def test_without_an_earlier_digest_a_broken_file_stops_the_start(
    tmp_path: Path, folder: Path
) -> None:
    (folder / "digest.yaml").write_text("colour: blue")
    with pytest.raises(DigestError, match="colour"):
        async with BriefingService.open(f"sqlite:///{tmp_path}/db", [folder]):
            pass


async def test_a_deleted_files_records_are_removed(tmp_path: Path, folder: Path) -> None:
    async with BriefingService.open(f"sqlite:///{tmp_path}/db", [folder]) as service:
        (folder / "digest.yaml").unlink()
        (folder / "other.yaml").write_text("articles: []")
        assert await service.refresh()
        assert isinstance(await service.ask(AskBrief("bridge")), Empty)


@pytest.mark.parametrize(("name", "path"), [("more.YAML", "."), ("more.txt", "more.txt")])
async def test_every_file_that_is_read_is_watched(
    tmp_path: Path, folder: Path, name: str, path: str
) -> None:
    """A suffix in capitals; a file that is named itself, whatever its suffix."""
    file = (folder / "digest.yaml").rename(folder / name)
    async with BriefingService.open(f"sqlite:///{tmp_path}/db", [folder / path]) as service:
        assert await point(service) == "It opens again."
        file.write_text(DIGEST.replace("TEXT", "It opens in spring, at last."))
        assert await service.refresh()
        assert await point(service) == "It opens in spring, at last."


async def test_files_that_could_not_be_stored_are_read_again(tmp_path: Path, folder: Path) -> None:
    database = tmp_path / "db"

    def rename(old: str, new: str) -> None:
        with closing(sqlite3.connect(database)) as connection:
            connection.execute(f"ALTER TABLE {old} RENAME TO {new}")

    async with BriefingService.open(f"sqlite:///{database}", [folder]) as service:
        write(folder, "It opens in spring, at last.")
        rename("library_sources", "gone")
        with pytest.raises(LibraryError):
            await service.refresh()
        assert await point(service) == "It opens again."
        rename("gone", "library_sources")
        assert await service.refresh()
        assert await point(service) == "It opens in spring, at last."


async def test_two_simultaneous_checks_read_the_files_once(tmp_path: Path, folder: Path) -> None:
    async with BriefingService.open(f"sqlite:///{tmp_path}/db", [folder]) as service:
        write(folder, "It opens in spring, at last.")
        assert await asyncio.gather(service.refresh(), service.refresh()) == [True, False]
        assert await point(service) == "It opens in spring, at last."


async def test_what_another_process_stores_is_served_at_the_next_check(
    tmp_path: Path, folder: Path
) -> None:
    database = f"sqlite:///{tmp_path}/db"
    other = tmp_path / "other"
    other.mkdir()
    write(other, "Another source says otherwise.")
    async with BriefingService.open(database, [folder]) as service:
        with Library.open(database) as library:
            library.store(load([other]), "other")
        assert await service.follow()
        assert not await service.follow()
        assert await point(service) == "Another source says otherwise."


async def test_broken_templates_are_reported_and_the_built_in_ones_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "help.md.j2").write_text("# Help\n\n{{ answer.nonsense }}")
    shutil.copytree(bundled_digest(), tmp_path / "digest")
    async with BriefingService.open(
        f"sqlite:///{tmp_path}/db", [tmp_path / "digest"], templates
    ) as service:
        (problem,) = service.renderer.problems
        assert str(problem).startswith("help.md.j2:3: ")
    assert "template_broken" in capsys.readouterr().out


async def test_a_template_that_fails_on_a_real_answer_is_reported_then(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "brief.md.j2").write_text(
        "# {{ answer.topic.name }}\n\n{{ 1 / (answer.topic.name | length - 18) }}"
    )
    async with BriefingService.open(f"sqlite:///{tmp_path}/db", [folder], templates) as service:
        assert "template_broken" not in capsys.readouterr().out
        reply = await service.reply(AskBrief("bridge"))
        assert "It opens again" in reply.blocks[1].text
    assert "brief.md.j2:3: Python says: division by zero" in capsys.readouterr().out


async def test_a_reply_is_cached_until_the_library_or_the_templates_change(
    tmp_path: Path, folder: Path
) -> None:
    async with BriefingService.open(f"sqlite:///{tmp_path}/db", [folder]) as service:
        first = await service.reply(AskBrief("bridge"))
        assert await service.reply(AskBrief("bridge")) is first
        assert await service.reply(AskBrief("the harbour bridge")) is not first
        await service.reload_templates()
        again = await service.reply(AskBrief("bridge"))
        assert again is not first
        write(folder, "It opens in spring, at last.")
        assert await service.refresh()
        assert "in spring" in (await service.reply(AskBrief("bridge"))).blocks[1].text


async def test_reloaded_templates_write_the_same_markup(tmp_path: Path, folder: Path) -> None:
    database = f"sqlite:///{tmp_path}/db"
    async with BriefingService.open(database, [folder], dialect=PLAIN) as service:
        before = await service.reply(AskBrief("bridge"))
        await service.reload_templates()
        assert (await service.reply(AskBrief("bridge"))).blocks == before.blocks


async def test_only_the_latest_replies_are_cached(tmp_path: Path, folder: Path) -> None:
    async with BriefingService.open(f"sqlite:///{tmp_path}/db", [folder]) as service:
        first = await service.reply(AskBrief("bridge"))
        for number in range(KEPT_REPLIES):
            await service.reply(AskTimeline("bridge", number))
        assert await service.reply(AskBrief("bridge")) is not first


async def test_a_day_later_it_is_answered_again(tmp_path: Path, folder: Path) -> None:
    now = datetime(2025, 9, 1, 23, 30, tzinfo=UTC)
    async with BriefingService.open(
        f"sqlite:///{tmp_path}/db", [folder], clock=lambda: now
    ) as service:
        first = await service.reply(AskBrief("bridge"))
        now += timedelta(hours=1)
        assert await service.reply(AskBrief("bridge")) is not first


async def test_a_checked_message_is_not_cached(tmp_path: Path, folder: Path) -> None:
    async with BriefingService.open(f"sqlite:///{tmp_path}/db", [folder]) as service:
        question = AskCheck("“It opens in spring, at last.”")
        assert await service.reply(question) is not await service.reply(question)


async def test_help_waits_for_no_database(tmp_path: Path, folder: Path) -> None:
    database = tmp_path / "db"
    async with BriefingService.open(f"sqlite:///{database}", [folder]) as service:
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("ALTER TABLE library_state RENAME TO gone")
        with pytest.raises(LibraryError):
            await service.reply(AskBrief("bridge"))
        assert (await service.reply(AskHelp())).name == "help"
        assert (await service.reply(AskPrivacy())).name == "privacy"
        assert [one.id for one in service.answers.complete_topic("har")] == ["bridge"]


async def test_closing_does_not_block_the_event_loop(tmp_path: Path) -> None:
    released = threading.Event()
    async with BriefingService.open(f"sqlite:///{tmp_path}/db", ()) as service:
        question = asyncio.ensure_future(service._in_thread(released.wait, 10))
        await asyncio.sleep(0)
        asyncio.get_running_loop().call_later(0.01, released.set)
    # The open question ended because the loop kept running, not because it gave up.
    assert await question
