"""A timeline expression answers definitely only what every completion of the record answers: on generated ones."""

from collections import Counter
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.days import Days, elapsed, is_later, is_of_a_later_day, later_by, may_be_first, may_be_last
from opennen.cases.facts import Known
from opennen.cases.model import Case
from opennen.cases.origins import Origin
from opennen.cases.projection import Timeline
from opennen.cases.timeline_check import expression_from
from opennen.kernel.dates import day_number
from opennen.kernel.quantity import Interval
from opennen.kernel.text import Text
from opennen.kernel.truth import Truth
from opennen.vocabulary.model import Fact, FactType

ON = date(2026, 6, 1)
TEXT = Text("f", "f")
FACTS = {
    "yes_no": Fact("f", FactType.YES_NO, TEXT),
    "number": Fact("f", FactType.NUMBER, TEXT, unit="1", range=(-100_000, 100_000)),
    "mm": Fact("f", FactType.NUMBER, TEXT, unit="mm", range=(-100_000, 100_000)),
    "ng": Fact("f", FactType.NUMBER, TEXT, unit="µg/L", range=(-100_000, 100_000)),
    **{
        unit: Fact("f", FactType.NUMBER, TEXT, unit=unit, range=(-100_000, 100_000))
        for unit in ("days", "weeks", "months", "years")
    },
    "response": Fact("f", FactType.CODE, TEXT, values="response"),
    "date": Fact("f", FactType.DATE, TEXT),
}

# -- expressions -----------------------------------------------------------------------------------------------------

IMAGING = (
    "response == pd", "response != sd", "response in not_progressive", "response in {pd, mixed}", "krenning >= 2",
    "response == pd against not_progressive", "size_mm < 1 cm", "metastases has liver", "metastases has {bone, lung}",
    "modality in sstr", "discordant_lesions", "within 6 months", "since diagnosis", "under ssa",
)  # fmt: skip
TREATMENT = (
    "kind in ssa",
    "kind == everolimus",
    "kind in systemic",
    "ongoing",
    "cycles > 2",
    "stop_reason == toxicity",
)
MARKER = ("analyte == chromogranin_a", "value > 100 µg/L", "times_upper_limit > 2 ULN", "interpretation == raised",
          "confounders has proton_pump_inhibitor")  # fmt: skip
LESION = ("target", "sstr_uptake == positive", "fdg_uptake != negative", "size_mm >= 10 mm", "organ == liver", "new")
ASKED = {"imaging": IMAGING, "treatment": TREATMENT, "marker": MARKER, "lesion": LESION}


def conditions(kind: str) -> st.SearchStrategy[str]:
    leaf = st.sampled_from(ASKED[kind])

    def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        joined = st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda one: f"({' '.join(one)})")
        return joined | inner.map(lambda one: f"not ({one})")

    return st.recursive(leaf, grown, max_leaves=3)


def plain(kind: str) -> st.SearchStrategy[str]:
    return st.just(kind) | conditions(kind).map(lambda one: f"{kind} where {one}")


kinds = st.sampled_from(["imaging", "treatment", "marker"])
orders = st.sampled_from(["latest", "first"])
chosen = st.tuples(orders, kinds.flatmap(plain)).map(" ".join)
durations = st.sampled_from(["days", "weeks", "months", "years"])
lengths = st.tuples(st.integers(0, 12).map(str), durations).map(" ".join)
moments = (
    chosen
    | st.tuples(orders, kinds.flatmap(plain), lengths).map(lambda one: "({} {} within {})".format(*one))
    | st.tuples(orders, plain("treatment")).map(lambda one: f"stop of {' '.join(one)}")
    | st.sampled_from(["diagnosis", "birth"])
)
windows = st.one_of(
    lengths.map(lambda one: f"within {one}"),
    st.sampled_from(["under ssa", "under everolimus"]),
    st.tuples(st.sampled_from(["before", "after", "since"]), moments).map(" ".join),
    st.tuples(lengths, st.sampled_from(["before", "after"]), moments).map(lambda one: f"within {' '.join(one)}"),
)


def events(kind: str) -> st.SearchStrategy[str]:
    complete = st.just("") if kind != "treatment" else st.sampled_from(["", ", complete"])
    windowed = st.just("") | windows.map(lambda one: f" {one}")
    return st.tuples(plain(kind), complete, windowed).map("".join)


lesions = st.tuples(plain("lesion"), plain("imaging") | st.tuples(orders, events("imaging")).map(" ".join)).map(
    " of ".join
)
over = kinds.flatmap(lambda kind: st.tuples(st.just(kind), events(kind))) | st.tuples(st.just("lesion"), lesions)


def quantified(one: tuple[str, str]) -> st.SearchStrategy[str]:
    kind, among = one
    with_property = st.tuples(st.sampled_from(["some", "every", "no"]), conditions(kind)).map(
        lambda asked: f"{asked[0]} {among.replace(', complete', '') if asked[0] == 'every' else among}: {asked[1]}"
    )
    return with_property | st.sampled_from(["some", "no"]).map(lambda word: f"{word} {among}")


ties = st.sampled_from(["", " ties conflict", " ties highest", " ties lowest"])
extremes = st.sampled_from(["highest", "lowest"])
expressions = st.one_of(
    over.flatmap(quantified).map(lambda text: ("yes_no", text)),
    over.map(lambda one: ("number", f"count {one[1]}")),
    st.tuples(durations, moments).map(lambda one: (one[0], f"{one[0]} since {one[1]}")),
    st.tuples(durations, moments, moments).map(lambda one: (one[0], f"{one[0]} from {one[1]} to {one[2]}")),
    moments.map(lambda one: ("date", f"day of {one}")),
    st.tuples(orders, events("imaging"), st.sampled_from(["", " ties conflict"])).map(
        lambda one: ("response", f"{one[0]} {one[1]}: response{one[2]}")
    ),
    st.tuples(orders, events("imaging"), conditions("imaging")).map(lambda one: ("yes_no", "{} {}: {}".format(*one))),
    st.tuples(orders, events("imaging"), ties).map(lambda one: ("mm", "{} {}: size_mm{}".format(*one))),
    st.tuples(orders | extremes, events("marker"), ties).map(lambda one: ("ng", "{} {}: value in µg/L{}".format(*one))),
    st.tuples(extremes, lesions).map(lambda one: ("mm", f"{one[0]} {one[1]}: size_mm")),
    st.tuples(orders, events("treatment")).map(
        lambda one: ("date", f"{one[0]} {one[1].replace(', complete', '')}: stop")
    ),
).map(lambda one: (one[0], one[1] if one[0] in ("yes_no", "number") else one[1].replace(", complete", "")))

# -- cases and what is hidden of them ----------------------------------------------------------------------------------

days = st.sampled_from([0, 0, 1, 20, 31, 90, 150, 180, 181, 365, 366, 500]).map(lambda n: ON - timedelta(days=n))
codes = st.sampled_from
yes_nos = st.booleans()
amounts = st.sampled_from([2, 8, 10, 15]).map(lambda number: {"value": number})
a_lesion = st.fixed_dictionaries(
    {
        "target": yes_nos, "new": yes_nos, "size_mm": amounts, "organ": codes(["liver", "bone"]),
        "sstr_uptake": codes(["positive", "negative"]), "fdg_uptake": codes(["positive", "negative"]),
    }
)  # fmt: skip
an_imaging = st.fixed_dictionaries(
    {
        "type": st.just("imaging"), "modality": codes(["ct", "ga68_dotatate_pet"]), "discordant_lesions": yes_nos,
        "response": codes(["pd", "sd", "mixed"]), "krenning": st.integers(0, 4), "size_mm": amounts,
        "metastases": st.sampled_from([[], ["liver"], ["bone", "lung"]]),
        "lesions": st.lists(a_lesion, max_size=3), "under": st.sampled_from(["", "", "treatment"]),
    }
)  # fmt: skip
a_treatment = st.fixed_dictionaries(
    {
        "type": st.just("treatment"), "kind": codes(["lanreotide", "everolimus", "distal_pancreatectomy"]),
        "lasts": st.sampled_from([None, 0, 30, 200]), "cycles": st.integers(1, 4),
        "stop_reason": codes(["toxicity", "progression"]),
    }
)  # fmt: skip
a_marker = st.fixed_dictionaries(
    {
        "type": st.just("marker"), "analyte": codes(["chromogranin_a", "calcitonin"]), "unit": codes(["ng/mL", "ng/L"]),
        "value": st.sampled_from([50.0, 100.0, 250.0]), "upper_limit": st.just(100.0),
        "interpretation": codes(["raised", "normal"]),
        "confounders": st.sampled_from([["proton_pump_inhibitor"], ["renal_failure"]]),
    }
)  # fmt: skip


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Case, Case]:
    """A case of which all is recorded, and the same with parts of it hidden."""
    drawn = draw(st.lists(an_imaging | a_treatment | a_marker, max_size=5))
    dates = sorted(draw(st.lists(days, min_size=len(drawn), max_size=len(drawn))))
    is_in_order = draw(yes_nos)
    whole = [_dated(f"e{n}", one, day) for n, (one, day) in enumerate(zip(drawn, dates, strict=True))]
    treatments = [one["id"] for one in whole if one["type"] == "treatment"]
    for one in whole:
        if one.get("under"):
            one["under"] = treatments[:1]
    if not is_in_order:
        whole = draw(st.permutations(whole))
    hidden = [draw(_hidden(one, may_lose_its_date=is_in_order)) for one in whole]
    diagnosed = draw(days)
    shared = {"id": "c", "treatments_complete": draw(yes_nos)}
    full = {
        **shared, "events": whole, "tumours": [{"id": "t", "diagnosed_on": str(diagnosed)}],
        "person": {"birth_date": "1960-05-05"},
    }  # fmt: skip
    partial = {
        **shared, "events": hidden, "tumours": [{"id": "t", **draw(_less("diagnosed_on", str(diagnosed)))}],
        "person": draw(_less("birth_date", "1960-05-05")),
    }  # fmt: skip
    return Case.model_validate(full), Case.model_validate(partial)


def _dated(name: str, event: dict[str, Any], day: date) -> dict[str, Any]:
    made = {**event, "id": name, "date": str(day)}
    if event["type"] == "treatment":
        lasts = made.pop("lasts")
        made |= (
            {"ongoing": True}
            if lasts is None
            else {"stop": str(min(day + timedelta(days=lasts), ON)), "ongoing": False}
        )
    if event["type"] == "imaging":
        made["lesions"] = [{**one, "id": f"L{n}"} for n, one in enumerate(made["lesions"])]
        made["under"] = made["under"] or []
    return made


def _less(name: str, day: str, *, may_be_lost: bool = True) -> st.SearchStrategy[dict[str, str]]:
    known = [{name: day}, {name: day[:7]}, {name: day[:4]}]
    return st.sampled_from([*known, {}] if may_be_lost else known)


@st.composite
def _hidden(draw: st.DrawFn, event: dict[str, Any], *, may_lose_its_date: bool) -> dict[str, Any]:
    kept = {
        "id",
        "type",
        "modality",
        "kind",
        "analyte",
        "interpretation",
        "lesions",
        "under",
        "date",
        "stop",
        "ongoing",
    }
    left = {name: value for name, value in event.items() if name in kept or draw(yes_nos)}
    for name in ("date", "stop"):
        if name in left:
            day = left.pop(name)
            left |= draw(_less(name, day, may_be_lost=may_lose_its_date or name == "stop"))
    if "stop" not in left and draw(yes_nos):
        left.pop("ongoing", None)
    if "size_mm" in left and draw(yes_nos):
        left["size_mm"] = {"min": 1, "max": 20}
    if "lesions" in left:
        left["lesions"] = [
            {name: value for name, value in one.items() if name == "id" or draw(yes_nos)} for one in left["lesions"]
        ]
    return left


def answer(case: Case, kind: str, text: str) -> Known | None:
    fact = FACTS[kind]
    vocabulary = knowledge().vocabulary
    origin = Origin(timeline=expression_from(text, fact, vocabulary))
    return Timeline(case, case.tumours[0], ON, vocabulary, {}).fact(fact, origin, None)


def allows(before: Known | None, after: Known | None) -> bool:
    """Whether what was answered before leaves room for what is answered when more is known."""
    if before is None:
        return True
    if after is None:
        return False
    if isinstance(before.value, Interval) and isinstance(after.value, Interval):
        return before.value.low <= after.value.low and after.value.high <= before.value.high
    if isinstance(before.value, frozenset) and isinstance(after.value, frozenset):
        return after.value <= before.value
    return before.value is after.value


@given(asked=expressions, pair=pairs())
@settings(max_examples=6 * settings.default.max_examples, deadline=None)
def test_an_answer_holds_for_every_completion_of_the_record(asked: tuple[str, str], pair: tuple[Case, Case]) -> None:
    whole, partial = pair
    kind, text = asked
    before, after = answer(partial, kind, text), answer(whole, kind, text)
    assert allows(before, after), f"{text}\n{before}\n{after}"
    assert before is None or before.value is not Truth.UNKNOWN


def test_every_kind_of_node_is_generated() -> None:
    seen: Counter[str] = Counter()

    def count(node: Any) -> None:
        seen[type(node).__name__] += 1
        for name in ("quantifier", "pick", "ties", "side", "at"):
            if hasattr(node, name):
                seen[f"{type(node).__name__}.{getattr(node, name)}"] += 1
        for one in fields(node):
            value = getattr(node, one.name)
            for inner in value if isinstance(value, tuple) else (value,):
                if is_dataclass(inner):
                    count(inner)

    @given(expressions)
    @settings(max_examples=600, database=None, deadline=None)
    def collect(asked: tuple[str, str]) -> None:
        count(expression_from(asked[1], FACTS[asked[0]], knowledge().vocabulary))

    collect()
    expected = {
        "Quantified.some", "Quantified.every", "Quantified.no", "Picked.latest", "Picked.first", "Picked.highest",
        "Picked.lowest", "Picked.listed", "Picked.conflict", "Counted", "Elapsed", "DayOf", "Events", "Parts",
        "Chosen.latest", "Chosen.first", "Moment.date", "Moment.stop", "Moment.diagnosis", "Moment.birth",
        "Within.before", "Within.after", "Beside.before", "Beside.after", "Beside.since", "Under", "Both", "Either",
        "Opposite", "HasCode", "Lists", "Measures", "IsSo",
    }  # fmt: skip
    assert {name for name in expected if seen[name] < 3} == set()


some_days = st.lists(
    st.tuples(st.integers(1, 6), st.integers(0, 3), st.booleans()).map(lambda one: (one[0], one[0] + one[1], one[2])),
    min_size=1,
    max_size=6,
)


@given(listed=some_days, is_certain=st.lists(st.booleans(), min_size=6, max_size=6), by_day=st.booleans())
def test_the_quick_choice_is_what_comparing_every_pair_gives(
    listed: list[tuple[int, int, bool]], is_certain: list[bool], by_day: bool
) -> None:
    made: list[Days] = []
    anchor: Days | None = None
    for number, (first, last, is_dated) in enumerate(listed):
        if is_dated or anchor is None:
            anchor = Days(first, last, last, number, number)
            made.append(anchor)
        else:
            made.append(Days(anchor.first, 10, anchor.anchor_last, anchor.anchor, number))
    certain = [one for one, sure in zip(made, is_certain, strict=False) if sure]
    later = is_of_a_later_day if by_day else is_later
    assert may_be_last(made, certain, by_day=by_day) == [not any(later(two, one) for two in certain) for one in made]
    assert may_be_first(made, certain, by_day=by_day) == [not any(later(one, two) for two in certain) for one in made]


@given(start=st.integers(0, 1500), length=st.integers(0, 1500), unit=durations, count=st.integers(0, 40))
def test_at_most_so_long_means_the_same_in_a_window_and_in_a_duration(
    start: int, length: int, unit: str, count: int
) -> None:
    first = day_number(date(2019, 12, 20)) + start
    end = first + length
    assert (elapsed(first, end, unit) <= count) is (later_by(first, count, unit) >= end)
    assert elapsed(first, end, unit) >= elapsed(first + 1, end, unit)
    assert elapsed(first, end + 1, unit) >= elapsed(first, end, unit)


@given(start=st.integers(0, 1500), length=st.integers(0, 1500))
def test_durations_agree_across_units_as_the_vocabulary_converts_them(start: int, length: int) -> None:
    units = knowledge().vocabulary.units
    first = day_number(date(2019, 12, 20)) + start
    months = elapsed(first, first + length, "months")
    assert abs(elapsed(first, first + length, "years") * (units.factor("years", "months") or 0) - months) < 0.02
    weeks = elapsed(first, first + length, "weeks") * (units.factor("weeks", "days") or 0)
    assert abs(weeks - elapsed(first, first + length, "days")) < 0.05
    mean = elapsed(first, first + length, "days") * (units.factor("days", "months") or 0)
    assert abs(mean - months) < 0.12  # a mean month against those of the calendar
