"""Cases of a centre, made through the actions that pages use."""

import copy
import json
import re

import pytest

from opennen.adapters.case_files import read_case_file
from opennen.web.accounts.capabilities import Role
from opennen.web.registry import actions
from opennen.web.registry.models import CaseRecord
from opennen.web.registry.selectors import today

CASE = {
    "format": "opennen-case-1",
    "id": "P-001",
    "person": {"sex": "female", "birth_date": "1956-03-14", "country": "BE"},
    "identity": {"surname": "Lefèvre", "first_name": "Élise", "national_number": "56.03.14-002.17"},
    "tumours": [{"id": "t1", "site": "ileum"}],
    "events": [
        {
            "type": "specimen",
            "id": "e1",
            "date": "2024-03",
            "origin": "primary",
            "differentiation": "well",
            "ki67": {"value": 11, "cells_counted": 800},
            "mitoses": {"value": 1, "per": "2mm2"},
        },
        {"type": "imaging", "id": "e2", "date": "2024-04-02", "modality": "ct", "note": "thorax and abdomen"},
    ],
}


@pytest.fixture
def case_json():
    """Return a function that gives a fresh copy of a small case in our file format."""

    def make(identifier: str = "P-001", **changes) -> dict:
        return {**copy.deepcopy(CASE), "id": identifier, **changes}

    return make


@pytest.fixture
def kept(case_json):
    """Return a function that keeps a case: `kept(actor)`, `kept(actor, "P-002")`."""

    def make(actor, identifier: str = "P-001") -> CaseRecord:
        ((_place, case, identity),) = read_case_file(json.dumps(case_json(identifier)).encode(), today())
        return actions.create_case(actor=actor, case=case, identity=identity)

    return make


@pytest.fixture
def coordinator(person):
    return person(Role.COORDINATOR)


@pytest.fixture
def fields_of():
    """Return a function that reads from a page what a browser would send back unchanged."""

    def read(html: str) -> dict:
        form = html[html.index('<form id="edit"') :]
        found = {}
        for tag in re.findall(r"<input[^>]*>", form):
            name = re.search(r'name="([^"]+)"', tag)
            if not name or ('type="checkbox"' in tag and " checked" not in tag):
                continue
            value = re.search(r'value="([^"]*)"', tag)
            if 'type="checkbox"' in tag:
                found.setdefault(name[1], []).append(value[1])
            else:
                found[name[1]] = value[1] if value else ""
        for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
            chosen = re.search(r'<option value="([^"]*)" selected', options)
            found[name] = chosen[1] if chosen else ""
        return found | dict(re.findall(r'<textarea name="([^"]+)"[^>]*>\s?(.*?)</textarea>', form, re.DOTALL))

    return read
