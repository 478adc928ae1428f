"""Own rules handed over: a GP, a nurse, a municipality and a step of one's own act, and nothing else changes."""

import numpy as np
import pytest
import regions

from rural_abm import RuralModel, Scenario
from rural_abm.engine.errors import InputError
from rural_abm.model.organisations.log import Decision
from rural_abm.model.staff.records import EMPLOYED, HOME_NURSE, PERMANENT
from rural_abm.model.staff.records import GP as GP_ROLE
from rural_abm.simulation.agents import GP, Municipality, Nurse
from rural_abm.simulation.extensions import is_overridden, own_rules

SHARE = 0.05
STAYS = """
from rural_abm.simulation.agents import GP

class Stays(GP):
    def leaving_hazard(self, situation):
        return 0.0
"""
LEAVES = STAYS.replace("Stays", "Leaves").replace("0.0", "1e9")
STEPS = """
def every_day(model):
    days.append(model.reported_day)

def every_week(model):
    weeks.append(model.reported_day)

def every_month(model):
    months.append(model.reported_day)

def every_year(model):
    years.append(model.reported_day)

days, weeks, months, years = [], [], [], []
"""


@pytest.fixture
def written(tmp_path):
    """A function that writes a file of rules and returns its path (text)."""

    def write(text, name="rules.py"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write


@pytest.fixture(scope="module")
def start():
    """A small region on its first day, to go on from."""
    return regions.model_of(Scenario(seed=4, years=1), SHARE).snapshot()


def run_with(start, extensions=(), days=60):
    """A small region after some days under own rules."""
    scenario = Scenario(seed=4, years=1, extensions=extensions)
    return regions.run_days(regions.restored(start, scenario, SHARE), days)


def gps_left(model):
    return int(model.world.unit_counts["gps_left"].sum() - model.world.unit_counts["gps_retired"].sum())


def permanent_gps(model):
    staff = model.world.staff[: model.world.now["staff"][0]]
    chosen = (staff["role"] == GP_ROLE) & (staff["employment"] == PERMANENT) & (staff["status"] == EMPLOYED)
    return np.flatnonzero(chosen)


def test_gps_who_never_leave_stay_and_gps_who_always_leave_are_gone_within_a_month(start, written):
    """A hazard of nought keeps all; a hazard of a thousand million a year empties the posts on the first of a month."""
    before = len(permanent_gps(run_with(start, days=0)))
    assert before > 3
    stays = run_with(start, [written(STAYS)])
    assert gps_left(stays) == 0 and type(stays.staff_agents("GP")[0]).__name__ == "Stays"
    assert gps_left(run_with(start, [written(LEAVES, "leaves.py")], days=1)) >= before - 1


def test_a_class_handed_over_by_hand_acts_like_one_in_a_file(start, written):
    class Stays(GP):
        def leaving_hazard(self, situation):
            return 0.0

    by_hand = regions.run_days(regions.restored(start, Scenario(seed=4, years=1), SHARE, agents={"GP": Stays}), 60)
    in_file = run_with(start, [written(STAYS)])
    assert regions.differences(by_hand, in_file) == []


def test_parts_of_the_hazard_may_be_worked_out_for_all_at_once(start):
    """The same rule by persons and by arrays gives the same world."""

    class ByPerson(GP):
        def leaving_hazard(self, situation):
            return 0.3 * situation.person(self.row).nights_share

    class ByArrays(GP):
        @staticmethod
        def leaving_parts(situation, person):
            return (0.3, person.nights_share)

    models = [
        regions.run_days(regions.restored(start, Scenario(seed=4, years=1), SHARE, agents={"GP": kind}), 90)
        for kind in (ByPerson, ByArrays)
    ]
    assert is_overridden(ByPerson, "leaving_hazard") and not is_overridden(ByArrays, "leaving_hazard")
    assert regions.differences(*models) == []


def test_a_rule_that_says_what_the_package_says_changes_nothing(start):
    class Usual(GP):
        def leaving_hazard(self, situation):
            return super().leaving_hazard(situation)

    own = regions.run_days(regions.restored(start, Scenario(seed=4, years=1), SHARE, agents={"GP": Usual}), 60)
    assert regions.differences(own, run_with(start)) == []


def test_a_nurse_moves_to_a_vacant_post_and_no_patient_follows(start):
    """One nurse wants to another unit: she leaves a vacant post behind and is contact nurse of nobody."""
    model = regions.restored(start, Scenario(seed=4, years=1), SHARE)
    world = model.world
    posts = world.posts[: world.now["posts"][0]]
    nurses = [
        agent for agent in model.staff_agents("Nurse") if agent.role == HOME_NURSE and agent.employment == PERMANENT
    ]
    nurse = next(one for one in nurses if one.patients)
    other = next(
        row for row in range(len(posts)) if posts["role"][row] == HOME_NURSE and posts["unit"][row] != nurse.unit
    )
    holder = int(posts["holder"][other])
    if holder >= 0:
        posts["holder"][other] = -1
        world.staff["post"][holder] = -1
    old, unit = nurse.post, int(posts["unit"][other])
    assert nurse.move_to(unit)
    assert (nurse.unit, posts["unit"][nurse.post], posts["holder"][nurse.post]) == (unit, unit, nurse.row)
    assert posts["holder"][old] == -1 and nurse.patients == []
    assert not nurse.move_to(unit)


def test_a_nurse_of_own_rules_acts_once_a_month(start):
    moved = []

    class Restless(Nurse):
        def every_month(self, situation):
            if situation.person(self.row).unit == 0 and self.move_to(1):
                moved.append(self.row)

    model = regions.restored(start, Scenario(seed=4, years=1), SHARE, agents={"Nurse": Restless})
    regions.run_days(model, 120)
    assert moved and all(model.world.staff["unit"][row] != 0 for row in moved)


def test_a_municipality_decides_otherwise(start):
    """This one opens a post in home nursing every quarter, whatever its books say, and the log says that it did."""

    class Generous(Municipality):
        def decide_quarter(self, unit, book, purse, rules):
            return [Decision("open_home_nurse_post", unit, 1.0, (book.put_off_share,))]

    scenario = Scenario(seed=4, years=1)
    usual = regions.run_days(regions.restored(start, scenario, SHARE), 100)
    own = regions.run_days(regions.restored(start, scenario, SHARE, agents={"Municipality": Generous}), 100)
    opened = [model.decisions().query("decision == 'open_home_nurse_post'") for model in (usual, own)]
    quarters = 2
    assert len(opened[0]) == 0 and len(opened[1]) == quarters * own.world.units.size
    assert int(own.world.now["posts"][0]) == int(usual.world.now["posts"][0]) + quarters * own.world.units.size


def test_own_steps_are_called_in_the_evening_of_reported_days(start, written):
    model = run_with(start, [written(STEPS)], days=365)
    called = model.rules.steps["every_day"][0].__globals__
    assert called["days"] == list(range(1, 366))
    assert called["weeks"] == list(range(7, 366, 7))
    assert called["months"] == [31, 61, 92, 122, 153, 183, 213, 244, 274, 305, 335, 365]
    assert called["years"] == [365]


def test_what_an_own_step_raises_comes_out_as_it_is(start, written):
    with pytest.raises(ZeroDivisionError):
        run_with(start, [written("def every_day(model):\n    return 1 / 0\n")], days=1)


def test_rules_are_part_of_what_a_run_is(written):
    """Another file, the same file with another content, and no file are three different scenarios."""
    path = written(STAYS)
    first = Scenario(extensions=[path]).scenario_id()
    written(LEAVES)
    ids = {first, Scenario(extensions=[path]).scenario_id(), Scenario().scenario_id()}
    assert len(ids) == 3
    written(STAYS)
    assert Scenario(extensions=[path]).scenario_id() == first


def test_a_path_in_a_scenario_file_is_beside_it(written, tmp_path):
    written(STAYS)
    (tmp_path / "own.toml").write_text('governance = "call_off"\nextensions = ["rules.py:Stays"]\n', encoding="utf-8")
    scenario = Scenario.from_file(tmp_path / "own.toml")
    assert scenario.extensions == (f"{tmp_path / 'rules.py'}:Stays",)
    assert own_rules(scenario.extensions).kinds["GP"].__name__ == "Stays"


def test_an_installed_module_is_found_by_its_name():
    with pytest.raises(InputError, match="contains no rules"):
        own_rules(["json.tool"])


@pytest.mark.parametrize(
    ("text", "extensions", "said"),
    [
        ("", ["{path}"], "contains no rules"),
        (STAYS + LEAVES, ["{path}"], "Stays and Leaves both stand for GP"),
        (STAYS, ["{path}:Stay"], "Stays"),
        (STAYS, ["{path}", "{path}:Stays"], "two classes stand for GP"),
        (STAYS, ["nowhere/rules.py"], "cannot be read"),
        (STAYS, ["no_such_module"], "neither a file nor a module"),
    ],
)
def test_what_cannot_be_used_is_refused(written, text, extensions, said):
    path = written(text)
    with pytest.raises(InputError) as caught:
        own_rules(Scenario(extensions=[one.format(path=path) for one in extensions]).extensions)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("agents", "said"),
    [({"Doctor": GP}, "Doctor"), ({"GP": Nurse}, "no subclass of GP"), ({"GP": "MyGP"}, "no subclass of GP")],
)
def test_agents_that_are_none_are_refused(agents, said):
    with pytest.raises(InputError, match=said):
        RuralModel(Scenario(years=1), agents=agents)
