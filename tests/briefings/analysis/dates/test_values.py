from datetime import date

import pytest

from briefings.analysis.dates import edtf_of
from briefings.analysis.dates.values import days_of
from briefings.edtf import earliest, latest


@pytest.mark.parametrize(
    ("value", "edtf", "first", "last"),
    [
        ("2024-02-29", "2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-02", "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", "2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-W01", "2024-01-01/2024-01-07", date(2024, 1, 1), date(2024, 1, 7)),
        ("2024-W01-WE", "2024-01-06/2024-01-07", date(2024, 1, 6), date(2024, 1, 7)),
        ("2024-Q4", "2024-10/2024-12", date(2024, 10, 1), date(2024, 12, 31)),
        ("2024-FA", "2024-09/2024-11", date(2024, 9, 1), date(2024, 11, 30)),
        ("2024-WI", "2024-12/2025-02", date(2024, 12, 1), date(2025, 2, 28)),
        ("199", "1990/1999", date(1990, 1, 1), date(1999, 12, 31)),
        ("18", "1800/1899", date(1800, 1, 1), date(1899, 12, 31)),
    ],
)
def test_a_value_means_days(value: str, edtf: str, first: date, last: date) -> None:
    assert days_of(value) == (first, last)
    assert edtf_of(value) == edtf
    assert (earliest(edtf), latest(edtf)) == (first, last)


@pytest.mark.parametrize("value", ["PAST_REF", "2023-02-29", "2023-W53", "0000", "P1D"])
def test_vague_values_and_non_days_give_no_days(value: str) -> None:
    assert days_of(value) is None
    assert edtf_of(value) is None
