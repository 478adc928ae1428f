"""The article: what stops its build, that it is the same twice, and that the published one builds."""

import json
import re
import shutil
from pathlib import Path

import pytest
from claims import otherwise, published

from rural_abm.engine.errors import InputError
from rural_abm.report.article import check_claims, check_results, compile_article, read_settings, write_article
from rural_abm.study.results.claims import read_claims

pytestmark = pytest.mark.verify
ROOT = Path(__file__).parents[2]
PAPER = ROOT / "paper"
TEXT = """
#import "template.typ": *
#show: article.with(title: [A], authors: [B], abstract: [C], bib: bibliography("references.bib"))
It falls @known. #claim("it_falls")[It falls by #num("demo", (part: "a"), "mean", digits: 2)
(#interval("demo", (part: "a"), digits: 1, scale: 100)).]
#shown("demo", "finding", caption: [Of #seeds-of("demo") seeds.])
"""
BIB = "@article{known, author = {A, B}, title = {C}, journal = {D}, year = {2020}}\n"
CLAIM = """
[[claim]]
name = "it_falls"
sentence = "It falls."
all = [{ result = "demo", row = { part = "a" }, column = "interval", is = "below", limit = 0 }]
"""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture
def paper(tmp_path):
    folder, own = tmp_path / "paper", tmp_path / "experiments" / "demo"
    folder.mkdir()
    own.mkdir(parents=True)
    shutil.copy(PAPER / "template.typ", folder)
    (folder / "paper.typ").write_text(TEXT, encoding="utf-8")
    (folder / "references.bib").write_text(BIB, encoding="utf-8")
    (folder / "claims.toml").write_text(CLAIM, encoding="utf-8")
    (folder / "paper.toml").write_text('results = ["demo"]\n', encoding="utf-8")
    (own / "finding.en.svg").write_text(PICTURE, encoding="utf-8")
    rows = [{"part": "a", "mean": -1234.5, "low": -0.2, "high": -0.1}]
    (own / "numbers.json").write_text(json.dumps({"made": {"seeds": 3}, "rows": rows}), encoding="utf-8")
    return folder


def build(folder, experiments=None):
    article = compile_article(folder)
    check_results(article, read_settings(folder), str(folder))
    check_claims(article, folder, experiments or folder.parent / "experiments")
    return article


def change(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_numbers_are_printed_as_they_should_be_and_noted(paper):
    article = build(paper)
    assert article.claims == ["it_falls"]
    texts = {one["column"]: one["text"] for one in article.used}
    numbers = {"mean": "\u22121,234.50", "low": "\u221220.0", "high": "\u221210.0"}
    assert texts == numbers | {"figure": "finding", "seeds": "3"}


def test_the_same_texts_give_the_same_bytes_and_the_date_is_asked_for(paper, monkeypatch):
    first, again = build(paper).pdf, build(paper).pdf
    assert first == again and first.startswith(b"%PDF")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert b"D:20010909" in build(paper).pdf and b"D:20010909" not in first
    written = write_article(build(paper), paper / "build" / "new" / "a.pdf")
    assert written.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("paper.typ", "@known", "@nobody", "nobody"),
        ("paper.typ", '"mean"', '"median"', "no column median"),
        ("paper.typ", '(part: "a"), "mean"', '(part: "z"), "mean"', "names 0 rows"),
        ("paper.typ", '(part: "a"), "mean"', '(share: "a"), "mean"', "no column share"),
        ("paper.typ", '#num("demo"', '#num("other"', "other"),
        ("paper.typ", '"finding"', '"funding"', "funding.en.svg"),
        ("paper.typ", "authors: [B]", 'authors: text(font: "Nobody Sans")[B]', "nobody sans"),
        ("paper.typ", 'claim("it_falls")', 'claim("it_fell")', "unknown claim 'it_fell'"),
        ("paper.typ", "It falls @known.", '#param("nobody") @known', "no parameter nobody"),
        ("paper.toml", '["demo"]', '["demo", "more"]', "the result 'more' is not used"),
        ("paper.toml", '["demo"]', '["damo"]', "unknown result 'demo'"),
        ("claims.toml", "[[claim]]", CLAIM.replace("it_falls", "it_rises") + "[[claim]]", "'it_rises' is not made"),
        ("claims.toml", '"below"', '"above"', "no longer holds: \u201cIt falls.\u201d"),
        ("references.bib", "year = {2020}}", "year = {2020", "bibliography"),
    ],
)
def test_what_is_not_there_or_not_so_stops_the_build(paper, file, old, new, said):
    for registers in ("parameters", "regions/sodra_lappland"):
        shutil.copytree(ROOT / "rural_abm/data" / registers, paper.parent / "rural_abm/data" / registers)
    change(paper / file, old, new)
    with pytest.raises(InputError) as caught:
        build(paper)
    assert said.lower() in str(caught.value).lower()
    assert len(str(caught.value).splitlines()) <= 3


def test_the_published_article_builds():
    article = build(PAPER)
    assert len(article.pdf) > 10_000 and len(article.claims) == len(set(article.claims))
    assert build(PAPER).pdf == article.pdf


@pytest.mark.parametrize("name", read_claims(PAPER / "claims.toml"))
def test_the_build_fails_with_its_sentence_where_a_result_turns_round(name, tmp_path):
    claim = read_claims(PAPER / "claims.toml")[name]
    article = compile_article(PAPER)
    shutil.copytree(ROOT / "experiments", tmp_path / "experiments", ignore=shutil.ignore_patterns("*.png", "*.svg"))
    changed = otherwise(claim, published)
    for result in {condition.result for condition in claim.all}:
        path = tmp_path / "experiments" / result / "numbers.json"
        path.write_text(json.dumps(published(result) | changed(result)), encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(claim.sentence)):
        check_claims(article, PAPER, tmp_path / "experiments")


def test_every_table_of_the_register_can_be_asked_for():
    text = (PAPER / "template.typ").read_text("utf-8")
    named = re.search(r"#let registers = \((.*?)\)", text, re.DOTALL).group(1)
    tables = (ROOT / "rural_abm" / "data" / "parameters").glob("*.csv")
    assert set(re.findall(r'"(\w+)"', named)) == {path.stem for path in tables}
