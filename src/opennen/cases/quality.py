"""What a timeline shows to be odd without any medical rule: order, missing units, counts without an area."""

from opennen.cases.projection import Timeline
from opennen.kernel.dates import is_before
from opennen.kernel.finding import Finding
from opennen.kernel.text import Text
from opennen.kernel.truth import Truth


def quality_findings(timeline: Timeline) -> tuple[Finding, ...]:
    """This function will report what the record itself contradicts (C1xx), as warnings."""
    findings = []
    for event in timeline.events:
        stop = getattr(event, "stop", None)
        if event.date is not None and stop is not None and is_before(stop, event.date) is Truth.YES:
            message = Text(
                fr=f"le traitement s'arrête ({stop}) avant de commencer ({event.date})",
                en=f"the treatment stops ({stop}) before it starts ({event.date})",
            )
            findings.append(Finding("C110", message, event.id, level="warning"))
        born = timeline.case.person.birth_date
        if event.date is not None and born is not None and is_before(event.date, born) is Truth.YES:
            message = Text(
                fr=f"l'événement ({event.date}) précède la naissance ({born})",
                en=f"the event ({event.date}) lies before the birth ({born})",
            )
            findings.append(Finding("C111", message, event.id, level="warning"))
    return tuple(findings)
