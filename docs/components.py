"""The packages that the bot is installed with, from the lock files and their metadata."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = {
    "run": "running the bot, pictures included",
    "play": "the playground",
    "dev": "development",
}
"""Lock files in `requirements/` and their purposes. The first with a package counts."""

_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NAMED = re.compile(r"^[A-Za-z0-9._-]+")

_SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD 2-Clause License": "BSD-2-Clause",
    "BSD License": "BSD-3-Clause",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The BSD 2-Clause License": "BSD-2-Clause",
}
"""SPDX ids of licences that packages call by other names."""

_IS_SPDX = re.compile(r"[A-Za-z]+-[0-9][A-Za-z0-9.-]*|MIT|ISC|\S+ OR \S+")

_KNOWN_BETTER = {"cvttf-notosanscjk-regular": "OFL-1.1"}
"""The package says MIT, for its few lines of code; its font has Noto's licence."""


@dataclass(frozen=True, slots=True)
class Component:
    """A package as pinned by the lock files."""

    name: str
    version: str
    lock: str
    """A key of LOCKS."""
    hashes: tuple[str, ...]
    """SHA-256 of each file allowed to be installed."""
    licence: str
    """An SPDX expression."""
    home: str | None
    needs: tuple[str, ...]
    """The names of other components that it needs."""

    @property
    def purl(self) -> str:
        """Follows https://github.com/package-url/purl-spec."""
        return f"pkg:pypi/{self.name}@{self.version}"


def components() -> tuple[Component, ...]:
    """All components, by lock file and name.

    Raises:
        LookupError: one is not installed or does not state its licence.
    """
    pinned: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    for lock in LOCKS:
        for name, version, hashes in _locked(lock):
            pinned.setdefault(name, (version, lock, hashes))
    order = list(LOCKS)
    return tuple(
        _component(name, *pinned[name], known=pinned)
        for name in sorted(pinned, key=lambda name: (order.index(pinned[name][1]), name))
    )


def _locked(lock: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    text = (ROOT / "requirements" / f"{lock}.lock").read_text(encoding="utf-8")
    places = [*_LOCKED.finditer(text)]
    for place, following in zip(places, [*places[1:], None], strict=True):
        block = text[place.end() : following.start() if following else None]
        yield _normal(place[1]), place[2], tuple(sorted(_HASH.findall(block)))


def _component(
    name: str, version: str, lock: str, hashes: tuple[str, ...], *, known: Mapping[str, object]
) -> Component:
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        raise LookupError(f"{name} is not installed: make a new .venv") from None
    named = (_NAMED.match(one) for one in found.get_all("Requires-Dist") or ())
    needs = {_normal(one[0]) for one in named if one} & known.keys()
    return Component(
        name, version, lock, hashes, _licence(name, found), _home(found), tuple(sorted(needs))
    )


def _licence(name: str, found: metadata.PackageMetadata) -> str:
    if name in _KNOWN_BETTER:
        return _KNOWN_BETTER[name]
    if expression := _said(found, "License-Expression"):
        return expression
    said = [_said(found, "License")]
    classifiers = found.get_all("Classifier") or ()
    said += [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License")]
    for one in said:
        licence = _SPDX.get(one, one)
        if _IS_SPDX.fullmatch(licence):
            return licence
    raise LookupError(f"{name} does not say under which licence it stands: it says {said}")


def _home(found: metadata.PackageMetadata) -> str | None:
    pages = dict(one.split(", ", 1) for one in found.get_all("Project-URL") or () if ", " in one)
    wanted = ("repository", "source", "source code", "homepage", "home")
    by_name = {key.lower(): value for key, value in pages.items()}
    first = next((by_name[key] for key in wanted if key in by_name), None)
    return first or _said(found, "Home-page") or None


def _said(found: metadata.PackageMetadata, key: str) -> str:
    return found[key].strip() if key in found else ""


def _normal(name: str) -> str:
    """Follows https://packaging.python.org/en/latest/specifications/name-normalization/."""
    return re.sub(r"[-_.]+", "-", name).lower()
