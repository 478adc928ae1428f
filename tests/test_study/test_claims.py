"""Claims: each condition on both sides of its limit, what is wrong in a file, and the claims of the article."""

import pytest
from claims import ROOT, otherwise, published

from rural_abm.engine.errors import InputError
from rural_abm.study.results.claims import broken_claims, read_claims

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


def baseline(mean):
    return f'baseline = {{ row = {{ part = "{mean}" }}, column = "mean" }}'


@pytest.mark.parametrize(
    ("row", "condition", "does"),
    [
        ("small", 'is = "within", limits = { matters = "emergency_visits" }', True),
        ("large", 'is = "within", limits = { matters = "emergency_visits" }', False),
        ("large", 'is = "at most", limit = { matters = "emergency_visits" }', True),
        ("small", 'is = "at most", limit = { matters = "emergency_visits" }', False),
        ("more", 'is = "above", limit = { matters = "emergency_visits" }', True),
        ("small", 'is = "above", limit = { matters = "emergency_visits" }', False),
        # One per cent of 1,000 is 10, of 100 it is 1.
        ("more", f'is = "within", limits = {{ matters = "cost_region_per_resident", {baseline("thousand")} }}', True),
        ("more", f'is = "within", limits = {{ matters = "cost_region_per_resident", {baseline("hundred")} }}', False),
    ],
)
def test_what_matters_is_what_the_catalogue_says(row, condition, does, tmp_path):
    """Five emergency visits a thousand matter, on either side of nought, and one per cent of the region's cost."""
    values = {"small": -4.9, "large": -5.1, "more": 5.1, "thousand": 1000.0, "hundred": 100.0}
    rows = [{"part": part, "mean": mean} for part, mean in values.items()]
    claims = read_claims(claims_file(tmp_path, f'row = {{ part = "{row}" }}, column = "mean", {condition}'))
    assert (not broken_claims(claims.values(), lambda result: {"rows": rows})) is does


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ('{ matters = "visits" }', "'visits' is not an outcome"),
        ('{ matters = "cost_region_per_resident" }', "a baseline is needed"),
        (f'{{ matters = "emergency_visits", {baseline("a")} }}', "a baseline is needed"),
    ],
)
def test_a_limit_of_what_matters_that_cannot_be_is_refused(limits, said, tmp_path):
    with pytest.raises(InputError, match=said):
        holds(tmp_path, f'row = {{ part = "a" }}, column = "mean", is = "within", limits = {limits}')


def test_a_name_stands_once(tmp_path):
    path = claims_file(tmp_path, 'row = { part = "a" }, column = "mean", is = "above", limit = 0')
    path.write_text(path.read_text("utf-8") * 2, encoding="utf-8")
    with pytest.raises(InputError, match="'it_falls' occurs twice"):
        read_claims(path)


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_claim_of_the_article_holds_and_would_not_with_the_sign_turned_round(name):
    claim = PUBLISHED[name]
    assert broken_claims([claim], published) == []
    assert [one.claim for one in broken_claims([claim], otherwise(claim, published))] == [claim]


def test_a_claim_that_nothing_differs_fails_far_from_nought(tmp_path):
    path = claims_file(tmp_path, 'row = { part = "b" }, column = "interval", is = "within", limits = [-3, 3]')
    path.write_text(path.read_text("utf-8") + "no_difference = true\n", encoding="utf-8")
    claim = read_claims(path)["it_falls"]
    assert broken_claims([claim], lambda result: {"rows": ROWS}) == []
    assert broken_claims([claim], otherwise(claim, lambda result: {"rows": ROWS}))
