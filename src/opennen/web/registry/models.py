"""Tables of cases. The document is the case; every other column is read from it in the same transaction."""

from django.db import models
from django.utils import timezone

from opennen.web.accounts.models import Centre, Membership, User


class CaseRecord(models.Model):
    """One case of one centre. The document holds no name, and of the birth date only the year."""

    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    identifier = models.CharField(max_length=60)
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # Read from the document when it changes; lists are drawn from these alone.
    site = models.CharField(max_length=60, blank=True)
    family = models.CharField(max_length=60, blank=True)
    entity = models.CharField(max_length=80, blank=True)
    grade = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, blank=True)
    open_questions = models.PositiveIntegerField(default=0)
    findings = models.PositiveIntegerField(default=0)
    headlines = models.JSONField(default=dict)
    search_text = models.TextField(blank=True)
    knowledge_version = models.CharField(max_length=80, blank=True)
    derived_on = models.DateField(null=True)  # ages and "months ago" are as of this day

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "identifier"], name="identifier_once_per_centre")]
        indexes = [
            models.Index(fields=["centre", "-updated_at", "-id"]),
            models.Index(fields=["centre", "site", "-updated_at"]),
            models.Index(fields=["centre", "family", "grade", "-updated_at"]),
            models.Index(fields=["created_by", "-updated_at"]),
            models.Index(fields=["knowledge_version", "derived_on"]),
        ]

    def __str__(self) -> str:
        return self.identifier


class PatientIdentity(models.Model):
    """Who it is: sealed with the installation's key, the record's number bound into the seal."""

    case = models.OneToOneField(CaseRecord, on_delete=models.CASCADE, related_name="identity", primary_key=True)
    seal = models.TextField()

    def __str__(self) -> str:
        return f"identity of {self.case_id}"


class IdentityKey(models.Model):
    """A keyed hash of one word of a name or of a number: found by who knows the word, readable by nobody."""

    case = models.ForeignKey(CaseRecord, on_delete=models.CASCADE, related_name="identity_keys")
    key = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="identity_key_once_per_case")]

    def __str__(self) -> str:
        return f"key of {self.case_id}"


class CaseRevision(models.Model):
    """One version of a case's document: who, when, why. Never changed."""

    case = models.ForeignKey(CaseRecord, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "version"], name="version_once_per_case")]
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"{self.case_id} v{self.version}"


class TumourFacts(models.Model):
    """All facts of one tumour as of the day they were derived: enough to rebuild the table of facts exactly.

    `facts` and `assumed` are as `opennen.query.stored` writes them; `classification` has the outcome of each table.
    """

    case = models.ForeignKey(CaseRecord, on_delete=models.CASCADE, related_name="facts")
    tumour = models.CharField(max_length=40)
    facts = models.JSONField()
    assumed = models.JSONField(default=dict)
    classification = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "tumour"], name="facts_once_per_tumour")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.tumour}"


class Invitation(models.Model):
    """A person of any centre, named by account or e-mail address, may see one case until a day."""

    case = models.ForeignKey(CaseRecord, on_delete=models.CASCADE, related_name="invitations")
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(blank=True, db_index=True)
    until = models.DateField()
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-invited_at"]

    def __str__(self) -> str:
        return f"{self.email} may see {self.case_id}"


class KnowledgeVersion(models.Model):
    """The texts of one knowledge version that ever answered here, packed. Triggers refuse every change and removal."""

    version = models.CharField(max_length=80, primary_key=True)
    packed = models.BinaryField()
    size = models.PositiveIntegerField()  # bytes of `packed`
    first_used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-first_used_at", "version"]

    def __str__(self) -> str:
        return self.version


class RuleSignatureRecord(models.Model):
    """One specialist's signature under one rule; `content` is canonical JSON. Triggers refuse every change."""

    rule = models.CharField(max_length=120, db_index=True)
    digest = models.CharField(max_length=64)  # of what the rule said
    knowledge_version = models.CharField(max_length=80)
    signed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    discipline = models.CharField(max_length=20)
    signed_at = models.DateTimeField()
    comment = models.TextField(blank=True)
    content = models.TextField()
    signature = models.CharField(max_length=120)
    public_key = models.CharField(max_length=60)

    class Meta:
        ordering = ["-signed_at", "-pk"]
        indexes = [models.Index(fields=["rule", "digest"])]

    def __str__(self) -> str:
        return f"{self.rule} by {self.name}"


class RuleSignatureWithdrawal(models.Model):
    """The end of a signature: added, never changed, so that what was signed stays readable."""

    signature = models.OneToOneField(RuleSignatureRecord, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField()
    reason = models.TextField()

    class Meta:
        ordering = ["-withdrawn_at"]

    def __str__(self) -> str:
        return f"withdrawal of {self.signature_id}"
