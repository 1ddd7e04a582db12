"""The registry app, as Django knows it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from opennen.web.shell.navigation import Entry


class RegistryConfig(AppConfig):
    name = "opennen.web.registry"
    label = "registry"
    navigation = (Entry(_("Cases"), "registry:cases", order=20, capability="see_own_cases"),)

    def ready(self) -> None:
        from opennen.web.registry.archive import forget_what_is_kept

        post_migrate.connect(forget_what_is_kept, sender=self, dispatch_uid="registry.forget_what_is_kept")
