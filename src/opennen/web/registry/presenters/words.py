"""Names of events, their fields and their fixed answers, in words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

EVENT_WORDS = {
    "specimen": _("Specimen and pathology"),
    "imaging": _("Imaging"),
    "marker": _("Marker result"),
    "treatment": _("Treatment"),
    "syndrome": _("Functional syndrome"),
    "symptom": _("Symptom or sign"),
    "stage": _("Stage as recorded"),
    "extent": _("Extent of disease"),
    "condition": _("Other disease or heredity"),
    "status": _("General condition"),
}

FIELD_WORDS = {
    "date": _("Date"),
    "tumour": _("Tumour"),
    "after": _("After"),
    "note": _("Note"),
    "procedure": _("Procedure"),
    "origin": _("Origin of the tissue"),
    "organ": _("Organ"),
    "differentiation": _("Differentiation"),
    "ki67": _("Ki-67 (%)"),
    "mitoses": _("Mitoses"),
    "cell_type": _("Cell type"),
    "necrosis": _("Necrosis"),
    "stains": _("Immunohistochemistry"),
    "components": _("Components of a mixed tumour"),
    "reported_entity": _("Diagnosis in the report"),
    "reported_grade": _("Grade in the report"),
    "reported_label": _("Words of the report"),
    "classification_year": _("WHO edition the report used (year)"),
    "size_mm": _("Size (mm)"),
    "nodes_positive": _("Positive lymph nodes"),
    "nodes_examined": _("Lymph nodes examined"),
    "lymphovascular_invasion": _("Lymphovascular invasion"),
    "perineural_invasion": _("Perineural invasion"),
    "residual": _("Resection margin (R)"),
    "modality": _("Examination"),
    "result": _("Result"),
    "krenning": _("Krenning score (0–4)"),
    "all_lesions_positive": _("Receptor uptake in every lesion"),
    "discordant_lesions": _("FDG-positive lesions without receptor uptake"),
    "response": _("Response"),
    "under": _("Judged under treatment"),
    "metastases": _("Metastases known at this date"),
    "target_sum_mm": _("Sum of target lesions (mm)"),
    "lesions": _("Lesions"),
    "text": _("Words of the source"),
    "resectable": _("Completely resectable"),
    "liver_involvement_percent": _("Liver involvement (%)"),
    "analyte": _("Marker"),
    "value": _("Value"),
    "comparator": _("Sign"),
    "unit": _("Unit"),
    "upper_limit": _("Upper limit of normal"),
    "lower_limit": _("Lower limit of normal"),
    "interpretation": _("Interpretation"),
    "assay": _("Assay"),
    "confounders": _("What may disturb the result"),
    "kind": _("Kind"),
    "present": _("Present"),
    "per_day": _("Times a day"),
    "state": _("State"),
    "controlled": _("Controlled"),
    "stop": _("Stopped on"),
    "ongoing": _("Still going on"),
    "planned": _("Only planned"),
    "dose": _("Dose"),
    "dose_unit": _("Unit of the dose"),
    "interval_days": _("Interval (days)"),
    "cycles": _("Cycles"),
    "activity_gbq": _("Activity (GBq)"),
    "line": _("Line of treatment"),
    "intent": _("Intent"),
    "best_response": _("Best response"),
    "stop_reason": _("Reason for stopping"),
    "system": _("System"),
    "edition": _("Edition"),
    "prefix": _("Prefix"),
    "t": "T",
    "n": "N",
    "m": "M",
    "group": _("Stage group"),
    "ecog": _("ECOG performance status"),
    "weight_kg": _("Weight (kg)"),
    "height_cm": _("Height (cm)"),
    "vital": _("Vital status"),
    "status": _("How it was reported"),
    "positive_cells": _("Positive cells"),
    "cells_counted": _("Cells counted"),
    "method": _("Counting method"),
    "hot_spot": _("Counted in a hot spot"),
    "per": _("Counted per"),
    "area_mm2": _("Area counted (mm²)"),
    "hpf": _("Number of high-power fields"),
    "field_area_mm2": _("Area of one field (mm²)"),
    "percent": _("Share (%)"),
    "name": _("Marker"),
    "citation": _("Where it was read"),
    "url": _("Address"),
    "quote": _("Quotation"),
    "source": _("Source"),
    "event": _("Event"),
    "months": _("Months"),
    "sex": _("Sex"),
    "birth_date": _("Birth date"),
    "age_years": _("Age at first diagnosis, if no birth date"),
    "country": _("Country of treatment"),
    "site": _("Primary site"),
    "site_detail": _("Site in words"),
    "topography": _("ICD-O-3 topography"),
    "laterality": _("Side"),
    "diagnosed_on": _("Diagnosed on"),
    "treatments_complete": _("Every treatment so far is listed"),
    "surname": _("Surname"),
    "first_name": _("First name"),
    "national_number": _("National number"),
    "hospital_number": _("Hospital number"),
}

HELP = {
    "date": _("As exact as known: 12/03/2024, 03/2024 or 2024."),
    "stop": _("As exact as known: 12/03/2024, 03/2024 or 2024."),
    "diagnosed_on": _("As exact as known: 12/03/2024, 03/2024 or 2024."),
    "birth_date": _("Kept encrypted; lists and versions hold the year only."),
    "ki67": _("A number or a range: 11,5 · <2 · 30-40."),
    "mitoses": _("The count as reported; then in what area it was counted."),
    "metastases": _("Leave everything empty when it is not stated; choose “none found” when there were none."),
    "treatments_complete": _("Only then does a treatment that is not listed count as not given."),
    "unit": _("As the laboratory prints it: ng/mL, µg/L, µmol/24 h …"),
}

CHOICE_WORDS = {
    "measured": _("measured"),
    "done_not_stated": _("done, result not stated"),
    "not_done": _("not done"),
    "2mm2": _("2 mm²"),
    "area": _("an area in mm²"),
    "hpf": _("high-power fields"),
    "confirmed": _("confirmed"),
    "suspected": _("suspected"),
    "absent": _("absent"),
    "present": _("present"),
    "alive": _("alive"),
    "dead": _("dead"),
    "lost_to_follow_up": _("lost to follow-up"),
    "c": _("c (clinical)"),
    "p": _("p (pathological)"),
    "yc": _("yc (clinical, after treatment)"),
    "yp": _("yp (pathological, after treatment)"),
    "r": _("r (recurrence)"),
    "<": "<",
    "<=": "≤",
    ">": ">",
    ">=": "≥",
    "~": _("about"),
}

YES_NO = [("", _("not stated")), ("yes", pgettext_lazy("answer", "yes")), ("no", pgettext_lazy("answer", "no"))]
NONE_FOUND = _("none found")
NOT_STATED = _("not stated")

# Groups of an event's form, in the order people think; what is in no group closes the form.
GROUPS = {
    "specimen": (
        (_("The tissue"), ("date", "after", "tumour", "procedure", "origin", "organ", "size_mm")),
        (_("Grading"), ("differentiation", "ki67", "mitoses", "cell_type", "necrosis")),
        (
            _("The report’s own diagnosis"),
            ("reported_entity", "reported_grade", "reported_label", "classification_year"),
        ),
        (_("Immunohistochemistry"), ("stains",)),
        (_("Components of a mixed tumour"), ("components",)),
        (
            _("Resection"),
            ("nodes_positive", "nodes_examined", "lymphovascular_invasion", "perineural_invasion", "residual"),
        ),
    ),
    "treatment": (
        (_("The treatment"), ("kind", "date", "after", "stop", "ongoing", "planned", "tumour", "intent", "line")),
        (_("Dose"), ("dose", "dose_unit", "interval_days", "cycles", "activity_gbq")),
        (_("How it went"), ("best_response", "stop_reason", "residual")),
    ),
}


_OF_AN_AMOUNT = frozenset(("status", "positive_cells", "cells_counted", "method", "hot_spot"))
_SPECIAL = {
    "after.event": _("After which event (when the date is not known)"),
    "after.months": _("Months after it"),
    "source.citation": _("Where it was read"),
    "source.url": _("Address of the source"),
}


def label(path: str) -> str:
    """Return the words of a form's field; a part of Ki-67 says so, a row of a table gives its number."""
    if path in _SPECIAL:
        return str(_SPECIAL[path])
    name = path.split(".")[-1]
    said = str(FIELD_WORDS.get(name, name))
    if name in _OF_AN_AMOUNT and path.startswith("ki67."):
        return f"Ki-67 · {said}"
    row = path.split(".")[0].partition("-")[2]
    return f"{said} {int(row) + 1}" if row else said
