"""Writes stories to files for people to change, and takes over the changes."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefings.digest import DigestError, Problem, dump_records, load_part, verify
from briefings.digest.places import Places
from briefings.digest.references import citations
from briefings.ingest.stories import Stories
from briefings.library import Library, Reader
from briefings.library.story_shelf import KeptEdits
from briefings.models import Citation, Digest, Topic
from briefings.stories.editing import Edits, difference, to_change

NOTE = """\
{name}

Change, add or leave out what you like, and save. What differs wins over what the articles say, is
marked as edited, and stays when new articles come; the rest follows the articles. A line in your
own words keeps its citations. Ids stay as they are; a new record takes any free one.
To undo all of it: briefbot edit {id} --undo"""
_BASE = ".{}.json"
"""A file next to each one, with its text when it was written."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A story whose changes were taken over."""

    topic: Topic
    changes: int
    """How many things differ from what the articles say."""


class EditedStories:
    """A folder of files, one per story.

    Args:
        folder: made if missing.
    """

    def __init__(self, library: Library, stories: Stories, folder: Path) -> None:
        self._library = library
        self._stories = stories
        self._folder = folder

    def write(self, topic: Topic) -> Path:
        """Write down what a story now says, for somebody to change.

        Raises:
            LibraryError: the database fails.
            OSError: the folder can't be written to.
        """
        with self._library.read() as reader:
            records = to_change(records_of(reader, topic))
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._path(topic.id)
        note = NOTE.format(name=topic.name, id=topic.id)
        dump_records(records, path, note)
        self._base(topic.id).write_text(records.model_dump_json(), encoding="utf-8")
        return path

    def undo(self, story: str) -> bool:
        """Make a story say what its articles say, and delete its file; whether it was changed.

        Raises:
            LibraryError: the database fails.
            OSError: the file can't be deleted.
        """
        with self._stories.transaction() as writer:
            edited = story in writer.stories.edits((story,))
            writer.stories.keep_edits(story, None)
        self._path(story).unlink(missing_ok=True)
        self._base(story).unlink(missing_ok=True)
        self._stories.tell_due()
        return edited

    def take(self, problems: list[Problem]) -> list[Taken]:
        """Take over the files' changes since the last time.

        Args:
            problems: receives the problems; a broken file changes nothing.

        Raises:
            LibraryError: the database fails.
        """
        found = [one for path in self._files() if (one := self._read(path, problems))]
        if not found:
            return []
        with self._stories.transaction() as writer:
            for topic, edits, file in found:
                writer.stories.keep_edits(topic.id, KeptEdits(edits.model_dump_json(), file))
        self._stories.tell_due()
        return [Taken(topic, len(edits)) for topic, edits, _ in found]

    def _files(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return sorted(one for one in self._folder.glob("*.yaml") if not one.name.startswith("."))

    def _read(self, path: Path, problems: list[Problem]) -> tuple[Topic, Edits, str] | None:
        """The changes in a file since it was last read; None if there are none."""
        story = path.stem
        try:
            file = hashlib.sha256(path.read_bytes()).hexdigest()
            base = Digest.model_validate_json(self._base(story).read_bytes())
        except (OSError, ValueError):
            say = f"was not written by briefbot edit — write it with briefbot edit {story}"
            problems.append(Problem(path, 0, "", say))
            return None
        with self._library.read() as reader:
            kept = reader.story_edits((story,)).get(story)
            if kept is not None and kept.file == file:
                return None
            try:
                changed, places = load_part(path)
            except DigestError as error:
                problems.extend(error.problems)
                return None
            wrong = [
                one if one.file else replace(one, file=path)
                for one in _wrong(reader, story, changed, places)
            ]
        if wrong:
            problems.extend(wrong)
            return None
        later = difference(base, changed)
        if not later:
            return None
        before = Edits.model_validate_json(kept.edits) if kept is not None else Edits()
        return changed.topics[0], before.joined(later), file

    def _path(self, story: str) -> Path:
        return self._folder / f"{story}.yaml"

    def _base(self, story: str) -> Path:
        return self._folder / _BASE.format(story)


def records_of(reader: Reader, topic: Topic) -> Digest:
    """A topic with everything found on it, except quotations."""
    return Digest(
        topics=(topic,),
        positions=tuple(reader.positions(topic.id)),
        events=tuple(reader.events(topic.id)),
        discrepancies=tuple(reader.discrepancies(topic.id)),
    )


def _wrong(reader: Reader, story: str, changed: Digest, places: Places) -> Iterator[Problem]:
    """What is wrong with changed records, given the library they will be part of."""
    if [topic.id for topic in changed.topics] != [story]:
        yield Problem(None, 0, "topics", f"expected one topic, with the id {story}")
        return
    topics = {
        **{one.id: (one.topic,) for one in changed.positions},
        **{one.id: one.topics for one in changed.events},
        **{one.id: one.topics for one in changed.discrepancies},
    }
    for id_, on in topics.items():
        if on != (story,):
            yield Problem(None, 0, id_, f"is on {', '.join(on) or 'no topic'} — expected {story}")
    people = {one.actor for one in changed.positions}
    for actor in sorted(people - reader.actors_by_id(sorted(people)).keys()):
        yield Problem(
            None, 0, "positions", f"nobody has the id {actor!r} — briefbot stories --json"
        )
    cited = sorted({one.article for one in _cited(changed)})
    articles = reader.articles(cited)
    for article in cited:
        if article not in articles:
            yield Problem(None, 0, "citations", f"there is no article {article!r}")
    yield from verify(changed, reader.texts(cited), places)


def _cited(digest: Digest) -> Sequence[Citation]:
    return [cited.citation for cited in citations(digest)]
