"""Every command and script of the guides is carried out as a reader would: files saved under the names that the page
gives, commands and scripts one after the other in one folder, smaller than written.

What is not carried out stands in LEFT_OUT with its reason; a command that no page shows any more must not stand there.
"""

import re
import shlex
import shutil
import subprocess
import sys

import pytest

from rural_abm.cli import main

GUIDES = (
    "README.md",
    "docs/how_to.md",
    "docs/tutorials/researcher.md",
    "docs/tutorials/student.md",
    "docs/tutorials/facilitator.md",
)
# Where the carrying out of a page ends: what follows takes minutes, and tests/test_study and tests/test_cli try it.
UNTIL = {"docs/how_to.md": "\n## Say what matters\n"}
# The beginning of a command, and why no test carries it out.
LEFT_OUT = {
    "demo": "serves until it is stopped; tests/test_demo and tests/browser",
    "patterns": "minutes of its own settings, that no option makes shorter; tests/test_study",
    "calibrate": "minutes; tests/test_study",
    "mechanisms": "minutes; tests/test_study",
    "sweep what_matters": "a packaged experiment with hundreds of runs",
    "analyse results/what_matters": "asks for that sweep",
    "sweep beds.toml --dask": "needs a cluster; tests/test_study",
    "figures results/gp_leaves --beside": "writes into the repository",
    "compare call_off home_hospital --draws results/calibration/posterior.parquet": "asks for a calibration",
    "sweep beds.toml --part": "one part of forty; tests/test_study",
    "gather": "asks for all parts",
    "compare call_off home_hospital+open_evenings": "dozens of runs; a tutorial has fewer",
}
# Options that make a command smaller, where the command has them; a page's own values are replaced.
SMALLER = {"--years": "1", "--seeds": "2", "--pilot": "2"}
WORKING = ("compare", "sweep", "search", "seeds", "experiment")
# Commands that run ten years unless told otherwise, and what says how many it runs by itself.
OF_YEARS, OWN_YEARS = ("run", "compare", "story"), "later.toml"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAVED = re.compile(r"Save (?:this )?as\s+`([\w.]+)`")


def steps(text):
    """[(kind, content)] of a page in its order: ("file", (name, text)), ("command", words), ("script", text)."""
    found, end = [], 0
    for block in FENCE.finditer(text):
        language, content = block.groups()
        before = text[end : block.start()]
        end = block.end()
        if language == "toml":
            names = SAVED.findall(before)
            assert names, f"the page does not say under which name to save:\n{content}"
            found.append(("file", (names[-1], small_file(content))))
        elif language == "python":
            saved = SAVED.findall(before)
            is_file = bool(saved) and saved[-1].endswith(".py")
            found.append(("file", (saved[-1], content)) if is_file else ("script", small_script(content)))
        elif language == "":
            lines = [line for line in content.splitlines() if line.startswith("rural-abm ")]
            found += [("command", shlex.split(line, comments=True)[1:]) for line in lines]
    return found


def small_file(text):
    """An experiment or scenario file with fewer seeds, years, levels and samples."""
    changes = {"seeds": 1, "levels": 2, "samples": 10, "population": 4, "generations": 1}
    if "[[change]]" not in text:
        changes["years"] = 1
    for key, value in changes.items():
        text = re.sub(rf"^{key} = \d+", f"{key} = {value}", text, flags=re.MULTILINE)
    return text


def small_script(text):
    """A script with fewer years and seeds."""
    return re.sub(r"\bseeds ?= ?\d+", "seeds=2", re.sub(r"\byears ?= ?\d+", "years=1", text))


def small_command(words):
    """A command with fewer years and seeds, in this process alone."""
    words = list(words)
    for option, value in SMALLER.items():
        if option in words:
            words[words.index(option) + 1] = value
    if words[0] in OF_YEARS and "--years" not in words and OWN_YEARS not in words:
        words += ["--years", "1"]
    if words[0] in WORKING and "--workers" not in words and "--dry-run" not in words:
        words += ["--workers", "1"]
    return words


def left_out(words):
    """The beginning in LEFT_OUT that a command has, or None."""
    line = " ".join(words)
    return next((start for start in LEFT_OUT if line == start or line.startswith(start + " ")), None)


@pytest.fixture
def folder(tmp_path, monkeypatch, repository):
    """An empty folder to be in, with the repository's experiments beside it, as in a checkout."""
    shutil.copytree(repository / "experiments", tmp_path / "experiments")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.verify
@pytest.mark.parametrize("page", GUIDES)
def test_a_guide_does_what_it_says(page, repository, folder, capfd):
    text, found, _ = (repository / page).read_text("utf-8").partition(UNTIL.get(page, "\0"))
    assert found or page not in UNTIL
    for kind, content in steps(text):
        if kind == "file":
            (folder / content[0]).write_text(content[1], encoding="utf-8")
        elif kind == "script":
            assert_script_runs(content, folder)
        elif left_out(content) is None:
            words = small_command(content)
            code = main(words)
            out, err = capfd.readouterr()
            assert code == 0 and out.strip(), f"{page}: {' '.join(words)}\n{err}"


def assert_script_runs(text, folder):
    """The text runs as a saved script and shows something, without a word on standard error."""
    (folder / "script.py").write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, "script.py"], cwd=folder, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0 and done.stderr == "", f"{text}\n{done.stderr}"
    assert done.stdout.strip(), f"shows nothing:\n{text}"


def test_what_is_left_out_is_still_shown(repository):
    commands = [
        words for page in GUIDES for kind, words in steps((repository / page).read_text("utf-8")) if kind == "command"
    ]
    used = {left_out(words) for words in commands}
    assert set(LEFT_OUT) - used == set()
    assert sum(left_out(words) is None for words in commands) > len(LEFT_OUT)


def test_pages_are_read_in_order():
    page = "Save as `a.toml`:\n\n```toml\nseeds = 9\n```\n\n```\nrural-abm check a.toml  # sound?\nmake run\n```\n"
    assert steps(page) == [("file", ("a.toml", "seeds = 1\n")), ("command", ["check", "a.toml"])]
    assert small_command(["compare", "a", "--seeds", "20"])[2:] == ["--seeds", "2", "--years", "1", "--workers", "1"]
    assert left_out(["sweep", "what_matters"]) and not left_out(["sweep", "beds.toml"])
