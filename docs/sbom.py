"""Writes the bill of materials, the bot's installed packages, as CycloneDX 1.6 JSON.

    python -m docs.sbom [FILE]

The same lock files give the same bytes: it has no date, and its serial number is derived from its
content. The format: https://cyclonedx.org/docs/1.6/json/
"""

import json
import sys
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docs.components import LOCKS, ROOT, Component, components

FILE = ROOT / "build" / "sbom.cdx.json"
SHIPPED = ("run", "play")
"""The lock files it covers: packages only for development are not shipped."""

_NUMBERS = uuid.UUID("6a2f7c1e-6c0b-5c35-9d0a-0d5f3b1c8e44")


def bill(found: Iterable[Component], version: str) -> dict[str, Any]:
    """The bill of materials of the bot's `version`."""
    shipped = [one for one in found if one.lock in SHIPPED]
    ours = f"pkg:pypi/briefbot@{version}"
    known = {one.name: one.purl for one in shipped}
    needed = {name for one in shipped for name in one.needs}
    made: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": ours,
                "name": "briefbot",
                "version": version,
                "purl": ours,
                "licenses": [{"expression": "MIT"}],
            }
        },
        "components": [_component(one) for one in shipped],
        "dependencies": [
            {"ref": ours, "dependsOn": sorted(known[name] for name in known.keys() - needed)},
            *(
                {"ref": one.purl, "dependsOn": [known[name] for name in one.needs if name in known]}
                for one in shipped
            ),
        ],
    }
    number = uuid.uuid5(_NUMBERS, json.dumps(made, sort_keys=True))
    return {**made, "serialNumber": f"urn:uuid:{number}"}


def _component(one: Component) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "library",
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.version,
        "purl": one.purl,
        "scope": "required" if one.lock == "run" else "optional",
        "licenses": [{"expression": one.licence}],
        "properties": [
            {"name": "briefbot:for", "value": LOCKS[one.lock]},
            *({"name": "briefbot:sha256", "value": value} for value in one.hashes),
        ],
    }
    if one.home and one.home.startswith("https://"):
        made["externalReferences"] = [{"type": "website", "url": one.home}]
    return made


def main() -> None:
    from importlib.metadata import version

    path = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill(components(), version("briefbot")), indent=2)
    path.write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(f"written to {path}\n")


if __name__ == "__main__":
    main()
