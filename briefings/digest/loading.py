"""Reads digest files into a digest, or lists all their problems."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from briefings.digest.explain import explain, is_consequence, unknown_key
from briefings.digest.layout import ARTICLE, SECTIONS, AnyRecord
from briefings.digest.parsing import FieldPath, Source, read_source
from briefings.digest.places import Places
from briefings.digest.problems import DigestError, Problem
from briefings.digest.references import check
from briefings.digest.verifying import verify
from briefings.digest.yaml_values import EMPTY
from briefings.models import Digest, Identifier
from briefings.text.visible_files import visible_files

SUFFIXES = (".yaml", ".yml", ".json")
"""The endings of files that are read from a folder, in any case."""
_ID: TypeAdapter[str] = TypeAdapter(Identifier)
_NO_ID = "no-id"
"""The article id for citations of a file whose own article's id can't be used."""


def load(paths: Iterable[Path]) -> Digest:
    """Read a digest from files, and from folders with everything in them.

    Args:
        paths: files, or folders, whose `.yaml`, `.yml` and `.json` files are read at any depth,
            except hidden ones.

    Raises:
        DigestError: lists everything that is wrong, in every file.
    """
    return load_located(paths)[0]


def load_located(paths: Iterable[Path]) -> tuple[Digest, Places]:
    """Like `load`, with the place of each record, for `verify`."""
    gathering = _gathered(paths)
    digest, places = gathering.digest(), gathering.places
    across = (*check(digest, places), *verify(digest, {}, places))
    problems = [*gathering.problems, *(replace(problem, may_follow=True) for problem in across)]
    if problems:
        raise DigestError(problems)
    return digest, places


def load_part(path: Path) -> tuple[Digest, Places]:
    """Read records from a file that may refer to others outside it.

    Raises:
        DigestError: lists everything that is wrong with the individual records.
    """
    gathering = _gathered((path,))
    if gathering.problems:
        raise DigestError(gathering.problems)
    return gathering.digest(), gathering.places


def _gathered(paths: Iterable[Path]) -> "_Gathering":
    gathering = _Gathering()
    for path in _files(paths, gathering):
        source = read_source(path, gathering.problems)
        if source is None:
            gathering.places.lose(*SECTIONS)
        else:
            gathering.take(source)
    return gathering


def digest_files(path: Path) -> list[Path]:
    """The files that `load` reads for a path: the file itself, or those in the folder.

    Raises:
        OSError: it can't be accessed.
    """
    if path.is_dir():
        return sorted(_within(path))
    return [path] if path.exists() else []


def _files(paths: Iterable[Path], gathering: "_Gathering") -> Iterator[Path]:
    seen: set[Path] = set()
    for path in paths:
        try:
            found = digest_files(path)
        except OSError as error:
            gathering.miss(path, f"can't be read: {error.strerror}")
            continue
        if not found:
            holds_none = f"holds no digest file — expected {', '.join(SUFFIXES)}"
            missing = "does not exist — expected a digest file or a folder of them"
            gathering.miss(path, holds_none if path.exists() else missing)
        for file in found:
            if (real := _real(file)) not in seen:
                seen.add(real)
                yield file


def _real(file: Path) -> Path:
    """The target of a link."""
    try:
        return file.resolve()
    except (OSError, RuntimeError):  # a cycle of links: reading it says so
        return file


def _within(folder: Path) -> Iterator[Path]:
    return (file for file in visible_files(folder) if file.suffix.lower() in SUFFIXES)


class _Gathering:
    """Collects the records of file after file, and what is wrong with each."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.places = Places()
        self._records: dict[str, list[AnyRecord]] = {section: [] for section in SECTIONS}

    def digest(self) -> Digest:
        """All valid records."""
        return Digest.model_validate(self._records)

    def miss(self, path: Path, message: str) -> None:
        """Record that nothing at a path can be used."""
        self.problems.append(Problem(path, 0, "", message))
        self.places.lose(*SECTIONS)

    def take(self, source: Source) -> None:
        values = source.values
        if values is None:
            self.miss(source.path, EMPTY)
            return
        if not isinstance(values, dict):
            message = "is no mapping — expected keys such as article, actors and quotes"
            self.problems.append(source.problem((), message))
            self.places.lose(*SECTIONS)
            return
        about = self._about(values[ARTICLE]) if ARTICLE in values else None
        if ARTICLE in values and "articles" in values:
            message = "the file has both article and articles — keep one of them"
            self.problems.append(source.problem((ARTICLE,), message))
        for key, value in values.items():
            self._take_key(source, key, value, about)

    def _about(self, article: Any) -> str:
        """The id of a file's article, or a substitute if it has none: its citations need one."""
        article_id = article.get("id") if isinstance(article, dict) else None
        try:
            return _ID.validate_python(article_id)
        except ValidationError:
            self.places.lose("articles")
            return _NO_ID

    def _take_key(self, source: Source, key: str, value: Any, about: Any) -> None:
        if key == ARTICLE:
            self._take_record(source, "articles", (ARTICLE,), value, about)
        elif key not in SECTIONS:
            self.problems.append(source.problem((key,), unknown_key(key, (ARTICLE, *SECTIONS))))
            if isinstance(value, list | dict):  # records, it seems
                self.places.lose(*(difflib.get_close_matches(key, SECTIONS, n=1) or SECTIONS))
        elif value is None:
            pass  # a key with nothing under it is an empty list
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self._take_record(source, key, (key, index), item, about)
        else:
            self.problems.append(source.problem((key,), f"expected a list of {key}"))
            self.places.lose(key)

    def _take_record(
        self, source: Source, section: str, path: FieldPath, value: Any, about: Any
    ) -> None:
        record_id = value.get("id") if isinstance(value, dict) else None
        if isinstance(record_id, str):
            if self.places.knows(section, record_id):
                first = self.places.describe(section, record_id)
                message = f"{record_id!r} is there twice, first at {first} — ids are unique"
                self.problems.append(source.problem((*path, "id"), message))
            self.places.add(section, record_id, source, path)
        else:
            self.places.lose(section)
        model = SECTIONS[section]
        try:
            record = model.model_validate(value, context={"article": about})
        except ValidationError as error:
            for details in error.errors(include_url=False):
                if is_consequence(details):
                    continue
                at = (*path, *details["loc"])
                self.problems.append(source.problem(at, explain(details, model)))
        else:
            self._records[section].append(record)
