"""Writes `docs/licences.md`: the packages the bot is installed with, and their licences.

python -m docs.licences
"""

from itertools import groupby
from pathlib import Path

from docs.components import LOCKS, ROOT, Component, components

PAGE = ROOT / "docs" / "licences.md"

_HEAD = """\
# Licences

The bot itself stands under the MIT licence (`LICENSE`). It is installed with the packages below,
each under its own. `make licences` writes this page from the lock files and the packages' metadata;
a test fails when it is out of date. `make sbom` writes the same for machines.

None of them is part of this repository. psycopg (LGPL) and tld (a choice of three) are used as they
are, as libraries that can be replaced.
"""


def page(found: tuple[Component, ...]) -> str:
    """The whole page, in Markdown."""
    lines = [_HEAD]
    for lock, of_lock in groupby(found, key=lambda one: one.lock):
        lines += [f"## For {LOCKS[lock]}", "", "| package | version | licence |"]
        lines += ["| --- | --- | --- |"]
        lines += [f"| {_linked(one)} | {one.version} | {one.licence} |" for one in of_lock]
        lines.append("")
    return "\n".join(lines)


def _linked(one: Component) -> str:
    is_safe = one.home and one.home.startswith("https://") and not set(one.home) & set("()| ")
    return f"[{one.name}]({one.home})" if is_safe else one.name


def main(path: Path = PAGE) -> None:
    path.write_text(page(components()), encoding="utf-8")


if __name__ == "__main__":
    main()
