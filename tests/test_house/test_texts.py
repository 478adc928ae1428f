"""What is published: no path of anybody's machine, no address of a package registry, no note left to oneself.

The patterns stand in tests/data/forbidden_texts.toml, which alone may hold what it forbids.
"""

import json
import re

import pytest

import rural_abm

TEXT_KINDS = {".py", ".md", ".toml", ".cfg", ".csv", ".json", ".cff", ".txt", ".html", ".js", ".css", ".typ", ".bib"}
NAMES_WITHOUT_KIND = {"Makefile", "LICENSE", "run", ".gitignore"}
FOLDERS = ["rural_abm", "tests", "docs", "experiments", "notebooks", "benchmarks", "paper", ".ci"]
RULES = "tests/data/forbidden_texts.toml"


def text_files(repository):
    """Paths of all text files that are published, as (path from the repository, Path)."""
    inside = [path for folder in FOLDERS for path in (repository / folder).rglob("*")]
    for path in sorted([*repository.iterdir(), *inside]):
        is_text = path.suffix in TEXT_KINDS or path.name in NAMES_WITHOUT_KIND
        if path.is_file() and is_text and not {"__pycache__", "build"} & set(path.parts):
            yield path.relative_to(repository).as_posix(), path


def breaches(name, text, rules):
    """One text for each line of `text` that holds what a rule forbids in files of that name."""
    found = []
    for rule in rules:
        if not name.startswith(rule.get("under", "")):
            continue
        pattern = re.compile(rule["pattern"], re.IGNORECASE)
        for number, line in enumerate(text.splitlines(), start=1):
            if pattern.search(re.sub(rule["except"], "", line) if "except" in rule else line):
                found.append(f"{name}:{number}: {rule['reason']}: {line.strip()[:80]}")
    return found


@pytest.fixture(scope="session")
def rules(table):
    return table("forbidden_texts.toml")["rule"]


def test_nothing_forbidden_is_published(repository, rules):
    files = list(text_files(repository))
    assert {"README.md", "Makefile", ".ci/run", "rural_abm/engine/units.py"} <= {name for name, _ in files}
    found = [b for name, path in files if name != RULES for b in breaches(name, path.read_text("utf-8"), rules)]
    assert not found, "\n".join(found)


def test_every_rule_finds_its_example_and_spares_its_counterexample(rules):
    for rule in rules:
        name = rule.get("under", "") + "example.md"
        assert breaches(name, rule["finds"], [rule]), rule
        assert not breaches(name, rule["spares"], [rule]), rule


def test_text_files_end_their_lines_cleanly(repository):
    for name, path in text_files(repository):
        text = path.read_bytes()
        assert b"\r" not in text, f"{name} has Windows line ends"
        assert not text.startswith(b"\xef\xbb\xbf"), f"{name} starts with a byte order mark"


def test_the_version_is_the_same_everywhere(repository):
    version = rural_abm.__version__
    assert json.loads((repository / "codemeta.json").read_text("utf-8"))["version"] == version
    assert f"\nversion: {version}\n" in (repository / "CITATION.cff").read_text("utf-8")
    assert f"\n## {version} (" in (repository / "CHANGELOG.md").read_text("utf-8")


def test_links_between_pages_lead_somewhere(repository):
    pages = [*repository.glob("*.md"), *(repository / "docs").rglob("*.md")]
    inside = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
    links = [(page, link) for page in pages for link in inside.findall(page.read_text("utf-8"))]
    broken = [f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists()]
    assert len(links) > 2 and broken == []
