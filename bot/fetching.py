"""The fetcher as the operator configured it."""

from importlib.metadata import version

from bot.settings import Settings
from briefings.reading import MAX_BYTES
from briefings.sources.fetching import AllowList, Fetcher, Limits, user_agent


def fetcher(settings: Settings) -> Fetcher:
    """For everything that fetches documents: enter it once and share it."""
    proxy = settings.fetch_proxy
    return Fetcher(
        agent=user_agent(version("briefbot"), settings.fetch_contact),
        allow=AllowList.parse(settings.fetch_allow),
        limits=Limits(sent=MAX_BYTES, body=MAX_BYTES),
        proxy=proxy.get_secret_value() if proxy else None,
    )
