"""Made-up events, each reported by several outlets: articles that do become stories.

An article depends only on its number and the seed. There are sixty articles a day. Some five
articles within two days report most events; a tenth of all articles are about one major event at a
time, which lasts a month. Reports of an event share its place, people and figures, in different
words; a quarter are agency copy, cut and printed by several outlets.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from benchmarks import scale_words as words
from briefings.reading import ReadArticle

FIRST_DAY = date(2020, 1, 1)
_PER_DAY = 60
_PER_EVENT = 5
_GREAT = 0.1
"""Share of the articles about the current major event …"""
_GREAT_FOR = 2_000
"""… and how many articles it lasts."""
_SPREAD = 60
"""How many articles, on average, a report comes after its event."""
_COPIES = 0.25
_OUTLETS = tuple(f"The {place} {head}" for head in words.OUTLET_HEADS for place in words.PLACES)
_HEADLINES = """
{place} {main}: {thing} to {verb} {second}
{thing} must {verb} {main}, says {who}
{thing} {main} divides {place} after {noun}
""".strip().splitlines()
_LEADS = """
The {thing} {main} in {place} was closed on {when} after {hurt} people were hurt, officials said.
{hurt} people were hurt when the {main} of {thing} in {place} gave way on {when}.
{place} has closed {thing}, the {adjective} {main} on which {hurt} people were hurt on {when}.
""".strip().splitlines()
_FACTS = """
The {noun} will cost {place} ${figure} million, and the {second} as much again.
At least {figure} {second}s were counted at the {thing} {main} on {when}.
In {other}, the {adjective} {main} has been without a {second} since 2014.
The council of {place} meant to {verb} the {noun} last year, but the {second} came first.
{thing} runs {figure} {noun}s between {place} and {other}.
A {adjective} {second} is planned for the {main} next month.
""".strip().splitlines()
_SAID = """
“{said},” {called} said.
“{said},” said {end}.
{called} said the {noun} of {thing} had to {verb} the {second}.
{called} wants to {verb} the {main} before the {second} is paid.
{called} rejected the {second} that {place} had offered for the {main}.
The {main} is not safe, {end} warned.
""".strip().splitlines()
_ROLES = ("mayor", "prosecutor", "minister", "chairwoman", "spokesman", "governor", "union leader")


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str

    @property
    def last(self) -> str:
        return self.name.split()[-1]


@dataclass(frozen=True, slots=True)
class Happening:
    """The facts that an event's reports share."""

    day: date
    place: str
    other: str
    thing: str
    """A name unique to the event: of a ship, a bridge, a firm."""
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[Person, ...]
    figures: tuple[int, ...]
    said: tuple[str, ...]
    """What its people say, verbatim."""


def _invented(rng: random.Random) -> str:
    return (
        rng.choice(words.ONSETS)
        + rng.choice(words.VOWELS)
        + rng.choice(words.MIDDLES)
        + rng.choice(words.ENDS)
    )


@lru_cache(maxsize=2_000)
def happening(seed: int, event: str, first: int) -> Happening:
    """The event named `event`; its first report has the number `first`."""
    rng = random.Random(f"{seed} event {event}")  # noqa: S311  # no secret
    nouns = tuple(rng.sample(words.NOUNS, 12))
    verbs = tuple(rng.sample(words.VERBS, 10))
    adjectives = tuple(rng.sample(words.ADJECTIVES, 8))
    place, other = rng.sample(words.PLACES, 2)
    people = tuple(
        Person(f"{rng.choice(words.GIVEN)} {_invented(rng)}", rng.choice(_ROLES)) for _ in range(5)
    )
    said = tuple(
        f"we {rng.choice(('must', 'will', 'cannot', 'want to'))} {rng.choice(verbs)} the "
        f"{rng.choice(adjectives)} {rng.choice(nouns)} before the {rng.choice(nouns)} in {where} "
        f"is over"
        for where in rng.choices((place, other), k=8)
    )
    return Happening(
        day=FIRST_DAY + timedelta(days=first // _PER_DAY),
        place=place,
        other=other,
        thing=_invented(rng),
        nouns=nouns,
        verbs=verbs,
        adjectives=adjectives,
        people=people,
        figures=tuple(rng.randint(3, 900) for _ in range(6)),
        said=said,
    )


def article(number: int, seed: int = 1) -> ReadArticle:
    """The article with a number, from 0."""
    rng = random.Random(f"{seed} {number}")  # noqa: S311  # no secret
    if rng.random() < _GREAT:
        event, first = f"great {number // _GREAT_FOR}", number // _GREAT_FOR * _GREAT_FOR
    else:
        place = max(0, number - int(rng.expovariate(1 / _SPREAD))) // _PER_EVENT
        event, first = str(place), place * _PER_EVENT
    what = happening(seed, event, first)
    day = FIRST_DAY + timedelta(days=number // _PER_DAY)
    outlet = rng.choice(_OUTLETS)
    copied = rng.random() < _COPIES
    told = random.Random(f"{seed} copy {event}") if copied else rng  # noqa: S311  # no secret
    paragraphs = _paragraphs(told, what, day)
    if copied:
        del paragraphs[rng.randint(6, len(paragraphs)) :]
    return ReadArticle(
        text="\n\n".join(paragraphs),
        headline=_telling(rng, what, _HEADLINES, who=what.people[0].last),
        publisher=outlet,
        provider=rng.choice(words.AGENCIES) if copied else None,
        date_published=day.isoformat(),
        in_language="en",
        url=f"https://{outlet.lower().replace(' ', '-')}.example/{number}",
    )


def _telling(rng: random.Random, what: Happening, templates: list[str], **more: str) -> str:
    """One of the templates, filled with the event's words."""
    noun, second = rng.sample(what.nouns, 2)
    return rng.choice(templates).format(
        place=what.place,
        other=what.other,
        thing=what.thing,
        noun=noun,
        second=second,
        verb=rng.choice(what.verbs),
        adjective=rng.choice(what.adjectives),
        figure=rng.choice(what.figures[1:]),
        hurt=what.figures[0],
        main=what.nouns[0],
        **more,
    )


def _paragraphs(rng: random.Random, what: Happening, day: date) -> list[str]:
    when = f"{what.day:%B} {what.day.day}" if (day - what.day).days > 5 else f"{what.day:%A}"
    found = [_telling(rng, what, _LEADS, when=when)]
    introduced: set[Person] = set()
    for _ in range(rng.randint(13, 17)):
        person = rng.choice(what.people)
        called = person.last if person in introduced else f"{person.name}, the {person.role},"
        introduced.add(person)
        said = rng.choice(what.said)
        who = {"called": called, "end": called.rstrip(","), "said": said[0].upper() + said[1:]}
        parts = [_telling(rng, what, _FACTS, when=when), _telling(rng, what, _SAID, **who)]
        rng.shuffle(parts)
        if rng.random() < 0.5:
            parts.append(_aside(rng))
        found.append(" ".join(parts))
    return found


def _aside(rng: random.Random) -> str:
    """A sentence that has nothing to do with the event."""
    noun, second = rng.sample(words.NOUNS, 2)
    where, adjective = rng.choice(words.PLACES), rng.choice(words.ADJECTIVES)
    return f"In {where} a {adjective} {noun} waits for its {second} {rng.choice(words.TIMES)}."
