"""The words of a timeline: one short label per event, in the language of the page."""

import re
from collections.abc import Mapping

from opennen.cases.amounts import Amount, Ki67
from opennen.cases.events import (
    AnyEvent,
    Condition,
    Extent,
    Imaging,
    Marker,
    Specimen,
    Stage,
    Status,
    Symptom,
    Syndrome,
    Treatment,
)
from opennen.cases.timeline import LANE_OF
from opennen.evaluate import render
from opennen.kernel.text import Text
from opennen.rules.packs import Knowledge

TITLE = Text("Chronologie du cas {}", "Timeline of case {}", "Tijdlijn van casus {}", "Zeitachse des Falls {}")
DESCRIPTION = Text(
    "{} événements, du plus ancien au plus récent : {}.",
    "{} events, oldest first: {}.",
    "{} gebeurtenissen, oudste eerst: {}.",
    "{} Ereignisse, älteste zuerst: {}.",
)
NOTHING = Text("Aucun événement enregistré.", "No event recorded.", "Geen gebeurtenis vastgelegd.", "Kein Ereignis.")
ORDER_PART = Text(
    "ordre connu, date non précisée", "order known, date not stated", "volgorde bekend, datum niet vermeld",
    "Reihenfolge bekannt, Datum nicht angegeben",
)  # fmt: skip
UNLABELLED = Text("{} sans libellé", "{} not labelled", "{} zonder label", "{} ohne Beschriftung")
LANES = {
    "treatment": Text("Traitement", "Treatment", "Behandeling", "Behandlung"),
    "specimen": Text("Histologie", "Pathology", "Histologie", "Histologie"),
    "imaging": Text("Imagerie", "Imaging", "Beeldvorming", "Bildgebung"),
    "spread": Text("Stade, extension", "Stage, extent", "Stadium, uitbreiding", "Stadium, Ausdehnung"),
    "marker": Text("Marqueur", "Marker", "Merker", "Marker"),
    "clinical": Text("Clinique", "Clinical", "Klinisch", "Klinik"),
    "decision": Text("RCP / COM", "Board", "MOC", "Tumorboard"),
}
LOG_SCALE = Text("échelle log", "log scale", "log-schaal", "log. Skala")
LIMIT = Text("LSN {}", "ULN {}", "bovengrens {}", "ONW {}")
NO_METASTASIS = Text("aucune métastase", "no metastasis", "geen metastase", "keine Metastase")
NOT_RESECTABLE = Text("non résécable", "not resectable", "niet resectabel", "nicht resektabel")
RESECTABLE = Text("résécable", "resectable", "resectabel", "resektabel")
DONE_NOT_STATED = Text("Ki-67 fait, non chiffré", "Ki-67 done, not stated", "Ki-67 gedaan", "Ki-67 bestimmt")
REPORTED = Text("{} (compte rendu)", "{} (report)", "{} (verslag)", "{} (Befund)")
ABSENT = Text("{} : absent", "{}: absent", "{}: afwezig", "{}: nein")
SUSPECTED = Text("{} suspecté", "{} suspected", "{} vermoed", "{} vermutet")
PLANNED = Text("prévu", "planned", "gepland", "geplant")
CYCLES = Text("{} cycles", "{} cycles", "{} cycli", "{} Zyklen")
EVERY_DAYS = Text("/{} j", "/{} d", "/{} d", "/{} T")
MONTHS_AFTER = Text("+{} mois", "+{} months", "+{} maanden", "+{} Monate")
PER_DAY = Text("{}/j", "{}/day", "{}/dag", "{}/Tag")
LINE = Text("ligne {}", "line {}", "lijn {}", "Linie {}")
SSTR_MIXED = Text("lésions discordantes", "discordant lesions", "discordante letsels", "diskordante Läsionen")
DEAD = {
    "dead": Text("décès", "death", "overleden", "verstorben"),
    "alive": Text("en vie", "alive", "in leven", "lebt"),
    "lost_to_follow_up": Text("perdu de vue", "lost to follow-up", "uit het oog verloren", "Kontakt verloren"),
}
_SHORT_FORM = re.compile(r"\(([A-Z][A-Za-z0-9]{0,6})[,)]")  # 'tomodensitométrie (TDM, scanner)'
RESPONSES = ("cr", "pr", "sd", "pd")


def grouped(value: float, language: str) -> str:
    """This function will write a number with thousands apart: '1 661' (fr), '1,661' (en), '0,5'."""
    text = f"{value:.10g}"
    if "e" in text:
        return render.number(value, language)
    whole, _, rest = text.partition(".")
    english = language.startswith("en")
    whole = f"{int(whole):,}" if whole.lstrip("-").isdigit() and len(whole.lstrip("-")) > 3 else whole
    whole = whole if english else whole.replace(",", "\u202f")
    return whole + (("." if english else ",") + rest if rest else "")


def amount(value: Amount, language: str) -> str:
    """This function will write a recorded amount as it was written: '< 2', '30–40', '≤ 10'; words when no number."""
    if value.value is not None:
        signs = {"<": "< ", "<=": "≤ ", ">": "> ", ">=": "≥ ", "~": "≈ ", None: ""}
        return signs[value.comparator] + grouped(value.value, language)
    if value.min is not None and value.max is not None:
        return f"{grouped(value.min, language)}–{grouped(value.max, language)}"
    if value.max is not None:
        return f"≤ {grouped(value.max, language)}"
    return f"≥ {grouped(value.min, language)}" if value.min is not None else value.text or ""


class Labels:
    """Labels of events. `grades` maps a specimen's id to its class by the rules ('NET G2'), where it is known."""

    def __init__(self, knowledge: Knowledge, language: str, grades: Mapping[str, str] | None = None) -> None:
        self.knowledge, self.language, self.grades = knowledge, language, grades or {}

    def say(self, text: Text, *values: object) -> str:
        """This function will fill a sentence in the language of the page."""
        return text.in_(self.language).format(*values)

    def code(self, value_set: str, code: str | None) -> str:
        """This function will give a code's label; a code nobody described is shown as it is, readable."""
        if not code:
            return ""
        found = self.knowledge.vocabulary.sets.get(value_set)
        label = found.label(code, self.language) if found else code
        return code.replace("_", " ") if label == code else label

    def brief(self, value_set: str, code: str | None) -> str:
        """This function will give a code's short form: its abbreviation, or the one its label brings: 'TDM', 'TNE'."""
        values = self.knowledge.vocabulary.sets.get(value_set)
        if values and code in values.abbreviations:
            return values.short(code, self.language)
        label = self.code(value_set, code)
        found = _SHORT_FORM.search(label)
        return found[1] if found and sum(one.isupper() for one in found[1]) > 1 else label

    def of(self, event: AnyEvent) -> str:
        """This function will give an event's short label."""
        match event:
            case Treatment():
                parts = self._treatment(event)
            case Specimen():
                parts = self._specimen(event)
            case Imaging():
                parts = self._imaging(event)
            case Stage():
                parts = self._stage(event)
            case Extent():
                parts = self._extent(event)
            case Marker():
                parts = [self.result(event)]
            case Status():
                parts = self._status(event)
            case _:
                parts = self._clinical(event)
        said = " · ".join(part for part in parts if part)
        return said or getattr(event, "text", None) or event.note or self.say(LANES[LANE_OF[event.type]])

    def _treatment(self, event: Treatment) -> list[str]:
        dose = f"{grouped(event.dose, self.language)} {event.dose_unit or ''}".strip() if event.dose else ""
        if event.interval_days:
            dose += self.say(EVERY_DAYS, event.interval_days)
        cycles = self.say(CYCLES, event.cycles) if event.cycles and event.cycles > 1 else ""
        name = self.code("treatment", event.kind)
        activity = f"{grouped(event.activity_gbq, self.language)} GBq" if event.activity_gbq else ""
        line = self.say(LINE, event.line) if event.line and event.line > 1 else ""
        best = event.best_response.upper() if event.best_response in RESPONSES else ""
        residual = event.residual.upper() if event.residual in ("r0", "r1", "r2") else ""
        planned = self.say(PLANNED) if event.planned else ""
        return [f"{name} {dose}".strip(), activity, cycles, line, residual, best, planned]

    def _specimen(self, event: Specimen) -> list[str]:
        where = self.code("organ", event.organ) or self.code("specimen_origin", event.origin)
        where = where or self.code("specimen_procedure", event.procedure)
        mitoses = amount(event.mitoses, self.language) if event.mitoses else ""
        per = {"2mm2": "/2 mm²", "hpf": f"/{event.mitoses.hpf} HPF" if event.mitoses else "", "area": "", None: ""}
        mitoses = f"{mitoses} mit.{per[event.mitoses.per]}" if event.mitoses and mitoses else ""
        entity, grade = self.brief("reported_entity", event.reported_entity), (event.reported_grade or "").upper()
        reported = f"{entity} {grade}".strip()
        named = self.grades.get(event.id) or (self.say(REPORTED, reported) if reported else "")
        return [where, self._ki67(event.ki67), mitoses, named]

    def _ki67(self, ki67: Ki67 | None) -> str:
        if ki67 is None or ki67.status == "not_done":
            return ""
        if ki67.interval is None:
            return self.say(DONE_NOT_STATED)
        counted = ki67.counted_percent
        written = amount(ki67, self.language) or (render.number(counted, self.language) if counted is not None else "")
        return f"Ki-67 {written} %"

    def _imaging(self, event: Imaging) -> list[str]:
        modality = "" if event.modality == "not_stated" else self.brief("modality", event.modality)
        krenning = f"Krenning {event.krenning}" if event.krenning is not None else ""
        mixed = self.say(SSTR_MIXED) if event.discordant_lesions else ""
        size = f"{amount(event.size_mm, self.language)} mm" if event.size_mm else ""
        response = self.code("response", event.response)
        if modality and event.response in RESPONSES:
            response = event.response.upper()
        result = "" if event.krenning is not None or response else self.code("imaging_result", event.result)
        return [modality, krenning, response, result, mixed, size] if modality or response else [result, size]

    def _stage(self, event: Stage) -> list[str]:
        tnm = " ".join(part for part in (event.t, event.n, event.m) if part)
        prefix = event.prefix or ""
        system = self.brief("stage_system", event.system).split(",")[0]
        edition = f"{system} {event.edition or ''}".strip()
        tnm = prefix + tnm if tnm else ""
        words = "" if tnm or event.group else event.text or ""
        return [tnm, event.group or "", edition if tnm or event.group else "", words]

    def _extent(self, event: Extent) -> list[str]:
        organs = [self.code("organ", one) for one in event.metastases or ()]
        none = self.say(NO_METASTASIS) if event.metastases == () else ""
        burden = event.liver_involvement_percent
        liver = f"{self.code('organ', 'liver')} {amount(burden, self.language)} %" if burden else ""
        cut = {True: self.say(RESECTABLE), False: self.say(NOT_RESECTABLE), None: ""}[event.resectable]
        parts = [", ".join(organs), none, liver, cut]
        return parts if any(parts) else [event.text or ""]

    def _status(self, event: Status) -> list[str]:
        ecog = f"ECOG {event.ecog}" if event.ecog is not None else ""
        vital = self.say(DEAD[event.vital]) if event.vital else ""
        weight = f"{grouped(event.weight_kg, self.language)} kg" if event.weight_kg else ""
        return [ecog, vital, weight] if ecog or vital or weight else [event.text or ""]

    def _clinical(self, event: Symptom | Syndrome | Condition) -> list[str]:
        if isinstance(event, Symptom):
            name = self.code("symptom", event.kind)
            often = self.say(PER_DAY, amount(event.per_day, self.language)) if event.per_day else ""
            return [name if event.present else self.say(ABSENT, name), often]
        name = self.code(event.type, event.kind)
        wrapped = {"absent": ABSENT, "suspected": SUSPECTED}.get(event.state)
        return [self.say(wrapped, name) if wrapped else name]

    def result(self, event: Marker, short: bool = False) -> str:
        """This function will write a laboratory result, unless short with unit and limit: '1 661 ng/mL (LSN 101,9)'."""
        if event.value is None:
            return self.code("interpretation", event.interpretation) or event.text or ""
        signs = {"<": "< ", "<=": "≤ ", ">": "> ", ">=": "≥ ", "~": "≈ ", None: ""}
        shown = signs[event.comparator] + grouped(event.value, self.language)
        if short:
            return shown
        shown = f"{shown} {event.unit or ''}".strip()
        limit = event.upper_limit
        return f"{shown} ({self.say(LIMIT, grouped(limit, self.language))})" if limit else shown

    def after(self, months: float | None) -> str:
        """This function will write an interval the case states: '+3 mois'; nothing when it states none."""
        return self.say(MONTHS_AFTER, grouped(months, self.language)) if months else ""
