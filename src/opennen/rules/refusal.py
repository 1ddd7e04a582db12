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
    "R820": (
        Text(fr="Ce passage d'un état à l'autre n'existe pas.", en="This change of state does not exist."),
        Text(
            fr="Recharger la page : l'état a sans doute changé.", en="Reload the page: the state has probably changed."
        ),
    ),
    "R821": (
        Text(
            fr="Qui a écrit une proposition ne peut ni l'approuver ni la renvoyer.",
            en="Who wrote a proposal can neither approve nor return it.",
        ),
        Text(fr="Demander à une deuxième personne.", en="Ask a second person."),
    ),
    "R822": (
        Text(fr="La vérification a trouvé des erreurs.", en="The verification has found errors."),
        Text(fr="Corriger ce qui est listé près du texte.", en="Correct what is listed beside the text."),
    ),
    "R823": (
        Text(
            fr="Ces fichiers ont changé depuis le début de la proposition.",
            en="These files have changed since the proposal was begun.",
        ),
        Text(
            fr="Reprendre le texte en vigueur et y refaire le changement.",
            en="Take the text in force and make the change in it again.",
        ),
    ),
    "R824": (
        Text(
            fr="Une autre personne a changé cette proposition entre-temps.",
            en="Somebody else has changed this proposal meanwhile.",
        ),
        Text(fr="Comparer les deux textes et garder le bon.", en="Compare both texts and keep the right one."),
    ),
    "R825": (
        Text(fr="Une proposition ne peut pas toucher ce fichier.", en="A proposal cannot touch this file."),
        Text(
            fr="Choisir un fichier d'un ensemble de règles, d'une source ou de disponibilité.",
            en="Choose a file of a pack, a source or an availability.",
        ),
    ),
    "R826": (
        Text(fr="La proposition ne change rien.", en="The proposal changes nothing."),
        Text(fr="Changer un texte, ou la retirer.", en="Change a text, or withdraw it."),
    ),
    "R827": (
        Text(fr="La proposition est trop longue.", en="The proposal is too long."),
        Text(fr="La faire en plusieurs.", en="Make it several."),
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
