"""Levers that an extension declares: set like any other, read by its own step and by agents, part of what a run is."""

import pytest
import regions

from rural_abm import Scenario
from rural_abm.engine.errors import InputError
from rural_abm.governance import resolve
from rural_abm.study.sweeps.experiments import make_experiment

SHARE = 0.05
RULES = """
from rural_abm.simulation.agents import GP

LEVERS = {
    "coffee": {"type": "whole", "unit": "minutes a day", "low": 0, "high": 60, "default": 5},
    "garden": {
        "scope": "region",
        "fields": {"opens": {"type": "clock", "default": "10:00"}, "shared": {"type": "yes_no", "default": False}},
        "requires": [["shared", "opens"]],
    },
}
seen = []

class Drinks(GP):
    def leaving_hazard(self, situation):
        return 0.0 if self.model.levers[self.model.place.unit_keys[self.unit]].coffee else 1e9

def every_day(model):
    unit = model.unit_agents[1]
    seen.append((model.reported_day, unit.levers.coffee, model.levers[unit.name].garden.opens))
"""


@pytest.fixture
def rules(tmp_path):
    """The path of a file of rules with two levers of its own."""
    path = tmp_path / "coffee.py"
    path.write_text(RULES, encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def start():
    """A small region on its first day, to go on from."""
    return regions.model_of(Scenario(seed=4, years=1), SHARE).snapshot()


def run_with(start, scenario, days):
    """A small region after some days under a scenario."""
    return regions.run_days(regions.restored(start, scenario, SHARE), days)


def test_a_step_sees_the_value_of_its_place_from_the_day_of_the_change(start, rules):
    place = regions.whole_place().unit_keys[1]
    changes = [{"day": 3, "levers": {f"{place}.coffee": 20, "garden.opens": "11:30"}}]
    scenario = Scenario(seed=4, years=1, extensions=[rules], levers={"coffee": 10}, changes=changes)
    model = run_with(start, scenario, 6)
    seen = model.rules.steps["every_day"][0].__globals__["seen"]
    assert [coffee for _, coffee, _ in seen] == [10, 10, 10, 20, 20, 20]
    assert [opens for _, _, opens in seen] == 3 * ["10:00"] + 3 * ["11:30"]
    assert model.levers[regions.whole_place().unit_keys[0]].coffee == 10
    assert model.plan.before[place].coffee == 5, "its default before the first reported day"
    with pytest.raises(TypeError):
        model.levers[place] = None


def test_gps_stay_where_there_is_coffee_and_leave_where_there_is_none(start, rules):
    place = regions.whole_place().unit_keys[0]
    model = run_with(start, Scenario(seed=4, years=1, extensions=[rules], levers={f"{place}.coffee": 0}), 40)
    counts = model.world.unit_counts
    left = (counts["gps_left"] - counts["gps_retired"]).sum(axis=0)
    assert left[0] > 0 and not left[1:].any()


def test_a_model_that_goes_on_from_a_snapshot_knows_the_levers_in_force(start, rules):
    place = regions.whole_place().unit_keys[1]
    scenario = Scenario(seed=4, years=1, extensions=[rules], levers={f"{place}.coffee": 40})
    halfway = run_with(start, scenario, 3)
    again = regions.restored(halfway.snapshot(), scenario, SHARE)
    assert again.levers == halfway.levers and again.levers[place].coffee == 40


def test_its_values_are_part_of_what_a_scenario_is(rules):
    plain, coffee = Scenario(extensions=[rules]), Scenario(extensions=[rules], levers={"coffee": 7})
    assert plain.scenario_id() != coffee.scenario_id()
    assert Scenario(extensions=[rules], levers={"coffee": 5}).scenario_id() != coffee.scenario_id()
    assert Scenario.from_mapping(coffee.to_mapping()) == coffee


def test_a_governance_file_sets_it_where_the_extension_is_named(rules, tmp_path):
    file = tmp_path / "breaks.toml"
    file.write_text(
        'name = "breaks"\ntitle = {en = "Breaks", sv = "Raster"}\ndescription = {en = "Breaks.", sv = "Raster."}\n'
        'source = "assumed"\ndate = "2026"\nsetting = ["rural"]\nadopted = "from the first day"\nassumed = ["coffee"]\n'
        "[levers]\ncoffee = 15\n[levers.garden]\nshared = true\n",
        encoding="utf-8",
    )
    levers = resolve(Scenario(str(file), extensions=[rules])).at(0)
    assert {(one.coffee, one.garden.shared) for one in levers.values()} == {(15, True)}
    with pytest.raises(InputError, match="unknown lever 'coffee'"):
        resolve(Scenario(str(file)))


@pytest.mark.parametrize(
    ("levers", "said"),
    [
        ({"cofee": 1}, "unknown lever 'cofee'(.|\n)*coffee"),
        ({"coffee": 61}, "out of range"),
        ({"garden.opens": "25:00"}, "not allowed"),
        ({"garden.closes": "12:00"}, "unknown key 'closes'"),
        ({"sorsele.garden.opens": "12:00"}, "whole region only"),
    ],
)
def test_a_wrong_name_or_value_is_refused_like_that_of_any_lever(rules, levers, said):
    with pytest.raises(InputError, match=said):
        Scenario(extensions=[rules], levers=levers)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('{"beds": {"type": "whole", "low": 0, "high": 1, "default": 0}}', "a lever of the package"),
        ('{"coffee": {"type": "share", "default": 0}}', "unknown type 'share'"),
        ('{"coffee": {"type": "whole", "low": 0, "default": 0}}', "high is missing"),
        ('{"coffee": {"type": "whole", "low": 0, "high": 5, "default": 9}}', "out of range"),
        ('{"coffee": {"type": "yes_no"}}', "default is missing"),
        ('{"coffee": {"type": "yes_no", "default": False, "colour": "brown"}}', "unknown key 'colour'"),
        ('{"coffee": {"scope": "house", "type": "yes_no", "default": False}}', "unknown scope 'house'"),
        ('{"Coffee": {"type": "yes_no", "default": False}}', "not a name"),
        ('{"coffee": {}}', "either a type or fields"),
        ("dict(coffee=1)", "not written out"),
        ("5", "not a table"),
    ],
)
def test_a_declaration_that_no_lever_can_be_is_refused(tmp_path, table, said):
    path = tmp_path / "odd.py"
    path.write_text(f"LEVERS = {table}\n\ndef every_day(model):\n    pass\n", encoding="utf-8")
    with pytest.raises(InputError, match=said):
        Scenario(extensions=[str(path)])


def test_two_extensions_may_not_declare_one_lever_differently(rules, tmp_path):
    other = tmp_path / "tea.py"
    other.write_text(RULES.replace('"high": 60', '"high": 30'), encoding="utf-8")
    with pytest.raises(InputError, match="declared by two extensions"):
        Scenario(extensions=[rules, str(other)])


def test_an_experiment_varies_it_over_its_range(rules):
    table = {
        "name": "breaks",
        "governance": ["call_off"],
        "outcomes": ["gp_vacancy"],
        "design": {"kind": "latin_hypercube", "samples": 4},
    }
    experiment = make_experiment(table | {"extensions": [rules], "levers": {"coffee": {"low": 0, "high": 30}}})
    assert experiment.factors[0].values == tuple(range(31))
    with pytest.raises(InputError, match="unknown lever 'coffee'"):
        make_experiment(table | {"levers": {"coffee": {"low": 0, "high": 30}}})
