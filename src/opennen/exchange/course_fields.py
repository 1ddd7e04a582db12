"""Fields about stage, spread, function, imaging and treatment over time."""

from collections.abc import Callable

from opennen.cases.events import Extent, Imaging, Marker, Specimen, Symptom, Syndrome, Treatment
from opennen.exchange.answers import NOT_RECORDED, Answer, given, withheld
from opennen.exchange.subject import Subject
from opennen.kernel.text import Text

_NO_EDITION = Text(fr="TNM sans son édition", en="TNM without its edition")
_OTHER_PREFIX = Text(fr="TNM d'un autre type (c, p, yp)", en="TNM of another kind (c, p, yp)")


def _tnm(part: str, prefixes: tuple[str, ...] = ()) -> Callable[[Subject], Answer]:
    """TNM is never delivered without its edition (export rule 4), nor under another prefix than it was given."""

    def field(subject: Subject) -> Answer:
        stage = subject.stage
        if stage is None or getattr(stage, part) is None:
            return NOT_RECORDED
        if stage.edition is None:
            return withheld(_NO_EDITION)
        if prefixes and stage.prefix not in prefixes:
            return withheld(_OTHER_PREFIX) if stage.prefix is None else NOT_RECORDED
        for name in ("prefix", "edition", "system"):
            subject.take(stage.id, name)
        return subject.read(stage, stage.id, part)

    return field


def metastases(subject: Subject) -> Answer:
    """This function will list the sites of metastasis as last stated; 'none' when it was stated that there are none."""
    found = [one for one in subject.events if isinstance(one, Imaging | Extent) and one.metastases is not None]
    if not found:
        return NOT_RECORDED
    last = found[-1]
    subject.take(last.id, "metastases")
    return given(*(last.metastases or ("none",)))


def metastases_date(subject: Subject) -> Answer:
    """This function will give the date of that statement."""
    found = [one for one in subject.events if isinstance(one, Imaging | Extent) and one.metastases is not None]
    return subject.at(found[-1].date, found[-1].id, "date") if found else NOT_RECORDED


def _extent(name: str) -> Callable[[Subject], Answer]:
    def field(subject: Subject) -> Answer:
        found = [one for one in subject.of(Extent) if getattr(one, name.split(".")[0]) is not None]
        return subject.read(found[-1], found[-1].id, name) if found else NOT_RECORDED

    return field


def _syndromes(state: str) -> Callable[[Subject], Answer]:
    def field(subject: Subject) -> Answer:
        found = [one for one in subject.of(Syndrome) if one.state == state]
        for one in found:
            subject.take(one.id, "kind")
            subject.take(one.id, "state")
        return given(*dict.fromkeys(one.kind for one in found))

    return field


def _symptoms(present: bool) -> Callable[[Subject], Answer]:
    def field(subject: Subject) -> Answer:
        found = [one for one in subject.of(Symptom) if one.present is present]
        for one in found:
            subject.take(one.id, "kind")
            subject.take(one.id, "present")
        return given(*dict.fromkeys(one.kind for one in found))

    return field


def _last_imaging(group: str, name: str) -> Callable[[Subject], Answer]:
    """The last examination whose code names the target (fdg_pet), or that its value set groups under it (sstr)."""

    def in_group(subject: Subject, modality: str) -> bool:
        return subject.in_group("modality", modality, group)

    def field(subject: Subject) -> Answer:
        found = [one for one in subject.of(Imaging) if group in one.modality or in_group(subject, one.modality)]
        if name not in ("date", "modality"):
            found = [one for one in found if getattr(one, name) is not None]
        return subject.read(found[-1], found[-1].id, name) if found else NOT_RECORDED

    return field


def _response(name: str, last: bool, wanted: str | None = None) -> Callable[[Subject], Answer]:
    def field(subject: Subject) -> Answer:
        found = [one for one in subject.of(Imaging) if one.response and (wanted is None or one.response == wanted)]
        if not found:
            return NOT_RECORDED
        chosen = found[-1] if last else found[0]
        return subject.read(chosen, chosen.id, name)

    return field


def given_treatments(subject: Subject) -> tuple[Treatment, ...]:
    """This function will list the treatments given, in order; planned ones are not."""
    return tuple(one for one in subject.of(Treatment) if not one.planned)


def treatments(subject: Subject) -> Answer:
    """This function will list the kinds of treatment given, in order, repeated ones repeated."""
    found = given_treatments(subject)
    for one in found:
        subject.take(one.id, "kind")
    return given(*(one.kind for one in found))


def analyte_loinc(subject: Subject) -> Answer:
    """This function will give the analyte's LOINC code, where the vocabulary has a verified one."""
    if not isinstance(subject.event, Marker):
        return NOT_RECORDED
    code = subject.knowledge.vocabulary.sets["analyte"].codes.get(subject.event.analyte, {}).get("loinc")
    return given(code) if code else NOT_RECORDED


def _components(subject: Subject) -> Answer:
    one = subject.event if isinstance(subject.event, Specimen) else subject.specimen
    if one is None or not one.components:
        return NOT_RECORDED
    subject.take(one.id, "components")
    return given(*(_component(part.kind, part.percent.value if part.percent else None) for part in one.components))


def _component(kind: str, percent: float | None) -> str:
    return kind if percent is None else f"{kind}:{percent:g}%"


def _stains(subject: Subject) -> Answer:
    one = subject.event if isinstance(subject.event, Specimen) else subject.specimen
    if one is None or not one.stains:
        return NOT_RECORDED
    subject.take(one.id, "stains")
    return given(*(f"{stain.name}:{stain.result}" for stain in one.stains))


FIELDS: dict[str, Callable[[Subject], Answer]] = {
    "stage.t_with_edition": _tnm("t"),
    "stage.n_with_edition": _tnm("n"),
    "stage.m_with_edition": _tnm("m"),
    "stage.group_with_edition": _tnm("group"),
    **{f"stage.c{part}": _tnm(part, ("c",)) for part in "tnm"},
    **{f"stage.p{part}": _tnm(part, ("p",)) for part in "tnm"},
    **{f"stage.yp{part}": _tnm(part, ("yp",)) for part in "tnm"},
    "extent.metastases": metastases,
    "extent.metastases_date": metastases_date,
    "extent.resectable": _extent("resectable"),
    "extent.liver_involvement_percent": _extent("liver_involvement_percent.value"),
    "syndrome.confirmed": _syndromes("confirmed"),
    "syndrome.suspected": _syndromes("suspected"),
    "syndrome.absent": _syndromes("absent"),
    "symptom.present": _symptoms(True),
    "symptom.absent": _symptoms(False),
    **{f"sstr.{name}": _last_imaging("sstr", name) for name in ("modality", "date", "result", "krenning")},
    "sstr.all_lesions_positive": _last_imaging("sstr", "all_lesions_positive"),
    **{f"fdg.{name}": _last_imaging("fdg", name) for name in ("date", "result", "discordant_lesions")},
    "response.last": _response("response", last=True),
    "response.last_date": _response("date", last=True),
    "response.first_progression_date": _response("date", last=False, wanted="pd"),
    "treatment.kinds": treatments,
    "marker.loinc": analyte_loinc,
    "specimen.component_list": _components,
    "specimen.stain_list": _stains,
}
