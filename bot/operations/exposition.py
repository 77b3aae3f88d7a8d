"""Figures in Prometheus's format."""

from collections.abc import Iterable, Iterator

import prometheus_client
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.operations.figures import SECONDS, Durations, Figure, InteractionFigures, Kind

CONTENT_TYPE = prometheus_client.CONTENT_TYPE_LATEST


def exposition(figures: Iterable[Figure], interactions: InteractionFigures) -> bytes:
    """The text of `/metrics`: our figures, then the process's."""
    registry = prometheus_client.CollectorRegistry()
    registry.register(_Collected([*map(_family, figures), *_of_interactions(interactions)]))
    return prometheus_client.generate_latest(registry) + prometheus_client.generate_latest()


class _Collected(Collector):
    def __init__(self, families: list[Metric]) -> None:
        self._families = families

    def collect(self) -> Iterable[Metric]:
        return self._families


def _family(figure: Figure) -> Metric:
    made = CounterMetricFamily if figure.kind is Kind.COUNTER else GaugeMetricFamily
    family = made(f"briefbot_{figure.name}", figure.said, labels=figure.labels)
    for labels, value in sorted(figure.values.items()):
        family.add_metric(labels, value)
    return family


def _of_interactions(interactions: InteractionFigures) -> Iterator[Metric]:
    outcomes = CounterMetricFamily(
        "briefbot_interactions",
        "Interactions by command and by how they ended.",
        labels=("command", "outcome"),
    )
    for labels, count in sorted(interactions.outcomes.items()):
        outcomes.add_metric(labels, count)
    yield outcomes
    seconds = HistogramMetricFamily(
        "briefbot_interaction_seconds",
        "How long interactions took, deferred ones to their last message.",
        labels=("command",),
    )
    for command, durations in sorted(interactions.durations.items()):
        seconds.add_metric((command,), _buckets(durations), durations.total)
    yield seconds


def _buckets(durations: Durations) -> list[tuple[str, float]]:
    bounds = [*map(str, SECONDS), "+Inf"]
    counts = [sum(durations.up_to[: place + 1]) for place in range(len(bounds))]
    return list(zip(bounds, map(float, counts), strict=True))
