"""Counter-examples and conditions in the reader's language."""

from collections.abc import Callable, Iterable, Mapping

from opennen.cases.facts import Known
from opennen.evaluate import render
from opennen.kernel.dates import day_of
from opennen.kernel.quantity import Interval
from opennen.kernel.text import LANGUAGES, Text
from opennen.kernel.truth import Truth
from opennen.rules.model import Condition
from opennen.rules.packs import Knowledge
from opennen.verify.prover import Example
from opennen.vocabulary.model import FactType

_EXAMPLE = Text("Exemple : {}", "Example: {}", "Voorbeeld: {}", "Beispiel: {}")
_NOTHING = Text("rien n'est consigné", "nothing is recorded", "niets is vermeld", "nichts ist dokumentiert")
_ON = Text("le {}", "on {}", "op {}", "am {}")


def each(write: Callable[[str], str]) -> Text:
    """This function will write a sentence in every language."""
    return Text(*(write(language) for language in LANGUAGES))


def filled(text: Text, *values: Text | str) -> Text:
    """This function will fill the gaps of a sentence, each with the words of the same language."""
    return each(
        lambda language: text.in_(language).format(
            *(one.in_(language) if isinstance(one, Text) else one for one in values)
        )
    )


def condition(node: Condition, knowledge: Knowledge) -> Text:
    """This function will write a condition in every language."""
    return each(lambda language: render.condition(node, knowledge, language))


def listed(texts: Iterable[Text]) -> Text:
    """This function will put sentences one after the other."""
    found = list(texts)
    return each(lambda language: " ; ".join(one.in_(language) for one in found))


def facts(recorded: Mapping[str, Known], knowledge: Knowledge) -> Text:
    """This function will write facts and their values, with units."""
    if not recorded:
        return _NOTHING
    return each(
        lambda language: " ; ".join(
            f"{render.label(fact, knowledge, language)} = {render.value(fact, known, knowledge, language)}"
            for fact, known in recorded.items()
        )
    )


def value(fact: str, known: Known, knowledge: Knowledge) -> Text:
    """This function will write one value, with its unit."""
    return each(lambda language: render.value(fact, known, knowledge, language))


def span(fact: str, knowledge: Knowledge) -> Text:
    """This function will write what a fact can be at all: its range, or the name of its value set."""
    found = knowledge.vocabulary.facts[fact]
    if found.range is None:
        return knowledge.vocabulary.sets[found.values].labels if found.values else found.labels
    low, high = found.range
    return each(lambda language: render.interval(Interval(low, high), found.unit, language))


def with_example(message: Text, found: Example, knowledge: Knowledge) -> Text:
    """This function will add a counter-example to a message, in words, on a line of its own."""
    said = facts(found.recorded, knowledge)
    where = _when_and_where(found)

    def write(language: str) -> str:
        place = ", ".join(_ON.in_(language).format(value) if name == "on" else value for name, value in where)
        words = f"{said.in_(language)} ({place})" if place else said.in_(language)
        return f"{message.in_(language)}\n{_EXAMPLE.in_(language).format(words)}"

    return each(write)


def vignette(found: Example, knowledge: Knowledge) -> str:
    """This function will write a counter-example as a vignette that can be copied; it reads alike in every language."""
    written = ", ".join(f"{fact}: {value}" for fact, value in shown_by(found, knowledge))
    return f"facts: {{{written}}}" + "".join(f", {name}: {value}" for name, value in _when_and_where(found))


def _when_and_where(found: Example) -> list[tuple[str, str]]:
    on = [("on", found.regime.on.isoformat())] if found.regime.dates_matter else []
    return on + ([("country", found.regime.country)] if found.regime.country is not None else [])


def shown_by(found: Example, knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """This function will write each fact of a counter-example as a vignette does."""
    return tuple((fact, written(fact, known, knowledge)) for fact, known in found.recorded.items())


def written(fact: str, known: Known, knowledge: Knowledge) -> str:
    """This function will write an exact value as a vignette does: 2.5, true, a code, or a day."""
    value = known.value
    if isinstance(value, Truth):
        return "true" if value is Truth.YES else "false"
    if not isinstance(value, Interval):
        return next(iter(value))
    if knowledge.vocabulary.facts[fact].type is FactType.DATE:
        return day_of(value.low).isoformat()
    return f"{value.low:.12g}"
