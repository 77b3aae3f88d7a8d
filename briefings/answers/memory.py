"""The memory of what was seen, from one briefing to the next: plain JSON."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from briefings.answers.corrections import TAKEN_BACK, Corrections
from briefings.answers.findings.fact import Fact

Seen = Mapping[str, Mapping[str, Any]]
"""By identity: `of`, the fingerprint; for shown facts also `text`, as shown, and `in`, the
articles it was taken from; for articles' own words also `words`, each with its article and the
version of its text; `gone`, the day since which it is no longer told; `back`, if a post has
reported that the outlet withdrew those articles."""

KEEP_GONE = timedelta(days=30)
"""How long something that is no longer told stays remembered as seen; it may return."""

DAY = "day:"
"""The key for the day of the last briefing on everything."""


def last_briefing(seen: Seen) -> date | None:
    """The day of the last briefing on everything, if there was one."""
    return date.fromisoformat(seen[DAY]["of"]) if DAY in seen else None


def remembered(
    seen: Seen, told: Iterable[Fact], shown: Iterable[str], then: Corrections, day: date
) -> dict[str, Mapping[str, Any]]:
    """What will have been seen once a briefing is posted.

    Args:
        told: everything that the library says, as far as it was considered.
        shown: the keys of what the briefing shows.
    """
    keys = {*shown, *then.posted}
    after = {key: _aged(key, entry, then, day) for key, entry in seen.items() if key != DAY}
    for fact in told:
        after[fact.key] = _present(fact, seen.get(fact.key, {}), then, posted=fact.key in keys)
        after.update((key, {"of": ""}) for key in fact.also)
    return {key: entry for key, entry in sorted(after.items()) if entry}


def _present(
    fact: Fact, before: Mapping[str, Any], then: Corrections, *, posted: bool
) -> dict[str, Any]:
    """An entry whose fact is told now, whether it was posted or not."""
    entry: dict[str, Any] = {"of": fact.of}
    was_posted = "words" in before and fact.key not in then.told
    if not posted and not was_posted:
        return entry
    entry |= {"text": fact.text, "in": list(fact.articles)}
    if was_posted:
        entry |= {name: before[name] for name in ("text", "in", "words")}
    elif fact.words:
        entry["words"] = then.words.remembered(fact.words)
    if fact.key in then.taken_back:
        entry[TAKEN_BACK] = True
    return entry


def _aged(key: str, entry: Mapping[str, Any], then: Corrections, day: date) -> dict[str, Any]:
    """An entry whose fact is no longer told; empty if it need not be kept."""
    gone = date.fromisoformat(entry.get("gone", day.isoformat()))
    if day - gone > KEEP_GONE:
        return {}
    kept = {**entry, "gone": gone.isoformat()}
    if key in then.taken_back:
        kept[TAKEN_BACK] = True
    if key in then.told:
        for name in ("text", "words"):
            kept.pop(name, None)
    return kept
