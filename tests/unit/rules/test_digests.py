"""What is signed of a rule: what it says, not how its file is laid out."""

from datetime import date

from opennen.adapters.knowledge_files import in_use, knowledge
from opennen.rules.digests import digest_of, rule_texts
from opennen.rules.excerpt import excerpt, file_and_line
from opennen.rules.signatures import RuleSignature, in_force

PACK = "guidelines/p/pack.yaml"
RULES = "guidelines/p/rules/r.yaml"
FILES = {
    PACK: "pack: p\nsociety: S\nvalid_from: 2024-01-01\ncountries: [BE]\n",
    RULES: "rules:\n  - task: a\n    when: x < 3\n  - option: b\n    when: y\n",
}


def changed(name: str, old: str, new: str) -> set[str]:
    """The rules whose content is another after a change of the text."""
    assert old in FILES[name]
    before, after = rule_texts(FILES), rule_texts({**FILES, name: FILES[name].replace(old, new)})
    return {rule for rule in before if before[rule] != after.get(rule)}


def test_each_rule_changes_with_what_it_says_and_no_other() -> None:
    assert changed(RULES, "x < 3", "x < 4") == {"a"}
    assert changed(RULES, "when: y", "when: z") == {"b"}
    assert changed(RULES, "task: a", "task: c") == {"a"}


def test_the_dates_and_countries_it_takes_over_from_its_pack_are_part_of_it() -> None:
    assert changed(PACK, "2024-01-01", "2025-01-01") == {"a", "b"}
    assert changed(PACK, "[BE]", "[BE, FR]") == {"a", "b"}


def test_layout_comments_and_the_packs_society_are_not() -> None:
    assert changed(RULES, "    when: x < 3\n", "    # why\n    when:   x < 3\n\n") == set()
    assert changed(PACK, "society: S", "society: T") == set()


def test_every_shipped_rule_has_one_content_of_its_own() -> None:
    used = knowledge()
    rules = {one.id for one in (*used.tables, *used.options, *used.tasks, *used.findings)}
    contents = rule_texts(in_use().texts)
    assert set(contents) == rules
    assert len({digest_of(text) for text in contents.values()}) == len(rules)


def test_only_signatures_of_what_a_rule_says_now_count_the_latest_first() -> None:
    def signed(rule: str, digest: str, name: str, day: int) -> RuleSignature:
        return RuleSignature(rule, digest, name, "surgery", date(2026, 1, day))

    first, second = signed("a", "1", "Ann", 1), signed("a", "1", "Bob", 2)
    found = in_force([first, second, signed("a", "0", "Old", 3), signed("gone", "1", "Old", 3)], {"a": "1", "b": "1"})
    assert found == {"a": (second, first)}


def test_the_excerpt_of_a_rule_is_its_lines() -> None:
    assert excerpt(FILES, f"{RULES}, line 2") == "- task: a\n  when: x < 3"
    assert excerpt(FILES, f"{RULES}, line 4") == "- option: b\n  when: y"
    assert file_and_line(f"{RULES}, line 12") == (RULES, 12)
    assert file_and_line(RULES) == (RULES, 1)


def test_every_shipped_rule_is_found_at_its_place() -> None:
    used = knowledge()
    for rule in (*used.tables, *used.options, *used.tasks, *used.findings):
        text = excerpt(in_use().texts, rule.place)
        assert rule.id in text.splitlines()[0]
        assert text.count("\n- ") == 0
