"""Values as cells: what each layout holds, and what is refused."""

from math import inf, nextafter

import pytest

from opennen.kernel.finding import Refused
from opennen.kernel.quantity import Interval, exactly
from opennen.kernel.truth import Truth
from opennen.query.columns import FactColumn, columns_named
from opennen.rules.packs import Knowledge
from opennen.vocabulary.model import FactType

MANY = tuple(f"c{number:03d}" for number in range(70))


def test_an_open_end_is_the_double_beside_it_and_an_infinite_end_stays() -> None:
    column = FactColumn("n", FactType.NUMBER, exact=False)
    assert column.names == ("n__low", "n__high")
    assert column.cells(Interval(2, 3, low_open=True, high_open=True)) == (nextafter(2, inf), nextafter(3, -inf))
    assert column.cells(Interval(-inf, 3)) == (-inf, 3)
    assert column.cells(None) == (None, None)


def test_one_number_needs_one_column() -> None:
    assert FactColumn("n", FactType.NUMBER).cells(exactly(3)) == (3,)


def test_a_set_of_codes_is_bits_over_as_many_numbers_as_it_needs() -> None:
    column = FactColumn("c", FactType.CODE, exact=False, codes=MANY)
    assert column.names == ("c__can_0", "c__can_1")
    assert column.cells(frozenset({"c000", "c062", "c063"})) == (1 | 1 << 62, 1)


def test_recorded_but_not_known_differs_from_not_recorded() -> None:
    column = FactColumn("p", FactType.YES_NO, exact=False)
    assert column.cells(Truth.UNKNOWN) == (False, False)
    assert column.cells(None) == (None, None)


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        (FactColumn("c", FactType.CODE, codes=("x",)), frozenset({"strange"}), "Q102"),
        (FactColumn("c", FactType.CODE, codes=("x", "y")), frozenset({"x", "y"}), "Q103"),
        (FactColumn("n", FactType.NUMBER), Interval(1, 2), "Q103"),
        (FactColumn("p", FactType.YES_NO), Truth.UNKNOWN, "Q103"),
        (FactColumn("n", FactType.NUMBER), Truth.YES, "Q103"),
        (FactColumn("n", FactType.NUMBER, exact=False), Interval(2, nextafter(2, 3), True, True), "Q103"),
    ],
)
def test_what_a_column_cannot_hold_is_refused(column: FactColumn, value: object, code: str) -> None:
    with pytest.raises(Refused) as refused:
        column.cells(value)  # type: ignore[arg-type]  # one of them on purpose
    assert [one.code for one in refused.value.findings] == [code]


def test_the_names_of_columns_say_the_layout(small: Knowledge) -> None:
    names = ["case", "ki67_percent__low", "ki67_percent__high", "differentiation"]
    columns = columns_named(names, small.vocabulary, keys=["case"])
    assert [(one.fact, one.exact) for one in columns.facts] == [("ki67_percent", False), ("differentiation", True)]


@pytest.mark.parametrize("name", ["ki67_percent__low", "ki67_procent", "differentiation__low"])
def test_a_column_that_is_no_fact_is_refused(small: Knowledge, name: str) -> None:
    with pytest.raises(Refused) as refused:
        columns_named([name], small.vocabulary)
    assert refused.value.findings[0].code == "Q101"
