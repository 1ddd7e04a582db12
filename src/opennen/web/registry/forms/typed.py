"""What people type, understood: '11,5', '<2', '30-40', '12/3/24'; and said back in the page's language."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from opennen.kernel.dates import PartialDate, typed_date
from opennen.web.registry.selectors import today

_NUMBER = r"\d+(?:[.,]\d+)?"
_ONE = re.compile(rf"(<=|>=|<|>|~|≤|≥|≈|ca\.?|env\.?)?\s*({_NUMBER})\s*%?")
_RANGE = re.compile(rf"({_NUMBER})\s*%?\s*(?:-|–|—|à|to|bis|tot)\s*({_NUMBER})\s*%?")
_SIGNS = {"≤": "<=", "≥": ">=", "≈": "~", "ca": "~", "ca.": "~", "env": "~", "env.": "~"}


def number(text: str) -> float:
    """Return the number somebody typed, with a point or a comma."""
    if not re.fullmatch(rf"-?{_NUMBER}", text.strip()):
        raise ValidationError(_("“%(text)s” is not a number. Write 11 or 11,5.") % {"text": text})
    return float(text.strip().replace(",", "."))


def whole(text: str) -> int:
    """Return the whole number somebody typed."""
    if not text.strip().isdecimal():
        raise ValidationError(_("“%(text)s” is not a whole number. Write 3.") % {"text": text})
    return int(text)


def amount(text: str) -> dict[str, Any]:
    """Return value, comparator or range of what somebody typed."""
    text = text.strip().lower()
    if found := _RANGE.fullmatch(text):
        low, high = (number(part) for part in found.groups())
        if low > high:
            raise ValidationError(_("The range is upside down: write the smaller number first."))
        return {"min": low, "max": high}
    if found := _ONE.fullmatch(text):
        sign, value = found.groups()
        comparator = _SIGNS.get(sign or "", sign)
        return {"value": number(value), **({"comparator": comparator} if comparator else {})}
    raise ValidationError(_("“%(text)s” is not understood. Write 11,5 or <2 or 30-40.") % {"text": text})


def day(text: str) -> PartialDate:
    """Return the day, month or year somebody typed; never one in the future."""
    try:
        found = typed_date(text, today())
    except ValueError:
        raise ValidationError(
            _("“%(text)s” is not a date. Write 12/03/2024, 03/2024 or 2024.") % {"text": text}
        ) from None
    if found.earliest > today():
        raise ValidationError(
            _("%(day)s lies in the future. Correct the year, month or day.") % {"day": shown_day(found)}
        )
    return found


def shown_number(value: float, language: str = "fr") -> str:
    """Return a number with the language's decimal sign."""
    text = f"{value:.10g}"
    return text if language.startswith("en") else text.replace(".", ",")


def shown_amount(value: dict[str, Any] | None, language: str = "fr") -> str:
    """Return an amount as it would be typed."""
    if not value:
        return ""
    if value.get("value") is not None:
        return f"{value.get('comparator') or ''}{shown_number(value['value'], language)}"
    low, high = value.get("min"), value.get("max")
    if low is not None and high is not None:
        return f"{shown_number(low, language)}-{shown_number(high, language)}"
    if low is not None:
        return f">={shown_number(low, language)}"
    return f"<={shown_number(high, language)}" if high is not None else ""


def shown_day(value: PartialDate | str | None) -> str:
    """Return a date as people write it here: 12/03/2024, 03/2024, 2024."""
    return "/".join(reversed(str(value).split("-"))) if value else ""


def in_words(found: Any, language: str) -> str:
    """Return how a typed date or amount was understood: 'March 2024', '< 2', '30 to 40'."""
    if isinstance(found, PartialDate):
        form = "j F Y" if found.day else "F Y" if found.month else "Y"
        return str(date_format(found.earliest, form))
    if "min" in found:
        ends = {end: shown_number(found[end], language) for end in ("min", "max")}
        return _("%(min)s to %(max)s") % ends
    signs = {"<": _("less than"), "<=": _("at most"), ">": _("more than"), ">=": _("at least"), "~": _("about")}
    return f"{signs.get(found.get('comparator'), '')} {shown_number(found['value'], language)}".strip()
