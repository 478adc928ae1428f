"""Minutes set aside, by hand: what flows back to reception, whose the bookable hour is, what a call costs reception."""

import numpy as np
import pytest
import regions
from unit_rows import UnitRows
from waiting import UNIT, with_gps

from rural_abm import RuralModel, Scenario
from rural_abm.model.care.acute.on_scene import BY_AMBULANCE, gp_in_slot
from rural_abm.model.care.channels.holders import CALL_POOL, RESERVED_POOL, find_holder, take_minutes
from rural_abm.model.care.day import late_reception, planned_reception
from rural_abm.model.care.kept import count_kept, interrupt, look_at_admitted
from rural_abm.model.care.needs.needs import open_need
from rural_abm.model.care.records import EPISODE, SLOT_GP, UNIT_GP
from rural_abm.model.people.records import MODERATE_EPISODE, OTHER_ILLNESS
from rural_abm.state.world import copy_world


class FirstDay(RuralModel):
    """A model on world day 0."""

    def _warm_up(self):
        pass


@pytest.fixture(scope="module")
def first_day():
    world = FirstDay(Scenario(seed=1, years=1), place=regions.small_place(0.01)).world
    p = world.parameters[0]
    p.half_day_minutes, p.clinic_slots_a_day, p.clinic_slot_minutes, p.kept_returned_share = 240, 12, 30, 0.7
    return world


@pytest.fixture
def world(first_day):
    """Two GPs with 100 minutes of reception; the second works at four fifths of the pace."""
    copy = copy_world(first_day)
    with_gps(copy, 2, 100)
    copy.staff["present"][:2], copy.staff["free_at"][:2], copy.staff["productivity"][:2] = 1, 0, (1.0, 0.8)
    copy.staff["kept_of_reception"][:2] = 0.75
    copy.unit_counts.view("i8")[:] = 0
    return copy


def counted(world, lever):
    """Set aside, used, returned, lost."""
    return [int(world.unit_counts[f"{lever}{end}"].sum()) for end in ("", "_used", "_returned", "_lost")]


def keep(world, name, *minutes):
    world.staff[name][: len(minutes)] = minutes
    for row in range(len(minutes)):
        count_kept(world.unit_counts[world.now["period"][0], UNIT], world.staff[row])


def acute_need(world, row, minute=500):
    r = world.residents[row]
    return open_need(
        world, row, np.uint64(row + 1), EPISODE, OTHER_ILLNESS, MODERATE_EPISODE, UNIT, r.settlement, minute
    )


@pytest.mark.parametrize(
    ("minutes", "lever"),
    [
        ("dedicated_minutes", "home_nursing_gp_minutes"),
        ("reserved_minutes", "reserved_minutes"),
        ("slot_minutes", "slot_minutes"),
    ],
)
def test_seven_tenths_of_what_nobody_used_is_back_for_the_late_pass(world, minutes, lever):
    keep(world, minutes, 100, 100)
    planned_reception(world)
    assert counted(world, lever) == [200, 0, 0, 0] and world.staff["clinic_minutes"][:2].tolist() == [100, 100]
    late_reception(world)
    # 70 minutes of work are 12 x 30 / 480 as many with patients, and four fifths of them at the second GP's pace.
    assert counted(world, lever) == [200, 0, 140, 60]
    assert world.staff["clinic_minutes"][:2].tolist() == [152, 142]
    assert world.staff["clinic_minutes_today"][:2].tolist() == [152, 142]
    assert not world.staff[minutes][:2].any()


def test_on_a_day_without_reception_nothing_comes_back_to_it(world):
    """What the hour took out of other work goes back there; a half-day for home nursing always was reception."""
    world.staff["kept_of_reception"][:2] = 0, 0.5
    keep(world, "slot_minutes", 100, 100)
    late_reception(world)
    assert counted(world, "slot_minutes") == [200, 0, 140, 60]
    assert world.staff["clinic_minutes"][:2].tolist() == [100, 128]
    keep(world, "dedicated_minutes", 100)
    late_reception(world)
    assert world.staff["clinic_minutes"][:2].tolist() == [152, 128]


def test_the_morning_look_is_over_before_the_first_patient(world):
    world.parameters[0].watch_minutes_per_patient = 5
    keep(world, "watch_minutes", 15, 15)
    for _ in range(3):
        assert look_at_admitted(world, UNIT, 1)
    assert world.staff["watch_minutes"][:2].tolist() == [15, 0] and world.staff["ward_month"][1] == 15
    assert look_at_admitted(world, UNIT, 1)
    planned_reception(world)
    assert counted(world, "watch_minutes") == [30, 20, 7, 3]
    assert world.staff["clinic_minutes"][:2].tolist() == [105, 100]
    late_reception(world)
    assert counted(world, "watch_minutes") == [30, 20, 7, 3]


def test_the_hour_is_the_usual_gps_first_then_whose_hour_is_longest(world):
    unit, p = UnitRows(world, UNIT), world.parameters[0]
    unit.daily_slot_enabled, unit.daily_slot_bookers, unit.daily_slot_end, p.slot_visit_minutes = (
        1,
        BY_AMBULANCE,
        600,
        20,
    )
    channel = np.zeros(1, world.channels.dtype)[0]
    channel["role"], channel["kind"] = SLOT_GP, world.channels["kind"][UNIT, 0]
    world.channels[UNIT, 0] = channel
    need = acute_need(world, 0)
    for usual, minutes, chosen in ((0, (500, 900), 0), (1, (900, 500), 1), (0, (0, 900), 1), (-1, (500, 900), 1)):
        world.residents["usual_gp"][0] = usual
        world.staff["slot_minutes"][:2], world.staff["free_at"][:2] = minutes, 0
        assert find_holder(world, need, world.channels[UNIT, 0], -1, 500)[0] == chosen
        gp_in_slot(world, need)
        assert world.staff["slot_minutes"][chosen] < minutes[chosen]
        assert world.staff["slot_minutes"][1 - chosen] == minutes[1 - chosen]


def test_a_call_takes_kept_minutes_first_and_interrupts_reception_after_that(world):
    channel = world.channels[UNIT, 0]
    channel.role, channel.kind = UNIT_GP, 0
    p = world.parameters[0]
    p.channel_minutes[0], p.channel_clinician_travels[0], p.channel_patient_travels[0] = 10, 0, 0
    p.call_interruption_minutes = 4
    world.staff["call_minutes"][:2] = 60, 90
    keep(world, "reserved_minutes", 15, 0)
    need = acute_need(world, 0)
    holder, pool = find_holder(world, need, channel, -1, 500)
    assert (holder, pool) == (0, RESERVED_POOL)
    take_minutes(world, holder, pool, 10)
    assert find_holder(world, need, channel, -1, 500) == (1, CALL_POOL)
    interrupt(world, 1)
    world.staff["clinic_minutes"][0] = 3
    interrupt(world, 0)
    assert world.staff["clinic_minutes"][:2].tolist() == [0, 96]
    assert world.unit_counts["interruption_minutes"].sum() == world.staff["friction_month"][:2].sum() == 7
    late_reception(world)
    assert counted(world, "reserved_minutes") == [15, 10, 4, 1]
