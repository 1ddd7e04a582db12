"""An explanation as lines a clinician reads: each leaf with its value beside what was asked of it."""

from dataclasses import dataclass, replace
from functools import partial

from opennen.cases.facts import Evidence
from opennen.evaluate import render, words
from opennen.evaluate.answer import RowAnswer, TableAnswer, Why
from opennen.kernel.sources import Citation
from opennen.kernel.truth import Truth
from opennen.rules.model import AtLeast, Compare, Every, Not, OneOf, Override, Recorded, Some
from opennen.rules.packs import Knowledge


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One line of an explanation: condition in words, truth, the value that decided it, its events, its parts.

    reads: the value beside what was asked of it ('Ki-67 11 % ≥ 3 %'). says and sources: of an exception; says also
    that something was explained above.
    """

    text: str
    truth: Truth
    value: str = ""
    evidence: tuple[Evidence, ...] = ()
    parts: tuple["WhyLine", ...] = ()
    reads: str = ""
    says: str = ""
    sources: tuple[Citation, ...] = ()


def why(
    node: Why,
    knowledge: Knowledge,
    language: str,
    *,
    opens_tables: bool = True,
    exceptions: tuple[Override, ...] = (),
    opened: set[int] | None = None,
) -> WhyLine:
    """This function will turn an explanation into lines, derived facts opened in place.

    opens_tables: open the tables it meets, too (the full form); without, a table's answer is named only, since the
    answer of each table stands once with the classification. exceptions: those of the rule, shown as "unless …", each
    with its reason and source, after the default (`rules.model.unless` gives the parts in this order). opened: tables
    and derived facts that were opened before; each is opened once.
    """
    seen = set() if opened is None else opened
    parts = tuple(why(part, knowledge, language, opens_tables=opens_tables, opened=seen) for part in node.parts)
    if exceptions:
        parts = (parts[0], *map(partial(_unless, knowledge, language), exceptions, node.parts[1:], parts[1:]))
    text = render.condition(node.condition, knowledge, language)
    if node.parts:
        return WhyLine(text, node.truth, _counted(node, language), parts=parts, reads=_whole_reads(node, language))
    evidence = node.known.evidence if node.known else ()
    line = WhyLine(text, node.truth, "", evidence, reads=leaf_reads(node, knowledge, language))
    behind = node.table or node.because
    if behind is None:
        return replace(line, value=render.value(_fact_of(node), node.known, knowledge, language))
    if id(behind) in seen:
        return replace(line, says=words.EXPLAINED_ABOVE.in_(language))
    if node.table is not None:
        shown = render.outcome(node.table, knowledge, language)
        if not opens_tables:
            return replace(line, value=shown)
        seen.add(id(behind))
        return replace(line, value=shown, parts=table_why(node.table, knowledge, language, opened=seen))
    assert node.because is not None
    inner = why(node.because, knowledge, language, opens_tables=opens_tables, opened=seen)
    if opens_tables:
        seen.add(id(behind))
    return replace(line, value=words.TRUTH[node.truth].in_(language), evidence=inner.evidence, parts=(inner,))


def _whole_reads(node: Why, language: str) -> str:
    match node.condition:
        case Every():
            return words.ALL_OF.in_(language)
        case Some():
            return words.ONE_OF.in_(language)
        case AtLeast(count):
            return words.COUNT_OF.in_(language).format(count)
        case _:
            return words.NONE_OF.in_(language)


def _fact_of(node: Why) -> str:
    return str(getattr(node.condition, "fact", ""))


def _counted(node: Why, language: str) -> str:
    """Of an `at least`: how many hold, and how many are not known."""
    if not isinstance(node.condition, AtLeast):
        return ""
    truths = [part.truth for part in node.parts]
    held = words.HOLDING.in_(language).format(truths.count(Truth.YES), len(truths))
    left = truths.count(Truth.UNKNOWN)
    return f"{held}, {words.NOT_SETTLED.in_(language).format(left)}" if left else held


def _unless(knowledge: Knowledge, language: str, one: Override, node: Why, line: WhyLine) -> WhyLine:
    """One exception beside its default: 'unless' what would hold, whether it does, its reason and source."""
    held = node.parts[0]
    text = words.UNLESS.in_(language).format(render.condition(held.condition, knowledge, language))
    return WhyLine(
        text,
        held.truth,
        line.parts[0].value if line.parts else "",
        line.parts[0].evidence if line.parts else (),
        line.parts[0].parts if line.parts else (),
        reads=text,
        says=one.because.in_(language),
        sources=one.sources,
    )


def leaf_reads(node: Why, knowledge: Knowledge, language: str) -> str:
    """This function will write a leaf as what was found beside what was asked: 'Ki-67 11 % ≥ 3 %'."""
    leaf, named = node.condition, render.label(_fact_of(node), knowledge, language)
    if isinstance(leaf, Recorded):
        stated = leaf if node.truth is Truth.YES else Not(leaf)
        return render.condition(stated, knowledge, language)
    found = _found(node, knowledge, language)
    match leaf:
        case Compare(fact, operator, bound):
            asked = f"{render.OPERATORS[operator]} {render.bound_words(fact, bound, knowledge, language)}"
            if node.known is None:
                return f"{named}{render.colon(language)}{found} ({words.ASKED.in_(language).format(asked)})"
            return f"{named} {found} {asked}"
        case OneOf(fact, codes):
            said = found_reads(node, knowledge, language)
            if node.truth is Truth.YES:
                return said
            return f"{said} ({words.ASKED.in_(language).format(render.few_codes(fact, codes, knowledge, language))})"
        case _:
            return found_reads(node, knowledge, language)


def found_reads(node: Why, knowledge: Knowledge, language: str) -> str:
    """This function will write what was found of a leaf's fact: 'Différenciation : bien différenciée'."""
    named = render.label(_fact_of(node), knowledge, language)
    return f"{named}{render.colon(language)}{_found(node, knowledge, language)}"


def _found(node: Why, knowledge: Knowledge, language: str) -> str:
    if node.table is not None:
        return render.outcome(node.table, knowledge, language)
    if node.because is not None:
        return words.TRUTH[node.because.truth].in_(language)
    return render.value(_fact_of(node), node.known, knowledge, language)


def table_why(
    answer: TableAnswer,
    knowledge: Knowledge,
    language: str,
    *,
    opens_tables: bool = True,
    opened: set[int] | None = None,
) -> tuple[WhyLine, ...]:
    """This function will give the rows that answered a table or are still open, each with its why."""
    chosen = [one for one in answer.rows if answer.row is not None and one.row is answer.row]
    shown = chosen or [one for one in answer.rows if one.why.truth is not Truth.NO]
    seen = set() if opened is None else opened
    return tuple(
        row_why(answer.fact, one, knowledge, language, opens_tables=opens_tables, opened=seen) for one in shown
    )


def row_why(
    fact: str,
    one: RowAnswer,
    knowledge: Knowledge,
    language: str,
    *,
    opens_tables: bool = True,
    opened: set[int] | None = None,
) -> WhyLine:
    """This function will give one row of a table with its why, its exceptions shown as 'unless'."""
    show = partial(why, knowledge=knowledge, language=language, opens_tables=opens_tables, opened=opened)
    exceptions = one.row.exceptions
    if not exceptions or one.why.condition == one.row.when:
        line = show(one.why, exceptions=exceptions)
    else:  # where the table applies only somewhere, that stands before the row's own part
        applies, own = one.why.parts
        whole = replace(one.why, parts=())
        line = replace(_line_of(whole, knowledge, language), parts=(show(applies), show(own, exceptions=exceptions)))
    code = render.value_words(fact, frozenset({one.row.outcome}), knowledge, language)
    return replace(line, text=code + render.colon(language) + line.text, reads=code)


def _line_of(whole: Why, knowledge: Knowledge, language: str) -> WhyLine:
    return WhyLine(render.condition(whole.condition, knowledge, language), whole.truth)
