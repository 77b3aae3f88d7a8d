"""Finds who holds a role: "the French leader" is the person called the president of France."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from briefings.analysis import roles
from briefings.analysis.article_people import Cast
from briefings.analysis.names import Name
from briefings.analysis.person import Person
from briefings.analysis.salience import Salience

_REMEMBERED = 400
"""How many mentions back to look for a role."""
_LONGEST = 9
"""How many words a description may have: a longer one is a clause."""
_SHARED = 2.0
"""The weight of a further shared word: "the trade minister" of two ministers."""
_IN_MIND = 3.0
_DEFINITE = frozenset(("the", "their", "our"))
_INDEFINITE = frozenset(("a", "an", "its", "his", "her", "their"))
_SOON = 500
"""How soon a name must follow, in characters."""
_BREAK = re.compile(r"[,.;:] |\n")
_AGE = re.compile(r"(?:aged )?\d{1,3}, ")


def is_definite(surface: str) -> bool:
    """Whether a phrase says that the reader knows who it is: "the doctor", not "a doctor"."""
    return surface.split(" ", 1)[0].lower() in _DEFINITE


def is_vague(surface: str, head: str) -> bool:
    """Whether a noun such as "leader" has a complement other than a country: a band, a party."""
    words = plain_words(surface)
    return head in roles.VAGUE and len(words) > 2 + len(roles.countries_in(words[1:]))


def plain_words(surface: str) -> list[str]:
    """The words of a phrase in lower case, without possessive endings."""
    return surface.lower().replace("’s", "").replace("'s", "").split()


class Offices:
    """The roles in which one article presents its people."""

    def __init__(self, text: str, cast: Cast) -> None:
        self.text = text
        self.mentions = cast.mentions
        self._starts = [name.start for name, _ in cast.mentions]

    def holder(self, surface: str, head: str, position: int, salience: Salience) -> Person | None:
        """Who has that role, with the same country if any, in the text before `position`."""
        if not is_definite(surface):
            return None
        words = plain_words(surface)[1:]
        countries = roles.countries_in(words)
        further = frozenset(words) - {head}
        heads = frozenset((head,)) if is_vague(surface, head) else roles.heads_like(head)
        scores: dict[Person, float] = {}
        last = bisect_right(self._starts, position)
        for name, person in self.mentions[max(0, last - _REMEMBERED) : last]:
            if person.is_body or not person.is_person:
                continue
            carried = self._description(name, heads)
            if carried is not None and roles.differ(surface, carried):
                continue
            if carried is not None and countries <= roles.countries_in(carried):
                shared = _SHARED * len(further.intersection(carried))
                scores[person] = scores.get(person, 0.0) + 1.0 + shared
        weights, scale = salience.weights, salience.scale
        return max(
            scores,
            key=lambda person: scores[person] + _IN_MIND * weights.get(person, 0.0) * scale,
            default=None,
        )

    def named_later(self, surface: str, head: str, position: int) -> Person | None:
        """The only mayor, named soon after an article has begun with "a mayor"."""
        if surface.split(" ", 1)[0].lower() not in _INDEFINITE:
            return None
        found: set[Person] = set()
        first = bisect_right(self._starts, position)
        for name, person in self.mentions[first:]:
            if name.start > position + _SOON:
                break
            if person.is_person and len(person.words) > 1:
                carried = self._description(name, frozenset((head,)))
                if carried is not None:
                    found.add(person)
        return found.pop() if len(found) == 1 else None

    def names_in(self, start: int, end: int) -> list[str]:
        """Surnames of people within a phrase: "the senior Smith adviser"."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [name.words[-1] for name, person in self.mentions[first:last] if person.is_person]

    def _description(self, name: Name, heads: frozenset[str]) -> Sequence[str] | None:
        """The words of a mention's role; None if it has none of `heads`.

        A role is in the name's titles, right before it, or in apposition before or after it:
        "French President Jan Kowal", "the president of France, Jan Kowal", "Jan Kowal, the
        president".
        """
        text = self.text
        before = text[max(0, name.start - 40) : name.start].lower().split()
        titles = {title.rstrip(".") for title in name.titles}
        initials = "".join(title[0] for title in name.titles)
        spelled = len(initials) > 1 and initials in heads  # "the DPP", a public prosecutor
        if heads & titles or spelled or (before and before[-1] in heads):
            after = text[name.end : name.end + 30].lower().split()
            return [*name.titles, *before[-3:], *(after[1:3] if after[:1] == ["of"] else ())]
        if text[name.end : name.end + 2] == ", ":
            begin = name.end + 2
            age = _AGE.match(text, begin)
            words = plain_words(_BREAK.split(text[age.end() if age else begin : begin + 90])[0])
            if len(words) <= _LONGEST and heads.intersection(words):
                return words
        if text[name.start - 2 : name.start] == ", ":
            words = plain_words(_BREAK.split(text[max(0, name.start - 90) : name.start - 2])[-1])
            said = words[1 : words.index("of")] if "of" in words else words[1:]
            spelled = len(said) > 1 and "".join(word[0] for word in said) in heads  # "the CMD"
            role = spelled or not heads.isdisjoint(words[:4])
            if len(words) <= _LONGEST and words[:1] in (["the"], ["its"]) and role:
                return [word.strip(",") for word in words]
        return None
