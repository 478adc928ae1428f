"""A region drafted from the gazetteer can be checked and run, and says what it does not know."""

import re
import shlex

import pytest

from rural_abm import RuralModel
from rural_abm.cli import main
from rural_abm.engine.errors import InputError
from rural_abm.regions.draft import draft_region
from rural_abm.regions.folders import region_folder
from rural_abm.regions.place import place_of
from rural_abm.study.checks import check

FINNISH = ("FI", ["Sodankylä", "Kittilä", "Ivalo"])


@pytest.fixture(scope="module")
def drafted(tmp_path_factory):
    return draft_region(*FINNISH, tmp_path_factory.mktemp("regions") / "own", hospital="Rovaniemi", title="Lapin sote")


def test_places_are_those_of_the_gazetteer(drafted):
    place = place_of(drafted)
    assert place.unit_keys == ("sodankyla", "kittila", "ivalo") and place.hospital_keys == ("rovaniemi",)
    assert place.residents_by_unit().tolist() == [8067, 6658, 3998]
    assert region_folder(drafted).title["en"] == "Lapin sote"
    lengths = dict(zip(zip(place.tables.roads["from"], place.tables.roads["to"], strict=True),
                       place.tables.roads["km"], strict=True))  # fmt: skip
    # By road it is 130 km from Sodankylä to Rovaniemi.
    assert lengths["sodankyla", "rovaniemi"] == pytest.approx(130, rel=0.1)
    assert set(place.tables.roads["km_tag"]) == {"E"} and set(place.tables.facilities["quality"]) == {"assumed"}


def test_every_gap_is_named_with_how_to_fill_it(drafted):
    found = check(drafted)
    assert len(found["notes_en"]) == len(found["notes_sv"]) == 6
    for file, note in zip(("municipalities", "settlements", "roads", "facilities", "ambulances", "parameters"),
                          found["notes_en"], strict=True):  # fmt: skip
        assert re.match(rf"{file}.csv: (\d+) of \1 rows|{file}.csv: \d+ of \d+ rows", note) and "Fill in" in note
    assert "GeoNames" in (drafted / "README.md").read_text("utf-8") and "CC BY" in (drafted / "README.md").read_text(
        "utf-8"
    )


def test_a_draft_runs(drafted):
    model = RuralModel(region=str(drafted), years=1, seed=1).run()
    assert model.headlines["days_to_gp"] > 0 and len(model.world.units) == 3


def test_villages_belong_to_the_nearest_unit(tmp_path):
    drafted = draft_region("FI", ["Ivalo", "Kittilä"], tmp_path / "fi", villages=["Inari"])
    place = place_of(drafted)
    row = place.settlement("inari")
    assert place.unit_keys[place.unit_of_settlement[row]] == "ivalo"
    assert region_folder(drafted).health_rooms == ("inari",)
    check(drafted)


@pytest.mark.parametrize(
    "changes,said",
    [
        ({"country": "FX"}, "unknown country 'FX'"),
        ({"places": ["Sodankylo"]}, "Did you mean 'Sodankylä'"),
        ({"places": ["Ivalo", "Ivalo"]}, "Ivalo is named twice"),
        ({"places": []}, "0 places"),
        ({"hospital": "Nowhere at all"}, "unknown place"),
    ],
)
def test_a_draft_that_cannot_be_made_leaves_nothing(tmp_path, changes, said):
    asked = {"country": "FI", "places": ["Sodankylä"], "out": tmp_path / "own"} | changes
    with pytest.raises(InputError, match=said) as caught:
        draft_region(**asked)
    assert len(str(caught.value).splitlines()) <= 3 and not (tmp_path / "own").exists()


def test_a_folder_with_content_is_left_alone(drafted):
    before = sorted(path.read_bytes() for path in drafted.iterdir())
    assert main(["region", "draft", "--country", "FI", "--places", "Ivalo", "--out", str(drafted)]) == 2
    assert sorted(path.read_bytes() for path in drafted.iterdir()) == before


@pytest.mark.verify
def test_the_how_to_makes_a_region_run(repository, tmp_path, monkeypatch, capsys):
    page = (repository / "docs" / "own_region.md").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```\n(.*?)```", page, flags=re.S)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("rural-abm ")]
    assert len(lines) >= 5
    for line in lines:
        words = shlex.split(line)[1:]
        if words[0] in ("compare", "run"):
            words = [*words, "--years", "1", *(["--seeds", "1", "--workers", "1"] if words[0] == "compare" else [])]
        assert main(words) == 0, (line, capsys.readouterr().err)
    for old, new in re.findall(r"^Replace `(.*)` by `(.*)`", page, flags=re.M):
        file = tmp_path / "my_region" / "facilities.csv"
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        assert main(["check", "my_region"]) == 0
    assert place_of(tmp_path / "my_region").tables.of_units("beds").tolist()[0] == 6
