"""`opennen export`: the registry rows of case files, their loss report, or the code book."""

import json
import sys
from argparse import Namespace

from opennen.adapters.registry_files import registry, rows_for
from opennen.cli.reading import assessed, read_case
from opennen.exchange.code_book import code_book, code_book_csv
from opennen.exchange.formats import as_csv, as_json, losses_csv
from opennen.exchange.rows import RegistryRows
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text


def run(arguments: Namespace) -> int:
    """This function will print rows, losses or the code book; nothing is printed when one case is refused."""
    chosen = registry(arguments.registry)
    separator, bom = (";", True) if arguments.excel else (",", False)
    if arguments.code_book:
        if arguments.format == "json":
            _print(json.dumps(code_book(chosen), ensure_ascii=False, indent=1) + "\n")
        else:
            _print(code_book_csv(chosen, arguments.lang, separator, bom))
        return 0
    if arguments.part is not None and arguments.part not in {one.name for one in chosen.parts}:
        named = ", ".join(one.name for one in chosen.parts)
        message = Text(fr=f"pas de table {arguments.part}", en=f"no table {arguments.part}")
        remedy = Text(fr=f"Choisir : {named}.", en=f"Choose one of: {named}.")
        raise Refused([Finding("R209", message, chosen.id, remedy=remedy)])
    many = [row for name in arguments.case for row in _rows(name, arguments)]
    if arguments.format == "json":
        _print(json.dumps(as_json(many, arguments.lang), ensure_ascii=False, indent=1) + "\n")
    elif arguments.losses:
        _print(losses_csv(many, arguments.lang, separator, bom))
    else:
        _print(as_csv(many, arguments.part, separator, bom))
    return 0


def _rows(name: str, arguments: Namespace) -> list[RegistryRows]:
    """One row per tumour of the case, or of the one tumour that was named."""
    case = read_case(name)
    wanted = [arguments.tumour] if arguments.tumour else [one.id for one in case.tumours]
    found = []
    for tumour in wanted:
        about = assessed(case, Namespace(**{**vars(arguments), "tumour": tumour}))
        found.append(rows_for(case, about, arguments.registry))
    return found


def _print(text: str) -> None:
    """CSV keeps its own line ends, on every machine."""
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()
