"""What each role may do: one total table, read by `may` and `check_may`.

Who may act is decided here; when an action is possible (state, quorum) belongs to the thing acted on. Which
patients a person sees is decided by the selectors of the registry: a capability never widens that.
"""

from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    REFERRER = "referrer"
    MEMBER = "member"
    COORDINATOR = "coordinator"
    DATA_MANAGER = "data_manager"
    GUIDELINE_EDITOR = "guideline_editor"
    ADMINISTRATOR = "administrator"


ROLE_NAMES = {
    Role.REFERRER: _("Referring doctor"),
    Role.MEMBER: _("Board member"),
    Role.COORDINATOR: _("Board coordinator"),
    Role.DATA_MANAGER: _("Data manager"),
    Role.GUIDELINE_EDITOR: _("Guideline editor"),
    Role.ADMINISTRATOR: _("Administrator"),
}


class Discipline(StrEnum):
    MEDICAL_ONCOLOGY = "medical_oncology"
    GASTROENTEROLOGY = "gastroenterology"
    ENDOCRINOLOGY = "endocrinology"
    SURGERY = "surgery"
    PATHOLOGY = "pathology"
    RADIOLOGY = "radiology"
    NUCLEAR_MEDICINE = "nuclear_medicine"
    RADIOTHERAPY = "radiotherapy"
    CARDIOLOGY = "cardiology"
    GENETICS = "genetics"
    NURSING = "nursing"
    OTHER = "other"


DISCIPLINE_NAMES = {
    Discipline.MEDICAL_ONCOLOGY: _("Medical oncology"),
    Discipline.GASTROENTEROLOGY: _("Gastroenterology"),
    Discipline.ENDOCRINOLOGY: _("Endocrinology"),
    Discipline.SURGERY: _("Surgery"),
    Discipline.PATHOLOGY: _("Pathology"),
    Discipline.RADIOLOGY: _("Radiology"),
    Discipline.NUCLEAR_MEDICINE: _("Nuclear medicine"),
    Discipline.RADIOTHERAPY: _("Radiotherapy"),
    Discipline.CARDIOLOGY: _("Cardiology"),
    Discipline.GENETICS: _("Genetics"),
    Discipline.NURSING: _("Nursing"),
    Discipline.OTHER: _("Other discipline"),
}


class Capability(StrEnum):
    SEE_OWN_CASES = "see_own_cases"  # those the person entered or is invited to
    SEE_CENTRE_CASES = "see_centre_cases"
    CREATE_CASE = "create_case"
    EDIT_CASE = "edit_case"
    INVITE_TO_CASE = "invite_to_case"
    IMPORT_CASES = "import_cases"
    EXPORT_CASES = "export_cases"
    ASK_FOR_BOARD = "ask_for_board"
    SEE_MEETINGS = "see_meetings"
    RUN_MEETING = "run_meeting"  # agenda, attendance, recommendations
    SIGN_MEETING = "sign_meeting"  # close the meeting: sign and lock its records
    RECORD_OUTCOME = "record_outcome"
    PRINT_SHEET = "print_sheet"
    DELIVER = "deliver"
    SEE_NUMBERS = "see_numbers"
    SEE_GUIDELINES = "see_guidelines"
    EDIT_GUIDELINES = "edit_guidelines"  # propose a change of rules
    REVIEW_GUIDELINES = "review_guidelines"  # return or approve what somebody else proposed
    SIGN_RULES = "sign_rules"  # as a specialist, a rule one has read
    SEE_AUDIT = "see_audit"
    MANAGE_ACCOUNTS = "manage_accounts"


_EVERYBODY = frozenset({Capability.SEE_GUIDELINES})
_REFERRER = _EVERYBODY | {
    Capability.SEE_OWN_CASES,
    Capability.CREATE_CASE,
    Capability.EDIT_CASE,
    Capability.ASK_FOR_BOARD,
    Capability.RECORD_OUTCOME,
    Capability.PRINT_SHEET,
}
_MEMBER = _REFERRER | {
    Capability.SEE_CENTRE_CASES,
    Capability.INVITE_TO_CASE,
    Capability.SEE_MEETINGS,
    Capability.SEE_NUMBERS,
}
# A rule is read and signed by people who treat patients or write guidelines, not by who keeps the data.
_SPECIALIST = frozenset({Capability.REVIEW_GUIDELINES, Capability.SIGN_RULES})
_COORDINATOR = _MEMBER | {
    Capability.RUN_MEETING,
    Capability.SIGN_MEETING,
    Capability.IMPORT_CASES,
    Capability.EXPORT_CASES,
    Capability.DELIVER,
}
_DATA_MANAGER = _MEMBER | {Capability.IMPORT_CASES, Capability.EXPORT_CASES, Capability.DELIVER}

# Two duties are apart on purpose: an administrator manages people and reads the trail but no patient's file, and a
# guideline editor changes rules without a patient in sight.
MAY: dict[Role, frozenset[Capability]] = {
    Role.REFERRER: _REFERRER,
    Role.MEMBER: _MEMBER | _SPECIALIST,
    Role.COORDINATOR: _COORDINATOR | _SPECIALIST,
    Role.DATA_MANAGER: _DATA_MANAGER,
    Role.GUIDELINE_EDITOR: _EVERYBODY | _SPECIALIST | {Capability.EDIT_GUIDELINES, Capability.SEE_NUMBERS},
    Role.ADMINISTRATOR: _EVERYBODY | {Capability.SEE_AUDIT, Capability.MANAGE_ACCOUNTS},
}


class NotAllowed(PermissionDenied):
    """A person's role does not include what was asked; shown as page 403 with the reason."""

    def __init__(self, role: Role, capability: Capability) -> None:
        super().__init__(
            _("Your role here (%(role)s) does not include this. Ask an administrator of your centre.")
            % {"role": ROLE_NAMES[role]}
        )
        self.role = role
        self.capability = capability


def may(role: str, capability: str) -> bool:
    """Answer whether a role includes a capability; an unknown name is an error, not a no."""
    return Capability(capability) in MAY[Role(role)]


def check_may(role: str, capability: str) -> None:
    """Refuse with NotAllowed when a role does not include a capability."""
    if not may(role, capability):
        raise NotAllowed(Role(role), Capability(capability))
