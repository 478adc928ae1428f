"""Lists for all in the region: the books hold every evening, and through a file."""

import regions

from rural_abm import RuralModel, Scenario
from rural_abm.state.snapshot import Snapshot

SHARE = 0.1
ON = {"lists_for_all": 1.0}


def listed_model(governance="call_off", seed=1, years=2, share=SHARE, **parameters):
    scenario = Scenario(governance, seed=seed, years=years, adoption="full", parameters=ON | parameters)
    return RuralModel(scenario, place=regions.place_of(share))


def books(model):
    assert regions.check_world(model.world) == []


def test_the_books_of_the_lists_hold_every_evening():
    model = regions.run_days(listed_model(), 40, books)
    mine = model.world.lists[: model.world.now["residents"][0]]
    assert (mine["gp"] >= 0).sum() > 1000 and model.world.counts["list_persons"].sum() > 1000


def test_lists_go_on_from_a_file_to_the_same_bytes(tmp_path):
    whole = regions.run_days(listed_model(), 20)
    later = regions.restored(Snapshot.load(whole.snapshot().save(tmp_path / "world.zip")), whole.scenario, SHARE)
    for model in (whole, later):
        regions.run_days(model, 30)
    assert regions.differences(whole, later) == []
