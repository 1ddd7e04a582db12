"""The words of events, their fields and the choices that have no value set, in four languages."""

from opennen.kernel.text import Text

# Each plural as it stands after "of the …" and after "all …"; the second text is "one of" with its gender.
EVENTS = {
    "specimen": Text("prélèvements", "specimens", "weefselstalen", "Gewebeproben"),
    "imaging": Text("examens d'imagerie", "imaging examinations", "beeldvormingen", "Bildgebungen"),
    "extent": Text("bilans d'extension", "extent statements", "uitbreidingsbalansen", "Ausbreitungsangaben"),
    "marker": Text("dosages", "laboratory results", "laboratoriumuitslagen", "Laborergebnisse"),
    "symptom": Text("symptômes", "symptoms", "symptomen", "Symptome"),
    "syndrome": Text("syndromes", "syndromes", "syndromen", "Syndrome"),
    "treatment": Text("traitements", "treatments", "behandelingen", "Behandlungen"),
    "stage": Text("stades", "stages", "stadia", "Stadien"),
    "condition": Text("affections", "conditions", "aandoeningen", "Erkrankungen"),
    "status": Text("états généraux", "general states", "algemene toestanden", "Allgemeinzustände"),
    "lesion": Text("lésions", "lesions", "laesies", "Läsionen"),
    "stain": Text("marquages", "stains", "kleuringen", "Färbungen"),
    "component": Text("composantes", "components", "componenten", "Komponenten"),
}
FEMININE = {
    "fr": frozenset({"condition", "lesion", "component"}),
    "de": frozenset({"specimen", "imaging", "extent", "treatment", "condition", "lesion", "stain", "component"}),
}
NEUTER = frozenset({"marker", "symptom", "syndrome", "stage"})  # in German
HET_WORDS = frozenset({"specimen", "symptom", "syndrome", "stage"})  # in Dutch

FIELDS = {
    "date": Text("date", "date", "datum", "Datum"),
    "stop": Text("date de fin", "day of stop", "einddatum", "Enddatum"),
    "ki67": Text("Ki-67", "Ki-67", "Ki-67", "Ki-67"),
    "ki67.method": Text(
        "méthode de comptage du Ki-67", "Ki-67 counting method", "telmethode van Ki-67", "Zählmethode des Ki-67"
    ),
    "ki67.cells_counted": Text(
        "cellules comptées pour le Ki-67", "cells counted for Ki-67", "getelde cellen voor Ki-67", "Zellen für Ki-67"
    ),
    "ki67_status": Text("état du Ki-67", "state of Ki-67", "toestand van Ki-67", "Stand des Ki-67"),
    "mitoses_per_2mm2": Text("mitoses par 2 mm²", "mitoses per 2 mm²", "mitosen per 2 mm²", "Mitosen pro 2 mm²"),
    "mitoses_counted": Text("mitoses comptées", "mitoses counted", "getelde mitosen", "gezählte Mitosen"),
    "mitoses_area_mm2": Text("aire comptée", "area counted", "getelde oppervlakte", "ausgezählte Fläche"),
    "ki67_counted_percent": Text(
        "Ki-67 d'après les cellules comptées", "Ki-67 from the counted cells", "Ki-67 uit de getelde cellen",
        "Ki-67 aus den gezählten Zellen",
    ),
    "ki67_counts_disagree": Text(
        "le Ki-67 et ses cellules comptées se contredisent", "Ki-67 and its counted cells disagree",
        "Ki-67 en de getelde cellen spreken elkaar tegen", "Ki-67 und gezählte Zellen widersprechen sich",
    ),
    "mitoses_area_assumed": Text(
        "aire du champ supposée", "field area assumed", "veldoppervlak aangenomen", "Feldgröße angenommen"
    ),
    "mitoses_area_missing": Text("aire comptée absente", "area missing", "oppervlak ontbreekt", "Fläche fehlt"),
    "components_recorded": Text(
        "composantes consignées", "components recorded", "componenten vermeld", "Komponenten erfasst"
    ),
    "smallest_component_percent": Text(
        "part de la plus petite composante", "share of the smallest component", "aandeel van de kleinste component",
        "Anteil der kleinsten Komponente",
    ),
    "neuroendocrine_percent": Text(
        "part neuroendocrine", "neuroendocrine share", "neuro-endocrien aandeel", "neuroendokriner Anteil"
    ),
    "neuroendocrine_component": Text(
        "composante neuroendocrine", "neuroendocrine component", "neuro-endocriene component",
        "neuroendokrine Komponente",
    ),
    "other_component": Text("autre composante", "other component", "andere component", "andere Komponente"),
    "classification_year": Text(
        "année de la classification", "classification year", "jaar van de classificatie", "Klassifikationsjahr"
    ),
    "size_mm": Text("taille", "size", "grootte", "Größe"),
    "target_sum_mm": Text(
        "somme des lésions cibles", "sum of target lesions", "som van de doellaesies", "Summe der Zielläsionen"
    ),
    "nodes_positive": Text("ganglions atteints", "positive nodes", "positieve klieren", "befallene Lymphknoten"),
    "nodes_examined": Text("ganglions examinés", "nodes examined", "onderzochte klieren", "untersuchte Lymphknoten"),
    "lymphovascular_invasion": Text(
        "invasion lymphovasculaire", "lymphovascular invasion", "lymfovasculaire invasie", "Gefäßinvasion"
    ),
    "perineural_invasion": Text(
        "invasion périnerveuse", "perineural invasion", "perineurale invasie", "Perineuralscheideninvasion"
    ),
    "krenning": Text("score de Krenning", "Krenning score", "Krenning-score", "Krenning-Score"),
    "all_lesions_positive": Text(
        "toutes les lésions fixent", "all lesions take up", "alle laesies nemen op", "alle Läsionen reichern an"
    ),
    "discordant_lesions": Text(
        "lésions FDG positives sans fixation des récepteurs", "FDG-positive lesions without receptor uptake",
        "FDG-positieve laesies zonder receptoropname", "FDG-positive Läsionen ohne Rezeptoranreicherung",
    ),
    "metastases": Text("métastases", "metastases", "metastasen", "Metastasen"),
    "resectable": Text("entièrement résécable", "resectable", "volledig resecabel", "vollständig resektabel"),
    "liver_involvement_percent": Text("atteinte hépatique", "liver involvement", "leveraantasting", "Leberbefall"),
    "value": Text("résultat", "result", "uitslag", "Ergebnis"),
    "in_unit": Text("résultat", "result", "uitslag", "Ergebnis"),
    "times_upper_limit": Text(
        "multiple de la limite supérieure", "times the upper limit", "veelvoud van de bovengrens",
        "Vielfaches der oberen Norm",
    ),
    "unit_missing": Text("unité absente", "unit missing", "eenheid ontbreekt", "Einheit fehlt"),
    "months_ago": Text("ancienneté en mois", "months ago", "maanden geleden", "Monate zuvor"),
    "present": Text("présent", "present", "aanwezig", "vorhanden"),
    "per_day": Text("fois par jour", "times a day", "keer per dag", "Mal pro Tag"),
    "state": Text("état", "state", "toestand", "Stand"),
    "controlled": Text("contrôlé", "controlled", "onder controle", "kontrolliert"),
    "ongoing": Text("en cours", "ongoing", "lopend", "laufend"),
    "interval_days": Text("intervalle", "interval", "interval", "Intervall"),
    "cycles": Text("cycles", "cycles", "cycli", "Zyklen"),
    "activity_gbq": Text("activité", "activity", "activiteit", "Aktivität"),
    "line": Text("ligne de traitement", "line of treatment", "behandelingslijn", "Therapielinie"),
    "edition": Text("édition", "edition", "editie", "Auflage"),
    "prefix": Text("préfixe", "prefix", "voorvoegsel", "Präfix"),
    "t": Text("T", "T", "T", "T"),
    "n": Text("N", "N", "N", "N"),
    "m": Text("M", "M", "M", "M"),
    "group": Text("groupe de stade", "stage group", "stadiumgroep", "Stadiengruppe"),
    "ecog": Text("statut OMS/ECOG", "ECOG status", "ECOG-status", "ECOG-Status"),
    "weight_kg": Text("poids", "weight", "gewicht", "Gewicht"),
    "height_cm": Text("taille (stature)", "height", "lengte", "Körpergröße"),
    "vital": Text("statut vital", "vital status", "vitale status", "Vitalstatus"),
    "target": Text("lésion cible", "target lesion", "doellaesie", "Zielläsion"),
    "new": Text("nouvelle", "new", "nieuw", "neu"),
    "sstr_uptake": Text(
        "fixation des récepteurs de la somatostatine", "somatostatin-receptor uptake",
        "opname op somatostatinereceptoren", "Somatostatinrezeptor-Anreicherung",
    ),
    "fdg_uptake": Text("fixation du FDG", "FDG uptake", "FDG-opname", "FDG-Anreicherung"),
    "percent": Text("part", "share", "aandeel", "Anteil"),
    "sex": Text("sexe", "sex", "geslacht", "Geschlecht"),
    "birth_date": Text("date de naissance", "date of birth", "geboortedatum", "Geburtsdatum"),
    "age_years": Text("âge", "age", "leeftijd", "Alter"),
    "country": Text("pays", "country", "land", "Land"),
    "site": Text("site", "site", "plaats", "Lokalisation"),
    "site_detail": Text("précision du site", "detail of the site", "detail van de plaats", "Lokalisation im Einzelnen"),
    "topography": Text("topographie", "topography", "topografie", "Topographie"),
    "laterality": Text("latéralité", "laterality", "lateraliteit", "Seite"),
    "diagnosed_on": Text("date du diagnostic", "date of diagnosis", "datum van diagnose", "Datum der Diagnose"),
}  # fmt: skip

CHOICES = {
    "confirmed": Text("confirmé", "confirmed", "bevestigd", "bestätigt"),
    "suspected": Text("suspecté", "suspected", "vermoed", "vermutet"),
    "absent": Text("absent", "absent", "afwezig", "nicht vorhanden"),
    "present": Text("présent", "present", "aanwezig", "vorhanden"),
    "alive": Text("vivant", "alive", "in leven", "lebend"),
    "dead": Text("décédé", "dead", "overleden", "verstorben"),
    "lost_to_follow_up": Text("perdu de vue", "lost to follow-up", "uit het oog verloren", "nicht nachverfolgbar"),
}
