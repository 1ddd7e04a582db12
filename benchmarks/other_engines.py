"""The same conditions as other engines write them: plain Polars, ZEN and CEL."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from opennen.rules.model import Compare, Condition, Every, Holds, Not, OneOf, Some

Answer = bool | None
Batch = Callable[[Sequence[Mapping[str, Any]]], list[list[Answer]]]  # records in, for each the answers of all rules


def as_sql(condition: Condition) -> str:
    """This function will write a condition as an SQL expression, as a person would: one rule, one expression."""
    match condition:
        case Every(parts):
            return f"({' AND '.join(as_sql(part) for part in parts)})"
        case Some(parts):
            return f"({' OR '.join(as_sql(part) for part in parts)})"
        case Not(part):
            return f"(NOT {as_sql(part)})"
        case Holds(fact):
            return fact
        case Compare(fact, operator, bound):
            return f"({fact} {operator} {bound})"
        case OneOf(fact, codes):
            return f"({' OR '.join(f'{fact} = {code!r}' for code in sorted(codes))})"
        case _:
            raise TypeError(f"{condition} is in none of the measured rules")


def as_zen(condition: Condition, yes: bool = True) -> str:
    """This function will write one rail of a condition for ZEN, which has no unknown: surely yes, or surely no."""
    match condition:
        case Every(parts):
            return f"({(' and ' if yes else ' or ').join(as_zen(part, yes) for part in parts)})"
        case Some(parts):
            return f"({(' or ' if yes else ' and ').join(as_zen(part, yes) for part in parts)})"
        case Not(part):
            return as_zen(part, not yes)
        case Holds(fact):
            return f"({fact} == {'true' if yes else 'false'})"
        case Compare(fact, operator, bound):
            opposite = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!="}
            return f"({fact} != null and {fact} {operator if yes else opposite[operator]} {bound})"
        case OneOf(fact, codes):
            listed = ", ".join(f'"{code}"' for code in sorted(codes))
            return f"({fact} != null and {fact} {'in' if yes else 'not in'} [{listed}])"
        case _:
            raise TypeError(f"{condition} is in none of the measured rules")


def as_cel(condition: Condition) -> str:
    """This function will write a condition for CEL: a field that is absent is an error, and && and || absorb errors."""
    match condition:
        case Every(parts):
            return f"({' && '.join(as_cel(part) for part in parts)})"
        case Some(parts):
            return f"({' || '.join(as_cel(part) for part in parts)})"
        case Not(part):
            return f"(!{as_cel(part)})"
        case Holds(fact):
            return f"c.{fact}"
        case Compare(fact, operator, bound):
            return f"(c.{fact} {operator} {bound})"
        case OneOf(fact, codes):
            listed = ", ".join(f'"{code}"' for code in sorted(codes))
            return f"(c.{fact} in [{listed}])"
        case _:
            raise TypeError(f"{condition} is in none of the measured rules")


def in_zen(rules: Sequence[Condition]) -> Batch:
    """This function will compile rules for ZEN, each on two rails."""
    import zen

    compiled = [(zen.compile_expression(as_zen(one)), zen.compile_expression(as_zen(one, yes=False))) for one in rules]

    def answer(yes: Any, no: Any, record: Mapping[str, Any]) -> Answer:
        return True if yes.evaluate(record) else False if no.evaluate(record) else None

    return lambda records: [[answer(yes, no, one) for yes, no in compiled] for one in records]


def in_cel(rules: Sequence[Condition]) -> Batch:
    """This function will compile rules for CEL."""
    import celpy

    environment = celpy.Environment()
    programs = [environment.program(environment.compile(as_cel(one))) for one in rules]

    def answer(program: Any, record: Any) -> Answer:
        try:
            return bool(program.evaluate({"c": record}))
        except celpy.CELEvalError:
            return None

    def batch(records: Sequence[Mapping[str, Any]]) -> list[list[Answer]]:
        read = [celpy.json_to_cel({fact: value for fact, value in one.items() if value is not None}) for one in records]
        return [[answer(program, one) for program in programs] for one in read]

    return batch
