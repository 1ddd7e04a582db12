"""The house's foundations: a safe SQLite, keys of its own, a database by one setting."""

import sqlite3
import stat
from pathlib import Path

import pytest
from django.db import connection

from opennen.web.settings.databases import DatabaseUrlError, database
from opennen.web.settings.place import secret
from opennen.web.settings.sqlite import UnsafeSqliteError, check_safe_in_wal


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2), (3, 7, 0)])
def test_a_library_that_loses_data_is_refused(version):
    with pytest.raises(UnsafeSqliteError, match=r"3\.51\.3"):
        check_safe_in_wal(version)


def test_the_safe_library_is_the_one_in_use(db):
    if connection.vendor != "sqlite":
        pytest.skip("about the embedded database")
    check_safe_in_wal(sqlite3.sqlite_version_info)
    with connection.cursor() as cursor:
        for pragma, value in {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "recursive_triggers": 1,
        }.items():
            assert cursor.execute(f"PRAGMA {pragma}").fetchone()[0] == value
        assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] == 5000
        assert cursor.execute("SELECT sqlite_version()").fetchone()[0] == sqlite3.sqlite_version
    assert connection.transaction_mode == "IMMEDIATE"


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path):
    first = secret(tmp_path, "pages")
    assert secret(tmp_path, "pages") == first
    assert secret(tmp_path, "fields") != first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "keys" / "pages").stat().st_mode) == 0o600
    assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == ["fields", "pages"]


def test_one_setting_chooses_postgresql(tmp_path: Path):
    told = database("postgresql://nen:p%40ss@db.example:5433/registry?sslmode=require", tmp_path / "x")
    assert told["ENGINE"].endswith("postgresql")
    assert (told["NAME"], told["USER"], told["PASSWORD"]) == ("registry", "nen", "p@ss")
    assert (told["HOST"], told["PORT"], told["OPTIONS"]["sslmode"]) == ("db.example", "5433", "require")
    assert database(None, tmp_path / "x")["ENGINE"].endswith("sqlite3")


def test_an_address_of_something_else_is_refused_in_words(tmp_path: Path):
    with pytest.raises(DatabaseUrlError, match="mysql"):
        database("mysql://x", tmp_path)
