"""Lists for all in the region: the books hold every evening, through a file and while arrays grow, and directions."""

import numpy as np
import pytest
import regions
from scipy import stats

from rural_abm import RuralModel, Scenario
from rural_abm.model.people.records import ALIVE
from rural_abm.state.snapshot import Snapshot

SHARE = 0.1
YEAR = 365
ON = {"lists_for_all": 1.0}
# Twenty pairs: all with the expected sign come by chance once in a million.
PAIRS = 20
FALSE_ALARMS = 1e-6


def listed_model(governance="call_off", seed=1, years=2, share=SHARE, **parameters):
    scenario = Scenario(governance, seed=seed, years=years, adoption="full", parameters=ON | parameters)
    return RuralModel(scenario, place=regions.place_of(share))


def books(model):
    assert regions.check_world(model.world) == []


def test_the_books_of_the_lists_hold_every_evening():
    model = regions.run_days(listed_model(), 40, books)
    mine = model.world.lists[: model.world.now["residents"][0]]
    assert (mine["gp"] >= 0).sum() > 1000 and model.world.counts["list_persons"].sum() > 1000


@pytest.mark.verify
@pytest.mark.parametrize("governance", ["home_hospital", "wellbeing_centre", "digiphysical", "cottage_hospital_hub"])
def test_the_books_hold_where_governance_names_gps_or_lists_elsewhere(governance):
    def monthly(model):
        if model.world.now["day"][0] % 30 == 0:
            books(model)

    regions.run_days(listed_model(governance, list_change_per_year=0.05, list_cap_residents=1100), 2 * YEAR, monthly)


def test_lists_go_on_from_a_file_to_the_same_bytes(tmp_path):
    whole = regions.run_days(listed_model(), 20)
    later = regions.restored(Snapshot.load(whole.snapshot().save(tmp_path / "world.zip")), whole.scenario, SHARE)
    for model in (whole, later):
        regions.run_days(model, 30)
    assert regions.differences(whole, later) == []


def years_of(model):
    """(Mean years on the list of those newly ill, of others), and the share of residents who are on a list."""
    world = model.world
    people = world.residents[: world.now["residents"][0]]
    mine, day = world.lists[: len(people)], int(world.now["day"][0])
    listed = (people["status"] == ALIVE) & (mine["gp"] >= 0)
    ill = day - mine["ill_day"].astype(int) <= 182
    years = (day - mine["since"].astype(int)) / YEAR
    return years[listed & ill].mean(), years[listed & ~ill].mean(), listed.sum() / (people["status"] == ALIVE).sum()


def sure(differences):
    """Whether the mean of paired differences is above 0, by Student's t."""
    return stats.ttest_1samp(differences, 0, alternative="greater").pvalue < FALSE_ALARMS


@pytest.mark.verify
def test_illness_shortens_the_years_on_the_list_and_places_lengthen_the_lists():
    """Paired seeds of two years on a tenth of the region; false alarms one in a million each."""
    shorter, more = [], []
    for seed in range(1, PAIRS + 1):
        much = listed_model(seed=seed, list_change_per_year=0.05, list_change_ill_rise=4.0)
        none = listed_model(seed=seed, list_change_ill_rise=0.0, list_cap_residents=1600.0)
        often, never = (years_of(regions.run_days(model, YEAR)) for model in (much, none))
        shorter.append((never[0] / never[1]) - (often[0] / often[1]))
        more.append(never[2] - often[2])
    assert sure(np.array(shorter)), np.round(shorter, 3)
    assert sure(np.array(more)), np.round(more, 3)
