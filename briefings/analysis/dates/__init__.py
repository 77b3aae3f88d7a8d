"""Dates in English text: "on Friday", "last month", "in 2014", read relative to the article's date.

>>> from datetime import date
>>> from briefings.analysis.dates import find_dates
>>> [(found.text, found.value) for found in find_dates("They met on Friday.", date(2024, 5, 7))]
[('Friday', '2024-05-03')]
"""

from briefings.analysis.dates.finding import FoundDate, find_dates
from briefings.analysis.dates.values import edtf_of

__all__ = ["FoundDate", "edtf_of", "find_dates"]
