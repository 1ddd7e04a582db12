"""The headings and small words of the text output."""

from opennen.kernel.text import Text

AS_OF = Text("Au {day}, {country}", "As of {day}, {country}", "Op {day}, {country}", "Stand {day}, {country}")
NO_COUNTRY = Text("pays non précisé", "no country named", "geen land vermeld", "kein Land angegeben")
CLASSIFICATION = Text("CLASSIFICATION", "CLASSIFICATION", "CLASSIFICATIE", "KLASSIFIKATION")
FINDINGS = Text("CONSTATS", "FINDINGS", "BEVINDINGEN", "BEFUNDE")
ASKS = Text("CE QUI MANQUE", "WHAT IS MISSING", "WAT ONTBREEKT", "WAS FEHLT")
OPTIONS = Text("OPTIONS À DISCUTER", "OPTIONS TO DISCUSS", "TE BESPREKEN OPTIES", "ZU DISKUTIERENDE OPTIONEN")
TASKS = Text("BILAN ET SUIVI", "WORK-UP AND FOLLOW-UP", "ONDERZOEK EN OPVOLGING", "ABKLÄRUNG UND NACHSORGE")
COLON = Text(" :", ":", ":", ":")
NOW = Text("actuelle", "now", "nu", "jetzt")
STAGE = Text("stade", "stage", "stadium", "Stadium")
EDITION = Text("édition {}", "edition {}", "editie {}", "Auflage {}")
NOT_STATED = Text("non précisée", "not stated", "niet vermeld", "nicht angegeben")
TO_CHECK = Text("à vérifier", "to check", "na te gaan", "zu prüfen")
DEPENDS = Text("dépend de", "depends on", "hangt af van", "hängt ab von")
SIGNATURES = Text(
    "Qui a signé ces règles se lit dans l'application ; les règles livrées ne sont signées par aucun spécialiste.",
    "Who signed these rules is read in the application; no specialist has signed the shipped rules.",
    "Wie deze regels ondertekende, staat in de toepassing; de geleverde regels ondertekende nog geen specialist.",
    "Wer diese Regeln unterzeichnet hat, zeigt die Anwendung; die gelieferten hat keine Fachperson unterzeichnet.",
)
DECIDES_NOTHING = Text(
    "La décision appartient à la concertation.",
    "The decision is the board's.",
    "De beslissing is aan het overleg.",
    "Die Entscheidung trifft das Board.",
)
VERSION = Text("Connaissances {version}", "Knowledge {version}", "Kennis {version}", "Wissen {version}")
ANSWERS = Text("répond : {}", "answers: {}", "antwoordt: {}", "antwortet: {}")
INDICATION = Text("Indication", "Indication", "Indicatie", "Indikation")
CONTRA = Text("Contre-indication", "Contra-indication", "Contra-indicatie", "Kontraindikation")
CAUTION = Text("Prudence", "Caution", "Voorzichtigheid", "Vorsicht")
APPLIES = Text("S'applique si", "Applies if", "Van toepassing als", "Gilt wenn")
DONE_WHEN = Text("Fait si", "Done when", "Gedaan als", "Erledigt wenn")
VIGNETTES = Text("vignettes", "vignettes", "vignetten", "Vignetten")
NOTICES = Text(
    "Remarques : {number} ({codes}) ; --notices les montre.",
    "Notices: {number} ({codes}); --notices shows them.",
    "Opmerkingen: {number} ({codes}); --notices toont ze.",
    "Hinweise: {number} ({codes}); --notices zeigt sie.",
)
SOUND = Text(
    "{files} documents cités, {rules} règles, {vignettes} vignettes : rien à signaler. Version {version}.",
    "{files} cited documents, {rules} rules, {vignettes} vignettes: nothing to report. Version {version}.",
    "{files} bronnen, {rules} regels, {vignettes} vignetten: niets te melden. Versie {version}.",
    "{files} Quellen, {rules} Regeln, {vignettes} Vignetten: nichts zu melden. Version {version}.",
)
NO_DIFFERENCE = Text(
    "Aucune réponse ne diffère.", "No answer differs.", "Geen antwoord verschilt.", "Keine Antwort weicht ab."
)
