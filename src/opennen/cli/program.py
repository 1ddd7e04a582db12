"""The `opennen` commands of the core, by argparse; every refusal is words and exit code 1, never a traceback."""

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import date

from opennen.cli import assess, compare, explain, export, schema, verify
from opennen.kernel.finding import Refused
from opennen.kernel.text import LANGUAGES

_DATABASE = "serve, import, cohort, manage: commands of the application; opennen COMMAND --help says more"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date; write 2026-11-24") from None


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise argparse.ArgumentTypeError(f"“{text}” is not a country; write two letters of ISO 3166, such as BE")
    return text.upper()


def parser() -> argparse.ArgumentParser:
    """This function will build the parser; the command-line page of the documentation is checked against it."""
    root = argparse.ArgumentParser(prog="opennen", description="Neuroendocrine neoplasms: cases, rules, boards.")
    root.epilog = _DATABASE
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")
    language = argparse.ArgumentParser(add_help=False)
    language.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the answer (default: en)")
    when = argparse.ArgumentParser(add_help=False)
    when.add_argument("--on", type=_day, metavar="DATE", help="as of this day, ISO (default: today)")
    when.add_argument("--country", type=_country, help="ISO 3166 code (default: the case's own country)")
    when.add_argument("--tumour", help="id of the tumour (default: the first)")

    one = commands.add_parser("assess", parents=[language, when], help="one case in, its assessment out")
    one.add_argument("case", metavar="CASE.json", help="case file; - reads standard input")
    one.add_argument("--json", action="store_true", help="the documented JSON instead of text")
    one.set_defaults(run=assess.run)

    one = commands.add_parser("explain", parents=[language, when], help="why one rule answers what it answers")
    one.add_argument("case", metavar="CASE.json", help="case file; - reads standard input")
    one.add_argument("rule", metavar="RULE", help="id of an option, table, task or finding, or a fact")
    one.add_argument("--full", action="store_true", help="every part of the rule, not only what decided")
    one.set_defaults(run=explain.run)

    one = commands.add_parser("compare", parents=[language, when], help="which answers of a case differ")
    one.add_argument("case", metavar="CASE.json", help="case file; - reads standard input")
    one.add_argument("--against", type=_day, metavar="DATE", help="the other day (default: the same)")
    one.add_argument("--against-country", type=_country, help="the other country (default: the same)")
    one.add_argument("--against-knowledge", metavar="FOLDER", help="another folder of knowledge files")
    one.add_argument("--json", action="store_true", help="JSON instead of text")
    one.set_defaults(run=compare.run)

    one = commands.add_parser("export", parents=[language, when], help="the case's rows for a registry")
    one.add_argument("case", metavar="CASE.json", nargs="+", help="case files; - reads standard input")
    one.add_argument("--registry", required=True, help="id of a mapping in knowledge/registries")
    one.add_argument("--format", choices=("csv", "json"), default="csv", help="form of the rows (default: csv)")
    one.add_argument("--part", help="with csv: a further table, such as treatments or markers")
    one.add_argument("--losses", action="store_true", help="with csv: the loss report instead of the rows")
    one.add_argument("--code-book", action="store_true", help="the code book instead of the rows")
    one.add_argument("--excel", action="store_true", help="with csv: ; between cells and a byte-order mark")
    one.set_defaults(run=export.run)

    one = commands.add_parser("schema", help="the JSON Schema of what goes in and comes out")
    one.add_argument("what", choices=("case", "assessment"))
    one.set_defaults(run=schema.run)

    one = commands.add_parser("verify", parents=[language], help="check all knowledge and run every vignette")
    one.add_argument("--knowledge", metavar="FOLDER", help="another folder of knowledge files")
    one.add_argument("--strict", action="store_true", help="exit code 1 for warnings too")
    one.add_argument("--notices", action="store_true", help="show the notices, which are only counted otherwise")
    one.add_argument("--json", action="store_true", help="the findings as JSON, each with its counter-example")
    one.set_defaults(run=verify.run)
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """This function will run one command: 0 done, 1 refused or findings, 2 not understood."""
    arguments = parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8")
    try:
        return int(arguments.run(arguments))
    except Refused as refused:
        for finding in refused.findings:
            sys.stderr.write(finding.in_(getattr(arguments, "lang", "en")) + "\n")
        return 1
    except BrokenPipeError:  # the reader of the pipe has seen enough
        sys.stderr.close()
        return 1
