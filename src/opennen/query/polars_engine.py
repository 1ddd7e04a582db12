"""A plan as Polars expressions: the way a registry is asked in one process."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, eq, ge, gt, le, lt, or_

import polars as pl

from opennen.query.columns import Columns
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
    Node,
    Not,
    Number,
    Or,
    Present,
)
from opennen.query.plan import Plan
from opennen.query.stages import stages_of
from opennen.vocabulary.model import FactType

COMPARED = {"<": lt, "<=": le, ">": gt, ">=": ge, "==": eq}
BLOCK = 1_048_576  # rows worked on at a time: bounds the memory; smaller blocks cost more in calls than caches save


def answers(plan: Plan, frame: pl.DataFrame, wanted: Sequence[str], keys: Sequence[str] = ()) -> pl.DataFrame:
    """This function will answer for every row: true, false or null for a truth, a code or null for a coded answer.

    wanted: ids of rules or facts. keys: columns of the frame to keep beside them. Raises KeyError for an unknown id.
    """
    made = _Steps(plan, wanted)
    read = list(dict.fromkeys((*keys, *plan.reads(wanted)))) or frame.columns[:1]  # without a column no rows are left
    frame = frame.select(read) if read else frame
    blocks = [made.over(block, keys) for block in frame.iter_slices(BLOCK)] or [made.over(frame, keys)]
    return pl.concat(blocks, rechunk=False) if len(blocks) > 1 else blocks[0]


def without_nan(frame: pl.DataFrame, columns: Columns) -> pl.DataFrame:
    """This function will read a number that is not one (NaN), in a file of others, as not recorded: both ends of it."""
    cleaned = []
    for one in columns.facts:
        if one.type in (FactType.NUMBER, FactType.DATE):
            known = reduce(and_, (pl.col(name).cast(pl.Float64).is_not_nan() for name in one.names))
            cleaned += [pl.when(known).then(pl.col(name).cast(pl.Float64)).alias(name) for name in one.names]
    return frame.with_columns(cleaned)


class _Steps:
    """The expressions of a plan, level by level; made once and used for every block of rows."""

    def __init__(self, plan: Plan, wanted: Sequence[str]) -> None:
        nodes = {name: plan.answers[name] for name in wanted}
        stages = stages_of(nodes.values())
        self._kept = stages.kept
        self.levels = [[self._made(node).alias(stages.kept[node]) for node in level] for level in stages.levels]
        self.last = [self._of(node).alias(name) for name, node in nodes.items()]

    def over(self, frame: pl.DataFrame, keys: Sequence[str]) -> pl.DataFrame:
        """This function will answer for one block of rows."""
        for level in self.levels:
            frame = frame.with_columns(level)
        length = pl.repeat(None, pl.len(), dtype=pl.Null).alias("_rows")  # constants alone would be one row
        return frame.select(*keys, *self.last, length).drop("_rows")

    def _of(self, node: Node) -> pl.Expr:
        name = self._kept.get(node)
        return pl.col(name) if name is not None else self._made(node)

    def _all(self, parts: Iterable[Node]) -> list[pl.Expr]:
        return [self._of(part) for part in parts]

    def _made(self, node: Node) -> pl.Expr:
        match node:
            case And(parts):
                return reduce(and_, self._all(parts))
            case Or(parts):
                return reduce(or_, self._all(parts))
            case Not(part):
                return ~self._of(part)
            case Certain(part):
                return self._of(part).fill_null(False)
            case Known(part):
                return self._of(part).is_not_null()
            case Kleene(yes, no):
                return pl.when(self._of(yes)).then(True).when(self._of(no)).then(False)
            case Choice(cases):
                return self._choice(cases)
            case _:
                return _leaf(node)

    def _choice(self, cases: Sequence[tuple[Node, str]]) -> pl.Expr:
        codes = list(dict.fromkeys(code for _, code in cases))
        chosen: pl.Expr = pl.lit(None, dtype=pl.UInt8)
        for part, code in reversed(cases):
            chosen = pl.when(self._of(part)).then(pl.lit(codes.index(code), dtype=pl.UInt8)).otherwise(chosen)
        return chosen.cat.to(pl.Enum(codes))


def _leaf(node: Node) -> pl.Expr:
    match node:
        case Constant(value):
            return pl.lit(value, dtype=pl.Boolean)
        case Number(column, operator, bound):
            found: pl.Expr = COMPARED[operator](pl.col(column), bound)
            return found
        case Code(column, (code,)):
            return pl.col(column) == code
        case Code(column, codes):
            return pl.col(column).is_in(list(codes))
        case Clear(column, bits):
            return (pl.col(column) & bits) == 0
        case Flag(column):
            return pl.col(column)
        case Present(column):
            return pl.col(column).is_not_null()
        case _:
            raise TypeError(f"{node} is no leaf")
