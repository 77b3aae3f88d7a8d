"""Digest files: read, check, write. The format is in docs/digest-format.md."""

from briefings.digest.loading import load, load_located
from briefings.digest.places import Places
from briefings.digest.problems import DigestError, Problem
from briefings.digest.verifying import verify

__all__ = ["DigestError", "Places", "Problem", "load", "load_located", "verify"]
