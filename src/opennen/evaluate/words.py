"""The few words an explanation needs beside the labels of facts and values."""

from opennen.kernel.text import Text
from opennen.kernel.truth import Truth

AND = Text("et", "and", "en", "und")
OR = Text("ou", "or", "of", "oder")
NOT = Text("pas : {}", "not: {}", "niet: {}", "nicht: {}")
AT_LEAST = Text("au moins {} parmi : {}", "at least {} of: {}", "minstens {} van: {}", "mindestens {} von: {}")
IN = Text("parmi {}", "one of {}", "een van {}", "eines von {}")
RECORDED = Text("{} renseigné", "{} recorded", "{} vermeld", "{} dokumentiert")
MISSING = Text("{} non renseigné", "{} not recorded", "{} niet vermeld", "{} nicht dokumentiert")
NOT_RECORDED = Text("non renseigné", "not recorded", "niet vermeld", "nicht dokumentiert")
UNDECIDED = Text("pas encore établi", "not established yet", "nog niet vastgesteld", "noch nicht festgestellt")
TRUTH = {
    Truth.YES: Text("oui", "yes", "ja", "ja"),
    Truth.NO: Text("non", "no", "nee", "nein"),
    Truth.UNKNOWN: Text("inconnu", "unknown", "onbekend", "unbekannt"),
}
FROM_TO = Text("{} à {}", "{} to {}", "{} tot {}", "{} bis {}")
NEXT_DUE = Text("prochaine échéance : {}", "next due: {}", "volgende keer: {}", "nächster Termin: {}")
ASSUMED_FIELD_AREA = Text(
    "surface du champ supposée", "field area assumed", "aangenomen veldoppervlak", "angenommene Feldgröße"
)
PROVISIONAL = Text("provisoire", "provisional", "voorlopig", "vorläufig")
NO_GRADE_YET = Text(
    "grade pas encore possible", "cannot be graded yet", "nog niet te graderen", "noch nicht graduierbar"
)
NO_CLASS_YET = Text(
    "classe pas encore établie", "not classified yet", "nog niet geclassificeerd", "noch nicht klassifiziert"
)
WOULD_DECIDE = Text("{} trancherait", "{} would decide", "{} zou beslissen", "{} würde entscheiden")
WOULD_DECIDE_MANY = Text("{} trancheraient", "{} would decide", "{} zouden beslissen", "{} würden entscheiden")
CONFLICT = Text(
    "réponses contradictoires : {}", "contradictory answers: {}", "tegenstrijdig: {}", "widersprüchlich: {}"
)
NOT_STATED_SITE = Text("site non précisé", "site not stated", "plaats niet vermeld", "Lokalisation nicht angegeben")
PROGRESSING = Text("progression", "progressing", "progressie", "Progress")
PROGRESSING_UNDER = Text("progression sous {}", "progressing under {}", "progressie onder {}", "Progress unter {}")
STAGE = Text("stade {}", "stage {}", "stadium {}", "Stadium {}")
YEARS = Text("{} ans", "{} y", "{} j", "{} J")
AT_DIAGNOSIS = Text("au diagnostic", "at diagnosis", "bij diagnose", "bei Diagnose")
STATUS = {
    "supported": Text("soutenue", "supported", "ondersteund", "gestützt"),
    "to_consider": Text("à considérer", "to consider", "te overwegen", "zu erwägen"),
    "open": Text("ouverte", "open", "open", "offen"),
    "not_indicated": Text("non indiquée", "not indicated", "niet geïndiceerd", "nicht indiziert"),
    "excluded": Text("exclue", "excluded", "uitgesloten", "ausgeschlossen"),
}
TASK_STATE = {
    "due": Text("à faire", "due", "te doen", "fällig"),
    "done": Text("fait", "done", "gedaan", "erledigt"),
    "open": Text("à préciser", "open", "open", "offen"),
    "not_needed": Text("non requis", "not needed", "niet nodig", "nicht nötig"),
}
BASIS = {
    "label": Text("AMM", "label", "bijsluiter", "Zulassung"),
    "guideline": Text("recommandation", "guideline", "richtlijn", "Leitlinie"),
    "trial": Text("essai", "trial", "studie", "Studie"),
    "expert": Text("avis d'experts", "expert opinion", "expertopinie", "Expertenmeinung"),
    "off_label": Text("hors AMM", "off-label", "off-label", "Off-Label"),
}
AVAILABILITY = {
    "reimbursed": Text("remboursé", "reimbursed", "terugbetaald", "erstattet"),
    "reimbursed_with_conditions": Text(
        "remboursé sous conditions", "reimbursed with conditions", "terugbetaald onder voorwaarden", "bedingt erstattet"
    ),
    "approved": Text("autorisé", "approved", "vergund", "zugelassen"),
    "available": Text("disponible", "available", "beschikbaar", "verfügbar"),
    "not_available": Text("non disponible", "not available", "niet beschikbaar", "nicht verfügbar"),
    "not_reimbursed": Text("non remboursé", "not reimbursed", "niet terugbetaald", "nicht erstattet"),
    "not_known": Text("à vérifier", "not known, check", "na te gaan", "zu prüfen"),
}
MARK = {
    "V": Text("vérifié dans la source", "verified in the source", "nagegaan in de bron", "in der Quelle geprüft"),
    "P": Text(
        "vérifié en partie, à confirmer par un spécialiste",
        "partly verified, awaiting specialist sign-off",
        "deels nagegaan, te bevestigen door een specialist",
        "teilweise geprüft, fachärztlich zu bestätigen",
    ),
    "K": Text(
        "en attente de la signature d'un spécialiste",
        "awaiting specialist sign-off",
        "wacht op ondertekening door een specialist",
        "fachärztliche Freigabe ausstehend",
    ),
}
SIGNED = Text("Règle signée par {}.", "Rule signed by {}.", "Regel ondertekend door {}.", "Regel unterzeichnet von {}.")
UNSIGNED = Text(
    "Cette règle n'a encore été signée par aucun spécialiste.",
    "No specialist has signed this rule yet.",
    "Nog geen specialist heeft deze regel ondertekend.",
    "Noch keine Fachperson hat diese Regel unterzeichnet.",
)
