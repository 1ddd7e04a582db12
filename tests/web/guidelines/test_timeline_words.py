"""How a fact is read from the timeline, in words."""

import pytest
from django.utils.translation import override

from opennen.adapters.knowledge_files import knowledge
from opennen.cases.timeline_check import expression_from
from opennen.vocabulary.model import Fact, FactType
from opennen.web.guidelines.presenters.timeline_words import TimelineWords

LABELS = knowledge().vocabulary.facts["progressive"].labels


@pytest.mark.parametrize(
    ("kind", "unit", "written", "said"),
    [
        (
            FactType.YES_NO,
            None,
            "some treatment where kind == lanreotide",
            "whether there is: Treatment, Kind : lanreotide",
        ),
        (
            FactType.YES_NO,
            None,
            "no imaging where response == pd",
            "whether there is none: Imaging, Response : progressive",
        ),
        (
            FactType.YES_NO,
            None,
            "every lesion of latest imaging: sstr_uptake == positive",
            "whether all of these hold it: lesion of the latest Imaging",
        ),
        (FactType.NUMBER, "1", "count treatment where kind == lanreotide, complete", "how many there are: Treatment"),
        (
            FactType.NUMBER,
            "months",
            "months since latest imaging",
            "months from the latest Imaging to the day of assessment",
        ),
        (FactType.DATE, None, "day of first treatment", "the day of the first Treatment"),
        (
            FactType.NUMBER,
            "mm",
            "highest lesion of latest imaging: size_mm",
            "the highest of lesion of the latest Imaging",
        ),
    ],
)
def test_an_expression_reads_as_a_sentence(kind, unit, written, said):
    fact = Fact("example", kind, LABELS, unit=unit, range=(0, 1000) if unit else None, origin={"timeline": written})
    with override("en"):
        words = TimelineWords(knowledge(), "en").expression(expression_from(written, fact, knowledge().vocabulary))
    assert words.startswith(said)
