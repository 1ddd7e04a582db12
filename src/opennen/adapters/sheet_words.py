"""The fixed words of the sheets; what is clinical comes from the knowledge and from the case."""

from opennen.kernel.text import Text

SUSPECTED = Text("{} (suspecté)", "{} (suspected)", "{} (vermoed)", "{} (vermutet)")

NO_RULE_SIGNED = Text(
    "Aucun spécialiste n'a encore signé ces règles. Les options sont à discuter ; la décision revient à la RCP.",
    "No specialist has signed these rules yet. Options are there to discuss; the decision is the board's.",
    "Nog geen specialist heeft deze regels ondertekend. De opties dienen ter bespreking; het MOC beslist.",
    "Noch keine Fachperson hat diese Regeln unterzeichnet. Optionen dienen der Diskussion; das Board entscheidet.",
)
ALL_RULES_SIGNED = Text(
    "Chaque règle affichée est signée par un spécialiste ({} sur {}).",
    "A specialist has signed every rule shown ({} of {}).",
    "Elke getoonde regel is door een specialist ondertekend ({} van {}).",
    "Jede gezeigte Regel ist von einer Fachperson unterzeichnet ({} von {}).",
)
SOME_RULES_SIGNED = Text(
    "Règles affichées signées par un spécialiste (✓) : {} sur {} ; les autres par personne.",
    "Rules shown that a specialist has signed (✓): {} of {}; nobody has signed the others.",
    "Getoonde regels die een specialist heeft ondertekend (✓): {} van {}; de andere niemand.",
    "Gezeigte Regeln, die eine Fachperson unterzeichnet hat (✓): {} von {}; die anderen niemand.",
)
TO_DISCUSS = Text(
    "Les options sont à discuter ; la décision revient à la RCP.",
    "Options are there to discuss; the decision is the board's.",
    "De opties dienen ter bespreking; het MOC beslist.",
    "Optionen dienen der Diskussion; das Board entscheidet.",
)
WORDS = {
    "board_sheet": Text("Fiche de RCP", "Board sheet", "MOC-fiche", "Tumorboard-Blatt"),
    "case_sheet": Text("Fiche du cas", "Case sheet", "Casusfiche", "Fallblatt"),
    "minutes": Text("Procès-verbal", "Minutes", "Verslag", "Protokoll"),
    "question": Text("Question", "Question", "Vraag", "Frage"),
    "requested_by": Text("demandée par", "asked by", "gevraagd door", "gestellt von"),
    "case_number": Text("Cas", "Case", "Casus", "Fall"),
    "timeline": Text("Chronologie", "Timeline", "Tijdlijn", "Zeitachse"),
    "timeline_alt": Text(
        "Chronologie des événements du cas : traitements, histologie, imagerie, marqueurs, clinique.",
        "Timeline of the events of the case: treatments, pathology, imaging, markers, clinical course.",
    ),
    "classification": Text("Classification", "Classification", "Classificatie", "Klassifikation"),
    "counting_error": Text(
        "selon la seule erreur de comptage",
        "by counting error alone",
        "door telfout alleen",
        "allein durch Zählfehler",
    ),
    "stage": Text("Stade enregistré", "Recorded stage", "Vastgelegd stadium", "Dokumentiertes Stadium"),
    "syndromes": Text("Syndromes", "Syndromes", "Syndromen", "Syndrome"),
    "course": Text("Relectures et prélèvements", "Specimens in order", "Stalen op volgorde", "Proben im Verlauf"),
    "missing": Text("Ce qui manque", "What is missing", "Wat ontbreekt", "Was fehlt"),
    "nothing_missing": Text("Aucune question ouverte.", "No open question.", "Geen open vraag.", "Keine offene Frage."),
    "findings": Text("À vérifier dans le dossier", "To check in the record", "Na te kijken", "Zu prüfen"),
    "options": Text("Options à discuter", "Options to discuss", "Te bespreken opties", "Zu besprechende Optionen"),
    "no_options": Text(
        "Aucune règle ne soutient d'option pour ce cas dans son état actuel.",
        "No rule supports an option for this case as it is recorded.",
    ),
    "not_indicated": Text("Sans indication", "Not indicated", "Niet geïndiceerd", "Nicht indiziert"),
    "status": Text("Statut", "Status", "Status", "Status"),
    "option": Text("Option et raison", "Option and reason", "Optie en reden", "Option und Grund"),
    "to_check": Text("À vérifier", "To check", "Na te gaan", "Zu prüfen"),
    "more_checks": Text(
        "Vérifications d'usage : {} (fiche du cas)",
        "Standing checks: {} (case sheet)",
    ),
    "caution": Text("Attention", "Caution", "Let op", "Achtung"),
    "availability": Text("Disponibilité", "Availability", "Beschikbaarheid", "Verfügbarkeit"),
    "depends_on": Text("Dépend de", "Depends on", "Hangt af van", "Hängt ab von"),
    "tasks": Text("Bilan et suivi", "Work-up and follow-up", "Bilan en opvolging", "Abklärung und Nachsorge"),
    "previous": Text("Décisions antérieures", "Earlier decisions", "Eerdere beslissingen", "Frühere Beschlüsse"),
    "attendance": Text("Présences", "Attendance", "Aanwezigen", "Anwesende"),
    "nobody": Text("Aucune présence enregistrée.", "No attendance recorded.", "Niemand vermeld.", "Niemand vermerkt."),
    "recommendation": Text("Décision de la RCP", "Board's decision", "Beslissing van het MOC", "Beschluss"),
    "no_recommendation": Text(
        "Pas encore de décision.", "No decision yet.", "Nog geen beslissing.", "Noch kein Beschluss."
    ),
    "awaited": Text("En attente de", "Waiting for", "In afwachting van", "Wartet auf"),
    "deviation": Text("Raison de l'écart", "Reason for deviating", "Reden van afwijking", "Grund der Abweichung"),
    "discussion": Text("Discussion", "Discussion", "Bespreking", "Diskussion"),
    "due": Text("pour le", "due", "tegen", "bis"),
    "signed": Text("Signé par", "Signed by", "Ondertekend door", "Unterzeichnet von"),
    "unsigned_record": Text(
        "Document non signé : la décision n'est pas close.",
        "Not signed: the decision is not closed.",
        "Niet ondertekend: de beslissing is niet afgesloten.",
        "Nicht unterzeichnet: Der Beschluss ist nicht abgeschlossen.",
    ),
    "version": Text("version", "version", "versie", "Version"),
    "fingerprint": Text("Empreinte SHA-256", "SHA-256", "SHA-256", "SHA-256"),
    "knowledge": Text("Version des connaissances", "Knowledge version", "Kennisversie", "Wissensversion"),
    "sources": Text("Sources", "Sources", "Bronnen", "Quellen"),
    "as_of": Text("État au", "As of", "Stand op", "Stand vom"),
    "printed": Text("Imprimé le", "Printed on", "Afgedrukt op", "Gedruckt am"),
    "page": Text("page", "page", "pagina", "Seite"),
    "quorum": Text("Quorum", "Quorum", "Quorum", "Quorum"),
    "place": Text("Lieu", "Place", "Plaats", "Ort"),
    "cases": Text("Cas discutés", "Cases discussed", "Besproken casussen", "Besprochene Fälle"),
    "no_cases": Text("Aucun cas à l'ordre du jour.", "No case on the agenda.", "Geen casus.", "Kein Fall."),
    "person": Text("Nom", "Name", "Naam", "Name"),
    "discipline": Text("Discipline", "Discipline", "Discipline", "Disziplin"),
    "licence": Text("N° d'agrément", "Licence no.", "Erkenningsnr.", "Zulassungsnr."),
    "specimen": Text("Prélèvement", "Specimen", "Staal", "Probe"),
    "class": Text("Classe", "Class", "Klasse", "Klasse"),
    "date": Text("Date", "Date", "Datum", "Datum"),
}


def words(language: str) -> dict[str, str]:
    """This function will give the fixed words of a sheet in a language."""
    return {name: text.in_(language) for name, text in WORDS.items()}
