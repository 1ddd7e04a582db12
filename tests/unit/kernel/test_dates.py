from datetime import date

import pytest

from opennen.kernel.dates import PartialDate, is_before, months_between, partial_date, typed_date
from opennen.kernel.truth import Truth

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12/3/24", "2024-03-12"),
        ("03/2024", "2024-03"),
        ("2024", "2024"),
        ("2024-03-12", "2024-03-12"),
        ("1.2.99", "1999-02-01"),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, read: str) -> None:
    assert str(typed_date(typed, TODAY)) == read


@pytest.mark.parametrize("typed", ["hier", "31/02/2024", "13/13/2024", "2024-13", "", "12/3/24/5"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (the words differ by what is wrong)
        typed_date(typed, TODAY)


def test_a_partial_date_bounds_the_days_it_can_mean() -> None:
    february = partial_date("2024-02")
    assert (february.earliest, february.latest) == (date(2024, 2, 1), date(2024, 2, 29))


def test_overlapping_partial_dates_are_not_ordered() -> None:
    assert is_before(PartialDate(2024), PartialDate(2024, 5)) is Truth.UNKNOWN
    assert is_before(PartialDate(2023), PartialDate(2024, 5)) is Truth.YES
    assert is_before(PartialDate(2024, 5), PartialDate(2023)) is Truth.NO


def test_months_are_whole_months() -> None:
    assert months_between(date(2024, 1, 31), date(2024, 2, 29)) == 0
    assert months_between(date(2023, 11, 24), TODAY) == 36
