"""Configuration comes from the environment, .env and briefbot.toml; the earlier wins."""

import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

from bot.pinned_topics import pinned_topics
from bot.settings import DISCORD_API, SettingsError, bundled_digest, load_settings, unknown_settings


@pytest.fixture(autouse=True)
def _clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("BRIEFBOT_") or name == "DISCORD_TOKEN":
            monkeypatch.delenv(name)


def test_defaults_serve_the_bundled_digest_from_sqlite() -> None:
    settings = load_settings()
    assert settings.discord_token is None
    assert settings.discord_api == DISCORD_API
    assert settings.database == "sqlite:///data/briefbot.sqlite3"
    assert settings.digest_folders == (bundled_digest(),)
    assert bundled_digest().is_dir()


def test_the_environment_wins_over_dotenv_and_dotenv_over_toml(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "briefbot.toml").write_text(
        'discord_token = "toml"\nbriefbot_log_level = "debug"\nbriefbot_data_dir = "from-toml"\n'
    )
    (tmp_path / ".env").write_text("DISCORD_TOKEN=dotenv\nBRIEFBOT_DATA_DIR=from-dotenv\n")
    monkeypatch.setenv("DISCORD_TOKEN", "environment")
    settings = load_settings()
    assert settings.discord_token is not None
    assert settings.discord_token.get_secret_value() == "environment"
    assert settings.data_dir == Path("from-dotenv")
    assert settings.log_level == "DEBUG"


def test_the_token_is_shown_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very-secret")
    assert "very-secret" not in repr(load_settings())


def test_an_operator_can_do_without_any_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_DIGEST", "none")
    assert load_settings().digest_folders == ()
    monkeypatch.setenv("BRIEFBOT_DIGEST", "/srv/none")
    assert load_settings().digest_folders == (Path("/srv/none"),)


def test_digest_folders_are_separated_as_in_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFBOT_DIGEST", f"one{os.pathsep}two")
    assert load_settings().digest_folders == (Path("one"), Path("two"))


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "")
    assert load_settings().discord_token is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BRIEFBOT_HTTP_PORT", "http"),
        ("BRIEFBOT_HTTP_PORT", "70000"),
        ("BRIEFBOT_LOG_LEVEL", "loud"),
        ("BRIEFBOT_DISCORD_API", "ftp://example.org"),
        ("BRIEFBOT_REQUESTS_PER_SECOND", "0"),
    ],
)
def test_a_wrong_value_is_reported_with_its_setting(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert str(raised.value).startswith(f"{name}: ")
    assert value.upper() in str(raised.value).upper()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("BRIEFBOT_PICTURES", "maybe", "write on or off (it is 'maybe')"),
        ("BRIEFBOT_HTTP_PORT", "http", "write a whole number (it is 'http')"),
        ("BRIEFBOT_HTTP_PORT", "70000", "write at most 65535 (it is '70000')"),
        ("BRIEFBOT_DAILY_LIMIT", "0", "write at least 1 (it is '0')"),
        ("BRIEFBOT_CATCH_UP_HOURS", "soon", "write a number (it is 'soon')"),
        (
            "BRIEFBOT_FETCH_ALLOW",
            "wiki, http://10.0.0.1/",
            (
                "write hosts, addresses or networks, not 'http://10.0.0.1/': 10.1.0.0/16, wiki:80 "
                "(it is 'wiki, http://10.0.0.1/')"
            ),
        ),
        (
            "BRIEFBOT_FETCH_PROXY",
            "socks5://me:secret@proxy",
            "write the proxy's address: http://host:port",
        ),
        (
            "BRIEFBOT_FETCH_CONTACT",
            "me (at) home",
            "write a web or mail address, without spaces or brackets (it is 'me (at) home')",
        ),
        (
            "BRIEFBOT_FEEDS_SERVERS",
            "everybody",
            "write servers' ids like 123456789012345678, or all (it is 'everybody')",
        ),
        ("BRIEFBOT_LOG_LEVEL", "loud", "write DEBUG, INFO, WARNING or ERROR (it is 'LOUD')"),
        (
            "BRIEFBOT_DISCORD_API",
            "ftp://x",
            "write an address that starts with http:// or https:// (it is 'ftp://x')",
        ),
        (
            "BRIEFBOT_TEMPLATES",
            "nowhere",
            "no such folder: give the one that holds the templates (it is 'nowhere')",
        ),
    ],
)
def test_the_error_says_what_to_write_instead(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert str(raised.value) == f"{name}: {said}"


def test_other_environment_variables_are_not_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://another.program/db")
    monkeypatch.setenv("HTTP_PORT", "another program's")
    assert load_settings().database_url is None


def test_unknown_settings_are_reported_with_the_nearest_and_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFBOT_DIGESTS", "seeds")
    monkeypatch.setenv("BRIEFBOT_LOG_LEVEL", "info")
    monkeypatch.setenv("ANOTHER_PROGRAMS", "x")
    (tmp_path / ".env").write_text("BRIEFBOT_ZZZ=1\nOTHER=1\nbriefbot_pictures=no\n")
    (tmp_path / "briefbot.toml").write_text(
        'log_level = "debug"\nbriefbot_http_prot = 80\nbriefbot_daily_limit = 3\n'
    )
    assert load_settings().daily_limit == 3
    assert unknown_settings() == [
        "unknown setting BRIEFBOT_DIGESTS: did you mean BRIEFBOT_DIGEST?",
        "unknown setting BRIEFBOT_ZZZ in .env",
        "unknown setting log_level in briefbot.toml: did you mean briefbot_log_level?",
        "unknown setting briefbot_http_prot in briefbot.toml: did you mean briefbot_http_port?",
    ]


def test_allowed_addresses_are_settable_as_text_and_as_a_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFBOT_FETCH_PROXY", "http://me:secret@proxy.example:3128")
    monkeypatch.setenv("BRIEFBOT_FETCH_CONTACT", "https://operator.example/bot")
    (tmp_path / "briefbot.toml").write_text('briefbot_fetch_allow = ["wiki:80", "10.1.0.0/16"]\n')
    settings = load_settings()
    assert settings.fetch_allow == "wiki:80, 10.1.0.0/16"
    assert settings.fetch_proxy is not None
    assert settings.fetch_contact == "https://operator.example/bot"
    assert "secret" not in repr(settings)


@pytest.mark.parametrize(
    ("written", "servers"),
    [
        ('"ALL"', None),
        ('""', frozenset()),
        ("123456789012345678", {123456789012345678}),
        ('"123456789012345678, 223456789012345678 "', {123456789012345678, 223456789012345678}),
        ('["123456789012345678", 223456789012345678]', {123456789012345678, 223456789012345678}),
    ],
)
def test_servers_that_may_have_feeds_are_named_in_several_ways(
    tmp_path: Path, written: str, servers: set[int] | None
) -> None:
    (tmp_path / "briefbot.toml").write_text(f"briefbot_feeds_servers = {written}\n")
    assert load_settings().servers_with_feeds == servers


def test_no_server_may_have_feeds_unless_it_is_named() -> None:
    settings = load_settings()
    assert settings.servers_with_feeds == frozenset()
    assert (settings.feeds_limit, settings.feeds_tries) == (10, 5)


def test_broken_toml_is_reported_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "briefbot.toml").write_text("log_level = [")
    with pytest.raises(SettingsError, match=r"^briefbot.toml: is not TOML: "):
        load_settings()


def test_a_file_that_is_not_text_is_reported(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe")
    with pytest.raises(SettingsError, match="UTF-8"):
        load_settings()


@pytest.mark.parametrize("name", [".env", "briefbot.toml"])
def test_an_unreadable_file_is_reported_in_one_line(name: str) -> None:
    """As after `sudo`: the operator created the file, and the bot runs as another user."""
    folder = Path(tempfile.mkdtemp())  # pytest's own folders are closed to other users
    (folder / name).write_text("")
    (folder / name).chmod(0o000)
    folder.chmod(0o755)
    program = """
        import os
        from bot.settings import SettingsError, load_settings
        load_settings()  # all is imported while the program's own files may be read
        if os.geteuid() == 0:
            os.setuid(65534)  # root is not bound by permissions
        os.chdir(os.environ["FOLDER"])
        try:
            load_settings()
        except SettingsError as error:
            print(error)
    """
    # Coverage can't write its data as another user.
    plain = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE")}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        check=False,
        env=plain | {"FOLDER": str(folder), "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    shutil.rmtree(folder)
    assert done.stderr == ""
    assert done.stdout == (
        f"{name} can't be read (Permission denied): give it to the bot's user (chown)\n"
    )


def test_topics_are_pinned_by_tables(tmp_path: Path) -> None:
    (tmp_path / "briefbot.toml").write_text(
        '[[briefbot_topics]]\nname = "Bridges"\nkeywords = ["toll bridge"]\n'
        '[[briefbot_topics]]\nname = "Zoë\'s harbour!"\nkeywords = ["harbour"]\n'
        'without = ["Pearl Harbor"]\n'
    )
    bridges, harbour = pinned_topics(load_settings())
    assert (bridges.id, bridges.name, bridges.keywords) == ("bridges", "Bridges", ("toll bridge",))
    assert (harbour.id, harbour.without) == ("zoes-harbour", ("Pearl Harbor",))
    assert bridges.pinned
    assert unknown_settings() == []


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ('name = "Bridges"', "BRIEFBOT_TOPICS 1, keywords: is missing"),
        ('name = "Bridges"\nkeywords = []', "BRIEFBOT_TOPICS 1, keywords: write a list"),
        (
            'name = "Bridges"\nkeywords = ["?!"]',
            "BRIEFBOT_TOPICS 1, keywords: write a list",
        ),
        (
            'name = "Bridges"\nkeywords = "toll"',
            "BRIEFBOT_TOPICS 1, keywords: write a list",
        ),
        ('keywords = ["toll"]', "BRIEFBOT_TOPICS 1, name: is missing"),
        ('name = "A"\nkeywords = ["toll"]\nnot = ["x"]', "BRIEFBOT_TOPICS 1, not: no such key"),
    ],
)
def test_a_wrong_topic_is_reported_by_its_number(tmp_path: Path, toml: str, said: str) -> None:
    (tmp_path / "briefbot.toml").write_text(f"[[briefbot_topics]]\n{toml}\n")
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert str(error.value).startswith(said)


def test_two_topics_with_one_name_are_refused(tmp_path: Path) -> None:
    table = '[[briefbot_topics]]\nname = "{}"\nkeywords = ["toll"]\n'
    (tmp_path / "briefbot.toml").write_text(table.format("Bridges") + table.format("bridges"))
    with pytest.raises(SettingsError, match="two topics are named"):
        load_settings()
