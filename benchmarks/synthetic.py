"""Synthetic cases with the shares of a neuroendocrine registry; nobody's data. The same seed gives the same cases.

python benchmarks/synthetic.py --cases 1000 --seed 1 cases.jsonl     writes case documents, one a line
python benchmarks/synthetic.py --cases 100000 --into CENTRE          writes them into the application's database

Shares are round figures in the range that national registries publish. They make the work realistic, no statistic.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

SITES = {"ileum": 24, "lung": 22, "pancreas": 18, "rectum": 10, "appendix": 9, "stomach": 7, "unknown_primary": 6,
         "duodenum": 4, "colon": 4, "thymus": 1, "jejunum": 2, "bile_duct": 1, "adrenal": 2, "thyroid": 2}  # fmt: skip
ORGANS = {"liver": 70, "bone": 15, "lung": 10, "peritoneum": 14, "brain": 3}
SYSTEMIC = {"lanreotide": 40, "octreotide_lar": 25, "everolimus": 14, "prrt_lu177_oxodotreotide": 16, "captem": 8,
            "sunitinib": 4, "platinum_etoposide": 10}  # fmt: skip
MODALITIES = {"ct": 55, "ga68_dotatate_pet": 45, "mri": 25, "fdg_pet": 20, "echocardiography": 10}
SYNDROMES = {"carcinoid_syndrome": 60, "insulinoma": 18, "gastrinoma": 10, "ectopic_cushing": 6, "vipoma": 2}
DISEASES = {"heart_failure": 8, "carcinoid_heart_disease": 10, "hypertension": 45, "diabetes": 20}
LAST = date(2026, 11, 1)


def synthetic_cases(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """This function will make case documents, one after the other."""
    chance = Random(seed)  # noqa: S311  (made-up patients, not secrets)
    for number in range(count):
        yield _Maker(chance).case(f"SYN-{number:07d}")


class _Maker:
    """One made-up patient."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.events: list[dict[str, Any]] = []
        self.day = date(2005, 1, 1) + timedelta(days=int(7500 * chance.random() ** 0.7))
        self.site = self._one_of(SITES)
        self.is_poor = self._happens(0.3 if self.site in ("lung", "colon", "unknown_primary") else 0.08)

    def case(self, identifier: str) -> dict[str, Any]:
        """This function will make the whole document."""
        born = self.day.year - min(94, max(8, int(self.chance.gauss(62, 14))))
        diagnosed = self.day.isoformat()[: self.chance.choice((10, 10, 7))]
        self._specimen("primary")
        self._extent()
        self._syndrome()
        self._markers()
        self._treatments()
        if self._happens(0.6):
            self._add("status", ecog=self.chance.choice((0, 0, 0, 1, 1, 2, 3)), vital="alive")
        return {
            "format": "opennen-case-1",
            "id": identifier,
            "person": {"sex": self.chance.choice(("female", "male")), "birth_date": str(born), "country": "BE"},
            "tumours": [{"id": "t1", "site": self.site, "diagnosed_on": diagnosed}],
            "events": self.events,
            "treatments_complete": self._happens(0.5),
        }

    def _happens(self, share: float) -> bool:
        return self.chance.random() < share

    def _one_of(self, weights: dict[str, int]) -> str:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def _add(self, type_: str, /, **fields: Any) -> str:
        name = f"e{len(self.events) + 1}"
        written = {key: value for key, value in fields.items() if value is not None}
        self.events.append({"type": type_, "id": name, "date": self.day.isoformat(), **written})
        return name

    def _later(self, days: int) -> None:
        self.day = min(LAST, self.day + timedelta(days=self.chance.randint(1, days)))

    def _ki67(self) -> dict[str, Any]:
        share = min(
            95.0, self.chance.lognormvariate(4.0, 0.35) if self.is_poor else self.chance.lognormvariate(0.7, 1.0)
        )
        drawn = self.chance.random()
        if drawn < 0.1:
            return {"value": 2, "comparator": "<"}
        if drawn < 0.2:
            low = int(share)
            return {"min": low, "max": low + 5}
        if drawn < 0.5:
            return {"value": round(share), "positive_cells": round(share * 5), "cells_counted": 500}
        return {"value": round(share, 1)}

    def _specimen(self, origin: str) -> None:
        procedure = "resection" if self._happens(0.5) else "biopsy"
        differentiation = ("poor" if self.is_poor else "well") if self._happens(0.9) else None
        mitoses = {
            "value": self.chance.randint(0, 3) if not self.is_poor else self.chance.randint(15, 60),
            "per": "2mm2",
        }
        self._add(
            "specimen",
            origin=origin,
            procedure=procedure,
            differentiation=differentiation,
            ki67=self._ki67() if self._happens(0.85) else None,
            mitoses=mitoses if self._happens(0.55) else None,
            cell_type=self.chance.choice(("small", "large")) if self.is_poor and self._happens(0.7) else None,
            necrosis=None if self._happens(0.7) else self.chance.choice(("absent", "focal")),
            size_mm={"value": round(self.chance.lognormvariate(3.0, 0.6))} if self._happens(0.5) else None,
        )

    def _extent(self) -> None:
        self._later(30)
        spread = self._happens(0.75 if self.is_poor else 0.42)
        organs = [organ for organ, share in ORGANS.items() if spread and self._happens(share / 100)]
        if self._happens(0.9):
            self._add("extent", metastases=organs, resectable=self._happens(0.4) if self._happens(0.3) else None)
        for modality, share in MODALITIES.items():
            if self._happens(share / 100):
                self._imaging(modality)

    def _imaging(self, modality: str) -> None:
        receptor = modality.startswith("ga68")
        pet = receptor or modality == "fdg_pet"
        self._add(
            "imaging",
            modality=modality,
            result=self.chance.choice(("positive", "positive", "negative")) if pet else None,
            krenning=self._krenning() if receptor else None,
            all_lesions_positive=self._happens(0.8) if receptor and self._happens(0.4) else None,
        )

    def _krenning(self) -> int | None:
        return self.chance.choice((1, 2, 3, 3, 4)) if self._happens(0.6) else None

    def _syndrome(self) -> None:
        if self._happens(0.25):
            state = self.chance.choice(("confirmed", "confirmed", "suspected", "absent"))
            controlled = self._happens(0.6) if self._happens(0.5) else None
            self._add("syndrome", kind=self._one_of(SYNDROMES), state=state, controlled=controlled)
        for disease, share in DISEASES.items():
            if self._happens(0.3):
                self._add("condition", kind=disease, state="present" if self._happens(share / 100) else "absent")

    def _markers(self) -> None:
        if self._happens(0.6):
            value = round(self.chance.lognormvariate(5, 1))
            self._add("marker", analyte="chromogranin_a", value=value, unit="ng/mL", upper_limit=100)
        if self._happens(0.2):
            value = round(self.chance.lognormvariate(5, 1))
            self._add("marker", analyte="nt_probnp", value=value, unit="ng/L", upper_limit=125)

    def _treatments(self) -> None:
        for line in range(self.chance.choice((0, 0, 1, 1, 2, 3))):
            self._later(200)
            name = self._add("treatment", kind=self._one_of(SYSTEMIC), line=line + 1)
            if self._happens(0.5):
                self._later(400)
                response = self.chance.choice(("pd", "pd", "sd", "pr"))
                self._add("imaging", modality="ct", response=response, under=[name])
            if self._happens(0.15):
                self._specimen("metastasis")


def _into_the_registry(count: int, seed: int, code: str) -> None:
    """Cases in the application's database, without facts: as after an upgrade, `recompute_facts` has to derive them."""
    import django

    django.setup()
    from opennen.web.accounts.models import Centre
    from opennen.web.registry.models import CaseRecord

    centre, _ = Centre.objects.get_or_create(code=code, defaults={"name_fr": code, "name_en": code, "country": "BE"})
    start = time.monotonic()
    batch: list[CaseRecord] = []
    for document in synthetic_cases(count, seed):
        batch.append(CaseRecord(centre=centre, identifier=document["id"], document=document))
        if len(batch) == 2000:
            CaseRecord.objects.bulk_create(batch)
            batch = []
    CaseRecord.objects.bulk_create(batch)
    sys.stdout.write(f"{count} cases written into {code} in {time.monotonic() - start:.0f} s\n")


def main() -> int:
    """This function will write the cases where they were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--into", metavar="CENTRE", help="write into the database (DJANGO_SETTINGS_MODULE is set)")
    parser.add_argument("file", nargs="?", type=Path, help="write one document a line")
    arguments = parser.parse_args()
    if arguments.into:
        _into_the_registry(arguments.cases, arguments.seed, arguments.into)
    elif arguments.file:
        with arguments.file.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(one) + "\n" for one in synthetic_cases(arguments.cases, arguments.seed))
    else:
        parser.error("name a file, or --into CENTRE")
    return 0


if __name__ == "__main__":
    sys.exit(main())
