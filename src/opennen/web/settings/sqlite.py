"""A safe SQLite: ours instead of the machine's, refused when it can lose committed pages."""

import sys

from opennen.web.refusal import SettingRefused

# SQLite 3.7.0 to 3.51.2 can lose committed pages in WAL mode (the "WAL-reset" bug).
SAFE_SINCE = (3, 51, 3)

CONNECTION_PRAGMAS = "; ".join(
    (
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "PRAGMA foreign_keys=ON",
        "PRAGMA busy_timeout=5000",
        # Without it, INSERT OR REPLACE deletes a row and no DELETE trigger fires.
        "PRAGMA recursive_triggers=ON",
    )
)


class UnsafeSqliteError(SettingRefused):
    """The SQLite library at hand can lose committed data in WAL mode."""


def use_safe_sqlite() -> None:
    """Put pysqlite3 in the place of sqlite3, before Django's backend imports it."""
    import pysqlite3
    import pysqlite3.dbapi2

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
    check_safe_in_wal(pysqlite3.sqlite_version_info)


def check_safe_in_wal(version: tuple[int, int, int]) -> None:
    """Refuse a library that can lose data in WAL mode."""
    if version < SAFE_SINCE:
        have, need = (".".join(map(str, numbers)) for numbers in (version, SAFE_SINCE))
        raise UnsafeSqliteError(
            f"SQLite {have} can lose committed data in WAL mode; {need} or newer is needed. "
            "Install the locked dependencies again: make run."
        )
