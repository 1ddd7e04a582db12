"""The reports app, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from opennen.web.shell.navigation import Entry


class ReportsConfig(AppConfig):
    name = "opennen.web.reports"
    label = "reports"
    navigation = (Entry(_("Comparison"), "reports:compare", order=80, capability="see_own_cases"),)
