"""`opennen explain`: why one rule answers what it answers for a case."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from difflib import get_close_matches

from opennen.adapters.knowledge_files import knowledge
from opennen.cli import phrases
from opennen.cli.reading import assessed, read_case
from opennen.cli.sheet import SIGNS, citations, explained_lines, short_lines
from opennen.evaluate.assessment import Assessment
from opennen.evaluate.event_words import words_of_events
from opennen.evaluate.explained import Explanation, explainable, explained
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text
from opennen.rules.packs import Knowledge


def run(arguments: Namespace) -> int:
    """This function will print what decided a rule, or with --full all of it; raises Refused (R208: no such rule)."""
    case = read_case(arguments.case)
    found = assessed(case, arguments)
    events = words_of_events(case, knowledge(), arguments.lang)
    one = explained(arguments.rule, found, knowledge(), arguments.lang)
    if one is None:
        raise _unknown(arguments.rule, found, knowledge())
    sys.stdout.write("\n".join(_lines(one, events, knowledge(), arguments)) + "\n")
    return 0


def _lines(one: Explanation, events: dict[str, str], known: Knowledge, arguments: Namespace) -> Iterator[str]:
    language = arguments.lang
    place = f", {one.place}" if one.place else ""
    if one.id in known.vocabulary.facts:
        yield f"{one.title}{phrases.COLON.in_(language)} {one.answer}  [{one.id}{place}]"
    else:
        yield f"{one.title}  [{one.id}{place}]"
        yield phrases.ANSWERS.in_(language).format(one.answer)
    for part in one.parts:
        said = f" · {part.says}" if part.says else ""
        yield f"{SIGNS[part.truth]} {part.heading}{said}"
        if arguments.full:
            yield from explained_lines(part.full, language, known, events, "    ")
        else:
            yield from short_lines(part.short, language, events, "    ")
        yield from citations(part.sources, known, language, "      ")
    yield from citations(one.sources, known, language, "  ")


def _unknown(name: str, found: Assessment, known: Knowledge) -> Refused:
    names = explainable(found, known)
    near = get_close_matches(name, names, n=4, cutoff=0.4) or names[:8]
    remedy = Text(fr=f"Par exemple : {', '.join(near)}", en=f"For instance: {', '.join(near)}")
    message = Text(fr=f"aucune règle ni aucun fait {name}", en=f"no rule or fact {name}")
    return Refused([Finding("R208", message, remedy=remedy)])
