"""`opennen compare`: which answers of a case differ between two days, countries or versions of the knowledge."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from opennen.adapters.knowledge_files import knowledge, read_knowledge
from opennen.cli import phrases
from opennen.cli.reading import check_tumour, read_case, today
from opennen.evaluate.compare import Difference, Setting, State, differences
from opennen.evaluate.difference_words import KIND, sides, titled
from opennen.evaluate.render import label

FORMAT = "opennen-comparison-1"


def run(arguments: Namespace) -> int:
    """This function will print what differs; the case is read as `assess` reads it."""
    case = read_case(arguments.case)
    check_tumour(case, arguments.tumour)
    country = arguments.country or case.person.country
    known = knowledge()
    other = read_knowledge(Path(arguments.against_knowledge)) if arguments.against_knowledge else known
    before = Setting(known, arguments.on or today(), country)
    after = Setting(other, arguments.against or before.on, arguments.against_country or country)
    found = differences(case, arguments.tumour, before, after)
    if arguments.json:
        text = json.dumps(_json(case.id, found, before, after, arguments.lang), ensure_ascii=False, indent=1)
    else:
        text = "\n".join(_lines(found, before, after, arguments.lang))
    sys.stdout.write(text + "\n")
    return 0


def _lines(found: tuple[Difference, ...], before: Setting, after: Setting, language: str) -> Iterator[str]:
    for side, sign in ((before, "A"), (after, "B")):
        country = side.country or phrases.NO_COUNTRY.in_(language)
        stands = phrases.AS_OF.in_(language).format(day=side.on.isoformat(), country=country)
        yield f"{sign}  {stands} · {phrases.VERSION.in_(language).format(version=side.knowledge.version)}"
    yield ""
    if not found:
        yield phrases.NO_DIFFERENCE.in_(language)
    kind = ""
    for one in found:
        if one.question.kind != kind:
            kind = one.question.kind
            yield KIND[kind].in_(language).upper()
        first, second = sides(one, before.knowledge, after.knowledge, language)
        yield f"  {titled(one, language)}{phrases.COLON.in_(language)} {first} → {second}  [{one.question.id}]"
        behind = [*(label(fact, after.knowledge, language) for fact in one.facts), *one.rules]
        if behind:
            yield f"      ↳ {', '.join(behind)}"


def _json(case: str, found: tuple[Difference, ...], before: Setting, after: Setting, language: str) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "case": case,
        "language": language,
        "before": _setting(before),
        "after": _setting(after),
        "differences": [_difference(one, before, after, language) for one in found],
    }


def _setting(one: Setting) -> dict[str, Any]:
    return {"on": one.on.isoformat(), "country": one.country, "knowledge_version": one.knowledge.version}


def _difference(one: Difference, before: Setting, after: Setting, language: str) -> dict[str, Any]:
    said = sides(one, before.knowledge, after.knowledge, language)
    return {
        "kind": one.question.kind,
        "id": one.question.id,
        "of": one.question.of or None,
        "title": titled(one, language),
        "before": _state(one.before, said[0]),
        "after": _state(one.after, said[1]),
        "rules": list(one.rules),
        "facts": list(one.facts),
    }


def _state(state: State | None, text: str) -> dict[str, Any]:
    """What does not exist on a side has no answer there, and says so."""
    if state is None:
        return {"answer": None, "exists": False, "text": text}
    return {
        "answer": state.answer or None,
        "exists": True,
        "provisional": state.is_provisional,
        "possible": sorted(state.possible),
        "availability": [list(row) for row in sorted(state.availability)],
        "text": text,
    }
