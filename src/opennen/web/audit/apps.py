"""The audit app, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from opennen.web.shell.navigation import Entry


class AuditConfig(AppConfig):
    name = "opennen.web.audit"
    label = "audit"
    navigation = (Entry(_("Audit trail"), "audit:trail", order=90, capability="see_audit"),)

    def ready(self) -> None:
        from opennen.web.audit import receivers

        receivers.connect()
