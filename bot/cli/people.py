"""`briefbot people` and `briefbot edit-people`: who speaks, and who is who."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

import typer

from bot.cli.counting import counted
from bot.cli.editing import FOLDER
from bot.cli.editor import opened_in_editor
from bot.discord.run import prepare_data_dir
from bot.settings import Settings
from briefings.digest import Problem
from briefings.ingest.edited_people import EditedPeople
from briefings.ingest.stories import Stories
from briefings.library import Library
from briefings.models import Actor
from briefings.text.folding import fold
from briefings.text.secrets import printable

SHOWN = 100
"""How many people are listed, most quoted first, unless words are given."""


async def list_people(settings: Settings, words: Sequence[str], *, as_json: bool) -> None:
    """Print who speaks in the articles, most quoted first.

    Args:
        words: only people with a spelling that has all of these.
        as_json: everybody, as one JSON object.

    Raises:
        LibraryError: the database can't be used.
        StartError: the data folder can't be written to.
    """
    if settings.database_url is None:
        prepare_data_dir(settings)
    wanted = set(fold(" ".join(words)).split())
    with Library.open(settings.database) as library, library.read() as reader:
        counts = reader.actor_counts()
        people = [one for one in reader.actors() if not wanted or _is_called(one, wanted)]

        def quotations(actor: Actor) -> int:
            return counts[actor.id].utterances if actor.id in counts else 0

        people.sort(key=lambda one: (-quotations(one), one.name))
        if as_json:
            typer.echo(json.dumps({"people": [_described(one, quotations(one)) for one in people]}))
            return
        shown = people if wanted else people[:SHOWN]
        for one in shown:
            also = f", also {', '.join(one.alternate_names)}" if one.alternate_names else ""
            line = f"{one.name}{also}  ({counted(quotations(one), 'quotation')})  {one.id}"
            typer.echo(printable(line))
        if len(shown) < len(people):
            typer.echo(f"… and {len(people) - len(shown)} more: briefbot people WORDS finds them")
        if not people:
            about = f" called {' '.join(words)!r}" if words else ""
            typer.echo(printable(f"nobody{about}"))


def _is_called(actor: Actor, wanted: set[str]) -> bool:
    spellings = (actor.name, *actor.alternate_names, actor.id.replace("-", " "))
    return any(wanted <= set(fold(one).split()) for one in spellings)


def _described(actor: Actor, quotations: int) -> dict[str, object]:
    return {
        "id": actor.id,
        "name": actor.name,
        "also": list(actor.alternate_names),
        "kind": actor.kind,
        "quotations": quotations,
    }


async def edit_people(settings: Settings, *, undo: bool) -> list[str]:
    """Write down who is who for editing, or undo the edits; returns problems, one line each.

    Raises:
        LibraryError: the database can't be used.
        StartError: the data folder can't be written to.
    """
    prepare_data_dir(settings)
    with Library.open(settings.database) as library:
        stories = Stories(library, clock=lambda: datetime.now(UTC))
        edited = EditedPeople(library, stories, settings.data_dir / FOLDER)
        if undo:
            typer.echo("undone" if edited.undo() else "nothing was changed")
            return []
        problems: list[Problem] = []
        taken = take_people(edited, problems)
        path = edited.write()
        if await opened_in_editor(path):
            problems = []
            if not take_people(edited, problems):
                typer.echo("nothing was changed")
        elif not taken:
            then = "then briefbot edit-people takes it over"
            typer.echo(printable(f"{path}: change it and save it, {then}"))
        return [str(one) for one in problems]


def take_people(edited: EditedPeople, problems: list[Problem]) -> bool:
    """Take over the changes in the file of people and report them; whether there were any."""
    taken = edited.take(problems)
    if taken is not None:
        typer.echo(f"people taken over: {taken.merged} merged, {taken.separated} separated")
    return taken is not None
