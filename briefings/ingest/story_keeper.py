"""Makes articles into stories as they arrive, in the transaction that stores them.

An article's vector and findings are worked out before the transaction. Within it, articles are
grouped, and each changed story is told again, once for all new articles, and its differences are
published. So an article is stored whole or not at all.

A keeper holds the newest articles' vectors. Because others may write to the same library, it
catches up with them at the beginning of each transaction.
"""

import zlib
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefings.analysis.groundwork import Groundwork
from briefings.library import Library
from briefings.library.story_shelf import KeptArticle, Placed, Shelf
from briefings.stories.articles import ArticleFindings, StoryArticle, read_article
from briefings.stories.grouping import MOST_COMPARED, Change, Grouping, Member
from briefings.stories.keeping import VERSION, dump, load
from briefings.stories.pinned import holding
from briefings.stories.publishing import story_id
from briefings.stories.telling import Story, tell
from briefings.stories.vectors import DocumentFrequencies, Vector, vector

MOST_TOLD = 300
"""From how many of its articles, newest first, a story is told."""
GROWTH = 5
"""A story is told again once it has grown by a fifth; until then it is due.

Telling takes some 4 ms for each of its articles, so an article costs at most five times that,
however large its story. Due stories are told as soon as no more articles are waiting.
"""
KEPT_FINDINGS = 500
_LEVEL = 1
"""zlib's level, as for texts."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What stories need from an article, worked out before it is stored."""

    vector: Vector
    findings: ArticleFindings

    @property
    def id(self) -> str:
        return self.vector.id

    def renamed(self, article: str) -> "Prepared":
        """The same under another id: that of the article it is a new version of."""
        if article == self.id:
            return self
        sentences = tuple(replace(one, article=article) for one in self.findings.sentences)
        return Prepared(
            replace(self.vector, id=article),
            replace(self.findings, id=article, sentences=sentences),
        )


@dataclass(slots=True)
class Regrouped:
    """What arriving articles do to stories."""

    story_of: dict[str, str]
    """The stories of arriving articles, and of those that moved to another story."""
    moved: dict[str, str] = field(default_factory=dict)
    """By article, the story it belonged to before."""
    changed: set[str] = field(default_factory=set)
    """Stories to be told again."""
    became: dict[str, str] = field(default_factory=dict)
    """By story that is over, the one its articles now belong to."""


@dataclass(slots=True)
class Told:
    """What happened to stories that changed."""

    stories: list[Story] = field(default_factory=list)
    due: set[str] = field(default_factory=set)
    """Stories that are told later."""
    over: set[str] = field(default_factory=set)
    """Stories without articles."""
    sizes: dict[str, int] = field(default_factory=dict)
    """How many articles each story has."""
    members: dict[str, list[str]] = field(default_factory=dict)
    """The articles of each told story, in order of arrival."""
    held_by: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The pinned topics that hold each told story."""


class StoryKeeper:
    """Keeps a library's stories. For one thread and one transaction at a time."""

    def __init__(self) -> None:
        self._grouping: Grouping | None = None
        self._known: DocumentFrequencies | None = None
        self._seen = 0
        self._findings: OrderedDict[str, ArticleFindings] = OrderedDict()
        self._told: dict[str, int] = {}
        """By large story, how many articles it had when it was told last."""

    def open(self, library: Library) -> None:
        """Learn what the library knows about words, before preparing the first article.

        Raises:
            LibraryError: the database fails.
        """
        if self._known is None:
            with library.read() as reader:
                self._known = DocumentFrequencies.resumed(reader.words_everywhere())

    def forget(self) -> None:
        """Drop everything held: a transaction was rolled back, so it may never have been true."""
        self._grouping = None
        self._findings.clear()
        self._told.clear()

    def prepare(self, article: StoryArticle, ground: Groundwork | None = None) -> Prepared:
        """Work out what stories need from an article.

        Args:
            ground: the groundwork of its quotations.
        """
        if self._known is None:
            raise RuntimeError("open the keeper before articles are prepared")
        compared_by = vector(article.id, article.day, article.headline, article.text, self._known)
        return Prepared(compared_by, read_article(article, ground=ground))

    def begin(self, shelf: Shelf) -> None:
        """Catch up with what others did since this keeper's last transaction."""
        before = shelf.revision - 1
        if before < self._seen:  # a restored copy replaced the database
            self.forget()
        if self._grouping is None:
            kept = shelf.grouped(VERSION, MOST_COMPARED)
            members = (Member(one.article, one.number, one.story, one.grouped_by) for one in kept)
            self._grouping = Grouping.resumed(members, naming=story_id)
            self._grouping.number_from(shelf.top_number() + 1)
        elif self._seen != before:
            kept = shelf.grouped_since(VERSION, self._seen)
            members = (Member(one.article, one.number, one.story, one.grouped_by) for one in kept)
            gone: set[str] = set()
            if shelf.state().gone > self._seen:
                held = {one for ids in self._grouping.stories().values() for one in ids}
                gone = held - shelf.there(held)
            self._grouping.take_over(members, gone)
            self._grouping.number_from(shelf.top_number() + 1)
            for one in (*(one.article for one in kept), *gone):
                self._findings.pop(one, None)
        self._seen = shelf.revision

    def group(self, shelf: Shelf, coming: Sequence[Prepared]) -> Regrouped:
        """Put articles, including new versions, into stories, and record where they are."""
        assert self._grouping is not None  # noqa: S101  # `begin` comes first
        places = shelf.places(one.id for one in coming)
        now: dict[str, str] = {}
        became: dict[str, str] = {}
        for one in coming:
            place = places.get(one.id)
            for change in self._grouped(self._grouping, one, place):
                now |= dict.fromkeys(change.articles, change.story)
                became |= dict.fromkeys(change.ended, change.story)
            if place is not None:
                now.setdefault(one.id, place.story)
        fresh = {one.id for one in coming}
        places |= shelf.places(now.keys() - fresh)
        moved = {one: at.story for one, at in places.items() if at.story != now[one]}
        moved |= self._take_along(shelf, became, now)
        shelf.put_articles([self._kept(self._grouping, one) for one in coming])
        shelf.move({one: now[one] for one in moved if one not in fresh})
        for article, story in moved.items():
            shelf.belong(story, article, leaves=True)
        for article in (*(fresh - places.keys()), *moved):
            shelf.belong(now[article], article)
        story_of = {article: now[article] for article in (*fresh, *moved)}
        changed = {*story_of.values(), *moved.values()} - became.keys()
        return Regrouped(story_of, moved, changed, became)

    def _grouped(
        self, grouping: Grouping, one: Prepared, place: Placed | None
    ) -> tuple[Change, ...]:
        if one.id in grouping:
            return grouping.replace(one.vector)
        if place is not None:
            grouping.readmit(one.vector, place.number, place.story)
            return ()
        return grouping.add(one.vector)

    def _take_along(
        self, shelf: Shelf, became: Mapping[str, str], now: dict[str, str]
    ) -> dict[str, str]:
        """Move along the articles of ended stories that are too old to be compared."""
        moved: dict[str, str] = {}
        for over, articles in shelf.members(became).items():
            into = became[over]
            while into in became:
                into = became[into]
            for article in articles:
                if article not in now:
                    now[article], moved[article] = into, over
        return moved

    def _kept(self, grouping: Grouping, one: Prepared) -> KeptArticle:
        member = grouping.member(one.id)
        self._hold(one.findings)
        return KeptArticle(
            article=one.id,
            number=member.number,
            story=member.story,
            made_by=VERSION,
            day=one.findings.day.toordinal(),
            grouped_by=member.data,
            findings=zlib.compress(dump(one.findings), _LEVEL),
        )

    def _hold(self, findings: ArticleFindings) -> None:
        self._findings[findings.id] = findings
        self._findings.move_to_end(findings.id)
        if len(self._findings) > KEPT_FINDINGS:
            self._findings.popitem(last=False)

    def tell(self, shelf: Shelf, wanted: Collection[str], *, at_once: bool = False) -> Told:
        """Tell stories from their current articles.

        Args:
            at_once: whether to include large stories that have hardly grown since they were told.
        """
        assert self._known is not None  # noqa: S101  # arriving articles were prepared by it
        found = Told()
        members = shelf.members(wanted)
        found.over = set(wanted) - members.keys()
        for story, articles in members.items():
            if not at_once and not self._is_to_be_told(story, len(articles)):
                found.due.add(story)
            elif len(articles) >= GROWTH:
                self._told[story] = len(articles)
        newest = {
            story: articles[-MOST_TOLD:]
            for story, articles in members.items()
            if story not in found.due
        }
        findings = self._findings_of(shelf, {one for ids in newest.values() for one in ids})
        pinned = shelf.pinned()
        for story, articles in newest.items():
            known = [findings[one] for one in articles if one in findings]
            if known:
                found.stories.append(tell(story, known, self._known.rarity))
                found.members[story] = members[story]
                found.held_by[story] = holding(pinned, known)
            else:  # read by another version of the program, but not yet by this one
                found.due.add(story)
        found.sizes = {story: len(articles) for story, articles in members.items()}
        return found

    def _is_to_be_told(self, story: str, articles: int) -> bool:
        told = self._told.get(story)
        return told is None or abs(articles - told) >= articles // GROWTH

    def _findings_of(self, shelf: Shelf, wanted: Collection[str]) -> dict[str, ArticleFindings]:
        found = {one: self._findings[one] for one in wanted if one in self._findings}
        read = shelf.findings([one for one in wanted if one not in found], VERSION)
        for one, data in read.items():
            found[one] = load(ArticleFindings, zlib.decompress(data))
        for findings in found.values():
            self._hold(findings)
        return found

    def words(self) -> str:
        """What to keep about words that very many articles use."""
        return self._known.dump() if self._known is not None else ""
