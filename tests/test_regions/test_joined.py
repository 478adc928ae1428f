"""Copies of a region joined into one connected world, of which the benchmark of sizes is made."""

import sys
from pathlib import Path

import pytest

from rural_abm.regions.place import place_of
from rural_abm.regions.registers import load_register

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
from joined import ROAD_KM, joined  # noqa: E402

METRES_A_KM = 1000


@pytest.mark.parametrize(("name", "count"), [("small", 3), ("oland", 2)])
def test_copies_are_one_region_with_all_their_people_units_and_posts(tmp_path, name, count):
    folder = joined(name, count, tmp_path / "many")
    one, many = place_of(name), place_of(folder)
    assert many.population.sum() == count * one.population.sum()
    assert many.unit_keys == tuple(f"{key}_{copy + 1}" for copy in range(count) for key in one.unit_keys)
    first, second = load_register(name), load_register(folder)
    assert second["home_nurse_posts"].value == count * first["home_nurse_posts"].value
    for unit in one.unit_keys:
        vacancy = first[f"gp_start_vacancy.{unit}.highest"].value
        assert second[f"gp_start_vacancy.{unit}_{count}.highest"].value == vacancy


def test_the_road_between_hubs_is_the_way_from_copy_to_copy(tmp_path):
    place = place_of(joined("small", 3, tmp_path / "three"))
    first, last = (place.settlement_keys.index(key) for key in ("granvik_1", "granvik_3"))
    assert place.travel.metres[first, last] == 2 * ROAD_KM * METRES_A_KM
