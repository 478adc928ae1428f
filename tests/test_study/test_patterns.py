"""What sources say, as data: whole, computable, judged as said; and the command that holds the model against it."""

import inspect
import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from rural_abm.cli import main
from rural_abm.engine.errors import InputError
from rural_abm.governance import place_keys
from rural_abm.outcomes import catalogue
from rural_abm.regions.place_tables import load_tables
from rural_abm.report.pattern_page import pattern_page, renew_page
from rural_abm.study.evidence import patterns_work
from rural_abm.study.evidence.patterns import (
    FAILS,
    FITS,
    NO_VERDICT,
    NOT_MEASURED,
    NOT_SEEN,
    UNDECIDED,
    Measured,
    finding,
    finding_rows,
    findings,
    findings_of_rows,
    measure_patterns,
    pattern_jobs,
    target_text,
    verdict,
)
from rural_abm.study.evidence.patterns_files import ROLES, SCALES, SETTINGS_FILE, declared, read_patterns
from rural_abm.study.evidence.patterns_outcomes import value_of, where_locums_dominate, winter_over_summer
from rural_abm.study.evidence.patterns_runs import measures_of
from rural_abm.study.evidence.patterns_work import Job, carry_out

PATTERN = """
[[pattern]]
name = "beds"
title = { en = "Beds", sv = "Platser" }
unit = "share"
scale = "unit"
role = "check"
population = "beds"
setting = "short"
low = 0.2
high = 0.4
evidence = "guess"
source = "an example"
quantity = { outcome = "beds_open" }
"""
SETTINGS = """
[sections]
beds = { en = "Beds", sv = "Platser" }
[settings.short]
kind = "scenario"
title = { en = "Short", sv = "Kort" }
way = "outcomes"
years = 1
seeds = 2
[definitions]
[units]
share = { en = "share", sv = "andel" }
[populations]
beds = { en = "beds", sv = "platser" }
"""


# The packaged patterns


def test_enough_patterns_at_every_scale_and_enough_checks():
    patterns = declared().patterns.values()
    assert len(patterns) >= 25
    assert {pattern.scale for pattern in patterns} == set(SCALES)
    assert sum(pattern.role == "check" for pattern in patterns) >= 12
    assert {pattern.role for pattern in patterns} == set(ROLES)


def test_every_pattern_can_be_computed():
    outcomes = {entry.name: entry for entry in catalogue}
    municipalities = set(load_tables().municipalities["key"])
    for pattern in declared().patterns.values():
        quantity, way = pattern.quantity, declared().settings[pattern.setting].way
        if quantity.outcome:
            assert {quantity.outcome, quantity.of} - {None} <= outcomes.keys(), pattern.name
            assert quantity.dimension in outcomes[quantity.outcome].dimensions, pattern.name
            known = set(place_keys()) if quantity.place_kind == "unit" else municipalities
            assert {*quantity.places, *quantity.against} <= known, pattern.name
            assert bool(quantity.compare) == (way == "pair" or bool(quantity.against)), pattern.name
        else:
            function = measures_of(way)[quantity.measure]
            inspect.signature(function).bind(None, **quantity.options)


def test_every_word_and_setting_is_used():
    found = declared()
    for key, known in (("unit", found.units), ("population", found.populations), ("setting", found.settings)):
        assert {getattr(pattern, key) for pattern in found.patterns.values()} == set(known)


def test_paired_settings_differ_and_scenarios_are_sound():
    from rural_abm.governance import resolve
    from rural_abm.study.evidence.patterns_runs import _scenario

    for setting in declared().settings.values():
        first, second = (_scenario(setting, part, 1, None, None) for part in (setting.scenario, setting.other))
        resolve(first), resolve(second)
        assert (setting.way != "pair") or first != second


# Files


@pytest.fixture
def folder(tmp_path):
    (tmp_path / SETTINGS_FILE).write_text(SETTINGS)
    (tmp_path / "beds.toml").write_text(PATTERN)
    return tmp_path


def test_a_folder_of_patterns_is_read(folder):
    found = read_patterns(folder)
    assert list(found.patterns) == ["beds"] and found.section_of == {"beds": "beds"}
    assert found.pattern("beds").bounds == (0.2, 0.4)
    with pytest.raises(InputError, match="bed"):
        found.pattern("bed")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('role = "check"', 'role = "chek"', "Did you mean 'check'"),
        ('setting = "short"', 'setting = "shrt"', "Did you mean 'short'"),
        ('unit = "share"', 'unit = "shares"', "unknown unit"),
        ('source = "an example"', "", "source"),
        ('source = "an example"', 'source = "an example"\nsoure = "x"', "soure"),
        ("low = 0.2", "low = 0.5", "value must lie between low and high"),
        ("low = 0.2\nhigh = 0.4", "", "a low, a high or both"),
        ('{ outcome = "beds_open" }', '{ outcome = "beds_open", measure = "rate" }', "either an outcome or a measure"),
        ('{ outcome = "beds_open" }', '{ outcome = "beds_open", pick = "lowest" }', "place_kind"),
        ("[[pattern]]", "[[patern]]", "patern"),
    ],
)
def test_mistakes_in_a_file_are_named(folder, old, new, said):
    (folder / "beds.toml").write_text(PATTERN.replace(old, new))
    with pytest.raises(InputError) as caught:
        read_patterns(folder)
    assert said in str(caught.value) and "beds.toml" in str(caught.value)


def test_a_pattern_given_twice_and_a_stray_file_are_refused(folder):
    (folder / "stray.toml").write_text(PATTERN)
    with pytest.raises(InputError, match="stray"):
        read_patterns(folder)
    (folder / "stray.toml").unlink()
    (folder / "beds.toml").write_text(PATTERN + PATTERN)
    with pytest.raises(InputError, match="twice"):
        read_patterns(folder)


# Verdicts


def test_verdicts_by_example():
    assert verdict((1.0, 2.0), 1.5, 1.4, 1.6) == FITS
    assert verdict((1.0, 2.0), 1.9, 1.7, 2.1) == UNDECIDED
    assert verdict((1.0, 2.0), 2.1, 1.9, 2.3) == UNDECIDED
    assert verdict((1.0, 2.0), 2.5, 2.4, 2.6) == FAILS
    assert verdict((-np.inf, 2.0), -9.0, -9.5, -8.5) == FITS
    assert verdict((1.0, 2.0), 1.5, np.nan, np.nan) == UNDECIDED
    assert verdict((1.0, 2.0), np.nan, np.nan, np.nan) == NOT_SEEN


def test_interval_by_hand():
    pattern = declared().pattern("gp_visits")
    found = finding(pattern, np.array([1.0, np.nan, 3.0]))
    # Two runs: standard error 1, and 12.7062 is the 97.5 % point of Student's t with one degree of freedom.
    assert (found.mean, round(found.high - found.mean, 4), round(found.mean - found.low, 4)) == (2.0, 12.7062, 12.7062)
    assert found.seeds == 2 and found.verdict == UNDECIDED
    assert np.isnan(finding(pattern, [1.0]).low)


def test_a_guess_gives_no_verdict():
    guesses = [one for one in declared().chosen() if one.evidence == "guess"]
    assert len(guesses) > 5
    for pattern in guesses:
        assert finding(pattern, np.array([1e6, 1e6 + 1])).verdict == NO_VERDICT


def test_targets_in_words():
    assert target_text(declared().pattern("distances_differ")) == "at least 1.5"
    assert target_text(declared().pattern("doctor_lost_at_enrolment")) == "at most 0.95"
    assert target_text(declared().pattern("deaths_old")) == "485 (441 to 529)"


# Values from outcomes


class Ended:
    """A run that has ended with made-up outcomes."""

    def __init__(self, *rows, years=2):
        columns = ("outcome", "place_kind", "place", "period", "numerator", "denominator")
        self.frame = pd.DataFrame(rows, columns=columns).assign(dimension="all", group="all")
        self.years, self.region = years, None


def quantity(**changes):
    base = {"outcome": "friction_share", "measure": None, "options": {}, "place_kind": None, "places": ()}
    fields = {**base, **changes}
    return declared().pattern("gp_visits").quantity.model_validate(fields)


UNITS = ("lycksele", "storuman", "tarnaby", "vilhelmina", "asele", "dorotea", "mala", "sorsele")
FRICTION = Ended(
    ("friction_share", "region", "region", "1", 6, 10),
    ("friction_share", "region", "region", "2", 2, 10),
    *(("friction_share", "unit", unit, "1", place, 10) for place, unit in enumerate(UNITS, start=1)),
)


def test_outcomes_are_pooled_over_years_and_places():
    assert value_of(quantity(), FRICTION) == 8 / 20
    assert value_of(quantity(from_year=2), FRICTION) == 2 / 10
    assert value_of(quantity(take="numerator", times=0.5), FRICTION) == 2.0
    assert value_of(quantity(pick="highest", place_kind="unit"), FRICTION) == len(UNITS) / 10
    assert value_of(quantity(place_kind="unit", places=UNITS[:2]), FRICTION) == 3 / 20
    against = {"place_kind": "unit", "places": UNITS[1:2], "against": UNITS[:1]}
    assert value_of(quantity(**against, compare="ratio"), FRICTION) == 2.0
    assert value_of(quantity(**against, compare="difference"), FRICTION) == pytest.approx(0.1)


def test_a_pair_is_compared_run_with_run():
    more = Ended(("friction_share", "region", "region", "1", 3, 5))
    assert value_of(quantity(compare="ratio"), FRICTION, more) == pytest.approx(1.5)


def test_where_locums_dominate_by_hand():
    run = Ended(
        ("upc", "municipality", "mala", "1", 2, 10), ("locum_share", "municipality", "mala", "1", 6, 10),
        ("upc", "municipality", "sorsele", "1", 9, 10), ("locum_share", "municipality", "sorsele", "1", 4, 10),
        ("upc", "municipality", "norsjo", "1", 9, 10), ("locum_share", "municipality", "norsjo", "1", 9, 10),
    )  # fmt: skip
    assert where_locums_dominate(run, "upc") == 2 / 10


def test_winter_over_summer_by_hand():
    rows = [("deaths_old", "region", "region", f"2024-{month:02}", 3 if month in (1, 2, 12) else 2, 10)
            for month in range(1, 13)]  # fmt: skip
    assert winter_over_summer(Ended(*rows), "deaths_old") == pytest.approx(1.5)


# Measuring and keeping


def halves(setting, seed, names, **changes):
    """A stand-in for a measurement: half the seed for every pattern."""
    return dict.fromkeys(names, seed / 2)


def test_measurements_are_kept_and_read_again(tmp_path):
    jobs = [Job("baseline", seed, ("gp_visits",)) for seed in (1, 2)]
    told = []
    kept = carry_out(jobs, tmp_path, 1, lambda done, total: told.append((done, total)), measured=halves)
    assert kept == {jobs[0].key: {"gp_visits": 0.5}, jobs[1].key: {"gp_visits": 1.0}}
    assert told[-1] == (2, 2)

    def fails(*args, **kwargs):
        raise AssertionError("measured again")

    assert carry_out(jobs, tmp_path, 1, measured=fails) == kept
    with pytest.raises(AssertionError, match="again"):
        carry_out([replace(jobs[0], changes={"years": 1})], tmp_path, 1, measured=fails)


def test_what_is_kept_survives_a_stop(tmp_path):
    jobs = [Job("baseline", seed, ("gp_visits",)) for seed in (1, 2, 3)]

    def stops(setting, seed, names, **changes):
        if seed == 3:
            raise KeyboardInterrupt
        return halves(setting, seed, names)

    with pytest.raises(KeyboardInterrupt, match="2 of 3"):
        carry_out(jobs, tmp_path, 1, measured=stops)
    seen = []
    carry_out(jobs, tmp_path, 1, measured=lambda *given: seen.append(given[1]) or halves(*given))
    assert seen == [3]


def test_jobs_hold_all_patterns_of_a_setting():
    jobs = pattern_jobs({"gp_leaves"})
    assert len(jobs) == declared().settings["gp_leaves"].seeds
    assert set(jobs[0].names) == {one.name for one in declared().patterns.values() if one.setting == "gp_leaves"}
    assert len(pattern_jobs({"gp_leaves", "months"}, 2)) == 4


@pytest.fixture
def stand_in(monkeypatch):
    """Measurements that give each pattern a value: the middle of its target, or far above for one of them."""

    def middle(setting, seed, names, **changes):
        values = {}
        for name in names:
            low, high = (bound for bound in declared().pattern(name).bounds)
            values[name] = high if low == -np.inf else low if high == np.inf else (low + high) / 2
        return {**values, "admissions_irr_mild": 99 + seed} if "admissions_irr_mild" in values else values

    monkeypatch.setattr("rural_abm.study.evidence.patterns.carry_out", lambda jobs, folder, workers, progress: {
        job.key: middle(job.setting, job.seed, job.names) for job in jobs
    })  # fmt: skip


@pytest.mark.usefixtures("stand_in")
def test_the_command_prints_and_says_no_where_a_check_fails(capsys, tmp_path):
    page = tmp_path / "page.md"
    assert main(["patterns", "--seeds", "2", "--page", str(page)]) == 1
    out = capsys.readouterr().out
    assert "does not fit" in next(line for line in out.splitlines() if line.startswith("admissions_irr_mild "))
    assert "1 does not fit" in out
    text = page.read_text("utf-8")
    kept = json.loads(page.with_suffix(".json").read_text("utf-8"))
    assert kept["made"]["model"] and {row["name"] for row in kept["rows"]} == declared().patterns.keys()
    assert "`admissions_irr_mild`" in text and "**does not fit**" in text
    assert main(["patterns", "gp_visits", "--seeds", "2", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["verdict"] == FITS and {"title_en", "title_sv", "role", "scale"} <= row.keys()


@pytest.mark.usefixtures("stand_in")
def test_roles_names_and_folders_are_chosen(tmp_path):
    measured = measure_patterns(role="built_in", seeds=2, workers=1, out=tmp_path)
    assert {one.pattern.role for one in measured.findings} == {"built_in"}
    assert pd.read_parquet(tmp_path / "patterns.parquet")["seed"].max() == 2
    with pytest.raises(InputError, match="Did you mean 'check'"):
        measure_patterns(role="chek")
    with pytest.raises(InputError, match="gp_visits"):
        measure_patterns(["gp_visit"])
    with pytest.raises(InputError, match="seeds"):
        measure_patterns(seeds=0)


def test_the_page_has_every_pattern():
    values = pd.DataFrame({"pattern": ["gp_visits", "gp_visits"], "value": [1.0, 1.2], "seed": [1, 2]})
    manifest = {"seeds": 2, "version": "1", "code": "x"}
    measured = Measured(findings(declared().patterns.values(), values), values, manifest)
    page = pattern_page(measured)
    assert all(pattern.title.en.replace("|", "\\|") in page for pattern in declared().patterns.values())
    assert page.count(NOT_SEEN) >= len(declared().patterns) - 1


def test_a_pattern_declared_since_is_shown_as_not_yet_measured():
    """Kept rows are judged by today's target; one without a row says so instead of being left out."""
    kept = finding(declared().pattern("gp_visits"), np.array([1e6, 1e6 + 1]))
    rows = finding_rows(Measured([kept], None, {}))
    found = {one.pattern.name: one for one in findings_of_rows(rows)}
    assert found["gp_visits"] == kept and kept.verdict == FAILS
    others = [one for name, one in found.items() if name != "gp_visits"]
    assert {one.verdict for one in others} == {NOT_MEASURED} and len(found) == len(declared().patterns)
    page = pattern_page(Measured(list(found.values()), None, {"seeds": 2, "version": "1", "code": "x"}))
    assert page.count(f"| {NOT_MEASURED} |") == len(others)


def test_the_page_of_the_documents_has_the_patterns_of_today(repository, tmp_path):
    page = repository / "docs" / "plausibility.md"
    copy = tmp_path / page.name
    copy.with_suffix(".json").write_bytes(page.with_suffix(".json").read_bytes())
    renew_page(copy)
    assert copy.read_text("utf-8") == page.read_text("utf-8"), "run `make docs`"


def test_kept_values_stand_in_the_study_folder(tmp_path):
    job = Job("baseline", 1, ("gp_visits",))
    patterns_work.keep_values(job, tmp_path, halves)
    assert patterns_work.read_values(tmp_path, job.key) == {"gp_visits": 0.5}
