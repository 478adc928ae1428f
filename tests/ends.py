"""The lowest or newest numba and Mesa that setup.cfg allows, as pip takes them: `python tests/ends.py lowest`."""

import configparser
import re
import sys
from pathlib import Path

SETUP = Path(__file__).resolve().parents[1] / "setup.cfg"
PACKAGES = ("numba", "mesa")


def requirements(end, path=SETUP):
    """One requirement for each of PACKAGES: `numba==0.60` for the lowest, the declared range itself for the newest."""
    parsed = configparser.ConfigParser()
    parsed.read(path, encoding="utf-8")
    declared = parsed["options"]["install_requires"].split()
    found = [line for line in declared if re.match(r"[\w-]+", line).group() in PACKAGES]
    return [re.sub(r">=([\w.]+).*", r"==\1", line) for line in found] if end == "lowest" else found


if __name__ == "__main__":
    print(*requirements(sys.argv[1]))
