"""Names and topics, forgiving of spelling.

`fold` brings a text to the plain form in which texts are compared; `Matcher` finds the entry that
a reader meant and completes what a reader has begun to type.
"""

from briefings.matching.index import Entry
from briefings.matching.matcher import Choice, Finding, Found, Matcher, Miss, Tie
from briefings.text.folding import fold, sound

__all__ = ["Choice", "Entry", "Finding", "Found", "Matcher", "Miss", "Tie", "fold", "sound"]
