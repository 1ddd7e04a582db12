"""The guidelines app, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from opennen.web.shell.navigation import Entry


class GuidelinesConfig(AppConfig):
    name = "opennen.web.guidelines"
    label = "guidelines"
    navigation = (Entry(_("Guidelines"), "guidelines:packs", order=70, capability="see_guidelines"),)
