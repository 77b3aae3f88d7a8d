"""The words on a picture, and those that describe it to readers who can't see it."""

import unicodedata
from collections.abc import Sequence

from briefings.models import Stance
from briefings.pictures.sketches import MatrixSketch, Sketch, SupportSketch
from briefings.rendering import filters
from briefings.translations import Language, Message, gettext, ngettext, pgettext

MAX_ALT = 1_024
"""The longest alt text, in UTF-16 units; Discord accepts no longer one."""

MAX_TEXT = 300
"""How many characters of one text are considered: no picture has room for more."""

STANCES: dict[Stance, Message] = {stance: word for stance, (_, word, _) in filters.STANCES.items()}
"""The same words as in the text."""
SILENT = gettext("nothing on record")

_TEXT = 110
"""Most characters of one text within an alt text."""
_NAMED = 4
"""How many origins or sides one item of an alt text names."""

_BREAKS = ("Zl", "Zp", "Cc")
_SHAPELESS = ("Cf", "Cs", "Co", "Cn")
"""Unicode categories: formatting characters (such as those that change the writing direction),
lone surrogates, private use, unassigned."""


def plain(text: str) -> str:
    """`text` on one line, composed (NFC), without shapeless characters, at most `MAX_TEXT` long."""
    kept = ""
    for character in unicodedata.normalize("NFC", text[: 2 * MAX_TEXT]):
        category = unicodedata.category(character)
        if category not in _SHAPELESS:
            kept += " " if category in _BREAKS else character
    return _clipped(" ".join(kept.split()), MAX_TEXT)


def more(sketch: Sketch) -> str:
    """What a picture says about items that do not fit; "" if there are none."""
    if not sketch.more:
        return ""
    match sketch:
        case MatrixSketch():
            said = ngettext(
                "and %(count)s more question", "and %(count)s more questions", sketch.more
            )
        case SupportSketch():
            said = ngettext(
                "and %(count)s more key point", "and %(count)s more key points", sketch.more
            )
    return sketch.language.say(said)


def describe(sketch: Sketch) -> str:
    """The alt text of `sketch`'s picture: what it shows, in at most `MAX_ALT` UTF-16 units.

    If there are too many items, the last ones are left out whole, and counted.
    """
    language = sketch.language
    match sketch:
        case MatrixSketch():
            seen = language.say(gettext("A table of what each side says on each question"))
            if sketch.more_sides:
                more_sides = ngettext(
                    "%(count)s more side in the text",
                    "%(count)s more sides in the text",
                    sketch.more_sides,
                )
                seen += f" ({language.say(more_sides)})"
            items = _questions(sketch)
        case SupportSketch(points=points):
            seen = language.say(
                gettext("The key points, each with the original sources that report it")
            )
            items = [
                f"{number}. {_short(support.point)} – {_origins(support.origins, language)};"
                for number, support in enumerate(points, 1)
            ]
    return _joined(f"{_short(sketch.title)}. {seen}:", items, sketch.more, language)


def _questions(sketch: MatrixSketch) -> list[str]:
    return [
        f"{_short(row.issue)} "
        + ", ".join(
            f"{_short(side)} {sketch.language.say(STANCES[stance] if stance else SILENT)}"
            for side, stance in zip(sketch.sides, row.stances, strict=True)
        )
        + ";"
        for row in sketch.rows
    ]


def _origins(origins: Sequence[str], language: Language) -> str:
    if not origins:
        return language.say(pgettext("origins", "none"))
    return f"{len(origins)}: {_names(origins, language)}"


def _names(origins: Sequence[str], language: Language) -> str:
    left_out = len(origins) - _NAMED
    rest = [language.say(ngettext("%(count)s more", "%(count)s more", left_out))]
    names = [*map(_short, origins[:_NAMED]), *(rest if left_out > 0 else [])]
    return language.listed(names, ",")


def _joined(head: str, items: list[str], left_out: int, language: Language) -> str:
    def and_more(count: int) -> str:
        return language.say(ngettext("And %(count)s more.", "And %(count)s more.", count))

    room = MAX_ALT - _units(f" {and_more(1_000_000)}")
    text, shown = head, 0
    for item in items:
        if _units(text) + 1 + _units(item) > room:
            break
        text = f"{text} {item}"
        shown += 1
    left_out += len(items) - shown
    text = text.rstrip(";:") + "."
    return f"{text} {and_more(left_out)}" if left_out else text


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _short(text: str) -> str:
    return _clipped(plain(text), _TEXT)


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
