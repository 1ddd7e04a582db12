"""What every test needs: compiled translations, and reproducible generated examples."""

import os
from pathlib import Path

from hypothesis import settings

from opennen.adapters.translations import compile_parts

ROOT = Path(__file__).parent.parent

# Few examples and the same ones on each commit; many and new ones by HYPOTHESIS_PROFILE=night.
settings.register_profile("commit", max_examples=50, derandomize=True, deadline=None)
settings.register_profile("night", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "commit"))


def pytest_configure(config) -> None:
    compile_parts(ROOT / "src" / "opennen" / "web" / "locale")
