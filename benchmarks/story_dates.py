"""How well dates in text are found and read, measured against gold if available.

    python -m benchmarks.story_dates             # F1 of the value of DATE expressions
    python -m benchmarks.story_dates --errors    # and the errors in the half that was read

As in TempEval-3 (UzZaman et al., 2013): an expression counts as found if it overlaps one of the
gold's, and as right if its value is the same. The rules were written looking at every second
article only; the other half is the test.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from briefings.analysis.dates import FoundDate, find_dates
from briefings.analysis.dates.main_day import main_day

GOLD = Path(__file__).parents[1] / ".." / "shared" / "dates" / "timebank_dev.jsonl"


class Judged(NamedTuple):
    """One expression: the gold's and the found one; either may be missing."""

    wanted: dict[str, Any] | None
    found: FoundDate | None


def judged(row: dict[str, Any]) -> Iterator[Judged]:
    wanted = [gold for gold in row["timexes"] if gold["type"] == "DATE"]
    dated = date.fromisoformat(row["dct"][:10])
    # With a time of day it is a TIME in TimeML, which is not measured.
    found = [one for one in find_dates(row["text"], dated) if not one.timed]
    for gold in wanted:
        over = [one for one in found if one.start < gold["end"] and gold["start"] < one.end]
        exact = [one for one in over if one.value == gold["value"]]
        best = next(iter(exact or over), None)
        if best is not None:
            found.remove(best)
        yield Judged(gold, best)
    yield from (Judged(None, one) for one in found)


def figures(cases: Sequence[Judged]) -> list[str]:
    wanted = sum(case.wanted is not None for case in cases)
    found = sum(case.found is not None for case in cases)
    met = sum(case.wanted is not None and case.found is not None for case in cases)
    right = sum(is_right(case) for case in cases)
    return [str(wanted), *(f"{2 * hits / (wanted + found):.3f}" for hits in (met, right))]


def is_right(case: Judged) -> bool:
    if case.wanted is None or case.found is None:
        return False
    return bool(case.wanted["value"] == case.found.value)


def measure(console: Console, *, errors: bool) -> None:
    if not GOLD.is_file():
        console.print(f"{GOLD.name} is not at hand: nothing was measured")
        return
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    table = Table("half", "dates", "found F1", "value F1", "asked", title="Dates")
    cases = [list(judged(row)) for row in rows]
    halves = {"read": cases[::2], "unread": cases[1::2], "all": cases}
    for name, half in halves.items():
        table.add_row(name, *figures([case for row in half for case in row]), "≥ .80")
    console.print(table)
    measure_main_days(console)
    if errors:
        for row, of_row in zip(rows[::2], halves["read"], strict=True):
            for case in of_row:
                if not is_right(case):
                    console.print(described(row, case), markup=False, soft_wrap=True)


EVENT_DAYS = {
    "Benghazi_US_consulate_attack": ("2016-11-10",),
    "Broadcom_Raises_Its_Qualcomm_Offer_to_121": ("2018-02-05",),
    "Justin_Timberlake_halftime_show": ("2018-02-04",),
    "NewYearsEveSexualAssaultsGermany": ("2015-12-31",),
    "Sarah_Silverman_and_Michael_Sheen_Break_Up": ("2018-02-05",),
    "berlin_sets_up_new_years_eve_safe_zone_for_women_amid_sexual_assault_concerns": (
        "2017-12-31",
    ),
    "bruce_arians_emotional_in_announcing_retirement_from_coaching_cites_family": ("2018-01-01",),
    "chicago_bears_fire_coach_john_fox_after_5_11_season": ("2018-01-01",),
    "chrissy_teigen_live_tweets_nightmare_flight_after_bizarre_passenger_mishap": ("2017-12-26",),
    "croydon_tram_trash": ("2016-11-09",),
    "egypts_mohammed_morsi_sentenced_to_3_years_in_prison_for_insulting_judiciary": ("2017-12-30",),
    "goldman_sachs_feels_tax_bills_burn_with_5b_charge": ("2017-12-29",),
    "how_a_small_bird_managed_to_take_over_a_delta_flight": ("2017-12-30",),
    "how_astros_first_base_coach_rich_dauer_escaped_near_death_after_world_series_parade": (
        "2017-11-03",
    ),
    "israel_indicts_palestinian_teenage_girl_who_punched_soldier_army": ("2018-01-01",),
    "north_Korea_Launches_satellite": ("2013-01-30", "2016-02-07"),
    "north_Korea_hokkaido_missile": ("2016-09-05", "2017-08-29", "2017-09-15"),
    "panama_papers": ("2016-04-03",),
    "possible_meteor_lights_up_night_sky_in_new_england": ("2017-12-26",),
    "rihanna_calls_for_an_end_to_gun_violence_after_death_of_her_cousin_in_barbados": (
        "2017-12-26",
    ),
    "sun_fun_flowers_as_129th_rose_parade_rolls_in_california": ("2018-01-01",),
    "tourist_boat_hits_bridge_in_germany": ("2017-12-26",),
}
"""The stories' gold gives no days: these are the events' days, from the public record."""
STORIES = GOLD.parents[1] / "stories" / "clusters_dev.jsonl"


def measure_main_days(console: Console) -> None:
    if not STORIES.is_file():
        return
    rows = [json.loads(line) for line in STORIES.read_text("utf-8").splitlines()]
    table = Table("half", "articles", "right", "were it the day of publication", title="Main event")
    for name, half in {"read": rows[::2], "unread": rows[1::2], "all": rows}.items():
        judged_days = list(main_days(half))
        right = sum(found == wanted for wanted, found, _ in judged_days)
        by_publication = sum(published == wanted for wanted, _, published in judged_days)
        table.add_row(name, str(len(judged_days)), str(right), str(by_publication))
    console.print(table)


def main_days(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[date, date, date]]:
    """The event's day, the day found, and the day of publication."""
    for row in rows:
        published = date.fromisoformat(row["date"][:10])
        days = map(date.fromisoformat, EVENT_DAYS.get(row["story"], ()))
        near = [day for day in days if -2 <= (published - day).days <= 60]
        if near:
            wanted = min(near, key=lambda day: abs((published - day).days))
            yield wanted, main_day(row["text"], published, headline=row["headline"]), published


def described(row: dict[str, Any], case: Judged) -> str:
    gold, found = case
    start, end = (gold["start"], gold["end"]) if gold else (found.start, found.end)  # type: ignore[union-attr]  # one of the two exists
    text = row["text"]
    around = f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 40]}"
    values = f"{gold['value'] if gold else '—'} / {found.value if found else '—'}"
    return f"{row['dct'][:10]} {values}: {' '.join(around.split())}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list what was wrong")
    measure(Console(width=100), errors=parser.parse_args().errors)


if __name__ == "__main__":
    main()
