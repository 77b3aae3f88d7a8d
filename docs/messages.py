"""Updates the catalogues from the texts in source and templates: `python -m docs.messages`.

It updates every catalogue and reports what each still lacks.
"""

import io
import re
import sys
import tomllib
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from briefings.translations.translated import CATALOGUES

ROOT = Path(__file__).parents[1]
MAPPING = ROOT / "babel.toml"
FOLDERS = ("bot", "briefings")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "locale_str": None,
}
_KEPT = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")


def extracted() -> Catalog:
    """All marked texts, each with the files that contain it."""
    mappings = tomllib.loads(MAPPING.read_text(encoding="utf-8"))["mappings"]
    methods = [(one["pattern"], one["method"]) for one in mappings]
    options = {
        one["pattern"]: {key: value for key, value in one.items() if key not in _OWN}
        for one in mappings
    }
    catalogue = Catalog()
    for folder in FOLDERS:
        found = extract_from_dir(ROOT / folder, methods, options, KEYWORDS)
        for file, _, text, comments, context in sorted(found, key=lambda one: (one[0], one[1])):
            place = (f"{folder}/{file}", 1)
            catalogue.add(text, None, [place], auto_comments=comments, context=context)
    return catalogue


_OWN = ("pattern", "method")


def path_of(tag: str) -> Path:
    return CATALOGUES / f"{tag}.po"


def update(tag: str, template: Catalog) -> list[str]:
    """Update a catalogue and return what it lacks. A language without one gets one."""
    path, locale = path_of(tag), tag.replace("-", "_")
    catalogue = Catalog(locale=locale)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=locale, abort_invalid=True)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    written = io.BytesIO()
    write_po(written, catalogue, width=0, include_lineno=False)
    path.write_text(_plain(written.getvalue().decode(), catalogue), encoding="utf-8")
    return [_shown(one.id) for one in catalogue if one.id and not _is_whole(one.string)]


def _plain(text: str, catalogue: Catalog) -> str:
    """The catalogue without what changes with each run or says nothing."""
    name = catalogue.locale.english_name if catalogue.locale else ""
    body = text[text.index('msgid ""') :]
    head, _, rest = body.partition("\n\n")
    kept = [
        line
        for line in head.split("\n")
        if not (found := re.match(r'"([\w-]+):', line)) or found[1] in _KEPT
    ]
    note = f"# {name} catalogue of briefbot, under the same licence as the program.\n"
    return note + "\n".join(kept) + "\n\n" + rest


def _is_whole(string: str | tuple[str, ...] | list[str]) -> bool:
    return bool(string) if isinstance(string, str) else bool(string) and all(string)


def _shown(text: str | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def main() -> None:
    template = extracted()
    tags = sys.argv[1:] or sorted(path.stem for path in CATALOGUES.glob("*.po"))
    for tag in tags:
        lacking = update(tag, template)
        print(f"{tag}: {len(template) - len(lacking)} of {len(template)} texts")  # noqa: T201  # a command's output
        for text in lacking:
            print(f"  {text}")  # noqa: T201  # a command's output


if __name__ == "__main__":
    main()
