"""Every kind of value survives being stored as JSON."""

import json
from math import inf

import pytest

from opennen.cases.facts import Known, Value
from opennen.kernel.quantity import Interval, exactly
from opennen.kernel.truth import Truth
from opennen.query.stored import assumed, facts_from, stored


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (exactly(0.1), 0.1),
        (exactly(0.0), 0.0),
        (Interval(2, inf, low_open=True), {"low": 2, "low_open": True}),
        (Interval(-inf, 3), {"high": 3}),
        (Interval(-inf, inf), {}),
        (Interval(0, 3, high_open=True), {"low": 0, "high": 3, "high_open": True}),
        (Truth.YES, True),
        (Truth.NO, False),
        (Truth.UNKNOWN, None),
        (frozenset({"unknown"}), "unknown"),
        (frozenset({"b", "a"}), ["a", "b"]),
        (frozenset(), []),
    ],
)
def test_a_value_is_stored_shortly_and_read_back(value: Value, written: object) -> None:
    facts = {"fact": Known(value, (), "field_area")}
    document = json.loads(json.dumps(stored(facts)))
    assert document == {"fact": written}
    assert facts_from(document, assumed(facts)) == facts
