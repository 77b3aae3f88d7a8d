"""Checks that a digest is sound as a whole."""

from collections.abc import Iterator

from briefings.digest.layout import SECTIONS
from briefings.digest.places import Places
from briefings.digest.problems import DigestError, Problem
from briefings.digest.references import check
from briefings.digest.verifying import verify
from briefings.models import Digest


def check_digest(digest: Digest) -> None:
    """Check a digest that did not come from files the way `load` checks files.

    Raises:
        DigestError: lists everything that is wrong with it.
    """
    places = Places.nowhere(digest)
    problems = [*_doubles(digest, places), *check(digest, places), *verify(digest, {}, places)]
    if problems:
        raise DigestError(problems)


def _doubles(digest: Digest, places: Places) -> Iterator[Problem]:
    for section in SECTIONS:
        seen: set[str] = set()
        for record in getattr(digest, section):
            if record.id in seen:
                yield places.problem(section, record.id, ("id",), "is there twice — ids are unique")
            seen.add(record.id)
