"""The live sources as the operator configured them."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.configured import ConfiguredSource
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.work.durable import Durable
    from bot.work.live_sources import Following, LiveSources
    from briefings.library import Library
    from briefings.sources.model import Source

log = structlog.get_logger()


def configured_sources(
    settings: Settings, now: datetime
) -> "tuple[tuple[Source, ...], tuple[str, ...]]":
    """The sources that the configuration names, due now, and one line for each error."""
    found: list[Source] = []
    problems: list[str] = []
    for one in settings.sources:
        wrong = next(_wrong(one), None)
        if wrong is not None:
            problems.append(f"BRIEFBOT_SOURCES: {wrong}")
            continue
        found.append(_source(one, now, [other.name for other in found]))
    return tuple(found), tuple(problems)


def _wrong(one: ConfiguredSource) -> Iterator[str]:
    from briefings.sources.addresses import ADDRESS
    from briefings.sources.fetching import FetchError, parse_address, shown
    from briefings.sources.filters import problem_with
    from briefings.sources.naming import problem_with_name

    if ADDRESS.match(one.address):
        try:
            parse_address(one.address)
        except FetchError as error:
            yield str(error)
    elif one.kind not in ("folder", "auto"):
        yield f"{shown(one.address)}: write http:// or https:// before an address"
    for word in (*one.words_in, *one.words_out):
        problem = problem_with(word)
        if problem:
            yield f"{shown(one.address)}: {word!r}: {problem}"
    if one.name is not None and (problem := problem_with_name(one.name)):
        yield f"{shown(one.address)}: {problem}"


def _source(one: ConfiguredSource, now: datetime, taken: list[str]) -> "Source":
    from briefings.sources.addresses import ADDRESS
    from briefings.sources.fetching import parse_address
    from briefings.sources.model import Kind, Options, Source
    from briefings.sources.naming import name_for
    from briefings.sources.store import new_id

    kind = one.kind
    is_address = ADDRESS.match(one.address) is not None
    if kind is Kind.AUTO and not is_address:
        kind = Kind.FOLDER
    address = parse_address(one.address).full if is_address else one.address
    return Source(
        id=new_id(),
        name=one.name or name_for(kind, address, None, taken),
        kind=kind,
        address=address,
        added_at=now,
        next_due=now,
        from_file=True,
        options=Options(
            pages=one.pages,
            words_in=one.words_in,
            words_out=one.words_out,
            most=one.most,
            keep_days=one.keep_days,
            revisit_days=one.revisit_days,
            every=timedelta(minutes=one.every) if one.every else None,
        ),
    )


def following(settings: Settings) -> "Following":
    """A maker of the bot's live sources; loads what it needs only when it is called."""

    def make(
        library: "Library",
        durable: "Durable",
        clock: Callable[[], datetime],
        posted: Callable[[], set[str]],
    ) -> "LiveSources":
        from bot.fetching import fetcher
        from bot.work.live_sources import LiveSources

        configured, problems = configured_sources(settings, clock())
        for problem in problems:
            log.warning("source_not_followed", problem=problem)
        return LiveSources(
            settings.database,
            library,
            durable,
            fetcher(settings),
            configured=configured,
            named_from=0.0 if settings.speakers == "all" else None,
            clock=clock,
            posted=posted,
        )

    return make
