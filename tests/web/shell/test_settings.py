"""The house's foundations: a safe SQLite, keys of its own, a database by one setting."""

import os
import socket
import sqlite3
import stat
import subprocess
import sys
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


def opennen(*words: str, **settings: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **settings}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-m", "opennen.main", *words], env=environment, capture_output=True, text=True, check=False
    )


def test_a_taken_port_is_refused_in_words(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = opennen("serve", "--port", port, OPENNEN_DATA_DIR=str(tmp_path))
    assert said.returncode == 1
    assert "make run PORT=" in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"OPENNEN_DATABASE_URL": "mysql://x"}, "postgresql://user:password@host/name"),
        ({"OPENNEN_DATABASE_URL": "postgresql://x@127.0.0.1:1/x?connect_timeout=2"}, "does not answer"),
        ({"OPENNEN_DATA_DIR": "/proc/nothing"}, "OPENNEN_DATA_DIR"),
    ],
)
def test_a_setting_that_cannot_work_is_refused_in_one_line(settings, words, tmp_path: Path):
    said = opennen("serve", "--prepare-only", **{"OPENNEN_DATA_DIR": str(tmp_path), **settings})
    assert said.returncode == 1
    assert words in said.stderr
    assert "Traceback" not in said.stderr


def test_an_installation_is_prepared_once_and_again(tmp_path: Path):
    without_url = {"OPENNEN_DATABASE_URL": "", "OPENNEN_DATA_DIR": str(tmp_path)}
    for _ in range(2):
        said = opennen("serve", "--prepare-only", **without_url)
        assert (said.returncode, said.stderr) == (0, "")
    assert (tmp_path / "opennen.sqlite3").exists()
    assert (tmp_path / "static" / "staticfiles.json").exists()
    assert stat.S_IMODE(tmp_path.joinpath("keys").stat().st_mode) == 0o700
