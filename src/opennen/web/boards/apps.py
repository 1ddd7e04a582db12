"""The boards app, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from opennen.web.shell.navigation import Entry


class BoardsConfig(AppConfig):
    name = "opennen.web.boards"
    label = "boards"
    navigation = (
        Entry(_("Meetings"), "boards:meetings", order=10, capability="see_meetings"),
        Entry(_("Recommendations"), "boards:recommendations", order=30, capability="see_own_cases"),
    )

    def ready(self) -> None:
        from opennen.web.boards import sections

        sections.register_all()
