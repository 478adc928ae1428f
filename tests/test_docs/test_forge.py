"""What a forge and its visitors need: workflows, hooks, forms for issues; all parse, and name what there is."""

import re

import ends
import pytest
import yaml

ACTIONS = {"actions/checkout", "actions/setup-python", "actions/upload-artifact"}
FIELDS = {"textarea", "input", "dropdown", "checkboxes", "markdown"}
MAKE = re.compile(r"\bmake((?: [A-Z]+=\S+)*) ([a-z$][\w.{} -]*)")


@pytest.fixture(scope="module")
def targets(repository):
    """The commands that `make` lists."""
    return set(re.findall(r"^([a-z-]+):.*## ", (repository / "Makefile").read_text("utf-8"), re.M))


@pytest.fixture(scope="module")
def workflows(repository):
    """{name of the file: workflow}."""
    folder = repository / ".github" / "workflows"
    return {path.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yml"))}


def jobs_of(workflows):
    return [job for workflow in workflows.values() for job in workflow["jobs"].values()]


def values_of(job, key):
    """All values of a key of the job's matrix."""
    matrix = job.get("strategy", {}).get("matrix", {})
    return [*matrix.get(key, []), *(entry[key] for entry in matrix.get("include", []) if key in entry)]


def commands_of(job):
    """The commands of a job, once for each end of the ranges that its matrix names."""
    lines = [step["run"] for step in job["steps"] if "run" in step]
    return [line.replace("${{ matrix.end }}", end) for line in lines for end in values_of(job, "end") or [""]]


def test_workflows_run_commands_that_make_has(workflows, targets):
    run = [MAKE.search(command).group(2) for job in jobs_of(workflows) for command in commands_of(job)]
    assert set(run) <= targets
    assert set(run) == {"test", "lowest", "newest", "wheel", "site", "verify"}


def test_workflows_use_known_actions_and_end(workflows):
    for workflow in workflows.values():
        # YAML reads the key `on` as true.
        assert workflow["permissions"] == {"contents": "read"} and workflow[True]
        for job in workflow["jobs"].values():
            used = [step["uses"] for step in job["steps"] if "uses" in step]
            assert {name.partition("@")[0] for name in used} <= ACTIONS
            assert all(re.fullmatch(r"[\w/-]+@v\d+", name) for name in used)
            assert 0 < job["timeout-minutes"] <= 120
    assert any("schedule" in workflow[True] for workflow in workflows.values())


def test_the_workflows_test_every_python_that_the_package_names(workflows, repository):
    named = re.findall(r":: (3\.\d+)$", (repository / "setup.cfg").read_text("utf-8"), re.M)
    quick = workflows["tests.yml"]["jobs"]["quick"]
    assert values_of(quick, "python") == named
    assert {"lowest", "newest"} == set(values_of(workflows["tests.yml"]["jobs"]["ends"], "end"))


def test_the_ends_of_the_ranges_are_those_of_the_package(tmp_path):
    declared = tmp_path / "setup.cfg"
    declared.write_text(
        "[options]\ninstall_requires =\n    mesa>=3.3,<4\n    numpy>=2\n    numba>=0.60,<0.99\n", "utf-8"
    )
    assert ends.requirements("lowest", declared) == ["mesa==3.3", "numba==0.60"]
    assert ends.requirements("newest", declared) == ["mesa>=3.3,<4", "numba>=0.60,<0.99"]
    assert len(ends.requirements("lowest")) == len(ends.PACKAGES)


def test_hooks_run_what_the_environment_holds(repository):
    hooks = yaml.safe_load((repository / ".pre-commit-config.yaml").read_text("utf-8"))
    local, basic = hooks["repos"]
    installed = (repository / "constraints.txt").read_text("utf-8")
    for hook in local["hooks"]:
        tool = hook["entry"].split()[0].removeprefix(".venv/bin/")
        assert hook["language"] == "system" and f"\n{tool}==" in installed
    assert re.fullmatch(r"v\d+\.\d+\.\d+", basic["rev"]) and basic["hooks"]


@pytest.mark.parametrize("name", ["bug", "fact", "idea"])
def test_forms_for_issues_are_whole(repository, name):
    form = yaml.safe_load((repository / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml").read_text("utf-8"))
    assert form["name"] and form["description"]
    keys = [field["id"] for field in form["body"]]
    assert len(set(keys)) == len(keys)
    assert all(field["type"] in FIELDS and field["attributes"]["label"] for field in form["body"])
    assert any(field.get("validations", {}).get("required") for field in form["body"])


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/development.md", ".github/pull_request_template.md"])
def test_pages_name_commands_that_make_has(repository, targets, page):
    named = re.findall(r"`make(?: [A-Z]+=\S+)* ([a-z-]+)`", (repository / page).read_text("utf-8"))
    assert named and set(named) <= targets
