"""One name for everybody in a story, however its articles spell them.

"Ivo Petrin", "Ivo Petryn" and "Petrin" are one actor among the articles of one story, if nobody
else has the name. The library decides who is who across stories.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from briefings.stories.articles import ArticleFindings
from briefings.text.folding import fold

_ALIKE = 78.0
"""Similarity of letters, 0 to 100, from which two surnames are spellings of one."""
_FEWEST_LETTERS = 4


def actor_names(articles: Sequence[ArticleFindings]) -> dict[str, str]:
    """By name in the articles, the spelling that most of them use."""
    used: Counter[str] = Counter()
    for article in articles:
        used.update({quote.speaker for quote in article.quotes if quote.speaker})
        used.update({statement.source for statement in article.reported if statement.source})
    return one_spelling(used.elements())


def one_spelling(names: Iterable[str]) -> dict[str, str]:
    """By spelling, the one used most for the same person.

    A surname alone goes with the only full name that ends in it.
    """
    used = Counter(names)
    folded = {name: fold(name).split() for name in used}
    groups: list[list[str]] = []
    for name in sorted(used, key=lambda name: (-used[name], name)):
        parts = folded[name]
        group = next((group for group in groups if _is_spelling(folded[group[0]], parts)), None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    known = {name: group[0] for group in groups for name in group}
    bearers: dict[str, set[str]] = defaultdict(set)
    for name, own in known.items():
        if " " in name:
            bearers[fold(name.split()[-1])].add(own)
    for name, own in known.items():
        if own == name and " " not in name:
            full = {
                one for last, ones in bearers.items() if _alike(last, fold(name)) for one in ones
            }
            if len(full) == 1:
                known[name] = full.pop()
    return known


def _is_spelling(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    if len(mine) != len(theirs) or len(mine) < 2 or mine[:-1] != theirs[:-1]:
        return False
    return _alike(mine[-1], theirs[-1])


def _alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _FEWEST_LETTERS:
        return one == other
    return fuzz.ratio(one, other) >= _ALIKE
