"""The text of a timeline expression to a raw tree. A small language of its own: nothing in it can run anything.

some imaging within 12 months under ssa: response == pd
every lesion where target of latest imaging where modality in sstr: sstr_uptake == positive
latest marker where analyte == chromogranin_a: value in ng/mL
count treatment where kind in systemic, complete
months since latest treatment where kind in prrt

some imaging: response == pd against not_progressive

docs/timeline-language.md shows each of them with a runnable example.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput

_GRAMMAR = r"""
?start: QUANTIFIER over (":" any)?                       -> quantified
      | PICK over ":" any ties?                          -> picked
      | "count" over                                     -> counted
      | DURATION "since" moment                          -> since
      | DURATION "from" moment "to" moment               -> from_to
      | "day" "of" moment                                -> day_of
?over: events
     | events "of" (chosen | events)                     -> parts
events: types filter*
types: NAME ("or" NAME)*
chosen: ORDER events
?one_of: ORDER limited                                   -> chosen
       | "(" chosen ")"
limited: types where?                                    -> events
?filter: where | window
       | COMPLETE                                        -> complete
?window: "within" NUMBER DURATION                        -> within
       | "within" NUMBER DURATION SIDE moment            -> within_of
       | (SIDE | SINCE) moment                           -> beside
       | "under" NAME                                    -> under
where: "where" any
moment: one_of                                           -> moment
      | "stop" "of" one_of                               -> stop_of
      | "diagnosis"                                      -> diagnosis
      | "birth"                                          -> birth
ties: "ties" TIES
?any: all ("or" all)*
?all: one ("and" one)*
?one: "not" one               -> negation
    | "(" any ")"
    | NAME                    -> bare
    | NAME OPERATOR amount    -> measures
    | NAME OPERATOR NAME against?    -> equals
    | NAME "in" (NAME | UNIT) against? -> within_group
    | NAME "in" set against?  -> within_set
    | NAME "has" (NAME | set) -> lists
    | window
against: "against" (NAME | set)
set: "{" NAME ("," NAME)* "}"
amount: NUMBER (UNIT | NAME | DURATION)?
QUANTIFIER: "some" | "every" | "no"
PICK: "latest" | "first" | "highest" | "lowest"
ORDER: "latest" | "first"
TIES: "highest" | "lowest" | "conflict"
SIDE: "before" | "after"
SINCE: "since"
DURATION: "days" | "weeks" | "months" | "years"
COMPLETE: /,\s*complete/
OPERATOR: "<=" | ">=" | "==" | "!=" | "<" | ">"
NUMBER: /-?\d+(\.\d+)?/
UNIT.2: /(?=[A-Za-zµ0-9]*[%\/²^µ.])[%A-Za-zµ\/][%A-Za-zµ0-9\/²^.]*/
NAME: /(?!(?:RESERVED)\b)[A-Za-z][A-Za-z0-9_]*/
%ignore /\s+/
"""
_RESERVED = (
    "and|or|not|in|has|where|within|before|after|since|under|of|ties|against|count|some|every|no|latest|first|"
    "highest|lowest"
)


@dataclass(frozen=True, slots=True)
class Raw:
    """A parsed node before its names are looked up: kind and operands."""

    kind: str
    operands: tuple["RawOperand", ...]


@dataclass(frozen=True, slots=True)
class RawAmount:
    """A number and its unit as written."""

    number: float
    unit: str | None


RawOperand: TypeAlias = Raw | RawAmount | str


class Unreadable(ValueError):
    """Raised when a text is not in the language; says at which column, and shows the words around it."""

    def __init__(self, column: int, context: str) -> None:
        self.column, self.context = column, context
        super().__init__(f"column {column}")


class _ToRaw(Transformer[Token, Any]):
    def __default__(self, data: Any, children: list[Any], meta: Any) -> Raw:
        return Raw(str(data), tuple(str(child) if isinstance(child, Token) else child for child in children))

    def amount(self, children: list[Token]) -> RawAmount:
        return RawAmount(float(children[0]), str(children[1]) if len(children) > 1 else None)


@lru_cache(maxsize=1)
def _parser() -> Lark:
    grammar = _GRAMMAR.replace("RESERVED", _RESERVED)
    return Lark(grammar, parser="lalr", lexer="contextual", maybe_placeholders=False)


def raw_expression(text: str) -> Raw:
    """This function will parse the text of a timeline expression; raises Unreadable."""
    line = " ".join(text.split())
    try:
        raw = _ToRaw().transform(_parser().parse(line))
    except UnexpectedInput as error:
        raise Unreadable(max(getattr(error, "column", 0), 0), error.get_context(line, span=30).strip("\n")) from error
    assert isinstance(raw, Raw)
    return raw
