"""The layout of a timeline: where events stand, and that it never claims more than is known."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from opennen.cases.model import Case
from opennen.cases.timeline import LANE_OF, LANES, Decision, layout, rows_of

ON = date(2026, 1, 1)


def case_of(*events: dict) -> Case:
    return Case.model_validate({"id": "X", "tumours": [{"id": "t1"}], "events": list(events)})


def specimen(name: str, **more: object) -> dict:
    return {"type": "specimen", "id": name, **more}


def treatment(name: str, **more: object) -> dict:
    return {"type": "treatment", "id": name, "kind": "lanreotide", **more}


def item(found, name: str):
    return next(one for lane in found.lanes for one in lane.items if one.event and one.event.id == name)


def test_every_event_type_of_the_case_format_has_its_lane():
    from opennen.cases import events

    kinds = {kind.model_fields["type"].annotation.__args__[0] for kind in events.Event.__subclasses__()}
    assert kinds == set(LANE_OF)
    assert set(LANE_OF.values()) | {"decision"} == set(LANES)


def test_an_empty_case_has_nothing_to_draw():
    assert layout(case_of(), ON).is_empty


def test_dated_events_stand_by_real_time():
    found = layout(case_of(*(specimen(f"s{year}", date=f"{year}-01-01") for year in (2000, 2010, 2020))), ON)
    first, middle, last = (item(found, f"s{year}").place.low for year in (2000, 2010, 2020))
    assert abs((middle - first) - (last - middle)) < 0.001
    assert not found.steps


def test_a_partial_date_is_a_span_that_is_not_certain():
    place = item(layout(case_of(specimen("a", date="2010"), specimen("b", date="2014-02-03")), ON), "a").place
    assert place.high - place.low > 0.15
    assert not place.certain


def test_events_without_a_date_stand_in_equal_steps_in_the_order_listed():
    found = layout(case_of(specimen("a"), treatment("b"), specimen("c")), ON)
    assert (found.start, found.end) == (None, None)
    assert [one.event.id for one in found.steps] == ["a", "b", "c"]
    widths = {round(one.place.high - one.place.low, 6) for one in found.steps}
    assert widths == {round(1 / 3, 6)}
    assert not any(one.place.certain for one in found.steps)


def test_an_undated_event_among_dated_ones_claims_no_date():
    found = layout(case_of(specimen("a", date="2010-01-01"), specimen("b"), specimen("c", date="2012-01-01")), ON)
    assert item(found, "b").place.part == "order"
    assert item(found, "a").place.part == "time"


def test_a_stated_interval_after_a_dated_event_gives_a_place_that_is_not_certain():
    after = {"event": "a", "months": 12}
    found = layout(case_of(specimen("a", date="2010-01-01"), specimen("b", after=after)), ON)
    place = item(found, "b").place
    assert place.part == "time"
    assert not place.certain
    assert place.low > item(found, "a").place.low


def test_an_interval_after_an_undated_event_is_kept_for_its_words():
    found = layout(case_of(specimen("a"), specimen("b", after={"event": "a", "months": 3})), ON)
    assert item(found, "b").place.part == "order"
    assert item(found, "b").months_after == 3


def test_what_is_known_of_a_treatments_end_is_kept_apart():
    found = layout(
        case_of(
            treatment("stopped", date="2015-01-01", stop="2016-01-01"),
            treatment("ongoing", date="2017-01-01", ongoing=True),
            treatment("unsaid", date="2016-03-01"),
            treatment("operation", kind="resection", date="2014-01-01"),
        ),
        ON,
        momentary=frozenset({"resection"}),
    )
    assert {one.event.id: one.stops for one in found.lanes[0].items} == {
        "stopped": "stopped", "ongoing": "ongoing", "unsaid": "not_stated", "operation": "moment",
    }  # fmt: skip
    assert item(found, "unsaid").end is None
    assert item(found, "ongoing").end.high > item(found, "ongoing").place.high


def test_an_ongoing_treatment_lasts_to_the_day_asked():
    found = layout(case_of(treatment("a", date="2020-01-01", ongoing=True)), ON)
    assert found.end >= ON


def test_an_undated_treatment_lasts_at_least_until_the_response_judged_under_it():
    response = {"type": "imaging", "id": "i", "modality": "ct", "response": "pd", "under": ["t"]}
    found = layout(case_of(treatment("t"), specimen("s"), response), ON)
    assert item(found, "t").end.high == item(found, "i").place.high
    assert item(found, "t").stops == "not_stated"


def test_events_after_the_day_asked_are_not_shown():
    found = layout(case_of(specimen("a", date="2010-01-01"), specimen("b", date="2024-01-01")), date(2020, 1, 1))
    assert found.events == 1


def test_decisions_of_the_board_have_their_own_lane_at_the_end():
    found = layout(case_of(specimen("a", date="2010-01-01")), ON, decisions=(Decision(date(2011, 1, 1), "PRRT"),))
    assert found.lanes[-1].kind == "decision"


def test_markers_have_one_lane_for_each_analyte():
    markers = [
        {"type": "marker", "id": f"m{n}", "analyte": name, "value": 1, "unit": "ng/mL", "date": f"201{n}"}
        for n, name in enumerate(["cga", "nse", "cga"])
    ]
    lanes = layout(case_of(*markers), ON).lanes
    assert [(lane.analyte, len(lane.items)) for lane in lanes] == [("cga", 2), ("nse", 1)]


def test_one_day_and_forty_years_both_fit():
    for dates in (["2024-03-03", "2024-03-03"], ["1986-01-01", "2025-12-31"]):
        found = layout(case_of(*(specimen(f"s{n}", date=day) for n, day in enumerate(dates))), ON)
        assert all(0 <= one.place.low <= one.place.high <= 1 for lane in found.lanes for one in lane.items)
        assert found.start < found.end


spans = st.lists(
    st.tuples(st.floats(0, 900), st.floats(0, 200)).map(lambda one: (one[0], one[0] + one[1])), max_size=40
)


@given(spans=spans, most=st.integers(1, 8))
def test_no_two_spans_of_a_row_touch(spans, most):
    rows = rows_of(spans, 5, most)
    for n, (row, span) in enumerate(zip(rows, spans, strict=True)):
        for other_row, other in list(zip(rows, spans, strict=True))[:n]:
            if row is not None and row == other_row:
                assert span[0] >= other[1] + 5 or other[0] >= span[1] + 5
    assert all(row is None or row < most for row in rows)
