"""Repairs names by the words around them: surnames that are roles, outlets before a name."""

import re
from collections.abc import Callable

from briefings.analysis.given_names import gender_of
from briefings.analysis.names import Name, is_role
from briefings.analysis.tokens import is_plain_noun
from briefings.analysis.wordlists import listed


def with_role_surnames(text: str, names: list[Name]) -> list[Name]:
    """The names, plus those that are only a surname such as "Doctor" or "Singer"."""
    odd = {
        name.words[-1]: name
        for name in names
        if len(name.words) > 1 and name.words[-1].isalpha() and is_role(name.words[-1:])
    }
    if not odd:
        return names
    taken = [(name.start, name.end) for name in names]
    alone = [
        Name(match.start(), match.end(), (match[0],), (), None, False, match[0].lower())
        for match in re.finditer(rf"\b(?:{'|'.join(sorted(odd))})\b(?! [A-Z])", text)
        if not any(start <= match.start() < end for start, end in taken)
        and not _OF_ROLE.search(text, max(0, match.start() - 20), match.start())
    ]
    return sorted([*names, *alone], key=lambda name: name.start)


def without_outlets(names: list[Name]) -> list[Name]:
    """The names without an outlet before them: told "CNN Brandt was late"."""
    full = {name.last for name in names if len(name.words) > 1 and not name.words[0].isupper()}
    return [
        name._replace(words=name.words[1:])
        if len(name.words) == 2 and name.last in full and _is_initialism(name.words[0])
        else name
        for name in names
    ]


def without_common_nouns(text: str, names: list[Name]) -> list[Name]:
    """The names, without a noun that begins their sentence: "Wildcard Brandt stuns the champion".

    The noun occurs elsewhere in the text in lower case ("the wildcard"), or the rest of the run is
    itself a name in the text.
    """
    alone = {name.words for name in names}
    is_noun = _noun_test(text)
    return [
        _without_first(name)
        if len(name.words) > 1
        and not name.titles
        and _opens_sentence(text, name.start)
        and gender_of(name.words[0]) is None
        and is_plain_noun(name.words[0].lower())
        and (
            _is_role_before(name)
            or (name.words[0].lower() in _ADJECTIVES and name.words[1:] in alone)
            or (
                (len(name.words) > _SURNAME_TOO or name.words[1:] in alone)
                and is_noun(name.words[0].lower())
            )
        )
        else name
        for name in names
    ]


def _is_role_before(name: Name) -> bool:
    """Whether a given name follows the first word: "Sophomore Jan Kowal"."""
    first = name.words[0]
    role = _ROLE_ENDING.search(first) is not None and first not in _GIVEN_TOO
    return role and len(name.words) > _SURNAME_TOO and gender_of(name.words[1]) is not None


_ADJECTIVES = frozenset(
    listed(
        "late new former young old early big little brave great local top senior furious jubilant"
    )
)
"""What headlines put before a surname: "Late Brandt winner sinks City"."""
_ROLE_ENDING = re.compile(r"[a-z]{3}(?:er|or|ist|ian|eer|man|woman|omore|mate|back)$")
_GIVEN_TOO = frozenset(
    listed("""
    Taylor Parker Harper Skyler Cooper Carter Sawyer Archer Turner Tanner Walker Fisher Miller
    Hunter Porter Tucker Spencer Xavier Javier Rogier Olivier Didier
    """)
)
"""Given names of that form, which tell no gender or are surnames as well."""
_SURNAME_TOO = 2


def _noun_test(text: str) -> Callable[[str], bool]:
    """Says whether a word is used as a noun in the text: "a wildcard", "American wildcard Jo"."""

    def is_noun(word: str) -> bool:
        noun = re.escape(word)
        used = rf"\b(?:an?|the|his|her|its|as) (?:[a-z\-]+ )?{noun}s?\b|\b{noun} [A-Z]"
        return re.search(used, text) is not None

    return is_noun


def _opens_sentence(text: str, start: int) -> bool:
    return not text[:start].strip() or _OPENING.search(text, max(0, start - 3), start) is not None


_OPENING = re.compile(r"(?:\n|[.!?:][”’\"]?\s|[“‘\"'])$")


def _without_first(name: Name) -> Name:
    words = name.words[1:]
    gender = gender_of(words[0]) if len(words) > 1 else None
    return name._replace(words=words, gender=gender or name.gender)


def _is_initialism(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word.isupper()


_OF_ROLE = re.compile(r"(?:\b[Tt]he|\b[Aa]n?|[A-Z][\w’'.\-]*|\b[a-z]+ly) $")
"""What precedes a capitalised role, but not a surname: "the Doctor"."""
