"""Hypothesis strategies: any digest, however hostile its words.

`digests()` generates digests that `briefings.digest.load` accepts: ids exist, stored texts contain
their citations, no key point relies only on a machine. Their words are anything that a digest may
contain: Markdown, mentions, zero-width and right-to-left characters, 500-character words.
"""

from datetime import UTC, datetime
from typing import Any, TypeVar

from hypothesis import strategies as st

from briefings.models import (
    MAX_ANCHOR_WORDS,
    Actor,
    ActorKind,
    Article,
    Citation,
    Claim,
    Digest,
    DigitalSourceType,
    Discrepancy,
    Event,
    EventStatus,
    Issue,
    KeyPoint,
    Position,
    Quote,
    QuoteKind,
    Stance,
    Topic,
)

_T = TypeVar("_T")

HOSTILE = (
    "plain words",
    "@everyone @here <@123456789012345678> <@&1> <#2> </brief:3>",
    "**bold** __under__ ~~strike~~ ||spoiler|| `code` ```block",
    "> quoted\n>>> all of it\n# heading\n-# small\n- item\n1. one",
    "[a link](https://example.org/?a=(b)) <https://example.org> ](",
    "<t:0:R> <:name:1> <a:name:2> :smile:",
    "\u200bzero\u200bwidth\u200d\u2060\ufeff",
    "\u202eright to left\u202c \u2067isolate\u2069 \u05e9\u05dc\u05d5\u05dd",
    "\u00e9\u0065\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1fa\U0001f1e6",
    "“curly” ‘single’ „low“ «guillemets» \"straight\" 'it''s'",
    "{{ 7 * 7 }} {% raw %} {# #} ${x} %s {0}",
    "back\\slash \\n \\` \\*",
    "a\tb\u00a0c\u2028d\u0085e\x0bf",
    "null", "true", "2025-08-17", "~", "- ", ": ", "# ", "!tag", "&a", "*a", "|", "%",
    "x" * 500,
    "長" * 250,
    "word " * 90,
    "(" * 200,
    "*" * 99,
    "'; DROP TABLE articles; --  AND OR NOT NEAR(",
)  # fmt: skip

hostile_texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(min_size=1, max_size=40),
    st.tuples(st.sampled_from(HOSTILE), st.sampled_from(HOSTILE)).map(" ".join),
)
"""Text of at least one character, with line breaks and control characters."""

lines = hostile_texts.map(lambda text: text[:500].strip() or "x")
"""What `briefings.models.Line` accepts."""

long_texts = st.one_of(
    hostile_texts,
    st.tuples(hostile_texts, st.integers(2, 40)).map(lambda pair: pair[0] * pair[1]),
).map(lambda text: text[:20_000])
"""Quotations: up to 20,000 characters."""

edtf_dates = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.sampled_from(
        ("1994", "2025-08", "2025-08-15~", "2025?", "2025-08-15/2025-08-18", "2022-02-24/..")
    ),
)

moments = st.one_of(
    edtf_dates,
    st.datetimes(
        min_value=datetime(1970, 1, 2),  # noqa: DTZ001  # hypothesis adds the zone itself
        max_value=datetime(2100, 1, 1),  # noqa: DTZ001  # as above
        timezones=st.just(UTC),
    ).map(lambda when: when.replace(fold=0)),  # no hour of UTC repeats
)

urls = st.sampled_from(
    (
        None,
        "https://example.org/a",
        "http://example.org/%28b%29?c=d&e=f#g",
        "https://example.org/" + "y" * 900,
        "https://example.org/_under_*star*`tick`|pipe",
    )
)

_few = st.integers(0, 3)
_coin = st.booleans()
_maybe_line = st.none() | lines
_maybe_date = st.none() | edtf_dates


def _anchor(text: str) -> str:
    """At most eight words of a text: the most a digest may contain of an article without text."""
    words = text.split()
    return text if len(words) <= MAX_ANCHOR_WORDS else " ".join(words[:MAX_ANCHOR_WORDS])


_anchors = hostile_texts.map(lambda text: _anchor(text)[:500])


class _Maker:
    """Draws the records of one digest, each after those it refers to."""

    def __init__(self, draw: Any, max_records: int) -> None:
        self._draw = draw
        self._count = st.integers(0, max_records)
        self._articles: list[Article] = []
        self._actors: list[Actor] = []
        self._topics: list[Topic] = []
        self._quotes: list[Quote] = []

    def digest(self, min_articles: int) -> Digest:
        draw = self._draw
        self._articles = [self._article(n) for n in range(max(min_articles, draw(_few)))]
        for n in range(draw(self._count)):
            self._actors.append(self._actor(n))
        self._topics = [self._topic(n) for n in range(draw(_few))]
        if not self._articles:  # nothing can be cited
            return Digest(actors=tuple(self._actors), topics=tuple(self._topics))
        self._quotes = [self._quote(n) for n in range(draw(self._count))]
        return Digest(
            articles=tuple(self._articles),
            actors=tuple(self._actors),
            topics=tuple(self._topics),
            quotes=tuple(self._quotes),
            positions=self._positions(),
            events=tuple(self._event(n) for n in range(draw(_few))),
            discrepancies=tuple(self._discrepancy(n) for n in range(draw(_few))),
        )

    def _one_of(self, items: list[_T]) -> _T:
        return items[self._draw(st.integers(0, len(items) - 1))]

    def _some_topics(self) -> tuple[str, ...]:
        if not self._topics:
            return ()
        first = self._draw(st.integers(0, len(self._topics)))
        return tuple(topic.id for topic in self._topics[first:])

    def _article(self, number: int) -> Article:
        draw = self._draw
        published = draw(st.none() | moments)
        return Article(
            id=f"article-{number}",
            headline=draw(lines),
            publisher=draw(_maybe_line),
            provider=draw(st.sampled_from((None, "AP", "AP", "Reuters"))),
            author=draw(_maybe_line),
            date_published=published,
            date_published_note=draw(lines if published is None else _maybe_line),
            url=draw(urls),
            digital_source_type=draw(st.sampled_from(DigitalSourceType)),
            summary=draw(_maybe_line),
            text=draw(st.none() | long_texts),
        )

    def _actor(self, number: int) -> Actor:
        draw = self._draw
        above = self._one_of(self._actors).id if self._actors and draw(_coin) else None
        return Actor(
            id=f"actor-{number}",
            name=draw(lines),
            alternate_names=tuple(draw(lines) for _ in range(draw(_few))),
            kind=draw(st.sampled_from(ActorKind)),
            job_title=draw(_maybe_line),
            affiliation=above,
            gender=draw(st.sampled_from((None, "female", "male"))),
        )

    def _topic(self, number: int) -> Topic:
        draw = self._draw
        by_people = [article for article in self._articles if not article.is_machine_written]
        points = []
        if by_people:
            points = [
                KeyPoint(
                    text=draw(lines),
                    citations=(self._citation(self._one_of(by_people)), *self._citations(0)),
                )
                for _ in range(draw(_few))
            ]
        return Topic(
            id=f"topic-{number}",
            name=draw(lines),
            keywords=tuple(draw(lines) for _ in range(draw(_few))),
            as_of=draw(_maybe_date),
            issues=tuple(Issue(id=f"issue-{n}", name=draw(lines)) for n in range(draw(_few))),
            key_points=tuple(points),
        )

    def _citation(self, article: Article) -> Citation:
        """Some words of a stored article, or an anchor into one that is not."""
        draw = self._draw
        if article.text is None:
            return Citation(
                article=article.id, exact=draw(_anchors), prefix=_anchor(draw(_anchors))[:200]
            )
        start = draw(st.integers(0, len(article.text) - 1))
        end = draw(st.integers(start + 1, len(article.text)))
        exact = article.text[start:end]
        if article.text.find(exact) == article.text.rfind(exact) and draw(_coin):
            return Citation(article=article.id, exact=exact)
        return Citation(article=article.id, exact=exact, start=start, end=end)

    def _citations(self, least: int) -> tuple[Citation, ...]:
        count = self._draw(st.integers(least, 2))
        return tuple(self._citation(self._one_of(self._articles)) for _ in range(count))

    def _quote(self, number: int) -> Quote:
        draw = self._draw
        article = self._one_of(self._articles)
        if article.text is None:
            citation = Citation(article=article.id, exact=draw(long_texts))
        else:
            citation = self._citation(article)
        creator = self._one_of(self._actors).id if self._actors and draw(_coin) else None
        spoken_on = draw(_maybe_date)
        return Quote(
            id=f"quote-{number}",
            text=citation.exact,
            creator=creator,
            speaker_surface=draw(_maybe_line),
            spoken_on=spoken_on,
            spoken_on_note=draw(lines) if spoken_on is None else None,
            recorded_in=draw(_maybe_line),
            citation=citation,
            utterance=f"{creator or 'nobody'}-{draw(st.integers(0, 2))}",
            kind=draw(st.sampled_from(QuoteKind)),
            topics=self._some_topics(),
            retranslated=draw(_coin),
        )

    def _positions(self) -> tuple[Position, ...]:
        if not self._actors or not self._topics:
            return ()
        return tuple(self._position(n) for n in range(self._draw(self._count)))

    def _position(self, number: int) -> Position:
        draw = self._draw
        topic = self._one_of(self._topics)
        has_issue = bool(topic.issues) and draw(_coin)
        return Position(
            id=f"position-{number}",
            actor=self._one_of(self._actors).id,
            topic=topic.id,
            issue=self._one_of(list(topic.issues)).id if has_issue else None,
            stance=draw(st.sampled_from(Stance)),
            text=draw(lines),
            as_of=draw(_maybe_date),
            quote=self._one_of(self._quotes).id if self._quotes and draw(_coin) else None,
            citations=self._citations(1),
        )

    def _event(self, number: int) -> Event:
        draw = self._draw
        attendees = [actor.id for actor in self._actors if draw(_coin)]
        return Event(
            id=f"event-{number}",
            name=draw(lines),
            start_date=draw(edtf_dates),
            end_date=draw(_maybe_date),
            status=draw(st.sampled_from(EventStatus)),
            location=draw(_maybe_line),
            attendees=tuple(attendees),
            topics=self._some_topics(),
            citations=self._citations(1),
        )

    def _discrepancy(self, number: int) -> Discrepancy:
        draw = self._draw
        claims = [
            Claim(text=draw(lines), citations=self._citations(1))
            for _ in range(draw(st.integers(2, 3)))
        ]
        return Discrepancy(
            id=f"discrepancy-{number}",
            name=draw(lines),
            topics=self._some_topics(),
            claims=tuple(claims),
            note=draw(_maybe_line),
        )


@st.composite
def digests(draw: Any, *, min_articles: int = 0, max_records: int = 5) -> Digest:
    """Any valid digest.

    Args:
        min_articles: minimum number of articles, 0 for digests that may be empty.
        max_records: maximum number of actors, of quotations and of positions; of other kinds there
            are at most three.
    """
    return _Maker(draw, max_records).digest(min_articles)
