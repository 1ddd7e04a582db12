"""Files in: every refused thing is reported with place and remedy, and nothing is half imported."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from opennen.web.registry.models import CaseRecord

pytestmark = pytest.mark.django_db


def send(client, content: bytes):
    return client.post("/cases/import/", {"file": SimpleUploadedFile("cases.json", content)})


BAD = {
    "not JSON": (lambda _: b"<html>", "C102"),
    "Ki-67 of 130": (lambda case: _with(case, ki67={"value": 130}), "C106"),
    "NaN": (lambda case: _with(case, ki67={"value": float("nan")}), "C108"),
    "date in the future": (lambda case: _with(case, date="2199-01-01"), "C105"),
    "unknown code": (lambda case: _with(case, differentiation="very_well"), "C104"),
    "unknown field": (lambda case: _with(case, ki_67={"value": 3}), "C103"),
    "same identifier twice": (lambda case: json.dumps([case, case]).encode(), "C121"),
    "no case": (lambda _: b"[]", "C122"),
    "nothing": (lambda _: b"  ", "C122"),
    "numbers": (lambda _: b"[1, 2]", "C103"),
    "nonsense": (lambda _: b"\xff" * 1000, "C102"),
    "three megabytes of one case": (lambda case: json.dumps({**case, "note": "x" * 3_000_000}).encode(), "C101"),
}


def _with(case, **changes) -> bytes:
    case["events"][0].update(changes)
    return json.dumps([{**case, "id": "GOOD", "events": []}, case]).encode()


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_with_place_and_remedy_and_nothing_is_kept(name, signed_in, coordinator, case_json):
    make, code = BAD[name]
    answer = send(signed_in(coordinator), make(case_json()))
    assert answer.status_code == 422
    assert code in answer.content.decode()
    assert not CaseRecord.objects.exists()


def test_a_list_of_cases_is_imported_and_a_second_time_refused(signed_in, coordinator, case_json):
    content = json.dumps([case_json(f"P-{number}") for number in range(3)]).encode()
    assert send(signed_in(coordinator), content).status_code == 302
    answer = send(signed_in(coordinator), json.dumps([case_json("NEW"), case_json("P-1")]).encode())
    assert answer.status_code == 422
    assert "C120" in answer.content.decode()
    assert "$[1].id" in answer.content.decode()
    assert CaseRecord.objects.count() == 3


def test_ten_megabytes_of_nonsense_get_413(signed_in, coordinator):
    assert send(signed_in(coordinator), b"x" * 11_000_000).status_code == 413


# --- the command, as another program calls it ----------------------------------------------------


@pytest.fixture
def installation(tmp_path):
    """A folder with a database of its own and one centre; returns a function that runs `opennen` there."""
    environment = {**os.environ, "OPENNEN_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "opennen.web.settings"}
    environment.pop("OPENNEN_DATABASE_URL", None)

    def run(*arguments, wait=True):
        started = subprocess.Popen(
            [sys.executable, "-m", "opennen.main", *arguments],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
        )  # fmt: skip
        if not wait:
            return started
        out, err = started.communicate(timeout=120)
        return started.returncode, out, err

    code, _out, err = run("manage", "migrate", "-v0")
    assert code == 0, err
    make = (
        "from opennen.web.accounts.actions import create_centre as c; c(code='a',name_fr='A',name_en='A',country='BE')"
    )
    code, _out, err = run("manage", "shell", "-v0", "-c", make)
    assert code == 0, err
    return run


def test_the_command_imports_and_refuses_with_exit_code_1_and_no_traceback(installation, tmp_path, case_json):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(case_json("P-1")))
    bad.write_bytes(_with(case_json("P-2"), ki67={"value": 130}))
    code, out, err = installation("import", str(good))
    assert (code, "1 case(s) imported" in out) == (0, True), err
    for files, found in (([bad], "C106"), ([good], "C120"), ([tmp_path / "none.json"], "cannot be read")):
        code, _out, err = installation("import", *map(str, files))
        assert code == 1
        assert found in err
        assert "Traceback" not in err
    assert _count(installation) == 1


def _count(run) -> int:
    show = "from opennen.web.registry.models import CaseRecord as C; print('n', C.objects.count())"
    return int(run("manage", "shell", "-v0", "-c", show)[1].split()[-1])


@pytest.mark.parametrize("moment", [0.0, 0.15, 0.4, 0.8])
def test_kill_in_the_middle_of_an_import_leaves_all_or_none(moment, installation, tmp_path, case_json):
    many = tmp_path / "many.json"
    many.write_text(json.dumps([case_json(f"P-{number}") for number in range(300)]))
    started = installation("import", str(many), wait=False)
    journal = tmp_path / "opennen.sqlite3-wal"
    deadline = time.monotonic() + 60
    while started.poll() is None and time.monotonic() < deadline and not (journal.exists() and journal.stat().st_size):
        time.sleep(0.005)
    time.sleep(moment)
    if started.poll() is None:
        os.kill(started.pid, signal.SIGKILL)
    started.communicate(timeout=60)
    assert _count(installation) in (0, 300)
