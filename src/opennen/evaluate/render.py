"""Values, conditions and explanations as words a clinician reads."""

from math import inf

from opennen.cases.facts import Known, Value
from opennen.cases.model import Case
from opennen.cases.order import events_in_order
from opennen.evaluate import words
from opennen.evaluate.answer import Classified, TableAnswer, TaskAnswer
from opennen.evaluate.assessment import Assessment
from opennen.evaluate.derivation import Derived
from opennen.kernel.dates import PartialDate, day_of
from opennen.kernel.quantity import Interval, shortened
from opennen.kernel.truth import Truth
from opennen.rules.model import AtLeast, Compare, Condition, Every, Holds, Not, OneOf, Recorded, Some
from opennen.rules.packs import Knowledge
from opennen.vocabulary.model import FactType

OPERATORS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "=", "!=": "≠"}
_MOST_WRITTEN = 6  # decimals
_ASSUMED = {"field_area": words.ASSUMED_FIELD_AREA, "supposed": words.SUPPOSED}
_MOST_CODES = 4  # of a list of codes beside a value; the rule's own page names all
_COUNTED = "1"  # the unit of plain counts, which is not written


def number(value: float, language: str) -> str:
    """This function will write a number with the decimal sign of the language, and no more digits than it has.

    More decimals than anybody writes come from a division, and are shortened.
    """
    text = f"{value:.10g}"
    if len(text.partition(".")[2]) > _MOST_WRITTEN and "e" not in text:
        text = f"{shortened(value):.10g}"
    return text if language.startswith("en") else text.replace(".", ",")


def unit_words(unit: str, language: str) -> str:
    """This function will write a unit as people print it: '/2 mm²' for '/2mm2', 'mois' for 'months'."""
    if unit in words.UNITS:
        return words.UNITS[unit].in_(language)
    return unit.replace("2mm2", "2 mm²").replace("/mm2", "/mm²").replace("/m2", "/m²")


def interval(value: Interval, unit: str | None, language: str) -> str:
    """This function will write an interval: '11 %', '< 2 %', '≥ 3 %', '30 à 40 %'."""
    shown = f" {unit_words(unit, language)}" if unit and unit != _COUNTED else ""
    if value.is_exact:
        return number(value.low, language) + shown
    no_floor = value.low in (-inf, 0) and not value.low_open
    if no_floor and value.high < inf:
        return f"{'<' if value.high_open else '≤'} {number(value.high, language)}{shown}"
    if value.high == inf:
        return f"{'>' if value.low_open else '≥'} {number(value.low, language)}{shown}"
    ends = words.FROM_TO.in_(language).format(number(value.low, language), number(value.high, language))
    return ends + shown


def day(value: PartialDate | None, language: str) -> str:
    """This function will write a date, partial ones as partial: 12/03/2026, 03/2026, 2026 (ISO in English)."""
    if value is None:
        return ""
    if language.startswith("en"):
        return str(value)
    return "/".join(f"{part:02d}" for part in (value.day, value.month) if part is not None) + (
        f"/{value.year}" if value.month else str(value.year)
    )


def _exact_day(number: float) -> PartialDate:
    found = day_of(number)
    return PartialDate(found.year, found.month, found.day)


def days(value: Interval, language: str) -> str:
    """This function will write the days a date can be: one, or from one to another."""
    first, last = (day(_exact_day(end), language) for end in (value.low, value.high))
    return first if value.is_exact else words.FROM_TO.in_(language).format(first, last)


def _bounded(known: Interval, knowledge: Knowledge, fact: str) -> Interval:
    """An end that is only the fact's own limit is no news: '≥ 3' rather than '3 to 100'."""
    span = knowledge.vocabulary.facts[fact].range
    if span is None or known.is_exact:
        return known
    low = -inf if known.low == span[0] and known.low != 0 else known.low
    high = inf if known.high == span[1] else known.high
    return Interval(low, high, known.low_open, known.high_open) if (low, high) != (-inf, inf) else known


def value(fact: str, known: Known | None, knowledge: Knowledge, language: str) -> str:
    """This function will write a fact's value with its unit; nothing recorded reads 'not recorded'."""
    if known is None:
        return words.NOT_RECORDED.in_(language)
    written = value_words(fact, known.value, knowledge, language)
    return f"{written} ({_ASSUMED[known.assumed].in_(language)})" if known.assumed in _ASSUMED else written


def value_words(fact: str, found: Value, knowledge: Knowledge, language: str) -> str:
    if isinstance(found, Truth):
        return words.TRUTH[found].in_(language)
    if isinstance(found, Interval) and knowledge.vocabulary.facts[fact].type is FactType.DATE:
        return days(found, language)
    if isinstance(found, Interval):
        return interval(_bounded(found, knowledge, fact), knowledge.vocabulary.facts[fact].unit, language)
    values = knowledge.vocabulary.sets[knowledge.vocabulary.facts[fact].values or ""]
    return f" {words.OR.in_(language)} ".join(sorted(values.label(code, language) for code in found))


def label(fact: str, knowledge: Knowledge, language: str) -> str:
    """This function will give a fact's label."""
    return knowledge.vocabulary.facts[fact].labels.in_(language)


def condition(node: Condition, knowledge: Knowledge, language: str) -> str:
    """This function will write a condition as prose, generated from the rule itself."""
    match node:
        case Every(parts) | Some(parts):
            joint = (words.AND if isinstance(node, Every) else words.OR).in_(language)
            return f" {joint} ".join(_bracketed(part, knowledge, language) for part in parts)
        case AtLeast(count, parts):
            listed = " ; ".join(condition(part, knowledge, language) for part in parts)
            return words.AT_LEAST.in_(language).format(count, listed)
        case Not(Recorded(fact)):
            return words.MISSING.in_(language).format(label(fact, knowledge, language))
        case Not(OneOf(fact, codes)) if len(codes) == 1:
            return f"{label(fact, knowledge, language)} ≠ {value_words(fact, codes, knowledge, language)}"
        case Not(part):
            return words.NOT.in_(language).format(_bracketed(part, knowledge, language))
        case _:
            return _leaf(node, knowledge, language)


def _leaf(node: Recorded | Holds | Compare | OneOf, knowledge: Knowledge, language: str) -> str:
    named = label(node.fact, knowledge, language)
    match node:
        case Recorded():
            return words.RECORDED.in_(language).format(named)
        case Holds():
            return named
        case Compare(fact, operator, bound):
            return f"{named} {OPERATORS[operator]} {bound_words(fact, bound, knowledge, language)}"
        case OneOf(fact, codes):
            return named + colon(language) + codes_words(fact, codes, knowledge, language)


def bound_words(fact: str, bound: float, knowledge: Knowledge, language: str) -> str:
    known = knowledge.vocabulary.facts[fact]
    if known.type is FactType.DATE:
        return day(_exact_day(bound), language)
    shown = f" {unit_words(known.unit, language)}" if known.unit and known.unit != _COUNTED else ""
    return number(bound, language) + shown


def codes_words(fact: str, codes: frozenset[str], knowledge: Knowledge, language: str) -> str:
    values = knowledge.vocabulary.sets[knowledge.vocabulary.facts[fact].values or ""]
    named = [values.label(code, language) for code in values.values if code in codes]
    return named[0] if len(named) == 1 else ", ".join(named)


def few_codes(fact: str, codes: frozenset[str], knowledge: Knowledge, language: str) -> str:
    """This function will name a few codes of a long list and count the others: 'pancréas, iléon, … (+ 12)'."""
    if len(codes) <= _MOST_CODES:
        return codes_words(fact, codes, knowledge, language)
    values = knowledge.vocabulary.sets[knowledge.vocabulary.facts[fact].values or ""]
    named = [values.label(code, language) for code in values.values if code in codes]
    kept = named[: _MOST_CODES - 1]
    return f"{', '.join(kept)}, … (+ {len(named) - len(kept)})"


def colon(language: str) -> str:
    return " : " if language.startswith("fr") else ": "


def _bracketed(node: Condition, knowledge: Knowledge, language: str) -> str:
    text = condition(node, knowledge, language)
    return f"({text})" if isinstance(node, Every | Some) and len(node.parts) > 1 else text


def outcome(answer: TableAnswer, knowledge: Knowledge, language: str) -> str:
    """This function will write a table's answer, or that it is not established yet."""
    if answer.conflict:
        return words.CONFLICT.in_(language).format(value_words(answer.fact, answer.possible, knowledge, language))
    if answer.outcome is None:
        return words.UNDECIDED.in_(language)
    return value_words(answer.fact, frozenset({answer.outcome}), knowledge, language)


def next_due(task: TaskAnswer, language: str) -> str:
    """This function will say when a repeated task is due again; nothing when that is not known or it never is."""
    if task.next_due is None:
        return ""
    first, last = (day(PartialDate(one.year, one.month, one.day), language) for one in task.next_due)
    when = first if first == last else words.FROM_TO.in_(language).format(first, last)
    return words.NEXT_DUE.in_(language).format(when)


def missing(facts: tuple[str, ...], knowledge: Knowledge, language: str) -> str:
    """This function will say which missing facts would decide, or nothing when none is asked."""
    if not facts:
        return ""
    named = [label(fact, knowledge, language) for fact in facts]
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} {words.AND.in_(language)} {named[-1]}"
    return (words.WOULD_DECIDE if len(named) == 1 else words.WOULD_DECIDE_MANY).in_(language).format(listed)


def classified(one: Classified, knowledge: Knowledge, language: str) -> str:
    """This function will name a tumour's class: 'NET G2', 'NET G1 (provisional)', or what would decide it."""
    if one.entity.outcome is None and one.family.outcome is None:
        return f"{words.NO_CLASS_YET.in_(language)}{_would(one, knowledge, language)}"
    named = one.entity if one.entity.outcome else one.family
    name = _short(named, knowledge, language)
    if one.grade.outcome:
        grade = _short(one.grade, knowledge, language)
        joined = f"{name} {grade}"
        provisional = one.grade.is_provisional or one.entity.is_provisional
        return f"{joined} ({words.PROVISIONAL.in_(language)})" if provisional else joined
    if one.grade.possible:
        return f"{name}{colon(language)}{words.NO_GRADE_YET.in_(language)}{_would(one, knowledge, language)}"
    return f"{name} ({words.PROVISIONAL.in_(language)})" if one.entity.is_provisional else name


def _short(answer: TableAnswer, knowledge: Knowledge, language: str) -> str:
    values = knowledge.vocabulary.sets[knowledge.vocabulary.facts[answer.fact].values or ""]
    return values.short(answer.outcome or "", language)


def _would(one: Classified, knowledge: Knowledge, language: str) -> str:
    text = missing(one.asks[:3], knowledge, language)
    return f" ({text})" if text else ""


def headline(assessment: Assessment | Derived, case: Case, knowledge: Knowledge, language: str) -> str:
    """This function will write the line a doctor would say aloud: who, what, where to, how it goes."""
    sets, facts = knowledge.vocabulary.sets, assessment.facts
    tumour = next(one for one in case.tumours if one.id == assessment.tumour)
    who = sets["sex"].label(case.person.sex, language)[:1].upper() if case.person.sex else ""
    age = facts.get("age_years")
    if age is not None and isinstance(age.value, Interval):
        who = f"{who} {number(age.value.low, language)}".strip()
    site = sets["primary_site"].label(tumour.site, language) if tumour.site else words.NOT_STATED_SITE.in_(language)
    current = assessment.classification.current
    ki67 = facts.get("ki67_percent")
    named = classified(current, knowledge, language)
    if ki67 is not None:
        count = f"Ki-67 {value('ki67_percent', ki67, knowledge, language)}"
        named = f"{named[:-1]}, {count})" if named.endswith(")") else f"{named} ({count})"
    parts = [
        who,
        f"{named}, {site}",
        *_spread(assessment, case, knowledge, language),
    ]
    parts += [sets["syndrome"].label(one.kind, language) for one in assessment.syndromes if one.state == "confirmed"]
    heart = facts.get("carcinoid_heart_disease")
    if heart is not None and heart.value is Truth.YES:
        named = label("carcinoid_heart_disease", knowledge, language)
        parts.append(named[:1].lower() + named[1:])
    parts.append(_course(assessment, case, knowledge, language))
    return " · ".join(part for part in parts if part)


def _spread(assessment: Assessment | Derived, case: Case, knowledge: Knowledge, language: str) -> list[str]:
    stage = (
        [words.STAGE.in_(language).format(assessment.stage.group)]
        if assessment.stage and assessment.stage.group
        else []
    )
    listed = [
        sites
        for event in events_in_order(case, assessment.on, assessment.tumour)
        if (sites := getattr(event, "metastases", None)) is not None
    ]
    if not listed:
        return stage
    organs = knowledge.vocabulary.sets["organ"]
    return [*stage, ", ".join(organs.label(code, language) for code in listed[-1])]


def _course(assessment: Assessment | Derived, case: Case, knowledge: Knowledge, language: str) -> str:
    progressive = assessment.facts.get("progressive")
    if progressive is None or progressive.value is not Truth.YES:
        return ""
    events = {event.id: event for event in case.events}
    under = [name for one in progressive.evidence for name in getattr(events.get(one.event), "under", ())]
    kinds = dict.fromkeys(getattr(events[name], "kind", "") for name in under)
    treatments = knowledge.vocabulary.sets["treatment"]
    named = f" {words.AND.in_(language)} ".join(treatments.label(kind, language) for kind in kinds if kind)
    return words.PROGRESSING_UNDER.in_(language).format(named) if named else words.PROGRESSING.in_(language)
