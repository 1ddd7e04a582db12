"""A knowledge small enough to read: one table, one option, one task, one finding, made for tests of the engine."""

FILES = {
    "vocabulary/units.yaml": """
units:
  "%": {dimension: share}
  "1": {dimension: count}
  "/2mm2": {dimension: density}
  months: {dimension: time}
  ng/L: {dimension: mass, aliases: [pg/mL]}
  ng/mL: {dimension: mass, factor: 1000}
  pmol/L: {dimension: amount}
  ULN: {dimension: multiple}
analytes:
  - {analyte: nt_probnp, from: pmol/L, to: ng/L, factor: 8.457, sources: [{source: paper}]}
mitoses: {assumed_field_area_mm2: 0.2, because: {fr: convention, en: convention}, sources: [{source: paper}]}
refused_units:
  - {analyte: nt_probnp, unit: ng/mL, likely: ng/L, because: {fr: mille fois trop, en: a thousand times too much},
     sources: [{source: paper}]}
""",
    "vocabulary/values/primary_site.yaml": """
set: primary_site
labels: {fr: Site, en: Site}
values: {pancreas: {fr: pancréas, en: pancreas}, ileum: {fr: iléon, en: ileum}, lung: {fr: poumon, en: lung}}
groups: {digestive: [pancreas, ileum]}
""",
    "vocabulary/values/differentiation.yaml": """
set: differentiation
labels: {fr: Différenciation, en: Differentiation}
values:
  well: {fr: bien différenciée, en: well differentiated}
  poor: {fr: peu différenciée, en: poorly differentiated}
""",
    "vocabulary/values/tumour_grade.yaml": """
set: tumour_grade
labels: {fr: Grade, en: Grade}
values: {G1: {fr: G1, en: G1}, G2: {fr: G2, en: G2}, G3: {fr: G3, en: G3}}
""",
    "vocabulary/values/tumour_family.yaml": """
set: tumour_family
labels: {fr: Famille, en: Family}
values: {NET: {fr: TNE, en: NET}, NEC: {fr: CNE, en: NEC}}
""",
    "vocabulary/values/classification_system.yaml": """
set: classification_system
labels: {fr: Système, en: System}
values: {digestive: {fr: OMS 2019, en: WHO 2019}, thoracic: {fr: OMS 2021, en: WHO 2021}}
""",
    "vocabulary/values/treatment.yaml": """
set: treatment
labels: {fr: Traitement, en: Treatment}
values:
  lanreotide: {fr: lanréotide, en: lanreotide}
  octreotide: {fr: octréotide, en: octreotide}
  everolimus: {fr: évérolimus, en: everolimus}
groups: {ssa: [lanreotide, octreotide]}
""",
    "vocabulary/values/organ.yaml": """
set: organ
labels: {fr: Organe, en: Organ}
values: {liver: {fr: foie, en: liver}, bone: {fr: os, en: bone}}
""",
    "vocabulary/values/sex.yaml": """
set: sex
labels: {fr: Sexe, en: Sex}
values: {female: {fr: femme, en: female}, male: {fr: homme, en: male}}
""",
    "vocabulary/values/syndrome.yaml": """
set: syndrome
labels: {fr: Syndrome, en: Syndrome}
values: {carcinoid: {fr: syndrome carcinoïde, en: carcinoid syndrome}}
""",
    "vocabulary/facts/all.yaml": """
facts:
  primary_site: {type: code, values: primary_site, labels: {fr: Site, en: Site}, from: {tumour: site}}
  age_years: {type: number, unit: "1", range: [0, 120], labels: {fr: Âge, en: Age}, from: {person: age_years}}
  differentiation: {type: code, values: differentiation, labels: {fr: Différenciation, en: Differentiation},
    from: {event: specimen, value: differentiation, pick: focus}}
  ki67_percent: {type: number, unit: "%", range: [0, 100], labels: {fr: Ki-67, en: Ki-67},
    question: {fr: Quel est le Ki-67 ?, en: What is the Ki-67?}, from: {event: specimen, value: ki67, pick: focus}}
  mitoses_per_2mm2: {type: number, unit: /2mm2, range: [0, 1000], labels: {fr: Mitoses, en: Mitoses},
    from: {event: specimen, value: mitoses_per_2mm2, pick: focus}}
  liver_metastases: {type: yes_no, labels: {fr: Métastases hépatiques, en: Liver metastases},
    from: {event: [extent, imaging], value: metastases, contains: liver}}
  treated_with_ssa: {type: yes_no, labels: {fr: Analogue reçu, en: Analogue given},
    from: {event: treatment, where: {kind: {group: ssa}}, exists: true, no_if_complete: true}}
  progressive: {type: yes_no, labels: {fr: Progression, en: Progression},
    from: {event: imaging, value: response, yes: [pd], no: [sd, pr, cr]}}
  progressive_under_ssa: {type: yes_no, labels: {fr: Progression sous analogue, en: Progression under analogue},
    from: {event: imaging, value: response, yes: [pd], no: [sd, pr, cr], during: {kind: {group: ssa}}}}
  imaging_months_ago: {type: number, unit: months, range: [0, 1200],
    labels: {fr: Âge de l'imagerie, en: Age of imaging}, from: {event: imaging, value: months_ago}}
  nt_probnp: {type: number, unit: ng/L, range: [0, 100000], labels: {fr: NT-proBNP, en: NT-proBNP},
    from: {event: marker, where: {analyte: nt_probnp}, value: in_unit}}
  hiaa_times_uln: {type: number, unit: ULN, range: [0, 1000], labels: {fr: 5-HIAA, en: 5-HIAA},
    from: {event: marker, where: {analyte: hiaa}, value: times_upper_limit}}
  low_burden: {type: yes_no, labels: {fr: Faible masse, en: Low burden},
    from: {rule: "not liver_metastases and ki67_percent < 2 %"}}
  classification_system: {type: code, values: classification_system, labels: {fr: Système, en: System}}
  tumour_family: {type: code, values: tumour_family, labels: {fr: Famille, en: Family}}
  tumour_entity: {type: code, values: tumour_family, labels: {fr: Entité, en: Entity}}
  tumour_grade: {type: code, values: tumour_grade, labels: {fr: Grade, en: Grade}}
""",
    "sources/paper.yaml": "source: paper\ntitle: A paper\n",
    "guidelines/small/pack.yaml": "pack: small\ntitle: {fr: Petit, en: Small}\n",
    "guidelines/small/rules/classification.yaml": """
rules:
  - table: small.system
    gives: classification_system
    title: {fr: Système, en: System}
    sources: [{source: paper, mark: V}]
    rows:
      - {is: digestive, when: primary_site in digestive}
      - {is: thoracic, when: primary_site == lung}
  - table: small.family
    gives: tumour_family
    title: {fr: Famille, en: Family}
    sources: [{source: paper, mark: V}]
    rows:
      - {is: NET, when: differentiation == well}
      - {is: NEC, when: differentiation == poor}
  - table: small.entity
    gives: tumour_entity
    title: {fr: Entité, en: Entity}
    sources: [{source: paper, mark: V}]
    rows:
      - {is: NET, when: tumour_family == NET}
      - {is: NEC, when: tumour_family == NEC}
  - table: small.grade
    gives: tumour_grade
    applies: classification_system == digestive and tumour_family == NET
    title: {fr: Grade, en: Grade}
    sources: [{source: paper, mark: V}]
    rows:
      - is: G1
        when: ki67_percent < 3 % and mitoses_per_2mm2 < 2 /2mm2
        provisionally:
          when: ki67_percent < 3 % and mitoses_per_2mm2 is missing
          because: {fr: mitoses non renseignées, en: mitoses not recorded}
      - is: G2
        when: >-
          (3 % <= ki67_percent <= 20 % and mitoses_per_2mm2 <= 20 /2mm2)
          or (2 /2mm2 <= mitoses_per_2mm2 <= 20 /2mm2 and ki67_percent <= 20 %)
        provisionally:
          when: 3 % <= ki67_percent <= 20 % and mitoses_per_2mm2 is missing
          because: {fr: mitoses non renseignées, en: mitoses not recorded}
      - {is: G3, when: ki67_percent > 20 % or mitoses_per_2mm2 > 20 /2mm2}
""",
    "guidelines/small/rules/options.yaml": """
rules:
  - option: options.everolimus
    treatment: everolimus
    kind: systemic
    title: {fr: Évérolimus, en: Everolimus}
    indications:
      - id: progressive
        when: tumour_grade in {G1, G2} and progressive
        basis: trial
        says: {fr: En progression., en: When progressing.}
        sources: [{source: paper, mark: V}]
      - id: stable
        when: tumour_grade in {G1, G2} and not progressive
        basis: expert
        says: {fr: Stable., en: Stable.}
        sources: [{source: paper, mark: K}]
    excluded:
      - {when: age_years < 18, because: {fr: Enfant., en: A child.}, sources: [{source: paper, mark: V}]}
  - task: small.imaging
    topic: workup
    title: {fr: Imagerie, en: Imaging}
    when: tumour_family == NET
    done: imaging_months_ago <= 6 months
    because: {fr: Parce que., en: Because.}
    sources: [{source: paper, mark: V}]
  - finding: C201
    when: differentiation == poor and ki67_percent <= 20 %
    level: warning
    message: {fr: Ki-67 bas pour une tumeur peu différenciée, en: Low Ki-67 for a poorly differentiated tumour}
    facts: [differentiation, ki67_percent]
    sources: [{source: paper, mark: V}]
""",
}
