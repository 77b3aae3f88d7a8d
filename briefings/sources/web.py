"""Documents from web addresses."""

import asyncio

import aiohttp

from briefings.reading import MAX_BYTES, ReadArticle, ReadingError, read

FETCH_TIMEOUT = 60
"""Seconds after which an address that does not answer is given up."""


def session() -> aiohttp.ClientSession:
    """For `fetch`; to be closed afterwards."""
    return aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=FETCH_TIMEOUT))


async def fetch(session: aiohttp.ClientSession, address: str) -> tuple[ReadArticle, ...]:
    """The articles of the document at an address.

    Their address is the one that it was found at in the end, redirects followed. A document is
    never read further than one may be long.

    Raises:
        ReadingError: it can't be fetched or read, in one line.
    """
    try:
        async with session.get(address, max_redirects=5) as response:
            response.raise_for_status()
            data = bytearray()
            async for chunk in response.content.iter_chunked(65_536):
                data += chunk
                if len(data) > MAX_BYTES:
                    raise ReadingError(f"larger than {MAX_BYTES // 1_000_000} MB", address)
            content_type, url = response.headers.get("Content-Type"), str(response.url)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        reason = str(error) or type(error).__name__
        raise ReadingError(f"can't be fetched ({reason})", address) from error
    return await asyncio.to_thread(read, bytes(data), address, content_type=content_type, url=url)
