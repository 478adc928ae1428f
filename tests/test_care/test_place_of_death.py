"""Stories of where people die: in a ward, at an emergency department, in special housing, at home."""

import pytest
from clinic import COTTAGE_WARD, HOSPITAL_WARD, Clinic

from rural_abm.model.care.acute.emergency import settle_or_die
from rural_abm.model.care.beds.stays import leave_wards
from rural_abm.model.care.home.episodes import take_onsets
from rural_abm.model.people.health import leaves
from rural_abm.model.people.records import (
    AT_HOME,
    DEAD,
    IN_COTTAGE_HOSPITAL,
    IN_HOSPITAL,
    INFECTION,
    NEVER,
    ORDINARY_HOUSING,
    SEVERE_EPISODE,
    SPECIAL_HOUSING,
)

PLACES = ("deaths_hospital", "deaths_cottage_hospital", "deaths_special_housing")


@pytest.fixture
def clinic():
    """Open a bed near home and one in the hospital."""
    clinic = Clinic(cottage_hospital=1)
    clinic.beds(COTTAGE_WARD, 1)
    clinic.beds(HOSPITAL_WARD, 1)
    return clinic


def counted(clinic):
    """Return deaths in hospital, cottage hospital and special housing, and all deaths."""
    return (*(clinic.counted(name) for name in PLACES), clinic.counted("deaths"))


@pytest.mark.parametrize(("dwelling", "expected"), [(ORDINARY_HOUSING, (0, 0, 0, 1)), (SPECIAL_HOUSING, (0, 0, 1, 1))])
def test_who_dies_in_her_bed_dies_where_she_lives(clinic, dwelling, expected):
    anna = clinic.resident(age=88, dwelling=dwelling, death_day=clinic.today)
    assert clinic.residents[anna].place_of_care == AT_HOME
    leaves(clinic.world, anna)
    assert counted(clinic) == expected


@pytest.mark.parametrize(("ward", "expected"), [(HOSPITAL_WARD, (1, 0, 0, 1)), (COTTAGE_WARD, (0, 1, 0, 1))])
@pytest.mark.parametrize("of_the_illness", [True, False])
def test_who_lies_in_a_ward_dies_there_also_if_she_lives_in_special_housing(clinic, ward, expected, of_the_illness):
    facts = {"fatal": 1} if of_the_illness else {"death_day": clinic.today}
    anna = clinic.resident(age=88, dwelling=SPECIAL_HOUSING, **facts)
    clinic.lies_in(anna, ward, since_days=2, leave_day=clinic.today if of_the_illness else NEVER)
    if of_the_illness:
        clinic.list_due()
        clinic.run(leave_wards)
    else:
        leaves(clinic.world, anna)
    assert clinic.residents[anna].status == DEAD and counted(clinic) == expected


@pytest.mark.parametrize(("place", "expected"), [(IN_HOSPITAL, (1, 0, 0, 1)), (IN_COTTAGE_HOSPITAL, (0, 1, 0, 1))])
def test_who_dies_before_there_is_a_bed_dies_at_the_emergency_department(clinic, place, expected):
    clinic.p.case_fatality_fit_80, clinic.p.case_fatality_age_growth, clinic.p.fatality_ratio[:] = 1, 0, 1
    anna = clinic.resident(age=88, dwelling=SPECIAL_HOUSING)
    clinic.falls_ill(anna, at="08:00", severity=SEVERE_EPISODE, kind=INFECTION)
    clinic.run(take_onsets)
    settle_or_die(clinic.world, int(clinic.residents[anna].open_need), 0, place)
    assert clinic.residents[anna].status == DEAD and counted(clinic) == expected
