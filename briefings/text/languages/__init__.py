"""What a language other than English reports with: one file each, named by its BCP 47 tag.

A file gives the language's `name` in English, its `reporting_verbs` (the forms that lead a
quotation in or out, as newspapers print them: "sagte", "сказала"), and the `pronouns` that stand
for a speaker ("er", "вона"): those name nobody. English has forms and rules of its own, in
`briefings.analysis`.
"""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import NamedTuple


class Language(NamedTuple):
    name: str
    """In English."""
    reporting_verbs: frozenset[str]
    """In lower case; no word that means something else in another language of ours."""
    pronouns: frozenset[str]
    """In lower case; as the verbs, none that English has as another word."""


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
"""By tag."""
REPORTING_VERBS = frozenset(
    verb for language in LANGUAGES.values() for verb in language.reporting_verbs
)
"""Those of all languages."""
PRONOUNS = frozenset(word for language in LANGUAGES.values() for word in language.pronouns)
