"""Values worked out from one event: the neuroendocrine share of a mixed neoplasm, and counts per area."""

from typing import Any

import pytest

from opennen.cases.computed import _share_of, mitoses_per_2mm2
from opennen.cases.events import Specimen
from opennen.kernel.quantity import Interval, exactly
from opennen.vocabulary.model import Units

NEUROENDOCRINE = frozenset({"net", "nec"})
UNITS = Units({}, {}, {}, assumed_field_area_mm2=0.2)


def specimen(**fields: Any) -> Specimen:
    return Specimen.model_validate({"type": "specimen", "id": "s1", **fields})


@pytest.mark.parametrize(
    ("parts", "share"),
    [
        ([("adenocarcinoma", {"value": 60}), ("nec", {"value": 40})], exactly(40)),
        ([("adenocarcinoma", {"value": 60}), ("nec", None)], exactly(40)),
        ([("adenocarcinoma", None), ("nec", {"value": 30})], exactly(30)),
        ([("adenocarcinoma", None), ("nec", {"value": 30, "comparator": "<"})], Interval(0, 30)),
        ([("adenocarcinoma", {"value": 40}), ("squamous", {"value": 20}), ("nec", {"value": 40})], exactly(40)),
        ([("adenocarcinoma", None), ("nec", None)], None),
        ([("nec", {"value": 100})], None),
        ([("adenocarcinoma", {"value": 60}), ("nec", {"value": 80})], None),
        ([], None),
    ],
)
def test_the_neuroendocrine_share_is_what_the_components_leave(parts: list[Any], share: Interval | None) -> None:
    components = [{"kind": kind} | ({"percent": percent} if percent else {}) for kind, percent in parts]
    found = _share_of(NEUROENDOCRINE, specimen(components=components))
    if share is None or found is None:
        assert found is share
    else:
        assert (found.low, found.high) == (share.low, share.high)


@pytest.mark.parametrize(
    ("mitoses", "density", "assumed"),
    [
        ({"value": 3, "per": "2mm2"}, 3, False),
        ({"value": 15, "per": "area", "area_mm2": 10}, 3, False),
        ({"value": 3, "per": "hpf", "hpf": 10, "field_area_mm2": 0.2}, 3, False),
        ({"value": 3, "per": "hpf", "hpf": 10}, 3, True),
        ({"value": 0}, 0, False),
        ({"value": 3}, None, False),
    ],
)
def test_a_count_without_its_area_is_only_used_when_it_is_zero(
    mitoses: dict[str, Any], density: float | None, assumed: bool
) -> None:
    found, was_assumed = mitoses_per_2mm2(specimen(mitoses=mitoses), UNITS)
    assert (found.high if found else None) == density
    assert was_assumed is assumed
