"""Any file is a digest or has reportable problems: nothing else happens."""

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefings.digest import DigestError, Problem, load
from briefings.digest.layout import SECTIONS, DigestFile

KEYS = st.sampled_from(
    [
        *DigestFile.model_fields,
        *(name for model in SECTIONS.values() for name in model.model_fields),
        "exact",
        "prefix",
        "start",
        "end",
        "citation",
        "zzz",
    ]
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=10),
    st.sampled_from(["a", "b", "2025", "2025-08-17", "full", "https://example.org"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=5)
    ),
    max_leaves=20,
)
FILES = st.dictionaries(
    st.sampled_from([*DigestFile.model_fields]),
    st.lists(st.dictionaries(KEYS, VALUES, max_size=6), max_size=3) | VALUES,
    max_size=4,
)


def read(content: bytes, name: str) -> None:
    """Read a file; fails with anything but a `DigestError` whose every line names the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        problems = problems_of(path)
    lines = [str(problem) for problem in problems]
    assert all(line.startswith(f"{path}:") and "\n" not in line for line in lines)


def problems_of(path: Path) -> tuple[Problem, ...]:
    try:
        load([path])
    except DigestError as error:
        return error.problems
    return ()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FILES, st.sampled_from(["d.json", "d.yaml"]))
def test_any_values(values: dict[str, Any], name: str) -> None:
    read(json.dumps(values).encode(), name)


@settings(deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes(content: bytes) -> None:
    read(content, "d.yaml")
    read(content, "d.json")


@settings(deadline=None)
@given(st.text(alphabet="-[]{}:?,&*!|>'\"%@`#~ab \n\t0.", max_size=60))
def test_any_signs(content: str) -> None:
    read(content.encode(), "d.yaml")
