"""From a document's articles to a digest: where reading and analysis meet.

What rules find is a digest like one written by hand: the same models, the same checks. Its people
are looked up among those whom the library knows already, and its quotations among those already
reported, so that a new report of known words joins their utterance.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from briefings.analysis import NAMED_FROM, FoundQuote, find_quotes
from briefings.analysis.same_person import same_person
from briefings.analysis.utterances import same_utterance
from briefings.digest import match_texts
from briefings.models import MAX_PASSAGE, Actor, ActorKind, Article, Citation, Digest, Quote
from briefings.reading import ReadArticle
from briefings.text.folding import fold

MAX_ID_LENGTH = 64

_ORGANIZATION = re.compile(
    r"\b(?:agency|association|bank|board|bureau|campaign|centre|center|coalition|commission"
    r"|committee|company|corps|council|court|department|embassy|federation|force|foundation|group"
    r"|inc|institute|institution|league|ministry|nato|office|organi[sz]ation|parliament|party"
    r"|police|service|society|union|university|white house|kremlin|pentagon)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Findings:
    """An article as read, and what is said in it."""

    article: ReadArticle
    quotes: tuple[FoundQuote, ...]


def analyse(article: ReadArticle, *, named_from: float = NAMED_FROM) -> Findings:
    """Find the quotations of `article`, with speaker, occasion and day.

    Args:
        article: as it was read.
        named_from: the least confidence, 0 to 1, of a speaker who is named; 0 names every one.
            Whoever is not named here never gets into a library.
    """
    published = article.date_published
    day = published.date().isoformat() if isinstance(published, datetime) else published
    # Captions and subheads are no prose: nobody speaks in them.
    asides = [*article.captions, *article.subheads]
    found = find_quotes(
        article.text,
        captions=asides,
        headline=article.headline,
        dated=day,
        named_from=named_from,
    )
    return Findings(article, tuple(found))


def to_digest(findings: Findings, known: Digest) -> Digest:
    """The digest of one article: the article, its quotations and those who say them.

    Quotations longer than a digest takes (`MAX_PASSAGE`) are left out.

    Args:
        findings: of one article.
        known: what the library has: people in it keep their ids, and words in it their utterance.
    """
    article = findings.article.to_article()
    cast = _Cast(known.actors)
    told = _Told(known.quotes)
    quotes = []
    for number, found in enumerate(findings.quotes, start=1):
        # The comma before "he said" is the reporter's, wherever the mark stands.
        text = found.text.rstrip(",")
        if len(text) > MAX_PASSAGE:
            continue
        named = found.speaker is not None and _is_name(found.speaker)
        creator = cast.id_of(found.speaker or "") if named else None
        quote_id = _numbered(article.id, number)
        citation = Citation(
            article=article.id, exact=text, start=found.start, end=found.start + len(text)
        )
        quotes.append(
            Quote(
                id=quote_id,
                text=text,
                creator=creator,
                speaker_surface=_line(found.speaker_surface),
                spoken_on=found.spoken_on,
                spoken_on_note=None if found.spoken_on else _undated(found),
                recorded_in=_line(found.recorded_in),
                citation=citation,
                utterance=told.utterance(creator, text) or quote_id,
                kind=found.kind,
                status=found.status,
                confidence=found.confidence,
            )
        )
    return Digest(articles=(article,), actors=cast.needed(), quotes=tuple(quotes))


def _is_name(speaker: str) -> bool:
    """Whether a speaker has a name: "the official" of two articles is not one person."""
    words = re.sub(r"^(?:The|A|An|One|Another|His|Her|Their|Its|Some) ", "", speaker)
    return any(letter.isupper() for letter in words)


def already_known(article: ReadArticle, known: Digest) -> Article | None:
    """The article of `known` that `article` is, by text, address, or headline and outlet."""
    matched = set(match_texts(known, [article]))
    return next((one for one in known.articles if one.id in matched), None)


def merged(digests: Iterable[Digest]) -> Digest:
    """Digests of single articles as one; what several have is in it once."""
    actors: dict[str, Actor] = {}
    articles: list[Article] = []
    quotes: list[Quote] = []
    for digest in digests:
        actors |= {actor.id: actor for actor in digest.actors}
        articles += digest.articles
        quotes += digest.quotes
    return Digest(articles=tuple(articles), actors=tuple(actors.values()), quotes=tuple(quotes))


def _undated(found: FoundQuote) -> str:
    if found.spoken_on_words:
        return f"The article says “{found.spoken_on_words}”; the day is not known."
    return "The article does not say when."


def _line(text: str | None) -> str | None:
    """Text that the models take as one line, or nothing."""
    line = " ".join((text or "").split())[:500].strip(" .,;")
    return line or None


def _numbered(article_id: str, number: int) -> str:
    suffix = f"-{number}"
    return article_id[: MAX_ID_LENGTH - len(suffix)].rstrip("-") + suffix


@dataclass(slots=True)
class _Cast:
    """The actors of one digest: known ones as they are, new ones as their names tell."""

    known: Sequence[Actor]
    taken: dict[str, Actor] = field(default_factory=dict)

    def id_of(self, name: str) -> str:
        name = _line(name) or "?"
        actor = self._find(name)
        if actor is None:
            actor = self._new(name)
        self.taken[actor.id] = actor
        return actor.id

    def _find(self, name: str) -> Actor | None:
        wanted = fold(name)
        for actor in (*self.taken.values(), *self.known):
            spellings = (actor.name, *actor.alternate_names)
            if any(fold(spelling) == wanted for spelling in spellings):
                return actor
        for actor in (*self.taken.values(), *self.known):
            spellings = (actor.name, *actor.alternate_names)
            if any(same_person(name, spelling) for spelling in spellings):
                return actor
        return None

    def _new(self, name: str) -> Actor:
        base = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[: MAX_ID_LENGTH - 4] or "actor"
        base = base.rstrip("-")
        ids = {actor.id for actor in self.known} | self.taken.keys()
        numbered = (f"{base}-{number}" for number in range(2, len(ids) + 3))
        free = base if base not in ids else next(one for one in numbered if one not in ids)
        kind = ActorKind.ORGANIZATION if _ORGANIZATION.search(name) else ActorKind.PERSON
        return Actor(id=free, name=name, kind=kind)

    def needed(self) -> tuple[Actor, ...]:
        """Those who speak and, for a digest that is sound by itself, what they belong to."""
        by_id = {actor.id: actor for actor in self.known} | self.taken
        needed: dict[str, Actor] = {}
        for actor in self.taken.values():
            current: Actor | None = actor
            while current is not None and current.id not in needed:
                needed[current.id] = current
                current = by_id.get(current.affiliation) if current.affiliation else None
        return tuple(needed.values())


class _Told:
    """What is known to have been said, by speaker."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        self._by_creator: dict[str, list[Quote]] = {}
        for quote in quotes:
            if quote.creator is not None:
                self._by_creator.setdefault(quote.creator, []).append(quote)

    def utterance(self, creator: str | None, text: str) -> str | None:
        """The utterance of known words of `creator` that `text` reports too."""
        if creator is None:
            return None
        same = (q for q in self._by_creator.get(creator, ()) if same_utterance(q.text, text))
        return next((quote.utterance for quote in same), None)
