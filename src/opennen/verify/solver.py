"""The only door to z3: yes/no formulas, remembered once, asked many times, always in the same order."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import z3

Formula: TypeAlias = Any
"""A yes/no expression of z3, which carries no types."""

TRUE: Formula = z3.BoolVal(True)
FALSE: Formula = z3.BoolVal(False)


class Undecided(Exception):
    """Raised when the solver gives up; nothing may then be called proven."""


class Solver:
    """Axioms stay for good; each question is asked under its own assumptions, so that what was learnt is kept."""

    def __init__(self) -> None:
        # A context of its own: the same knowledge gives the same examples, whatever was asked before in this process.
        self._context = z3.Context()
        self._solver = z3.SolverFor("QF_FD", ctx=self._context)
        self._solver.set("random_seed", 0)
        self._questions = 0
        self._model: Any = None

    def variable(self, name: str) -> Formula:
        """This function will make a yes/no variable."""
        return z3.Bool(name, self._context)

    def hold(self, formula: Formula) -> None:
        """This function will take a formula as true from now on."""
        self._solver.add(formula)

    def names(self, formula: Formula) -> Formula:
        """This function will give a short name to a formula that is used many times."""
        if z3.is_const(formula):  # a variable, true or false: short already
            return formula
        self._questions += 1
        name = self.variable(f"q{self._questions}")
        self._solver.add(name == formula)
        return name

    def can_be(self, formulas: Iterable[Formula]) -> bool:
        """This function will say whether all formulas can be true together; `is_true` then reads the example found."""
        asked = [self.names(one) for one in formulas]
        if any(one is FALSE for one in asked):
            return False
        answer = self._solver.check(*(one for one in asked if one is not TRUE))
        if answer == z3.unknown:
            raise Undecided(self._solver.reason_unknown())
        self._model = None  # read when it is wanted: most questions only ask whether there is one
        return bool(answer == z3.sat)

    def is_true(self, formula: Formula) -> bool:
        """This function will read a formula in the example that the last question found."""
        if self._model is None:
            self._model = self._solver.model()
        return bool(z3.is_true(self._model.eval(formula, model_completion=True)))


def _joined(make: Any, formulas: Sequence[Formula]) -> Formula:
    """By z3's own constructor: its operators look at the type of every part again, which here took half of the time."""
    parts = (z3.Ast * len(formulas))(*(one.as_ast() for one in formulas))
    return z3.BoolRef(make(formulas[0].ctx_ref(), len(formulas), parts), formulas[0].ctx)


def all_true(formulas: Sequence[Formula]) -> Formula:
    """This function will say that every one holds (true for none)."""
    kept = [one for one in formulas if one is not TRUE]
    if any(one is FALSE for one in kept):
        return FALSE
    return TRUE if not kept else kept[0] if len(kept) == 1 else _joined(z3.Z3_mk_and, kept)


def any_true(formulas: Sequence[Formula]) -> Formula:
    """This function will say that one at least holds (false for none)."""
    kept = [one for one in formulas if one is not FALSE]
    if any(one is TRUE for one in kept):
        return TRUE
    return FALSE if not kept else kept[0] if len(kept) == 1 else _joined(z3.Z3_mk_or, kept)


def opposite(formula: Formula) -> Formula:
    """This function will say that it does not hold."""
    if formula is TRUE:
        return FALSE
    if formula is FALSE:
        return TRUE
    return z3.BoolRef(z3.Z3_mk_not(formula.ctx_ref(), formula.as_ast()), formula.ctx)


def so_many(count: int, formulas: Sequence[Formula]) -> Formula:
    """This function will say that at least so many hold."""
    sure = sum(one is TRUE for one in formulas)
    open_ = [one for one in formulas if one is not TRUE and one is not FALSE]
    if sure >= count:
        return TRUE
    return z3.AtLeast(*open_, count - sure) if len(open_) >= count - sure else FALSE


def just_one(formulas: Sequence[Formula]) -> Formula:
    """This function will say that exactly one holds."""
    return z3.And(z3.Or(*formulas), z3.AtMost(*formulas, 1)) if len(formulas) > 1 else formulas[0]


def same(one: Formula, other: Formula) -> Formula:
    """This function will say that two formulas are both true or both false."""
    return one == other
