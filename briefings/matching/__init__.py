"""Names and topics, forgiving of spelling.

`Matcher` finds the entry that a reader meant, and completes what a reader has begun to type.
"""

from briefings.matching.index import Entry
from briefings.matching.matcher import MAX_TIE, Choice, Finding, Found, Matcher, Miss, Tie, shown

__all__ = ["MAX_TIE", "Choice", "Entry", "Finding", "Found", "Matcher", "Miss", "Tie", "shown"]
