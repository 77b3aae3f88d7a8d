"""Finds who reported first-hand: articles that copy one report share an origin.

Two papers that print one agency's report are two outlets and one origin. Copies are recognised by
their credit, or else by shared three-word runs (w-shingling: Broder, 1997,
https://doi.org/10.1109/SEQUEN.1997.666900). Copies that were cut and edited share as little as 30 %
of the shorter one's runs; independent reports share less than 25 %, not counting quotations.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations

from briefings.stories.articles import ArticleFindings

COPIED = 0.3
"""Share of the shorter article's runs from which one is a copy of the other."""
_AT_ALL = 0.08
"""Share below which two articles of one group have nothing in common."""
_FEWEST_RUNS = 20
"""Shorter texts have too little to compare."""
_COMMON = 12
"""Runs shared by more articles than this say nothing: bylines, notices, "the White House said"."""


def origins(articles: Sequence[ArticleFindings]) -> dict[str, str | None]:
    """The origin of each article, by id: an agency, an outlet, or the id of the first copy.

    None for a machine-written text, which reports nothing first-hand. Articles are in order of
    arrival.
    """
    by_id = {article.id: article for article in articles}
    place = {one: number for number, one in enumerate(by_id)}
    origin_of: dict[str, str | None] = {}
    for group in _groups(list(by_id), _copied(articles)):
        members = sorted((by_id[one] for one in group), key=lambda one: (one.day, place[one.id]))
        credited = Counter(one.provider for one in members if one.provider)
        agency = credited.most_common(1)[0][0] if credited else None
        shared = agency or members[0].outlet or members[0].id
        for one in members:
            origin_of[one.id] = None if one.machine_written else one.provider or shared
    return {article.id: origin_of[article.id] for article in articles}


def _groups(
    articles: Sequence[str], alike: Mapping[str, Mapping[str, float]]
) -> Iterable[Sequence[str]]:
    """Groups of copies, the closest pairs first.

    Any two of a group share something, so that a paper that merges two agencies' reports does not
    merge their origins.
    """
    group_of = {article: [article] for article in articles}
    pairs = [
        (-share, one, other)
        for one, near in alike.items()
        for other, share in near.items()
        if one < other and share >= COPIED
    ]
    for _, one, other in sorted(pairs):
        first, second = group_of[one], group_of[other]
        if first is second or any(
            alike[mine].get(theirs, 0.0) < _AT_ALL for mine in first for theirs in second
        ):
            continue
        first += second
        group_of.update(dict.fromkeys(second, first))
    return list({id(group): group for group in group_of.values()}.values())


def count(articles: Iterable[str], origin_of: Mapping[str, str | None]) -> int:
    """How many origins some articles have together."""
    return len({origin_of.get(article) for article in articles} - {None})


def _copied(articles: Sequence[ArticleFindings]) -> dict[str, dict[str, float]]:
    """By article, the share of common runs with others, relative to the shorter: 0 to 1."""
    most = max(_COMMON, len(articles) // 2)
    using = Counter(chain.from_iterable(article.runs for article in articles))
    telling = {run for run, number in using.items() if 1 < number <= most}
    holding: dict[int, list[str]] = defaultdict(list)
    for article in articles:
        for run in article.runs & telling:
            holding[run].append(article.id)
    shared: Counter[tuple[str, str]] = Counter()
    for holders in holding.values():
        shared.update(combinations(holders, 2))
    runs = {article.id: len(article.runs) for article in articles}
    alike: dict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), number in shared.items():
        shorter = min(runs[one], runs[other])
        if shorter >= _FEWEST_RUNS:
            alike[one][other] = alike[other][one] = number / shorter
    return alike
