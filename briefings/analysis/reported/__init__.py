"""Reported speech: what an article says somebody says, wants, rejects or expects.

>>> from briefings.analysis.reported import find_reported
>>> [(s.source, s.text) for s in find_reported("Jan Kowal said the bridge was closed.")]
[('Jan Kowal', 'the bridge was closed')]
"""

from briefings.analysis.reported.finding import ReportedStatement, find_reported
from briefings.analysis.reported.verbs import CueKind

__all__ = ["CueKind", "ReportedStatement", "find_reported"]
