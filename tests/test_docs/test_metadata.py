"""CITATION.cff and codemeta.json: complete, in agreement with the package, and without invented identifiers."""

import configparser
import json
import re

import pytest
import yaml

REQUIRED_CFF = {"cff-version", "message", "title", "authors"}
CODEMETA = {"@context", "@type", "name", "description", "version", "license", "author", "programmingLanguage"}


@pytest.fixture(scope="module")
def setup(repository):
    parsed = configparser.ConfigParser()
    parsed.read(repository / "setup.cfg", encoding="utf-8")
    return parsed


@pytest.fixture(scope="module")
def cff(repository):
    return yaml.safe_load((repository / "CITATION.cff").read_text("utf-8"))


@pytest.fixture(scope="module")
def codemeta(repository):
    return json.loads((repository / "codemeta.json").read_text("utf-8"))


def test_the_citation_is_complete(cff, setup):
    assert cff.keys() >= REQUIRED_CFF and cff["type"] == "software"
    assert cff["license"] == setup["metadata"]["license_expression"]
    assert all(author.keys() & {"name", "family-names"} for author in cff["authors"])


def test_codemeta_agrees_with_the_package(codemeta, cff, setup):
    assert codemeta.keys() >= CODEMETA
    assert codemeta["license"].endswith("/" + cff["license"]) and codemeta["name"] == setup["metadata"]["name"]
    assert codemeta["description"] == setup["metadata"]["description"]
    needed = re.findall(r"^([a-z0-9-]+)", setup["options"]["install_requires"], re.MULTILINE | re.IGNORECASE)
    assert sorted(codemeta["softwareRequirements"]) == sorted(needed)
    assert codemeta["programmingLanguage"]["version"] == setup["options"]["python_requires"]


def test_no_identifier_is_invented(repository):
    """A DOI or an ORCID stands here only once a person has registered one; then this test gives way to its check."""
    for name in ("CITATION.cff", "codemeta.json"):
        assert not re.search(r"\b10\.\d{4,}/|orcid", (repository / name).read_text("utf-8"), re.IGNORECASE)
