"""A count's interval as a small drawing: a line with the borders, a bar for the interval, a mark for the value counted.

The same on the page, in the meeting and in the PDF; presentation attributes only. Shapes carry the meaning: the bar is
the interval, the diamond the value, a dashed line a border. What is drawn stands in words beside it and in its title.
"""

from typing import Any

from opennen.adapters import svg
from opennen.adapters.svg import element

_SIZE = 12.0
_SIDE = 44.0  # px at both ends, so that a number at the end of the bar has room
_HEIGHT, _BORDER_TOP, _MIDDLE, _NUMBERS = 62, 17.0, 32.0, 56.0
_THICK = 12.0
_APART = 6.0  # px between two numbers


def interval_svg(reading: dict[str, Any], language: str, width: int = 340) -> str:
    """This function will draw one of `probabilities.facts` of the documented JSON; width in px."""
    scale = _Scale(reading, width)
    return element(
        "svg",
        children=element("title", reading["text"])
        + _line(width)
        + _bar(scale)
        + _borders(reading, scale)
        # Last, so that nothing covers them.
        + _value(scale)
        + _numbers(reading, scale),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        lang=language,
        viewBox=f"0 0 {width} {_HEIGHT}",
        width=width,
        height=_HEIGHT,
        font_family=svg.FONT,
        font_size=_SIZE,
    )


class _Scale:
    """Where a value lies: the interval and the borders inside it fill the width between both sides."""

    def __init__(self, reading: dict[str, Any], width: int) -> None:
        self.low, self.high, self.width = reading["low"], reading["high"], width
        self.low_x, self.high_x, self.point_x = (self.x(reading[end]) for end in ("low", "high", "point"))

    def x(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return _SIDE + min(max(share, 0.0), 1.0) * (self.width - 2 * _SIDE)


def _line(width: int) -> str:
    return element("line", x1=4.0, x2=width - 4.0, y1=_MIDDLE, y2=_MIDDLE, stroke=svg.LINE_STRONG, stroke_width=1)


def _bar(scale: _Scale) -> str:
    return element(
        "rect",
        x=scale.low_x,
        y=_MIDDLE - _THICK / 2,
        width=max(scale.high_x - scale.low_x, 1.0),
        height=_THICK,
        fill=svg.BAR,
        fill_opacity="0.75",
        stroke=svg.BAR_EDGE,
        stroke_width=1,
    )


def _value(scale: _Scale) -> str:
    x, half = scale.point_x, _THICK / 2 - 1
    points = f"{x:.1f},{_MIDDLE - half} {x + half:.1f},{_MIDDLE} {x:.1f},{_MIDDLE + half} {x - half:.1f},{_MIDDLE}"
    return element("polygon", points=points, fill=svg.INK)


def _borders(reading: dict[str, Any], scale: _Scale) -> str:
    drawn, end = "", 0.0
    for border, said in zip(reading["borders"], reading["borders_text"], strict=True):
        x, wide = scale.x(border), svg.text_width(said, _SIZE, bold=True)
        drawn += element(
            "line",
            x1=x,
            x2=x,
            y1=_BORDER_TOP,
            y2=_NUMBERS - 13,
            stroke=svg.INK,
            stroke_width=1.5,
            stroke_dasharray="3 2",
        )
        if x - wide / 2 > end:  # two borders side by side: the second keeps its line, its number stands in the text
            drawn += _number(x, _BORDER_TOP - 4, said, bold=True)
            end = x + wide / 2 + _APART
    return drawn


def _numbers(reading: dict[str, Any], scale: _Scale) -> str:
    low, point, high = reading["ends_text"]
    drawn = _number(scale.low_x, _NUMBERS, low) + _number(scale.high_x, _NUMBERS, high)
    half = svg.text_width(point, _SIZE, bold=True) / 2
    left = scale.low_x + svg.text_width(low, _SIZE) / 2 + _APART
    right = scale.high_x - svg.text_width(high, _SIZE) / 2 - _APART
    if left <= scale.point_x - half and scale.point_x + half <= right:
        drawn += _number(scale.point_x, _NUMBERS, point, bold=True)
    return drawn


def _number(x: float, y: float, text: str, bold: bool = False) -> str:
    weight, family = ("600", svg.FONT_BOLD) if bold else (None, None)
    return element("text", text, x=x, y=y, text_anchor="middle", fill=svg.INK, font_weight=weight, font_family=family)
