"""The text of a condition to its nodes. A small language of its own: nothing in it can run anything.

number_fact >= N UNIT and (coded_fact == code or coded_fact in {code, code})
N UNIT <= number_fact <= N UNIT      coded_fact in group      fact is missing      not yes_no_fact

docs/rule-language.md shows each of them with a runnable example.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput

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
?operand: amount | NAME
amount: NUMBER UNIT?
OPERATOR: "<=" | ">=" | "==" | "!=" | "<" | ">"
NUMBER: /-?\d+(\.\d+)?/
UNIT: /(?!(?:and|or|not|in|is)\b)[%A-Za-zµ\/][%A-Za-zµ0-9\/²^.]*/
NAME: /(?!(?:and|or|not|in|is|known|missing)\b)[A-Za-z][A-Za-z0-9_]*/
%ignore /\s+/
"""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit as written."""

    number: float
    unit: str | None


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
            fr="Écrire : fait >= 3 %, fait == code, fait in {a, b}, fait is missing, reliés par and, or, not.",
            en="Write: fact >= 3 %, fact == code, fact in {a, b}, fact is missing, joined by and, or, not.",
        )
        raise Refused([Finding("R101", message, place, example=context, remedy=remedy)]) from error
    raw = _ToRaw().transform(tree)
    assert isinstance(raw, Raw)
    return raw
