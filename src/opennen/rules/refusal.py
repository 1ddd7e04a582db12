"""How signing and changing rules is refused: a stable code, the reason and the remedy, in both languages."""

from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text

REASONS: dict[str, tuple[Text, Text]] = {
    "R811": (
        Text(
            fr="Vous avez déjà signé cette règle telle qu'elle est.", en="You have signed this rule as it is already."
        ),
        Text(fr="Rien à faire.", en="Nothing to do."),
    ),
    "R812": (
        Text(fr="La règle a changé depuis que vous l'avez lue.", en="The rule has changed since you read it."),
        Text(fr="La relire, puis la signer.", en="Read it again, then sign it."),
    ),
    "R813": (
        Text(fr="Cette règle n'existe pas (ou plus).", en="There is no such rule (any more)."),
        Text(fr="Choisir une règle parmi celles affichées.", en="Choose one of the rules shown."),
    ),
    "R814": (
        Text(fr="Cette signature n'est pas la vôtre, ou n'est plus.", en="This signature is not yours, or has ended."),
        Text(fr="Demander à la personne qui a signé.", en="Ask the person who signed."),
    ),
    "R815": (
        Text(fr="La raison manque.", en="The reason is missing."),
        Text(fr="Écrire pourquoi.", en="Write why."),
    ),
}


class KnowledgeRefused(Refused):
    """Something that may not be done to the knowledge now; one finding, whose code is stable."""

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
