"""The `opennen` command: sends each sub-command to the floor that answers it.

Commands that need no database live in `opennen.cli` and start in milliseconds, because Django is not even
imported for them. Commands that need the database are Django management commands of the web floor.
"""

import sys
from collections.abc import Sequence
from importlib import import_module

# The word a person types, and the management command that answers it.
DATABASE_COMMANDS = {
    "serve": "serve",
    "import": "import_cases",
    "cohort": "cohort",
    "manage": "",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command and return its exit code: 0 done, 1 findings or refused, 2 not understood."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments and arguments[0] in DATABASE_COMMANDS:
        command = DATABASE_COMMANDS[arguments[0]]
        run = import_module("opennen.web.manage").run
        return int(run(([command] if command else []) + arguments[1:]))
    return int(import_module("opennen.cli.program").main(arguments))


if __name__ == "__main__":
    sys.exit(main())
