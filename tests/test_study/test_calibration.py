"""Calibration: it recovers the known parameters of a cheap stand-in model, reports those it cannot, resumes, and hands
its values on to the register and to comparisons."""

import json
import shutil
import tomllib
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from rural_abm.cli import main
from rural_abm.engine.errors import InputError
from rural_abm.figures.calibration import write_calibration_figures
from rural_abm.parameters.parameter_draws import Sample, shipped_sample
from rural_abm.parameters.register import read_register
from rural_abm.regions import region_folder
from rural_abm.regions.registers import load_register
from rural_abm.study.compare.comparison import compare
from rural_abm.study.evidence import calibration
from rural_abm.study.evidence.calibration import Effort, calibrate, left_open, planned
from rural_abm.study.evidence.calibration_files import calibration_plan, members, read_plan
from rural_abm.study.evidence.calibration_matching import (
    Target,
    look_for_plausible,
    match,
    posterior_sample,
    spread_out,
    spreads,
)
from rural_abm.study.evidence.calibration_priors import Axes, axes_of, prior_place, prior_value
from rural_abm.study.evidence.calibration_register import accept, with_calibrated
from rural_abm.study.evidence.calibration_words import (
    IDENTIFIED,
    TOGETHER,
    UNIDENTIFIED,
    calibration_lines,
    calibration_page,
    parameter_rows,
)
from rural_abm.study.evidence.patterns_files import declared
from rural_abm.study.results.store import read_manifest
from rural_abm.study.sweeps.emulator import Emulator

PLAN = calibration_plan()
KNOWN = 0.3


def stand_in(points, wave):
    """Two values: one tells the first of four parameters, one only the sum of the second and third; a little noise."""
    noise = np.random.default_rng(wave).normal(0, 0.01, (len(points), 2))
    return np.column_stack([np.exp(points[:, 0]), points[:, 1] + points[:, 2]]) + noise


TARGETS = [Target("first", float(np.exp(KNOWN)), 0.03), Target("sum", 1.0, 0.05)]


@pytest.fixture(scope="module")
def course():
    return match(stand_in, TARGETS, 4, waves=2, points=30, plan=PLAN)


@pytest.fixture(scope="module")
def sample(course):
    return posterior_sample(course["plausible"], 256)


# The plan


def test_every_pattern_that_calibrates_has_one_stage():
    used = [name for stage in PLAN.stage for name in stage.patterns]
    assert sorted(used) == sorted(one.name for one in declared().patterns.values() if one.role == "calibrate")


def test_no_parameter_is_free_in_two_stages():
    free = [key for stage in PLAN.stage for name in stage.free for key in members(name)]
    assert len(free) == len(set(free))
    assert members("severe_episode_per_year.*")[0] == "severe_episode_per_year.age_0_15"


STAGE = """
[usual]
waves = 1
points_per_parameter = 5
seeds = 1
seed_of_design = 1
[matching]
implausible_from = 3.0
target_deviations = 2.0
candidates = 64
zooms = 1
few_share = 0.05
box_margin = 0.05
posterior_draws = 8
unidentified_spread = 0.8
register_digits = 5
tied_correlation = 0.6
[emulator]
shortest_length = 0.1
longest_length = 10.0
smallest_noise = 1e-4
largest_noise = 1.0
starts = 1
[[stage]]
name = "one"
title = { en = "One", sv = "Ett" }
free = ["clinic_share"]
patterns = ["gp_visits"]
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("clinic_share", "clinic_shar", "Did you mean 'clinic_share'"),
        ("clinic_share", "weekend_visits_from.*", "no range"),
        ('["gp_visits"]', '["admissions_irr_mild"]', "role check"),
        ('["gp_visits"]', '["gp_visit"]', "Did you mean 'gp_visits'"),
        ('patterns = ["gp_visits"]', 'patterns = ["gp_visits"]\nfixed = { clinic_share = 3.0 }', "out of range"),
        ('["gp_visits"]', '["gp_visits"]\nwithin = { clinic_share = [0.1, 0.7] }', "is not a range"),
        ('["gp_visits"]', '["gp_visits"]\nwithin = { clinic_slots_a_day = [9.0, 12.0] }', "free parameter"),
        (
            'free = ["clinic_share"]\npatterns = ["gp_visits"]',
            'free = ["residents_a_clinic_nurse_post"]\npatterns = ["friction_city"]',
            "settings.city_district: residents_a_clinic_nurse_post is set by this setting",
        ),
        ("waves = 1", "waves = 0", "waves"),
        ("candidates = 64", "candidate = 64", "candidate"),
    ],
)
def test_mistakes_in_a_plan_are_named(tmp_path, old, new, said):
    path = tmp_path / "plan.toml"
    path.write_text(STAGE)
    assert read_plan(path).named("one").free == ("clinic_share",)
    path.write_text(STAGE.replace(old, new))
    with pytest.raises(InputError) as caught:
        read_plan(path)
    assert said in str(caught.value)


def test_unknown_stages_and_empty_efforts_are_refused():
    with pytest.raises(InputError, match="Did you mean 'need'"):
        planned(["ned"])
    with pytest.raises(InputError, match="waves"):
        calibration.check_effort(waves=0)


# Priors


def parameters_with_a_range():
    return [one for one in load_register().values() if one.distribution != "fixed" and one.low < one.high]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.001, 0.999))
def test_priors_keep_to_their_range_and_can_be_turned_round(number, place):
    known = parameters_with_a_range()
    parameter = known[number % len(known)]
    value = prior_value(parameter, place)
    assert parameter.low <= value <= parameter.high
    assert value <= prior_value(parameter, min(place + 0.001, 1.0))
    assert prior_place(parameter, value) == pytest.approx(place, abs=1e-6)


def test_a_stage_may_narrow_a_range():
    axes = axes_of(PLAN.named("ties"))
    assert axes.shown(0, 1.0) == 0.5 < load_register()["continuity_causal_share"].high


def test_priors_by_hand():
    parameter = next(iter(parameters_with_a_range()))
    base = replace(parameter, low=0.0, value=1.0, high=4.0)
    assert prior_value(replace(base, distribution="uniform"), 0.25) == 1.0
    # Triangular: a quarter of the mass lies below the top; at 0.5, 4 - sqrt(0.5 x 4 x 3).
    assert prior_value(replace(base, distribution="triangular"), 0.25) == pytest.approx(1.0)
    assert prior_value(replace(base, distribution="triangular"), 0.5) == pytest.approx(4 - 6**0.5)
    even = replace(base, low=0.25, distribution="lognormal")
    assert prior_value(even, 0.5) == pytest.approx(1.0)
    assert prior_value(even, 0.0) == pytest.approx(0.25) and prior_value(even, 1.0) == pytest.approx(4.0)


# The emulator


def test_an_emulator_knows_where_it_was_and_doubts_where_it_was_not():
    places = np.linspace(0, 0.6, 12)[:, None]
    emulator = Emulator(places, np.sin(6 * places[:, 0]), PLAN.emulator)
    means, variances = emulator.predict(np.array([[0.31], [1.0]]))
    assert means[0] == pytest.approx(np.sin(6 * 0.31), abs=0.02)
    assert variances[1] > 20 * variances[0]


def test_slopes_of_the_likelihood_are_right():
    from scipy.optimize import check_grad

    points = np.random.default_rng(2).random((15, 2))
    emulator = Emulator(points, np.sin(6 * points[:, 0]) + points[:, 1], PLAN.emulator)
    logs = np.log([0.5, 2.0, 0.7, 0.01])
    assert check_grad(lambda at: emulator._cost(at)[0], lambda at: emulator._cost(at)[1], logs) < 1e-3


def test_an_emulator_of_a_constant_is_sure():
    means, variances = Emulator(np.linspace(0, 1, 6)[:, None], np.full(6, 2.0), PLAN.emulator).predict([[0.5]])
    assert means[0] == pytest.approx(2.0) and variances[0] < 1e-12


# Matching


def test_a_known_parameter_is_found(sample):
    # Target: exp(x) = exp(0.3) +- 0.03, so x = 0.3 +- 0.022.
    assert sample[:, 0].mean() == pytest.approx(KNOWN, abs=0.02)
    assert sample[:, 0].std() == pytest.approx(0.022, rel=0.5)


def test_a_pair_that_only_its_sum_tells_is_said_to_be_unidentified(course, sample):
    stage = PLAN.stage[0]
    parameter = next(iter(parameters_with_a_range()))
    axes = Axes(("a", "b", "c", "d"), ((parameter,),) * 4)
    one = calibration.Calibrated(stage, axes, TARGETS, course, sample, "run")
    known = {row["parameter"]: row["known"] for row in parameter_rows(one)}
    assert known == {"a": IDENTIFIED, "b": f"{TOGETHER} c", "c": f"{TOGETHER} b", "d": UNIDENTIFIED}
    assert spreads(sample)[3] > 0.8 and (sample[:, 1] + sample[:, 2]).std() < 0.1
    text = calibration_page([one])
    assert "`b`, `c`, `d`" in text and "only together with c" in text


def test_waves_rule_out_what_they_should(course):
    assert course["shares"][-1] < 0.1
    last = course["points"][course["wave"] == 2]
    assert np.abs(last[:, 0] - KNOWN).max() < 0.2 and np.abs(last[:, 1] + last[:, 2] - 1).max() < 0.3


def test_nothing_plausible_ends_the_matching():
    far = [Target("first", 50.0, 0.1)]
    ended = match(lambda points, wave: stand_in(points, wave)[:, :1], far, 4, waves=3, points=12, plan=PLAN)
    assert ended["shares"] == [0.0] and ended["wave"].max() == 1


def test_narrow_regions_are_found_by_looking_closer():
    def narrow(points, wave):
        return points[:, :1] + points[:, 1:2] * 2

    targets = [Target("narrow", 0.1, 0.004)]
    points = np.random.default_rng(1).random((40, 2))
    emulators = {"narrow": Emulator(points, narrow(points, 1)[:, 0], PLAN.emulator)}
    found = look_for_plausible(emulators, targets, 2, 1, PLAN.matching)
    # The band 2 y + x = 0.1 +- 0.012 has the area 0.1 x 0.012.
    assert len(found.points) > 100 and found.share == pytest.approx(0.0012, rel=0.25)


def test_points_are_spread_out():
    line = np.linspace(0, 1, 101)[:, None]
    assert sorted(spread_out(line, 3)[:, 0]) == [0.0, 0.5, 1.0]


# Stages


def measured_stand_in(setting, seed, names, *, parameters, years=None):
    """GP visits by a high power of the share of clinic time over its usual value, and a little of the seed."""
    value = 1.15 * (parameters["clinic_share"] / 0.6) ** 5 + 0.001 * seed
    assert parameters["gp_leaving_per_year"] == 0.06 and years == 1
    return dict.fromkeys(names, value)


EFFORT = Effort(2, 12, 2)


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("calibration")
    return folder, calibrate(["gp_capacity"], folder, EFFORT, 1, measured=measured_stand_in)


def test_a_stage_finds_its_parameter_and_keeps_its_files(done):
    folder, (one,) = done
    rows = {row["parameter"]: row for row in parameter_rows(one)}
    assert rows["clinic_share"]["known"] == IDENTIFIED
    assert rows["clinic_share"]["posterior"][1] == pytest.approx(0.6, abs=0.03)
    assert rows["clinic_slots_a_day"]["known"] == rows["complaint_per_year.*"]["known"] == UNIDENTIFIED
    points = pd.read_parquet(folder / "gp_capacity" / "points.parquet")
    assert len(points) == 24 and set(points["wave"]) == {1, 2} and points["pattern gp_visits"].notna().all()
    posterior = pd.read_parquet(folder / "posterior.parquet")
    assert len(posterior) == PLAN.matching.posterior_draws
    assert set(posterior) == {key for name in one.stage.free for key in members(name)}
    assert "identified" in "\n".join(calibration_lines([one]))


def test_the_same_call_measures_nothing_again(done):
    folder, (one,) = done

    def fails(*args, **kwargs):
        raise AssertionError("measured again")

    (again,) = calibrate(["gp_capacity"], folder, EFFORT, 1, measured=fails)
    assert (again.sample == one.sample).all() and again.run == one.run


def test_later_stages_begin_where_earlier_ones_ended(done):
    folder, (one,) = done
    frozen = calibration.frozen_before(PLAN.named("home_nursing"), folder)
    assert frozen == one.centre
    assert calibration.frozen_before(PLAN.named("gp_capacity"), folder) == {}


@pytest.fixture
def own_region(tmp_path):
    """Return the folder of a region that has a pattern for GP visits, with a target of its own, and no other."""
    folder = tmp_path / "mine"
    shutil.copytree(region_folder("small").path, folder)
    theirs = region_folder().file("patterns")
    (folder / "patterns").mkdir()
    settings = tomllib.loads((theirs / "settings.toml").read_text("utf-8"))
    settings["sections"] = {"primary_care": settings["sections"]["primary_care"]}
    (folder / "patterns" / "settings.toml").write_text(tomli_w.dumps(settings), "utf-8")
    rows = tomllib.loads((theirs / "primary_care.toml").read_text("utf-8"))["pattern"]
    row = next(row for row in rows if row["name"] == "gp_visits") | {"value": 2.0, "low": 1.9, "high": 2.1}
    (folder / "patterns" / "primary_care.toml").write_text(tomli_w.dumps({"pattern": [row]}), "utf-8")
    return folder


def test_a_region_is_calibrated_to_its_own_patterns(own_region, tmp_path):
    seen = set()

    def measured(setting, seed, names, *, region, parameters, years=None):
        seen.add(region)
        return measured_stand_in(setting, seed, names, parameters=parameters, years=years)

    (one,) = calibrate((), tmp_path / "out", EFFORT, 1, region=own_region, measured=measured)
    assert (one.stage.name, seen, one.targets[0].middle) == ("gp_capacity", {str(own_region)}, 2.0)
    assert read_manifest(tmp_path / "out")["region"] == str(own_region)
    assert f"Region `{own_region}`" in calibration_page([one])
    with pytest.raises(InputError, match="another region"):
        accept(tmp_path / "out", tmp_path)


def test_a_stage_whose_patterns_a_region_lacks_is_refused(own_region):
    assert [row["name"] for row in planned((), None, own_region)] == ["gp_capacity"]
    with pytest.raises(InputError, match="no patterns to calibrate the stage ties"):
        planned(["ties"], None, own_region)
    with pytest.raises(InputError, match="has no patterns"):
        planned((), None, "oland")


def test_out_of_reach_is_said(tmp_path):
    far = calibrate(["gp_capacity", "ties"], tmp_path, EFFORT, 1, measured=lambda *a, **k: {"gp_visits": 9.0})
    assert len(far) == 1 and far[0].sample is None
    assert "Farthest from its target: gp_visits" in "\n".join(calibration_lines(far))
    assert write_calibration_figures(far, tmp_path) == []


def test_figures_are_written_in_both_languages(done, tmp_path):
    paths = write_calibration_figures(done[1], tmp_path)
    assert sorted(path.name for path in paths) == [
        f"calibration.gp_capacity.{lang}.{suffix}" for lang in ("en", "sv") for suffix in ("png", "svg")
    ]
    assert all(path.stat().st_size > 1000 for path in paths)


# Into the register


def test_accepting_changes_only_what_was_calibrated(done, tmp_path):
    import shutil

    from rural_abm.study.evidence.calibration_register import package_data

    data = tmp_path / "data"
    shutil.copytree(package_data() / "parameters", data / "parameters")
    folder, (one,) = done
    names = accept(folder, data)
    assert set(names) == one.centre.keys()
    before, after = (read_register(sorted((root / "parameters").glob("*.csv"))) for root in (package_data(), data))
    for name, parameter in before.items():
        if name in one.centre:
            assert after[name].value == pytest.approx(one.centre[name], rel=1e-4)
            is_open = name in left_open(one)
            assert after[name].kind == (parameter.kind if is_open else "calibrated")
            told = "One of many values that fit: undetermined" if is_open else "Calibrated"
            assert after[name].note.endswith(f"{told} by run {one.run}.")
        else:
            assert after[name] == parameter
    assert len(pd.read_parquet(data / "calibration" / "posterior.parquet")) == PLAN.matching.posterior_draws


def test_a_register_without_news_stays_as_it_is():
    from rural_abm.study.evidence.calibration_register import package_data

    for path in (package_data() / "parameters").glob("*.csv"):
        text = path.read_text("utf-8")
        assert with_calibrated(text, {}) == text
        name, parameter = next(iter(read_register([path]).items()))
        once = with_calibrated(text, {name: (parameter.value, "first", True)})
        for is_identified in (True, False):
            again = with_calibrated(once, {name: (parameter.value, "second", is_identified)})
            assert "run second." in again and "run first." not in again


def test_a_folder_without_a_stage_is_refused(tmp_path):
    with pytest.raises(InputError, match="folder of results"):
        accept(tmp_path)


# Into comparisons


@pytest.fixture
def posterior_file(tmp_path):
    path = tmp_path / "sample.parquet"
    pd.DataFrame({"clinic_share": [0.55, 0.6, 0.65]}).to_parquet(path)
    return path


def test_seeds_in_a_row_meet_the_draws_of_their_numbers_and_begin_again():
    sample = Sample(tuple({"clinic_share": value} for value in (0.5, 0.6, 0.7)), "x")
    assert [sample.draw_of_seed(seed) for seed in range(7)] == [3, 1, 2, 3, 1, 2, 3]
    assert sample.values(2) == {"clinic_share": 0.6}


def test_the_shipped_sample_fits_the_register():
    assert shipped_sample().parameters, "a parameter that is renamed or narrowed must be so in posterior.parquet too"


def test_a_comparison_pairs_draws_over_scenarios(model_double, posterior_file, tmp_path):
    seen = []
    model_double.fails_for = staticmethod(
        lambda scenario: seen.append((scenario.seed, scenario.governance, scenario.parameters["clinic_share"])) or False
    )
    found = compare(["call_off", "home_hospital"], 3, 1, 1, tmp_path / "out", draws=posterior_file)
    by_seed = {seed: {value for one, _, value in seen if one == seed} for seed, _, _ in seen}
    assert len(seen) == 6 and all(len(values) == 1 for values in by_seed.values())
    assert {value for values in by_seed.values() for value in values} == {0.55, 0.6, 0.65}
    assert found.manifest["draws"]["draws"] == 3
    assert {json.loads(text)["clinic_share"] for text in found.runs["parameters"]} == {0.55, 0.6, 0.65}
    with pytest.raises(InputError, match="other results"):
        compare(["call_off", "home_hospital"], 3, 1, 1, tmp_path / "out")


def test_the_option_of_the_command(model_double, posterior_file, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("rural_abm.cli.comparing.illustrate", lambda out, workers: None)
    common = ["compare", "call_off", "home_hospital", "--seeds", "2", "--years", "1", "--workers", "1"]
    assert main([*common, "--draws", str(posterior_file), "--out", "doubt"]) == 0
    assert "uncertainty of 1 of" in capsys.readouterr().out
    bad = tmp_path / "bad.parquet"
    pd.DataFrame({"clinic_share": [7.0]}).to_parquet(bad)
    assert main([*common, "--draws", str(bad)]) == 2
    assert "out of range" in capsys.readouterr().err


def test_without_a_sample_the_option_says_how_to_get_one(monkeypatch, tmp_path):
    monkeypatch.setattr("rural_abm.parameters.parameter_draws.shipped_file", lambda: tmp_path / "posterior.parquet")
    shipped_sample.cache_clear()
    with pytest.raises(InputError, match="posterior.parquet as `rural-abm calibrate` writes it"):
        shipped_sample()


# The command


def test_the_command_calibrates_a_stage(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("rural_abm.study.evidence.calibration.carry_out", _carried_out)
    arguments = ["calibrate", "gp_capacity", "--waves", "1", "--points", "8", "--seeds", "1", "--workers", "1"]
    assert main([*arguments, "--out", str(tmp_path / "out")]) == 0
    out = capsys.readouterr().out
    assert "clinic_share" in out and "Written to" in out
    assert "# Calibration" in (tmp_path / "out" / "calibration.md").read_text("utf-8")
    assert list((tmp_path / "out" / "figures").glob("*.svg"))


def _carried_out(jobs, folder, workers, progress, *, measured):
    return {job.key: measured_stand_in(job.setting, job.seed, job.names, **job.changes) for job in jobs}


def test_the_command_says_how_much_it_would_compute(capsys):
    assert main(["calibrate", "--dry-run", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["name"] for row in rows] == list(PLAN.stages) and all(row["measurements"] > 0 for row in rows)
    assert main(["calibrate", "need", "--dry-run", "--points", "7", "--waves", "1", "--seeds", "2"]) == 0
    assert "14 measurements in all" in capsys.readouterr().out


def test_a_stage_on_a_small_region(tmp_path):
    """The whole way with the model itself, on a tenth of the region and one wave of few points."""
    from regions import place_of

    from rural_abm.study.evidence.patterns_runs import measure_named

    def small(setting, seed, names, **changes):
        return measure_named(setting, seed, names, place=place_of(0.1), **changes)

    (one,) = calibrate(["gp_capacity"], tmp_path, Effort(1, 5, 1), 1, measured=small)
    assert np.isfinite(one.course["values"]).all()
    assert one.course["values"].std() > 0 and axes_of(one.stage).names == one.axes.names
