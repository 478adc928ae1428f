"""The page of any region: its own places, levers and standard answers, and nothing of another region's."""

import json
import re
import shutil

import numpy as np
import pytest

from rural_abm import InputError, Scenario, WorldRun, region_folder, region_names, resolve
from rural_abm.demo import export, precompute, standard
from rural_abm.demo.catalogue import start
from rural_abm.demo.levers import levers_of, places_of
from rural_abm.demo.query import query_of, read_query, scenarios_of, world_of
from rural_abm.demo.regions import PageRegions
from rural_abm.demo.runs import RunStore
from rural_abm.demo.settings import data_folder, page_outcomes, table


@pytest.fixture
def own(tmp_path):
    """A folder of a region outside the package."""
    return shutil.copytree(region_folder("small").path, tmp_path / "our_valley")


@pytest.mark.parametrize("region", region_names())
def test_map_units_and_municipalities_are_those_of_the_region(region):
    found = start(region)
    keys = {unit["key"] for unit in found["units"]}
    towns = {town["key"] for town in found["municipalities"]}
    assert found["region"] == {"key": region, "title": region_folder(region).title}
    assert {row["municipality"] for row in found["map"]["settlements"]} <= {*towns, None}
    for lever in found["levers"]:
        assert set(lever["places"]) <= keys and all(set(own) <= {*keys, "region"} for own in lever["defaults"].values())


@pytest.mark.parametrize("region", [name for name in region_names() if name != "sodra_lappland"])
def test_nothing_that_was_measured_in_the_default_region_is_shown_in_another(region):
    found = start(region)
    assert found["loops_measured"] is None
    assert {outcome["status"]["en"] for outcome in found["outcomes"]} == {table("status")["none_here"]["en"]}
    assert all(outcome["source"]["en"] == "" for outcome in found["outcomes"])
    assert standard.state(region)["state"] == standard.MISSING
    assert f"--region {region}" in standard.state(region)["command"]


def test_a_lever_that_no_unit_of_the_region_has_is_not_offered():
    assert "beds" in levers_of("tornedalen") and "beds" not in levers_of("oland")
    assert places_of("beds", "tornedalen") == ("overtornea", "overkalix", "pajala")
    query = {"worlds": [{"governance": "call_off"}, {"governance": "call_off", "levers": {"beds": 2}}]}
    with pytest.raises(InputError, match="unknown lever"):
        scenarios_of(read_query(json.dumps(query)), "oland")


def test_a_lever_of_a_place_moves_that_place_of_the_region():
    query = {"worlds": [{"governance": "call_off"}, {"governance": "call_off", "levers": {"pajala.beds": 2}}]}
    scenario = scenarios_of(read_query(json.dumps(query)), "tornedalen")[1]
    assert scenario.region == "tornedalen"
    assert [resolve(scenario).at(0)[unit].beds.places for unit in ("pajala", "overtornea")] == [2, 5]


def test_only_packaged_regions_and_the_folder_of_the_command_can_be_asked_for(own):
    regions = PageRegions.of(own)
    assert regions.named() == str(own) and regions.named("our_valley") == str(own)
    assert [one["key"] for one in regions.choices()] == [*region_names(), "our_valley"]
    for text in (str(own), "..", "/etc", "nowhere"):
        with pytest.raises(InputError, match="unknown region"):
            regions.named(text)
    with pytest.raises(InputError, match="unknown region"):
        PageRegions.of().named("our_valley")


def test_a_region_that_does_not_exist_ends_in_an_error():
    with pytest.raises(InputError, match="region"):
        PageRegions.of("tornedal")


def test_a_scenario_file_of_another_region_is_refused():
    scenario = Scenario("call_off", region="oland")
    assert world_of(scenario, region="oland")["governance"] == "call_off"
    with pytest.raises(InputError, match="another region"):
        world_of(scenario)


def test_the_server_answers_for_the_region_of_the_question(page, told):
    query = {**query_of([{"governance": "call_off"}, {"governance": "home_hospital"}], "small"), "years": 1}
    answers = told(page.get("/api/compare", params={"q": json.dumps(query), "pairs": 1}).text)
    (answer,) = [data for name, data in answers if name == "answer"]
    assert set(answer["figures"]["coc"]) == {"region", "granvik", "furuby"}
    person = page.get("/api/persons", params={"q": json.dumps(query)}).json()["person"]
    assert re.search("Granvik|Björkås|Furuby|Tallnäs", person["words"]["sv"])
    assert page.get("/api/start", params={"region": "small"}).json()["region"]["key"] == "small"
    assert page.get("/api/start").json()["region"]["key"] == "sodra_lappland"
    refused = page.get("/api/start", params={"region": "/etc"})
    assert refused.status_code == 422 and "oland" in refused.json()["error"]["allowed"]
    text = 'governance = "call_off"\nregion = "small"\n'
    assert page.post("/api/scenario/read", params={"region": "small"}, content=text).status_code == 200
    assert page.post("/api/scenario/read", content=text).status_code == 422
    for line in ('region = "/etc"', 'extensions = ["x.py"]'):
        assert page.post("/api/scenario/read", content=line).status_code == 422


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Standard runs of the small region, fabricated, in a cache of the test."""
    monkeypatch.setattr("rural_abm.demo.runs.cache_root", lambda: tmp_path)
    random, places, years = np.random.default_rng(1), ("region", "granvik", "furuby"), tuple(range(2024, 2034))
    shape = len(page_outcomes()), len(places), len(years)
    runs = RunStore()
    for key in standard.wanted_runs(2, "small"):
        numbers = random.integers(1, 99, shape) * 1.0, random.integers(100, 200, shape) * 1.0
        runs.put(key, WorldRun(page_outcomes(), places, years, *numbers))
    return tmp_path


def test_standard_answers_of_another_region_are_made_into_the_cache_and_read_from_there(made):
    before = (data_folder() / standard.MANIFEST).read_bytes()
    (line,) = precompute.precompute(2, region="small")
    assert str(made) in line and (data_folder() / standard.MANIFEST).read_bytes() == before
    assert standard.state("small")["state"] == standard.READY and standard.state("small")["pairs"] == 2
    assert standard.load("small").keys() == standard.wanted_runs(2, "small").keys()
    assert not standard.load("small").keys() & standard.wanted_runs(2).keys()


def test_a_file_of_another_region_holds_that_region(made, tmp_path, monkeypatch):
    monkeypatch.setattr(export, "_near", list)
    path = tmp_path / "page.html"
    with pytest.raises(InputError, match="not been computed for this region"):
        export.export(path, RunStore(), region="small")
    precompute.precompute(2, region="small")
    export.export(path, RunStore(standard=standard.load("small")), region="small")
    data = json.loads(re.search(r'id="rural-abm-data">(.*?)</script>', path.read_text("utf-8"), re.DOTALL)[1])
    assert data["start"]["region"]["key"] == "small" and len(data["answers"]) == len(standard.scenarios("small"))
    assert set(next(iter(data["answers"].values()))["figures"]["coc"]) == {"region", "granvik", "furuby"}
    assert "storuman" not in json.dumps(data, ensure_ascii=False)
