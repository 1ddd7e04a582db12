"""Counting error as the documented JSON and as the one line a pathologist reads."""

from math import floor, log10
from typing import Any

from opennen.evaluate import render, words
from opennen.evaluate.chances import Chances, Reading, Uncertainty
from opennen.kernel.quantity import Interval, shortened
from opennen.kernel.text import Text
from opennen.rules.measurement import Measurement
from opennen.rules.packs import Knowledge

NAMES = {
    "classification_system": "system",
    "tumour_family": "family",
    "tumour_entity": "entity",
    "tumour_grade": "grade",
}
_SHOWN = 0.001  # a smaller probability stays in the JSON and off the line
_FEW_DIGITS = 2  # of a number of cells or an area still to be counted


def chances_json(found: Uncertainty | None, knowledge: Knowledge, language: str) -> dict[str, Any] | None:
    """This function will give `probabilities`; None when nothing was counted."""
    if found is None or knowledge.measurement is None:
        return None
    measurement = knowledge.measurement
    return {
        "level": measurement.level,
        "method": measurement.method.in_(language),
        "near_border": found.is_near_border,
        "text": _line(found, knowledge, measurement, language),
        "chances_text": _split(found, knowledge, language),
        "facts": [_reading(one, knowledge, measurement, language) for one in found.readings],
        "outcomes": {NAMES.get(one.fact, one.fact): _chances(one, knowledge, language) for one in found.chances},
        "not_counted": [_uncounted(fact, words.TAKEN_AS_RECORDED, knowledge, language) for fact in found.as_recorded]
        + [_uncounted(fact, words.TAKEN_AS_MISSING, knowledge, language) for fact in found.missing],
        "assumes": measurement.assumes.in_(language),
        "sources": [
            {
                "source": one.source,
                "title": knowledge.sources[one.source].title,
                "place": one.place,
                "mark": one.mark.value,
                "note": one.note,
            }
            for one in measurement.sources
        ],
    }


def _reading(one: Reading, knowledge: Knowledge, measurement: Measurement, language: str) -> dict[str, Any]:
    fact = knowledge.vocabulary.facts[one.fact]
    return {
        "fact": one.fact,
        "label": fact.labels.in_(language),
        "unit": fact.unit,
        "kind": one.tally.counted.kind,
        "number": one.tally.number,
        "size": one.tally.size,
        "point": one.point,
        "low": one.low,
        "high": one.high,
        "assumed": one.assumed,
        "ends_text": _ends(one, language),
        "borders": list(one.borders),
        "borders_text": [_written(border, _unit(one, knowledge), language) for border in one.borders],
        "more": {"answer": one.more.answer, "size": one.more.size, "text": _more(one, language)},
        "text": _counted(one, knowledge, measurement, language),
    }


def _counted(one: Reading, knowledge: Knowledge, measurement: Measurement, language: str) -> str:
    """'Ki-67: 14 of 500 cells = 2.8 % (95 % interval 1.6–4.5 %, Jeffreys)'; a density has its unit in its label."""
    fact = knowledge.vocabulary.facts[one.fact]
    unit = _unit(one, knowledge)
    low, point, high = _ends(one, language)
    said = words.SHARE_COUNTED if one.tally.counted.kind == "share" else words.DENSITY_COUNTED
    counted = said.in_(language).format(
        k=grouped(round(one.tally.number, 1), language),
        n=grouped(round(one.tally.size, 2), language),
        what=one.tally.counted.what.in_(language),
        point=point + (f" {unit}" if unit else ""),
    )
    ends = words.INTERVAL.in_(language).format(
        level=_plain(100 * measurement.level, 1, language),
        low=low,
        high=high + (f" {unit}" if unit else ""),
        method=measurement.method.in_(language),
    )
    assumed = f", {words.ASSUMED_FIELD_AREA.in_(language)}" if one.assumed == "field_area" else ""
    return f"{fact.labels.in_(language)}{_colon(language)}{counted} ({ends}{assumed})"


def _unit(one: Reading, knowledge: Knowledge) -> str | None:
    return knowledge.vocabulary.facts[one.fact].unit if one.tally.counted.kind == "share" else None


def _ends(one: Reading, language: str) -> list[str]:
    """The lower end, the value, the upper end, with as many decimals as tell them apart."""
    digits = _decimals(one.high - one.low)
    point = render.number(shortened(one.point, digits), language)
    return [_fixed(one.low, digits, language), point, _fixed(one.high, digits, language)]


def _more(one: Reading, language: str) -> str:
    said = words.MORE_SHARE if one.tally.counted.kind == "share" else words.MORE_DENSITY
    if one.more.answer not in said:
        return ""
    size = grouped(_upwards(one.more.size), language)
    return said[one.more.answer].in_(language).format(size=size, what=one.tally.counted.what.in_(language))


def _chances(one: Chances, knowledge: Knowledge, language: str) -> dict[str, Any]:
    return {
        "shares": [
            {
                "outcome": share.outcome,
                "label": _short(one.fact, share.outcome, knowledge, language),
                "probability": share.probability,
                "provisional": share.provisional,
            }
            for share in one.shares
        ],
        "undecided": one.undecided,
        "not_applicable": one.not_applicable,
        "text": _shares(one, knowledge, language),
    }


def _shares(one: Chances, knowledge: Knowledge, language: str) -> str:
    """'G1 59 %, G2 41 %', 'provisional: G1 59 %, G2 41 %'; what the table leaves undecided says so."""
    provisional = words.PROVISIONAL.in_(language)
    shown = [share for share in one.shares if share.probability >= _SHOWN]
    all_provisional = bool(shown) and all(share.provisional > share.probability - _SHOWN for share in shown)
    said = []
    for share in shown:
        text = f"{_short(one.fact, share.outcome, knowledge, language)} {_percent(share.probability)}"
        partly = share.provisional >= _SHOWN and not all_provisional
        said.append(f"{text} ({provisional})" if partly else text)
    rest = ((words.NOT_DECIDED, one.undecided), (words.NOT_APPLICABLE, one.not_applicable))
    said += [f"{name.in_(language)} {_percent(chance)}" for name, chance in rest if chance >= _SHOWN]
    return (f"{provisional}{_colon(language)}" if all_provisional else "") + ", ".join(said)


def _line(found: Uncertainty, knowledge: Knowledge, measurement: Measurement, language: str) -> str:
    """The counts whose border lies inside, what that makes of each answer, what would settle it; '' when none does."""
    near = [one for one in found.readings if one.is_near_border]
    if not near:
        return ""
    counted = [_counted(one, knowledge, measurement, language) for one in near]
    more = [_more(one, language) for one in near]
    if len(near) > 1:
        labels = [knowledge.vocabulary.facts[one.fact].labels.in_(language) for one in near]
        more = [label + _colon(language) + text for label, text in zip(labels, more, strict=True)]
    return " · ".join([*counted, _split(found, knowledge, language), *more])


def _split(found: Uncertainty, knowledge: Knowledge, language: str) -> str:
    """The probabilities of what is not one answer alone: 'G1 59 %, G2 41 %'."""
    return " · ".join(_shares(one, knowledge, language) for one in found.chances if _is_split(one))


def _is_split(one: Chances) -> bool:
    return sum(chance >= _SHOWN for chance in (*(s.probability for s in one.shares), one.undecided)) > 1


def _uncounted(fact: str, said: Text, knowledge: Knowledge, language: str) -> dict[str, Any]:
    text = said.in_(language).format(knowledge.vocabulary.facts[fact].labels.in_(language))
    return {"fact": fact, "recorded": said is words.TAKEN_AS_RECORDED, "text": text}


def _short(fact: str, code: str, knowledge: Knowledge, language: str) -> str:
    return knowledge.vocabulary.sets[knowledge.vocabulary.facts[fact].values or ""].short(code, language)


def _percent(probability: float) -> str:
    """Whole per cent; never 0 or 100 for what is possible or not certain."""
    whole = round(100 * probability)
    if whole == 0:
        return "< 1 %"
    return "> 99 %" if whole == 100 and probability < 1 - 1e-9 else f"{whole} %"


def _decimals(width: float) -> int:
    """As many decimals as tell the two ends apart: one, more for a narrow interval."""
    return max(1, 1 - floor(log10(width))) if 0 < width < 1 else 1


def _plain(value: float, decimals: int, language: str) -> str:
    return render.number(round(value, decimals), language)


def _fixed(value: float, decimals: int, language: str) -> str:
    text = f"{value:.{decimals}f}"
    return text if language.startswith("en") else text.replace(".", ",")


def _colon(language: str) -> str:
    return "\u00a0: " if language.startswith("fr") else ": "


def _written(value: float, unit: str | None, language: str) -> str:
    return render.interval(Interval(value, value), unit, language)


def _upwards(size: float) -> float:
    """Rounded up to two digits: 'about 27,000 more' is as much as can be said, and never too few."""
    if size <= 0:
        return size
    unit = 10.0 ** (floor(log10(size)) - _FEW_DIGITS + 1)
    steps = size / unit
    rounded = round(steps) if abs(steps - round(steps)) < 1e-9 else floor(steps) + 1
    return round(rounded * unit, 6)


def grouped(value: float, language: str) -> str:
    """This function will write a large number with its thousands apart, as the language does."""
    text = f"{value:,.10g}" if value >= 10_000 else f"{value:.10g}"
    if language.startswith("en"):
        return text
    return text.replace(",", "\u202f").replace(".", ",")
