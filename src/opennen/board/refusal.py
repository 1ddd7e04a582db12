"""How the board refuses: a stable code, the reason and the remedy, in both languages."""

from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text

REASONS: dict[str, tuple[Text, Text]] = {
    "B101": (
        Text(fr="Cette réunion n'est pas ouverte.", en="This meeting is not open."),
        Text(fr="Ouvrir la réunion d'abord.", en="Open the meeting first."),
    ),
    "B102": (
        Text(fr="Cette réunion est close et signée.", en="This meeting is closed and signed."),
        Text(
            fr="Amender la décision : l'ancienne version reste lisible.",
            en="Amend the decision: the old version stays.",
        ),
    ),
    "B103": (
        Text(fr="Il n'y a aucun cas à l'ordre du jour.", en="There is no case on the agenda."),
        Text(fr="Inscrire un cas depuis sa page.", en="Put a case on the agenda from its page."),
    ),
    "B104": (
        Text(
            fr="La recommandation s'écarte de ce que les règles soutiennent.",
            en="The recommendation deviates from what the rules support.",
        ),
        Text(fr="Écrire la raison de l'écart.", en="Write the reason for the deviation."),
    ),
    "B105": (
        Text(fr="La recommandation est vide.", en="The recommendation is empty."),
        Text(
            fr="Choisir une option, écrire un texte, ou dire quelles données sont attendues.",
            en="Choose an option, write a text, or say which data are awaited.",
        ),
    ),
    "B106": (
        Text(fr="L'échéance précède la réunion.", en="The due date lies before the meeting."),
        Text(fr="Donner une date à partir du jour de la réunion.", en="Give a date from the day of the meeting on."),
    ),
    "B107": (
        Text(fr="Ce passage d'un état à l'autre n'existe pas.", en="This change of state does not exist."),
        Text(
            fr="Recharger la page : l'état a sans doute changé.", en="Reload the page: the state has probably changed."
        ),
    ),
    "B108": (
        Text(fr="Des cas ne sont ni décidés ni reportés.", en="Some cases are neither decided nor carried over."),
        Text(fr="Choisir la réunion à laquelle ils sont reportés.", en="Choose the meeting they are carried over to."),
    ),
    "B109": (
        Text(fr="Personne n'est noté présent.", en="Nobody is recorded as present."),
        Text(fr="Noter les présences avant de clore.", en="Record the attendance before closing."),
    ),
    "B110": (
        Text(fr="La raison manque.", en="The reason is missing."),
        Text(fr="Choisir pourquoi ce n'est pas (entièrement) fait.", en="Choose why it was not (fully) done."),
    ),
    "B111": (
        Text(fr="Cette date est dans le futur.", en="This date lies in the future."),
        Text(fr="Noter ce qui s'est déjà passé.", en="Record what has happened already."),
    ),
    "B112": (
        Text(fr="Le mot de passe n'est pas le bon.", en="The password is not the right one."),
        Text(fr="Rien n'a été signé : retaper le mot de passe.", en="Nothing was signed: type the password again."),
    ),
    "B113": (
        Text(fr="Une autre personne a changé ce point entre-temps.", en="Somebody else changed this item meanwhile."),
        Text(fr="Comparer les deux versions et garder la bonne.", en="Compare both versions and keep the right one."),
    ),
    "B114": (
        Text(
            fr="Ce cas est déjà à l'ordre du jour de cette réunion.",
            en="This case is already on this meeting's agenda.",
        ),
        Text(fr="Modifier la question du point existant.", en="Change the question of the existing item."),
    ),
    "B115": (
        Text(fr="Un amendement a besoin de sa raison.", en="An amendment needs its reason."),
        Text(fr="Écrire pourquoi la décision change.", en="Write why the decision changes."),
    ),
    "B116": (
        Text(fr="Une option choisie n'est pas dans l'évaluation.", en="A chosen option is not in the assessment."),
        Text(fr="Recharger la page, ou écrire un texte libre.", en="Reload the page, or write a free text."),
    ),
    "B117": (
        Text(fr="Le quorum n'est pas atteint.", en="The quorum is not reached."),
        Text(
            fr="Dire pourquoi la réunion est close sans quorum.", en="Say why the meeting is closed without a quorum."
        ),
    ),
}


class BoardRefused(Refused):
    """Something the board may not do now; one finding, whose code is stable."""

    def __init__(self, code: str, example: str = "") -> None:
        message, remedy = REASONS[code]
        super().__init__((Finding(code, message, example=example, remedy=remedy),))
        self.code = code

    def sentence(self, language: str) -> str:
        """This function will write the refusal for a page: what, the example, what to do."""
        finding = self.findings[0]
        remedy = finding.remedy.in_(language) if finding.remedy else ""
        example = f" ({finding.example})" if finding.example else ""
        return f"{finding.message.in_(language).rstrip('.')}{example}. {remedy}".strip()
