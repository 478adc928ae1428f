"""Own outcomes, declared by a decorator, appear in results, comparisons, sweeps, figures and reports."""

import mesa
import numpy as np
import pytest

from rural_abm import RuralModel, Scenario, compare, run, sweep
from rural_abm.engine.errors import InputError
from rural_abm.outcomes import own_outcome
from rural_abm.regions.place import place_of
from rural_abm.simulation.extensions import own_rules
from rural_abm.simulation.own_figures import figures_of
from rural_abm.study.compare.comparison import Comparison
from rural_abm.study.compare.summaries import comparison_summary, run_summary
from rural_abm.study.results.known_outcomes import outcomes_in
from rural_abm.study.sweeps.experiments import make_experiment

NAMES = ["listed_per_gp", "alive_share"]
OWN = '''
import numpy as np

from rural_abm.model.people.records import ALIVE
from rural_abm.outcomes import own_outcome


@own_outcome({"en": "Listed per post", "sv": "Listade per tjänst"}, "patients", better="lower", group="staff")
def listed_per_gp(model):
    """Residents listed, per GP who holds a post, on the last day of the year."""
    return model.world.unit_states["list_size"].sum(), len(model.staff_agents("GP"))


@own_outcome("Alive", "share", every="month", by_municipality=True, headline=False)
def alive_share(model):
    """Residents alive, among all who were ever there."""
    residents = model.world.residents[: model.world.now["residents"][0]]
    alive, size = residents["status"] == ALIVE, len(model.place.municipality_keys)
    return [np.bincount(residents["municipality"][one], minlength=size) for one in (alive, alive | True)]
'''
WRONG = '''
from rural_abm.outcomes import own_outcome

@own_outcome("Wrong", "share")
def wrong(model):
    """Returns no pair."""
    return {returned}
'''


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A file with two outcomes."""
    path = tmp_path_factory.mktemp("own") / "own_outcomes.py"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


def small(own, **changes):
    return Scenario("call_off", years=1, region="small", extensions=[own], **changes)


@pytest.fixture(scope="module")
def made(own):
    """A small region after a year, its model kept."""
    return RuralModel(small(own, seed=3)).run()


def rows_of(frame, name):
    return frame[frame["outcome"] == name].set_index("place")


def test_an_outcome_of_the_year_is_what_its_function_returns_on_the_last_evening(made):
    (row,) = made.outcomes("listed_per_gp").to_dict("records")
    listed, gps = int(made.world.unit_states["list_size"].sum()), len(made.staff_agents("GP"))
    assert (row["numerator"], row["denominator"], row["place_kind"]) == (listed, gps, "region") and gps > 0
    assert row["value"] == listed / gps and made.headlines["listed_per_gp"] == listed / gps
    assert "alive_share" not in made.headlines


def test_an_outcome_of_months_is_added_over_the_year_and_over_the_municipalities(made, own):
    """By month and by year the same figures; the region is the sum of its municipalities."""
    yearly = rows_of(made.outcomes("alive_share"), "alive_share")
    model = RuralModel(small(own, seed=3, months=True)).run()
    monthly = model.outcomes("alive_share")
    places = list(made.place.municipality_keys)
    assert set(monthly["period"]) == {f"2024-{month:02d}" for month in range(1, 13)}
    sums = monthly.groupby("place", observed=True)[["numerator", "denominator"]].sum()
    for column in ("numerator", "denominator"):
        assert yearly.loc["region", column] == yearly.loc[places, column].sum() > 0
        assert sums[column].to_dict() == yearly[column].to_dict()
    assert "listed_per_gp" not in set(model.outcomes()["outcome"])


def test_own_outcomes_change_no_other(made):
    usual = RuralModel(Scenario("call_off", years=1, region="small", seed=3)).run().outcomes()
    with_own = made.outcomes()
    others = with_own[~with_own["outcome"].isin(NAMES)].reset_index(drop=True)
    assert others["outcome"].astype(str).tolist() == usual["outcome"].astype(str).tolist()
    assert np.array_equal(others["value"], usual["value"], equal_nan=True)


def test_figures_go_through_a_snapshot_and_belong_to_their_rules_alone(own):
    scenario = small(own, seed=3)
    model = RuralModel(scenario)
    for _ in range(100):
        model.step()
    snapshot = model.snapshot()
    model.run()
    again = RuralModel.from_snapshot(snapshot, scenario).run()
    assert again.outcomes(NAMES).equals(model.outcomes(NAMES))
    other = RuralModel.from_snapshot(snapshot, Scenario("call_off", years=1, region="small", seed=3))
    assert not set(NAMES) & other.extras.keys()


@pytest.mark.verify
def test_a_comparison_judges_draws_and_reports_them(own, tmp_path):
    """Two models that both name the file: differences, lines, figures and the report have the own outcome."""
    from rural_abm.figures.figure_data import read_results
    from rural_abm.report import report_html

    both = {"usual": small(own), "other": Scenario("home_hospital", years=1, region="small", extensions=[own])}
    compare(both, seeds=2, workers=1, draws="none", out=tmp_path)
    found = Comparison.load(tmp_path)
    differences = found.differences[found.differences["outcome"].isin(NAMES)]
    assert set(differences["outcome"]) == set(NAMES) and differences["verdict"].notna().all()
    assert any(line.startswith("Listed per post") for line in comparison_summary(found))
    assert found.outcomes("alive_share", places="region")["value"].between(0, 1).all()
    data = read_results(tmp_path)
    assert data.entry("listed_per_gp").title["sv"] == "Listade per tjänst"
    page = report_html(tmp_path, "sv")
    assert "Listade per tjänst" in page and "Residents listed, per GP who holds a post" in page


def test_only_one_model_has_them(own, tmp_path):
    """Where only one model of a comparison declares an outcome, there is nothing to compare, and nothing fails."""
    both = {"usual": Scenario("call_off", years=1, region="small"), "own": small(own)}
    found = compare(both, seeds=1, workers=1, draws="none", out=tmp_path)
    assert set(found.outcomes("listed_per_gp", factors=True)["scenario"]) == {"own"}
    assert not found.differences.query("outcome == 'listed_per_gp'")["difference"].notna().any()


def test_a_sweep_and_a_search_ask_for_them_by_name(own, tmp_path):
    (tmp_path / "rules.py").write_text(OWN, encoding="utf-8")
    table = {"name": "few", "governance": ["call_off"], "extensions": ["rules.py"], "region": "small", "seeds": 1,
             "years": 1, "outcomes": ["listed_per_gp"], "levers": {"daily_slot.enabled": [True, False]},
             "design": {"kind": "grid"}}  # fmt: skip
    experiment = make_experiment(table, folder=tmp_path)
    found = sweep(experiment, tmp_path / "out", workers=1)
    assert set(found.outcomes()["outcome"]) == {"listed_per_gp"} and len(found.runs) == 2
    assert found.manifest["asked"]["extensions"] == ["../rules.py"]
    assert [entry.name for entry in outcomes_in(found.manifest)][-2:] == NAMES
    wanted = {**table, "search": {"objectives": ["listed_per_gp", "gp_vacancy"], "population": 4, "generations": 1}}
    assert make_experiment({k: v for k, v in wanted.items() if k != "design"}, folder=tmp_path).search
    with pytest.raises(InputError, match="Did you mean .listed_per_gp"):
        make_experiment({**table, "outcomes": ["listed_per_gb"]}, folder=tmp_path)


def test_summary_of_a_run_and_batches_of_mesa_have_them(own):
    assert any(line.startswith("Listed per post") for line in run_summary(run(small(own))))
    asked = {"governance": ["call_off"], "years": [1], "region": ["small"], "extensions": [(own,)], "seed": [1]}
    (row,) = mesa.batch_run(RuralModel, asked, iterations=1, max_steps=365, number_processes=1, display_progress=False)[
        -1:
    ]
    assert row["listed_per_gp"] > 0


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ({"every": "week"}, "every"),
        ({"better": "up"}, "better"),
        ({"group": "money_"}, "group"),
        ({"matters": 0.0}, "matters is not greater than 0"),
        ({"title": ""}, "no text in 'en'"),
        ({"decimals": -1}, "decimals"),
    ],
)
def test_what_cannot_be_declared_is_refused(declared, said):
    def mine(model):
        """Words."""

    with pytest.raises(InputError, match=said):
        own_outcome(**{"title": "Mine", "unit": "share", **declared})(mine)


def test_the_name_of_a_packaged_outcome_is_refused():
    def coc(model):
        """Words."""

    with pytest.raises(InputError, match="name of a packaged outcome"):
        own_outcome("Mine", "share")(coc)


def test_two_files_with_one_outcome_are_refused(own, tmp_path):
    (tmp_path / "other.py").write_text(OWN, encoding="utf-8")
    with pytest.raises(InputError, match="two outcomes are called"):
        own_rules([own, str(tmp_path / "other.py")])


@pytest.mark.parametrize("returned", ["1.0", "(1, 2, 3)", "(1, float('nan'))", "([1, 2], [3, 4])", "None"])
def test_a_function_that_returns_no_pair_is_told(returned, tmp_path):
    (tmp_path / "wrong.py").write_text(WRONG.format(returned=returned), encoding="utf-8")
    own = own_rules([str(tmp_path / "wrong.py")]).outcomes["wrong"]
    with pytest.raises(InputError, match="returned no such pair"):
        figures_of(own, own(None), place_of("small"), "own_outcome wrong")
