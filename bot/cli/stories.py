"""`briefbot stories`: which stories the library holds, and what they say."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import typer

from bot.cli.catching_up import catch_up
from bot.cli.counting import counted
from bot.discord.run import prepare_data_dir
from bot.pinned_topics import keep_topics, pinned_topics
from bot.settings import Settings
from briefings.ingest.stories import Stories
from briefings.library import Library, ListedStory, Reader
from briefings.library.bulk import chunks
from briefings.models import Citation, Topic
from briefings.text.secrets import printable

SHOWN = 100
"""How many stories are listed, newest first, unless a day is given."""
_AT_ONCE = 200


async def list_stories(settings: Settings, since: date | None, *, as_json: bool) -> None:
    """Print the stories, newest first.

    Args:
        since: only stories of this day or later.
        as_json: everything they say, as one JSON object.

    Raises:
        LibraryError: the database can't be used.
        StartError: the data folder can't be written to.
    """
    if settings.database_url is None:
        prepare_data_dir(settings)
    with Library.open(settings.database) as library:
        keep_topics(library, pinned_topics(settings))
        catch_up(Stories(library, clock=lambda: datetime.now(UTC)))
        with library.read() as reader:
            found = reader.stories(since)
            if as_json:
                _print_json(reader, found)
            else:
                _print_list(reader, found, since)


def _print_json(reader: Reader, found: Sequence[ListedStory]) -> None:
    """One part at a time: a large library makes a long text."""
    typer.echo('{"stories": [', nl=False)
    for number, story in enumerate(_described(reader, found)):
        typer.echo(",\n" if number else "\n", nl=False)
        typer.echo(json.dumps(story, ensure_ascii=False, indent=2), nl=False)
    typer.echo("\n]}")


def _print_list(reader: Reader, found: Sequence[ListedStory], since: date | None) -> None:
    if not found:
        later = f" of {since} or later" if since else ""
        typer.echo(f"no stories{later}: briefbot ingest makes them of the articles that it stores")
        return
    shown = found if since else found[:SHOWN]
    for part in chunks(shown, _AT_ONCE):
        topics = reader.topics_by_id(one.id for one in part)
        for one in part:
            topic = topics.get(one.id)
            if topic is None:  # this version has not read its articles yet
                continue
            origins = counted(topic.origins or 0, "origin")
            articles = counted(one.articles, "article")
            line = f"{one.as_of}  {topic.name}  ({articles}, {origins})  {one.id}"
            typer.echo(printable(line))
    if len(shown) < len(found):
        more = len(found) - len(shown)
        older = "1 older story" if more == 1 else f"{more} older stories"
        typer.echo(f"… and {older}: --since DAY lists them")


def _described(reader: Reader, found: Iterable[ListedStory]) -> Iterator[dict[str, Any]]:
    for part in chunks(found, _AT_ONCE):
        ids = [one.id for one in part]
        topics, members = reader.topics_by_id(ids), reader.articles_of_stories(ids)
        for id_ in ids:
            if id_ in topics:
                yield _story(reader, topics[id_], members.get(id_, ()))


def _story(reader: Reader, topic: Topic, members: Sequence[str]) -> dict[str, Any]:
    articles, positions = reader.articles(members), reader.positions(topic.id)
    people = reader.actors_by_id(one.actor for one in positions)
    return {
        "id": topic.id,
        "name": topic.name,
        "as_of": topic.as_of,
        "articles": [
            {"id": one.id, "url": one.url, "headline": one.headline} for one in articles.values()
        ],
        "origins": topic.origins or 0,
        "key_points": [
            {"text": point.text, "citations": _cited(point.citations)} for point in topic.key_points
        ],
        "positions": [
            {
                "actor": people[one.actor].name,
                "text": one.text,
                "stance": one.stance,
                "citations": _cited(one.citations),
            }
            for one in positions
        ],
        "events": [
            {
                "name": one.name,
                "start_date": one.start_date,
                "status": one.status,
                "citations": _cited(one.citations),
            }
            for one in reader.events(topic.id)
        ],
        "discrepancies": [
            {
                "name": one.name,
                "claims": [
                    {"text": claim.text, "citations": _cited(claim.citations)}
                    for claim in one.claims
                ],
            }
            for one in reader.discrepancies(topic.id)
        ],
    }


def _cited(citations: Iterable[Citation]) -> list[dict[str, Any]]:
    return [
        {"article": one.article, "exact": one.exact, "start": one.start, "end": one.end}
        for one in citations
    ]
