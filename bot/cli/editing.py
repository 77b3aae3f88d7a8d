"""`briefbot edit`: writes a story to a file, and takes over what was changed in it."""

from contextlib import suppress
from datetime import UTC, datetime

import typer

from bot.cli.catching_up import catch_up
from bot.cli.counting import counted
from bot.cli.editor import opened_in_editor
from bot.discord.run import prepare_data_dir
from bot.settings import Settings
from briefings.digest import Problem
from briefings.ingest.edited_stories import EditedStories
from briefings.ingest.stories import Stories
from briefings.library import Library, Reader
from briefings.models import Topic
from briefings.text.folding import fold
from briefings.text.secrets import printable

FOLDER = "edits"
"""The files' folder within the data folder."""
_MOST_SUGGESTED = 5


async def edit(settings: Settings, wanted: str, *, undo: bool) -> list[str]:
    """Write a story down for editing, or undo the edits; returns problems, one line each.

    If there is a terminal and an editor (`VISUAL` or `EDITOR`), it opens the editor and takes over
    the changes when it closes. Otherwise the next call takes them over, as does every ingest.

    Args:
        wanted: the story's id, or distinctive words of its name.

    Raises:
        LibraryError: the database can't be used.
        StartError: the data folder can't be written to.
    """
    prepare_data_dir(settings)
    with Library.open(settings.database) as library:
        stories = Stories(library, clock=lambda: datetime.now(UTC))
        catch_up(stories)
        edited = EditedStories(library, stories, settings.data_dir / FOLDER)
        problems: list[Problem] = []
        take_over(edited, problems)
        with library.read() as reader:
            found = _stories(reader, wanted)
        if len(found) != 1:
            return _not_one(wanted, found)
        (topic,) = found
        if undo:
            changed = edited.undo(topic.id)
            typer.echo("undone" if changed else "nothing was changed in it", nl=False)
            typer.echo(printable(f": {topic.name}"))
            return []
        if any(one.file is not None and one.file.stem == topic.id for one in problems):
            return [str(one) for one in problems]  # the changes in the file must not be lost
        path = edited.write(topic)
        if await opened_in_editor(path):
            problems = []
            if not take_over(edited, problems):
                typer.echo("nothing was changed")
            return [str(one) for one in problems]
        then = f"then briefbot edit {topic.id} takes it over"
        typer.echo(printable(f"{path}: change it and save it, {then}"))
        return [str(one) for one in problems]


def take_over(edited: EditedStories, problems: list[Problem]) -> bool:
    """Take over the changes and report them; whether there were any."""
    taken = edited.take(problems)
    for one in taken:
        typer.echo(printable(f"{counted(one.changes, 'change')} taken over: {one.topic.name}"))
    return bool(taken)


def _stories(reader: Reader, wanted: str) -> list[Topic]:
    """The story with this id, or those whose names have all these words."""
    with suppress(KeyError):
        topic = reader.topics_by_id((reader.story_now(wanted),))[reader.story_now(wanted)]
        return [topic] if topic.story else []
    words = set(fold(wanted).split())
    topics = reader.topics_by_id(one.id for one in reader.stories())
    return [one for one in topics.values() if words and words <= set(fold(one.name).split())]


def _not_one(wanted: str, found: list[Topic]) -> list[str]:
    if not found:
        return [f"no story {wanted!r}: briefbot stories lists them"]
    some = found[:_MOST_SUGGESTED]
    lines = [f"  {one.id}  {one.name}" for one in some]
    more = f"  … and {len(found) - len(some)} more" if len(found) > len(some) else ""
    return [
        f"{len(found)} stories have these words: give the id of one",
        *lines,
        *filter(None, (more,)),
    ]
