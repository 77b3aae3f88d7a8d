from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings

from briefings.digest import DigestError
from briefings.library import Holding, Library
from briefings.models import Digest
from tests.briefings.library.asking import search, whole
from tests.briefings.library.digests import bridge, quote
from tests.strategies import digests


def test_a_new_library_is_empty(library: Library) -> None:
    assert whole(library) == Digest()
    assert library.revision() == 0
    assert library.sources() == ()


def test_each_source_is_listed_with_its_records(library: Library) -> None:
    library.store(bridge(), "files")
    library.store(Digest(), "empty")
    held = bridge()
    assert library.holdings() == (
        Holding("files", len(held.articles), len(held.quotes)),
        Holding("empty", 0, 0),
    )


def test_stored_digests_come_back_complete(library: Library) -> None:
    assert library.store(bridge(), "files")
    assert whole(library) == bridge()


def test_it_survives_a_restart(url: str) -> None:
    with Library.open(url) as library:
        library.store(bridge(), "files")
    with Library.open(url) as library:
        assert whole(library) == bridge()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(digest=digests(), other=digests())
def test_any_digest_comes_back_and_replaces_the_one_before(
    library: Library, digest: Digest, other: Digest
) -> None:
    library.store(other, "files")
    library.store(digest, "files")
    assert whole(library) == digest


def test_storing_counts_a_revision(library: Library) -> None:
    library.store(bridge(), "files")
    assert library.revision() == 1
    library.store(Digest(), "files")
    assert library.revision() == 2


def test_storing_the_same_again_changes_nothing(library: Library) -> None:
    library.store(bridge(), "files")
    assert not library.store(bridge(), "files")
    assert library.revision() == 1


def test_a_record_is_decoded_once(library: Library) -> None:
    library.store(bridge(), "files")
    with library.read() as reader:
        article, said = reader.article("bridge"), reader.utterances()
    with library.read() as reader:
        assert reader.article("bridge") is article
        assert reader.utterances()[0] is said[0]


def test_another_process_sees_the_change(url: str) -> None:
    with Library.open(url) as ours, Library.open(url) as theirs:
        assert whole(ours) == Digest()
        theirs.store(bridge(), "files")
        assert whole(ours) == bridge()


def test_removing_a_source_removes_its_records(library: Library) -> None:
    library.store(bridge(), "files")
    assert library.remove("files")
    assert whole(library) == Digest()
    assert not search(library, "bridge")
    assert library.revision() == 2


def test_removing_an_unknown_source_changes_nothing(library: Library) -> None:
    assert not library.remove("files")
    assert library.revision() == 0


def renamed(name: str) -> Digest:
    digest = bridge()
    first, *rest = digest.actors
    actors = (first.model_copy(update={"name": name}), *rest)
    return digest.model_copy(update={"actors": actors})


def test_the_later_sources_record_wins_for_one_id(
    library: Library,
) -> None:
    library.store(renamed("Ada"), "first")
    library.store(renamed("Bea"), "second")
    assert library.sources() == ("first", "second")
    assert [actor.name for actor in (whole(library)).actors] == ["Bea", "The City"]
    assert not search(library, "Ada")

    library.store(renamed("Cleo"), "first")
    assert (whole(library)).actors[0].name == "Cleo"


def test_the_earlier_record_counts_again_once_the_later_source_is_gone(
    library: Library,
) -> None:
    library.store(renamed("Ada"), "first")
    library.store(renamed("Bea"), "second")
    library.remove("second")
    assert (whole(library)).actors[0].name == "Ada"
    assert len(search(library, "Ada")) == 2  # the person, and what she said


def test_merging_leaves_no_position_on_a_removed_issue(library: Library) -> None:
    library.store(bridge(), "first")
    topic = bridge().topics[0].model_copy(update={"issues": ()})
    later = Digest(articles=bridge().articles, topics=(topic,))
    library.store(later, "second")
    assert (whole(library)).positions[0].issue is None


def test_an_invalid_digest_is_refused_and_the_last_good_one_stays(library: Library) -> None:
    library.store(bridge(), "files")
    wrong = bridge().model_copy(update={"quotes": (quote("sink", "It will sink,"),)})
    with pytest.raises(DigestError, match=r"quotes\.sink\.citation\.exact: .* is not in 'bridge'"):
        library.store(wrong, "files")
    assert whole(library) == bridge()


def test_many_writers_at_once_all_get_their_turn(library: Library) -> None:
    with ThreadPoolExecutor(8) as pool:
        stored = pool.map(lambda n: library.store(renamed(f"Name {n}"), f"source {n}"), range(8))
    assert all(stored)
    assert library.revision() == 8
    assert len(library.sources()) == 8
    assert len((whole(library)).actors) == 2


def test_articles_are_in_order_of_first_arrival(library: Library) -> None:
    with library.read() as reader:
        assert (reader.next_place(), reader.article_places(["bridge"])) == (1, {})
    library.store(bridge(), "files")
    with library.read() as reader:
        before = reader.next_place()
        (place,) = reader.article_places(["bridge", "none"]).values()
        assert 1 <= place < before
    known = bridge().articles[0]
    changed = known.model_copy(update={"headline": "A bridge is open"})
    library.store(Digest(articles=(changed,)), "others")  # it counts instead
    library.store(Digest(articles=(changed, known.model_copy(update={"id": "later"}))), "files")
    with library.read() as reader:
        places = reader.article_places(["later", "bridge"])
        assert places == {"bridge": place, "later": places["later"]}
        assert before <= places["later"] < reader.next_place()
