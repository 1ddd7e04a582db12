"""Which specimen answers: the primary for the registry, the one of today for the board, each one for the course."""

from collections.abc import Sequence

from opennen.cases.computed import mitoses_per_2mm2
from opennen.cases.events import AnyEvent, Specimen
from opennen.kernel.dates import is_before
from opennen.kernel.truth import Truth
from opennen.vocabulary.model import Units

_LESS_THAN_TISSUE = {"cytology", "fine_needle_aspiration"}


def informative(events: Sequence[AnyEvent]) -> tuple[Specimen, ...]:
    """This function will keep the specimens that say something about class or grade, oldest first."""
    return tuple(event for event in events if isinstance(event, Specimen) and _says_something(event))


def _says_something(one: Specimen) -> bool:
    return bool(
        one.differentiation or one.ki67 or one.mitoses or one.components or one.reported_entity or one.reported_grade
    )


def _is_counted(one: Specimen) -> bool:
    return bool((one.ki67 and one.ki67.interval) or (one.mitoses and one.mitoses.interval))


def _proliferation(one: Specimen, units: Units) -> tuple[float, float]:
    ki67 = one.ki67.interval if one.ki67 else None
    mitoses = mitoses_per_2mm2(one, units)[0]
    return (ki67.high if ki67 else -1.0, mitoses.high if mitoses else -1.0)


def of_diagnosis(specimens: Sequence[Specimen], units: Units) -> Specimen | None:
    """This function will choose the specimen a registry grades.

    Of the primary: tissue before cytology, counted before not, the highest count; without any from the primary, the
    first counted one.

    Source: rule G-6 (a metastasis must not overwrite the field of the primary).
    """
    if not specimens:
        return None
    primary = [one for one in specimens if one.origin in (None, "primary")]
    if primary:
        return max(
            primary,
            key=lambda one: (one.procedure not in _LESS_THAN_TISSUE, _is_counted(one), _proliferation(one, units)),
        )
    return next((one for one in specimens if _is_counted(one)), specimens[0])


def of_today(specimens: Sequence[Specimen], units: Units) -> Specimen | None:
    """This function will choose the specimen the board goes by: of the counted, the highest not certainly older.

    Without dates no specimen is certainly older. Source: rule G-6, clinical use (mark K).
    """
    if not specimens:
        return None
    counted = [one for one in specimens if _is_counted(one)]
    if not counted:
        return specimens[-1]
    return max((one for one in counted if not _is_older(one, counted)), key=lambda one: _proliferation(one, units))


def _is_older(one: Specimen, others: Sequence[Specimen]) -> bool:
    dates = (other.date for other in others if other.date is not None)
    return one.date is not None and any(is_before(one.date, date) is Truth.YES for date in dates)
