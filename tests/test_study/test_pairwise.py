"""Worlds one at a time: the same figures and verdicts as a comparison in a folder gives."""

import numpy as np
import pytest

from rural_abm.governance import Scenario
from rural_abm.outcomes import catalogue
from rural_abm.study.compare.comparison import compare
from rural_abm.study.compare.pairwise import WarmStarts, WorldRun, compare_worlds, of_seed, run_world

NAMES = ("coc", "admissions", "gp_vacancy", "gap_coc", "emergency_visits")
SEEDS = (1, 2, 3)
PAIRS = (("a", "mean_baseline"), ("b", "mean_scenario"), ("difference", "difference"), ("low", "low"))


def fabricated(change=0.0, seed=0, years=3):
    """A WorldRun of random figures, the second half of the pair a little different."""
    random = np.random.default_rng(seed)
    shape = len(NAMES), 2, years
    below = random.integers(100, 200, shape).astype(float)
    above = below * (0.5 + random.normal(0, 0.01, shape)) + change * below
    return WorldRun(NAMES, ("region", "sorsele"), tuple(range(2024, 2024 + years)), above, below)


def test_a_change_in_every_pair_is_told_and_its_direction_too():
    first, second = [fabricated(0, seed) for seed in SEEDS], [fabricated(0.4, seed) for seed in SEEDS]
    figures = compare_worlds(first, second)
    assert figures.pairs == 3
    assert figures.totals["verdict"][NAMES.index("coc"), 0] == "better"
    assert figures.totals["verdict"][NAMES.index("gp_vacancy"), 0] == "worse"
    assert compare_worlds(second, first).totals["verdict"][NAMES.index("coc"), 0] == "worse"


def test_the_same_worlds_differ_in_nothing():
    runs = [fabricated(0, seed) for seed in SEEDS]
    figures = compare_worlds(runs, runs)
    assert (figures.totals["difference"] == 0).all()
    assert set(figures.totals["verdict"].ravel()) == {"too small to matter"}


def test_one_pair_tells_nothing():
    figures = compare_worlds([fabricated()], [fabricated(0.4)])
    assert np.isnan(figures.totals["low"]).all() and set(figures.totals["verdict"].ravel()) == {"cannot be told"}


def test_more_pairs_narrow_the_bands():
    widths = []
    for count in (3, 30):
        seeds = range(count)
        found = compare_worlds([fabricated(0, seed) for seed in seeds], [fabricated(0.1, seed + 999) for seed in seeds])
        widths.append((found.totals["high"] - found.totals["low"]).mean())
    assert widths[1] < widths[0]


def test_what_is_not_defined_stays_so():
    run = fabricated()
    run.denominators[0, 1] = 0
    figures = compare_worlds([run, run], [run, run])
    assert np.isnan(figures.totals["a"][0, 1]) and np.isnan(figures.series["a"][0, 1]).all()


@pytest.mark.verify
def test_pairs_as_they_come_say_what_a_comparison_says():
    scenarios = [Scenario(years=2), Scenario("home_hospital", years=2, adoption="full")]
    told = compare(dict(zip("ab", scenarios, strict=True)), SEEDS, workers=1)
    chosen = (told.differences["dimension"] == "all") & (told.differences["place_kind"] != "unit")
    table = told.differences[chosen].set_index(["outcome", "place"])
    names = [entry.name for entry in catalogue if entry.headline]
    warm = WarmStarts(1)
    runs = [[run_world(of_seed(one, seed), names, warm) for seed in SEEDS] for one in scenarios]
    figures = compare_worlds(*runs)
    for row, name in enumerate(names):
        for column, place in enumerate(figures.places):
            if (name, place) not in table.index:
                continue
            wanted = table.loc[(name, place)]
            assert figures.totals["verdict"][row, column] == wanted["verdict"], (name, place)
            for ours, theirs in PAIRS:
                assert figures.totals[ours][row, column] == pytest.approx(wanted[theirs], nan_ok=True), (
                    name,
                    place,
                    ours,
                )
