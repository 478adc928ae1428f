"""Moving into special housing: the home is then at the seat of the unit, and so is the distance group."""

import numpy as np
import regions

from rural_abm import Scenario
from rural_abm.model.people.records import ALIVE, SPECIAL_HOUSING


def test_moving_to_special_housing_moves_the_distance_band():
    model = regions.model_of(Scenario(seed=6, years=1), 0.1)
    world, moved = model.world, 0
    bands = np.asarray(world.settlements["band"])
    for _ in range(150):
        count = world.now["residents"][0]
        before = np.array(world.residents[:count])
        model.step()
        after = np.asarray(world.residents)[:count]
        is_new = (before["dwelling"] != SPECIAL_HOUSING) & (after["dwelling"] == SPECIAL_HOUSING)
        is_new &= (after["status"] == ALIVE) & (before["key"] == after["key"])
        housed = after[is_new]
        assert (housed["settlement"] == world.units["settlement"][housed["unit"]]).all()
        assert (housed["band"] == bands[housed["settlement"]]).all()
        moved += int((housed["band"] != before["band"][is_new]).sum())
    assert moved > 0, "nobody came from another distance, and the test cannot fail"
