"""The timeline of a case as an SVG drawing: the same on the page, in the meeting and in the PDF.

Presentation attributes only (the pages' Content-Security-Policy allows no style attribute). Every mark has a shape and
a word besides its colour. What is cut from a label stands whole in its title, and the page has all events as a table.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import log10

from opennen.adapters import svg
from opennen.adapters import timeline_words as words
from opennen.adapters.svg import element
from opennen.adapters.timeline_frame import HEAD, SIZE, Frame, axis, frame_of
from opennen.adapters.timeline_words import Labels
from opennen.cases.events import Imaging, Marker, Specimen, Treatment
from opennen.cases.model import Case
from opennen.cases.timeline import Decision, Item, Lane, TimelineLayout, layout, rows_of
from opennen.evaluate import render
from opennen.kernel.dates import PartialDate
from opennen.rules.packs import Knowledge

_ROW, _BAR_ROW, _PAD = 18.0, 27.0, 5.0
_MOST_ROWS = {False: 8, True: 14}  # by narrowness
_CURVE_TOP, _CURVE_DEEP, _CURVE_FOOT = 20.0, 34.0, 14.0
_MOMENT_GROUPS = ("surgery", "liver_directed", "ablation")
_GAP = 10.0
_LEAST_ROOM = 60.0  # px for a label beside its mark


def timeline_svg(
    case: Case,
    knowledge: Knowledge,
    language: str,
    on: date,
    width: int = 1180,
    decisions: Sequence[Decision] = (),
    grades: Mapping[str, str] | None = None,
    tumour: str | None = None,
) -> str:
    """This function will draw a case as known on a day.

    width: in px; under 600 lane names stand above their lanes. decisions: board decisions to show.
    grades: specimen id to its class by the rules ('NET G2'); without it a specimen shows the report's own grade.
    """
    labels = Labels(knowledge, language, grades)
    found = layout(case, on, _momentary(knowledge), decisions, tumour)
    frame = frame_of(found, width)
    y, drawn = HEAD + 2, []
    for lane in found.lanes:
        body, height = _lane(lane, frame, labels, y)
        drawn.append(body)
        y += height
    if found.is_empty:
        drawn.append(_text(frame.left, y + 14, words.NOTHING.in_(language), fill=svg.INK_2))
        y += 26
    behind = axis(found, frame, y, language)
    return _document(case, found, labels, width, y, behind + "".join(drawn))


def _momentary(knowledge: Knowledge) -> frozenset[str]:
    treatments = knowledge.vocabulary.sets.get("treatment")
    groups = treatments.groups if treatments else {}
    return frozenset().union(*(groups.get(name, frozenset()) for name in _MOMENT_GROUPS))


def _document(case: Case, found: TimelineLayout, labels: Labels, width: int, height: float, inside: str) -> str:
    name = f"timeline-{case.id}-{width}"
    told = [_told(item, labels) for lane in found.lanes for item in sorted(lane.items, key=lambda one: one.place.low)]
    shown = "; ".join(told[:40]) + ("; …" if len(told) > 40 else "")
    describing = words.DESCRIPTION.in_(labels.language).format(len(told), shown)
    return element(
        "svg",
        children=element("title", words.TITLE.in_(labels.language).format(case.id), id=f"{name}-title")
        + element("desc", words.NOTHING.in_(labels.language) if not told else describing, id=f"{name}-desc")
        + inside,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        lang=labels.language,
        aria_labelledby=f"{name}-title {name}-desc",
        viewBox=f"0 0 {width} {height:.0f}",
        width=width,
        height=f"{height:.0f}",
        font_family=svg.FONT,
        font_size=SIZE,
    )


def _text(x: float, y: float, text: str, anchor: str | None = None, fill: str = svg.INK, bold: bool = False) -> str:
    weight, family = ("600", svg.FONT_BOLD) if bold else (None, None)
    return element("text", text, x=x, y=y, text_anchor=anchor, fill=fill, font_weight=weight, font_family=family)


def _told(item: Item, labels: Labels) -> str:
    """The whole of what is known, for the mark's title: date, label, end."""
    if item.decision is not None:
        return f"{render.day(_day(item.decision.on), labels.language)} {item.decision.text}"
    assert item.event is not None
    start = render.day(item.event.date, labels.language)
    stop = getattr(item.event, "stop", None)
    when = f"{start} – {render.day(stop, labels.language)}" if stop else start
    lane = f"{labels.code('analyte', item.event.analyte)} " if isinstance(item.event, Marker) else ""
    return f"{when} {lane}{_label(item, labels)}".strip()


def _day(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _label(item: Item, labels: Labels) -> str:
    if item.decision is not None:
        return item.decision.text
    assert item.event is not None
    after = labels.after(item.months_after)
    return " · ".join(part for part in (after, labels.of(item.event)) if part)


def _lane(lane: Lane, frame: Frame, labels: Labels, top: float) -> tuple[str, float]:
    is_marker = lane.kind == "marker"
    name = labels.code("analyte", lane.analyte) if is_marker else words.LANES[lane.kind].in_(labels.language)
    title = 17.0 if frame.is_narrow else 0.0
    inner = top + _PAD + title
    values = _values(lane, labels)
    if is_marker and len(values) > 1:
        body, height, hidden = _curve(lane, values, frame, labels, inner)
        name = f"{name} ({words.LOG_SCALE.in_(labels.language)})" if frame.is_narrow else name
    else:
        body, height, hidden = _marks(lane, frame, labels, inner)
    note = words.UNLABELLED.in_(labels.language).format(hidden) if hidden else ""
    if is_marker and len(values) > 1 and not frame.is_narrow:
        note = note or words.LOG_SCALE.in_(labels.language)
    heading = _heading(name, note, frame, top + _PAD)
    whole = max(height, 0 if frame.is_narrow else _heading_height(name, note)) + _PAD * 2 + title
    line = element("line", x1=0.0, y1=top, x2=frame.width, y2=top, stroke=svg.LINE_STRONG, stroke_width=0.75)
    return element("g", children=line + heading + body), whole


def _heading(name: str, note: str, frame: Frame, top: float) -> str:
    if frame.is_narrow:
        return _text(frame.left, top + 12, f"{name} · {note}" if note else name, bold=True)
    lines = _wrapped(name)
    drawn = [_text(2, top + 12 + 14 * n, line, bold=True) for n, line in enumerate(lines)]
    if note:
        drawn.append(element("text", note, x=2, y=top + 12 + 14 * len(lines), font_size=11, fill=svg.INK_3))
    return "".join(drawn)


def _heading_height(name: str, note: str) -> float:
    return 14.0 * (len(_wrapped(name)) + bool(note)) + 2


def _wrapped(name: str) -> list[str]:
    """A lane's name on at most three lines of the gutter."""
    lines: list[str] = []
    for word in name.split():
        if lines and svg.text_width(f"{lines[-1]} {word}", SIZE, bold=True) <= 104:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [svg.shortened(line, SIZE, 104) for line in lines[:3]]


def _marks(lane: Lane, frame: Frame, labels: Labels, top: float) -> tuple[str, float, int]:
    """Bars and dots, each with its label, in as many rows as keep them apart; how many got no label."""
    is_bars = lane.kind == "treatment"
    row_height = _BAR_ROW if is_bars else _ROW
    items = sorted(lane.items, key=lambda one: (one.place.part == "time", one.place.low))
    fitted = [_fitted(item, frame, labels, is_bars) for item in items]
    rows = list(rows_of([(one[0], one[1]) for one in fitted], _GAP, _MOST_ROWS[frame.is_narrow]))
    hidden = rows.count(None)
    used = max((row + 1 for row in rows if row is not None), default=1)
    drawn = []
    for number, (item, (_, _, x, anchor, text)) in enumerate(zip(items, fitted, strict=True)):
        row = rows[number]
        y = top + row_height * (row if row is not None else used)  # marks without a label share a last row
        shape = _bar(item, frame, y + 15) if is_bars else _shape(item, frame, y + row_height / 2)
        label = _text(x, y + 12 if is_bars else y + row_height / 2 + 4, text, anchor) if row is not None else ""
        drawn.append(element("g", children=element("title", _told(item, labels)) + shape + label))
    return "".join(drawn), (used + bool(hidden)) * row_height, hidden


def _fitted(item: Item, frame: Frame, labels: Labels, is_bar: bool) -> tuple[float, float, float, str | None, str]:
    """Left and right edge of mark and label together, and where the label starts, to which side, and its words."""
    text = _label(item, labels)
    low, high = _edges(item, frame)
    left, right = frame.bounds(item.place)
    start = low if is_bar else high + 5
    if not is_bar and max(right - high, low - left) < _LEAST_ROOM:
        # The span of a vague date fills the drawing: its words stand on it, beside the mark in the middle.
        start, low = frame.x(item.place) + 10, frame.x(item.place) - 10
    width = svg.text_width(text, SIZE)
    if start + width <= right:
        return low, max(high, start + width), start, None, text
    end = right if is_bar else low - 5
    if end - width >= left:
        return min(low, end - width), max(high, end), end, "end", text
    text = svg.shortened(text, SIZE, max(right - start, end - left))
    width = svg.text_width(text, SIZE)
    if start + width <= right:
        return low, max(high, start + width), start, None, text
    return min(low, end - width), max(high, end), end, "end", text


def _edges(item: Item, frame: Frame) -> tuple[float, float]:
    """The pixels a mark itself takes."""
    middle = frame.x(item.place)
    if isinstance(item.event, Treatment) and item.stops != "moment":
        start = frame.at(item.place, item.place.low)
        end = frame.x(item.end, end=True) if item.end else frame.at(item.place, item.place.high)
        return start, max(end, start + 14)
    if item.place.part == "time" and not item.place.certain:
        return min(frame.at(item.place, item.place.low), middle - 5), max(frame.x(item.place, end=True), middle + 5)
    return middle - 5, middle + 5


def _bar(item: Item, frame: Frame, y: float) -> str:
    low, high = _edges(item, frame)
    if item.stops == "moment":
        middle = frame.x(item.place)
        span = _span(item, frame, y + 4)
        return span + element("rect", x=middle - 4, y=y, width=8, height=8, fill=svg.MOMENT)
    planned = isinstance(item.event, Treatment) and item.event.planned
    fill = svg.PAPER if planned else svg.BAR
    if item.stops == "stopped":
        return element("rect", x=low, y=y, width=high - low, height=8, fill=fill, stroke=svg.BAR_EDGE, stroke_width=1)
    if item.stops == "ongoing":
        points = f"{low:.1f},{y} {high - 6:.1f},{y} {high:.1f},{y + 4} {high - 6:.1f},{y + 8} {low:.1f},{y + 8}"
        return element("polygon", points=points, fill=fill, stroke=svg.BAR_EDGE, stroke_width=1)
    # Where it ends is not stated: an open side, closed by nothing.
    open_bar = element("rect", x=low, y=y, width=high - low, height=8, fill=fill)
    edge = f"M {high:.1f} {y} H {low:.1f} V {y + 8} H {high:.1f}"
    return open_bar + element(
        "path", d=edge, fill="none", stroke=svg.BAR_EDGE, stroke_width=1, stroke_dasharray="3 2" if planned else None
    )


def _span(item: Item, frame: Frame, y: float) -> str:
    """The days a partial date can mean, as a thin line with ends."""
    if item.place.part != "time" or item.place.certain:
        return ""
    low, high = frame.at(item.place, item.place.low), frame.x(item.place, end=True)
    if high - low < 4:
        return ""
    path = f"M {low:.1f} {y - 3} V {y + 3} M {low:.1f} {y} H {high:.1f} M {high:.1f} {y - 3} V {y + 3}"
    return element("path", d=path, fill="none", stroke=svg.LINE_STRONG, stroke_width=1)


def _shape(item: Item, frame: Frame, y: float) -> str:
    x = frame.x(item.place)
    return _span(item, frame, y) + _sign(item, x, y)


def _sign(item: Item, x: float, y: float) -> str:
    event = item.event
    if isinstance(event, Imaging) and event.response == "pd":
        return element("polygon", points=f"{x:.1f},{y - 5} {x + 5:.1f},{y + 4} {x - 5:.1f},{y + 4}", fill=svg.WORSE)
    if isinstance(event, Imaging) and event.response in ("pr", "cr"):
        fill = svg.BETTER if event.response == "cr" else svg.PAPER
        points = f"{x:.1f},{y + 5} {x + 5:.1f},{y - 4} {x - 5:.1f},{y - 4}"
        return element("polygon", points=points, fill=fill, stroke=svg.BETTER, stroke_width=1.5)
    if isinstance(event, Imaging) and event.response == "sd":
        return element("rect", x=x - 4, y=y - 4, width=8, height=8, fill=svg.STABLE)
    if isinstance(event, Specimen):
        return element("circle", cx=x, cy=y, r=4.5, fill=svg.INK)
    if isinstance(event, Imaging):
        return element("circle", cx=x, cy=y, r=4, fill=svg.PAPER, stroke=svg.INK, stroke_width=1.5)
    if item.decision is not None:
        points = f"{x:.1f},{y - 6} {x + 6:.1f},{y} {x:.1f},{y + 6} {x - 6:.1f},{y}"
        return element("polygon", points=points, fill=svg.BETTER)
    if isinstance(event, Marker):
        return element("circle", cx=x, cy=y, r=3.5, fill=svg.CURVE)
    return element("rect", x=x - 3.5, y=y - 3.5, width=7, height=7, fill=svg.PAPER, stroke=svg.INK_2, stroke_width=1.5)


Valued = list[tuple[Item, float, float | None]]  # an item, its value and upper limit, all in one unit


def _values(lane: Lane, labels: Labels) -> Valued:
    """The results that can share a log scale: positive, in the unit of the first or convertible to it."""
    found: Valued = []
    unit: str | None = None
    for item in sorted(lane.items, key=lambda one: (one.place.part == "time", one.place.low)):
        event = item.event
        if not isinstance(event, Marker) or event.value is None or event.value <= 0 or event.unit is None:
            continue
        unit = unit or event.unit
        factor = 1.0 if event.unit == unit else labels.knowledge.vocabulary.units.factor(event.unit, unit, lane.analyte)
        if factor is not None:
            found.append((item, event.value * factor, event.upper_limit * factor if event.upper_limit else None))
    return found


def _curve(lane: Lane, values: Valued, frame: Frame, labels: Labels, top: float) -> tuple[str, float, int]:
    """The course of a marker on a log scale, its upper limit dashed, first, highest and last result written."""
    limits = [limit for _, _, limit in values if limit]
    low = log10(min([value for _, value, _ in values] + limits))
    high = log10(max([value for _, value, _ in values] + limits))
    deep = high - low or 1.0

    def y(value: float) -> float:
        return top + _CURVE_TOP + _CURVE_DEEP * (1 - (log10(value) - low) / deep)

    points = [(frame.x(item.place), y(value), item) for item, value, _ in values]
    drawn = [_limit(values, points, y)]
    path = " ".join(f"{'M' if n == 0 else 'L'} {x:.1f} {height:.1f}" for n, (x, height, _) in enumerate(points))
    drawn.append(element("path", d=path, fill="none", stroke=svg.CURVE, stroke_width=1.5))
    for x, height, item in points:
        dot = element("circle", cx=x, cy=height, r=3, fill=svg.CURVE)
        drawn.append(element("g", children=element("title", _told(item, labels)) + dot))
    drawn += _named_points(values, points, frame, labels)
    rest = tuple(item for item in lane.items if item not in [one for one, _, _ in values])
    height = _CURVE_TOP + _CURVE_DEEP + _CURVE_FOOT
    if not rest:
        return "".join(drawn), height, 0
    others, more, hidden = _marks(Lane("marker", rest, lane.analyte), frame, labels, top + height)
    return "".join(drawn) + others, height + more, hidden


def _limit(values: Valued, points: list[tuple[float, float, Item]], y: Callable[[float], float]) -> str:
    """The upper limit, dashed, from each result that states one to the next."""
    steps = [(x, limit) for (x, _, _), (_, _, limit) in zip(points, values, strict=True) if limit]
    if not steps:
        return ""
    ends = [x for x, _ in steps[1:]] + [max(points[-1][0], steps[-1][0] + 1)]
    return "".join(
        element("path", d=f"M {x:.1f} {y(limit):.1f} H {end:.1f}", stroke=svg.INK_3, stroke_dasharray="4 3")
        for (x, limit), end in zip(steps, ends, strict=True)
    )


def _named_points(values: Valued, points: list[tuple[float, float, Item]], frame: Frame, labels: Labels) -> list[str]:
    """Labels of the last, the highest and the first result, in that order of importance, where they do not collide."""
    highest = max(range(len(values)), key=lambda n: values[n][1])
    spans, texts = [], []
    for number in dict.fromkeys((len(values) - 1, highest, 0)):
        event = values[number][0].event
        assert isinstance(event, Marker)
        text = labels.result(event, short=number != len(values) - 1)
        half = svg.text_width(text, SIZE) / 2
        left, right = frame.bounds(values[number][0].place)
        middle = max(min(points[number][0], right - half), left + half)
        spans.append((middle - half, middle + half))
        # Under the point where the curve comes down to it, so that the words do not stand on the line.
        falls = number == len(values) - 1 and points[number][1] > points[number - 1][1]
        texts.append((middle, points[number][1] + (15 if falls else -7), text))
    rows = rows_of(spans, _GAP, 1)
    return [
        element(
            "text", text, x=x, y=y, text_anchor="middle", fill=svg.INK, stroke=svg.PAPER, stroke_width=3,
            stroke_linejoin="round", paint_order="stroke",
        )
        for (x, y, text), row in zip(texts, rows, strict=True)
        if row is not None
    ]  # fmt: skip
