"""Settings compared: what differs, which rules and facts are behind it, and that nothing else is said to differ."""

from datetime import date

import pytest
from small_knowledge import FILES

from opennen.adapters.case_files import read_case_file
from opennen.adapters.knowledge_files import knowledge, knowledge_folder
from opennen.cases.model import Case
from opennen.evaluate.answer import Classified
from opennen.evaluate.assessment import assess
from opennen.evaluate.compare import Difference, Edit, Question, Setting, State, differences, read_in, states, what_if
from opennen.evaluate.difference_words import sides, titled
from opennen.kernel.quantity import exactly
from opennen.kernel.text import LANGUAGES
from opennen.kernel.truth import Truth
from opennen.rules.knowledge import knowledge_from
from opennen.rules.packs import Knowledge

TODAY = date(2026, 11, 25)
DEMO = sorted((knowledge_folder() / "demo" / "cases").glob("*.json"))
COUNTED = {
    "id": "s1",
    "type": "specimen",
    "origin": "primary",
    "differentiation": "well",
    "ki67": {"value": 2},
    "mitoses": {"value": 1, "per": "2mm2"},
}
CASE = Case.model_validate(
    {"id": "c", "person": {"age_years": 60}, "tumours": [{"id": "t1", "site": "ileum"}], "events": [COUNTED]}
)


def demo_case(path) -> Case:
    return read_case_file(path.read_bytes(), TODAY)[0][1]


def changed(small: Knowledge, old: str, new: str) -> Knowledge:
    files = {name: text.replace(old, new) for name, text in FILES.items()}
    assert files != FILES
    return knowledge_from(files)


def by_question(found: tuple[Difference, ...]) -> dict[Question, Difference]:
    return {one.question: one for one in found}


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_what_is_compared_is_what_the_assessment_says(path) -> None:
    case, setting = demo_case(path), Setting(knowledge(), TODAY, "BE")
    for tumour in case.tumours:
        said = states(read_in(case, tumour.id, setting), setting)
        assessment = assess(case, knowledge(), TODAY, "BE", tumour.id)
        for option in assessment.options:
            assert said[Question("option", option.option.id)].answer == option.status
        for task in (*assessment.workup, *assessment.follow_up):
            assert said[Question("task", task.task.id)].answer == task.state
        _same_class(said, assessment.classification.current, "")
        if assessment.classification.diagnosis.specimen != assessment.classification.current.specimen:
            _same_class(said, assessment.classification.diagnosis, "diagnosis")
        codes = {one.id for one in said if one.kind == "finding"}
        assert codes == {finding.code for finding in assessment.findings}


def _same_class(said: dict[Question, State], one: Classified, of: str) -> None:
    for answer in (one.system, one.family, one.entity, one.grade):
        state = said[Question("table", answer.fact, of)]
        assert (state.answer or None, state.is_provisional) == (answer.outcome, answer.is_provisional)


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_a_setting_does_not_differ_from_itself(path) -> None:
    setting = Setting(knowledge(), TODAY, "BE")
    assert differences(demo_case(path), None, setting, setting) == ()


def test_a_supposed_ki67_changes_the_grade_and_names_the_fact_and_leaves_the_case(small: Knowledge) -> None:
    before = CASE.model_copy()
    setting = Setting(small, TODAY)
    found = by_question(
        differences(CASE, None, setting, Setting(small, TODAY, supposing={"ki67_percent": exactly(25)}))
    )
    grade = found[Question("table", "tumour_grade")]
    assert (grade.before.answer, grade.after.answer) == ("G1", "G3")
    assert (grade.rules, grade.facts) == ((), ("ki67_percent",))
    assert before == CASE


def test_a_fact_can_be_supposed_not_recorded(small: Knowledge) -> None:
    assessment = assess(CASE, small, TODAY, supposing={"mitoses_per_2mm2": None})
    assert assessment.classification.current.grade.is_provisional
    assert "mitoses_per_2mm2" not in assessment.facts


def test_a_fact_that_follows_by_a_rule_can_be_supposed_and_one_that_tables_give_cannot(small: Knowledge) -> None:
    assert assess(CASE, small, TODAY, supposing={"low_burden": Truth.YES}).facts["low_burden"].assumed == "supposed"
    with pytest.raises(KeyError):
        assess(CASE, small, TODAY, supposing={"tumour_grade": frozenset({"G3"})})


def test_pathology_is_supposed_of_the_specimen_of_today_only(small: Knowledge) -> None:
    second = {**COUNTED, "id": "s2", "origin": "metastasis", "ki67": {"value": 10}}
    case = what_if(CASE, [Edit("event", second, "s2")])
    found = assess(case, small, TODAY, supposing={"ki67_percent": exactly(30)}).classification
    assert (found.diagnosis.grade.outcome, found.current.grade.outcome) == ("G1", "G3")


def test_a_changed_rule_is_named_behind_every_answer_that_rests_on_it(small: Knowledge) -> None:
    other = changed(small, "ki67_percent < 3 % and", "ki67_percent < 2 % and")
    found = by_question(differences(CASE, None, Setting(small, TODAY), Setting(other, TODAY)))
    grade = found[Question("table", "tumour_grade")]
    assert grade.before.answer == "G1"
    assert grade.after.answer == ""
    assert (grade.rules, grade.facts) == (("small.grade",), ())


def test_a_rule_that_only_moved_in_its_file_is_not_a_changed_rule(small: Knowledge) -> None:
    moved = changed(small, "rules:\n  - table: small.system", "rules:\n\n\n  - table: small.system")
    case = what_if(CASE, [Edit("event", {**COUNTED, "ki67": {"value": 30}}, "s1")])
    assert differences(case, None, Setting(small, TODAY), Setting(moved, TODAY)) == ()


def test_an_answer_that_exists_on_one_side_only_is_a_difference(small: Knowledge) -> None:
    retired = changed(small, "- table: small.grade", "- table: small.grade\n    valid_until: 2020-01-01")
    found = by_question(differences(CASE, None, Setting(retired, date(2019, 1, 1)), Setting(retired, TODAY)))
    grade = found[Question("table", "tumour_grade")]
    assert (grade.before.answer, grade.after, grade.rules) == ("G1", None, ("small.grade",))


def test_edits_put_a_part_in_place_add_one_and_take_one_away() -> None:
    other = what_if(CASE, [Edit("person", {"age_years": 8}), Edit("tumour", {"site": "lung"}, "t1")])
    assert (other.person.age_years, other.tumours[0].site) == (8, "lung")
    assert what_if(CASE, [Edit("event", None, "s1")]).events == ()
    assert len(what_if(CASE, [Edit("event", {**COUNTED, "ki67": {"value": 9}}, "s2")]).events) == 2
    assert CASE.tumours[0].site == "ileum"


@pytest.mark.parametrize("language", LANGUAGES)
def test_differences_read_as_words(small: Knowledge, language: str) -> None:
    before, after = Setting(small, TODAY), Setting(small, TODAY, supposing={"ki67_percent": None})
    found = by_question(differences(CASE, None, before, after))
    grade = found[Question("table", "tumour_grade")]
    assert titled(grade, language).startswith("Grad")
    first, second = sides(grade, small, small, language)
    assert first == "G1"
    assert "G1" in second
    assert "G2" in second


def test_what_can_be_had_is_compared_between_countries() -> None:
    case = demo_case(DEMO[0])
    found = differences(case, None, Setting(knowledge(), TODAY, "BE"), Setting(knowledge(), TODAY, "FR"), ("option",))
    assert found
    words = [" ".join(sides(one, knowledge(), knowledge(), "fr")) for one in found]
    assert any("BE " in one and "FR " in one for one in words)


SETTINGS = [
    (Setting(knowledge(), date(2015, 1, 1), "BE"), Setting(knowledge(), TODAY, "BE")),
    (Setting(knowledge(), TODAY, "BE"), Setting(knowledge(), TODAY, "FR")),
    (Setting(knowledge(), TODAY, None), Setting(knowledge(), date(2020, 6, 1), "NL")),
    (Setting(knowledge(), TODAY, "BE"), Setting(knowledge(), TODAY, "BE", {"ki67_percent": exactly(25)})),
    (Setting(knowledge(), TODAY, "BE"), Setting(knowledge(), TODAY, "BE", {"primary_site": frozenset({"lung"})})),
]


@pytest.mark.parametrize(("before", "after"), SETTINGS, ids=range(len(SETTINGS)))
def test_what_is_not_answered_because_nothing_behind_it_moved_does_not_differ(before: Setting, after: Setting) -> None:
    for path in DEMO:
        case = demo_case(path)
        old, new = read_in(case, None, before), read_in(case, None, after)
        first, second = states(old, before), states(new, after)
        wholly = {one for one in {*first, *second} if first.get(one) != second.get(one)}
        assert {one.question for one in differences(case, None, before, after)} == wholly
