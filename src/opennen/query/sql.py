"""A plan as SQL text for DuckDB, PostgreSQL, SQLite and Spark: one tree, a level of shared parts per `WITH`.

Only what means the same in all four is emitted: AND, OR, NOT, comparisons, IN without nulls, IS NULL, IS TRUE, and CASE
without ELSE. What would turn "not known" into something else (COALESCE, ELSE, NOT IN, <>, count) never is.
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from sqlglot import exp

from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.query.columns import Columns, FactColumn
from opennen.query.nodes import (
    And,
    Certain,
    Choice,
    Clear,
    Code,
    Constant,
    Flag,
    Kleene,
    Known,
    Leaf,
    Node,
    Not,
    Number,
    Or,
    Present,
    parts_of,
)
from opennen.query.plan import Plan
from opennen.query.stages import Stages, stages_of
from opennen.vocabulary.model import FactType

Dialect = Literal["duckdb", "postgres", "sqlite", "spark"]
DIALECTS: tuple[Dialect, ...] = ("duckdb", "postgres", "sqlite", "spark")
# These two copy an inner query into the outer one, expression by expression, unless told to make it once.
MATERIALISED = frozenset({"postgres", "sqlite"})
LONGEST_NAME = 63  # bytes; PostgreSQL cuts a longer name without a word

_COMPARED: dict[str, type[exp.Binary]] = {"<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE, "==": exp.EQ}


def sql_of(
    plan: Plan,
    dialect: Dialect,
    wanted: Sequence[str],
    *,
    table: str = "facts",
    keys: Sequence[str] = (),
    foreign: bool = False,
) -> str:
    """This function will write the query that answers for every row: a truth (null = unknown) or a code.

    wanted: ids of rules or facts. keys: columns of the table to keep beside them. foreign: the table was written by
    others, so that a number may be NaN; it is then read as not recorded. Raises Refused (Q104) for a name too long.
    """
    nodes = {name: plan.answers[name] for name in wanted}
    _check_names((*wanted, *keys, *plan.columns.names))
    query = _Query(plan.columns, stages_of(nodes.values()), nodes, keys, dialect)
    return query.tree(table, foreign).sql(dialect=dialect, pretty=True)


def _check_names(names: Iterable[str]) -> None:
    long = [name for name in names if len(name.encode()) > LONGEST_NAME]
    if long:
        raise Refused([_too_long(name) for name in long])


class _Query:
    """The levels of a plan as one `WITH` query."""

    def __init__(
        self, columns: Columns, stages: Stages, nodes: dict[str, Node], keys: Sequence[str], dialect: Dialect
    ) -> None:
        self.columns, self.stages, self.nodes = columns, stages, nodes
        self.keys, self.dialect = tuple(keys), dialect

    def tree(self, table: str, foreign: bool) -> exp.Select:
        """This function will build the whole query."""
        parts: list[exp.CTE] = []
        source = table
        needed = self._needed()
        if foreign:
            first = [self._without_nan(name) for name in sorted(needed[0])]
            parts.append(self._level("cleaned", first, source))
            source = "cleaned"
        for number, level in enumerate(self.stages.levels):
            carried = [_column(name) for name in sorted(needed[number + 1] - {self.stages.kept[one] for one in level})]
            made = [_named(self._made(node), self.stages.kept[node]) for node in level]
            parts.append(self._level(f"level_{number}", [*carried, *made], source))
            source = f"level_{number}"
        answers = [_named(self._of(node), name) for name, node in self.nodes.items()]
        last = exp.select(*[_column(key) for key in self.keys], *answers).from_(_table(source))
        if parts:
            last.set("with_" if "with_" in exp.Select.arg_types else "with", exp.With(expressions=parts))
        return last

    def _level(self, name: str, columns: list[exp.Expr], source: str) -> exp.CTE:
        keys = [_column(key) for key in self.keys]
        chosen = exp.select(*keys, *columns) if keys or columns else exp.select(exp.Literal.number(1))
        return exp.CTE(
            this=chosen.from_(_table(source)),
            alias=exp.TableAlias(this=exp.to_identifier(name)),
            materialized=True if self.dialect in MATERIALISED else None,
        )

    def _needed(self) -> list[set[str]]:
        """By level, the columns that it or a later one reads; the last entry is what the answers read."""
        needed = [self._read(self.nodes.values())]
        for level in reversed(self.stages.levels):
            made = {self.stages.kept[node] for node in level}
            inside: set[str] = set()
            for node in level:
                for part in parts_of(node) or ():
                    inside |= self._read([part])
                inside |= _columns_of(node)
            needed.insert(0, (needed[0] - made) | inside)
        return needed

    def _read(self, nodes: Iterable[Node]) -> set[str]:
        found: set[str] = set()
        for node in nodes:
            name = self.stages.kept.get(node)
            found |= {name} if name is not None else _columns_of(node) | self._read(parts_of(node))
        return found

    def _without_nan(self, name: str) -> exp.Expr:
        owner = next((one for one in self.columns.facts if name in one.names), None)
        if owner is None or owner.type not in (FactType.NUMBER, FactType.DATE):
            return _column(name)
        others = [self._not_nan(other) for other in owner.names if other != name]
        return _named(_halves(others, self._not_nan(name)) if others else self._not_nan(name), name)

    def _not_nan(self, name: str) -> exp.Expr:
        if self.dialect == "sqlite":  # it has no NaN: it stores null instead
            return _column(name)
        if self.dialect == "postgres":  # it has no ISNAN
            return exp.Nullif(this=_column(name), expression=exp.cast(exp.Literal.string("NaN"), "double"))
        # Not by comparing: DuckDB answers `x = NaN` from the bounds in a Parquet file, which leave NaN out.
        return _case([(exp.not_(exp.IsNan(this=_column(name)), copy=False), _column(name))])

    def _of(self, node: Node) -> exp.Expr:
        name = self.stages.kept.get(node)
        return _column(name) if name is not None else exp.paren(self._made(node), copy=False)

    def _made(self, node: Node) -> exp.Expr:
        match node:
            case And(parts):
                return exp.and_(*[self._of(part) for part in parts], copy=False)
            case Or(parts):
                return exp.or_(*[self._of(part) for part in parts], copy=False)
            case Not(part):
                return exp.not_(self._of(part), copy=False)
            case Certain(part):
                return exp.Is(this=self._of(part), expression=exp.true())
            case Known(part):
                return _not_null(self._of(part))
            case Kleene(yes, no):
                return _case([(self._of(yes), exp.true()), (self._of(no), exp.false())])
            case Choice(cases):
                return _case([(self._of(part), exp.Literal.string(code)) for part, code in cases])
            case _:
                return _leaf(node)


def _leaf(node: Node) -> exp.Expr:
    match node:
        case Constant(value):
            return exp.cast(exp.null(), "boolean") if value is None else exp.convert(value)
        case Number(column, operator, bound):
            return _COMPARED[operator](this=_column(column), expression=_double(bound))
        case Code(column, codes):
            return exp.In(this=_column(column), expressions=[exp.Literal.string(code) for code in codes])
        case Clear(column, bits):
            both = exp.BitwiseAnd(this=_column(column), expression=exp.Literal.number(bits))
            return exp.EQ(this=exp.paren(both), expression=exp.Literal.number(0))
        case Flag(column):
            return _column(column)
        case Present(column):
            return _not_null(_column(column))
        case _:
            raise TypeError(f"{node} is no leaf")


def _columns_of(node: Node) -> set[str]:
    return {node.column} if isinstance(node, Leaf) else set()


def _column(name: str) -> exp.Column:
    return exp.column(exp.to_identifier(name, quoted=True))


def _table(name: str) -> exp.Table:
    return exp.to_table(name)


def _named(expression: exp.Expr, name: str) -> exp.Expr:
    return exp.alias_(expression, exp.to_identifier(name, quoted=True), copy=False)


def _not_null(expression: exp.Expr) -> exp.Expr:
    return exp.not_(exp.Is(this=expression, expression=exp.null()), copy=False)


def _case(cases: Sequence[tuple[exp.Expr, exp.Expr]]) -> exp.Expr:
    if not cases:
        return exp.cast(exp.null(), "text")
    return exp.Case(ifs=[exp.If(this=when, true=then) for when, then in cases])


def _double(bound: float) -> exp.Expr:
    """A number with an exponent is a double everywhere; without one it would be a decimal in two of the engines."""
    written = repr(float(bound))
    return exp.Literal.number(written if "e" in written else f"{written}e0")


def _halves(others: Sequence[exp.Expr], value: exp.Expr) -> exp.Expr:
    """An interval with one end is not recorded: each end stands only beside the other."""
    return _case([(exp.and_(*[_not_null(one) for one in others]), value)])


def columns_sql(columns: Columns, dialect: Dialect, table: str, keys: Sequence[str] = ()) -> str:
    """This function will write the statement that makes an empty facts table; keys are texts."""
    defined = [_defined(key, "text") for key in keys]
    defined += [_defined(name, _type_of(one)) for one in columns.facts for name in one.names]
    schema = exp.Schema(this=_table(table), expressions=defined)
    return exp.Create(this=schema, kind="TABLE").sql(dialect=dialect, pretty=True)


def _defined(name: str, kind: str) -> exp.ColumnDef:
    return exp.ColumnDef(this=exp.to_identifier(name, quoted=True), kind=exp.DataType.build(kind))


def _type_of(column: FactColumn) -> str:
    match column.type:
        case FactType.YES_NO:
            return "boolean"
        case FactType.CODE:
            return "text" if column.exact else "bigint"
        case _:
            return "double"


def _too_long(name: str) -> Finding:
    return Finding(
        "Q104",
        Text(
            fr=f"« {name} » dépasse {LONGEST_NAME} octets : PostgreSQL le couperait.",
            en=f"“{name}” has more than {LONGEST_NAME} bytes: PostgreSQL would cut it.",
        ),
        remedy=Text(fr="Donner un nom plus court.", en="Give a shorter name."),
    )
