"""Digest files: read, check, write. The format is in docs/digest-format.md."""

from briefings.digest.checking import check_digest
from briefings.digest.dumping import dump, dump_records
from briefings.digest.loading import digest_files, load, load_located, load_part
from briefings.digest.places import Places
from briefings.digest.problems import DigestError, Problem
from briefings.digest.schema import json_schema
from briefings.digest.verifying import verify
from briefings.identity import ReadText, match_texts

__all__ = [
    "DigestError",
    "Places",
    "Problem",
    "ReadText",
    "check_digest",
    "digest_files",
    "dump",
    "dump_records",
    "json_schema",
    "load",
    "load_located",
    "load_part",
    "match_texts",
    "verify",
]
