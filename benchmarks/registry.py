"""The rules over a million cases: ours in Polars and DuckDB, beside plain Polars, ZEN and CEL, same answers checked.

Run it with `make bench`. Tools in turn, the median of the repetitions with its spread. Rows are drawn, with repetition,
from synthetic cases that were derived as the registry derives them. Slow engines answer a sample, and say so.
"""

import argparse
import platform
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from math import inf
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import yaml
from other_engines import as_sql, in_cel, in_zen
from synthetic import synthetic_cases

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.facts import Known, Value
from opennen.cases.model import Case
from opennen.evaluate.assessment import CLASSIFYING, option_status
from opennen.evaluate.derivation import derived
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.quantity import Interval, exactly
from opennen.query import polars_engine
from opennen.query.columns import Columns
from opennen.query.facts_table import Recorded, columns_for, table_of
from opennen.query.plan import Plan, compiled
from opennen.query.sql import sql_of
from opennen.query.stored import value_from
from opennen.rules.check import condition_from
from opennen.rules.packs import applicable

ON, COUNTRY = date(2026, 11, 24), "BE"
FIRST_TARGET, SUMMIT = 40e6, 100e6  # cases a second, 26 rules
DERIVED_CASES = 3000


@dataclass(frozen=True)
class Timed:
    """How long a piece of work took, several times, and over how many rows."""

    name: str
    seconds: list[float]
    rows: int

    @property
    def rate(self) -> float:
        """Cases a second, by the median."""
        return self.rows / statistics.median(self.seconds)

    def line(self) -> str:
        """One line of the report."""
        spread = f"{min(self.seconds) * 1000:.1f}–{max(self.seconds) * 1000:.1f}"
        return (
            f"  {self.name:44} {self.rate / 1e6:9.3f} M cases/s   median "
            f"{statistics.median(self.seconds) * 1000:9.1f} ms ({spread}) over {self.rows:,}"
        )


def in_turn(works: dict[str, tuple[Callable[[], Any], int]], rounds: int) -> dict[str, Timed]:
    """This function will do every piece of work once per round, one after the other, after a first time uncounted."""
    for work, _ in works.values():
        work()
    seconds: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, (work, _) in works.items():
            start = time.perf_counter()
            work()
            seconds[name].append(time.perf_counter() - start)
    return {name: Timed(name, seconds[name], rows) for name, (_, rows) in works.items()}


def derived_rows(count: int) -> list[Recorded]:
    """This function will derive synthetic cases as the registry does."""
    found = []
    for document in synthetic_cases(count, seed=1):
        case = Case.model_validate(document)
        facts = derived(case, knowledge(), ON, COUNTRY, "t1").facts
        found.append({fact: known.value for fact, known in facts.items()})
    return found


def exact_only(rows: Sequence[Recorded]) -> list[Recorded]:
    """This function will take one number of each interval, as the peers have no intervals."""
    return [{fact: _one_number(value) for fact, value in row.items()} for row in rows]


def _one_number(value: Value) -> Value:
    if not isinstance(value, Interval) or value.is_exact:
        return value
    return exactly(value.low if value.low > -inf else value.high)


def drawn(rows: Sequence[Recorded], count: int) -> tuple[pl.DataFrame, Columns]:
    """This function will draw a table of this many rows."""
    columns = columns_for(rows, knowledge().vocabulary)
    table = table_of(rows, columns)
    chance = random.Random(2)  # noqa: S311  (made-up patients, not secrets)
    picked = pl.Series("row", chance.choices(range(len(rows)), k=count), dtype=pl.UInt32)
    return table[picked].rechunk(), columns


def duckdb_over(table: pl.DataFrame, folder: Path, sql: str) -> Callable[[], Any]:
    """This function will prepare a query over a table in DuckDB's memory; the answers are counted, not fetched."""
    file = folder / f"{id(table)}.parquet"
    if not file.exists():
        table.write_parquet(file)
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE facts AS SELECT * FROM read_parquet('{file}')")  # noqa: S608  (our own file)
    connection.execute(f"CREATE TEMP TABLE warm AS {sql}")
    connection.execute("DROP TABLE warm")
    return lambda: connection.execute(f"CREATE OR REPLACE TEMP TABLE answers AS {sql}")


def main() -> int:
    """This function will print the figures: 0 when all answers agree and the first target is met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    say(f"{arguments.rows:,} rows drawn from {DERIVED_CASES:,} derived synthetic cases")
    rows = derived_rows(DERIVED_CASES)
    with tempfile.TemporaryDirectory() as folder:
        met = twenty_six_rules(exact_only(rows), arguments.rows, arguments.rounds, Path(folder))
        whole_knowledge(rows, arguments.rows, arguments.rounds, Path(folder))
    say(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    tools = ("polars", "duckdb", "sqlglot", "zen-engine", "cel-python")
    say("  " + ", ".join(f"{name} {version(name)}" for name in tools))
    say(f"  Python {platform.python_version()}, {platform.machine()}, Polars threads {pl.thread_pool_size()}")
    return 0 if met else 1


def twenty_six_rules(rows: Sequence[Recorded], count: int, rounds: int, folder: Path) -> bool:
    """This function will measure the same conditions on every engine, and check that all answer alike."""
    texts = yaml.safe_load((Path(__file__).parent / "rules.yaml").read_text(encoding="utf-8"))["rules"]
    rules = {f"rule_{number}": condition_from(text, knowledge().vocabulary, "") for number, text in enumerate(texts)}
    table, columns = drawn(rows, count)
    plan = compiled(knowledge(), ON, COUNTRY, columns).with_conditions(rules)
    wanted, needed = list(rules), plan.reads(rules)
    table = table.select(needed)
    plain = [pl.sql_expr(as_sql(one)).alias(name) for name, one in rules.items()]
    zen, cel = in_zen(list(rules.values())), in_cel(list(rules.values()))
    some = [table.row(number, named=True) for number in range(2000)]
    works = {
        "ours: Polars": (lambda: polars_engine.answers(plan, table, wanted), count),
        "plain Polars, one expression a rule": (lambda: table.select(plain), count),
        "ours: SQL on DuckDB": (duckdb_over(table, folder, sql_of(plan, "duckdb", wanted)), count),
        "zen-engine, two expressions a rule (sample)": (lambda: zen(some), len(some)),
        "cel-python (sample)": (lambda: cel(some[:200]), 200),
    }
    timed = in_turn(works, rounds)
    say(f"\n{len(rules)} three-valued rules")
    report(timed)
    expected = polars_engine.answers(plan, table, wanted)
    told = [list(row) for row in expected.head(len(some)).rows()]
    agree("plain Polars", expected.equals(table.select(plain)))
    agree("zen-engine", zen(some) == told)
    agree("cel-python", cel(some[:200]) == told[:200])
    agree("DuckDB", counted_in_duckdb(plan, table, wanted, folder) == counted(expected))
    agree("the evaluator", evaluated(rules, rows_of(table, columns, 200)) == told[:200])
    rate = timed["ours: Polars"].rate
    say(f"  target {FIRST_TARGET / 1e6:.0f} M cases/s: {rate / FIRST_TARGET:.2f} of it; the summit {rate / SUMMIT:.2f}")
    return rate >= FIRST_TARGET


def rows_of(table: pl.DataFrame, columns: Columns, count: int) -> list[Recorded]:
    """This function will read some rows back as facts; exact columns only."""

    there = table.head(count).select(name for name in table.columns if columns.of(name)).rows(named=True)
    return [{fact: value_from(value) for fact, value in row.items() if value is not None} for row in there]


def evaluated(rules: dict[str, Any], rows: Sequence[Recorded]) -> list[list[bool | None]]:
    """This function will give what the definition answers."""
    told = {"yes": True, "no": False, "unknown": None}
    found = []
    for row in rows:
        evaluator = Evaluator({fact: Known(value) for fact, value in row.items()}, {}, {})
        found.append([told[evaluator.why(one).truth.value] for one in rules.values()])
    return found


def whole_knowledge(rows: Sequence[Recorded], count: int, rounds: int, folder: Path) -> None:
    """This function will measure the shipped rules in force: the whole classification, and every option."""
    table, columns = drawn(rows, count)
    plan = compiled(knowledge(), ON, COUNTRY, columns)
    force = applicable(knowledge(), ON, COUNTRY)
    asked = {"full classification": list(CLASSIFYING), "all options": [one.id for one in force.options]}
    wide = sum(not one.exact for one in columns.facts)
    say(f"\nShipped rules, version {knowledge().version}: {len(columns.facts)} facts recorded, {wide} with intervals")
    for name, wanted in asked.items():
        needed = table.select(plan.reads(wanted))
        works = {
            f"{name} ({len(wanted)}): Polars": (_polars(plan, needed, wanted), count),
            f"{name} ({len(wanted)}): SQL on DuckDB": (
                duckdb_over(needed, folder, sql_of(plan, "duckdb", wanted)),
                count,
            ),
        }
        report(in_turn(works, rounds))
        expected = polars_engine.answers(plan, needed, wanted)
        agree("DuckDB", counted_in_duckdb(plan, needed, wanted, folder) == counted(expected))
    sample = rows[:200]
    answers = polars_engine.answers(plan, table_of(sample, columns), [*CLASSIFYING, *asked["all options"]])
    agree("the evaluator", answers.rows() == [_assessed(row) for row in sample])


def _polars(plan: Plan, table: pl.DataFrame, wanted: list[str]) -> Callable[[], Any]:
    return lambda: polars_engine.answers(plan, table, wanted)


def _assessed(row: Recorded) -> tuple[Any, ...]:
    force = applicable(knowledge(), ON, COUNTRY)
    recorded = {fact: Known(value) for fact, value in row.items()}
    evaluator = Evaluator(recorded, knowledge().derived, force.tables_by_fact)
    options = [option_status(one, evaluator, ON, COUNTRY) for one in force.options]
    return (*(evaluator.table(fact).outcome for fact in CLASSIFYING), *options)


def counted(answers: pl.DataFrame) -> list[dict[str, int]]:
    """This function will count the answers of each rule."""
    return [_counts(answers[name].cast(pl.String).value_counts().rows()) for name in answers.columns]


def counted_in_duckdb(plan: Plan, table: pl.DataFrame, wanted: list[str], folder: Path) -> list[dict[str, int]]:
    """This function will count the answers of each rule in DuckDB."""
    file = folder / "counted.parquet"
    table.write_parquet(file)
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW facts AS SELECT * FROM read_parquet('{file}')")  # noqa: S608  (our own file)
        connection.execute(f"CREATE TABLE answers AS {sql_of(plan, 'duckdb', wanted)}")
        found = []
        for name in wanted:
            sql = f'SELECT "{name}"::VARCHAR, count(*) FROM answers GROUP BY 1'  # noqa: S608  (names of our own rules)
            found.append(_counts(connection.execute(sql).fetchall()))
        return found


def _counts(rows: Sequence[tuple[Any, ...]]) -> dict[str, int]:
    return {str(value): count for value, count in rows}


def report(timed: dict[str, Timed]) -> None:
    """This function will print one line for each."""
    for one in timed.values():
        say(one.line())


def agree(name: str, is_so: bool) -> None:
    """This function will say that the answers are the same, or end the run: a fast wrong answer is none."""
    if not is_so:
        sys.exit(f"{name} answers otherwise than we do: nothing that was measured counts")
    say(f"  same answers: {name}")


def say(line: str) -> None:
    """This function will print at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
