"""Studies with the real model: the same results from every interface and any number of processes."""

import pytest

from rural_abm.engine.errors import InputError
from rural_abm.governance import Scenario
from rural_abm.study.checks import check
from rural_abm.study.compare.comparison import compare
from rural_abm.study.compare.pairwise import world_run
from rural_abm.study.compare.stories import story
from rural_abm.study.compare.summaries import run_summary
from rural_abm.study.results.store import load
from rural_abm.study.running.runs import Results, run

YEAR = Scenario("home_hospital", years=1)


def test_a_run_is_the_same_alone_and_in_a_comparison(tmp_path):
    single = run(YEAR, tmp_path / "single")
    compare(["call_off", "home_hospital"], 1, 1, workers=1, out=tmp_path / "both", draws="none")
    both = load(tmp_path / "both")
    mine = both[both["run_id"] == single.runs["run_id"][0]].reset_index(drop=True)
    assert len(mine) and mine.drop(columns="run_id").equals(single.outcomes().drop(columns="run_id"))
    assert world_run(single.outcomes("coc"), "coc").outcomes == ("coc",)
    assert any("Admissions" in line for line in run_summary(Results.load(tmp_path / "single")))


@pytest.mark.verify
def test_processes_and_the_order_of_seeds_do_not_matter(tmp_path):
    models = ["call_off", "home_hospital"]
    compare(models, 2, 1, workers=1, out=tmp_path / "one")
    compare(models, 2, 1, workers=2, out=tmp_path / "two")
    compare(models, [2, 1], 1, workers=2, out=tmp_path / "turned")
    for name in ("results.parquet", "runs.parquet", "comparison.parquet"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    first, turned = (load(tmp_path / name, outcomes="coc")["value"].sum() for name in ("one", "turned"))
    assert first == pytest.approx(turned)


@pytest.mark.verify
def test_a_person_is_the_same_in_two_worlds_until_care_makes_a_difference():
    told = story([Scenario("call_off", years=1), YEAR], like="age=84,enrolled=1")
    assert told.person["age"] == 84 and set(told.happened["scenario"]) == {"call_off", "home_hospital"}
    assert told.happened["day"].between(0, 364).all() and told.happened["what"].str.len().min() > 0
    # A model may give the person another usual GP on the first day; what happens to them is the same at first.
    happened = told.happened[~told.happened["what"].str.startswith("gp changed")]
    before = {name: part.iloc[0]["what"] for name, part in happened.groupby("scenario")}
    assert len(set(before.values())) == 1


def test_a_scenario_is_sound_only_if_its_events_can_happen(tmp_path):
    path = tmp_path / "later.toml"
    text = 'years = 1\n[[event]]\nday = 1\nkind = "gp_leaves"\nstaff = 0\nsuccessor = "permanent"\n'
    path.write_text(text, encoding="utf-8")
    assert "sound" in check(path)["message"]
    # The same GP cannot leave twice, and nobody has such a number.
    for wrong in (text + text.partition("\n")[2], text.replace("staff = 0", "staff = 99999")):
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(InputError, match="holds a post on day 1") as error:
            check(path)
        assert "later.toml" in str(error.value) and "Allowed:" in str(error.value)
