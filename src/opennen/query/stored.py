"""Facts as they are stored beside a case: JSON from which each value is read back exactly as it was."""

from collections.abc import Mapping
from math import inf
from typing import Any

from opennen.cases.facts import Known, Value
from opennen.kernel.quantity import Interval, exactly
from opennen.kernel.truth import Truth

_TRUTHS = {Truth.YES: True, Truth.NO: False, Truth.UNKNOWN: None}
_STORED_TRUTHS = {stored: truth for truth, stored in _TRUTHS.items()}
_ENDS = ("low", "high", "low_open", "high_open")


def stored(facts: Mapping[str, Known]) -> dict[str, Any]:
    """This function will write facts as JSON: a number, {"low": …, "high": …}, a code, a list of codes, true or false.

    An end that is left out is infinite; null is a yes/no that is recorded as not known. What is not recorded is absent.
    """
    return {fact: _written(known.value) for fact, known in facts.items()}


def assumed(facts: Mapping[str, Known]) -> dict[str, str]:
    """This function will name the assumptions behind facts, by fact; facts without one are left out."""
    return {fact: known.assumed for fact, known in facts.items() if known.assumed is not None}


def facts_from(document: Mapping[str, Any], assumptions: Mapping[str, str]) -> dict[str, Known]:
    """This function will read what `stored` and `assumed` wrote; the events behind the facts stay with the case."""
    return {fact: Known(value_from(written), (), assumptions.get(fact)) for fact, written in document.items()}


def _written(value: Value) -> Any:
    if isinstance(value, Truth):
        return _TRUTHS[value]
    if isinstance(value, Interval):
        if value.is_exact:
            return value.low
        ends = {"low": value.low, "high": value.high}
        open_ = {"low_open": value.low_open, "high_open": value.high_open}
        finite = {name: end for name, end in ends.items() if abs(end) != inf}
        return finite | {name: True for name, is_open in open_.items() if is_open}
    return next(iter(value)) if len(value) == 1 else sorted(value)


def value_from(written: Any) -> Value:
    """This function will read one stored value."""
    match written:
        case True | False | None:
            return _STORED_TRUTHS[written]
        case dict():
            low, high, low_open, high_open = (written.get(name) for name in _ENDS)
            return Interval(
                -inf if low is None else low, inf if high is None else high, bool(low_open), bool(high_open)
            )
        case list():
            return frozenset(written)
        case str():
            return frozenset({written})
        case _:
            return exactly(float(written))
