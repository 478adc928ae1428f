"""Residents: exact numbers on 1 January 2024, and none created or lost afterwards."""

import numpy as np
import pytest
import regions

from rural_abm import Scenario
from rural_abm.model.people.records import ALIVE, DEAD, MOVED

BOUNDS = (0, 16, 25, 45, 65, 200)


@pytest.mark.parametrize("seed", [1, 2])
def test_on_the_first_reported_day_the_region_has_its_residents_of_every_age_band(seed):
    world, table = regions.warmed(seed).world, regions.whole_place().tables.municipalities
    people = np.asarray(world.residents)[: world.now["residents"][0]]
    assert (people["status"] == ALIVE).all() and world.now["day"][0] == 364
    in_region = np.array(table["in_region"], bool)[people["municipality"]]
    assert in_region.sum() == 34_531 and (~in_region).sum() == 3_924
    ages = (365 - people["birth_day"]) // 365
    assert ages.min() == 0
    for index, key in enumerate(table["key"]):
        found = np.histogram(ages[people["municipality"] == index], BOUNDS)[0]
        assert found.tolist() == [int(table[band][index]) for band in regions.AGE_BANDS], key
    settled = np.bincount(people["settlement"], minlength=len(regions.whole_place().population))
    for index in range(len(table)):
        here = regions.whole_place().municipality_of_settlement == index
        assert settled[here].sum() == regions.whole_place().population[here].sum()
    assert len(np.unique(people["key"])) == len(people)


def test_nobody_is_made_or_lost():
    """Alive + dead + moved away = residents of the first day + born + moved in, as rows and in the ledger."""
    model = regions.model_of(Scenario("home_hospital", years=2))
    first = int(model.world.now["residents"][0])
    model.run(2)
    world = model.world
    people = np.asarray(world.residents)[: world.now["residents"][0]]
    counts = {name: int(world.counts[name].sum()) for name in ("births", "moved_in", "deaths", "moved_out")}
    by_status = np.bincount(people["status"], minlength=3)
    assert min(counts.values()) > 100
    assert by_status.sum() == first + counts["births"] + counts["moved_in"]
    assert by_status[DEAD] == counts["deaths"] and by_status[MOVED] == counts["moved_out"]
    assert by_status[ALIVE] == first + counts["births"] + counts["moved_in"] - counts["deaths"] - counts["moved_out"]
    assert len(np.unique(people["key"])) == len(people)
    by_home = np.bincount(people["municipality"][people["status"] == ALIVE], minlength=8)
    for index in range(8):
        flows = {name: int(world.counts[name][:, index].sum()) for name in counts}
        before = int(regions.whole_place().residents_by_municipality()[index])
        assert by_home[index] == before + flows["births"] + flows["moved_in"] - flows["deaths"] - flows["moved_out"]
