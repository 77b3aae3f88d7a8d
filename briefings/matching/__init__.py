"""Names and topics, forgiving of spelling.

`fold` brings a text to the plain form in which texts are compared; `Matcher` finds the entry that
a reader meant and completes what a reader has begun to type.
"""

from briefings.matching.folding import fold, sound
from briefings.matching.matcher import Choice, Entry, Finding, Found, Matcher, Miss, Tie

__all__ = ["Choice", "Entry", "Finding", "Found", "Matcher", "Miss", "Tie", "fold", "sound"]
