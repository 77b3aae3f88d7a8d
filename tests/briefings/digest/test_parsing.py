"""What prevents a file from being read."""

from pathlib import Path

import pytest

from briefings.digest import DigestError, load
from briefings.digest.parsing import MAX_BYTES, field_name
from tests.briefings.digest.files import told


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "d.yaml: is empty — a digest file has keys such as article and quotes"),
        (b"# only a comment\n", "d.yaml: is empty"),
        (b"---\n...\n", "d.yaml: is empty"),
        (b"actors: []\ntopics: \xff\n", "d.yaml:2: is not UTF-8 — save the file as UTF-8"),
        ("actors: []".encode("utf-16"), "d.yaml:1: is not UTF-8"),
        (b"actors:\n\t- id: a\n", "d.yaml:2: is indented with a tab — YAML takes spaces only"),
        (b"actors: [\n", "d.yaml:2: is not YAML: "),
        (
            b"article:\n  headline: One: two\n",
            (
                "d.yaml:2: is not YAML: mapping values are not allowed in this context — "
                "text with a colon and a space in it needs quotes"
            ),
        ),
        (b"actors:\n- name: bell\x07\n", "d.yaml:2: holds the control character U+0007"),
        (b"actors: []\n---\nactors: []\n", "d.yaml:2: has a second document"),
        (b"? [a]\n: b\n", "d.yaml:1: a key must be a word"),
        (b"actors:\n- *nobody\n", "d.yaml:2: the alias *nobody stands before its &nobody"),
        (b"actors: &a\n- *a\n", "d.yaml:2: the alias *a stands before its &a"),
        (b"[" * 100_000, "d.yaml:1: is nested more than 20 deep"),
        (b"- " * 100_000, "d.yaml:1: is nested more than 20 deep"),
        (b"just words", "d.yaml:1: is no mapping — expected keys such as article"),
        (b"- a list", "d.yaml:1: is no mapping"),
    ],
)
def test_a_file_that_is_not_a_digest_is_reported(tmp_path: Path, content: bytes, said: str) -> None:
    (line,) = told(tmp_path, content)
    assert line.startswith(said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"actors": [}', "d.json:1: is not JSON: Expecting value"),
        (b'{"actors": [], "actors": []}', "d.json: key 'actors' is there twice in one object"),
        (b'{"actors": NaN}', "d.json: NaN is no JSON number"),
        (b"[" * 100_000, "d.json: is nested more than 20 deep"),
        (b'{"actors": [' + b"1" * 5_000 + b"]}", "d.json: holds a number of too many digits"),
        (b'{\n "actors": [],\n "actor": []\n}', "d.json:3: actor: unknown key 'actor'"),
        (b'{"actors": [{"id": "a", "name": "\\ud800"}]}', "d.json: actors[0].name: holds half"),
    ],
)
def test_bad_json_is_reported_too(tmp_path: Path, content: bytes, said: str) -> None:
    (line,) = told(tmp_path, content, "d.json")
    assert line.startswith(said)


def test_json_may_escape_what_yaml_may_not(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text('{"actors": [{"id": "a", "name": "\\ud83d\\ude00"}]}')
    assert load([tmp_path]).actors[0].name == "😀"


def test_aliases_that_explode_are_stopped(tmp_path: Path) -> None:
    doubling = "".join(f"k{n}: &k{n} [{f'*k{n - 1},' * 9}]\n" for n in range(1, 12))
    (line,) = told(tmp_path, f"k0: &k0 [x]\n{doubling}")
    assert "stands for more than 1,000,000 values" in line


def test_a_file_of_50_mb_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "d.yaml").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(DigestError, match=r"has 50 MB — at most 17 MB a file: split it"):
        load([tmp_path])
    assert MAX_BYTES < 50_000_000


def test_a_duplicate_key_is_reported_with_both_lines(tmp_path: Path) -> None:
    lines = told(tmp_path, "actors:\n- id: a\n  name: A\n  id: b\n- id: c\n  name: [no, text]\n")
    assert lines == [
        "d.yaml:4: key 'id' is there twice, first on line 2 — keep one",
        "d.yaml:6: actors[1].name: is a list — expected text",
    ]


def test_tags_are_not_followed(tmp_path: Path) -> None:
    (line,) = told(tmp_path, "actors: !!python/object/apply:os.getcwd []\n")
    assert "the tag tag:yaml.org,2002:python/object/apply:os.getcwd is not allowed" in line


def test_a_missing_path_is_reported(tmp_path: Path) -> None:
    with pytest.raises(DigestError, match="does not exist — expected a digest file or a folder"):
        load([tmp_path / "nowhere"])


def test_an_impossible_path_is_reported() -> None:
    with pytest.raises(DigestError, match="can't be read: File name too long"):
        load([Path("x" * 5_000)])


def test_a_folder_without_digest_files_is_reported(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(DigestError, match=r"holds no digest file — expected \.yaml, \.yml, \.json"):
        load([tmp_path])


def test_a_folder_named_like_a_file_and_an_unreadable_file_are_reported(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").symlink_to("/proc/self/mem")
    with pytest.raises(DigestError, match="can't be read: Input/output error"):
        load([tmp_path])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("no", "no"),
        ("12:30", "12:30"),
        ("'1994'", "1994"),
        ("2025-08-17", "2025-08-17"),
        ("0x1F", "0x1F"),
        ("<<", "<<"),
        ("=", "="),
        (">-\n    two\n    lines", "two lines"),
        ("&anchor word", "word"),
    ],
)
def test_words_stay_words(tmp_path: Path, written: str, meant: str) -> None:
    (tmp_path / "d.yaml").write_text(f"actors:\n- id: a\n  name: {written}\n")
    assert load([tmp_path]).actors[0].name == meant


@pytest.mark.parametrize("written", ["7", "-7.5", "1e3", "true", "False", "~", "null", ""])
def test_non_text_is_not_taken_for_text(tmp_path: Path, written: str) -> None:
    (line,) = told(tmp_path, f"actors:\n- id: a\n  name: {written}\n")
    assert line.startswith("d.yaml:3: actors[0].name: is ")
    assert "expected text" in line


def test_an_alias_has_the_anchored_value(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text("actors:\n- {id: a, name: &n Ada}\n- {id: b, name: *n}\n")
    assert [actor.name for actor in load([tmp_path]).actors] == ["Ada", "Ada"]


def test_fields_are_named_by_keys_and_positions() -> None:
    assert field_name(()) == ""
    assert field_name(("quotes", 3, "citation", "exact")) == "quotes[3].citation.exact"
