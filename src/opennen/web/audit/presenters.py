"""Events in words."""

import json

from django.utils.translation import gettext_lazy as _

# Actions an app has not put into words are shown by their code, never hidden.
ACTION_WORDS = {
    "session.start": _("signed in"),
    "session.end": _("signed out"),
    "session.refused": _("sign-in refused"),
    "account.create": _("made an account"),
    "account.invite": _("made a link to choose a password"),
    "account.change_role": _("changed a role"),
    "account.change_profile": _("changed their profile"),
    "account.disable": _("ended an account"),
    "account.enable": _("restored an account"),
    "audit.read": _("read the audit trail"),
    "case.read": _("read a patient’s file"),
    "report.compare": _("compared two settings over the cases"),
    "case.create": _("entered a case"),
    "case.update": _("changed a case"),
    "case.import": _("imported a case"),
    "case.export": _("exported a case"),
    "case.invite": _("invited a person to a case"),
    "board.create": _("made a board"),
    "board.change": _("changed a board"),
    "meeting.plan": _("planned a meeting"),
    "meeting.open": _("opened a meeting"),
    "meeting.unopen": _("put a meeting back to planned"),
    "meeting.attendance": _("recorded the attendance"),
    "meeting.close": _("closed and signed a meeting"),
    "agenda.add": _("put a case on an agenda"),
    "agenda.change": _("changed the question to a board"),
    "agenda.move": _("reordered an agenda"),
    "agenda.remove": _("took a case off an agenda"),
    "agenda.carry_over": _("carried a case over"),
    "recommendation.save": _("saved a recommendation"),
    "decision.sign": _("signed a decision"),
    "signature.refused": _("signature refused: wrong password"),
    "outcome.record": _("recorded an outcome"),
    "proposal.begin": _("began to propose a change of rules"),
    "proposal.save": _("saved a proposed change of rules"),
    "proposal.drop_file": _("took a file out of a proposed change"),
    "proposal.rebase": _("compared a proposed change with the text now in force"),
    "proposal.update": _("verified a proposed change again"),
    "proposal.submit": _("submitted a proposed change"),
    "proposal.return": _("sent a proposed change back"),
    "proposal.withdraw": _("gave a proposed change up"),
    "proposal.approve": _("approved a change of rules"),
    "rules.sign": _("signed rules"),
    "rules.unsign": _("withdrew a signature under a rule"),
}


def in_words(action: str) -> str:
    """Return an action as a reader says it."""
    return str(ACTION_WORDS.get(action, action))


def details_in_words(details: dict) -> str:
    """Return an event's details on one line, as they were recorded."""
    return ", ".join(f"{key}: {_short(value)}" for key, value in details.items())


def _short(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
