"""A complete assessment of one case, every answer explained: cases per second, median and worst of a hundred.

Run it with `make bench`. One process, one thread; knowledge is read before the clock starts, as in the application.
The target is under 10 ms for one case on one core.
"""

import argparse
import json
import platform
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from opennen.adapters.knowledge_files import knowledge, knowledge_folder
from opennen.cases.model import Case
from opennen.cases.read import case_from_json
from opennen.evaluate.assessment import assess
from opennen.evaluate.report import as_json

TARGET_MS = 10.0
ON = date(2026, 11, 24)


def demonstration_cases(folder: Path) -> list[Case]:
    """This function will read the published cases that are shipped as demonstration data."""
    names = sorted((folder / "demo" / "cases").glob("*.json"))
    return [case_from_json(name.read_bytes(), knowledge().vocabulary, ON) for name in names]


def timed(cases: Sequence[Case], rounds: int) -> list[float]:
    """This function will assess every case `rounds` times and give the milliseconds of each assessment."""
    spent = []
    for _ in range(rounds):
        for case in cases:
            start = time.perf_counter()
            assess(case, knowledge(), ON, case.person.country or "BE")
            spent.append((time.perf_counter() - start) * 1000)
    return spent


def percentile(values: Sequence[float], share: float) -> float:
    """This function will give the value below which a share (0-1) of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * len(ordered)))]


def main() -> int:
    """This function will print the figures: 0 when the target is met, 1 when it is not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20, help="times each case is assessed (default: 20)")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    arguments = parser.parse_args()
    cases = demonstration_cases(knowledge_folder())
    if not cases:
        sys.stderr.write("no demonstration cases below the knowledge folder\n")
        return 1
    timed(cases, 2)  # first calls fill caches that a running application has filled
    spent = timed(cases, arguments.rounds)
    start = time.perf_counter()
    for case in cases:
        as_json(assess(case, knowledge(), ON, "BE"), case, knowledge(), "fr")
    written_ms = (time.perf_counter() - start) * 1000 / len(cases)
    rules = knowledge()
    figures = {
        "cases": len(cases),
        "assessments": len(spent),
        "rules": len(rules.tables) + len(rules.options) + len(rules.tasks) + len(rules.findings),
        "cases_per_second": round(1000 / statistics.mean(spent), 1),
        "p50_ms": round(percentile(spent, 0.50), 3),
        "p99_ms": round(percentile(spent, 0.99), 3),
        "worst_ms": round(max(spent), 3),
        "with_json_in_french_ms": round(written_ms, 3),
        "peak_memory_mib": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "knowledge_version": rules.version,
        "opennen": version("opennen"),
        "python": platform.python_version(),
        "machine": platform.machine(),
    }
    met = figures["p99_ms"] < TARGET_MS  # type: ignore[operator]  # a number, as rounded above
    if arguments.json:
        sys.stdout.write(json.dumps(figures) + "\n")
    else:
        for name, value in figures.items():
            sys.stdout.write(f"{name:26} {value}\n")
        ratio = figures["p99_ms"] / TARGET_MS  # type: ignore[operator]
        sys.stdout.write(f"target p99 < {TARGET_MS:g} ms: {'met' if met else 'NOT met'}, {ratio:.2f} of it\n")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
