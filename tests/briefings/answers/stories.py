"""Stories as they are in a library: topics made from articles, in the articles' own words."""

from collections.abc import Sequence
from typing import Any

from briefings.models import Article, Citation, Digest, KeyPoint, Topic
from tests.briefings.answers.building import an_article

DAY = "2026-03-03"


def cited(article: Article, words: str) -> Citation:
    """The place of words in an article's text."""
    assert article.text is not None
    start = article.text.index(words)
    return Citation(article=article.id, exact=words, start=start, end=start + len(words))


def a_report(article_id: str, text: str, **values: Any) -> Article:
    filled = {"publisher": article_id.title(), "date_published": DAY, "summary": None}
    return an_article(article_id, text=text, **{**filled, **values})


def a_sentence(words: str, *articles: Article, **values: Any) -> KeyPoint:
    """A key point in the words of these articles."""
    citations = tuple(cited(article, words) for article in articles)
    return KeyPoint(
        text=words, citations=citations, verbatim=True, **{"origins": len(articles), **values}
    )


def a_story(number: int, name: str, points: Sequence[KeyPoint], **values: Any) -> Topic:
    return Topic(
        id=f"story-{number:012x}",
        name=name,
        key_points=tuple(points),
        **{"story": True, "as_of": DAY, "origins": 1, **values},
    )


def told_by(number: int, name: str, *outlets: str, **values: Any) -> Digest:
    """A story of which each outlet prints its name as a sentence of the article."""
    day = values.pop("day", DAY)
    articles = [
        a_report(f"{outlet.lower()}-{number}", f"{name}.", publisher=outlet, date_published=day)
        for outlet in outlets
    ]
    point = a_sentence(f"{name}.", *articles)
    filled = {"origins": len(outlets), "as_of": day}
    return Digest(
        articles=tuple(articles), topics=(a_story(number, name, [point], **{**filled, **values}),)
    )
