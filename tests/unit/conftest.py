"""The small knowledge, read once."""

import sys
from datetime import date
from pathlib import Path

import pytest

from opennen.rules.knowledge import knowledge_from
from opennen.rules.packs import Knowledge

sys.path.insert(0, str(Path(__file__).parent))
from small_knowledge import FILES


@pytest.fixture(scope="session")
def small() -> Knowledge:
    return knowledge_from(FILES)


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 1, 1)
