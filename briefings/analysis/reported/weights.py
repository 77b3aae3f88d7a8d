"""The weights of the regressions by which reported speech is found."""

from collections.abc import Mapping
from typing import NamedTuple

from briefings.analysis.reported import end_weights, source_weights, trust_weights


class Weights(NamedTuple):
    """Feature -> weight, for whose words they are, where they end and whether they are a report."""

    source: Mapping[str, float]
    end: Mapping[str, float]
    trust: Mapping[str, float]


FITTED = Weights(source_weights.WEIGHTS, end_weights.WEIGHTS, trust_weights.WEIGHTS)
