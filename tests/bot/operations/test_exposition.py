"""Metrics as Prometheus reads them."""

from prometheus_client.parser import text_string_to_metric_families

from bot.operations.exposition import exposition
from bot.operations.figures import InteractionFigures, Outcome, counter, gauge


def samples(text: bytes) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
    }


def test_figures_and_the_process_are_there() -> None:
    figures = [
        gauge("guilds", "Servers.", 3),
        gauge("shards", "Shards.", {("connected",): 1, ("configured",): 2}, "state"),
        counter("restarts", "Restarts.", {('a "quoted" name',): 4}, "work"),
    ]
    found = samples(exposition(figures, InteractionFigures()))
    assert found["briefbot_guilds", ()] == 3
    assert found["briefbot_shards", (("state", "configured"),)] == 2
    assert found["briefbot_restarts_total", (("work", 'a "quoted" name'),)] == 4
    assert any(name == "python_info" for name, _ in found)


def test_interactions_are_counted_by_outcome_and_their_seconds_in_buckets() -> None:
    interactions = InteractionFigures()
    for seconds in (0.001, 0.005, 0.3, 99.0):
        interactions.note("brief", Outcome.ANSWERED, seconds)
    interactions.note("brief", Outcome.FAILED, 0.2)
    interactions.note("brief", Outcome.REFUSED, 0.0)
    found = samples(exposition([], interactions))

    def upto(bound: str) -> float:
        labels = (("command", "brief"), ("le", bound))
        return found["briefbot_interaction_seconds_bucket", labels]

    assert [upto(bound) for bound in ("0.005", "0.25", "0.5", "10.0", "+Inf")] == [2, 3, 4, 4, 5]
    assert found["briefbot_interaction_seconds_count", (("command", "brief"),)] == 5
    counted = {
        dict(labels)["outcome"]: value
        for (name, labels), value in found.items()
        if name == "briefbot_interactions_total"
    }
    assert counted == {"answered": 4, "failed": 1, "refused": 1}
