"""Small pieces of SVG: elements with presentation attributes only, the palette, and how wide a text will be."""

import re
from html import escape

# One place for colours. Chosen to stay apart for every kind of colour blindness and, by lightness, in black and white;
# no meaning rests on colour alone: each mark has its shape and its word. They equal the tokens of the pages.
INK = "#1b2321"
INK_2 = "#4a5552"
INK_3 = "#616c69"
LINE = "#d8dcd8"
LINE_STRONG = "#8b9592"
PAPER = "#ffffff"
GROUND = "#f5f6f4"
BAR = "#9cc7cc"
BAR_EDGE = "#0b5c66"
MOMENT = "#1b2321"
WORSE = "#a3262a"
BETTER = "#0b5c66"
STABLE = "#616c69"
CURVE = "#5b4a9c"

FONT = "Plex, 'IBM Plex Sans', 'Helvetica Neue', Arial, sans-serif"
FONT_BOLD = "Plex, 'IBM Plex Sans SmBld', 'Helvetica Neue', Arial, sans-serif"  # how the font file names itself in PDF
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML cannot hold them
_NARROW, _WIDE = frozenset("iIjlt.,:;'’|!()[] ·f"), frozenset("mwMW@%—…")


def element(name: str, text: str | None = None, /, children: str = "", **attributes: object) -> str:
    """This function will write one element; `text` is escaped, `children` are elements already. None = left out."""
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_shown(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = children + (escape(clean(text), quote=False) if text is not None else "")
    return f"<{name}{pairs}>{inside}</{name}>" if inside else f"<{name}{pairs}/>"


def clean(text: str) -> str:
    """This function will take out the characters that no XML document can hold."""
    return _UNFIT.sub("", text)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return clean(str(value))


def text_width(text: str, size: float, bold: bool = False) -> float:
    """This function will estimate how many pixels a text takes in the font of the pages, a little on the safe side."""
    units = sum(0.34 if one in _NARROW else 0.9 if one in _WIDE else 0.68 if one.isupper() else 0.58 for one in text)
    return units * size * (1.05 if bold else 1.0)


def shortened(text: str, size: float, width: float) -> str:
    """This function will cut a text to a width in pixels, with an ellipsis where something was cut."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip(" ·,(") + "…" if text else ""
