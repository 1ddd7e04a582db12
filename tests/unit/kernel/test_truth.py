from itertools import product

import pytest

from opennen.kernel.truth import Truth, all_of, any_of, negated, truth_of

COMPLETIONS = {Truth.YES: (True,), Truth.NO: (False,), Truth.UNKNOWN: (True, False)}


def settled(answers: set[bool]) -> Truth:
    return Truth.UNKNOWN if len(answers) == 2 else truth_of(answers.pop())


@pytest.mark.parametrize(("first", "second"), list(product(Truth, repeat=2)))
def test_and_or_answer_only_what_every_completion_of_the_unknowns_answers(first: Truth, second: Truth) -> None:
    pairs = list(product(COMPLETIONS[first], COMPLETIONS[second]))
    assert all_of([first, second]) is settled({a and b for a, b in pairs})
    assert any_of([first, second]) is settled({a or b for a, b in pairs})


@pytest.mark.parametrize("truth", Truth)
def test_not_answers_only_what_every_completion_answers(truth: Truth) -> None:
    assert negated(truth) is settled({not one for one in COMPLETIONS[truth]})


def test_a_truth_is_never_coerced_to_a_bool() -> None:
    with pytest.raises(TypeError, match="not a bool"):
        bool(Truth.NO)


def test_nothing_recorded_is_unknown() -> None:
    assert truth_of(None) is Truth.UNKNOWN
