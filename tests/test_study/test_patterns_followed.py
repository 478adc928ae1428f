"""Measures of single persons by hand, and every way of measuring on a small region."""

import numpy as np
import pandas as pd
import pytest
from regions import model_of, place_of

from rural_abm import Scenario
from rural_abm.engine.errors import InputError
from rural_abm.regions.registers import load_register
from rural_abm.study.evidence import patterns_followed as followed_measures
from rural_abm.study.evidence.patterns_experiments import Leaving, city_place, leavers
from rural_abm.study.evidence.patterns_files import declared
from rural_abm.study.evidence.patterns_runs import measure

SHARE = 0.1


class Register(dict):
    def value(self, name):
        return {"old_age_years": 65, "very_old_age_years": 80}[name]


class Model:
    register = Register()


class Few:
    """Followed persons of one stratum: 100 days each of four persons, two of them severely frail."""

    model = Model()
    definitions = declared().definitions
    days = 365
    people = pd.DataFrame(
        {"person": [1, 2, 3, 4], "age": [82, 82, 83, 83], "sex": 0, "frailty": [0, 0, 3, 3], "days": 100, "month": 0,
         "care": 0, "band": [0, 0, 2, 2]}
    )  # fmt: skip

    def __init__(self, rows, of="emergency"):
        self._rows, self._of = rows, of
        self.events = rows.assign(kind=of) if rows is not None else None

    def rows(self, of):
        return self._rows


def test_rates_and_ratios_by_hand():
    few = Few(Few.people.iloc[[0, 2, 2, 3]])
    assert followed_measures.ratio_by_frailty(few, "emergency", "severe") == pytest.approx(3.0)
    assert followed_measures.rate(few, "emergency", "80") == pytest.approx(4 / (400 / 365))
    assert followed_measures.far_over_near(few, "emergency", "80") == pytest.approx(3.0)
    assert followed_measures.rate(few, "emergency", "sickest") == pytest.approx(3 / (200 / 365))
    assert followed_measures.share_frail(few, 83, 90) == 1.0


def test_a_rate_has_the_ages_of_the_county_by_hand():
    """One event a year at 40, two at 70, four at 85, and one of somebody from elsewhere; two people of 40 live here."""
    few = Few(None)
    few.everyone = pd.DataFrame({"person": [1, 2, 3, 4], "age": [40, 40, 70, 85], "days": 365, "month": 0})
    few.events = pd.DataFrame({"person": [1, 2, 3, 3, 4, 4, 4, 4, 9], "day": 3, "kind": "ambulance"})
    persons = declared().definitions["county_persons"]
    expected = np.dot([1, 2, 4], persons) / sum(persons)
    assert followed_measures.standardised_rate(few, "ambulance") == pytest.approx(expected)


def test_weights_count_days_rather_than_stays():
    few = Few(Few.people.iloc[[0, 2]].assign(weight=[1, 5]))
    assert followed_measures.ratio_by_frailty(few, "bed_days", "severe") == pytest.approx(5.0)


def test_returns_and_readmissions_by_hand():
    rows = pd.DataFrame({"person": [1, 1, 2, 3, 3], "day": [10, 15, 20, 5, 100], "age": 82, "care": 1, "frailty": 3})
    # Of five visits one (day 10) is followed by another within 30 days.
    assert followed_measures.returns(Few(rows), "emergency") == 1 / 5
    assert followed_measures.days_to_next(rows, rows, 30, same_day=True).tolist() == [0.0] * 5


def test_regression_to_the_mean_by_hand():
    # Half-years of 180 days; of two persons one is taken in each time. Person 1, who has most contacts both times: two,
    # then one, then none.
    rows = pd.DataFrame({"person": [1, 1, 1, 2], "day": [10, 20, 200, 30], "kind": "emergency"})
    few = Few(rows)
    few.days, few.events = 540, rows
    few.people = pd.DataFrame({"month": [*range(18)] * 2, "person": [1] * 18 + [2] * 18})
    assert followed_measures.drop_after_peak(few) == pytest.approx(1 - 1 / 3)
    died = pd.DataFrame({"person": [1], "day": [450], "kind": ["died"]})
    few.events = pd.concat([rows, died])
    assert followed_measures.drop_after_peak(few) == pytest.approx(1 - (1 / 270) / (3 / 360))


def test_odds_by_relation_by_hand():
    persons = np.arange(8)
    years = pd.DataFrame({"person": persons, "year": 0, "age": 70, "sex": 0, "relation": [0.5] * 4 + [2.5] * 4})
    few = Few(None)
    few.years = years
    few.events = pd.DataFrame({"person": [0, 1, 4], "day": 9, "kind": "admitted"})
    # Odds 1/3 with 2-3 years against 2/2 with less than two.
    assert followed_measures.odds_by_relation(few, 2, 4) == pytest.approx(1 / 3)


def test_a_city_district_is_one_town():
    place = place_of(SHARE)
    city = city_place(4000, 0.1, place)
    inside = city.municipality_of_settlement == 0
    assert city.population[inside].sum() == city.population[city.settlement_of_unit[0]] == pytest.approx(4000, abs=5)
    assert city.population[~inside].sum() < 0.2 * place.population[~inside].sum()
    assert (place.population == place_of(SHARE).population).all()


def test_a_gp_of_each_unit_leaves_in_the_second_world_only():
    model = model_of(Scenario(seed=3, years=1, register="all"), SHARE)
    rows = leavers(model)
    units = np.asarray(model.world.staff)["unit"][rows]
    assert len(rows) == len(set(units.tolist())) > 3
    leaving = Leaving(model, "permanent")
    assert leaving.patients > 100
    stayed, left = leaving.counts
    assert stayed != left and min(stayed.values()) > 0


@pytest.mark.parametrize("name", declared().settings)
def test_every_pattern_of_a_setting_gets_a_value(name):
    found = declared()
    patterns = [one for one in found.patterns.values() if one.setting == name]
    years = {"followed": 2, "years_of_use": 4}.get(name, 1)
    patterns = [one for one in patterns if one.quantity.from_year == 1]
    setting = found.settings[name]
    if setting.way == "city":
        setting = setting.model_copy(update={"options": {"residents": 4000, "others_share": 0.1}})
    values = measure(setting, 3, patterns, years=years, place=place_of(SHARE))
    assert list(values) == [one.name for one in patterns]
    rare = {"trainees_retained", "coc_where_locums_dominate", "upc_where_locums_dominate", "register_gradient_15",
            "stay_gradient", "recruitment_days", "housing_median_days"}  # fmt: skip
    undefined = {key for key, value in values.items() if not np.isfinite(value)}
    assert undefined <= rare


def test_what_makes_a_setting_is_not_overlaid(monkeypatch):
    """No run is made: the parameters are refused before, whether or not the value is the same."""
    monkeypatch.setattr("rural_abm.study.evidence.patterns_runs._model", lambda *given: pytest.fail("a run was made"))
    own = [one for one in declared().settings.values() if one.scenario.get("parameters") or one.other.get("parameters")]
    assert {one.way for one in own} == {"city", "pair"}
    for setting in own:
        for name in {**setting.scenario.get("parameters", {}), **setting.other.get("parameters", {})}:
            with pytest.raises(InputError, match=f"settings.{setting.name}: {name} is set by this setting"):
                measure(setting, 1, [], parameters={"clinic_share": 0.6, name: load_register().value(name)})


def test_parameters_are_laid_over_a_setting():
    setting = declared().settings["baseline"]
    patterns = [declared().pattern("deaths_old")]
    common = {"years": 1, "place": place_of(SHARE)}
    usual = measure(setting, 3, patterns, **common)
    higher = measure(setting, 3, patterns, parameters={"death_fit_80_per_year": 0.035}, **common)
    assert higher["deaths_old"] > usual["deaths_old"]
