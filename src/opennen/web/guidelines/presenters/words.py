"""Names of the kinds of rules, of origins and of places, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from opennen.rules.packs import Knowledge

KIND_WORDS = {
    "table": gettext_lazy("classification table"),
    "option": gettext_lazy("option"),
    "task": gettext_lazy("task"),
    "finding": gettext_lazy("finding"),
    "criterion": gettext_lazy("criterion"),
    "tables": gettext_lazy("Classification tables"),
    "workup": gettext_lazy("Work-up"),
    "follow_up": gettext_lazy("Follow-up"),
    "findings": gettext_lazy("Findings about the record"),
    "inclusion": gettext_lazy("Inclusion criteria"),
    "exclusion": gettext_lazy("Exclusion criteria"),
}
OPTION_KINDS = {
    "systemic": gettext_lazy("Systemic treatment"),
    "radionuclide": gettext_lazy("Radionuclide therapy"),
    "liver_directed": gettext_lazy("Liver-directed treatment"),
    "surgery": gettext_lazy("Surgery"),
    "surveillance": gettext_lazy("Surveillance"),
    "supportive": gettext_lazy("Supportive and hormonal treatment"),
}
TIME_UNITS = {
    "days": lambda count: ngettext("every day", "every %(count)s days", count),
    "weeks": lambda count: ngettext("every week", "every %(count)s weeks", count),
    "months": lambda count: ngettext("every month", "every %(count)s months", count),
}
LEVEL_WORDS = {"warning": gettext_lazy("warning"), "notice": gettext_lazy("notice")}
GROUPS = {"EU": gettext_lazy("European Union"), "EEA": gettext_lazy("European Economic Area")}


def places(countries: frozenset[str], knowledge: Knowledge, language: str) -> str:
    """Return the countries in words, the largest whole group by its name; '' for everywhere."""
    inside = [name for name, members in knowledge.country_groups.items() if members <= countries]
    if inside:
        largest = max(inside, key=lambda name: len(knowledge.country_groups[name]))
        countries = (countries - knowledge.country_groups[largest]) | {largest}
    values = knowledge.vocabulary.sets.get("country")
    found = [str(GROUPS[one]) if one in GROUPS else values.label(one, language) if values else one for one in countries]
    return ", ".join(sorted(found))


def everywhere(countries: frozenset[str], knowledge: Knowledge, language: str) -> str:
    """Return the countries in words; 'everywhere' when none is named."""
    return places(countries, knowledge, language) or _("everywhere")


def interval_words(count: int, unit: str) -> str:
    """Return how often something comes back: every 12 months."""
    return TIME_UNITS[unit](count) % {"count": count}
