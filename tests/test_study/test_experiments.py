"""Experiment files: what is sound, what is refused and how, and which points a design looks at."""

import math
import tomllib
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rural_abm.engine.errors import InputError, InputWarning
from rural_abm.study.inventory import describe, list_experiments
from rural_abm.study.sweeps.experiments import experiment_path, make_experiment, read_experiment
from rural_abm.study.sweeps.factors import read_factors
from rural_abm.study.sweeps.points import Points, definition_hash
from rural_abm.study.sweeps.sampling import DESIGNS, read_design, written_design
from rural_abm.study.sweeps.sweeps import estimate

GOOD = """
name = "mine"
seeds = 2
years = 1
outcomes = ["coc", "admissions"]
governance = ["call_off"]
[levers]
"sorsele.beds" = [0, 2, 4]
"daily_slot.enabled" = [false, true]
[parameters]
continuity_causal_share = { low = 0.0, high = 0.5 }
[design]
kind = "grid"
"""


def changed(old, new):
    """The good file with a text replaced, parsed."""
    assert old in GOOD
    return tomllib.loads(GOOD.replace(old, new))


def test_a_sound_file_is_read():
    experiment = make_experiment(tomllib.loads(GOOD))
    assert [factor.name for factor in experiment.factors] == [
        "sorsele.beds",
        "daily_slot.enabled",
        "continuity_causal_share",
    ]
    assert experiment.seeds == (1, 2) and experiment.outcomes == ("coc", "admissions")
    scenario = experiment.scenario("call_off", {"sorsele.beds": 4, "continuity_causal_share": 0.25})
    assert scenario.levers == {"sorsele.beds": 4} and scenario.parameters == {"continuity_causal_share": 0.25}


def test_a_definition_makes_the_same_experiment_again():
    experiment = make_experiment(tomllib.loads(GOOD))
    again = make_experiment(experiment.definition)
    assert definition_hash(again) == definition_hash(experiment) and again.definition == experiment.definition


def test_words_are_no_part_of_what_is_asked():
    asked = tomllib.loads(GOOD)
    worded = asked | {"title": {"en": "Beds", "sv": "Platser"}, "question": {"en": "Where?", "sv": "Var?"}}
    assert definition_hash(make_experiment(worded)) == definition_hash(make_experiment(asked))
    assert definition_hash(make_experiment(asked | {"years": 2})) != definition_hash(make_experiment(asked))


MISTAKES = {
    "unknown key": ('name = "mine"', 'name = "mine"\nseds = 3', "Did you mean 'seeds'"),
    "no name": ('name = "mine"', "", "name"),
    "a name that is a path": ('name = "mine"', 'name = "../mine"', "name"),
    "unknown outcome": ('"coc"', '"cok"', "Did you mean 'coc'"),
    "no outcomes": ('["coc", "admissions"]', "[]", "outcomes is empty"),
    "outcome twice": ('"admissions"]', '"coc"]', "twice"),
    "unknown model": ('["call_off"]', '["call_of"]', "Did you mean 'call_off'"),
    "unknown reform": ('["call_off"]', '["call_off+open_evning"]', "open_evenings"),
    "no models": ('["call_off"]', "[]", "governance"),
    "model twice": ('["call_off"]', '["call_off", "call_off"]', "twice"),
    "unknown lever": ("daily_slot.enabled", "daily_slut.enabled", "daily_slot"),
    "unknown field": ("daily_slot.enabled", "daily_slot.enabeld", "daily_slot"),
    "unknown parameter": ("continuity_causal_share", "continuity_causal_shar", "continuity_causal_share"),
    "value out of range": ("[0, 2, 4]", "[0, 2, 400]", "400"),
    "value of the wrong type": ("[0, 2, 4]", '["many"]', "many"),
    "value twice": ("[0, 2, 4]", "[2, 2]", "twice"),
    "no values": ("[0, 2, 4]", "[]", "list is empty"),
    "a single value": ("[0, 2, 4]", "3", "neither a list of values nor a range"),
    "upside down": ("low = 0.0, high = 0.5", "low = 0.5, high = 0.0", "low is above high"),
    "no range": ("low = 0.0, high = 0.5", "low = 0.5, high = 0.5", "both 0.5"),
    "beyond the register": ("low = 0.0, high = 0.5", "low = 0.0, high = 7", "0.0 to 1.0"),
    "unknown key of a range": ("low = 0.0, high", "lo = 0.0, high", "Did you mean 'low'"),
    "range of words": ("[false, true]", "{ low = 0, high = 1 }", "not accept a range"),
    "logarithm of 0": ("high = 0.5 }", 'high = 0.5, scale = "log" }', "logarithm"),
    "unknown scale": ("high = 0.5 }", 'high = 0.5, scale = "lag" }', "log"),
    "one level": ("high = 0.5 }", "high = 0.5, levels = 1 }", "levels"),
    "unknown design": ('"grid"', '"girid"', "Did you mean 'grid'"),
    "design without kind": ('kind = "grid"', "levels = 3", "kind is missing"),
    "key of another design": ('kind = "grid"', 'kind = "grid"\nsamples = 3', "samples"),
    "samples missing": ('"grid"', '"latin_hypercube"', "samples"),
    "no power of two": ('"grid"', '"sobol"\nsamples = 100', "power of two"),
    "odd levels": ('"grid"', '"morris"\ntrajectories = 4\nlevels = 3', "even"),
    "no seeds": ("seeds = 2", "seeds = 0", "seeds"),
    "seeds in words": ("seeds = 2", 'seeds = "two"', "seeds"),
    "no years": ("years = 1", "years = 0", "years"),
    "no design": ('[design]\nkind = "grid"', "", "one of them"),
    "fixed and varied": ("[design]", '[fixed.levers]\n"sorsele.beds" = 1\n[design]', "fixed and varied"),
    "fixed and unknown": ("[design]", "[fixed.parameters]\nnonsense = 1\n[design]", "nonsense"),
    "register kept": ('["call_off"]', '["register.toml"]', "register"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_mistakes_are_named_in_three_lines(mistake, tmp_path):
    old, new, named = MISTAKES[mistake]
    assert old in GOOD
    (tmp_path / "register.toml").write_text('register = "all"')
    (tmp_path / "mine.toml").write_text(GOOD.replace(old, new))
    with pytest.raises(InputError) as caught:
        read_experiment(tmp_path / "mine.toml")
    text = str(caught.value)
    assert named in text and len(text.splitlines()) <= 3


def test_an_experiment_without_factors_is_refused():
    table = tomllib.loads(GOOD)
    del table["levers"], table["parameters"]
    with pytest.raises(InputError, match="varies nothing"):
        make_experiment(table)


def test_levers_that_contradict_each_other_name_the_point():
    table = changed('"daily_slot.enabled" = [false, true]', '"dedicated_roles.half_days_a_week" = [0, 4]')
    with pytest.raises(InputError, match=r"point 4 .*half_days_a_week = 4"):
        Points.of(make_experiment(table))


def test_files_named_in_an_experiment_lie_beside_it(tmp_path):
    (tmp_path / "two.toml").write_text('governance = "home_hospital"\nyears = 9\n')
    (tmp_path / "mine.toml").write_text(GOOD.replace('["call_off"]', '["two.toml"]'))
    experiment = read_experiment(tmp_path / "mine.toml")
    assert experiment.models["two"].governance == "home_hospital" and experiment.models["two"].years == 1
    before = definition_hash(experiment)
    (tmp_path / "two.toml").write_text('governance = "call_off"\n')
    assert definition_hash(read_experiment(tmp_path / "mine.toml")) != before
    assert Points.of(read_experiment(tmp_path / "mine.toml")).identities != Points.of(experiment).identities


# Designs

FACTORS = read_factors(
    {"sorsele.beds": [0, 2, 4], "daily_slot.enabled": [False, True]},
    {"continuity_causal_share": {"low": 0, "high": 0.5}},
    "x",
)


def rows(table):
    return read_design(table, "x").points(FACTORS)


def moved(row):
    return sum(not math.isnan(u) for u in row)


def test_every_design_has_the_points_it_promises():
    assert len(rows({"kind": "grid", "levels": 4})) == 3 * 2 * 4
    alone = rows({"kind": "one_at_a_time", "levels": 4})
    assert [moved(row) for row in alone] == [0] + [1] * (3 + 2 + 4)
    pairs = rows({"kind": "pairs", "levels": 4})
    assert len(pairs) == 1 + 9 + (3 * 2 + 3 * 4 + 2 * 4) and max(map(moved, pairs)) == 2
    assert len(rows({"kind": "sobol", "samples": 8})) == 8 * (3 + 2)
    assert len(rows({"kind": "sobol", "samples": 8, "second_order": True})) == 8 * (2 * 3 + 2)
    assert len(rows({"kind": "morris", "trajectories": 5})) == 5 * (3 + 1)
    latin = rows({"kind": "latin_hypercube", "samples": 10})
    for column in zip(*latin, strict=True):
        assert sorted(int(u * 10) for u in column) == list(range(10))


def test_morris_moves_one_factor_at_a_time():
    design = rows({"kind": "morris", "trajectories": 5})
    for start in range(0, len(design), 4):
        steps = zip(design[start : start + 3], design[start + 1 : start + 4], strict=True)
        assert all(sum(a != b for a, b in zip(*step, strict=True)) == 1 for step in steps)


@pytest.mark.parametrize("kind", DESIGNS)
def test_designs_repeat_themselves_and_can_be_written_down(kind):
    table = {"kind": kind}
    table |= {"samples": 8} if kind in ("latin_hypercube", "sobol") else {}
    table |= {"trajectories": 3} if kind == "morris" else {}
    design = read_design(table, "x")
    assert read_design(written_design(design), "x") == design
    assert design.count(FACTORS) == len(design.points(FACTORS))
    first, again = ([tuple(map(str, row)) for row in design.points(FACTORS)] for _ in range(2))
    assert first == again
    if kind in ("latin_hypercube", "sobol", "morris"):
        other = read_design(table | {"seed": 7}, "x").points(FACTORS)
        assert [tuple(map(str, row)) for row in other] != first


@given(u=st.floats(0, 1), low=st.integers(0, 10), span=st.integers(1, 20))
def test_values_lie_in_their_range_and_are_whole_where_they_must(u, low, span):
    levers = {"sorsele.beds": {"low": low, "high": low + span}}
    beds, share = read_factors(levers, {"continuity_causal_share": {}}, "x")
    assert isinstance(beds.at(u), int) and low <= beds.at(u) <= low + span
    assert 0 <= share.at(u) <= 1


def test_listed_values_have_equal_shares():
    (beds,) = read_factors({"sorsele.beds": {"low": 0, "high": 3}}, {}, "x")
    values = [beds.at((n + 0.5) / 1000) for n in range(1000)]
    assert [values.count(value) for value in range(4)] == [250] * 4
    assert [beds.at(u) for u in beds.spread(2)] == [0, 3] and [beds.at(u) for u in beds.spread(9)] == [0, 1, 2, 3]
    (listed,) = read_factors({"sorsele.beds": [4, 0, 2]}, {}, "x")
    assert [listed.at(u) for u in listed.spread(2)] == [4, 0, 2]


def test_a_logarithmic_range_has_its_middle_at_the_geometric_mean():
    (rate,) = read_factors({}, {"gp_leaving_per_year": {"low": 0.06, "high": 0.15, "scale": "log"}}, "x")
    assert rate.at(0.5) == pytest.approx(math.sqrt(0.06 * 0.15)) and rate.at(0) == pytest.approx(0.06)


def test_steps_of_decimals_are_kept():
    (posts,) = read_factors({"dorotea.beds.nurse_posts": {"low": 0.1, "high": 0.4}}, {}, "x")
    assert posts.values == (0.1, 0.2, 0.3, 0.4)


def test_packaged_experiments_are_sound_and_listed():
    found = list_experiments()
    assert found and all(row["title_sv"] and row["question_en"] for row in found)
    sweeps_and_searches = [row for row in found if not row["task"].startswith("in silico")]
    assert len(sweeps_and_searches) > 1
    for row in sweeps_and_searches:
        assert read_experiment(row["file"]).name == row["name"]


BIG = {"name": "big", "levers": {"sorsele.beds": {"low": 0, "high": 6}}, "design": {"kind": "grid"}}
SEARCH = {"objectives": ["coc", "deaths"], "population": 8, "generations": 2}
MANY = {"acute_reserve_share": {"levels": 900}, "attraction_floor": {"levels": 900}}


@pytest.mark.parametrize(
    ("change", "limit"),
    [
        ({"design": {"kind": "grid", "levels": 100_000}}, "1000"),
        ({"design": {"kind": "sobol", "samples": 2**30}}, "100000"),
        ({"design": {"kind": "morris", "trajectories": 2**30}}, "100000"),
        ({"design": {"kind": "latin_hypercube", "samples": 2, "seed": 2**32}}, "4294967295"),
        ({"seeds": 2_000_000_000}, "100000"),
        ({"seeds": 100_000, "parameters": {"acute_reserve_share": {"levels": 900}}}, "up to 1000000"),
        ({"parameters": MANY}, "up to 100000"),
        ({"design": {"kind": "pairs"}, "parameters": MANY}, "up to 100000"),
        ({"design": None, "search": {**SEARCH, "population": 2**40}}, "100000"),
        ({"design": None, "search": {**SEARCH, "generations": 2**40}}, "10000"),
    ],
)
def test_what_no_computer_can_do_is_refused_at_once_with_its_limit(change, limit):
    with pytest.raises(InputError, match=limit):
        make_experiment({**BIG, **change})


def test_a_dry_run_of_many_points_counts_them_without_making_them(monkeypatch):
    asked = make_experiment({**BIG, "seeds": 20, "parameters": {"acute_reserve_share": {"levels": 900}}})
    few = estimate(make_experiment({**BIG, "seeds": 20}))
    monkeypatch.setattr(Points, "of", None)
    many = estimate(asked)
    assert (many["points"], many["runs"]) == (3 * 900, 3 * 900 * 20) and few["runs"] == 3 * 20
    assert many["hours"] > 100 * few["hours"]


@pytest.fixture
def two_damaged(tmp_path, monkeypatch):
    """A folder `experiments` here with a file that is not TOML and one that is not an experiment."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("cut_off", 'name = ["'), ("half", 'name = "half"\n[design]\nkind = "grid"\n')):
        (tmp_path / "experiments" / name).mkdir(parents=True)
        (tmp_path / "experiments" / name / "experiment.toml").write_text(text, encoding="utf-8")


def test_a_damaged_file_is_left_out_with_a_warning_and_used_by_path_gets_its_error(two_damaged):
    with pytest.warns(InputWarning) as said:
        rows = list_experiments()
    assert {"gp_leaves", "what_matters"} <= {row["name"] for row in rows} and not {"cut_off", "half"} & {
        row["name"] for row in rows
    }
    assert sorted(str(one.message).split("/")[1] for one in said) == ["cut_off", "half"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert describe("gp_leaves")[0] == "experiments"
        assert read_experiment(experiment_path("what_matters")).name == "what_matters"
    with pytest.raises(InputError, match="varies nothing"):
        describe("half")
    with pytest.raises(InputError, match="TOML"):
        read_experiment(experiment_path("cut_off"))
