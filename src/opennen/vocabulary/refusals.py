"""What to do about each refusal of the knowledge files: the remedy where a check has no nearer one to propose."""

from opennen.kernel.finding import Finding
from opennen.kernel.text import Text

REMEDIES = {
    "R001": Text(
        fr="Corriger le retrait, les guillemets ou les deux-points à cette ligne.",
        en="Mend the indentation, the quotes or the colons on this line.",
    ),
    "R002": Text(fr="Garder une seule des deux lignes.", en="Keep one of the two lines only."),
    "R003": Text(
        fr="Comparer avec la page « how-to » de ce genre de fichier.",
        en="Compare with the how-to page of this kind of file.",
    ),
    "R011": Text(
        fr="Corriger l'orthographe, ou ajouter la valeur à la liste.",
        en="Correct the spelling, or add the value to the set.",
    ),
    "R012": Text(fr="Garder une seule des deux définitions.", en="Keep one of the two definitions only."),
    "R013": Text(
        fr='Écrire une unité de units.yaml ; un simple nombre a « unit: "1" ».',
        en='Write a unit of units.yaml; a plain count has “unit: "1"”.',
    ),
    "R014": Text(
        fr="Écrire « range: [plus bas, plus haut] » dans l'unité du fait.",
        en="Write “range: [lowest, highest]” in the fact's unit.",
    ),
    "R015": Text(
        fr="Corriger « values », ou ajouter le fichier de la liste de valeurs.",
        en="Correct “values”, or add the file of the value set.",
    ),
    "R016": Text(
        fr="Écrire « type: yes_no » et rien d'autre que « rule » dans « from ».",
        en="Write “type: yes_no”, and nothing but “rule” in “from”.",
    ),
    "R102": Text(
        fr="Corriger le nom, ou ajouter le fait à knowledge/vocabulary/facts.",
        en="Correct the name, or add the fact to knowledge/vocabulary/facts.",
    ),
    "R103": Text(
        fr="Écrire « fait >= 3 % » pour un nombre, « fait == code » pour un code, « fait » seul pour un oui/non, "
        "« fait >= 2020-01-31 » pour une date.",
        en="Write “fact >= 3 %” for a number, “fact == code” for a code, “fact” alone for a yes/no, "
        "“fact >= 2020-01-31” for a date.",
    ),
    "R105": Text(
        fr="Écrire le nombre dans l'unité du fait, ou dans une unité de la même grandeur.",
        en="Write the number in the fact's unit, or in a unit that measures the same.",
    ),
    "R106": Text(
        fr="Prendre un code ou un groupe de la liste de valeurs, ou l'y ajouter.",
        en="Take a code or a group of the value set, or add it there.",
    ),
    "R107": Text(
        fr="Corriger le nombre ou son unité, ou l'intervalle plausible du fait.",
        en="Correct the number or its unit, or the plausible range of the fact.",
    ),
    "R110": Text(
        fr="Écrire une date « valid_until » postérieure à « valid_from ».",
        en="Write a “valid_until” that lies after “valid_from”.",
    ),
    "R111": Text(fr="Mettre toutes les règles sous « rules: ».", en="Put all rules below “rules:”."),
    "R112": Text(
        fr="Commencer la règle par un seul de ces mots et son identifiant.",
        en="Begin the rule with one of these words and its id.",
    ),
    "R113": Text(
        fr="Nommer un fait codé sans « from », ou définir d'abord un tel fait.",
        en="Name a coded fact without “from”, or define one first.",
    ),
    "R114": Text(
        fr="Prendre un code de la liste de valeurs de ce fait, ou l'y ajouter.",
        en="Take a code of the fact's value set, or add it there.",
    ),
    "R115": Text(
        fr="Prendre un code de la liste « treatment », ou l'y ajouter.",
        en="Take a code of the value set “treatment”, or add it there.",
    ),
    "R116": Text(fr="Donner un autre nom à l'une des deux lignes.", en="Give one of the two rows another name."),
    "R117": Text(
        fr="Nommer une ligne plus générale de la même table, sans cercle.",
        en="Name a more general row of the same table, without a circle.",
    ),
    "R118": Text(
        fr="Nommer un fait en jours, semaines ou mois, comme echocardiography_months_ago.",
        en="Name a fact in days, weeks or months, such as echocardiography_months_ago.",
    ),
    "R119": Text(
        fr="Écrire l'identifiant d'une autre option, comme options.surveillance.",
        en="Write the id of another option, such as options.surveillance.",
    ),
    "R120": Text(
        fr="Ajouter pack.yaml à ce dossier, ou corriger celui qui s'y trouve.",
        en="Add pack.yaml to this folder, or correct the one that is there.",
    ),
    "R121": Text(
        fr="Donner un nouvel identifiant à la règle la plus récente.", en="Give the newer rule an id of its own."
    ),
    "R122": Text(
        fr="Corriger le nom, ou ajouter le fichier à knowledge/sources.",
        en="Correct the name, or add its file to knowledge/sources.",
    ),
    "R123": Text(
        fr="Écrire « from » pour ce fait, ou une table qui le donne, ou le retirer.",
        en="Write “from” for this fact, or a table that gives it, or remove it.",
    ),
    "R124": Text(
        fr="Retirer ce fait de l'une des règles du cercle.", en="Take this fact out of one of the rules of the circle."
    ),
}


def refusal(code: str, message: Text, place: str, example: str, remedy: Text | None = None) -> Finding:
    """This function will report a refusal of a knowledge file: where, what, what shows it, and what to do."""
    return Finding(code, message, place, example=example, remedy=remedy or REMEDIES[code])
