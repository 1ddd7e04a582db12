"""Options that contradict each other: supported together against their word, or supported here and excluded there."""

from itertools import combinations, permutations

from opennen.evaluate.assessment import SUPPORTING, _option
from opennen.evaluate.evaluator import Evaluator
from opennen.kernel.text import Text
from opennen.rules.model import Option, facts_in
from opennen.verify.prover import Claim, both
from opennen.verify.regimes import Regime
from opennen.verify.report import Fault, Report
from opennen.verify.solver import Formula, any_true, opposite

TOGETHER = Fault(
    "V214",
    Text(
        "{} dit ne jamais aller avec {}, mais les deux sont soutenues pour un même cas.",
        "{} says that it never goes with {}, but both are supported for one case.",
    ),
    Text(
        "Séparer leurs indications, ou exclure l'une quand l'autre vaut.",
        "Part their indications, or exclude one while the other holds.",
    ),
)
SAME_SOURCE = Fault(
    "V215",
    Text(
        "{} : traitement soutenu par {} et exclu par {} pour un même cas, dans le même pack ou selon la même source.",
        "{}: treatment supported by {} and excluded by {} for one case, in the same pack or by the same source.",
    ),
    Text("Écrire la contre-indication dans les deux options.", "Write the contra-indication in both options."),
)
PACKS = Fault(
    "V222",
    Text(
        "{} : traitement soutenu par {} et exclu par {} d'un autre pack pour un même cas.",
        "{}: treatment supported by {} and excluded by {} of another pack for one case.",
    ),
    Text(
        "Accorder les deux packs, ou limiter l'un par ses dates ou ses pays.",
        "Bring the two packs into line, or limit one by its dates or countries.",
    ),
)


def contradictions(report: Report) -> None:
    """This function will report V214, V215 and V222."""
    options = report.knowledge.options
    by_id = {one.id: one for one in options}
    for one in options:
        for name in one.not_with:
            if report.concerns(one) or report.concerns(by_id[name]):
                _together(report, one, by_id[name])
    for one, other in combinations(options, 2):
        if one.treatment == other.treatment and (report.concerns(one) or report.concerns(other)):
            for supported, excluded in permutations((one, other)):
                _opposed(report, supported, excluded)


def _together(report: Report, one: Option, other: Option) -> None:
    regimes = report.regimes(one, other, key=lambda regime: (_in_force(one, regime), _in_force(other, regime)))
    found = report.example(TOGETHER.code, [one, other], regimes, both(_supported(one), _supported(other)))
    if found is not None:
        report.add(TOGETHER, one.place, one.id, other.id, found=found)


def _opposed(report: Report, supported: Option, excluded: Option) -> None:
    fault = SAME_SOURCE if supported.pack == excluded.pack or _cited(supported) & _cited(excluded) else PACKS
    regimes = report.regimes(supported, excluded, key=lambda regime: _in_force(supported, regime))
    claim = both(_supported(supported), _excluded(excluded))
    found = report.example(fault.code, [supported, excluded], regimes, claim)
    if found is not None:
        treatment = report.knowledge.vocabulary.sets["treatment"].values[supported.treatment]
        report.add(fault, supported.place, treatment, supported.id, excluded.id, found=found)


def _cited(option: Option) -> set[str]:
    supporting = [one.sources for one in option.indications]
    return {one.source for sources in (*supporting, *(reason.sources for reason in option.excluded)) for one in sources}


def _in_force(option: Option, regime: Regime) -> tuple[str, ...]:
    return tuple(one.id for one in option.indications if regime.holds(one.validity))


def _supported(option: Option) -> Claim:
    def formulas(regime: Regime) -> list[Formula]:
        rails = regime.questions.rails
        strong = [one for one in option.indications if one.basis in SUPPORTING and regime.holds(one.validity)]
        excluded = [opposite(rails(reason.when).yes) for reason in option.excluded]
        return [any_true([rails(one.when).yes for one in strong]), *excluded]

    return Claim(formulas, lambda evaluator, regime: _status(option, evaluator, regime) == "supported", _facts(option))


def _excluded(option: Option) -> Claim:
    def formulas(regime: Regime) -> list[Formula]:
        return [any_true([regime.questions.rails(reason.when).yes for reason in option.excluded])]

    return Claim(formulas, lambda evaluator, regime: _status(option, evaluator, regime) == "excluded", _facts(option))


def _status(option: Option, evaluator: Evaluator, regime: Regime) -> str:
    return _option(option, evaluator, regime.knowledge, regime.on, regime.country).status


def _facts(option: Option) -> frozenset[str]:
    conditions = [one.when for one in option.indications] + [one.when for one in option.excluded]
    return frozenset[str]().union(*(facts_in(one) for one in conditions))
