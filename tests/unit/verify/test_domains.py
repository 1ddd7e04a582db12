"""A fact is cut where rules compare it, and each piece has a value that a person would write."""

import pytest

from opennen.kernel.quantity import Interval
from opennen.kernel.truth import Truth
from opennen.rules.packs import Knowledge
from opennen.verify.domains import domains_of, plain_between


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (2, 3, 2.5),
        (0, 1, 0.5),
        (20, 55, 30),
        (1, 100000, 2),
        (260, 200000, 300),
        (0, 3, 1),
        (2.9, 3, 2.95),
        (99, 100, 99.5),
    ],
)
def test_the_number_between_two_others_is_plain(low: float, high: float, expected: float) -> None:
    found = plain_between(low, high)
    assert low < found < high
    assert found == expected


def test_bounds_are_values_of_their_own(small: Knowledge) -> None:
    values = [one.low for one in domains_of(small)["ki67_percent"] if isinstance(one, Interval)]
    assert {0, 2, 3, 20, 100} <= set(values)
    assert any(2 < one < 3 for one in values)


def test_that_something_is_recorded_never_says_no(small: Knowledge) -> None:
    assert domains_of(small)["treated_with_ssa"] == (Truth.YES, Truth.NO)  # a complete list of treatments says no
    assert domains_of(small)["liver_metastases"] == (Truth.YES, Truth.NO)
