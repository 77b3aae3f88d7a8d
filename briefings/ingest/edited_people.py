"""A file in which an operator says which people are the same, and which are several."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefings.digest import Problem
from briefings.digest.parsing import Source, read_source
from briefings.ingest.joining import Joining, Said
from briefings.ingest.origin import INGESTED
from briefings.ingest.stories import Stories
from briefings.ingest.who_is_who import KEPT_AS, Split, WhoIsWho, who_is_who
from briefings.library import Library, Reader, Writer
from briefings.library.story_shelf import KeptEdits
from briefings.models import Actor, Quote
from briefings.text.folding import fold

FILE = "people.yaml"
NOTE = """\
# Who is who. People are named by their ids, as `briefbot people` lists them, or by whole names.
# What is said here stays when new articles come. To undo it, take it out, or:
# briefbot edit-people --undo
#
# merge:                                      # spellings of one person; the first stays
#   - [ada-moss, Ada Moß]
# split:                                      # two people of one name
#   - person: jan-kowal
#     name: Jan Kowal (footballer)            # the other one …
#     stories: [story-0123456789ab]           # … is meant in these stories and articles
#     articles: []
"""
_LONGEST_ID = 60


@dataclass(frozen=True, slots=True)
class TakenPeople:
    """What was taken over from the file."""

    merged: int
    separated: int


class EditedPeople:
    """The file of people in a folder.

    Args:
        folder: made if missing.
    """

    def __init__(self, library: Library, stories: Stories, folder: Path) -> None:
        self._library = library
        self._stories = stories
        self._path = folder / FILE

    def write(self) -> Path:
        """Write down the current state for somebody to change; an existing file stays as it is.

        Raises:
            LibraryError: the database fails.
            OSError: the folder can't be written to.
        """
        if not self._path.exists():
            with self._library.read() as reader:
                kept = reader.story_edits((KEPT_AS,)).get(KEPT_AS)
            who = WhoIsWho.model_validate_json(kept.edits) if kept is not None else WhoIsWho()
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._path.write_text(NOTE + _written(who), encoding="utf-8")
        return self._path

    def undo(self) -> bool:
        """Go back to people as in the articles, and delete the file; whether anything changed.

        Raises:
            LibraryError: the database fails.
            OSError: the file can't be deleted.
        """
        with self._stories.transaction() as writer:
            before = who_is_who(writer.stories)
            if before != WhoIsWho():
                _Change(writer, before, WhoIsWho()).make("")
        self._path.unlink(missing_ok=True)
        self._stories.tell_due()
        return before != WhoIsWho()

    def take(self, problems: list[Problem]) -> TakenPeople | None:
        """Take over the file's changes since the last time; None if there are none.

        Args:
            problems: receives the problems; a broken file changes nothing.

        Raises:
            LibraryError: the database fails.
        """
        try:
            data = self._path.read_bytes()
        except OSError:
            return None
        file = hashlib.sha256(data).hexdigest()
        with self._library.read() as reader:
            kept = reader.story_edits((KEPT_AS,)).get(KEPT_AS)
            if kept is not None and kept.file == file:
                return None
            before = WhoIsWho.model_validate_json(kept.edits) if kept is not None else WhoIsWho()
            found: list[Problem] = []
            wanted: WhoIsWho | None = WhoIsWho()
            if not _says_nothing(data):
                source = read_source(self._path, found)
                wanted = _Reading(reader, before, source, found).read() if source else None
            if not found and wanted is not None:
                found += _in_files(reader, self._path, before, wanted)
        if found or wanted is None:
            problems += found
            return None
        if (wanted.merged, wanted.splits) == (before.merged, before.splits):
            return None
        with self._stories.transaction() as writer:
            _Change(writer, who_is_who(writer.stories), wanted).make(file)
        self._stories.tell_due()
        return TakenPeople(len(wanted.merged), len(wanted.splits))


class _Reading:
    """Reads a file and collects its problems."""

    def __init__(
        self, reader: Reader, before: WhoIsWho, source: Source, problems: list[Problem]
    ) -> None:
        self._reader = reader
        self._before = before
        self._source = source
        self._problems = problems

    def read(self) -> WhoIsWho:
        values = self._source.values
        if values is None or values == {}:
            return WhoIsWho()
        if not isinstance(values, Mapping):
            self._wrong((), "expected merge: and split:")
            return WhoIsWho()
        for key in values:
            if key not in ("merge", "split"):
                self._wrong((key,), "no such key — expected merge or split")
        merged: dict[str, str] = {}
        for number, group in enumerate(self._list(values, "merge")):
            merged |= self._merged(("merge", number), group, merged)
        splits = [
            split
            for number, one in enumerate(self._list(values, "split"))
            if (split := self._split(("split", number), one, merged)) is not None
        ]
        return WhoIsWho(merged=merged, splits=tuple(splits))

    def _wrong(self, path: Sequence[str | int], message: str) -> None:
        self._problems.append(self._source.problem(path, message))

    def _list(self, values: Mapping[str, Any], key: str) -> Sequence[Any]:
        found = values.get(key) or ()
        if not isinstance(found, list | tuple):
            self._wrong((key,), "expected a list")
            return ()
        return found

    def _merged(
        self, path: tuple[str | int, ...], group: Any, known: Mapping[str, str]
    ) -> dict[str, str]:
        if not isinstance(group, list) or len(group) < 2:  # one person alone can't be merged
            self._wrong(path, "expected a list of two people or more: [ada-moss, Ada Moß]")
            return {}
        found = [self._person((*path, place), one) for place, one in enumerate(group)]
        ids = list(dict.fromkeys(one for one in found if one is not None))
        taken = {*known, *known.values()}
        for one in ids:
            if one in taken:
                self._wrong(path, f"{one!r} is merged elsewhere, too — put all into one list")
        return dict.fromkeys(ids[1:], ids[0]) if ids else {}

    def _split(
        self, path: tuple[str | int, ...], one: Any, merged: Mapping[str, str]
    ) -> Split | None:
        if not isinstance(one, Mapping):
            self._wrong(path, "expected person:, name: and stories: or articles:")
            return None
        for key in one:
            if key not in ("person", "name", "id", "stories", "articles"):
                self._wrong((*path, key), "no such key")
        person = self._person((*path, "person"), one.get("person"))
        name = one.get("name")
        if not isinstance(name, str) or not name.strip():
            self._wrong((*path, "name"), "expected the other one's name: Jan Kowal (footballer)")
            return None
        places = {
            key: [str(place) for place in self._list({key: one.get(key)}, key)]
            for key in ("stories", "articles")
        }
        if not any(places.values()):
            self._wrong(path, "expected the stories or articles in which the other one is meant")
        articles = self._reader.articles(places["articles"])
        for article in places["articles"]:
            if article not in articles:
                self._wrong((*path, "articles"), f"there is no article {article!r}")
        stories = self._reader.subjects_by_id(places["stories"])
        for story in places["stories"]:
            if story not in stories:
                self._wrong((*path, "stories"), f"there is no story {story!r}")
        id_ = str(one.get("id") or _id_of(name))
        known = {split.id for split in self._before.splits}
        if id_ not in known and self._reader.actors_by_id((id_,)):
            self._wrong(path, f"{id_!r} is somebody already — give the other one an id: of its own")
        if person is None or self._problems:
            return None
        return Split(
            person=merged.get(person, person),
            name=" ".join(name.split()),
            id=id_,
            stories=tuple(places["stories"]),
            articles=tuple(places["articles"]),
        )

    def _person(self, path: Sequence[str | int], said: Any) -> str | None:
        """The id of somebody named by id or whole name."""
        text = str(said or "").strip()
        if self._reader.actors_by_id((text,)) or text in self._before.former:
            return text
        wanted = fold(text)
        people = [*self._reader.actors_called((text,))]
        people += [one for id_ in self._before.former if (one := self._before.actor_before(id_))]
        named = [one.id for one in people if wanted in map(fold, (one.name, *one.alternate_names))]
        exactly = [one.id for one in people if fold(one.name) == wanted]
        found = list(dict.fromkeys(exactly or named))
        if len(found) == 1 and wanted:
            return found[0]
        several = f"{len(found)} people are called {text!r} — give the id of one"
        self._wrong(path, several if found else f"nobody is {text!r} — briefbot people lists them")
        return None


class _Change:
    """Changes the former who-is-who into the wanted one."""

    def __init__(self, writer: Writer, before: WhoIsWho, wanted: WhoIsWho) -> None:
        self._writer = writer
        self._before = before
        self._wanted = wanted

    def make(self, file: str) -> None:
        """Correct quotations and people, keep the new state, and have the stories told again."""
        writer, wanted = self._writer, self._wanted
        quotes = _quotes_of(writer.reader, self._before.people() | wanted.people())
        articles = {quote.citation.article for quote in quotes}
        texts = writer.reader.texts(articles)
        places = writer.stories.places(articles)
        changed: list[Quote] = []
        moved: dict[str, tuple[str, str]] = {}
        passing: list[Quote] = []
        for quote in quotes:
            article = quote.citation.article
            first, utterance = self._as_it_was(quote, texts.get(article, ""))
            story = places[article].story if article in places else None
            now = wanted.meant(first, story, article)
            if now != first:
                moved[quote.id] = first, utterance
                passing.append(quote.model_copy(update={"creator": now, "utterance": quote.id}))
            elif (first, utterance) != (quote.creator, quote.utterance):
                update = {"creator": first, "utterance": utterance}
                changed.append(quote.model_copy(update=update))
        changed += _joined(writer.reader, passing)
        writer.amend_quotes(changed)
        former = self._put_people()
        kept = wanted.model_copy(update={"moved": moved, "former": former})
        edits = KeptEdits(kept.model_dump_json(), file) if wanted.people() else None
        writer.stories.keep_edits(KEPT_AS, edits)
        writer.stories.make_due({place.story for place in places.values()})

    def _as_it_was(self, quote: Quote, text: str) -> tuple[str, str]:
        """The speaker and the utterance of a quotation if nobody were merged or separated."""
        known = self._before.moved.get(quote.id)
        if known is not None:
            return known
        creator = quote.creator or ""
        for split in self._before.splits:
            if creator == split.id:
                return split.person, quote.utterance
        stays = self._before.actor_before(creator)
        if stays is not None and creator in self._before.merged.values() and stays.name not in text:
            # A later quotation: it would belong to the person whose name its article prints.
            for other, into in self._before.merged.items():
                merged = self._before.actor_before(other)
                if into == creator and merged is not None and merged.name in text:
                    return other, quote.utterance
        return creator, quote.utterance

    def _put_people(self) -> dict[str, Any]:
        """Store everybody concerned; returns the former state of those who change."""
        reader, wanted = self._writer.reader, self._wanted
        ids = sorted(self._before.people() | wanted.people())
        found = reader.actors_by_id(ids)
        was = {id_: self._before.actor_before(id_) or found.get(id_) for id_ in ids}
        spellings: dict[str, list[str]] = defaultdict(list)
        for other, into in wanted.merged.items():
            actor = was[other]
            if actor is not None:
                spellings[into] += [actor.name, *actor.alternate_names]
        people = []
        for id_ in ids:
            actor = was[id_]
            if actor is None or id_ in wanted.merged:
                continue
            known = {actor.name: None, **dict.fromkeys(actor.alternate_names)}
            also = tuple(
                one for one in dict.fromkeys((*known, *spellings[id_])) if one != actor.name
            )
            people.append(actor.model_copy(update={"alternate_names": also}))
        kinds = {id_: actor.kind for id_, actor in was.items() if actor is not None}
        apart = {split.id: split for split in wanted.splits}
        gone = {split.id for split in self._before.splits}
        people = [one for one in people if one.id not in apart.keys() | gone]
        people += [
            Actor(id=one.id, name=one.name, kind=kinds[one.person]) for one in apart.values()
        ]
        self._writer.put_people(people)
        touched = wanted.people() - apart.keys() - gone
        return {
            id_: actor.model_dump(mode="json")
            for id_ in sorted(touched)
            if (actor := was[id_]) is not None
        }


def _joined(reader: Reader, passing: Sequence[Quote]) -> Iterator[Quote]:
    """Quotations that move to another speaker, with the utterances that they then report."""
    joining = Joining(reader)
    said = [Said(quote.creator or "", quote.text) for quote in passing]
    joining.expect(said)
    for quote, one in zip(passing, said, strict=True):
        known = joining.utterance(one, quote.citation.article)
        made = quote.model_copy(update={"utterance": known}) if known else quote
        joining.note(made)
        yield made


def _quotes_of(reader: Reader, people: Iterable[str]) -> list[Quote]:
    wanted = sorted(people)
    if not wanted:
        return []
    found = reader.utterances(creators=wanted, limit=None)
    return [quote for one in found for quote in one.quotes]


def _in_files(reader: Reader, path: Path, before: WhoIsWho, wanted: WhoIsWho) -> Iterator[Problem]:
    """People whose quotations would have to change although they are in the operator's digest."""
    going = (wanted.merged.keys() - before.merged.keys()) & wanted.people()
    quotes = [quote for quote in _quotes_of(reader, going) if quote.creator in going]
    sources = reader.sources_of(quote.citation.article for quote in quotes)
    named = {
        quote.creator: None
        for quote in quotes
        if not sources.get(quote.citation.article, "").startswith(INGESTED)
    }
    for id_ in named:
        say = f"{id_!r} is quoted in the digest files — let that one stay: put it first in the list"
        yield Problem(path, 0, "merge", say)


def _says_nothing(data: bytes) -> bool:
    """Whether a file has only comments, so that everything was removed from it."""
    lines = (line.strip() for line in data.splitlines())
    return all(not line or line.startswith(b"#") for line in lines)


def _id_of(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:_LONGEST_ID].strip("-") or "person"


def _written(who: WhoIsWho) -> str:
    """The current state, as YAML."""
    groups: dict[str, list[str]] = {}
    for other, into in who.merged.items():
        groups.setdefault(into, [into]).append(other)
    lines = ["\nmerge:"] if groups else []
    lines += [f"  - [{', '.join(group)}]" for group in groups.values()]
    lines += ["\nsplit:"] if who.splits else []
    for one in who.splits:
        lines += [
            f"  - person: {one.person}",
            f"    name: {json.dumps(one.name, ensure_ascii=False)}",
            f"    id: {one.id}",
            f"    stories: [{', '.join(one.stories)}]",
            f"    articles: [{', '.join(one.articles)}]",
        ]
    return "\n".join((*lines, ""))
