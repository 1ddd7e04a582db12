"""CSV, JSON and code book."""

import csv
import io
import json
from datetime import date

import pytest

from opennen.adapters.knowledge_files import knowledge
from opennen.adapters.registry_files import registry
from opennen.cases.read import case_from_json
from opennen.evaluate.assessment import assess
from opennen.exchange.code_book import code_book, code_book_csv
from opennen.exchange.formats import as_csv, as_json, losses_csv
from opennen.exchange.rows import RegistryRows, rows_for

ON = date(2026, 1, 1)


def delivered(registry_id: str = "opennen-core", label: str = "TNE bien différenciée") -> RegistryRows:
    event = {"id": "e1", "type": "specimen", "differentiation": "well", "ki67": {"value": 4.5}, "reported_label": label}
    treatments = [{"id": f"t-{n}", "type": "treatment", "kind": "lanreotide"} for n in range(2)]
    tumours = [{"id": "t1", "site": "ileum", "site_detail": "last loop"}]
    case = case_from_json({"id": "c1", "tumours": tumours, "events": [event, *treatments]}, knowledge().vocabulary, ON)
    return rows_for(case, assess(case, knowledge(), ON), knowledge(), registry(registry_id))


def test_the_csv_reads_back_as_it_was() -> None:
    one = delivered()
    read = list(csv.DictReader(io.StringIO(as_csv([one, one]))))
    assert len(read) == 2
    assert (read[0]["ki67_percent"], read[0]["reported_label"]) == ("4.5", "TNE bien différenciée")
    assert read[0]["treatments"] == "lanreotide|lanreotide"


def test_a_part_names_its_case() -> None:
    read = list(csv.DictReader(io.StringIO(as_csv([delivered()], part="treatments"))))
    assert [(row["case_id"], row["tumour_id"], row["kind"]) for row in read] == [("c1", "t1", "lanreotide")] * 2


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_can_start_a_formula(text: str) -> None:
    read = next(csv.DictReader(io.StringIO(as_csv([delivered(label=text)]))))
    assert read["reported_label"] == f"'{text}"


def test_the_spreadsheet_form_has_semicolons_and_a_byte_order_mark() -> None:
    text = as_csv([delivered()], separator=";", bom=True)
    assert text.startswith("\ufeffcase_id;tumour_id;")
    assert text.encode("utf-8").startswith(b"\xef\xbb\xbf")


def test_rows_of_two_registries_do_not_share_a_file() -> None:
    with pytest.raises(ValueError, match="one registry"):
        as_csv([delivered(), delivered("be-b55")])


def test_the_json_keeps_numbers_and_leaves_out_what_is_empty() -> None:
    record = json.loads(json.dumps(as_json([delivered()], "fr")))["records"][0]
    assert record["row"]["ki67_percent"] == 4.5
    assert "ecog_first" not in record["row"]
    assert {"kind", "field", "label", "required"} <= set(record["losses"][0])
    assert len(record["parts"]["treatments"]) == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_loss_report_says_what_it_means(language: str) -> None:
    read = list(csv.DictReader(io.StringIO(losses_csv([delivered("be-b55")], language))))
    lost = next(row for row in read if row["field"] == "specimen.ki67")
    assert lost["meaning"] == {"fr": "dans le cas, sans place dans ce registre"}.get(
        language, "in the case, no place in this registry"
    )


@pytest.mark.parametrize("registry_id", ["opennen-core", "be-b55"])
def test_the_code_book_explains_every_column_and_every_code(registry_id: str) -> None:
    book = code_book(registry(registry_id))
    assert [one["name"] for one in book["columns"]] == list(delivered(registry_id).columns)
    tables = [book["columns"], *(part["columns"] for part in book["parts"].values())]
    for one in (column for columns in tables for column in columns):
        assert one["fr"]
        assert one["en"]
        assert one["type"] != "code" or one["codes"], f"{one['name']} is coded and lists no code"
    read = list(csv.DictReader(io.StringIO(code_book_csv(registry(registry_id), "fr"))))
    assert len([row for row in read if not row["table"] and row["label"]]) == len(book["columns"])
