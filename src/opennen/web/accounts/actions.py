"""The only writes to accounts: one function per thing an administrator or a person does."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.sessions.models import Session
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from opennen.web.accounts.capabilities import Capability, Discipline, Role
from opennen.web.accounts.models import Centre, Membership, User
from opennen.web.accounts.signals import account_changed


class AccountRefused(ValueError):
    """A change of an account that would leave the centre in a state nobody wants; the message says why."""


@transaction.atomic
def create_centre(*, code: str, name_fr: str, name_en: str, country: str) -> Centre:
    """Make a centre. Done by who installs, before anybody can sign in."""
    return Centre.objects.create(code=code, name_fr=name_fr, name_en=name_en, country=country.upper())


@transaction.atomic
def create_first_account(
    *,
    centre: Centre,
    email: str,
    name: str,
    role: Role,
    discipline: Discipline,
    password: str | None,
    language: str = "",
) -> Membership:
    """Make an account without an actor: the first administrator, and the demonstration's people."""
    user = User.objects.create_user(email=email, password=password, name=name, language=language)
    membership = Membership.objects.create(user=user, centre=centre, role=role.value, discipline=discipline.value)
    _tell(None, membership, "account.create", {"role": role.value, "discipline": discipline.value})
    return membership


@transaction.atomic
def create_account(*, actor: Membership, email: str, name: str, role: Role, discipline: Discipline) -> Membership:
    """Make an account in the actor's centre; the person chooses a password by the link of `invitation_path`."""
    actor.check_may(Capability.MANAGE_ACCOUNTS)
    if User.objects.filter(email__iexact=email.strip()).exists():
        raise AccountRefused(_("An account with this email address exists already."))
    user = User.objects.create_user(email=email, password=None, name=name)
    membership = Membership.objects.create(user=user, centre=actor.centre, role=role.value, discipline=discipline.value)
    _tell(actor, membership, "account.create", {"role": role.value, "discipline": discipline.value})
    return membership


def invitation_path(*, actor: Membership, membership: Membership) -> str:
    """Return the path of the page where the person chooses a password: valid three days, and once."""
    actor.check_may(Capability.MANAGE_ACCOUNTS)
    _check_same_centre(actor, membership)
    key = default_token_generator.make_token(membership.user)
    with transaction.atomic():
        _tell(actor, membership, "account.invite", {})
    return reverse("account_reset_password_from_key", args=[user_pk_to_url_str(membership.user), key])


@transaction.atomic
def change_role(*, actor: Membership, membership: Membership, role: Role, discipline: Discipline) -> None:
    """Give a person of the actor's centre another role or discipline."""
    membership = _locked(actor, membership)
    if role is not Role.ADMINISTRATOR:
        _check_not_last_administrator(membership)
    before = {"role": membership.role, "discipline": membership.discipline}
    membership.role, membership.discipline = role.value, discipline.value
    membership.save(update_fields=["role", "discipline"])
    after = {"role": role.value, "discipline": discipline.value}
    _tell(actor, membership, "account.change_role", {"before": before, "after": after})


@transaction.atomic
def disable_account(*, actor: Membership, membership: Membership) -> None:
    """End a membership: the person is signed out everywhere and, with no other centre, cannot sign in again."""
    membership = _locked(actor, membership)
    _check_not_last_administrator(membership)
    membership.is_active = False
    membership.save(update_fields=["is_active"])
    user = membership.user
    if not user.memberships.filter(is_active=True).exists():
        user.is_active = False
        user.save(update_fields=["is_active"])
    _end_sessions(user)
    _tell(actor, membership, "account.disable", {})


@transaction.atomic
def enable_account(*, actor: Membership, membership: Membership) -> None:
    """Let a person whose membership had ended work here again."""
    membership = _locked(actor, membership)
    membership.is_active = True
    membership.save(update_fields=["is_active"])
    membership.user.is_active = True
    membership.user.save(update_fields=["is_active"])
    _tell(actor, membership, "account.enable", {})


@transaction.atomic
def change_profile(*, user: User, name: str, language: str) -> None:
    """Change one's own name and language."""
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])
    membership = user.memberships.select_related("centre").filter(is_active=True).order_by("pk").first()
    if membership:
        _tell(membership, membership, "account.change_profile", {"language": language})


def keep_language(*, user: User, language: str) -> None:
    """Remember the language a person switched to; not a change worth an audit event."""
    User.objects.filter(pk=user.pk).update(language=language)


def _locked(actor: Membership, membership: Membership) -> Membership:
    actor.check_may(Capability.MANAGE_ACCOUNTS)
    _check_same_centre(actor, membership)
    return Membership.objects.select_for_update().get(pk=membership.pk)


def _check_same_centre(actor: Membership, membership: Membership) -> None:
    if membership.centre_id != actor.centre_id:
        raise Membership.DoesNotExist("Another centre's account.")


def _check_not_last_administrator(membership: Membership) -> None:
    if membership.role != Role.ADMINISTRATOR:
        return
    others = Membership.objects.filter(centre=membership.centre, role=Role.ADMINISTRATOR.value, is_active=True)
    if not others.exclude(pk=membership.pk).exists():
        raise AccountRefused(_("This is the centre's last administrator. Name another one first."))


def _end_sessions(user: User) -> None:
    # Session rows are encoded, so each is opened; a centre has tens of them, not millions.
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()


def _tell(actor: Membership | None, membership: Membership, action: str, details: dict) -> None:
    account_changed.send(
        sender=Membership,
        actor=actor,
        user=membership.user,
        centre=membership.centre,
        action=action,
        details=details,
    )
