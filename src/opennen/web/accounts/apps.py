"""The accounts app, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from opennen.web.shell.navigation import Entry


class AccountsConfig(AppConfig):
    name = "opennen.web.accounts"
    label = "accounts"
    navigation = (Entry(_("Accounts"), "accounts:people", order=80, capability="manage_accounts"),)

    def ready(self) -> None:
        from opennen.web.accounts import receivers

        receivers.connect()
