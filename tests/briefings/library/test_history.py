"""A replaced database is noticed, whatever its revision."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefings.answers import Answers
from briefings.library import Library, Version
from briefings.models import Actor, Digest


def people(*names: str) -> Digest:
    return Digest(actors=tuple(Actor(id=name.lower(), name=name) for name in names))


@contextmanager
def restored(library: Library, file: Path, *stored: Digest) -> Iterator[None]:
    """Replace a database with an earlier copy, after storing these in it."""
    library.store(people("Ada"), "first")
    copy = file.with_name("copy.db")
    with library._engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copyfile(file, copy)
    for number, digest in enumerate(stored):
        library.store(digest, f"lost {number}")
    yield
    library._engine.dispose()
    for leftover in file.parent.glob(f"{file.name}-*"):
        leftover.unlink()
    shutil.copyfile(copy, file)


@pytest.mark.parametrize("later", [1, 2, 3])
def test_a_restored_copy_is_noticed_at_any_revision(tmp_path: Path, later: int) -> None:
    """Even if it has since changed as often as the lost one, or more often."""
    file = tmp_path / "library.db"
    with Library.open(f"sqlite:///{file}") as library:
        with restored(library, file, people("Bo"), people("Cy")):
            answers = Answers(library)
            known = library.version()
        for number in range(later):
            library.store(people(f"Dora{number}"), f"new {number}")
        assert library.revision() - known.revision == later - 2
        assert answers.follow()
        names = {actor.name for actor in answers.directory.actors.values()}
        assert names == {"Ada", *(f"Dora{number}" for number in range(later))}
        assert not answers.follow()


def test_records_of_a_lost_database_are_not_shown_in_a_restored_one(tmp_path: Path) -> None:
    """Rows in both may have the same keys."""
    file = tmp_path / "library.db"
    with Library.open(f"sqlite:///{file}") as library:
        with restored(library, file, people("Bo")), library.read() as reader:
            assert reader.actors_by_id(["bo"])["bo"].name == "Bo"
        library.store(Digest(actors=(Actor(id="bo", name="Bodil"),)), "lost 0")
        with library.read() as reader:
            assert reader.actors_by_id(["bo"])["bo"].name == "Bodil"


def test_a_version_is_followed_from_the_beginning_but_not_from_an_unknown_one(
    library: Library,
) -> None:
    empty = library.version()
    assert empty == Version(0)
    library.store(people("Ada"), "first")
    with library.read() as reader:
        assert [actor.name for actor in reader.changes(empty).actors] == ["Ada"]
        assert reader.changes(reader.version).complete
        assert not reader.changes(Version(1, 1)).complete
        assert not reader.changes(Version(7, 1)).complete
    library.store(people("Bo"), "second")
    with library.read() as reader:
        assert not reader.changes(Version(1, 0)).complete
