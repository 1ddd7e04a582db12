"""All checks, in the order in which they are worth reading."""

from collections.abc import Callable, Iterable

from opennen.kernel.finding import Finding
from opennen.kernel.text import Text
from opennen.rules.packs import Knowledge
from opennen.verify import absence, coverage, exceptions, options, reach, tables, texts
from opennen.verify.report import Report

CHECKS: tuple[tuple[Text, Callable[[Report], None]], ...] = (
    (Text("trous", "gaps", "gaten", "Lücken"), tables.gaps),
    (Text("recouvrements", "overlaps", "overlappingen", "Überschneidungen"), tables.overlaps),
    (Text("contradictions", "contradictions", "tegenspraken", "Widersprüche"), options.contradictions),
    (Text("lignes mortes", "dead lines", "dode regels", "tote Zeilen"), reach.dead),
    (Text("exceptions", "exceptions", "uitzonderingen", "Ausnahmen"), exceptions.dead_exceptions),
    (Text("comparaisons", "comparisons", "vergelijkingen", "Vergleiche"), exceptions.empty_comparisons),
    (Text("rien de consigné", "nothing recorded", "niets vermeld", "nichts dokumentiert"), absence.resting_on_nothing),
    (Text("absences", "absences", "ontbrekende gegevens", "fehlende Angaben"), absence.resting_on_absence),
    (Text("traductions", "translations", "vertalingen", "Übersetzungen"), texts.untranslated),
    (Text("inutilisés", "unused", "ongebruikt", "ungenutzt"), coverage.unused),
    (Text("vignettes", "vignettes", "vignetten", "Vignetten"), coverage.untried),
    (Text("acceptations", "acceptances", "aanvaardingen", "Annahmen"), coverage.needless),
)
_ORDER = {"error": 0, "warning": 1, "notice": 2}


def findings_of(
    knowledge: Knowledge,
    changed: Iterable[str] | None = None,
    progress: Callable[[Text], None] = lambda _: None,
    cited: Iterable[str] = (),
) -> tuple[Finding, ...]:
    """This function will verify a knowledge and give its findings, errors first, the same ones every time.

    changed: ids of rules; only these are looked at, with those that rest on a table among them, against all others.
    cited: sources that something else than the knowledge cites, such as the mapping of a registry.
    progress: told the name of each check before it runs.
    """
    report = Report(knowledge, None if changed is None else frozenset(changed), frozenset(cited))
    for name, check in CHECKS:
        progress(name)
        check(report)
    return tuple(sorted(report.findings, key=lambda one: (_ORDER[one.level], one.code, one.place)))
