"""Who may do what: the table is total, and duties that must be apart are apart."""

import pytest

from opennen.web.accounts.capabilities import (
    DISCIPLINE_NAMES,
    MAY,
    ROLE_NAMES,
    Capability,
    Discipline,
    NotAllowed,
    Role,
    check_may,
    may,
)

C = Capability
EVERYBODY = {C.SEE_GUIDELINES}
REFERRER = EVERYBODY | {C.SEE_OWN_CASES, C.CREATE_CASE, C.EDIT_CASE, C.ASK_FOR_BOARD, C.RECORD_OUTCOME, C.PRINT_SHEET}
MEMBER = REFERRER | {C.SEE_CENTRE_CASES, C.INVITE_TO_CASE, C.SEE_MEETINGS, C.SEE_NUMBERS}
SPECIALIST = {C.REVIEW_GUIDELINES, C.SIGN_RULES}
EXPECTED = {
    Role.REFERRER: REFERRER,
    Role.MEMBER: MEMBER | SPECIALIST,
    Role.COORDINATOR: MEMBER | SPECIALIST | {C.RUN_MEETING, C.SIGN_MEETING, C.IMPORT_CASES, C.EXPORT_CASES, C.DELIVER},
    Role.DATA_MANAGER: MEMBER | {C.IMPORT_CASES, C.EXPORT_CASES, C.DELIVER},
    Role.GUIDELINE_EDITOR: EVERYBODY | SPECIALIST | {C.EDIT_GUIDELINES, C.SEE_NUMBERS},
    Role.ADMINISTRATOR: EVERYBODY | {C.SEE_AUDIT, C.MANAGE_ACCOUNTS},
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("capability", list(Capability))
def test_every_role_says_what_it_may_and_may_not(role, capability):
    assert may(role, capability) is (capability in EXPECTED[role])
    if capability in EXPECTED[role]:
        check_may(role, capability)
    else:
        with pytest.raises(NotAllowed):
            check_may(role, capability)


def test_the_table_and_the_names_are_total():
    assert set(MAY) == set(Role) == set(ROLE_NAMES)
    assert set(Discipline) == set(DISCIPLINE_NAMES)
    assert {capability for granted in MAY.values() for capability in granted} == set(Capability)


def test_an_unknown_capability_is_an_error_and_not_a_no():
    with pytest.raises(ValueError, match="fly"):
        may(Role.MEMBER, "fly")


def test_an_administrator_sees_no_patient():
    assert not MAY[Role.ADMINISTRATOR] & {C.SEE_OWN_CASES, C.SEE_CENTRE_CASES, C.EDIT_CASE, C.EXPORT_CASES}
