"""An assessment as the documented JSON of `opennen assess --json`. Unknown stays null, with its reason."""

from typing import Any

from opennen.cases.facts import Evidence, Known
from opennen.cases.model import Case
from opennen.evaluate import render, why_words, words
from opennen.evaluate.answer import Classified, OptionAnswer, ReasonAnswer, TableAnswer, TaskAnswer, Why
from opennen.evaluate.assessment import Assessment
from opennen.evaluate.chances_words import chances_json
from opennen.evaluate.event_words import words_of_events
from opennen.evaluate.short_form import short_table, short_why
from opennen.evaluate.signed import signed_json
from opennen.evaluate.why_words import WhyLine
from opennen.kernel.dates import day_of
from opennen.kernel.finding import Finding
from opennen.kernel.quantity import Interval
from opennen.kernel.sources import Citation
from opennen.kernel.truth import Truth
from opennen.rules.model import Override
from opennen.rules.packs import Availability, Knowledge
from opennen.rules.signatures import NOBODY, Signatures
from opennen.vocabulary.model import FactType

FORMAT = "opennen-assessment-1"


def as_json(
    assessment: Assessment,
    case: Case,
    knowledge: Knowledge,
    language: str,
    signatures: Signatures = NOBODY,
    *,
    whole: bool = True,
) -> dict[str, Any]:
    """This function will give the assessment as JSON values, its sentences in one language.

    signatures: those in force, by rule; a rule without any says that no specialist has signed it. Every answer says
    what decided it (`decided_by`) and has its whole explanation (`why`, of a table `because`), which a page that
    fetches it on demand leaves out with whole=False.
    """
    write = _Writer(assessment, case, knowledge, language, signatures)
    write.whole = whole
    return {
        "format": FORMAT,
        "case": assessment.case_id,
        "tumour": assessment.tumour,
        "on": assessment.on.isoformat(),
        "country": assessment.country,
        "language": language,
        "headline": render.headline(assessment, case, knowledge, language),
        "classification": write.classification(),
        "stage": write.stage(),
        "syndromes": [
            {"kind": one.kind, "state": one.state, "controlled": one.controlled, "event": one.id}
            for one in assessment.syndromes
        ],
        "workup": [write.task(one) for one in assessment.workup if one.state != "not_needed"],
        "options": [write.option(one) for one in assessment.options],
        "follow_up": [write.task(one) for one in assessment.follow_up if one.state != "not_needed"],
        "ask_next": [
            {
                "fact": one.fact,
                "question": write.question(one.fact),
                "bears_on": list(one.bears_on),
                "settles": list(one.settles),
                "exact": one.exact,
            }
            for one in assessment.ask_next
        ],
        "findings": [write.finding(one) for one in assessment.findings],
        "facts": {name: write.known(name, known) for name, known in sorted(assessment.facts.items())},
        "knowledge_version": assessment.knowledge_version,
    }


class _Writer:
    def __init__(
        self, assessment: Assessment, case: Case, knowledge: Knowledge, language: str, signatures: Signatures
    ) -> None:
        self.assessment, self.knowledge, self.language = assessment, knowledge, language
        self.signatures, self.whole = signatures, True
        self.events = words_of_events(case, knowledge, language)

    def signed(self, rule: str) -> dict[str, Any]:
        return signed_json(self.signatures.get(rule, ()), self.knowledge, self.language)

    def classification(self) -> dict[str, Any]:
        found = self.assessment.classification
        return {
            **self.classified(found.diagnosis),
            "current": self.classified(found.current),
            "course": [self.classified(one) for one in found.course],
        }

    def classified(self, one: Classified) -> dict[str, Any]:
        return {
            "family": one.family.outcome,
            "entity": one.entity.outcome,
            "grade": one.grade.outcome,
            "system": one.system.outcome,
            "label": render.classified(one, self.knowledge, self.language),
            "provisional": any(table.is_provisional for table in (one.system, one.family, one.entity, one.grade)),
            "possible": {name: sorted(table.possible) for name, table in self._tables(one) if table.outcome is None},
            "missing": list(one.asks),
            "reason": self._reason(one),
            "specimen": one.specimen,
            "date": one.date,
            "why": {name: self.table(table) for name, table in self._tables(one)},
            "probabilities": chances_json(one.uncertainty, self.knowledge, self.language),
        }

    @staticmethod
    def _tables(one: Classified) -> tuple[tuple[str, TableAnswer], ...]:
        return ("system", one.system), ("family", one.family), ("entity", one.entity), ("grade", one.grade)

    def _reason(self, one: Classified) -> str | None:
        """Why something is null or provisional, in a sentence."""
        for table in (one.grade, one.entity, one.family, one.system):
            if table.provisional is not None:
                return table.provisional.because.in_(self.language)
        if one.family.outcome is None or (one.grade.outcome is None and one.grade.possible):
            return render.classified(one, self.knowledge, self.language)
        says = next(
            (table.row.says for table in (one.grade, one.entity, one.family) if table.row and table.row.says), None
        )
        return says.in_(self.language) if says else None

    def table(self, answer: TableAnswer) -> dict[str, Any]:
        sources: tuple[Citation, ...] = ()
        if answer.row is not None:
            sources = answer.row.sources or (answer.table.sources if answer.table else ())
        if answer.provisional is not None and answer.provisional.sources:
            sources = answer.provisional.sources
        return {
            "rule": answer.table.id if answer.table else None,
            "outcome": answer.outcome,
            "conflict": answer.conflict,
            "decided_by": [self.why(line) for line in short_table(answer, self.knowledge, self.language)],
            "because": [self.why(line) for line in self.rows(answer)] if self.whole else [],
            "sources": [self.citation(one) for one in sources],
            **(self.signed(answer.table.id) if answer.table else {}),
        }

    def rows(self, answer: TableAnswer) -> tuple[WhyLine, ...]:
        return why_words.table_why(answer, self.knowledge, self.language, opens_tables=False)

    def explained(self, why: Why, exceptions: tuple[Override, ...] = ()) -> dict[str, Any]:
        """Tables are named with their answer, not opened: each stands once with the classification."""
        found: dict[str, Any] = {
            "decided_by": [self.why(line) for line in short_why(why, self.knowledge, self.language)]
        }
        if self.whole:
            found["why"] = self.why(
                why_words.why(why, self.knowledge, self.language, opens_tables=False, exceptions=exceptions)
            )
        return found

    def why(self, line: WhyLine) -> dict[str, Any]:
        found: dict[str, Any] = {"text": line.text, "truth": line.truth.value}
        if line.reads:
            found["reads"] = line.reads
        if line.value:
            found["value"] = line.value
        if line.says:
            found["says"] = line.says
        if line.sources:
            found["sources"] = self.citations(line.sources)
        if line.evidence:
            found["events"] = [self.evidence(one) for one in line.evidence]
        if line.parts:
            found["parts"] = [self.why(part) for part in line.parts]
        return found

    def evidence(self, one: Evidence) -> dict[str, Any]:
        date = str(one.date) if one.date else None
        return {"event": one.event, "type": one.type, "date": date, "says": self.events.get(one.event, one.event)}

    def citation(self, one: Citation) -> dict[str, Any]:
        source = self.knowledge.sources.get(one.source)
        title = source.title if source else one.source
        return {"source": one.source, "title": title, "place": one.place, "mark": one.mark.value, "note": one.note}

    def stage(self) -> dict[str, Any] | None:
        stage = self.assessment.stage
        if stage is None:
            return None
        recorded = stage.model_dump(
            mode="json", include={"system", "edition", "prefix", "t", "n", "m", "group", "text"}
        )
        return {**recorded, "event": stage.id, "date": str(stage.date) if stage.date else None, "as": "recorded"}

    def option(self, one: OptionAnswer) -> dict[str, Any]:
        deciding = one.deciding
        return {
            "id": one.option.id,
            "treatment": one.option.treatment,
            "title": one.option.title.in_(self.language),
            "status": one.status,
            "status_text": words.STATUS[one.status].in_(self.language),
            "because": [
                {
                    "indication": answer.indication.id,
                    "says": answer.indication.says.in_(self.language),
                    "basis": answer.indication.basis,
                    "level": answer.indication.level or None,
                    **self.explained(answer.why, answer.indication.exceptions),
                    "sources": [self.citation(source) for source in answer.indication.sources],
                }
                for answer in (deciding or (one.indications if one.status == "not_indicated" else ()))
            ],
            "excluded": [self.reason(answer) for answer in one.exclusions],
            "cautions": [self.reason(answer) for answer in one.warnings],
            "to_check": [self.reason(answer) for answer in one.unverified]
            + [
                {"text": check.text.in_(self.language), "sources": self.citations(check.sources)}
                for check in one.to_check
            ],
            "asks": list(one.asks),
            "availability": [self.availability(row) for row in one.availability],
            "sources": sorted(
                {source.source for answer in (deciding or one.indications) for source in answer.indication.sources}
            ),
            **self.signed(one.option.id),
        }

    def citations(self, many: tuple[Citation, ...]) -> list[dict[str, Any]]:
        return [self.citation(one) for one in many]

    def reason(self, answer: ReasonAnswer) -> dict[str, Any]:
        return {
            "text": answer.reason.because.in_(self.language),
            **self.explained(answer.why),
            "sources": self.citations(answer.reason.sources),
        }

    def availability(self, row: Availability) -> dict[str, Any]:
        return {
            "product": row.product,
            "country": row.country,
            "state": row.state,
            "indication": row.indication.in_(self.language),
            "says": row.says.in_(self.language),
            "from": row.validity.valid_from.isoformat() if row.validity.valid_from else None,
            "until": row.validity.valid_until.isoformat() if row.validity.valid_until else None,
            "checked_on": row.checked_on.isoformat() if row.checked_on else None,
            "sources": self.citations(row.sources),
        }

    def task(self, one: TaskAnswer) -> dict[str, Any]:
        return {
            "id": one.task.id,
            "title": one.task.title.in_(self.language),
            "state": one.state,
            "next_due": [day.isoformat() for day in one.next_due] if one.next_due else None,
            "next_text": render.next_due(one, self.language),
            "because": one.task.because.in_(self.language),
            **self.explained(one.why, one.task.exceptions),
            "asks": list(one.asks),
            "sources": self.citations(one.task.sources),
            **self.signed(one.task.id),
        }

    def question(self, fact: str) -> str:
        known = self.knowledge.vocabulary.facts[fact]
        return (known.question or known.labels).in_(self.language)

    def finding(self, one: Finding) -> dict[str, Any]:
        return {
            "code": one.code,
            "level": one.level,
            "place": one.place or None,
            "message": one.message.in_(self.language),
            "remedy": one.remedy.in_(self.language) if one.remedy else None,
            "facts": list(one.facts),
        }

    def known(self, fact: str, known: Known) -> dict[str, Any]:
        return {
            "value": plain(known, is_date=self.knowledge.vocabulary.facts[fact].type is FactType.DATE),
            "text": render.value(fact, known, self.knowledge, self.language),
            "events": [one.event for one in known.evidence],
            "assumed": known.assumed,
        }


def plain(known: Known, *, is_date: bool = False) -> Any:
    """This function will give a fact's value as JSON: a code, 'yes'/'no', a number, or {min, max} for an interval.

    is_date: the number counts days; it is written as ISO dates.
    """
    found = known.value
    if isinstance(found, Interval) and is_date:
        first, last = day_of(found.low).isoformat(), day_of(found.high).isoformat()
        return first if found.is_exact else {"min": first, "max": last}
    if isinstance(found, Truth):
        return found.value
    if isinstance(found, Interval):
        if found.is_exact:
            return found.low
        ends = {"min": found.low, "max": found.high, "min_open": found.low_open, "max_open": found.high_open}
        return {name: (None if abs(end) == float("inf") else end) for name, end in ends.items()}
    return next(iter(found)) if len(found) == 1 else sorted(found)
