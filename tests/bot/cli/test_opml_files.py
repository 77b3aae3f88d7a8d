"""Foreign lists of feeds: whatever they contain, a line says what was not imported."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefings.sources.opml import MOST, Outline, parse_opml, write_opml
from tests.bot.cli.conftest import run

LIST = '<?xml version="1.0" encoding="{}"?><opml><outline text="{}" xmlUrl="{}"/></opml>'
QUAY = "https://quay.example/feed"


def exported() -> list[Outline]:
    return parse_opml(run("sources", "export").stdout)


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("utf-8", "Пирог"),
        ("utf-8-sig", "Пирог"),
        ("utf-16", "Пирог"),
        ("utf-16-le", "Пирог"),
        ("utf-32", "Пирог"),
        ("koi8-r", "Пирог"),
        ("cp1252", "Café “Quay”"),
    ],
)
def test_a_list_is_read_in_its_encoding(tmp_path: Path, encoding: str, title: str) -> None:
    text = LIST.format(encoding.removesuffix("-sig"), title, QUAY)
    (tmp_path / "feeds.opml").write_bytes(text.encode(encoding))
    assert run("sources", "import", "feeds.opml").exit_code == 0
    assert exported() == [Outline(QUAY, title)]


@pytest.mark.parametrize("data", [b"", b"\0" * 900, b"%PDF-1.7", b"\x1f\x8b\x08", b"<opml"])
def test_what_is_no_list_is_one_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "feeds.opml").write_bytes(data)
    refused = run("sources", "import", "feeds.opml")
    assert refused.exit_code == 1
    assert refused.stderr == "feeds.opml: it is no OPML file: export the feeds as OPML\n"


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:alert(1)", "data:text/xml,x", "ftp://x/y", "//x.example/f"],
)
def test_only_addresses_of_the_web_are_followed(tmp_path: Path, address: str) -> None:
    (tmp_path / "feeds.opml").write_text(LIST.format("utf-8", "x", address))
    refused = run("sources", "import", "feeds.opml")
    assert (refused.exit_code, len(refused.stderr.splitlines())) == (1, 1)
    assert refused.stdout == "0 feeds followed from now on\n"


TITLES = [
    "\x1b[31mred",
    "two\nlines",
    "\u202ereversed",
    "@everyone",
    "a/b/../c",
    "<b>bold</b>",
    "The \"Quay\" & 'Lark'",
    "👨‍👩‍👧 e\u0301",
    "https://lark.example/feed",
    "",
    *["News"] * 3,
]


def test_what_is_exported_is_imported_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    addresses = [f"https://x.example/{'long' * 200}?n={n}&x=<y>" for n in range(len(TITLES))]
    outlines = [Outline(*pair) for pair in zip(addresses, TITLES, strict=True)]
    (tmp_path / "feeds.opml").write_text(write_opml(outlines, datetime(2031, 5, 6, tzinfo=UTC)))
    assert run("sources", "import", "feeds.opml").exit_code == 0
    first = exported()
    assert len(first) == len(TITLES)
    assert len({one.title for one in first}) == len(TITLES)
    (tmp_path / "other").mkdir()
    run("sources", "export", "out.opml")
    monkeypatch.chdir(tmp_path / "other")
    assert run("sources", "import", "../out.opml").exit_code == 0
    assert exported() == first


def test_a_secret_stays_here_and_its_feed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = ("https://ada:geheim@quay.example/feed", f"{QUAY}?token=geheim")
    rows = "".join(f'<outline text="Quay" xmlUrl="{one}"/>' for one in secrets)
    (tmp_path / "feeds.opml").write_text(f"<opml>{rows}</opml>")
    run("sources", "import", "feeds.opml")
    written = run("sources", "export", "out.opml")
    assert written.stderr.splitlines() == [
        "Quay: its address is written without its password or secret",
        "Quay 2: its address is written without its password or secret",
    ]
    assert "geheim" not in (tmp_path / "out.opml").read_text()
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    again = run("sources", "import", "../out.opml")
    assert again.stdout == "1 feed followed from now on\n"
    assert again.stderr.startswith(f"{QUAY}?token=***: its secret was left out")


def test_one_address_is_one_feed_however_it_is_spelt(tmp_path: Path) -> None:
    spellings = (QUAY, "HTTPS://Quay.example:443/feed/", f"{QUAY}#top", "http://quay.example/feed")
    rows = "".join(f'<outline text="{n}" xmlUrl="{one}"/>' for n, one in enumerate(spellings))
    (tmp_path / "feeds.opml").write_text(f"<opml>{rows}</opml>")
    assert run("sources", "import", "feeds.opml").stdout == (
        "1 feed followed from now on; 3 followed already\n"
    )
    assert exported() == [Outline(QUAY, "0")]


def test_what_is_left_of_a_very_long_list_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    rows = f'<outline xmlUrl="{QUAY}"/>' + '<outline xmlUrl="file:///{}"/>' * MOST
    numbered = rows.format(*range(MOST))
    (tmp_path / "feeds.opml").write_text(f"<opml>{numbered}</opml>")
    said = run("sources", "import", "feeds.opml")
    assert said.stdout == "1 feed followed from now on\n"
    assert said.stderr.splitlines()[-1] == (
        "feeds.opml: only the first 10,000 feeds of a file are taken: split it"
    )
