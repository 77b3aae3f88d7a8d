"""Who reported first-hand: articles that copy one report share an origin.

Two papers that print one agency's report are two outlets and one origin. Copies are told by the
credit that they give, and else by the three-word runs that they share (w-shingling: Broder, 1997,
https://doi.org/10.1109/SEQUEN.1997.666900). Copies that were cut and edited share as little as
30 % of the shorter one's runs; reports written independently of each other share less than 25 %,
quotations set aside.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from briefings.stories.articles import ArticleFindings
from briefings.stories.grouping import linked

COPIED = 0.3
"""Share of the shorter article's runs, from which on one is a copy of the other."""
_FEWEST_RUNS = 20
"""Shorter texts have too little to compare."""
_COMMON = 12
"""Runs that more articles share than this say nothing: bylines, notices, "the White House said"."""


def origins(articles: Sequence[ArticleFindings]) -> dict[str, str | None]:
    """The origin of each article by its id: an agency, an outlet, or the id of the first of copies.

    None for a machine-written text, which reports nothing first-hand. Articles are in the order in
    which they came. Groups of copies form by average linkage, so that a paper that puts two
    agencies' reports together does not make one origin of both.
    """
    alike = _copied(articles)
    by_id = {article.id: article for article in articles}
    origin_of: dict[str, str | None] = {}
    for group in linked(list(by_id), alike, COPIED):
        members = [by_id[one] for one in group]
        credited = Counter(one.provider for one in members if one.provider)
        agency = credited.most_common(1)[0][0] if credited else None
        first = min(members, key=lambda one: (one.day, list(by_id).index(one.id)))
        shared = agency or first.outlet or first.id
        for one in members:
            origin_of[one.id] = None if one.machine_written else one.provider or shared
    return {article.id: origin_of[article.id] for article in articles}


def count(articles: Iterable[str], origin_of: Mapping[str, str | None]) -> int:
    """How many origins some articles have together."""
    return len({origin_of.get(article) for article in articles} - {None})


def _copied(articles: Sequence[ArticleFindings]) -> dict[str, dict[str, float]]:
    """By article, how much of the shorter one's runs others share with it: 0 to 1."""
    holding: dict[int, list[str]] = defaultdict(list)
    for article in articles:
        for run in article.runs:
            holding[run].append(article.id)
    shared: Counter[tuple[str, str]] = Counter()
    for holders in holding.values():
        if 1 < len(holders) <= max(_COMMON, len(articles) // 2):
            for place, one in enumerate(holders):
                for other in holders[place + 1 :]:
                    shared[one, other] += 1
    runs = {article.id: len(article.runs) for article in articles}
    alike: dict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), number in shared.items():
        shorter = min(runs[one], runs[other])
        if shorter >= _FEWEST_RUNS:
            alike[one][other] = alike[other][one] = number / shorter
    return alike
