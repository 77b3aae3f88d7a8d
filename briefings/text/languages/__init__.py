"""How languages other than English report speech: one file each, named by BCP 47 tag.

A file gives the language's `name` in English, its `reporting_verbs` (the forms that introduce or
follow a quotation in newspapers: "sagte", "сказала"), and the `pronouns` that stand for a speaker
("er", "вона"), which name nobody. English has its own forms and rules, in `briefings.analysis`.
"""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import NamedTuple


class Language(NamedTuple):
    name: str
    """The language's name in English."""
    reporting_verbs: frozenset[str]
    """In lower case; no word that means something else in another of our languages."""
    pronouns: frozenset[str]
    """In lower case; like the verbs, none that is another word in English."""


def _read() -> dict[str, Language]:
    found = {}
    for file in sorted(files(__name__).iterdir(), key=lambda file: file.name):
        tag, _, suffix = file.name.rpartition(".")
        if suffix == "toml":
            said = tomllib.loads(file.read_text(encoding="utf-8"))
            lists = (said[key].split() for key in Language._fields[1:])
            found[tag] = Language(said["name"], *map(frozenset, lists))
    return found


LANGUAGES: Mapping[str, Language] = _read()
"""The languages, by tag."""
REPORTING_VERBS = frozenset(
    verb for language in LANGUAGES.values() for verb in language.reporting_verbs
)
"""The words of all languages."""
PRONOUNS = frozenset(word for language in LANGUAGES.values() for word in language.pronouns)
