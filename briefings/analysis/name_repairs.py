"""Repairs names by the words around them: surnames that are roles, outlets before a name."""

import re

from briefings.analysis.names import Name, is_role


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


def _is_initialism(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word.isupper()


_OF_ROLE = re.compile(r"(?:\b[Tt]he|\b[Aa]n?|[A-Z][\w’'.\-]*|\b[a-z]+ly) $")
"""What precedes a capitalised role, but not a surname: "the Doctor"."""
