"""Where each line of an answer comes from: the cited places, article by article."""

from collections.abc import Iterable
from dataclasses import dataclass

from briefings.answers.catalog import Catalog
from briefings.answers.parts import Empty, Reference, Ways
from briefings.answers.questions import AskSources
from briefings.answers.surroundings import Surrounded, Surroundings
from briefings.models import Article, Topic
from briefings.translations import gettext


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A numbered citation."""

    reference: Reference
    surroundings: Surroundings | None = None
    """None if the article's text may not be held."""


@dataclass(frozen=True, slots=True)
class CitedArticle:
    article: Article
    places: tuple[CitedPlace, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    topic: Topic | None
    """The topic of the answer that has these sources."""
    articles: tuple[CitedArticle, ...]
    """In the order of first use in the answer's lines."""


def cited(catalog: Catalog, answer: object) -> Cited | Empty:
    """The places that `answer` cites."""
    references: Iterable[Reference] = getattr(answer, "references", ())
    found: dict[str, list[Reference]] = {}
    for one in references:
        found.setdefault(one.article.id, []).append(one)
    if not found:
        return Empty(gettext("That reply cites no article."))
    texts = catalog.reader.texts(found)
    topic = getattr(answer, "topic", None)
    return Cited(
        topic if isinstance(topic, Topic) else None,
        tuple(
            CitedArticle(places[0].article, tuple(_places(places, texts.get(article))))
            for article, places in found.items()
        ),
    )


def _places(references: Iterable[Reference], text: str | None) -> Iterable[CitedPlace]:
    held = Surrounded(text) if text else None
    for one in references:
        yield CitedPlace(one, held.around(one.citation) if held else None)


def ways_on(answer: Cited) -> Ways:
    if answer.topic:
        yield gettext("All articles on this topic"), AskSources(answer.topic.id)
