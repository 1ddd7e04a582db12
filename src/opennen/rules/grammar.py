"""The text of a condition to its nodes. A small language of its own: nothing in it can run anything.

number_fact >= N UNIT and (coded_fact == code or coded_fact in {code, code})
N UNIT <= number_fact <= N UNIT      coded_fact in group      fact is missing      not yes_no_fact
date_fact >= 2020-01-31              at least 2 of (condition, condition, condition)

docs/rule-language.md shows each of them with a runnable example.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput, VisitError

from opennen.kernel.dates import day_number
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text

_GRAMMAR = r"""
?start: some
?some: every ("or" every)*
?every: single ("and" single)*
?single: "not" single          -> negation
       | "(" some ")"
       | NAME                  -> holds
       | NAME OPERATOR operand -> compare
       | amount OPERATOR NAME OPERATOR amount -> between
       | NAME "in" NAME        -> in_group
       | NAME "in" "{" NAME ("," NAME)* "}" -> in_set
       | NAME "is" "known"     -> known
       | NAME "is" "missing"   -> missing
       | "at" "least" NUMBER "of" "(" some ("," some)+ ")" -> at_least
?operand: amount | NAME
amount: DATE | NUMBER UNIT?
OPERATOR: "<=" | ">=" | "==" | "!=" | "<" | ">"
DATE.2: /\d{4}-\d{2}-\d{2}/
NUMBER: /-?\d+(\.\d+)?/
UNIT: /(?!(?:and|or|not|in|is)\b)[%A-Za-zµ\/][%A-Za-zµ0-9\/²^.]*/
NAME: /(?!(?:and|or|not|in|is|known|missing|at)\b)[A-Za-z][A-Za-z0-9_]*/
%ignore /\s+/
"""


_FORMS = "fact >= 3 %, fact == code, fact in {a, b}, day >= 2020-01-31, fact is missing, at least 2 of (a, b, c)"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit as written."""

    number: float
    unit: str | None
    day: str | None = None  # a date as written; then `number` is its day number


@dataclass(frozen=True, slots=True)
class Raw:
    """A parsed node before its names are looked up: kind and operands."""

    kind: str
    operands: tuple["RawOperand", ...]


RawOperand: TypeAlias = Raw | Amount | str


class _ToRaw(Transformer[Token, Any]):
    def __default__(self, data: Any, children: list[Any], meta: Any) -> Raw:
        return Raw(str(data), tuple(str(child) if isinstance(child, Token) else child for child in children))

    def amount(self, children: list[Token]) -> Amount:
        if children[0].type == "DATE":
            return Amount(day_number(date.fromisoformat(str(children[0]))), None, str(children[0]))
        return Amount(float(children[0]), str(children[1]) if len(children) > 1 else None)


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", lexer="contextual", maybe_placeholders=False)


@lru_cache(maxsize=4096)
def raw_condition(text: str, place: str) -> Raw:
    """This function will parse a condition's text; raises Refused (R101) with the column and the words around it."""
    try:
        tree = _parser().parse(" ".join(text.split()))
    except UnexpectedInput as error:
        column = getattr(error, "column", 0)
        context = error.get_context(" ".join(text.split()), span=30).strip("\n")
        message = Text(
            fr=f"condition illisible à la colonne {column}",
            en=f"this condition cannot be read at column {column}",
        )
        remedy = Text(
            fr=f"Écrire : {_FORMS}, reliés par and, or, not.",
            en=f"Write: {_FORMS}, joined by and, or, not.",
        )
        raise Refused([Finding("R101", message, place, example=context, remedy=remedy)]) from error
    try:
        raw = _ToRaw().transform(tree)
    except VisitError as error:  # 2026-02-30
        message = Text(fr=f"date impossible : {error.orig_exc}", en=f"no such date: {error.orig_exc}")
        remedy = Text(fr="Écrire un jour du calendrier : 2026-02-28.", en="Write a day of the calendar: 2026-02-28.")
        raise Refused([Finding("R101", message, place, example=text.strip(), remedy=remedy)]) from error
    assert isinstance(raw, Raw)
    return raw
