"""Tables of people, centres and memberships.

A person signs in as a `User` and acts as a `Membership`: one role and discipline in one centre. Actions of every
app take the membership as `actor`; a request carries it as `request.membership`.
"""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from opennen.web.accounts.capabilities import (
    DISCIPLINE_NAMES,
    ROLE_NAMES,
    Discipline,
    Role,
    check_may,
    may,
)


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Make a person who can sign in with a password, or with none until they chose one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=(email or "").strip())


class User(AbstractBaseUser):
    email = models.EmailField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=5, blank=True)
    is_active = models.BooleanField(_("can sign in"), default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.name or self.email


class Centre(models.Model):
    code = models.SlugField(max_length=40, unique=True)
    name_fr = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    # ISO 3166-1 alpha-2: decides which jurisdiction's availability is shown.
    country = models.CharField(max_length=2)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name_fr if (get_language() or "fr").startswith("fr") else self.name_en


class Membership(models.Model):
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=[(role.value, ROLE_NAMES[role]) for role in Role])
    discipline = models.CharField(
        _("discipline"),
        max_length=20,
        choices=[(discipline.value, DISCIPLINE_NAMES[discipline]) for discipline in Discipline],
        default=Discipline.OTHER.value,
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "centre"], name="one_membership_per_person_and_centre")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()}, {self.centre})"

    def may(self, capability: str) -> bool:
        """Answer whether this person, here, has a capability."""
        return self.is_active and may(self.role, capability)

    def check_may(self, capability: str) -> None:
        """Refuse with NotAllowed when this person, here, has not."""
        if not self.is_active:
            raise Membership.DoesNotExist("This membership has ended.")
        check_may(self.role, capability)
