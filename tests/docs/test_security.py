"""Every row of the threat model names an existing test."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_threat_names_existing_tests() -> None:
    rows = [line for line in TEXT.splitlines() if line.startswith("| ") and "---" not in line]
    threats = [row for row in rows if not row.rstrip(" |").endswith("| test")]
    assert len(threats) >= 20
    for row in threats:
        named = re.findall(r"`(tests/[^`]+)`", row.rsplit("|", 2)[1])
        assert named, row
        for one in named:
            path, _, function = one.partition("::")
            assert function, f"{one} is a file: name the test in it"
            text = (ROOT / path).read_text(encoding="utf-8")
            assert re.search(rf"^(?:async )?def {function}\(", text, re.MULTILINE), one
