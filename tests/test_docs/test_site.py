"""The site: it builds without a warning, has all its pages, and loads nothing from a network."""

import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

import rural_abm

# Executed here as on the real site; tests/test_docs/test_notebooks.py executes them all.
EXECUTED = "first_run"
LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


class Loads(HTMLParser):
    """Collects what a page loads by itself."""

    def __init__(self):
        super().__init__()
        self.addresses = []

    def handle_starttag(self, tag, attrs):
        """Note the address of a tag that makes a browser load something."""
        address = dict(attrs).get(LOADED.get(tag, ""))
        if address:
            self.addresses.append(address)


def loaded_from_elsewhere(text):
    """Addresses outside the site that a page or style sheet loads."""
    page = Loads()
    page.feed(text)
    addresses = page.addresses + re.findall(r"@import\s+[\"']([^\"']+)|url\(\s*[\"']?([^\"')]+)", text)
    flat = [part for one in addresses for part in ([one] if isinstance(one, str) else one) if part]
    return [one for one in flat if re.match(r"(https?:)?//", one)]


def test_what_a_page_loads_from_elsewhere_is_found():
    assert loaded_from_elsewhere('<link href="https://fonts.example/a.css" rel="stylesheet">') != []
    assert loaded_from_elsewhere("@font-face { src: url(//fonts.example/a.woff2) }") != []
    assert loaded_from_elsewhere('<a href="https://example.org">a link</a><img src="a.png">') == []


def test_every_public_name_has_its_place_in_the_interface(repository):
    page = (repository / "docs" / "api.rst").read_text("utf-8")
    listed = re.findall(r"^\.\. auto\w+:: (\w+)$", page, re.MULTILINE)
    assert sorted(listed) == sorted(set(rural_abm.__all__) - {"__version__"})


def test_every_page_stands_in_the_contents_of_the_site(repository):
    listed = (repository / "docs" / "contents.rst").read_text("utf-8").split()
    pages = [path for path in (repository / "docs").rglob("*.md") if path.parent.name != "figures"]
    missing = [
        path.name for path in pages if path.relative_to(repository / "docs").with_suffix("").as_posix() not in listed
    ]
    assert len(pages) > 10 and missing == []


def built(repository, folder, *options):
    """The folder, with the site built into it; fails with what Sphinx says."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-c", "docs", *options, ".", str(folder)]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def site(repository, tmp_path_factory):
    """The folder of the built site, without the notebooks' output."""
    return built(repository, tmp_path_factory.mktemp("site"), "-W", "--keep-going", "-D", "nb_execution_mode=off")


@pytest.mark.verify
def test_the_site_holds_its_pages_and_loads_nothing_from_elsewhere(site):
    assert "README.html" in (site / "index.html").read_text("utf-8")
    pages = [*site.rglob("*.html"), *site.rglob("*.css")]
    assert len(pages) > 40
    wrong = {path.name: found for path in pages if (found := loaded_from_elsewhere(path.read_text("utf-8")))}
    assert wrong == {}


@pytest.mark.verify
def test_the_interface_is_filled_from_docstrings(site):
    text = (site / "docs" / "api.html").read_text("utf-8")
    missing = [name for name in rural_abm.__all__ if name[0] != "_" and f'id="rural_abm.{name}"' not in text
               and f".{name}</span>" not in text and f">{name}</span>" not in text]  # fmt: skip
    assert missing == []
    assert "is a day, day 0 is 1 January 2024" in text


@pytest.mark.verify
def test_notebooks_are_shown_with_their_output(repository, tmp_path):
    pages = f"include_patterns=docs/contents.rst,notebooks/{EXECUTED}.ipynb"
    folder = built(repository, tmp_path, "-D", pages, "-D", "nb_execution_mode=force")
    text = (folder / "notebooks" / f"{EXECUTED}.html").read_text("utf-8")
    assert "FrailElder" in text.split("cell_output", 1)[1] and "Warning" not in text
