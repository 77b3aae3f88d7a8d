"""Made-up articles, analysed as stories need them."""

from datetime import date, timedelta

from briefings.analysis import find_quotes
from briefings.stories.articles import ArticleFindings, StoryArticle, read_article
from briefings.stories.vectors import DocumentFrequencies

DAY = date(2026, 3, 4)
"""A Wednesday."""
RARITY = DocumentFrequencies().rarity


def article(
    name: str,
    text: str,
    *,
    headline: str = "",
    later: int = 0,
    provider: str | None = None,
    machine_written: bool = False,
    language: str = "en",
    asides: tuple[tuple[int, int], ...] = (),
) -> ArticleFindings:
    """An article from the outlet `name`, `later` days after DAY."""
    day = DAY + timedelta(days=later)
    return read_article(
        StoryArticle(
            id=name.lower(),
            headline=headline,
            text=text,
            day=day,
            outlet=name,
            provider=provider,
            machine_written=machine_written,
            language=language,
            quotes=tuple(find_quotes(text, headline=headline, dated=day.isoformat())),
            asides=asides,
        )
    )


def each_its_own(*articles: ArticleFindings) -> dict[str, str | None]:
    """Every article as its own origin."""
    return {one.id: one.outlet for one in articles}
