"""How many lines of the rooms that decide are carried out by the quick examples, kernels uncompiled.

Compiled kernels carry out no Python that could be counted, so the examples run once more with NUMBA_DISABLE_JIT=1:
worlds made by hand, and some months of a hundredth of the region.
"""

import json
import os
import subprocess
import sys

import pytest

ROOMS = ("care", "staff", "ties", "people")
LEAST_PER_CENT = 90
# The last phase of life is reckoned in tables, which lives drawn one by one carry out.
EXAMPLES = (
    "test_care/test_*.py", "test_*/test_hand_*.py", "test_people/test_dying.py", "test_model/test_housing.py",
    "test_model/test_kept_minutes.py",
)  # fmt: skip


def lines_by_room(report):
    """{room: (lines carried out, lines)} of coverage's JSON report, and of all rooms as "together"."""
    found = dict.fromkeys(ROOMS, (0, 0))
    for path, file in report["files"].items():
        room, summary = path.replace(os.sep, "/").split("/")[2], file["summary"]
        run, lines = found[room]
        found[room] = run + summary["covered_lines"], lines + summary["num_statements"]
    return found | {"together": tuple(map(sum, zip(*found.values(), strict=True)))}


def too_little(report):
    """What to say of each room with less than is asked: how much, and the files with the most lines left out."""
    said = []
    for room, (run, lines) in lines_by_room(report).items():
        if 100 * run >= LEAST_PER_CENT * lines > 0:
            continue
        files = [(path, file) for path, file in report["files"].items() if room in (path.split("/")[2], "together")]
        files.sort(key=lambda one: -one[1]["summary"]["missing_lines"])
        worst = "; ".join(f"{path} lines {file['missing_lines']}" for path, file in files[:5])
        per_cent = 100 * run / max(lines, 1)
        said.append(f"{room}: {per_cent:.1f} % of {lines} lines, at least {LEAST_PER_CENT} % are asked; {worst}")
    return said


@pytest.mark.verify
def test_nine_lines_of_ten_are_carried_out_by_examples(repository, tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV"))}
    environment |= {
        "NUMBA_DISABLE_JIT": "1", "NUMBA_BOUNDSCHECK": "0", "RURAL_ABM_HYPOTHESIS": "quick", "PYTHONWARNINGS": "ignore",
        "COVERAGE_FILE": str(tmp_path / "coverage"),
    }  # fmt: skip
    tests = repository / "tests"
    paths = sorted({str(path.relative_to(repository)) for pattern in EXAMPLES for path in tests.glob(pattern)})

    def coverage(*arguments):
        done = subprocess.run(
            [sys.executable, "-m", "coverage", *arguments], cwd=repository, env=environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-4000:]

    coverage("run", "-m", "pytest", "-q", "-p", "no:cacheprovider", *paths)
    coverage("json", "-o", str(tmp_path / "coverage.json"))
    report = json.loads((tmp_path / "coverage.json").read_text("utf-8"))
    by_room = lines_by_room(report)
    assert min(lines for _, lines in by_room.values()) > 100, f"not all rooms were measured: {by_room}"
    print("\n".join(f"{room:10}{100 * run / lines:6.1f} % of {lines} lines" for room, (run, lines) in by_room.items()))
    assert too_little(report) == []


def report_of(**covered):
    """A report with one file of a thousand lines in each room, so many of them carried out."""
    return {
        "files": {
            f"rural_abm/model/{room}/one.py": {
                "summary": {"covered_lines": run, "num_statements": 1000, "missing_lines": 1000 - run},
                "missing_lines": [7],
            }
            for room, run in covered.items()
        }
    }


def test_a_room_with_too_few_lines_is_named_and_so_are_all_together():
    assert too_little(report_of(care=900, staff=900, ties=900, people=900)) == []
    (said,) = too_little(report_of(care=1000, staff=899, ties=1000, people=1000))
    assert said.startswith(
        "staff: 89.9 % of 1000 lines, at least 90 % are asked; rural_abm/model/staff/one.py lines [7]"
    )
    together = too_little(report_of(care=899, staff=900, ties=900, people=900))
    assert [said.split(":")[0] for said in together] == ["care", "together"]
    assert [said.split(":")[0] for said in too_little({"files": {}})] == [*ROOMS, "together"]
