"""Experiments in silico: what a folder may say, the statistics, and each measure on the real region (longer check)."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from rural_abm.cli import main
from rural_abm.engine.errors import InputError
from rural_abm.figures import write_finding
from rural_abm.parameters.parameter_draws import shipped_sample
from rural_abm.regions import region_folder
from rural_abm.simulation.model import RuralModel
from rural_abm.study.compare.verdicts import verdict
from rural_abm.study.insilico import running
from rural_abm.study.insilico.options import columns, measures, usual_options
from rural_abm.study.insilico.printing import finding_lines
from rural_abm.study.insilico.register_study import _rows, group_names
from rural_abm.study.insilico.registers import odds_ratio
from rural_abm.study.insilico.running import read_in_silico, run_experiment, stamp_of, summary, with_drawn
from rural_abm.study.results.store import read_manifest

FOLDER = Path(__file__).parents[2] / "experiments"
GOOD = """
measure = "before_after"
seeds = 2
draws = "none"
no_draws_because = { en = "A.", sv = "B." }
title = { en = "A", sv = "B" }
question = { en = "A?", sv = "B?" }
[options]
share = 0.02
"""
FIGURE = """
[figure]
kind = "dots"
rows = "part"
panels = [{ axis = { en = "a person", sv = "per person" } }]
labels = { part = { share = { en = "the share", sv = "andelen" } } }
"""


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in FOLDER.glob("*/experiment.toml")))
def test_every_folder_can_be_read_and_says_what_it_asks(folder):
    text = (FOLDER / folder / "experiment.toml").read_text(encoding="utf-8")
    readme = (FOLDER / folder / "README.md").read_text(encoding="utf-8")
    assert "Question" in readme
    if "measure =" in text:
        assert "Result" in readme and "Run time" in readme
        experiment = read_in_silico(FOLDER / folder)
        assert experiment.title["sv"] and experiment.question["en"].endswith("?")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"before_after"', '"before_aftr"', "before_after"),
        ("seeds = 2", "seeds = 0", "from 1"),
        ("share", "shar", "share"),
        ("0.02", '"much"', "0.02"),
        ("seeds = 2", "seeds = 2\nother = 1", "other"),
        ("[options]", "[options", "TOML"),
        ("seeds = 2", "seeds = 2_000_000_000", "from 1 to 100000"),
        ("seeds = 2", 'seeds = 2\nname = "../../x"', "letters a-z"),
        ("0.02", "-0.5", "0.0 to 1.0"),
        ("share = 0.02", 'governance = "call_of"', "Did you mean 'call_off'"),
        ("share = 0.02", "parameters = { nope = 1.0 }", "nope"),
        ("share = 0.02", 'measured = ["admission"]', "Did you mean 'admissions'"),
        ("share = 0.02", "measured = []", "one or more"),
        (', sv = "B"', "", "sv"),
        ('"none"', '"nobody"', "draws"),
        ('"none"', '"posterior"', "with draws"),
        ('no_draws_because = { en = "A.", sv = "B." }', "", "is missing"),
        ("[options]", FIGURE.replace('"part"', '"parts"') + "[options]", "Did you mean 'part'"),
        ("[options]", FIGURE.replace("axis", "axes") + "[options]", "Did you mean 'axis'"),
    ],
)
def test_what_is_wrong_in_a_file_is_told(tmp_path, before, after, told):
    (tmp_path / "experiment.toml").write_text(GOOD.replace(before, after), encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_in_silico(tmp_path)
    assert told in str(error.value)


def test_a_region_is_that_asked_for_or_the_files_own_and_part_of_what_is_asked(tmp_path):
    (tmp_path / "experiment.toml").write_text(GOOD.replace("seeds = 2", 'seeds = 2\nregion = "small"'), "utf-8")
    own, other = read_in_silico(tmp_path), read_in_silico(tmp_path, "oland")
    assert (own.region, own.options["region"]) == ("small", "small")
    assert (other.region, other.options["region"]) == ("oland", "oland")
    assert stamp_of(own)["definition"] != stamp_of(other)["definition"]
    (tmp_path / "experiment.toml").write_text(GOOD, encoding="utf-8")
    assert "region" not in read_in_silico(tmp_path).options


def test_an_experiment_whose_worlds_name_regions_takes_no_other():
    with pytest.raises(InputError, match="names its own region"):
        read_in_silico(FOLDER / "borgholm_at_home", "small")


def test_a_folder_of_a_region_stands_beside_the_file(tmp_path):
    (tmp_path / "mine").symlink_to(region_folder("small").path)
    (tmp_path / "experiment.toml").write_text(GOOD.replace("seeds = 2", 'seeds = 2\nregion = "mine"'), "utf-8")
    assert Path(read_in_silico(tmp_path).region) == tmp_path / "mine"


def test_places_are_those_of_the_region(tmp_path):
    text = GOOD.replace("before_after", "fourteen").replace("share = 0.02", "")
    (tmp_path / "experiment.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="places.*storuman"):
        read_in_silico(tmp_path, "oland")
    own = 'places = ["borgholm", "morbylanga"]'
    (tmp_path / "experiment.toml").write_text(f"{text}\n{own}", encoding="utf-8")
    assert read_in_silico(tmp_path, "oland").options["places"] == ["borgholm", "morbylanga"]


@pytest.mark.verify
@pytest.mark.parametrize(
    ("measure", "asked"),
    [("gp_leaves", "days = 30"), ("before_after", "days = 30"), ("two_worlds", "years = 1"), ("support", "years = 1"),
     ("fourteen", 'days = 30\nplaces = ["granvik", "furuby"]'), ("locum_trap", "years = 1"),
     ("register_study", "years = 1"), ("compared", "years = 1\noutcomes = [\"deaths\"]\nmodels = { hub = {} }")],
)  # fmt: skip
def test_every_measure_runs_in_the_region_asked_for(tmp_path, monkeypatch, measure, asked):
    seen, begin = [], RuralModel.__init__

    def spied(model, *args, **given):
        begin(model, *args, **given)
        seen.append(model.scenario.region)

    monkeypatch.setattr(RuralModel, "__init__", spied)
    text = GOOD.replace("before_after", measure).replace("share = 0.02", asked)
    (tmp_path / "experiment.toml").write_text(text, encoding="utf-8")
    experiment = read_in_silico(tmp_path, "small")
    found = run_experiment(experiment, tmp_path / "out", seeds=1, workers=1)
    assert len(found.rows) and set(seen) == {"small"}
    assert read_manifest(tmp_path / "out")["region"] == "small"


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        read_in_silico(tmp_path / "nothing")


class Measure:
    """A module of an experiment in which some seed is stopped; remembers the seeds it made."""

    def __init__(self, stopped_at=None):
        self.stopped_at = stopped_at
        self.made = []

    def measure(self, seed, options):
        if seed == self.stopped_at:
            raise KeyboardInterrupt
        self.made.append(seed)
        return [{"part": "share", "value": options["share"] * seed}]


@pytest.fixture
def experiment(tmp_path):
    (tmp_path / "experiment.toml").write_text(GOOD, encoding="utf-8")
    return read_in_silico(tmp_path)


@pytest.fixture
def measured_by(monkeypatch):
    return lambda measure: monkeypatch.setattr(running, "_module", lambda _: measure)


def test_seeds_are_kept_and_not_made_again(tmp_path, experiment, measured_by):
    measure = Measure()
    measured_by(measure)
    first = run_experiment(experiment, tmp_path / "out", seeds=2, workers=1)
    again = run_experiment(experiment, tmp_path / "out", seeds=3, workers=1)
    assert measure.made == [1, 2, 3]
    assert first.summary["mean"].item() == pytest.approx(0.03) and again.summary["seeds"].item() == 3
    assert "share" in "\n".join(finding_lines(experiment, again))


def test_a_damaged_seed_is_made_again_and_a_stop_says_what_is_kept(tmp_path, experiment, measured_by):
    measure = Measure(stopped_at=3)
    measured_by(measure)
    with pytest.raises(KeyboardInterrupt, match="2 of 3"):
        run_experiment(experiment, tmp_path / "out", seeds=3, workers=1)
    part = tmp_path / "out" / running.PARTS / "seed_1.parquet"
    part.write_bytes(part.read_bytes()[:50])
    found = run_experiment(experiment, tmp_path / "out", seeds=2, workers=1)
    assert measure.made == [1, 2, 1] and list(found.rows["value"]) == pytest.approx([0.02, 0.04])


class MeasureOfDraws(Measure):
    """Its values follow from the seed, and from a parameter drawn, if any."""

    def measure(self, seed, options):
        drawn = options["parameters"].get("clinic_share", 0)
        self.made.append((seed, bool(drawn)))
        return [{"part": "share", "value": 0.01 * seed + 10 * drawn}]


def test_each_seed_has_its_draw_and_more_seeds_narrow_chance_only(tmp_path, experiment, measured_by):
    measure = MeasureOfDraws()
    measured_by(measure)
    found = run_experiment(experiment, tmp_path / "drawn", seeds=4, workers=1, draws="posterior")
    assert measure.made == [(seed, True) for seed in (1, 2, 3, 4)] + [(seed, False) for seed in (1, 2, 3, 4)]
    sample = shipped_sample()
    expected = [0.01 * seed + 10 * sample.values(seed)["clinic_share"] for seed in (1, 2, 3, 4)]
    assert list(found.rows["value"]) == pytest.approx(expected)
    chance = np.var([0.01, 0.02, 0.03, 0.04], ddof=1)
    judged = verdict(expected, np.nan, "neither", chance)
    assert (found.summary["low"].item(), found.summary["high"].item()) == pytest.approx((judged.low, judged.high))
    assert judged.doubt > 0, "nothing is doubtful here, and the test cannot fail"
    manifest = running.store.read_manifest(tmp_path / "drawn")
    assert manifest["draws"]["sha256"] == sample.sha256 and "no_draws_because" not in manifest
    assert "chance and the uncertainty of" in finding_lines(experiment, found)[-1]
    with pytest.raises(InputError, match="contains other results"):
        run_experiment(experiment, tmp_path / "drawn", seeds=4, workers=1)
    plain = run_experiment(experiment, tmp_path / "plain", seeds=4, workers=1)
    assert list(plain.rows["value"]) == pytest.approx([0.01, 0.02, 0.03, 0.04]) and plain.draws is None
    manifest = running.store.read_manifest(tmp_path / "plain")
    assert manifest["draws"] is None and manifest["no_draws_because"] == {"en": "A.", "sv": "B."}
    assert "chance only" in finding_lines(experiment, plain)[-1]


@pytest.mark.parametrize("measure", measures())
def test_drawn_parameters_reach_every_measure_and_its_own_go_first(measure):
    options, drawn = usual_options(measure), {"clinic_share": 0.1, "gp_leaving_per_year": 0.2}
    own = {"gp_leaving_per_year": 0.3}
    options |= {"worlds": {"one": {}, "other": own}} if "worlds" in options else {"parameters": own}
    found = with_drawn(options, drawn)
    last = found["worlds"]["other"] if "worlds" in options else found["parameters"]
    assert last == {**drawn, **own} and ("worlds" not in options or found["worlds"]["one"] == drawn)


def test_the_figure_is_no_part_of_what_makes_results_the_same(tmp_path, measured_by, capsys):
    measure = Measure()
    measured_by(measure)
    path, out = tmp_path / "experiment.toml", tmp_path / "out"
    for axis in ("a person", "a person and year"):
        path.write_text(GOOD + FIGURE.replace("a person", axis), encoding="utf-8")
        assert main(["experiment", str(tmp_path), "--workers", "1", "--out", str(out)]) == 0
        assert f"Look first at: {out / 'figures'}" in capsys.readouterr().out
    assert measure.made == [1, 2]
    assert running.store.read_manifest(out)["figure"]["panels"][0]["axis"]["en"] == "a person and year"
    names = sorted(path.name for path in (out / "figures").iterdir())
    assert names == ["finding.en.png", "finding.en.svg", "finding.sv.png", "finding.sv.svg"]


def test_the_summary_keeps_the_order_and_counts_only_what_is_defined():
    rows = pd.DataFrame({
        "seed": [1, 1, 2, 2], "group": ["b", "a", "b", "a"], "value": [1.0, 2.0, 3.0, np.nan],
    })  # fmt: skip
    found = summary(rows)
    assert list(found["group"]) == ["b", "a"] and list(found["mean"]) == [2.0, 2.0]
    assert list(found["seeds"]) == [2, 1]


def test_the_odds_ratio_is_that_of_one_stratum_and_is_not_fooled_by_another():
    def rows(stratum, group, sick, well):
        return [{"stratum": stratum, "group": group, "event": event} for event in [True] * sick + [False] * well]

    one = pd.DataFrame(rows(0, 0, 20, 80) + rows(0, 1, 10, 90))
    assert odds_ratio(one["event"], one["group"] == 1, one["stratum"]) == pytest.approx((10 * 80) / (90 * 20))
    # The exposed are mostly in a stratum of the sick: crude odds would be raised, the odds within strata are equal.
    two = pd.DataFrame(rows(0, 0, 10, 90) + rows(0, 1, 1, 9) + rows(1, 0, 5, 5) + rows(1, 1, 50, 50))
    assert odds_ratio(two["event"], two["group"] == 1, two["stratum"]) == pytest.approx(1)
    assert np.isnan(odds_ratio(two["event"], two["group"] == 7, two["stratum"]))


def test_groups_of_years_are_named():
    assert group_names([2.0, 4.0]) == ["below 2", "2-4", "4 and more"]


def patients_of(gp, group, admitted, well):
    """Persons of 70 on the list of a GP, in a group of years: so many admitted within the year, and so many not."""
    alike = {"age": 70, "sex": 0, "conditions": 0b101, "unit": 1, "list_gp": gp, "group": group}
    return pd.DataFrame([alike | {"admissions": 1}] * admitted + [alike | {"admissions": 0}] * well)


def test_what_lies_between_gps_is_not_within_them():
    """GP 1 has sick patients, most of them new, GP 2 healthy ones, most of them old; the years do nothing.

    All together 11 of 30 are admitted in the first year and 7 of 30 later: odds of 7 x 19 / (23 x 11) = 0.53. On each
    list the same share is admitted in both groups.
    """
    lists = [(1, 0, 10, 10), (1, 1, 5, 5), (2, 0, 1, 9), (2, 1, 2, 18)]
    people = pd.concat([patients_of(*one) for one in lists])
    options = usual_options("register_study") | {
        "relation": "list_gp", "bounds": [1.0], "strata": ["age", "sex", "conditions", "unit"], "within": ["gp"],
    }  # fmt: skip
    rows = pd.DataFrame(_rows("a world", [people], [people], options)).set_index(["years", "part"])["value"]
    assert rows["1 and more", "register"] == pytest.approx(np.log(7 * 19 / (23 * 11)))
    assert rows["1 and more", "register within"] == pytest.approx(0, abs=1e-12)
    assert rows["1 and more", "persons"] == 30


@pytest.mark.verify
@pytest.mark.parametrize("folder", sorted(path.parent.name for path in FOLDER.glob("*/experiment.toml")))
def test_every_experiment_runs(folder, tmp_path):
    if "measure" not in (FOLDER / folder / "experiment.toml").read_text(encoding="utf-8"):
        pytest.skip("a sweep; see the tests of sweeps")
    experiment = read_in_silico(FOLDER / folder)
    if experiment.measure == "compared":
        pytest.skip("too many runs; see the tests of that measure")
    finding = run_experiment(experiment, tmp_path, seeds=1, workers=1)
    assert finding.rows["value"].notna().any()
    assert tuple(finding.rows.columns) == ("seed", *columns(experiment.measure), "value")
    assert len(write_finding(tmp_path, "en")) == 2
