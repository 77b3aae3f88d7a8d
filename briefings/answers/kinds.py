"""All kinds of questions. A new one is listed here and in `questions`, and then answered."""

from typing import Any

from briefings.answers import (
    brief,
    checking,
    differences,
    help,  # noqa: A004  # named like the command
    positions,
    privacy,
    quotes,
    searching,
    sources,
    timeline,
    who,
)
from briefings.answers.kind import Kind
from briefings.answers.questions import Asked

KINDS: tuple[Kind[Any, Any], ...] = (
    brief.KIND,
    quotes.KIND,
    positions.KIND,
    timeline.KIND,
    sources.KIND,
    differences.KIND,
    who.KIND,
    searching.KIND,
    checking.KIND,
    help.KIND,
    privacy.KIND,
)

KIND_OF_QUESTION: dict[type[Asked], Kind[Any, Any]] = {kind.question: kind for kind in KINDS}
KIND_OF_ANSWER: dict[type, Kind[Any, Any]] = {kind.answer: kind for kind in KINDS}
