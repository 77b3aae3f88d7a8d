"""Names of ships, storms and characters: they look like people's but never speak."""

import re
from typing import TYPE_CHECKING

from briefings.analysis.wordlists import listed

if TYPE_CHECKING:
    from briefings.analysis.article_people import Cast
    from briefings.analysis.person import Person

_THINGS = frozenset(
    listed("""
    vessel ship yacht ferry trawler tanker boat lifeboat schooner tug tugboat steamer liner
    submarine frigate destroyer freighter barge racehorse mare gelding filly colt stallion
    greyhound hurricane storm cyclone typhoon pub restaurant café cafe hotel arena stadium brand
    label nightclub title album film musical sitcom novel
    """)
)
"""Nouns before the name of a thing: "the trawler Ada Brandt"."""
_PLAYED = re.compile(
    r"\b(?:play(?:s|ed|ing)?|portray(?:s|ed|ing)?|star(?:s|red|ring)? as)\s"
    r"(?:(?:the|an?)\s)?(?:[a-z][\w\-]*\s){1,4}$"
)
"""What shows that a name is a character's: "played the barmaid Ada Brandt in Harbour Lane"."""
_PLAYING = ("play", "portray", "star")
_IN_WORK = re.compile(r" (?:in|on) [A-Z“‘\"']")


def set_things_aside(cast: "Cast") -> None:
    """A name of a ship or of an actor's part is not a person."""
    nobody: dict[Person, None] = {}
    for name, person in cast.mentions:
        if person.titled or len(name.words) < 2:
            continue
        before = cast.text[max(0, name.start - 60) : name.start]
        told = any(word in before for word in _PLAYING)
        played = told and _PLAYED.search(before) and _IN_WORK.match(cast.text, name.end)
        if played or (before.split() or [""])[-1].lower() in _THINGS:
            nobody[person] = None
    for person in nobody:
        person.is_body, person.is_person, person.gender = True, False, None
