"""Names and topics, forgiving of spelling.

`Matcher` finds the entry that a reader meant and completes what a reader has begun to type.
"""

from briefings.matching.index import Entry
from briefings.matching.matcher import Choice, Finding, Found, Matcher, Miss, Tie

__all__ = ["Choice", "Entry", "Finding", "Found", "Matcher", "Miss", "Tie"]
