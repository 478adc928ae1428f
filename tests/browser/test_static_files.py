"""The page's files themselves: vendored ones unchanged, texts equal in both languages, nothing read as HTML."""

import hashlib
import json
import re
from pathlib import Path

import pytest

import rural_abm

STATIC = Path(rural_abm.__file__).parent / "demo" / "static"
VENDORED = (STATIC / "vendor" / "vendor.json", Path(__file__).parent / "vendor" / "vendor.json")
OWN_SCRIPTS = sorted(STATIC.glob("*.js"))
LINES_AT_MOST = 400


def read(path):
    return path.read_text(encoding="utf-8")


def texts():
    """The page's words by language: the object in i18n.js is plain JSON."""
    source = read(STATIC / "i18n.js")
    return json.loads(source[source.index("texts = ") + len("texts = ") : source.rindex(";")])


@pytest.mark.parametrize("manifest", VENDORED, ids=["page", "tests"])
def test_vendored_files_are_what_their_manifest_says_and_have_their_licence_beside_them(manifest):
    for entry in json.loads(read(manifest)):
        content = (manifest.parent / entry["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], entry["file"]
        assert entry["version"] and len(read(manifest.parent / entry["licence"])) > 500, entry["file"]


def test_every_vendored_file_of_the_page_stands_in_the_manifest():
    known = {entry[key] for entry in json.loads(read(VENDORED[0])) for key in ("file", "licence")}
    found = {str(path.relative_to(STATIC / "vendor")) for path in (STATIC / "vendor").rglob("*") if path.is_file()}
    assert found - {"vendor.json"} == known


def test_both_languages_have_the_same_keys_and_no_empty_text():
    both = texts()
    assert set(both) == {"sv", "en"} and set(both["sv"]) == set(both["en"])
    assert all(text.strip() for words in both.values() for text in words.values())


def test_both_languages_fill_in_the_same_names():
    both = texts()
    names = {lang: {key: set(re.findall(r"\{(\w+)\}", text)) for key, text in both[lang].items()} for lang in both}
    assert names["sv"] == names["en"]


def used_keys():
    """(keys written out, beginnings of keys that are put together) in scripts and page."""
    source = "\n".join(read(path) for path in OWN_SCRIPTS if path.name != "i18n.js")
    page = re.findall(r'data-(?:text|label)="(\w+)"', read(STATIC / "index.html"))
    strings = set(re.findall(r'"([a-z][a-z0-9_]*)"', source)) | set(page)
    return (
        strings,
        {text for text in strings if text.endswith("_")},
        set(re.findall(r'\bt\("([a-z0-9_]+[a-z0-9])"', source)) | set(page),
    )


def test_every_text_that_the_page_asks_for_exists_and_none_is_left_over():
    keys = set(texts()["sv"])
    strings, beginnings, asked = used_keys()
    assert asked <= keys
    assert not [key for key in keys if key not in strings and not key.startswith(tuple(beginnings))]


@pytest.mark.parametrize("path", OWN_SCRIPTS, ids=lambda path: path.name)
def test_scripts_insert_text_as_text_and_run_no_text_as_code(path):
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser"
    assert not re.findall(forbidden, read(path))
    assert len(read(path).splitlines()) <= LINES_AT_MOST or path.name == "i18n.js"


def test_the_page_has_no_script_or_style_within_it_and_names_no_other_host():
    page = read(STATIC / "index.html")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page)
    everything = page + read(STATIC / "page.css") + "".join(map(read, OWN_SCRIPTS))
    assert set(re.findall(r"https?://[\w./-]+", everything)) <= {"http://www.w3.org/2000/svg"}


def test_every_own_file_is_used_by_the_page():
    page = read(STATIC / "index.html")
    assert [path.name for path in OWN_SCRIPTS if f'src="static/{path.name}"' not in page] == []
    assert all((STATIC / name).is_file() for name in re.findall(r'(?:src|href)="static/([^"]+)"', page))
