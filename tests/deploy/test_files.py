"""The files for operators match the program: settings, metrics, paths."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.cli.app import app
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
SETTINGS = {str(field.validation_alias.choices[0]) for field in Settings.model_fields.values()}  # type: ignore[union-attr]  # all are AliasChoices
UNIT = (ROOT / "deploy/briefbot.service").read_text()
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return loaded


def test_the_dashboard_uses_existing_metrics() -> None:
    dashboard = json.loads((ROOT / "deploy/grafana-dashboard.json").read_text())
    asked = {
        name
        for panel in dashboard["panels"]
        for target in panel["targets"]
        for name in re.findall(r"\bbriefbot_\w+", target["expr"])
    }
    code = "".join(
        (ROOT / path).read_text()
        for path in ("bot/discord/figures.py", "bot/operations/exposition.py")
    )
    for name in asked:
        plain = re.sub(r"_(total|bucket)$", "", name.removeprefix("briefbot_"))
        assert f'"{plain}"' in code or f'"briefbot_{plain}"' in code, name
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"]) >= 12


@pytest.mark.parametrize("text", [UNIT, DOCKERFILE, json.dumps(compose())])
def test_settings_are_spelt_as_the_program_reads_them(text: str) -> None:
    named = set(re.findall(r"\b(?:BRIEFBOT_[A-Z_]+|DISCORD_TOKEN)\b", text))
    assert named
    assert named <= SETTINGS


def test_the_image_copies_existing_files_and_runs_as_an_ordinary_user() -> None:
    shown = (ROOT / ".dockerignore").read_text().splitlines()
    for sources in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE):
        for source in sources.split():
            assert (ROOT / source).exists(), source
            assert any(f"!{source}".startswith(line) for line in shown if line[0] == "!"), source
    last = DOCKERFILE.rpartition("FROM ")[2]
    assert re.search(r"^USER 10001$", last, re.MULTILINE)
    assert "--uid 10001" in last


@pytest.mark.parametrize("file", ["Dockerfile", "docs/operators.md", "Makefile"])
def test_nothing_is_installed_that_no_lock_pins(file: str) -> None:
    """The bot's own package is installed without dependencies, and built with pinned tools."""
    told = (ROOT / file).read_text().replace("\\\n", " ")
    commands = re.findall(r"pip (?:install|wheel) (-[^&\n]*)", told)
    assert len(commands) >= 2
    for one in commands:
        built = "--no-deps" in one and ("--no-build-isolation" in one or ".whl" in one)
        assert "--require-hashes" in one or built, one


def test_compose_waits_for_the_database_and_holds_no_secret() -> None:
    bot, database = compose()["services"]["briefbot"], compose()["services"]["database"]
    assert bot["depends_on"]["database"]["condition"] == "service_healthy"
    assert "healthcheck" in database
    for service in (bot, database):
        for name, value in service["environment"].items():
            if "TOKEN" in name or "PASSWORD" in name or "URL" in name:
                assert "${" in value
    assert set(compose()["volumes"]) == {"data", "database"}
    assert "ports" not in database


def test_composes_password_fits_in_a_url() -> None:
    """An @ or a % in it would be read as part of the address."""
    asked = re.findall(r"\$\{POSTGRES_PASSWORD:\?([^}]*)\}", (ROOT / "compose.yaml").read_text())
    assert len(asked) == 2
    assert all("letters and digits" in one for one in asked)
    assert "openssl rand -hex" in (ROOT / "docs/operators.md").read_text()


def test_names_in_the_operators_files_exist_in_the_program() -> None:
    asked = re.search(r"127\.0\.0\.1:(\d+)(/\w+)", DOCKERFILE)
    assert asked is not None
    assert f"BRIEFBOT_HTTP_PORT={asked[1]}" in DOCKERFILE
    assert f'"{asked[2]}"' in (ROOT / "bot/operations/endpoints.py").read_text()
    documented = re.search(r"^Documentation=file:///opt/briefbot/(.+)$", UNIT, re.MULTILINE)
    assert documented is not None
    assert (ROOT / documented[1]).is_file()
    commands = {command.name or command.callback.__name__ for command in app.registered_commands}  # type: ignore[union-attr]  # each has one
    for text in (UNIT, DOCKERFILE, (ROOT / "docs/operators.md").read_text()):
        named = re.findall(r"(?m)^ExecStart=\S+/briefbot (\w+)$|^CMD \[\"(\w+)\"\]$", text)
        assert {one or other for one, other in named} <= commands


def test_the_unit_restarts_the_bot_and_lets_it_write_nowhere_else() -> None:
    lines = dict(line.split("=", 1) for line in UNIT.splitlines() if "=" in line and line[0] != "#")
    assert (lines["Restart"], lines["UMask"], lines["ProtectSystem"]) == (
        "always",
        "0077",
        "strict",
    )
    assert lines["User"] == "briefbot"
    assert lines["ExecStart"].endswith("briefbot run")
    assert lines["ExecReload"].endswith("kill -HUP $MAINPID")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_understands_every_line_of_the_unit() -> None:
    unit = ROOT / "deploy/briefbot.service"
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit)],  # noqa: S607  # from anywhere on the system
        capture_output=True,
        text=True,
        check=False,
    )
    complaints = [line for line in done.stderr.splitlines() if "is not executable" not in line]
    assert [line for line in complaints if "briefbot.service" in line] == []
