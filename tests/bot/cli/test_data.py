"""`briefbot data`: what is kept about a server or a user, exported and deleted."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.app import app
from bot.daily.last_briefs import Given, LastBriefs
from bot.daily.migrations import migrate
from bot.daily.store import Store
from briefings.library.database import create_engine
from tests.bot.cli.conftest import run
from tests.bot.daily.subscribing import NOW, subscription

SERVER, USER = 123456789012345678, 223456789012345678


@pytest.fixture
def store(tmp_path: Path) -> Store:
    (tmp_path / "data").mkdir()
    engine = create_engine(f"sqlite:///{tmp_path / 'data' / 'briefbot.sqlite3'}")
    migrate(engine)
    store = Store(engine)
    store.add(subscription(guild_id=SERVER, created_by=USER), limit=5)
    LastBriefs(engine).note([Given(USER, "summit", (), SERVER, NOW, 1)])
    return store


def test_a_servers_data_is_exported_and_deleted(store: Store, tmp_path: Path) -> None:
    printed = json.loads(run("data", "export", "--server", str(SERVER)).stdout)
    assert len(printed["daily_briefings"]) == 1
    written = run("data", "export", "--server", str(SERVER), "--output", "server.json")
    assert written.stdout == "written to server.json\n"
    assert json.loads((tmp_path / "server.json").read_text()) == printed
    deleted = run("data", "delete", "--server", str(SERVER), "--yes")
    assert deleted.stdout == "deleted: 1 daily briefing, 0 feeds\n"
    assert store.of_guild(SERVER) == []


def test_a_template_is_named_before_it_is_deleted_with_the_rest(store: Store) -> None:
    store.set_template(SERVER, "{{ answer }}")
    asked = CliRunner().invoke(app, ["data", "delete", "--server", str(SERVER)], input="n\n")
    assert "1 daily briefing, 0 feeds, a template: delete all of it?" in asked.stdout
    assert store.template(SERVER) == "{{ answer }}"
    deleted = run("data", "delete", "--server", str(SERVER), "--yes")
    assert deleted.stdout == "deleted: 1 daily briefing, 0 feeds, a template\n"
    assert store.template(SERVER) is None


def test_no_template_controls_the_operators_terminal(store: Store) -> None:
    template = "a\x1b[31mb\x7f\x9b31mc\u202ed\u2028e“é\U000e0041"
    store.set_template(SERVER, template)
    printed = run("data", "export", "--server", str(SERVER)).stdout
    assert all(line.isprintable() for line in printed.split("\n"))
    assert "“é" in printed
    assert json.loads(printed)["template"] == template


def test_a_users_number_is_exported_and_deleted(store: Store) -> None:
    printed = json.loads(run("data", "export", "--user", str(USER)).stdout)
    assert [one["server"] for one in printed["added_daily_briefings"]] == [str(SERVER)]
    assert [one["topic"] for one in printed["last_briefs"]] == ["summit"]
    deleted = run("data", "delete", "--user", str(USER), "--yes")
    assert deleted.stdout == "deleted: who added 1 daily briefing, 0 feeds; 1 last brief\n"
    assert store.of_user(USER) == []
    assert len(store.of_guild(SERVER)) == 1


@pytest.mark.parametrize(
    ("whose", "question"),
    [
        (("--server", str(SERVER)), "1 daily briefing, 0 feeds: delete all of it?"),
        (
            ("--user", str(USER)),
            "who added 1 daily briefing, 0 feeds; 1 last brief: delete all of it?",
        ),
    ],
)
def test_it_asks_before_it_deletes(store: Store, whose: tuple[str, str], question: str) -> None:
    result = CliRunner().invoke(app, ["data", "delete", *whose], input="n\n")
    assert question in result.stdout
    assert result.exit_code == 1
    assert len(store.of_user(USER)) == 1
    CliRunner().invoke(app, ["data", "delete", *whose], input="y\n")
    assert store.of_user(USER) == []


def test_a_server_or_user_is_required(store: Store) -> None:
    assert run("data", "export").exit_code == 2
    both = run("data", "delete", "--server", str(SERVER), "--user", str(USER))
    assert (both.exit_code, both.stderr) == (2, "say of whom: --server ID or --user ID\n")
    assert len(store.of_guild(SERVER)) == 1


def test_an_existing_file_is_not_overwritten(store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text("mine")
    result = run("data", "export", "--user", str(USER), "--output", "mine.json")
    assert (result.exit_code, result.stderr) == (1, "mine.json already exists: name a new file\n")
    assert (tmp_path / "mine.json").read_text() == "mine"
    result = run("data", "export", "--user", str(USER), "--output", "none/mine.json")
    assert "none/mine.json can't be written (No such file or directory)" in result.stderr
    assert store.of_user(USER)


def test_without_a_database_nothing_is_stored_or_created(tmp_path: Path) -> None:
    result = run("data", "export", "--server", str(SERVER))
    assert result.exit_code == 1
    assert result.stderr == "there is no database data/briefbot.sqlite3: nothing is stored\n"
    assert list(tmp_path.iterdir()) == []
