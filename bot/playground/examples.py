"""What to try first: commands that the current library can answer."""

from dataclasses import dataclass
from datetime import UTC, datetime

from briefings.answers.directory import Directory

MOST_LETTERS = 60
"""The longest name in an example: people paste it, but read it first."""


@dataclass(frozen=True, slots=True)
class Example:
    command: str
    hint: str = ""
    """What to look for."""


NEWS = datetime(2025, 8, 25, 18, 0, tzinfo=UTC)
"""The evening of the bundled digest's last article: a daily post the next morning has news."""

BUNDLED = (
    Example("/brief topic:summit"),
    Example("/quote person:whitcoff", "misspelt: it will be found"),
    Example("/positions topic:territory"),
)
_BUNDLED_TOPICS = {"summit", "territory"}
HELP = Example("/help")


def examples(directory: Directory) -> tuple[Example, ...]:
    """Up to three commands, at least one: there may be nothing to ask about."""
    topics = directory.subjects
    people = {
        one.id: one.name for one in directory.actors.values() if len(one.name) <= MOST_LETTERS
    }
    if topics.keys() >= _BUNDLED_TOPICS and "steve-witkoff" in people:
        return BUNDLED
    briefed = next((one for one in directory.standings() if one.counts.articles), None)
    quoted = max(filter(directory.utterances, people), key=directory.utterances, default=None)
    contested = max(
        filter(directory.has_positions, topics),
        key=lambda topic: directory.counts(topic).positions,
        default=None,
    )
    found = [Example(f"/brief topic:{briefed.subject.id}")] if briefed else []
    found += [Example(f"/quote person:{people[quoted]}")] if quoted else []
    found += [Example(f"/positions topic:{contested}")] if contested else []
    return tuple(found) or (HELP,)
