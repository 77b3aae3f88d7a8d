"""What a sentence reports, as indices of its tokens."""

from typing import NamedTuple

from briefings.analysis.phrases import NounPhrase
from briefings.analysis.reported.verbs import CueKind


class Statement(NamedTuple):
    """What a sentence reports: spans of token indices, end exclusive; the source; the cue."""

    spans: tuple[tuple[int, int], ...]
    source: NounPhrase
    cue: int
    kind: CueKind
    negated: bool = False
