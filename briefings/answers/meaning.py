"""Finds the topic that a reader means, in memory and in the whole library.

It tries in this order: topics in memory with all the typed words; topics in the library with them,
including older stories and stories found by their articles' words; topics with similar spelling.
"""

from collections.abc import Iterable

from briefings.answers.directory import Directory, Resolved, Wanted
from briefings.answers.parts import Ambiguous
from briefings.answers.topic_names import telling
from briefings.library import Reader, Terms
from briefings.library.naming import Term
from briefings.matching import MAX_TIE, Choice, Found, Tie, shown
from briefings.models import Topic

_BEGUN = 4
"""Letters from which a word may begin a longer one: "dock" of "dockers"."""


def meant(directory: Directory, reader: Reader, text: str, wanted: Wanted) -> Topic | Resolved:
    """The topic that `text` means; a miss names the closest of those `wanted`."""
    found = (
        directory.find_topic(text, forgiving=False)
        or _in_library(reader, text)
        or directory.find_topic(text)
    )
    if isinstance(found, Found):
        topic = reader.topics_by_id((found.id,)).get(found.id)
        if topic is not None:
            return topic
    elif isinstance(found, Tie):
        return Ambiguous("topic", text, _choices(directory, reader, found.ids))
    return directory.nearest_topics(text, wanted, in_articles=reader.mentions(Terms.of(text)))


def _in_library(reader: Reader, text: str) -> Found | Tie | None:
    given = reader.story_now(text.strip())
    if given in reader.subjects_by_id((given,)):
        return Found(given)
    whole = [Term(term.word) for term in Terms.of(telling(text)).each]
    begun = [Term(word, begins=len(word) >= _BEGUN) for word, _ in whole]
    ids = (
        reader.topics_with(whole)
        or reader.topics_with(begun, in_name=True)
        or reader.stories_of_articles_with(Terms.of(telling(text)))
    )
    if len(ids) > 1:
        return Tie(tuple(ids[:MAX_TIE]))
    return Found(ids[0]) if ids else None


def _choices(directory: Directory, reader: Reader, ids: Iterable[str]) -> tuple[Choice, ...]:
    wanted = list(ids)
    known = directory.subjects
    others = reader.subjects_by_id(one for one in wanted if one not in known)
    found = ((one, known.get(one) or others.get(one)) for one in wanted)
    return tuple(Choice(one, shown(subject.name, one)) for one, subject in found if subject)
