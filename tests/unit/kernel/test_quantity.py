import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opennen.kernel.quantity import OPERATORS, Interval, compared, exactly, interval_of, shortened
from opennen.kernel.truth import Truth

PYTHON = {
    "<": float.__lt__,
    "<=": float.__le__,
    ">": float.__gt__,
    ">=": float.__ge__,
    "==": float.__eq__,
    "!=": float.__ne__,
}
halves = st.integers(-8, 8).map(lambda number: number / 2)


@given(
    low=halves,
    high=halves,
    low_open=st.booleans(),
    high_open=st.booleans(),
    bound=halves,
    operator=st.sampled_from(OPERATORS),
)
def test_a_comparison_answers_only_what_every_possible_number_answers(
    low: float, high: float, low_open: bool, high_open: bool, bound: float, operator: str
) -> None:
    if low > high or (low == high and (low_open or high_open)):
        return
    inside = [n / 8 for n in range(-80, 81) if low <= n / 8 <= high]
    inside = [n for n in inside if not (low_open and n == low) and not (high_open and n == high)]
    answers = {PYTHON[operator](number, bound) for number in inside}
    expected = Truth.UNKNOWN if len(answers) == 2 else Truth.YES if answers.pop() else Truth.NO
    assert compared(Interval(low, high, low_open, high_open), operator, bound) is expected


def test_less_than_two_per_cent_is_below_three_and_not_comparable_with_one() -> None:
    value = interval_of(2, "<", None, None)
    assert value is not None
    assert compared(value, "<", 3) is Truth.YES
    assert compared(value, "<", 2) is Truth.YES
    assert compared(value, ">=", 1) is Truth.UNKNOWN


def test_nan_is_refused() -> None:
    with pytest.raises(ValueError, match="NaN"):
        exactly(math.nan)


def test_a_value_and_a_range_together_are_refused() -> None:
    with pytest.raises(ValueError, match="not both"):
        interval_of(3, None, 1, 2)


@pytest.mark.parametrize(
    ("number", "short"),
    [
        (2.7944111, 2.79),
        (2.9996, 2.9996),
        (2.99996, 2.99996),
        (3.0, 3.0),
        (19.996, 19.996),
        (0.0, 0.0),
        (100 / 3, 33.33),
    ],
)
def test_a_number_beside_a_border_is_not_shortened_onto_it(number: float, short: float) -> None:
    assert shortened(number) == short
