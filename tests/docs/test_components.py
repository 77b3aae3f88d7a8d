"""The lists of installed components match the lock files."""

import json

import pytest

from docs import licences, sbom
from docs.components import LOCKS, ROOT, Component, components

AGAIN = "run `make licences`"


@pytest.fixture(scope="module")
def found() -> tuple[Component, ...]:
    return components()


def test_the_page_of_licences_is_up_to_date(found: tuple[Component, ...]) -> None:
    assert licences.PAGE.read_text(encoding="utf-8") == licences.page(found), AGAIN


def test_every_locked_package_is_listed(found: tuple[Component, ...]) -> None:
    locked = "".join((ROOT / "requirements" / f"{lock}.lock").read_text() for lock in LOCKS)
    pinned = {line.split()[0] for line in locked.splitlines() if "==" in line and line[0].isalnum()}
    listed = {f"{one.name}=={one.version}" for one in found}
    assert {pin.rstrip(";") for pin in pinned} == listed
    assert all(one.hashes for one in found)


def test_no_licence_binds_what_is_built_on_it(found: tuple[Component, ...]) -> None:
    """A choice of licences is fine; only the GPL or the AGPL is not."""
    strict = [one.name for one in found if one.licence.startswith(("GPL", "AGPL"))]
    assert strict == []


def test_the_bill_of_materials_is_consistent(found: tuple[Component, ...]) -> None:
    made = sbom.bill(found, "1.2.3")
    assert (made["bomFormat"], made["specVersion"]) == ("CycloneDX", "1.6")
    refs = [one["bom-ref"] for one in made["components"]]
    assert len(set(refs)) == len(refs)
    assert "pkg:pypi/discord-py@" in "".join(refs)
    assert not any(ref.startswith("pkg:pypi/pytest@") for ref in refs)
    by_ref = {one["ref"]: one["dependsOn"] for one in made["dependencies"]}
    assert by_ref.keys() == {*refs, "pkg:pypi/briefbot@1.2.3"}
    seen: set[str] = set()
    waiting = ["pkg:pypi/briefbot@1.2.3"]
    while waiting:
        ref = waiting.pop()
        if ref not in seen:
            seen.add(ref)
            waiting += by_ref[ref]
    assert seen >= set(refs) - {ref for ref in refs if by_ref[ref]}
    assert json.dumps(made) == json.dumps(sbom.bill(found, "1.2.3"))


def test_a_package_without_a_licence_stops_the_list() -> None:
    from importlib.metadata import metadata

    from docs.components import _licence

    silent = metadata("pytest")
    for key in ("License-Expression", "License", "Classifier"):
        del silent[key]  # type: ignore[attr-defined]  # it is an email message
    with pytest.raises(LookupError, match="quiet does not say"):
        _licence("quiet", silent)
