import asyncio

import pytest
from hypothesis import HealthCheck, given, settings

from briefings.digest import DigestError
from briefings.library import Holding, Library
from briefings.models import Digest
from tests.briefings.library.digests import bridge, quote
from tests.strategies import digests


async def test_a_new_library_is_empty(library: Library) -> None:
    assert await library.digest() == Digest()
    assert await library.revision() == 0
    assert await library.sources() == ()


async def test_each_source_is_told_with_what_it_brought(library: Library) -> None:
    await library.store(bridge(), "files")
    await library.store(Digest(), "empty")
    held = bridge()
    assert await library.holdings() == (
        Holding("files", len(held.articles), len(held.quotes)),
        Holding("empty", 0, 0),
    )


async def test_what_was_stored_comes_back_whole(library: Library) -> None:
    assert await library.store(bridge(), "files")
    assert await library.digest() == bridge()


async def test_it_is_there_after_a_restart(url: str) -> None:
    async with Library.open(url) as library:
        await library.store(bridge(), "files")
    async with Library.open(url) as library:
        assert await library.digest() == bridge()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(digest=digests(), other=digests())
async def test_any_digest_comes_back_and_replaces_the_one_before(
    library: Library, digest: Digest, other: Digest
) -> None:
    await library.store(other, "files")
    await library.store(digest, "files")
    assert await library.digest() == digest


async def test_storing_counts_a_revision(library: Library) -> None:
    await library.store(bridge(), "files")
    assert await library.revision() == 1
    await library.store(Digest(), "files")
    assert await library.revision() == 2


async def test_storing_the_same_again_changes_nothing(library: Library) -> None:
    await library.store(bridge(), "files")
    assert not await library.store(bridge(), "files")
    assert await library.revision() == 1


async def test_the_merged_digest_is_made_once_a_revision(library: Library) -> None:
    await library.store(bridge(), "files")
    assert await library.digest() is await library.digest()


async def test_two_that_ask_at_once_share_the_merged_digest(library: Library) -> None:
    await library.store(bridge(), "files")
    first, second = await asyncio.gather(library.digest(), library.digest())
    assert first is second


async def test_another_process_sees_the_change(url: str) -> None:
    async with Library.open(url) as ours, Library.open(url) as theirs:
        assert await ours.digest() == Digest()
        await theirs.store(bridge(), "files")
        assert await ours.digest() == bridge()


async def test_removing_a_source_takes_out_its_records(library: Library) -> None:
    await library.store(bridge(), "files")
    assert await library.remove("files")
    assert await library.digest() == Digest()
    assert not await library.search("bridge")
    assert await library.revision() == 2


async def test_removing_an_unknown_source_changes_nothing(library: Library) -> None:
    assert not await library.remove("files")
    assert await library.revision() == 0


def renamed(name: str) -> Digest:
    digest = bridge()
    first, *rest = digest.actors
    actors = (first.model_copy(update={"name": name}), *rest)
    return digest.model_copy(update={"actors": actors})


async def test_of_two_records_with_one_id_that_of_the_later_source_counts(
    library: Library,
) -> None:
    await library.store(renamed("Ada"), "first")
    await library.store(renamed("Bea"), "second")
    assert await library.sources() == ("first", "second")
    assert [actor.name for actor in (await library.digest()).actors] == ["Bea", "The City"]
    assert not await library.search("Ada")

    await library.store(renamed("Cleo"), "first")
    assert (await library.digest()).actors[0].name == "Cleo"


async def test_the_earlier_record_counts_again_once_the_later_source_is_gone(
    library: Library,
) -> None:
    await library.store(renamed("Ada"), "first")
    await library.store(renamed("Bea"), "second")
    await library.remove("second")
    assert (await library.digest()).actors[0].name == "Ada"
    assert len(await library.search("Ada")) == 2  # the person, and what she said


async def test_merging_leaves_no_position_on_an_issue_that_is_gone(library: Library) -> None:
    await library.store(bridge(), "first")
    topic = bridge().topics[0].model_copy(update={"issues": ()})
    later = Digest(articles=bridge().articles, topics=(topic,))
    await library.store(later, "second")
    assert (await library.digest()).positions[0].issue is None


async def test_an_unsound_digest_is_refused_and_the_last_good_one_stays(library: Library) -> None:
    await library.store(bridge(), "files")
    wrong = bridge().model_copy(update={"quotes": (quote("sink", "It will sink,"),)})
    with pytest.raises(DigestError, match=r"quotes\.sink\.citation\.exact: .* is not in 'bridge'"):
        await library.store(wrong, "files")
    assert await library.digest() == bridge()


async def test_many_writers_at_once_all_get_their_turn(library: Library) -> None:
    stored = [library.store(renamed(f"Name {n}"), f"source {n}") for n in range(8)]
    assert all(await asyncio.gather(*stored))
    assert await library.revision() == 8
    assert len(await library.sources()) == 8
    assert len((await library.digest()).actors) == 2
