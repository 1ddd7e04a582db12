"""The registry app, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from opennen.web.shell.navigation import Entry


class RegistryConfig(AppConfig):
    name = "opennen.web.registry"
    label = "registry"
    navigation = (Entry(_("Cases"), "registry:cases", order=20, capability="see_own_cases"),)
