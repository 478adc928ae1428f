"""The model as a Mesa model: sets of agents, collectors, batch runs, views of the records, and letting go of memory."""

import gc
import re
import warnings
import weakref

import mesa
import numpy as np
import pytest
import regions

from rural_abm import RuralModel, Scenario
from rural_abm.engine.errors import InputError
from rural_abm.model.care.records import UNIT_FIELDS
from rural_abm.model.people.records import ALIVE, ENROLLED, MODERATE
from rural_abm.model.processes import RESIDENT_FIELDS
from rural_abm.model.staff.records import EMPLOYED, STAFF_FIELDS
from rural_abm.model.staff.records import GP as GP_ROLE
from rural_abm.outcomes import catalogue, values
from rural_abm.simulation.agents.bridge import free_model
from rural_abm.simulation.agents.organisations import CottageHospital, HealthCentre, Hospital, Municipality, Region
from rural_abm.simulation.agents.persons import GP, FrailElder, Nurse
from rural_abm.study.results import store

SHARE = 0.1


@pytest.fixture(scope="module")
def model():
    """A tenth of the region after five months; read only."""
    return regions.run_days(regions.model_of(Scenario("home_hospital", seed=6, years=1), SHARE), 150)


@pytest.fixture
def fresh():
    """A tenth of the region on its first day."""
    return regions.model_of(Scenario(seed=6, years=1), SHARE)


def wanted_elders(world):
    people = np.asarray(world.residents)[: world.now["residents"][0]]
    frail = (people["status"] == ALIVE) & ((people["frailty"] >= MODERATE) | (people["enrolled"] == ENROLLED))
    return set(np.flatnonzero(frail).tolist())


def wanted_staff(world):
    staff = np.asarray(world.staff)[: world.now["staff"][0]]
    return set(np.flatnonzero(staff["status"] == EMPLOYED).tolist())


def test_organisations_are_agents_of_their_kinds(model):
    kinds = model.agents_by_type
    assert {len(kinds[kind]) for kind in (Region,)} == {1}
    assert len(kinds[Municipality]) == 8 and len(kinds[Hospital]) == 3
    assert len(kinds[CottageHospital]) == 7 and len(kinds[HealthCentre]) == 2
    assert {agent.name for agent in kinds[HealthCentre]} == {"lycksele", "norsjo"}
    storuman = next(agent for agent in kinds[Municipality] if agent.name == "storuman")
    assert [unit.name for unit in storuman.units] == ["storuman", "tarnaby"]
    assert storuman.enrolled == sum(int(model.world.unit_states["enrolled"][row]) for row in (1, 2))
    assert "norsjo" not in [unit.name for unit in next(iter(kinds[Region])).units]


def test_the_frail_elders_are_those_of_the_records_every_day(fresh):
    seen = []
    for _ in range(100):
        fresh.step()
        assert {agent.row for agent in fresh.agents_by_type[FrailElder]} == wanted_elders(fresh.world)
        seen.append(frozenset(agent.row for agent in fresh.agents_by_type[FrailElder]))
    assert len(set(seen)) > 10 and len(seen[-1]) > 50


def test_gps_and_nurses_at_work_are_those_of_the_records_every_week(fresh):
    for day in range(99):
        fresh.step()
        if day % 7 == 0:
            agents = [*fresh.agents_by_type[GP], *fresh.agents_by_type[Nurse]]
            assert {agent.row for agent in agents} == wanted_staff(fresh.world)
    assert all(agent.role == GP_ROLE for agent in fresh.agents_by_type[GP])
    assert all(agent.role != GP_ROLE for agent in fresh.agents_by_type[Nurse])


@pytest.mark.parametrize(
    "kind, fields", [(FrailElder, RESIDENT_FIELDS), (GP, STAFF_FIELDS), (CottageHospital, UNIT_FIELDS)]
)
def test_every_declared_field_is_a_property_that_answers_as_the_record(model, kind, fields):
    own = {"ties", "usual_gp", "contact_nurse"}
    for agent in list(model.agents_by_type[kind])[:5]:
        record = getattr(model.world, kind.table)[agent.row]
        for field in fields:
            if field.name not in own:
                answer = getattr(agent, field.name)
                assert np.array_equal(answer, record[field.name]), field.name
                assert field.shape or isinstance(answer, (int, float)), field.name
        with pytest.raises(AttributeError):
            setattr(agent, fields[0].name, 1)


def test_looking_changes_nothing(model):
    """Every property of every agent is read; no byte of the world changes."""
    before, read = regions.digests(model), 0
    for agent in model.agents:
        for name in dir(type(agent)):
            if isinstance(getattr(type(agent), name), property):
                getattr(agent, name)
                read += 1
        repr(agent)
    model.outcomes()
    assert read > 10_000 and regions.digests(model) == before


def test_the_model_hands_out_the_rows_of_outcomes_as_finished_results_do(model):
    rows = model.outcomes()
    assert list(rows.columns) == [name for name in (*store.RESULT_COLUMNS, "value") if name != "run_id"]
    is_defined = rows["denominator"] != 0
    assert is_defined.any() and not is_defined.all()
    assert (rows["value"] == rows["numerator"] / rows["denominator"])[is_defined].all()
    assert rows["value"].isna().equals(~is_defined)
    one = model.outcomes("coc")
    assert one.equals(model.outcomes(["coc"])) and set(one["outcome"]) == {"coc"}


def test_elders_their_doctors_and_nurses_know_each_other(model):
    elders = list(model.agents_by_type[FrailElder])
    with_gp = [elder for elder in elders if elder.usual_gp is not None]
    assert len(with_gp) > 10
    for elder in with_gp:
        gp = elder.usual_gp
        assert isinstance(gp, GP) and gp.row == elder.record["usual_gp"] and elder in gp.patients
        assert all(0 <= strength < 1 for strength in elder.ties.values())
    assert sum(elder.usual_gp.row in elder.ties for elder in with_gp) > len(with_gp) / 2
    for gp in model.agents_by_type[GP]:
        assert [patient.key for patient in gp.patients] == sorted(patient.key for patient in gp.patients)
        assert all(patient.usual_gp is gp for patient in gp.patients) and gp.panel >= len(gp.patients)
    for nurse in model.agents_by_type[Nurse]:
        assert all(patient.contact_nurse is nurse for patient in nurse.patients)
    for unit in model.unit_agents:
        assert all(gp.unit == unit.row and gp.is_active for gp in unit.gps)
    elder = elders[0]
    assert elder.frailty_state in ("fit", "mild", "moderate", "severe") and elder.settlement_key and elder.age >= 0
    assert str(elder.key) in repr(elder) and elder.is_active


def test_sets_of_agents_can_be_selected_and_summed(model):
    elders = model.agents_by_type[FrailElder]
    severe = elders.select(lambda elder: elder.frailty == 3)
    people = np.asarray(model.world.residents)[sorted(wanted_elders(model.world))]
    assert len(severe) == (people["frailty"] == 3).sum() > 0
    assert elders.agg("frailty", sum) == people["frailty"].sum()
    assert elders.agg("visits_a_year", max) == people["visits_a_year"].max()
    oldest = next(iter(elders.sort("age")))
    assert oldest.age == max(elders.get("age"))
    by_state = elders.groupby("frailty_state").count()
    assert sum(by_state.values()) == len(elders)


def test_collectors_report_the_model_and_its_agents(fresh):
    collector = mesa.DataCollector(
        model_reporters={"day": "reported_day", "elders": lambda m: len(m.agents_by_type[FrailElder])},
        agenttype_reporters={
            FrailElder: {"frailty": "frailty", "gp": lambda e: e.usual_gp and e.usual_gp.name},
            GP: {"panel": "panel"},
        },
    )
    for _ in range(5):
        fresh.step()
        collector.collect(fresh)
    frame = collector.get_model_vars_dataframe()
    assert frame["day"].tolist() == [1, 2, 3, 4, 5] and (frame["elders"] > 50).all()
    elders = collector.get_agenttype_vars_dataframe(FrailElder)
    assert len(elders.loc[5]) == frame["elders"].iloc[-1] and elders["frailty"].isin(range(4)).all()
    panels = collector.get_agenttype_vars_dataframe(GP)
    assert panels.loc[5, "panel"].sum() == sum(agent.panel for agent in fresh.agents_by_type[GP])


class Small(RuralModel):
    """A hundredth of the region, made of keywords."""

    def __init__(self, **keywords):
        super().__init__(place=regions.small_place(0.01), **keywords)


def test_mesas_batch_runner_runs_seeds_and_governance_models():
    parameters = {"seed": [1, 2], "governance": ["call_off", "home_hospital"], "years": 1}
    rows = mesa.batch_run(Small, parameters, max_steps=30, display_progress=False, data_collection_period=-1)
    assert [(row["seed"], row["governance"]) for row in rows] == [
        (1, "call_off"),
        (1, "home_hospital"),
        (2, "call_off"),
        (2, "home_hospital"),
    ]
    # Mesa before 3.5 counts steps from 0 and so takes one more.
    (days,) = {row["reported_day"] for row in rows}
    assert days in (30, 31) and all(row["Step"] == 30 and row["frail_elders"] > 0 for row in rows)
    alone = regions.run_days(Small(seed=2, governance="home_hospital", years=1), days)
    assert len(alone.agents_by_type[FrailElder]) == rows[-1]["frail_elders"]


def test_iterations_of_mesas_batch_runner_have_seeds_of_their_own():
    """`rng` None asks for seeds nobody has chosen (from Mesa 3.5 on that is what `iterations` means); each is told."""
    parameters = {"rng": None, "years": 1}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of `iterations`, from Mesa 3.5 on
        rows = mesa.batch_run(Small, parameters, iterations=3, max_steps=20, display_progress=False)
    assert [row["iteration"] for row in rows] == [0, 1, 2]
    assert len({row["run_seed"] for row in rows}) == 3
    assert len({row["frail_elders"] for row in rows}) > 1
    again = regions.run_days(Small(seed=rows[-1]["run_seed"], years=1), rows[-1]["reported_day"])
    assert len(again.agents_by_type[FrailElder]) == rows[-1]["frail_elders"]


def test_what_the_page_shows_of_mesas_batch_runner_gives_different_runs(repository):
    """The examples as they stand, on a small region: two seeds under two models, and two that nobody has chosen."""
    page = (repository / "docs" / "how_to.md").read_text("utf-8")
    shown = [text for text in re.findall(r"```python\n(.*?)```", page, re.DOTALL) if "batch_run" in text]
    assert len(shown) == 2
    for text, seeds in zip(shown, ("seed", "run_seed"), strict=True):
        line = "from rural_abm import RuralModel\n"
        assert line in text
        found = {"RuralModel": Small}
        exec(text.replace(line, ""), found)
        rows = found["rows"]
        assert len(rows) == len({(row[seeds], row.get("governance")) for row in rows}) > 1
        assert len({row["coc"] for row in rows}) >= len({row[seeds] for row in rows}) > 1
        assert all(row["reported_day"] == 365 for row in rows)


def test_mesas_batch_runner_collects_the_headline_outcomes():
    """At the end of the scenario they are the region's over all its days; before there are none."""
    rows = mesa.batch_run(Small, {"seed": 3, "years": 1}, display_progress=False, data_collection_period=-1)
    model = Small(seed=3, years=1).run()
    frame = model.outcomes()
    frame = frame[(frame["place_kind"] == "region") & (frame["dimension"] == "all")].set_index("outcome")
    headlines = [entry.name for entry in catalogue if entry.headline]
    assert len(headlines) >= 12
    for name in headlines:
        assert rows[0][name] == pytest.approx(values(frame)[name], nan_ok=True), name
    early = mesa.batch_run(Small, {"seed": 3, "years": 1}, max_steps=5, display_progress=False)
    assert {early[0][name] for name in headlines} == {None}


def test_mesas_batch_runner_takes_the_model_itself_with_levers():
    parameters = {"seed": 1, "daily_slot": [False, True], "years": 1}
    rows = mesa.batch_run(RuralModel, parameters, max_steps=30, display_progress=False, data_collection_period=10)
    steps = [row["Step"] for row in rows]
    assert steps in ([0, 10, 20, 30] * 2, [1, 11, 21] * 2)  # before Mesa 3.5, and from it on
    assert [row["daily_slot"] for row in rows] == [False] * (len(rows) // 2) + [True] * (len(rows) // 2)
    assert rows[0]["frail_elders"] > 1000 and rows[0]["clinicians"] > 100


def test_the_seed_may_have_mesas_name():
    named = Small(rng=4, years=1).scenario
    assert named == Small(seed=4, years=1).scenario == Small(seed=4, rng=None, years=1).scenario
    with pytest.raises(InputError, match="one of seed and rng"):
        Small(seed=4, rng=4, years=1)


def test_mesas_batch_runner_stops_with_the_scenario():
    """Mesa asks before every step whether the model runs on: not after the scenario's last day."""
    (row,) = mesa.batch_run(Small, {"years": 1}, max_steps=1000, display_progress=False, data_collection_period=-1)
    assert row["reported_day"] == 365


def test_steps_are_counted_and_mesas_generator_is_never_drawn_from(fresh):
    before = fresh.random.getstate()
    numbers = fresh.rng.bit_generator.state
    assert fresh.steps == 0 and fresh.reported_day == 0
    regions.run_days(fresh, 40)
    assert fresh.steps == 40 == fresh.reported_day
    assert fresh.random.getstate() == before and fresh.rng.bit_generator.state == numbers


def test_someone_who_dies_answers_with_the_last_state():
    model = regions.model_of(Scenario(seed=6, years=1), SHARE)
    watched = {agent.row: agent for agent in model.agents_by_type[FrailElder]}
    regions.run_days(model, 150)
    gone = [agent for row, agent in watched.items() if model.world.residents["status"][row] != ALIVE]
    assert len(gone) > 3
    for agent in gone:
        assert not agent.is_active and model.elder(agent.row) is None and agent not in model.agents
        assert agent.key == model.world.residents["key"][agent.row] and agent.frailty_state and agent.usual_gp is None
    assert all(agent.is_active for row, agent in watched.items() if row in wanted_elders(model.world))


def test_someone_who_comes_back_keeps_the_key():
    """One who recovers leaves the set of frail elders; who falls ill again is there again, as the same person."""
    model = regions.model_of(Scenario(years=2))
    first, away, back = {}, set(), {}
    for _ in range(24):
        present = {agent.row: agent for agent in model.agents_by_type[FrailElder]}
        back |= {row: agent for row, agent in present.items() if row in away}
        away |= {row for row in first if row not in present and model.world.residents["status"][row] == ALIVE}
        first = {**present, **first}
        regions.run_days(model, 30)
    assert len(back) > 3
    for row, agent in back.items():
        assert agent is not first[row] and agent.key == first[row].key and agent.visit_count == first[row].visit_count
        assert first[row].is_active == (row in wanted_elders(model.world))


@pytest.mark.parametrize("let_go", [free_model, RuralModel.close])
def test_a_model_let_go_is_freed(let_go):
    model = regions.run_days(regions.model_of(Scenario(seed=6, years=1), 0.01), 40)
    elder = next(iter(model.agents_by_type[FrailElder]))
    watched = [weakref.ref(model), weakref.ref(model.world.residents), weakref.ref(elder)]
    let_go(model)
    assert model not in getattr(mesa.Agent, "_ids", {})
    del model, elder
    gc.collect()
    assert [ref() is None for ref in watched] == [True, True, True]
