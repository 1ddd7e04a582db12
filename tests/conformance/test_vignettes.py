"""Every vignette of every pack: the facts a clinician would give, and the answers the rules must return."""

from collections import Counter
from datetime import date

import pytest

from opennen.adapters.knowledge_files import knowledge
from opennen.evaluate.vignettes import vignette_findings
from opennen.rules.model import Table
from opennen.rules.packs import Knowledge, Vignette

TODAY = date(2026, 11, 24)
FEWEST_PER_PACK = 5


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return knowledge()


@pytest.mark.parametrize("vignette", knowledge().vignettes, ids=lambda one: f"{one.pack}: {one.name.en}")
def test_a_vignette_is_answered_as_its_author_expects(vignette: Vignette, known: Knowledge) -> None:
    findings = [one for one in FOUND if one.place == vignette.place]
    assert not findings, "; ".join(one.message.en for one in findings)


FOUND = tuple(vignette_findings(knowledge(), TODAY))


def test_every_pack_has_vignettes(known: Knowledge) -> None:
    counted = Counter(one.pack for one in known.vignettes)
    assert {pack: counted[pack] for pack in known.packs if counted[pack] < FEWEST_PER_PACK} == {}


def test_every_outcome_of_every_table_is_expected_somewhere(known: Knowledge) -> None:
    """A row nobody has tried could say anything."""
    wanted = {(table.gives, row.outcome) for table in known.tables for row in table.rows}
    tried = {(fact, answer) for one in known.vignettes for fact, answer in one.expect.items()}
    systems = {(table.gives, row.outcome) for table in _by_system(known) for row in table.rows}
    assert wanted - tried - systems == set()


def _by_system(known: Knowledge) -> tuple[Table, ...]:
    """Tables whose outcome is shown by what follows from it: the system by the entity."""
    return tuple(table for table in known.tables if table.gives == "classification_system")


def test_every_finding_is_seen_to_speak_and_most_to_stay_silent(known: Knowledge) -> None:
    spoken = {code for one in known.vignettes for code, answer in one.expect.items() if answer is True}
    assert {rule.id for rule in known.findings} - spoken == set()


def test_every_task_is_seen_due(known: Knowledge) -> None:
    due = {task for one in known.vignettes for task, answer in one.expect.items() if answer == "due"}
    assert {task.id for task in known.tasks} - due == set()


def test_a_vignette_is_named_in_both_languages(known: Knowledge) -> None:
    assert [one.place for one in known.vignettes if not one.name.fr or not one.name.en] == []
