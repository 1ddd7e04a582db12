"""What a registry gets of a case, by the shipped mappings."""

from datetime import date
from typing import Any

import pytest

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.registry_files import registries, registry
from opennen.cases.model import Identity
from opennen.cases.read import case_from_json
from opennen.evaluate.assessment import assess
from opennen.exchange.rows import RegistryRows, rows_for
from opennen.kernel.finding import Refused

ON = date(2026, 1, 1)
WELL = {"id": "e1", "type": "specimen", "origin": "primary", "procedure": "resection", "differentiation": "well"}


def rows(registry_id: str, *events: dict[str, Any], **case: Any) -> RegistryRows:
    data = {"id": "c1", "tumours": [{"id": "t1", "site": "pancreas"}], **case, "events": list(events)}
    read = case_from_json(data, knowledge().vocabulary, ON)
    return rows_for(read, assess(read, knowledge(), ON), knowledge(), registry(registry_id))


def losses(found: RegistryRows, kind: str) -> set[str]:
    return {loss.field for loss in found.losses if loss.kind == kind}


@pytest.mark.parametrize("registry_id", ["opennen-core", "be-b55"])
def test_nothing_recorded_is_never_delivered_as_unknown(registry_id: str) -> None:
    empty = rows(registry_id, tumours=[{"id": "t1"}])
    unknowns = {column.name: column.absent.get("unknown") for column in registry(registry_id).columns}
    given = dict(zip(empty.columns, empty.rows[0].cells, strict=True))
    assert not [name for name, cell in given.items() if cell not in ("", None) and cell == unknowns[name]]
    required = {column.name for column in registry(registry_id).columns if column.required and not given[column.name]}
    assert required <= losses(empty, "not_recorded") | losses(empty, "withheld")


def test_three_kinds_of_nothing_stay_apart() -> None:
    stated = rows("opennen-core", {**WELL, "ki67": {"status": "done_not_stated"}})
    not_done = rows("opennen-core", {**WELL, "ki67": {"status": "not_done"}})
    silent = rows("opennen-core", WELL)
    cells = [one.value("ki67_percent") for one in (stated, not_done, silent)]
    assert cells == ["unknown", "not_applicable", ""]
    assert stated.value("ki67_status") == "done_not_stated"


def test_a_net_g3_is_never_poorly_differentiated() -> None:
    high = rows("be-b55", {**WELL, "ki67": {"value": 40}, "mitoses": {"value": 25, "per": "2mm2"}})
    assert high.value("item_7_differentiation") == "1"
    assert high.value("item_6_morphology") == "8249"
    assert "item_6_morphology" in losses(high, "proposed")


def test_net_g2_and_g3_share_a_code_and_keep_their_grade_in_the_core_row() -> None:
    grades = []
    for ki67 in (10, 40):
        found = rows("opennen-core", {**WELL, "ki67": {"value": ki67}, "mitoses": {"value": 1, "per": "2mm2"}})
        assert found.value("icd_o_morphology") == "8249/3"
        grades.append(found.value("who_grade"))
    assert grades == ["G2", "G3"]


def test_tnm_without_its_edition_is_withheld() -> None:
    stage = {"id": "s", "type": "stage", "prefix": "p", "t": "T2", "n": "N1", "m": "M0", "group": "III"}
    without = rows("opennen-core", stage)
    assert [without.value(name) for name in ("t", "n", "m", "stage_group")] == ["", "", "", ""]
    assert {"t", "n", "m", "stage_group"} <= losses(without, "withheld")
    with_edition = rows("opennen-core", {**stage, "edition": 8})
    assert [with_edition.value(name) for name in ("stage_edition", "t", "n", "m")] == [8, "T2", "N1", "M0"]


def test_a_pathological_t_is_no_clinical_t() -> None:
    found = rows("be-b55", {"id": "s", "type": "stage", "prefix": "p", "t": "T2", "edition": 8})
    assert (found.value("item_8_pT"), found.value("item_8_cT"), found.value("item_8_edition")) == ("T2", "", 8)


def test_partial_dates_keep_their_precision() -> None:
    year = rows("opennen-core", tumours=[{"id": "t1", "diagnosed_on": "2019"}])
    month = rows("be-b55", tumours=[{"id": "t1", "diagnosed_on": "2019-05"}])
    assert (year.value("diagnosis_date"), month.value("item_1_incidence_date")) == ("2019", "05-2019")


def test_a_diagnosis_date_read_off_a_specimen_is_a_proposal() -> None:
    found = rows("opennen-core", {**WELL, "date": "2020-03-02"})
    assert found.value("diagnosis_date") == "2020-03-02"
    assert "diagnosis_date" in losses(found, "proposed")


def test_what_the_form_does_not_ask_is_in_the_loss_report() -> None:
    pet = {"id": "p", "type": "imaging", "modality": "fdg_pet", "result": "positive"}
    found = rows("be-b55", {**WELL, "ki67": {"value": 4}}, pet)
    assert {"specimen.ki67", "imaging.result"} <= losses(found, "not_taken")
    core = rows("opennen-core", {**WELL, "ki67": {"value": 4}}, pet)
    assert not {"specimen.ki67", "imaging.result"} & losses(core, "not_taken")
    assert core.value("fdg_result") == "positive"


def test_each_treatment_is_a_step_of_the_chronology_and_planned_ones_are_not() -> None:
    found = rows(
        "be-b55",
        {"id": "a", "type": "treatment", "kind": "lanreotide", "date": "2020"},
        {"id": "b", "type": "treatment", "kind": "everolimus", "date": "2021-02", "stop": "2022"},
        {"id": "c", "type": "treatment", "kind": "sunitinib", "planned": True},
    )
    steps = [row.cells for row in found.parts[0].rows]
    assert steps == [(1, "50", "2020", "", "lanreotide"), (2, "45", "02-2021", "2022", "everolimus")]


def test_two_tumours_get_a_row_each() -> None:
    both = [{"id": "t1", "site": "pancreas"}, {"id": "t2", "site": "ileum"}]
    case = case_from_json({"id": "c", "tumours": both}, knowledge().vocabulary, ON)
    found = [
        rows_for(case, assess(case, knowledge(), ON, None, one), knowledge(), registry("opennen-core"))
        for one in ("t1", "t2")
    ]
    cells = [(one.value("tumour_sequence"), one.value("tumours_total"), one.value("primary_site")) for one in found]
    assert cells == [(1, 2, "pancreas"), (2, 2, "ileum")]


def test_identity_leaves_by_the_statutory_channel_only() -> None:
    case = case_from_json({"id": "c", "tumours": [{"id": "t1"}]}, knowledge().vocabulary, ON)
    found, person = assess(case, knowledge(), ON), Identity(surname="Exemple", national_number="00.00.00-000.00")
    sent = rows_for(case, found, knowledge(), registry("be-b55"), person)
    assert sent.value("surname") == "Exemple"
    assert "surname" in losses(rows_for(case, found, knowledge(), registry("be-b55")), "withheld")
    with pytest.raises(Refused, match="R204"):
        rows_for(case, found, knowledge(), registry("opennen-core"), person)


def test_a_treatment_without_a_code_in_the_form_is_reported() -> None:
    codes = {code for column in registry("be-b55").parts[0].columns for _, _, ours, _ in column.codes for code in ours}
    left = sorted(set(knowledge().vocabulary.sets["treatment"].values) - codes)
    if not left:
        pytest.fail("every treatment has a code; then this mapping has lost its honesty about doubtful ones")
    found = rows("be-b55", {"id": "a", "type": "treatment", "kind": left[0]})
    assert [loss.field for loss in found.losses if loss.kind == "no_code"] == ["code"]


def test_every_mapping_says_who_says_so() -> None:
    for one in registries().values():
        assert one.sources
        assert {column.mark for column in one.columns} <= {"V", "P", "U"}


def test_the_basis_of_diagnosis_is_read_off_the_specimens_and_never_guessed() -> None:
    def basis(*events: dict[str, Any]) -> tuple[Any, bool]:
        found = rows("be-b55", *events)
        return found.value("item_2_basis"), "item_2_basis" in losses(found, "proposed")

    cells = {"id": "f", "type": "specimen", "procedure": "fine_needle_aspiration", "origin": "metastasis"}
    node = {"id": "m", "type": "specimen", "procedure": "biopsy", "origin": "metastasis"}
    assert basis() == ("", False)
    assert basis(cells) == ("4", False)
    assert basis(cells, node) == ("3", False)
    assert basis(cells, node, WELL) == ("2", False)
    assert basis({"id": "x", "type": "specimen", "origin": "primary"}) == ("2", True)
    assert basis({"id": "x", "type": "specimen", "procedure": "biopsy"}) == ("", False)


def test_cells_alone_are_delivered_as_the_ki67_they_give() -> None:
    cells = {"positive_cells": 14, "cells_counted": 501}
    found = rows("opennen-core", {**WELL, "ki67": cells})
    assert [found.value(f"ki67_{name}") for name in ("percent", "cells_counted", "positive_cells")] == [2.79, 501, 14]
    assert rows("opennen-core", {**WELL, "ki67": {**cells, "value": 3}}).value("ki67_percent") == 3
    assert rows("opennen-core", {**WELL, "ki67": {**cells, "max": 5}}).value("ki67_percent") == ""
