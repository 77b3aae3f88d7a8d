"""Made-up news of any size: an article depends only on the seed and its number.

An article has ten quotations of three or four speakers, from 5,000 people: few are quoted often,
most hardly ever (Zipf's law). Every tenth quotation repeats words from an earlier article. Topics,
positions, events and discrepancies are like those of digest files.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate

from benchmarks import scale_words as words
from briefings.models import (
    Actor,
    Citation,
    Claim,
    Digest,
    Discrepancy,
    Event,
    EventStatus,
    Issue,
    KeyPoint,
    Position,
    Quote,
    Stance,
    Topic,
)
from briefings.reading import ReadArticle

QUOTES = 10
PEOPLE = 5_000
FIRST_DAY = date(2020, 1, 1)
_REPEATED = 0.1
"""Share of quotations that an earlier article reported too."""
_PER_DAY = 60


@dataclass(frozen=True, slots=True)
class Said:
    """A quotation in a text, with its speaker."""

    text: str
    start: int
    speaker: int


@dataclass(frozen=True, slots=True)
class Made:
    """An article, with what a perfect reader finds in it."""

    number: int
    article: ReadArticle
    said: tuple[Said, ...]
    topics: tuple[str, ...]


class News:
    """All the articles of a seed."""

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed
        self._zipf = list(accumulate(1 / (rank + 3) for rank in range(PEOPLE)))
        self._topic_zipf = list(accumulate(1 / (rank + 2) for rank in range(len(self.topics))))
        self._outlet_zipf = list(accumulate(1 / (rank + 2) for rank in range(len(self.outlets))))
        self._word_zipf = {
            id(some): list(accumulate(1 / (rank + 4) for rank in range(len(some))))
            for some in (words.NOUNS, words.VERBS, words.ADJECTIVES)
        }

    @cached_property
    def people(self) -> Sequence[Actor]:
        """The most quoted first."""
        rng = random.Random(f"{self._seed} people")  # noqa: S311  # no secret
        named: dict[str, Actor] = {}
        while len(named) < PEOPLE:
            surname = rng.choice(words.ONSETS) + rng.choice(words.VOWELS)
            surname += rng.choice(words.MIDDLES) + rng.choice(words.ENDS)
            name = f"{rng.choice(words.GIVEN)} {surname}"
            if name not in named:
                id_ = name.lower().replace(" ", "-")
                role = f"{rng.choice(words.ADJECTIVES)} {rng.choice(words.NOUNS)} official"
                named[name] = Actor(id=id_, name=name, job_title=role)
        return tuple(named.values())

    @cached_property
    def topics(self) -> Sequence[Topic]:
        """Without key points: `background` has those."""
        return tuple(
            Topic(
                id=f"{head}-{tail}".lower(),
                name=f"{head} {tail}",
                keywords=(head.lower(), f"{head.lower()} {tail[:-1]}"),
                issues=(
                    Issue(id="pay", name="Who pays?"),
                    Issue(id="when", name="When does it end?"),
                ),
            )
            for tail in words.TOPIC_TAILS
            for head in words.TOPIC_HEADS
        )

    @cached_property
    def outlets(self) -> Sequence[str]:
        return tuple(f"The {place} {head}" for head in words.OUTLET_HEADS for place in words.PLACES)

    def article(self, number: int) -> Made:
        """The article with a number, from 0."""
        rng = self._rng(number)
        topics = tuple(dict.fromkeys(self._topic(rng) for _ in range(rng.choice((1, 1, 2)))))
        speakers = list(dict.fromkeys(self._person(rng) for _ in range(4)))
        parts = [self._sentence(rng, rng.choice(words.PLACES))]
        said: list[Said] = []
        introduced: set[int] = set()
        at = len(parts[0]) + 2
        for index in range(QUOTES):
            speaker, text = speakers[index % len(speakers)], self._words(rng)
            if index == 0:
                speaker, text = self._lead(number)
            elif number > 100 and rng.random() < _REPEATED:
                speaker, text = self._lead(number - rng.randint(1, 100))
            name = self.people[speaker].name
            called = name.split()[-1] if speaker in introduced else name
            introduced.add(speaker)
            paragraph = self._paragraph(rng, text, called)
            said.append(Said(text, at + paragraph.index(text), speaker))
            parts.append(paragraph)
            at += len(paragraph) + 2
        day = FIRST_DAY + timedelta(days=number // _PER_DAY)
        outlet = rng.choices(self.outlets, cum_weights=self._outlet_zipf)[0]
        head = next(topic.name for topic in self.topics if topic.id == topics[0])
        article = ReadArticle(
            text="\n\n".join(parts),
            headline=f"{head}: {self._headline(rng)}",
            publisher=outlet,
            provider=rng.choice(words.AGENCIES) if rng.random() < 0.4 else None,
            date_published=day.isoformat(),
            in_language="en",
            url=f"https://{outlet.lower().replace(' ', '-')}.example/{number}",
        )
        return Made(number, article, tuple(said), topics)

    def quotes(self, number: int) -> Iterator[str]:
        """The texts of an article's quotations."""
        return (said.text for said in self.article(number).said)

    def digest(self, made: Made) -> Digest:
        """An article and its quotations, on topics, as stories would make it."""
        article = made.article.to_article()
        quotes = tuple(
            Quote(
                id=f"a{made.number}-{index}",
                text=said.text,
                creator=self.people[said.speaker].id,
                spoken_on=str(made.article.date_published),
                citation=Citation(
                    article=article.id,
                    exact=said.text,
                    start=said.start,
                    end=said.start + len(said.text),
                ),
                utterance=f"u{abs(hash_of(said.text))}",
                topics=made.topics,
            )
            for index, said in enumerate(made.said)
        )
        return Digest(articles=(article,), quotes=quotes)

    def background(self, count: int) -> Digest:
        """Topics with key points, positions, events and discrepancies, from the first articles."""
        cited = [self.article(number) for number in range(min(count, 600))]
        places = [
            Citation(
                article=made.article.id,
                exact=" ".join(made.article.text.split()[:6]),
            )
            for made in cited
        ]
        rng = random.Random(f"{self._seed} background")  # noqa: S311  # no secret

        def some(most: int) -> tuple[Citation, ...]:
            return tuple(rng.sample(places, rng.randint(1, most)))

        topics, positions, events, discrepancies = [], [], [], []
        for topic in self.topics:
            points = tuple(
                KeyPoint(text=self._sentence(rng, rng.choice(words.PLACES)), citations=some(3))
                for _ in range(rng.randint(4, 12))
            )
            topics.append(topic.model_copy(update={"key_points": points}))
            positions += [
                Position(
                    id=f"{topic.id}-p{index}",
                    actor=self.people[self._person(rng)].id,
                    topic=topic.id,
                    issue=rng.choice(("pay", "when")),
                    stance=rng.choice(list(Stance)),
                    text=self._sentence(rng, rng.choice(words.PLACES)),
                    citations=some(2),
                )
                for index in range(24)
            ]
            events += [
                Event(
                    id=f"{topic.id}-e{index}",
                    name=self._headline(rng),
                    start_date=(FIRST_DAY + timedelta(days=rng.randrange(1_600))).isoformat(),
                    status=rng.choice(list(EventStatus)),
                    location=rng.choice(words.PLACES),
                    topics=(topic.id,),
                    citations=some(2),
                )
                for index in range(20)
            ]
            discrepancies += [
                Discrepancy(
                    id=f"{topic.id}-d{index}",
                    name=f"Did the {rng.choice(words.NOUNS)} {rng.choice(words.VERBS)}?",
                    topics=(topic.id,),
                    claims=tuple(
                        Claim(text=self._headline(rng), citations=some(2)) for _ in range(2)
                    ),
                )
                for index in range(6)
            ]
        return Digest(
            actors=tuple(self.people),
            topics=tuple(topics),
            positions=tuple(positions),
            events=tuple(events),
            discrepancies=tuple(discrepancies),
        )

    def _rng(self, number: int) -> random.Random:
        return random.Random(f"{self._seed} {number}")  # noqa: S311  # no secret

    def _person(self, rng: random.Random) -> int:
        return rng.choices(range(PEOPLE), cum_weights=self._zipf)[0]

    def _topic(self, rng: random.Random) -> str:
        return rng.choices(self.topics, cum_weights=self._topic_zipf)[0].id

    def _one(self, rng: random.Random, some: list[str]) -> str:
        return rng.choices(some, cum_weights=self._word_zipf[id(some)])[0]

    def _lead(self, number: int) -> tuple[int, str]:
        """Words that an article reports first; some later ones report them too."""
        rng = random.Random(f"{self._seed} lead {number}")  # noqa: S311  # no secret
        return self._person(rng), self._words(rng)

    def _words(self, rng: random.Random) -> str:
        text = self._clause(rng)
        for _ in range(rng.choice((0, 1, 1, 2))):
            text += rng.choice((", and ", ", but ", " because ", ", so ")) + self._clause(rng)
        return text[0].upper() + text[1:]

    def _clause(self, rng: random.Random) -> str:
        noun, other, verb = (
            self._one(rng, words.NOUNS),
            self._one(rng, words.NOUNS),
            self._one(rng, words.VERBS),
        )
        adjective = self._one(rng, words.ADJECTIVES)
        place, number = rng.choice(words.PLACES), rng.randint(2, 900)
        return rng.choice(
            (
                f"we will {verb} the {adjective} {noun} before the {other} is over",
                f"nobody in {place} can {verb} a {noun} without the {other}",
                f"the {adjective} {noun} has to {verb} {number} {other}s {rng.choice(words.TIMES)}",
                f"I do not think that the {noun} should {verb} this {adjective} {other}",
                f"they want to {verb} our {noun} and {self._one(rng, words.VERBS)} the {other}",
                f"it is {adjective} to {verb} the {noun} of {place}",
                f"what happened to the {noun} was a {adjective} {other}, and we {verb} it",
                f"you can't {verb} {number} {noun}s and call that a {adjective} {other}",
            )
        )

    def _sentence(self, rng: random.Random, place: str) -> str:
        noun, other = self._one(rng, words.NOUNS), self._one(rng, words.NOUNS)
        adjective, number = self._one(rng, words.ADJECTIVES), rng.randint(2, 900)
        return rng.choice(
            (
                f"The {adjective} {noun} in {place} is to stay closed for {number} days.",
                f"In {place} the {noun} of the {adjective} {other} went on for another week.",
                f"About {number} people in {place} were waiting for a {adjective} {noun}.",
                f"The {noun} near {place} is part of a {adjective} {other} worth {number} million.",
            )
        )

    def _headline(self, rng: random.Random) -> str:
        noun, adjective = self._one(rng, words.NOUNS), self._one(rng, words.ADJECTIVES)
        verb = self._one(rng, words.VERBS)
        return f"{rng.choice(words.PLACES)} to {verb} {adjective} {noun}"

    def _paragraph(self, rng: random.Random, text: str, name: str) -> str:
        after = self._sentence(rng, rng.choice(words.PLACES))
        return rng.choice(
            (
                f"“{text},” {name} said. {after}",
                f"“{text},” said {name}.",
                f"{after} “{text},” {name} said.",
            )
        )


def hash_of(text: str) -> int:
    from briefings.library.encoding import wording_hash

    return wording_hash(text)
