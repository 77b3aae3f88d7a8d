"""All kinds of questions. List a new one here and in `questions`, and it is answered."""

from datetime import date
from typing import Any

from briefings.answers import (
    brief,
    checking,
    cited,
    differences,
    help,  # noqa: A004  # named like the command
    positions,
    posted,
    privacy,
    quotes,
    searching,
    sources,
    timeline,
    top_stories,
    who,
)
from briefings.answers.catalog import Catalog
from briefings.answers.kind import Kind
from briefings.answers.questions import AskCited, Asked


def _cited(catalog: Catalog, question: AskCited, today: date | None) -> Any:
    """The sources of an answer, or what is given instead of that answer."""
    of = kind_of(question.of)
    answer = of.respond(catalog, question.of, today)
    return cited.cited(catalog, answer) if isinstance(answer, of.answer) else answer


KINDS: tuple[Kind[Any, Any], ...] = (
    brief.KIND,
    top_stories.KIND,
    quotes.KIND,
    positions.KIND,
    timeline.KIND,
    sources.KIND,
    differences.KIND,
    who.KIND,
    searching.KIND,
    checking.KIND,
    Kind("cited", AskCited, cited.Cited, _cited, cited.ways_on),
    posted.KIND,
    help.KIND,
    privacy.KIND,
)

_BY_QUESTION: dict[type, Kind[Any, Any]] = {kind.question: kind for kind in KINDS}
KIND_OF_ANSWER: dict[type, Kind[Any, Any]] = {kind.answer: kind for kind in KINDS}


def kind_of(question: Asked) -> Kind[Any, Any]:
    """The kind that answers the question.

    Raises:
        TypeError: it is not one of the questions here.
    """
    for one in type(question).__mro__:
        if found := _BY_QUESTION.get(one):
            return found
    raise TypeError(f"{type(question).__name__} is no question")
