"""From a document's articles to findings: where reading and analysis meet."""

from dataclasses import dataclass
from datetime import datetime

from briefings.analysis import FoundQuote, find_quotes
from briefings.reading import ReadArticle


@dataclass(frozen=True, slots=True)
class Findings:
    """An article as read, and what is said in it."""

    article: ReadArticle
    quotes: tuple[FoundQuote, ...]


def analyse(article: ReadArticle) -> Findings:
    """Find the quotations of `article`, with speaker, occasion and day."""
    published = article.date_published
    day = published.date().isoformat() if isinstance(published, datetime) else published
    # Captions and subheads are no prose: nobody speaks in them.
    asides = [*article.captions, *article.subheads]
    found = find_quotes(article.text, captions=asides, headline=article.headline, dated=day)
    return Findings(article, tuple(found))
