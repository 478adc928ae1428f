"""The recipes: every command, option, file, make target and import that is shown exists and is sound."""

import ast
import re
import shlex
import tomllib
from importlib import import_module

import pytest
import typer

from rural_abm.cli import app
from rural_abm.governance import Scenario, parse_set
from rural_abm.study.checks import check
from rural_abm.study.inventory import describe, list_rows

PAGE = "docs/how_to.md"


@pytest.fixture(scope="module")
def page(repository):
    return (repository / PAGE).read_text("utf-8")


def blocks(text, language):
    """The contents of fenced blocks of a language ("" for plain ones)."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def commands(text):
    """[words] of every line of a plain block that calls rural-abm."""
    lines = [line for block in blocks(text, "") for line in block.splitlines()]
    return [shlex.split(line) for line in lines if line.startswith("rural-abm")]


def known_options():
    """{command: options it takes}."""
    group = typer.main.get_command(app)
    return {name: {option for p in command.params for option in p.opts} for name, command in group.commands.items()}


def test_commands_and_options_exist(page):
    found, known = commands(page), known_options()
    assert len(found) > len(known)
    for _, name, *words in found:
        options = {word for word in words if word.startswith("--")}
        assert name in known and options <= known[name], (name, options)


def test_things_listed_described_and_set_exist(page):
    for _, name, *words in commands(page):
        if name == "list":
            assert list_rows(words[0])
        if name == "describe":
            describe(words[-1], words[0] if len(words) > 1 else None)
        settings = [word for before, word in zip(words, words[1:], strict=False) if before == "--set"]
        assert Scenario(levers=dict(parse_set(setting) for setting in settings))


def saved(text, folder):
    """Save the Python files that the page asks to save."""
    found = re.findall(r"`(\w+\.py)`:\n\n```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    for name, content in found:
        (folder / name).write_text(content, encoding="utf-8")
    return [name for name, _ in found]


def test_files_shown_are_sound(page, tmp_path):
    assert saved(page, tmp_path)
    found = blocks(page, "toml")
    kinds = []
    for number, text in enumerate(found):
        path = tmp_path / f"{number}.toml"
        path.write_text(text, encoding="utf-8")
        kinds.append(check(path)["kind"])
    assert sorted(kinds) == ["experiment", "experiment", "governance", "scenario", "scenario", "scenario"]
    assert all(tomllib.loads(text) for text in found)


def test_python_shown_imports_what_exists(page, tmp_path, monkeypatch):
    saved(page, tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    found = blocks(page, "python")
    assert found
    for text in found:
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom):
                assert all(hasattr(import_module(node.module), name.name) for name in node.names), text


STARTS_WORKERS = {"sweep", "compare", "experiment", "search", "calibrate"}


def unguarded(text):
    """Names of the calls of a script that start workers and do not stand under a guard or in a function."""
    tree = ast.parse(text)
    plain = [node for node in tree.body if not isinstance(node, ast.If | ast.FunctionDef)]
    calls = [node for part in plain for node in ast.walk(part) if isinstance(node, ast.Call)]
    return [ast.unparse(call.func) for call in calls if ast.unparse(call.func).split(".")[-1] in STARTS_WORKERS]


def test_python_shown_does_not_start_itself_as_a_saved_script(repository):
    shown = {path: blocks(path.read_text("utf-8"), "python") for path in (repository / "docs").rglob("*.md")}
    shown[repository / "README.md"] = blocks((repository / "README.md").read_text("utf-8"), "python")
    assert sum("sweep(" in text for texts in shown.values() for text in texts) >= 1
    assert unguarded("from rural_abm import sweep\nmade = sweep('x.toml')") == ["sweep"]
    for path, texts in shown.items():
        assert [unguarded(text) for text in texts] == [[]] * len(texts), path


def test_make_targets_exist(page, repository):
    targets = set(re.findall(r"^([a-z-]+):", (repository / "Makefile").read_text("utf-8"), re.MULTILINE))
    shown = set(re.findall(r"^make ([a-z-]+)", page, re.MULTILINE))
    assert shown and shown <= targets
