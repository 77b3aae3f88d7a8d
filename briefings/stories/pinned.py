"""Topics that an operator pins by keywords, and the stories that they hold.

An article is on a topic when its headline or beginning has one of the topic's keywords: further
down, things are often only mentioned. A topic holds a story when a third of its articles are on the
topic. Keywords are compared by their words without English endings, in order: "toll bridge" is
found in "toll bridges".
"""

from collections.abc import Iterable, Sequence

from briefings.models import Digest, Topic
from briefings.stories.articles import ArticleFindings
from briefings.stories.vectors import stem_or_word
from briefings.text.words import folded_words

BEGINNING = 3
"""How many first sentences of an article say what it is about."""
_PART = 3
"""A story is held when one in this many of its articles is on the topic."""

Phrase = tuple[str, ...]


def holding(pinned: Iterable[Topic], articles: Sequence[ArticleFindings]) -> tuple[str, ...]:
    """The ids of the pinned topics that hold the story of these articles."""
    topics = list(pinned)
    if not topics or not articles:
        return ()
    said = [_beginning(article) for article in articles]
    found = []
    for topic in topics:
        wanted, unwanted = _phrases(topic.keywords), _phrases(topic.without)
        number = sum(_has(one, wanted) and not _has(one, unwanted) for one in said)
        if number * _PART >= len(said):
            found.append(topic.id)
    return tuple(found)


def tagged(digest: Digest, story: str, held_by: Sequence[str]) -> Digest:
    """A story's records, put also on the pinned topics that hold it."""
    on = (story, *held_by)
    return Digest(
        topics=tuple(one.model_copy(update={"held_by": tuple(held_by)}) for one in digest.topics),
        positions=tuple(
            one.model_copy(update={"also_on": tuple(held_by)}) for one in digest.positions
        ),
        events=tuple(one.model_copy(update={"topics": on}) for one in digest.events),
        discrepancies=tuple(one.model_copy(update={"topics": on}) for one in digest.discrepancies),
    )


def _beginning(article: ArticleFindings) -> Sequence[Phrase]:
    texts = (article.headline, *(one.text for one in article.sentences[:BEGINNING]))
    return [_phrase(text) for text in texts]


def _phrases(texts: Iterable[str]) -> Sequence[Phrase]:
    return [phrase for text in texts if (phrase := _phrase(text))]


def _phrase(text: str) -> Phrase:
    return tuple(map(stem_or_word, folded_words(text)[0]))


def _has(said: Iterable[Phrase], wanted: Sequence[Phrase]) -> bool:
    return any(
        text[at : at + len(phrase)] == phrase
        for phrase in wanted
        for text in said
        for at in range(len(text) - len(phrase) + 1)
    )
