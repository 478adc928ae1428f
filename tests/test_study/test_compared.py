"""Governance models held against the present one: what rows a seed gives, and how they are summed up and judged."""

import itertools
from pathlib import Path

import pandas as pd
import pytest

from rural_abm.engine.errors import InputError
from rural_abm.study.insilico import compared
from rural_abm.study.insilico.figure_spec import panel_rows, read_picture
from rural_abm.study.insilico.options import columns, usual_options
from rural_abm.study.insilico.running import read_in_silico

FOLDER = Path(__file__).parents[2] / "experiments"
NAMES = [path.parent.name for path in sorted(FOLDER.glob("*/experiment.toml"))
         if 'measure = "compared"' in path.read_text(encoding="utf-8")]  # fmt: skip
GOOD = """
measure = "compared"
seeds = 2
title = { en = "A", sv = "B" }
question = { en = "A?", sv = "B?" }
[options]
outcomes = ["deaths"]
[options.models]
hub = { governance = "cottage_hospital_hub" }
"""


def options(**given):
    return {**usual_options("compared"), "outcomes": ["deaths"], "models": {"hub": {}}, **given}


def outcomes(years, **by_outcome):
    """Outcomes of a run of the region, a row a year: by_outcome is {name: (numerator in the first year, in others)}."""
    keys = {"place_kind": "region", "place": "region", "dimension": "all", "group": "all"}
    return pd.DataFrame([
        {"period": str(2024 + year), **keys, "outcome": name, "numerator": later if year else first, "denominator": 1.0}
        for name, (first, later) in by_outcome.items() for year in range(years)
    ])  # fmt: skip


@pytest.fixture
def run_as(monkeypatch):
    """Gives runs the outcomes of `found(scenario)` and no model to run."""
    return lambda found: monkeypatch.setattr(compared, "_run", lambda scenario, _warm, _options: found(scenario))


def value_of(rows, **chosen):
    (row,) = [row for row in rows if all(row[name] == value for name, value in chosen.items())]
    return row["value"]


def test_levels_and_differences_are_of_the_years_after_the_first_and_of_each_year(run_as):
    run_as(lambda scenario: outcomes(3, deaths=(9.0, 5.0 if scenario.governance == "call_off" else 3.0)))
    given = options(models={"hub": {"governance": "cottage_hospital_hub"}, "twin": {}}, between=[["twin", "hub"]],
                    yearly=["deaths"], years=3)  # fmt: skip
    rows = compared.measure(1, given)
    assert value_of(rows, model="call_off", period="later", part="level") == 5
    assert value_of(rows, model="hub", period="later", part="difference") == -2
    assert value_of(rows, model="hub", period="2024", part="difference") == 0
    assert value_of(rows, model="twin less hub", period="later", part="difference") == 2
    assert tuple(rows[0]) == (*columns("compared"), "value")


def test_worlds_are_held_against_the_first(run_as):
    def found(scenario):
        effect = scenario.parameters.get("specialist_odds_to_keep", 3.0) if scenario.governance != "call_off" else 0
        return outcomes(2, deaths=(9.0, 5.0 - effect))

    run_as(found)
    given = options(models={"hub": {"governance": "cottage_hospital_hub"}}, years=2,
                    worlds={"usual": {}, "neutral": {"specialist_odds_to_keep": 1.0}})  # fmt: skip
    rows = compared.measure(1, given)
    assert value_of(rows, world="usual", part="difference") == -3
    assert value_of(rows, world="neutral", part="difference") == -1
    assert value_of(rows, world="usual less neutral", part="difference") == -2


def test_a_scenario_has_the_seed_and_the_parameters_of_its_world():
    found = compared.scenario_of({"governance": "home_hospital"}, 3, options(), {"specialist_odds_to_keep": 1})
    assert (found.governance, found.seed, found.parameters) == ("home_hospital", 3, {"specialist_odds_to_keep": 1.0})


def test_no_difference_is_formed_between_regions(run_as):
    def found(scenario):
        effect = 0 if scenario.governance == "call_off" else {"oland": 1, "small": 2}.get(scenario.region, 4)
        return outcomes(2, deaths=(9.0, 5.0 - effect))

    run_as(found)
    worlds = {"island": {"region": "oland"}, "like it": {"region": "oland", "specialist_odds_to_keep": 1.0},
              "elsewhere": {"region": "small"}, "usual": {}}  # fmt: skip
    given = options(models={"hub": {"governance": "cottage_hospital_hub"}}, years=2, worlds=worlds)
    rows = compared.measure(1, given)
    assert [value_of(rows, world=name, part="difference") for name in worlds] == [-1, -1, -2, -4]
    assert {row["world"] for row in rows} == {*worlds, "island less like it"}
    named = compared.measure(1, given | {"worlds": {"usual": {}, "same": {"region": "sodra_lappland"}}})
    assert value_of(named, world="usual less same", part="difference") == 0


def test_a_world_names_its_region_beside_its_parameters():
    given = {"region": "oland", "specialist_odds_to_keep": 1}
    found = compared.scenario_of({}, 3, options(region="small"), given)
    assert (found.region, found.parameters) == ("oland", {"specialist_odds_to_keep": 1.0})
    assert compared.scenario_of({}, 3, options(region="small"), {}).region == "small"


def rows_of(differences, outcome="deaths", **keys):
    found = []
    for seed, difference in enumerate(differences, 1):
        common = {"seed": seed, "world": "usual", "place": "region", "group": "all", "outcome": outcome,
                  "period": "later", **keys}  # fmt: skip
        found += [{**common, "model": "call_off", "part": "level", "value": 10.0},
                  {**common, "model": "hub", "part": "difference", "value": difference}]  # fmt: skip
    return pd.DataFrame(found)


@pytest.mark.parametrize(
    ("differences", "verdict"),
    [([-3.0, -3.1, -2.9, -3.0], "better"), ([3.0, 3.1, 2.9, 3.0], "worse"), ([-3.0, 3.0, -3.1, 3.2], "cannot be told"),
     ([0.01, -0.01, 0.0, 0.0], "too small to matter")],
)  # fmt: skip
def test_differences_over_the_later_years_are_judged_and_nothing_else(differences, verdict):
    table = compared.summarise(rows_of(differences), options(), is_drawn=False)
    assert list(table["verdict"]) == ["", verdict]
    yearly = compared.summarise(rows_of(differences, period="2030"), options(), is_drawn=False)
    assert list(yearly["verdict"]) == ["", ""]


def test_each_region_is_judged_by_its_own_levels():
    island = rows_of([-3.0, -3.1], world="island").assign(place="borgholm")
    usual = rows_of([-3.0, -3.1], place="lycksele")
    usual.loc[usual["part"] == "level", "value"] = 10_000.0
    given = options(worlds={"island": {"region": "oland"}, "usual": {}})
    table = compared.summarise(pd.concat([island, usual]), given, is_drawn=False)
    judged = table[table["part"] == "difference"].set_index("world")["verdict"]
    assert dict(judged) == {"island": "better", "usual": "too small to matter"}


def test_what_parameters_leave_open_widens_the_interval():
    differences = [-3.0, -5.0, -1.0, -4.0]
    narrow, wide = (compared.summarise(rows_of(differences), options(), is_drawn=one).iloc[-1] for one in (False, True))
    assert wide["high"] - wide["low"] > narrow["high"] - narrow["low"] and wide["mean"] == narrow["mean"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"deaths"', '"death"', "Did you mean 'deaths'"),
        ('"cottage_hospital_hub"', '"cottage_hospital"', "Did you mean 'cottage_hospital_hub'"),
        ("hub =", "call_off =", "another label"),
        ("[options]\n", '[options]\nbetween = [["hub", "hud"]]\n', "Did you mean 'hub'"),
        ("[options]\n", '[options]\nlocal = ["coc", "coc"]\n', "twice"),
        ('_hub" }', '_hub", region = "oland" }', "within one region"),
        ("[options]\n", '[options]\nworlds = { here = { region = "olnd" } }\n', "Did you mean 'oland'"),
        ("seeds = 2", 'seeds = 2\nregion = "olnd"', "Did you mean 'oland'"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(tmp_path, before, after, told):
    (tmp_path / "experiment.toml").write_text(GOOD.replace(before, after), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_in_silico(tmp_path)
    assert told in str(error.value)


def whole_summary(asked):
    """A summary with every row that an experiment gives of the region."""
    years = [str(2024 + year) for year in range(asked["years"])]
    told = [*itertools.product(asked["outcomes"], ["later"]), *itertools.product(asked["yearly"], years)]
    told += [("paid_per_resident", "later")] if asked["payers"] else []
    models = [asked["baseline"], *asked["models"], *(f"{one} less {other}" for one, other in asked["between"])]
    keys = itertools.product(asked["worlds"], models, told, ("level", "difference"))
    return pd.DataFrame([
        {"world": world, "model": model, "place": "region", "group": "all", "outcome": outcome, "period": period,
         "part": part, "seeds": 2, "mean": 0.5, "low": 0.4, "high": 0.6, "sign_chance": 0.9, "verdict": ""}
        for world, model, (outcome, period), part in keys
    ])  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_asks_for_what_its_experiment_gives(name):
    experiment = read_in_silico(FOLDER / name)
    summary = whole_summary({**usual_options("compared"), **experiment.options})
    extra = summary.assign(world="usual less neutral") if name == "six_odds" else summary[:0]
    picture = read_picture(experiment.figure, name, measure="compared")
    for panel, rows in zip(picture.panels, panel_rows(picture, pd.concat([summary, extra]), name), strict=True):
        assert len(rows) and not rows.duplicated(list(picture.labelled)).any(), panel


@pytest.mark.verify
@pytest.mark.parametrize("name", NAMES)
def test_every_comparison_gives_what_it_asks_for(name):
    experiment = read_in_silico(FOLDER / name)
    asked = {**usual_options("compared"), **experiment.options, "years": 1}
    label = next(reversed(asked["models"]))
    asked |= {"models": {label: asked["models"][label]}, "between": []}
    rows = pd.DataFrame(compared.measure(1, asked))
    whole = rows[(rows["period"] == "later") & (rows["group"] == "all") & (rows["place"] == "region")]
    assert set(asked["outcomes"]) <= set(whole["outcome"])
    assert set(rows.loc[rows["place"] != "region", "outcome"]) == set(asked["local"])
    assert set(rows.loc[rows["period"] == "2024", "outcome"]) == set(asked["yearly"])
    assert ("municipality" in set(rows["group"])) == asked["payers"]
    assert rows.loc[rows["model"] == label, "value"].notna().mean() > 1 / 2
