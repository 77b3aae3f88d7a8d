from hypothesis import HealthCheck, given, settings

from briefings.library.merging import mended
from briefings.models import Actor, Digest
from tests.strategies import digests


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(digests())
def test_a_valid_digest_needs_no_repair(digest: Digest) -> None:
    assert mended(digest) == digest


def test_circular_affiliations_are_cut_once() -> None:
    round_ = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("e", "e"), ("f", None)]
    actors = tuple(Actor(id=actor, name=actor, affiliation=above) for actor, above in round_)
    after = {actor.id: actor.affiliation for actor in mended(Digest(actors=actors)).actors}
    assert after == {"a": "b", "b": "c", "c": None, "d": "a", "e": None, "f": None}
