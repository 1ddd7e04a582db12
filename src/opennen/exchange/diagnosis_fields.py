"""Fields about the tumour: when, how sure, where, and what by the rules."""

from opennen.cases.events import Specimen
from opennen.cases.facts import Known
from opennen.evaluate.answer import Classified, TableAnswer
from opennen.exchange.answers import NOT_APPLICABLE, NOT_RECORDED, Answer, given
from opennen.exchange.subject import Subject
from opennen.kernel.quantity import Interval, exactly, shortened


def sequence(subject: Subject) -> Answer:
    """This function will give the tumour's place among the person's tumours, from 1."""
    return given([one.id for one in subject.case.tumours].index(subject.tumour.id) + 1)


def total(subject: Subject) -> Answer:
    """This function will count the person's tumours."""
    return given(len(subject.case.tumours))


def diagnosis_date(subject: Subject) -> Answer:
    """This function will give the date of diagnosis; else, as a proposal, that of the first tissue (ENETS order)."""
    recorded = subject.at(subject.tumour.diagnosed_on, "tumour", "diagnosed_on")
    if recorded is not NOT_RECORDED:
        return recorded
    first = next((one for one in subject.of(Specimen) if one.date is not None), None)
    if first is None or first.date is None:
        return NOT_RECORDED
    subject.take(first.id, "date")
    return given(first.date, proposed=True)


def basis(subject: Subject) -> Answer:
    """This function will give the most valid basis of diagnosis that a specimen shows.

    Codes: histology_of_primary, histology_of_metastasis, cytology. Tissue of unstated origin decides nothing; a
    specimen whose procedure is not stated is taken for tissue as a proposal only.
    """
    cells = [
        one for one in subject.of(Specimen) if _in_group(subject, "specimen_procedure", one.procedure, "cytological")
    ]
    tissue = [one for one in subject.of(Specimen) if one not in cells]
    for code, found in (
        ("histology_of_primary", [one for one in tissue if one.origin == "primary"]),
        (
            "histology_of_metastasis",
            [one for one in tissue if _in_group(subject, "specimen_origin", one.origin, "secondary")],
        ),
        ("cytology", [] if tissue else cells),
    ):
        stated = [one for one in found if one.procedure not in (None, "not_stated")]
        for one in (stated or found)[:1]:
            subject.take(one.id, "origin")
            subject.take(one.id, "procedure")
            return given(code, proposed=not stated)
    return NOT_RECORDED


def ki67_percent(subject: Subject) -> Answer:
    """This function will give Ki-67 as written, else as the cells counted give it when only they were recorded."""
    one = subject.specimen
    if one is None:
        return NOT_RECORDED
    written = subject.read(one, one.id, "ki67.value")
    counted = one.ki67.counted_percent if one.ki67 else None
    if written is NOT_RECORDED and counted is not None and one.ki67 and one.ki67.interval == exactly(counted):
        subject.take(one.id, "ki67")
        return given(shortened(counted))
    return written


def _in_group(subject: Subject, value_set: str, code: str | None, group: str) -> bool:
    return code is not None and subject.in_group(value_set, code, group)


def topography(subject: Subject) -> Answer:
    """This function will give the ICD-O-3 topography recorded, else the site's code as a proposal."""
    recorded = subject.read(subject.tumour, "tumour", "topography")
    if recorded is not NOT_RECORDED:
        return recorded
    code = subject.proposals.topography.get(subject.tumour.site) if subject.tumour.site else None
    if code is None:
        return NOT_RECORDED
    subject.take("tumour", "site")
    return given(code, proposed=True)


def morphology(subject: Subject) -> Answer:
    """This function will propose the ICD-O-3.2 morphology and behaviour; nothing when the class is not settled."""
    code = _morphology(subject)
    return given(code, proposed=True) if code else NOT_RECORDED


def morphology_code(subject: Subject) -> Answer:
    """This function will propose the four digits of the morphology alone."""
    code = _morphology(subject)
    return given(code.split("/")[0], proposed=True) if code else NOT_RECORDED


def behaviour_code(subject: Subject) -> Answer:
    """This function will propose the digit of the behaviour alone."""
    code = _morphology(subject)
    return given(code.split("/")[1], proposed=True) if code else NOT_RECORDED


def _morphology(subject: Subject) -> str | None:
    found = subject.assessment.classification.diagnosis
    known = {
        "entity": found.entity.outcome,
        "grade": found.grade.outcome,
        "site": subject.tumour.site,
        "cell_type": subject.specimen.cell_type if subject.specimen else None,
    }
    syndromes = {one.kind for one in subject.assessment.syndromes if one.state == "confirmed"}
    if found.entity.outcome is None or found.entity.is_provisional:
        return None
    for proposal in subject.proposals.morphology:
        holds = all(known[name] in wanted for name, wanted in proposal.conditions.items())
        if holds and (not proposal.syndromes or syndromes & proposal.syndromes):
            return str(proposal.code)
    return None


def registry_differentiation(subject: Subject) -> Answer:
    """This function will give well or poor as the class has it: a NET of any grade is well differentiated."""
    family = subject.assessment.classification.diagnosis.family
    if family.is_provisional or family.outcome not in ("NET", "NEC"):
        return (
            subject.read(subject.specimen, subject.specimen.id, "differentiation") if subject.specimen else NOT_RECORDED
        )
    if subject.specimen is not None:
        subject.take(subject.specimen.id, "differentiation")
    return given("well" if family.outcome == "NET" else "poor")


def _outcome(table: TableAnswer, one: Classified) -> Answer:
    if table.outcome is not None:
        return given(table.outcome, proposed=table.is_provisional)
    settled = one.entity.outcome is not None and not table.possible
    return NOT_APPLICABLE if settled else NOT_RECORDED


def _interval(known: Known | None) -> Answer:
    if known is None or not isinstance(known.value, Interval) or not known.value.is_exact:
        return NOT_RECORDED
    return given(known.value.low)


def _classified(subject: Subject) -> Classified:
    """In a part with one row per specimen that specimen's class, else the one of the diagnosis."""
    found = subject.assessment.classification
    if subject.event is not None:
        return next((one for one in found.course if one.specimen == subject.event.id), found.diagnosis)
    return found.diagnosis


def mitoses_per_2mm2(subject: Subject) -> Answer:
    """This function will give mitoses per 2 mm² when they come to one number; ranges stay in the recorded fields."""
    return _interval(_classified(subject).mitoses)


def mitoses_area_assumed(subject: Subject) -> Answer:
    """This function will say whether a microscope's field area had to be assumed for the count per 2 mm²."""
    mitoses = _classified(subject).mitoses
    return NOT_RECORDED if mitoses is None else given(mitoses.assumed is not None)


FIELDS = {
    "tumour.sequence": sequence,
    "tumour.total": total,
    "tumour.diagnosis_date": diagnosis_date,
    "tumour.basis": basis,
    "tumour.topography_or_proposal": topography,
    "tumour.morphology_proposal": morphology,
    "tumour.morphology_code": morphology_code,
    "tumour.behaviour_code": behaviour_code,
    "tumour.registry_differentiation": registry_differentiation,
    "specimen.ki67_percent": ki67_percent,
    "specimen.mitoses_per_2mm2": mitoses_per_2mm2,
    "specimen.mitoses_area_assumed": mitoses_area_assumed,
    "class.system": lambda subject: _outcome(_classified(subject).system, _classified(subject)),
    "class.family": lambda subject: _outcome(_classified(subject).family, _classified(subject)),
    "class.entity": lambda subject: _outcome(_classified(subject).entity, _classified(subject)),
    "class.grade": lambda subject: _outcome(_classified(subject).grade, _classified(subject)),
    "class.provisional": lambda subject: given(
        any(one.is_provisional for one in (_classified(subject).entity, _classified(subject).grade))
    ),
    "class.current_entity": lambda subject: _outcome(
        subject.assessment.classification.current.entity, subject.assessment.classification.current
    ),
    "class.current_grade": lambda subject: _outcome(
        subject.assessment.classification.current.grade, subject.assessment.classification.current
    ),
    "class.knowledge_version": lambda subject: given(subject.assessment.knowledge_version),
}
