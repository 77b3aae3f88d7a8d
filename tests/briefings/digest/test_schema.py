import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings

from briefings.digest import dump, json_schema
from briefings.digest.yaml_values import parse
from briefings.models import Digest
from tests.strategies import digests

ROOT = Path(__file__).parents[3]
VALIDATOR = jsonschema_rs.validator_for(json_schema())


def mistakes(content: Any) -> list[str]:
    return [f"{error.instance_path}: {error.message}" for error in VALIDATOR.iter_errors(content)]


def test_the_schema_in_the_docs_is_up_to_date() -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "briefings.digest"], capture_output=True, check=True, cwd=ROOT
    )
    assert (ROOT / "docs" / "digest.schema.json").read_bytes() == printed.stdout
    assert json.loads(printed.stdout) == json_schema()


def test_the_schema_is_valid() -> None:
    jsonschema_rs.meta.validate(json_schema())


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(digests())
def test_every_written_file_fits_the_schema(digest: Digest) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for file in dump(digest, Path(folder)):
            assert mistakes(parse(file.read_text(encoding="utf-8")).value) == []


def test_the_bundled_digest_fits_the_schema() -> None:
    files = sorted((ROOT / "seeds").rglob("*.yaml"))
    if not files:
        pytest.skip("there is no bundled digest here")
    assert {str(file): mistakes(parse(file.read_text("utf-8")).value) for file in files} == {
        str(file): [] for file in files
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"topic": []},
        {"actors": [{"id": "Ada", "name": "Ada"}]},
        {"actors": [{"id": "ada"}]},
        {"actors": [{"id": "ada", "name": "Ada", "nam": "Ada"}]},
        {"actors": {}},
        {"article": {"id": "a", "headline": "A", "date_published": "Sunday"}},
        {"topics": [{"id": "t", "name": "T", "as_of": "2025-13"}]},
        {"topics": [{"id": "t", "name": "T", "key_points": [{"text": "x", "citations": []}]}]},
        {"quotes": [{"id": "q", "text": "x", "creator": None, "utterance": "u"}]},
    ],
)
def test_wrong_files_do_not_fit(wrong: dict[str, Any]) -> None:
    assert mistakes(wrong)


def test_optional_fields_may_be_left_out() -> None:
    quote = {"id": "q", "text": "x", "creator": None, "utterance": "u", "citation": {}}
    assert mistakes({"quotes": [quote], "actors": None}) == []
