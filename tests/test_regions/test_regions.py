"""Regions as folders of data: found by name or path, distinguished by content, run without compiling again."""

import gc
import shutil

import numpy as np
import pytest

from rural_abm import InputError, RuralModel, Scenario
from rural_abm.governance import list_governance, list_reforms, resolve
from rural_abm.governance.places import place_keys, places_of
from rural_abm.parameters.register import common_register
from rural_abm.regions import default_region, region_data, region_folder, region_names, showing
from rural_abm.regions.place import place_of
from rural_abm.regions.place_tables import load_tables
from rural_abm.regions.registers import load_register
from rural_abm.study.compare.designs import make_design


@pytest.fixture
def own(tmp_path):
    """A folder of one's own: a copy of the small region under another name."""
    return shutil.copytree(region_data() / "small", tmp_path / "valley")


@pytest.mark.parametrize("region", region_names())
def test_a_packaged_region_is_whole(region):
    place, register = place_of(region), load_register(region)
    assert place.population.sum() == sum(place.tables.municipalities["population_2023"])
    assert (place.residents_by_unit() > 0).all()
    assert set(common_register()) < set(register)
    assert (region_folder(region).path / "README.md").exists()


@pytest.mark.parametrize("region", region_names())
def test_every_model_and_reform_can_be_laid_over_a_region(region):
    for model in list_governance():
        levers = resolve(Scenario(model["name"], region=region)).at(0)
        assert tuple(levers) == place_keys(region)
    for reform in list_reforms():
        resolve(Scenario(reforms=[reform["name"]], region=region))


def test_beds_and_buildings_follow_from_the_facilities():
    for region in region_names():
        tables, levers = load_tables(region), resolve(Scenario(region=region)).before
        for key, beds, shared in zip(
            tables.unit_keys, tables.of_units("beds"), tables.of_units("shared_ward"), strict=True
        ):
            assert levers[key].beds.places == beds
            assert levers[key].shared_ward.enabled == (shared and beds > 0)


def test_kinds_stand_for_units():
    levers = resolve(Scenario("overtornea_today", region="small")).at(0)
    assert levers["granvik"].beds.places == 5 and levers["furuby"].beds.places == 0
    assert resolve(Scenario("mobile_visit_team", region="small")).at(0)["furuby"].mobile_team.base == "granvik"
    network = resolve(Scenario(reforms=["network_small_centres"], region="small")).at(0)["furuby"].centre_network
    assert network.members == ("granvik", "furuby")
    assert resolve(Scenario(levers={"without_beds.st_posts": 5}, region="small")).at(0)["furuby"].st_posts.posts == 5


def test_texts_name_the_units_of_the_region():
    from rural_abm.governance import read_reform

    assert "in Granvik the" in read_reform("start_new_kind_of_centre", "small").description["en"]
    assert "in Lycksele the" in read_reform("start_new_kind_of_centre").description["en"]


def test_a_place_of_another_region_is_refused():
    with pytest.raises(InputError, match="lycksele"):
        Scenario(levers={"lycksele.beds": 2}, region="small")
    with pytest.raises(InputError, match="gp_start_vacancy"):
        Scenario(parameters={"gp_start_vacancy.lycksele.lowest": 0.2}, region="small")


def test_a_file_meant_for_one_region_is_refused_in_another(tmp_path):
    text = (region_data().parent / "governance" / "reforms" / "close_beds.toml").read_text(encoding="utf-8")
    path = tmp_path / "mine.toml"
    path.write_text('region = "small"\n' + text, encoding="utf-8")
    resolve(Scenario(reforms=[str(path)], region="small"))
    with pytest.raises(InputError, match="meant for the region small"):
        resolve(Scenario(reforms=[str(path)]))


def test_the_region_tells_scenarios_apart(own):
    ids = {Scenario(region=region).scenario_id() for region in (*region_names(), str(own))}
    assert len(ids) == len(region_names()) + 1
    assert Scenario().scenario_id() == Scenario(region=default_region()).scenario_id()
    before = Scenario(region=str(own)).scenario_id()
    moved = shutil.copytree(own, own.parent / "elsewhere" / "valley")
    assert Scenario(region=str(moved)).scenario_id() == before, "it is the content that counts"
    (own / "parameters.csv").write_text((own / "parameters.csv").read_text(encoding="utf-8").replace(",12,", ",13,"))
    assert Scenario(region=str(own)).scenario_id() != before


def test_a_scenario_file_names_a_folder_beside_it(own):
    file = own.parent / "mine.toml"
    file.write_text('governance = "call_off"\nregion = "./valley"\n', encoding="utf-8")
    assert Scenario.from_file(file).region == str(own)
    file.write_text('governance = "call_off"\nregion = "small"\n', encoding="utf-8")
    assert Scenario.from_file(file).region == "small"


@pytest.mark.parametrize("name", ["smal", "no/such/folder", "./nowhere"])
def test_an_unknown_region_is_named(name):
    with pytest.raises(InputError, match="region|folder"):
        Scenario(region=name)


def test_scenarios_of_two_regions_are_not_compared():
    with pytest.raises(InputError, match="is in sodra_lappland, 'there' in small"):
        make_design({"here": Scenario(), "there": Scenario("single_principal", region="small")}, 2, None, False)


def test_a_snapshot_of_another_region_is_refused():
    model = RuralModel(Scenario(region="small", years=1))
    snapshot = model.snapshot()
    assert RuralModel.from_snapshot(snapshot, Scenario(region="small", years=1)).place is model.place
    with pytest.raises(InputError, match="another region"):
        RuralModel.from_snapshot(snapshot, Scenario(region="city_district", years=1))


def signatures():
    """How many versions of functions have been compiled or loaded in this process."""
    from numba.core.dispatcher import Dispatcher

    gc.collect()  # kernels that other tests have made and dropped do not count
    return sum(len(one.overloads) for one in gc.get_objects() if isinstance(one, Dispatcher))


def test_another_region_compiles_nothing():
    """Sizes are lengths of arrays, not types: the second region finds every kernel as the first has left it."""
    days = 40
    first = RuralModel(Scenario("cottage_hospital_hub", region="small", years=1))
    for _ in range(days):
        first.step()
    first.outcomes()
    before = signatures()
    second = RuralModel(Scenario("cottage_hospital_hub", region="city_district", years=1))
    for _ in range(days):
        second.step()
    second.outcomes()
    assert before > 0
    assert signatures() == before


def test_results_name_the_places_of_the_region():
    model = RuralModel(Scenario(region="small", years=1))
    model.run()
    found = model.outcomes()
    assert set(found.loc[found["place_kind"] == "unit", "place"]) == {"granvik", "furuby"}
    assert set(found.loc[found["place_kind"] == "municipality", "place"]) == {"granvik", "furuby"}
    deaths = found[(found["outcome"] == "deaths") & (found["dimension"] == "all")].set_index("place")["numerator"]
    assert deaths["region"] == deaths["granvik"] + deaths["furuby"] > 0


def test_patients_of_a_region_go_to_its_hospitals():
    model = RuralModel(Scenario(region="city_district", years=1, register="all"))
    for _ in range(60):
        model.step()
    events = model.events()
    admitted = events[events["kind"] == "admitted"]
    assert set(admitted["place"]) <= {"sjukhuset"}
    assert len(admitted)


def test_names_are_those_of_the_region_that_is_shown():
    from rural_abm.figures.labels import place_name, place_order

    with showing("small"):
        assert place_name("municipality", "granvik", "sv") == "Granvik"
        assert place_order("unit") == ("granvik", "furuby")
    assert place_order("unit") == places_of().units


@pytest.mark.verify
@pytest.mark.parametrize("region", ["tornedalen", "oland", "city_district"])
def test_a_region_runs_and_people_are_conserved(region):
    model = RuralModel(Scenario(region=region, years=2))
    count = int(model.world.now["residents"][0])
    assert count == model.place.population.sum()
    model.run()
    counts = model.world.counts
    people = np.asarray(model.world.residents)[: model.world.now["residents"][0]]
    came = counts["births"].sum() + counts["moved_in"].sum()
    left = counts["deaths"].sum() + counts["moved_out"].sum()
    assert (people["status"] == 0).sum() == count + came - left
