"""The generators of rules and records, for every test of this folder; and the engines, opened once."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
