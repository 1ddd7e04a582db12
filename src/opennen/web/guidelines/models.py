"""Tables of proposed changes. What was approved and signed is refused every change by the database itself."""

from django.db import models
from django.utils import timezone

from opennen.rules.proposal import FileChange, ProposalState
from opennen.web.accounts.models import Membership


class Proposal(models.Model):
    """A change of some files of the knowledge, with its reason, what was found of it, and who let it in force."""

    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in ProposalState], default=ProposalState.DRAFT.value
    )
    why_fr = models.TextField(blank=True)
    why_en = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    authors = models.ManyToManyField(Membership, related_name="+")  # everybody who wrote in it: none of them reviews
    # The last verification: on which knowledge, what came of it, and what was found (as `findings_json` writes it).
    verified_on = models.CharField(max_length=80, blank=True)
    result_version = models.CharField(max_length=80, blank=True)
    findings = models.JSONField(default=list)
    impact = models.JSONField(default=dict)
    # The review.
    reviewed_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    review_comment = models.TextField(blank=True)
    content = models.TextField(blank=True)  # canonical JSON, as signed
    signature = models.CharField(max_length=120, blank=True)
    public_key = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["state", "-changed_at"])]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def changes(self) -> list[FileChange]:
        return [FileChange(one.name, one.before, one.after) for one in self.files.all()]


class ProposedFile(models.Model):
    """One file of a proposal: its text when the change was begun (null = there was none), and the text proposed."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    before = models.TextField(null=True)
    after = models.TextField(blank=True)
    shipped_sha256 = models.CharField(max_length=64, blank=True)  # of the shipped text at approval; '' = none

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["proposal", "name"], name="file_once_per_proposal")]

    def __str__(self) -> str:
        return self.name
