"""The emitted SQL: as kept here for people to read, parsed back in each dialect, free of what settles unknowns."""

from datetime import date
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from opennen.adapters.knowledge_files import knowledge
from opennen.kernel.finding import Refused
from opennen.query.columns import Columns, column_of
from opennen.query.plan import Plan, compiled
from opennen.query.sql import DIALECTS, Dialect, columns_sql, sql_of
from opennen.rules.model import Holds
from opennen.rules.packs import Knowledge

ON = date(2026, 1, 1)
KEPT = Path(__file__).parent / "sql"
SETTLING = (exp.Coalesce, exp.NEQ, exp.Count, exp.NullSafeEQ, exp.NullSafeNEQ)


def plan_over(rules: Knowledge, exact: bool) -> Plan:
    facts = [one for one in rules.vocabulary.facts.values() if one.is_recorded]
    return compiled(rules, ON, "BE", Columns(tuple(column_of(one, rules.vocabulary, exact) for one in facts)))


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("exact", [True, False])
def test_the_shipped_rules_are_readable_sql_in_every_dialect(dialect: Dialect, exact: bool) -> None:
    plan = plan_over(knowledge(), exact)
    tree = sqlglot.parse_one(sql_of(plan, dialect, ["tumour_grade", "tumour_entity"], foreign=True), dialect=dialect)
    assert not list(tree.find_all(*SETTLING))
    assert not [one for one in tree.find_all(exp.Case) if one.args.get("default") is not None]
    assert not [one for one in tree.find_all(exp.Not) if isinstance(one.this, exp.In)]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_small_table_is_this_sql(dialect: Dialect, small: Knowledge) -> None:
    found = sql_of(plan_over(small, exact=False), dialect, ["tumour_grade"], keys=["case_key"]) + "\n"
    kept = KEPT / f"grade.{dialect}.sql"
    assert found == kept.read_text(encoding="utf-8"), f"look at the difference, then write it into {kept}"


def test_a_facts_table_has_a_column_of_the_right_kind_for_each_fact(small: Knowledge) -> None:
    facts = [small.vocabulary.facts[name] for name in ("ki67_percent", "differentiation", "progressive")]
    columns = Columns(tuple(column_of(one, small.vocabulary, exact=one.id != "ki67_percent") for one in facts))
    found = " ".join(columns_sql(columns, "postgres", "facts", ["case_key"]).split())
    assert found == (
        'CREATE TABLE facts ( "case_key" TEXT, "ki67_percent__low" DOUBLE PRECISION, '
        '"ki67_percent__high" DOUBLE PRECISION, "differentiation" TEXT, "progressive" BOOLEAN )'
    )


def test_a_name_that_postgresql_would_cut_is_refused(small: Knowledge) -> None:
    name = "é" * 32
    plan = plan_over(small, exact=True).with_conditions({name: Holds("progressive")})
    with pytest.raises(Refused) as refused:
        sql_of(plan, "duckdb", [name])
    assert refused.value.findings[0].code == "Q104"
