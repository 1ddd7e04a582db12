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
UNITS = {
    "days": Text("jours", "days", "dagen", "Tage"),
    "weeks": Text("semaines", "weeks", "weken", "Wochen"),
    "months": Text("mois", "months", "maanden", "Monate"),
    "years": Text("ans", "years", "jaar", "Jahre"),
    "hours": Text("heures", "hours", "uur", "Stunden"),
    "ULN": Text("× LSN", "× ULN", "× ULN", "× ULN"),
}
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


# Counting error: how the number was counted, in a form that needs no plural of the first number.
SHARE_COUNTED = Text(
    "{k} sur {n} {what} = {point}",
    "{k} of {n} {what} = {point}",
    "{k} van {n} {what} = {point}",
    "{k} von {n} {what} = {point}",
)
DENSITY_COUNTED = Text(
    "{k} dans {n} mm² = {point}", "{k} in {n} mm² = {point}", "{k} in {n} mm² = {point}", "{k} in {n} mm² = {point}"
)
INTERVAL = Text(
    "intervalle à {level}\u00a0%\u00a0: {low}–{high}, {method}",
    "{level} % interval {low}–{high}, {method}",
    "{level}%-interval {low}–{high}, {method}",
    "{level}-%-Intervall {low}–{high}, {method}",
)
NOT_DECIDED = Text("non tranché", "not decided", "niet beslist", "nicht entschieden")
NOT_APPLICABLE = Text("sans objet", "does not apply", "niet van toepassing", "entfällt")
MORE_SHARE = {
    "enough": Text(
        "environ {size} {what} de plus, à la même proportion, trancheraient",
        "about {size} more {what}, at the same proportion, would settle it",
        "ongeveer {size} {what} meer, bij gelijke verhouding, zouden beslissen",
        "etwa {size} weitere {what} bei gleichem Anteil würden entscheiden",
    ),
    "too_much": Text(
        "même {size} {what} de plus ne trancheraient pas",
        "even {size} more {what} would not settle it",
        "zelfs {size} {what} meer zouden niet beslissen",
        "selbst {size} weitere {what} würden nicht entscheiden",
    ),
    "never": Text(
        "la valeur est sur la limite : aucun nombre de {what} ne tranche",
        "the value is on the border: no number of {what} settles it",
        "de waarde ligt op de grens: geen aantal {what} beslist",
        "der Wert liegt auf der Grenze: keine Zahl von {what} entscheidet",
    ),
}
MORE_DENSITY = {
    "enough": Text(
        "environ {size} mm² de plus, à la même densité, trancheraient",
        "about {size} mm² more, at the same density, would settle it",
        "ongeveer {size} mm² meer, bij gelijke dichtheid, zou beslissen",
        "etwa {size} mm² mehr bei gleicher Dichte würden entscheiden",
    ),
    "too_much": Text(
        "même {size} mm² de plus ne trancheraient pas",
        "even {size} mm² more would not settle it",
        "zelfs {size} mm² meer zou niet beslissen",
        "selbst {size} mm² mehr würden nicht entscheiden",
    ),
    "never": Text(
        "la valeur est sur la limite : aucune surface ne tranche",
        "the value is on the border: no area settles it",
        "de waarde ligt op de grens: geen oppervlakte beslist",
        "der Wert liegt auf der Grenze: keine Fläche entscheidet",
    ),
}
TAKEN_AS_RECORDED = Text(
    "{} : pris tel que consigné, sans intervalle (nombre ou surface comptés absents)",
    "{}: taken as recorded, without an interval (number or area counted missing)",
    "{}: genomen zoals vermeld, zonder interval (geteld aantal of oppervlakte ontbreekt)",
    "{}: wie dokumentiert, ohne Intervall (gezählte Anzahl oder Fläche fehlt)",
)
TAKEN_AS_MISSING = Text(
    "{} : non consigné ; les probabilités sont provisoires",
    "{}: not recorded; the probabilities are provisional",
    "{}: niet vermeld; de kansen zijn voorlopig",
    "{}: nicht dokumentiert; die Wahrscheinlichkeiten sind vorläufig",
)
SUPPOSED = Text("supposé", "supposed", "verondersteld", "angenommen")
NO_SUCH_ANSWER = Text("aucune règle en vigueur", "no rule in force", "geen regel van kracht", "keine Regel in Kraft")
DOES_NOT_APPLY = Text("sans objet", "does not apply", "niet van toepassing", "nicht zutreffend")
UNDECIDED_AMONG = Text(
    "pas encore établi ({})", "not established yet ({})", "nog niet vastgesteld ({})", "noch nicht festgestellt ({})"
)
PRESENT = Text("signalé", "reported", "gemeld", "gemeldet")
ABSENT = Text("non signalé", "not reported", "niet gemeld", "nicht gemeldet")
HOLDING = Text("{} sur {} vérifiés", "{} of {} hold", "{} van {} gelden", "{} von {} treffen zu")
NOT_SETTLED = Text("inconnus : {}", "unknown: {}", "onbekend: {}", "unbekannt: {}")
ASKED = Text("critère : {}", "criterion: {}", "criterium: {}", "Kriterium: {}")
ALL_OF = Text("tout ceci :", "all of:", "dit alles:", "alles davon:")
ONE_OF = Text("au moins l'un :", "at least one of:", "minstens één van:", "mindestens eines von:")
COUNT_OF = Text("au moins {} parmi :", "at least {} of:", "minstens {} van:", "mindestens {} von:")
NONE_OF = Text("pas ceci :", "not this:", "niet dit:", "nicht dies:")
EXPLAINED_ABOVE = Text("expliqué plus haut", "explained above", "hierboven uitgelegd", "oben erklärt")
UNLESS = Text("sauf si {}", "unless {}", "tenzij {}", "außer wenn {}")
INDICATION = Text("Indication", "Indication", "Indicatie", "Indikation")
CONTRAINDICATION = Text("Contre-indication", "Contra-indication", "Contra-indicatie", "Kontraindikation")
CAUTION = Text("Prudence", "Caution", "Voorzichtigheid", "Vorsicht")
APPLIES_IF = Text("S'applique si", "Applies if", "Van toepassing als", "Gilt wenn")
DUE_IF = Text("À faire si", "Due when", "Te doen als", "Fällig wenn")
DONE_IF = Text("Fait si", "Done when", "Gedaan als", "Erledigt wenn")
REPORTED_IF = Text("Signalé si", "Reported when", "Gemeld als", "Gemeldet wenn")
ELSEWHERE = Text(
    "Une autre table ne s'applique pas", "Another table does not apply",
    "Een andere tabel is niet van toepassing", "Eine andere Tabelle gilt nicht",
)  # fmt: skip
EVENT = {
    "specimen": Text("prélèvement", "specimen", "monster", "Probe"),
    "imaging": Text("imagerie", "imaging", "beeldvorming", "Bildgebung"),
    "extent": Text("extension", "extent", "uitbreiding", "Ausdehnung"),
    "marker": Text("marqueur", "marker", "merker", "Marker"),
    "symptom": Text("symptôme", "symptom", "symptoom", "Symptom"),
    "syndrome": Text("syndrome", "syndrome", "syndroom", "Syndrom"),
    "treatment": Text("traitement", "treatment", "behandeling", "Behandlung"),
    "stage": Text("stade", "stage", "stadium", "Stadium"),
    "condition": Text("affection", "condition", "aandoening", "Erkrankung"),
    "status": Text("état", "status", "toestand", "Zustand"),
}
