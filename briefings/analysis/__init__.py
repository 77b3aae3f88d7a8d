"""From an article to findings: quotations, speakers, people, when and where things were said.

>>> from briefings.analysis import find_quotes
>>> [quote.speaker for quote in find_quotes('"No," Jan Kowal said.')]
['Jan Kowal']
"""

from briefings.analysis.quotes import FoundQuote, find_quotes
from briefings.analysis.rules import Rule
from briefings.analysis.trust import NAMED_FROM

__all__ = ["NAMED_FROM", "FoundQuote", "Rule", "find_quotes"]
