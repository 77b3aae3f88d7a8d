"""Time zones: completes and looks up all of zoneinfo, forgiving of spelling."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from rapidfuzz import fuzz, process

from bot.daily.cities import CITIES
from bot.daily.times import MAX_INPUT, InputError
from bot.daily.zone_hints import ABBREVIATIONS, COMMON, LIKELY
from briefings.text.folding import fold
from briefings.translations import ENGLISH, Language, Listed, Sentences, gettext
from briefings.translations.message import Said

if TYPE_CHECKING:
    from babel import Locale

MAX_CHOICES = 25
"""Discord's limit of autocomplete choices."""

_MISLEADING = frozenset({"localtime", "Factory", "posixrules"})
"""Files in the tz database's folder that name no place: the machine's own zone, "not set"."""

_NEAR = 78.0
"""RapidFuzz score from which a spelling counts as a typing error."""

_OFFSET = re.compile(r"(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?")


@dataclass(frozen=True, slots=True)
class Zone:
    key: str
    """The name in the tz database: `Europe/Berlin`."""
    note: Said = ""
    """What the asker should know, if the typed name does not say it."""


@cache
def zone_keys() -> tuple[str, ...]:
    """Every zone of zoneinfo, sorted; cities before technical names."""
    keys = available_timezones() - _MISLEADING
    return tuple(sorted(keys, key=lambda key: (_is_technical(key), key)))


def lookup(text: str, locale: str = "en-US") -> Zone:
    """The zone meant by `Europe/Berlin`, `berlin`, `CET` or `UTC+2`.

    Raises InputError with the closest names if no place, or more than one, fits.
    """
    typed = " ".join(text.split())
    if not typed or len(typed) > MAX_INPUT:
        raise InputError(
            gettext("A time zone is needed: choose one of the list, like `Europe/Berlin`.")
        )
    folded = _fold(typed)
    return _by_rule(typed, folded) or _by_place(typed, folded, locale)


def complete(typed: str, locale: str, limit: int = MAX_CHOICES) -> list[Zone]:
    """Zones to offer while somebody types, the likeliest first; nothing typed: by locale.

    The first is the one that `lookup` finds for the same text, if it finds one by rule. Looking up
    a zone's key gives that zone.

    `locale` is Discord's (`de`, `en-US`). At most `limit` zones, without repeats.
    """
    folded = _fold(" ".join(typed.split())[:MAX_INPUT])
    found: dict[str, Zone] = {}
    for zone in _candidates(folded, locale):
        if len(found) >= limit:
            break
        found.setdefault(zone.key, zone)
    return list(found.values())


def label(zone: Zone, now: datetime, language: Language = ENGLISH) -> str:
    """A line for the list of choices, at most 100 characters: `Europe/Berlin · 17:05 now`.

    `now` is aware; the zone's clock time helps where names are not clear.
    """
    time = f"{now.astimezone(ZoneInfo(zone.key)):%H:%M}"
    clock = language.say(gettext("%(time)s now", time=time))
    name = f"{shown(zone.key)} · {clock}"
    return (f"{name} · {language.say(zone.note)}" if zone.note else name)[:100]


def _candidates(folded: str, locale: str) -> list[Zone]:
    if not folded:
        likely = (*_likely(locale), *COMMON)
        rest = (key for key in zone_keys() if not _is_technical(key))
        return [Zone(key) for key in (*likely, *rest)]
    try:
        ruled = _fixed(folded)
    except InputError:
        ruled = None
    exact = [Zone(key, _abbreviation_note(folded)) for key in ABBREVIATIONS.get(folded, ())]
    ranked = [
        Zone(key, _city_note(folded, key))
        for key in _ranked(folded, locale)
        if key.lower() not in ABBREVIATIONS
    ]
    return [*exact, *([ruled] if ruled else []), *ranked]


def _by_rule(typed: str, folded: str) -> Zone | None:
    """Finds a zone by abbreviation, offset or its own key."""
    meant = ABBREVIATIONS.get(folded)
    if meant:
        return Zone(meant[0], _abbreviation_note(folded))
    for key in zone_keys():
        if key.lower() == typed.lower().replace(" ", "_"):
            return Zone(key)
    return _fixed(folded)


def _by_place(typed: str, folded: str, locale: str) -> Zone:
    ranked = _ranked(folded, locale)
    index = _index(locale)
    same = {key for key in ranked if folded in index[key].all}
    if len({_rules(key) for key in same}) == 1:
        key = min(same, key=ranked.index)
        return Zone(key, _city_note(folded, key))
    if not same and ranked and _score(folded, index[ranked[0]].all) >= 90:
        return Zone(ranked[0], _city_note(folded, ranked[0]))
    nearest = Listed(tuple(gettext("`%(zone)s`", zone=shown(key)) for key in ranked[:3]), ",")
    if same:
        raise InputError(
            gettext(
                "“%(typed)s” has several time zones. Which one: %(zones)s?",
                typed=typed,
                zones=nearest,
            )
        )
    hint = gettext("Choose one of the list.")
    if ranked:
        hint = gettext("Did you mean %(names)s?", names=nearest)
    missing = gettext("There is no time zone “%(typed)s”.", typed=typed)
    raise InputError(Sentences((missing, hint)))


def _rules(key: str) -> tuple[timedelta | None, ...]:
    """The zone's offsets through a year: two names with equal offsets are the same choice today."""
    zone = ZoneInfo(key)
    return tuple(datetime(2026, month, 15, tzinfo=zone).utcoffset() for month in range(1, 13))


def _fixed(folded: str) -> Zone | None:
    """A zone that is a fixed distance from UTC.

    The tz database has such zones for whole hours only; for other offsets it is the zone of a place
    that keeps the offset all year.
    """
    if folded == "utc":
        return Zone("UTC")
    match = _OFFSET.fullmatch(folded)
    if match is None:
        return None
    sign, hours, minutes = match[1], int(match[2]), int(match[3] or 0)
    # Etc/GMT names have the opposite sign, as in POSIX: Etc/GMT-2 is two hours ahead of UTC.
    key = f"Etc/GMT{'-' if sign == '+' else '+'}{hours}" if hours else "UTC"
    if minutes:
        ahead = timedelta(hours=hours, minutes=minutes) * (1 if sign == "+" else -1)
        place = _place_at(ahead)
        if place is not None:
            offset = f"UTC{sign}{hours}:{minutes:02}"
            return Zone(place, gettext("%(offset)s all year", offset=offset))
    if minutes or key not in zone_keys():
        raise InputError(
            gettext(
                "There is no time zone “%(typed)s”. Choose a city of the list.",
                typed=f"UTC{sign}{hours}:{minutes:02}",
            )
        )
    return Zone(key, gettext("fixed, without summer time; choose a city for that"))


def _place_at(ahead: timedelta) -> str | None:
    """The best-known place that is this far ahead of UTC all year."""
    found = (key for key in zone_keys() if not _is_technical(key))
    same = [key for key in found if set(_rules(key)) == {ahead}]
    return min(same, key=lambda key: (key not in _KNOWN, key), default=None)


_KNOWN = {key for keys in LIKELY.values() for key in keys}


def _city_note(folded: str, key: str) -> Said:
    """Names the zone used for a typed city without a zone of its own name."""
    for city in CITIES.get(key, ()):
        if len(folded) > 2 and _fold(city).startswith(folded):
            return gettext("%(city)s’s clock", city=city)
    return ""


def _abbreviation_note(folded: str) -> Said:
    others = ABBREVIATIONS[folded][1:]
    if folded in {"z", "zulu"}:
        return ""
    name = folded.upper()
    if not others:
        return gettext("%(name)s is the clock there", name=name)
    return gettext(
        "%(name)s is the clock there; or %(others)s", name=name, others=Listed(others, ",")
    )


def _ranked(folded: str, locale: str) -> list[str]:
    """Zone keys that the words could mean, best first; likelier ones first among equals."""
    index = _index(locale)
    likely = _likely(locale)
    scores: dict[str, float] = {}
    for key, names in index.items():
        if any(name.startswith(folded) for name in names.all):
            scores[key] = 200.0 if folded in names.all else 100.0
        elif folded in names.key:
            scores[key] = 95.0
    choices = {
        (key, city): city
        for key, names in index.items()
        if key not in scores
        for city in names.cities
    }
    near = process.extract(
        folded, choices, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=2 * MAX_CHOICES
    )
    for _, score, (key, _) in near:
        scores[key] = max(scores.get(key, 0.0), min(score, 94.0))

    def order(key: str) -> tuple[float, bool, int, str]:
        rank = likely.index(key) if key in likely else len(likely)
        return (-scores[key], _is_technical(key), rank, key)

    return sorted(scores, key=order)


def _score(folded: str, names: tuple[str, ...]) -> float:
    return max(fuzz.ratio(folded, name) for name in names)


def _likely(locale: str) -> tuple[str, ...]:
    return LIKELY.get(locale, LIKELY.get(locale.split("-")[0], ()))


class _Names(NamedTuple):
    """The names of a zone, folded."""

    key: str
    cities: tuple[str, ...]
    countries: tuple[str, ...]
    """In English and in the reader's language."""

    @property
    def all(self) -> tuple[str, ...]:
        return (self.key, *self.cities, *self.countries)


@cache
def _index(locale: str) -> dict[str, _Names]:
    """The names of each zone.

    These are its country and its city, as given by the tz database, the CLDR in English and in the
    reader's language, and `CITIES`.
    """
    from babel import Locale  # takes 20 ms to import, and few ever choose a zone
    from babel.core import get_global

    territories = get_global("zone_territories")
    languages = [Locale("en"), *_languages(locale)]
    index = {}
    for key in zone_keys():
        cities, countries = [key.rsplit("/", 1)[-1], *CITIES.get(key, ())], []
        code = territories.get(key)
        for language in languages:
            cities.append(language.time_zones.get(key, {}).get("city", ""))
            countries.append(language.territories.get(code, "") if code else "")
        index[key] = _Names(_fold(key), _folded(cities), _folded(countries))
    return index


def _languages(locale: str) -> "list[Locale]":
    from babel import Locale, UnknownLocaleError

    try:
        return [Locale.parse(locale, sep="-")] if locale in LIKELY else []
    except (UnknownLocaleError, ValueError):  # pragma: no cover  # Babel knows all of LIKELY today
        return []


def _is_technical(key: str) -> bool:
    """Whether a key names a rule or is outdated (`EST5EDT`, `Etc/GMT+3`, `US/Eastern`)."""
    return "/" not in key or key.startswith(("Etc/", "US/", "SystemV/", "Brazil/", "Chile/"))


def shown(key: str) -> str:
    """A zone's name for readers: `America/New York`; `UTC+9` for `Etc/GMT-9`."""
    match = re.fullmatch(r"Etc/GMT([+-])(\d+)", key)
    if match is None:
        return key.replace("_", " ")
    return f"UTC{'+' if match[1] == '-' else '-'}{match[2]}"


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_fold(name) for name in names if name))


def _fold(text: str) -> str:
    """Reduce to plain letters and the signs in zone names and offsets."""
    return fold(text, keep="/+-:")
