"""Values worked out from one event: the neuroendocrine share of a mixed neoplasm, and counts per area."""

from typing import Any

import pytest

from opennen.cases.computed import _counts_disagree, _share_of, counted_area_mm2, mitoses_per_2mm2
from opennen.cases.events import Specimen
from opennen.kernel.quantity import Interval, exactly
from opennen.kernel.truth import Truth
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


@pytest.mark.parametrize(
    ("ki67", "percent", "disagree"),
    [
        ({"positive_cells": 14, "cells_counted": 500}, 2.8, Truth.NO),
        ({"positive_cells": 15, "cells_counted": 500}, 3.0, Truth.NO),
        ({"value": 3, "positive_cells": 14, "cells_counted": 500}, 2.8, Truth.NO),
        ({"value": 2.8, "positive_cells": 14, "cells_counted": 500}, 2.8, Truth.NO),
        ({"value": 2.5, "positive_cells": 10, "cells_counted": 400}, 2.5, Truth.NO),
        ({"value": 3, "positive_cells": 10, "cells_counted": 400}, 2.5, Truth.NO),
        ({"value": 2.7, "positive_cells": 14, "cells_counted": 500}, 2.8, Truth.YES),
        ({"value": 5, "positive_cells": 14, "cells_counted": 500}, 2.8, Truth.YES),
        ({"value": 2, "comparator": "<", "positive_cells": 14, "cells_counted": 500}, 2.8, Truth.YES),
        ({"value": 3, "comparator": "<", "positive_cells": 14, "cells_counted": 500}, 2.8, Truth.NO),
        ({"min": 2, "max": 5, "positive_cells": 14, "cells_counted": 500}, 2.8, Truth.NO),
        ({"min": 4, "max": 5, "positive_cells": 14, "cells_counted": 500}, 2.8, Truth.YES),
        ({"value": 4, "comparator": "~", "positive_cells": 14, "cells_counted": 500}, 2.8, None),
        ({"value": 3, "cells_counted": 500}, None, None),
        ({"positive_cells": 14}, None, None),
        ({"positive_cells": 600, "cells_counted": 500}, None, None),
    ],
)
def test_ki67_by_its_cells_and_whether_they_contradict_the_value(
    ki67: dict[str, Any], percent: float | None, disagree: Truth | None
) -> None:
    event = specimen(ki67=ki67)
    assert event.ki67 is not None
    assert event.ki67.counted_percent == percent
    assert _counts_disagree(event, UNITS) is disagree


def test_cells_alone_are_the_ki67_and_a_written_value_goes_before_them() -> None:
    alone, both = specimen(ki67={"positive_cells": 15, "cells_counted": 500}), specimen(ki67={"value": 3.4})
    assert alone.ki67 is not None
    assert both.ki67 is not None
    assert alone.ki67.interval == exactly(3.0)
    assert both.ki67.interval == exactly(3.4)


@pytest.mark.parametrize(
    ("mitoses", "area"),
    [
        ({"value": 3, "per": "2mm2"}, None),
        ({"value": 3, "per": "2mm2", "area_mm2": 10}, 10),
        ({"value": 15, "per": "area", "area_mm2": 10}, 10),
        ({"value": 3, "per": "hpf", "hpf": 10, "field_area_mm2": 0.24}, pytest.approx(2.4)),
        ({"value": 3, "per": "hpf", "hpf": 10}, 2.0),
        ({"value": 3}, None),
    ],
)
def test_the_area_mitoses_were_counted_in(mitoses: dict[str, Any], area: float | None) -> None:
    assert counted_area_mm2(specimen(mitoses=mitoses), UNITS) == area
