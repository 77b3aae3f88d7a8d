"""Whose articles a playground shows."""

from collections.abc import Sequence
from pathlib import Path

from bot.discord.run import StartError
from bot.service import BriefingService
from bot.settings import Settings
from briefings.library.database import database_url
from briefings.library.errors import show

NAMED = 3
"""How many outlets are named."""
LOOKED_AT = 50
"""How many articles are considered: those most findings rest on."""


def library_at_hand(settings: Settings) -> str:
    """The address of the bot's library.

    Raises:
        StartError: there is none yet.
        LibraryError: the configured address is invalid.
    """
    url = database_url(settings.database)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise StartError(
            f"{url.database}: no library there: briefbot ingest or briefbot sources refresh fills "
            "one, and BRIEFBOT_DATA_DIR says where it is"
        )
    return settings.database


def whose(service: BriefingService, settings: Settings, *, data: bool) -> str:
    """Whose articles are shown, in one line.

    Args:
        data: whether they are those of the bot's own library.
    """
    with service.library.read() as reader:
        counts = reader.counts(None)
        most_cited = reader.evidence(None, limit=LOOKED_AT)
    if data:
        place = show(database_url(settings.database))
    elif not settings.digest_folders:
        place = "no digest"
    elif settings.digest:
        place = ", ".join(map(str, settings.digest))
    else:
        place = "the bundled digest"
    articles = "1 article" if counts.articles == 1 else f"{counts.articles:,} articles"
    names = dict.fromkeys(one.article.publisher for one in most_cited if one.article.publisher)
    return f"It shows {articles} from {place}{_outlets(list(names), counts.outlets)}"


def _outlets(names: Sequence[str], count: int) -> str:
    if not names:
        return ""
    shown = ["".join(char for char in name if char.isprintable()) for name in names[:NAMED]]
    more = count - len(shown)
    return f": {', '.join(shown)}" + (f" and {more:,} more" if more else "")
