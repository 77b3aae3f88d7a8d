"""The name of a source if nobody gives one."""

import re
from collections.abc import Collection
from pathlib import PurePath
from urllib.parse import urlsplit

from briefings.sources.model import Kind
from briefings.translations import Message, gettext

LONGEST = 60


def name_for(kind: Kind, address: str, title: str | None, taken: Collection[str]) -> str:
    """A name that no other source of the owner has: its title, else its host or folder.

    Args:
        taken: the others' names.
    """
    base = _line(title or "") or _place(kind, address)
    used = {name.casefold() for name in taken}
    name, number = base, 1
    while name.casefold() in used:
        number += 1
        name = f"{base} {number}"
    return name


def problem_with_name(name: str) -> Message | None:
    """Why a source can't have a name; None if it can."""
    if _line(name) != name:
        return gettext("a name is one line of at most %(most)s characters", most=LONGEST)
    if "://" in name:
        return gettext("a name is no address")
    return None


def _place(kind: Kind, address: str) -> str:
    if kind is Kind.FOLDER:
        return _line(PurePath(address).name) or "folder"
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    return _line(host.removeprefix("www.")) or "source"


def _line(text: str) -> str:
    plain = "".join(char if char.isprintable() else " " for char in text)
    plain = re.sub(r"\s+", " ", plain).strip()
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip() + "…"
