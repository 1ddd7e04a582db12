"""The audit trail's one table. Triggers in its migrations refuse every change of a row that is there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from opennen.web.accounts.models import Centre, User

FIRST_LINK = "0" * 64


class AuditEvent(models.Model):
    number = models.BigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("when"), db_index=True)
    actor = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(Centre, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(_("action"), max_length=60, db_index=True)
    object_type = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    # The case an event is about, whatever its object is: the question asked is "who read this patient's file?".
    case_id = models.CharField(_("case"), max_length=64, blank=True, db_index=True)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"
