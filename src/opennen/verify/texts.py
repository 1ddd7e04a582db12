"""Sentences that were not translated, and labels without Dutch or German."""

from collections.abc import Iterator

from opennen.kernel.text import Text
from opennen.rules.model import Criterion, DataFinding, Option, Rule, Table, Task
from opennen.verify.conditions import rules_of
from opennen.verify.report import Fault, Report

SAME = Fault(
    "V261",
    Text("le français et l'anglais sont le même texte : « {} ».", "French and English are the same text: “{}”."),
    Text("Traduire la phrase.", "Translate the sentence."),
    "warning",
)
MISSING = Fault(
    "V262",
    Text("{} : libellé sans {}.", "{}: label without {}."),
    Text("Ajouter `nl` et `de`.", "Add `nl` and `de`."),
    "notice",
)
_A_SENTENCE = 3  # words in small letters; without them a text can be a name, the same in both languages
_LANGUAGES = {
    "nl": Text("néerlandais", "Dutch", "Nederlands", "Niederländisch"),
    "de": Text("allemand", "German", "Duits", "Deutsch"),
}


def untranslated(report: Report) -> None:
    """This function will report V261, sentences that are the same in French and English, and V262."""
    for text, place in _sentences(report):
        if text.fr == text.en and sum(one.islower() for one in text.fr.split()) >= _A_SENTENCE:
            report.add(SAME, place, text.fr)
    for name, text, place in _labels(report):
        for language, called in _LANGUAGES.items():
            if getattr(text, language) is None:
                report.add(MISSING, place, name, called)


def _labels(report: Report) -> Iterator[tuple[str, Text, str]]:
    """What a clinician reads as a name on a page: facts, options, tasks."""
    for rule in rules_of(report.knowledge):
        if isinstance(rule, Option | Task) and report.concerns(rule):
            yield rule.id, rule.title, rule.place
    if report.changed is None:
        for fact in report.knowledge.vocabulary.facts.values():
            yield fact.id, fact.labels, fact.place


def _sentences(report: Report) -> Iterator[tuple[Text, str]]:
    for rule in rules_of(report.knowledge):
        if report.concerns(rule):
            yield from ((text, rule.place) for text in _of_rule(rule))
    if report.changed is not None:
        return
    for fact in report.knowledge.vocabulary.facts.values():
        yield from ((text, fact.place) for text in (fact.labels, fact.question) if text is not None)
    for values in report.knowledge.vocabulary.sets.values():
        place = f"vocabulary/values/{values.id}.yaml"
        yield from ((text, place) for text in (values.labels, *values.values.values()))
    for pack in report.knowledge.packs.values():
        place = f"guidelines/{pack.id}/pack.yaml"
        yield from ((text, place) for text in (pack.title, pack.about) if text is not None)
    yield from ((one.name, one.place) for one in report.knowledge.vignettes)
    yield from ((one.because, one.place) for one in report.knowledge.impossible)


def _of_rule(rule: Rule) -> Iterator[Text]:
    yield from (one.because for one in rule.accepts)
    if isinstance(rule, Table):
        yield from _of_table(rule)
    elif isinstance(rule, Option):
        yield from _of_option(rule)
    elif isinstance(rule, Task):
        yield from (rule.title, rule.because, *(one.because for one in rule.exceptions))
    elif isinstance(rule, DataFinding):
        yield from (rule.message, *([rule.remedy] if rule.remedy is not None else []))
    elif isinstance(rule, Criterion):
        yield rule.title


def _of_table(table: Table) -> Iterator[Text]:
    yield table.title
    for row in table.rows:
        waiting = row.provisionally
        yield from (text for text in (row.says, waiting.because if waiting else None) if text is not None)
        yield from (one.because for one in row.exceptions if one.by is None)


def _of_option(option: Option) -> Iterator[Text]:
    yield option.title
    for one in option.indications:
        yield from (one.says, *(exception.because for exception in one.exceptions))
    yield from (reason.because for reason in (*option.excluded, *option.cautions))
    yield from (check.text for check in option.checks)
