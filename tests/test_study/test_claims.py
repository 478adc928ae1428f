"""Claims: each condition on both sides of its limit, what is wrong in a file, and the claims of the article."""

from pathlib import Path

import pytest

from rural_abm.errors import InputError
from rural_abm.report.article import numbers_of_result
from rural_abm.study.claims import broken_claims, read_claims

ROOT = Path(__file__).parents[2]
PUBLISHED = read_claims(ROOT / "paper" / "claims.toml")
ROWS = [
    {"part": "a", "mean": 0.2, "low": 0.1, "high": 0.3},
    {"part": "b", "mean": -1.0, "low": -2.0, "high": 0.0},
    {"part": "c", "mean": None, "low": None, "high": None},
]


def claims_file(folder, condition):
    path = folder / "claims.toml"
    text = f'[[claim]]\nname = "it_falls"\nsentence = "It falls."\nall = [{{ result = "r", {condition} }}]\n'
    path.write_text(text, encoding="utf-8")
    return path


def holds(folder, condition):
    claims = read_claims(claims_file(folder, condition))
    return not broken_claims(claims.values(), lambda result: {"r": {"rows": ROWS}}[result])


@pytest.mark.parametrize(
    ("condition", "does"),
    [
        ('row = { part = "a" }, column = "interval", is = "above", limit = 0', True),
        ('row = { part = "a" }, column = "interval", is = "above", limit = 0.1', False),
        ('row = { part = "b" }, column = "interval", is = "below", limit = 0', False),
        ('row = { part = "b" }, column = "interval", is = "at most", limit = 0', True),
        ('row = { part = "b" }, column = "mean", is = "below", limit = 0', True),
        ('row = { part = "a" }, column = "low", is = "at least", limit = 0.1', True),
        ('row = { part = "a" }, column = "mean", is = "equal to", limit = 0.2', True),
        ('row = { part = "a" }, column = "interval", is = "equal to", limit = 0.2', False),
        ('row = { part = "a" }, column = "interval", is = "within", limits = [0, 0.3]', True),
        ('row = { part = "a" }, column = "interval", is = "within", limits = [0, 0.2]', False),
        ('row = { part = "a" }, column = "interval", is = "outside", limits = [-1, 0]', True),
        ('row = { part = "a" }, column = "interval", is = "outside", limits = [0, 0.2]', False),
        ('row = { part = "a" }, column = "low", is = "above", limit = { row = { part = "b" }, column = "low" }', True),
        ('row = { part = "b" }, column = "low", is = "above", limit = { row = { part = "a" }, column = "low" }', False),
        ('row = { part = "c" }, column = "mean", is = "within", limits = [-9, 9]', False),
        ('row = { part = "a" }, column = "low", is = "above", limit = { row = { part = "c" }, column = "low" }', False),
    ],
)
def test_a_condition_holds_or_does_not(tmp_path, condition, does):
    assert holds(tmp_path, condition) is does


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ('row = { part = "z" }, column = "mean", is = "above", limit = 0', "part=z names 0 rows"),
        ('row = { }, column = "mean", is = "above", limit = 0', "names 3 rows"),
        ('row = { part = "a" }, column = "median", is = "above", limit = 0', "no column 'median'"),
        ('row = { part = "a" }, column = "mean", is = "over", limit = 0', "over"),
        ('row = { part = "a" }, column = "mean", is = "above", limits = [0, 1]', "needs limit"),
        ('row = { part = "a" }, column = "mean", is = "within", limit = 0', "needs limits"),
        ('row = { part = "a" }, column = "mean", is = "above"', "needs limit"),
        ('row = { part = "a" }, column = "mean", is = "above", limit = 0, says = 1', "says"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, condition, said):
    with pytest.raises(InputError) as caught:
        holds(tmp_path, condition)
    assert said in str(caught.value)


def test_a_name_stands_once(tmp_path):
    path = claims_file(tmp_path, 'row = { part = "a" }, column = "mean", is = "above", limit = 0')
    path.write_text(path.read_text("utf-8") * 2, encoding="utf-8")
    with pytest.raises(InputError, match="'it_falls' stands twice"):
        read_claims(path)


def published(result):
    return numbers_of_result(ROOT / "experiments", result)


def otherwise(claim):
    """The published numbers with the sign of all that a claim is about turned round."""
    about = [(condition.result, condition.row) for condition in claim.all]

    def turned(row):
        return {key: _turned(key, row) for key in row}

    def numbers(result):
        rows = published(result)["rows"]
        own = [row for name, row in about if name == result]
        return {"rows": [turned(one) if any(_is_in(row, one) for row in own) else one for one in rows]}

    return numbers


def _is_in(row, one):
    return all(str(one.get(key)) == str(value) for key, value in row.items())


def _turned(key, row):
    value = row[{"low": "high", "high": "low"}.get(key, key)]
    return -value if isinstance(value, float | int) else value


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_claim_of_the_article_holds_and_would_not_with_the_sign_turned_round(name):
    claim = PUBLISHED[name]
    assert broken_claims([claim], published) == []
    assert [one.claim for one in broken_claims([claim], otherwise(claim))] == [claim]
