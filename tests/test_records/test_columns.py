"""Columns of a world: one field of a record array, sharing its memory, and of the array the world holds."""

import numpy as np
import worlds

from rural_abm.records import grown


def test_a_column_is_the_field_itself_and_belongs_to_its_world():
    world = worlds.bare_world("small")
    frailty = world.column("residents", "frailty")
    assert type(frailty) is np.ndarray and frailty is world.column("residents", "frailty")
    world.residents[3].frailty = 2
    frailty[4] = 1
    assert frailty[3] == 2 and world.residents[4].frailty == 1
    larger = world._replace(residents=grown(world.residents, len(world.residents) + 5))
    assert len(larger.column("residents", "frailty")) == len(frailty) + 5
    larger.residents[3].frailty = 0
    assert frailty[3] == 2 and larger.column("residents", "frailty")[3] == 0
