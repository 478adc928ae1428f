"""Puts `tests/` on the path, so that the tests can import the whole model made small or shuffled (`regions.py`)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
