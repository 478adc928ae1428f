"""What processes declare: each declaration is found once in its module, and its fields are in new records."""

import numpy as np
import pytest
import villages

from rural_abm.engine.records import Field
from rural_abm.model import processes
from rural_abm.model.people.records import HOT, NEVER
from rural_abm.simulation import capacity
from rural_abm.state.declarations import Declaration, counted


def test_a_process_is_found_by_its_declaration():
    assert processes.HOMES["fields"]["prevented_day"] == "care.home.prevention"
    assert processes.HOMES["counts"]["prevention_visits"] == "care.home.prevention"
    assert "people.records" not in processes.PROCESSES, "codes and records alone are no process"


def test_hot_fields_come_first_and_the_others_without_gaps():
    names = processes.RESIDENT.names
    assert names[: len(HOT)] == HOT
    others = [processes.RESIDENT.fields[name] for name in names[len(HOT) : -1] if name != "padding"]
    assert all(before[1] + before[0].itemsize == after[1] for before, after in zip(others, others[1:], strict=False)), (
        "wider fields stand before narrower ones, so none needs a gap before it"
    )


def test_what_two_processes_declare_is_refused(monkeypatch):
    twice = Declaration(counts=counted(("deaths", "deaths", "deaths of all ages")))
    monkeypatch.setattr(processes, "PROCESSES", {"people.demography": twice, "care.other": twice})
    with pytest.raises(ValueError, match="deaths is declared in people.demography and in care.other"):
        processes.gathered("counts")


def test_a_hot_field_that_no_process_declares_is_refused():
    with pytest.raises(ValueError, match="link"):
        processes._of_residents({name: Field(name, "i4", "1", "x") for name in HOT if name != "link"})


def test_new_records_hold_the_initial_values():
    residents = processes.blank_residents(3)
    assert (residents["leave_day"] == NEVER).all() and (residents["discharged_day"] == -NEVER).all()
    assert (residents["ward"] == -1).all() and (residents["frailty"] == 0).all()
    for field in processes.RESIDENT_FIELDS:
        assert (residents[field.name] == field.initial).all(), field.name


def test_rows_that_residents_grow_by_are_blank_and_the_others_stay():
    world = villages.empty_region()
    world.residents["key"] = np.arange(len(world.residents))
    before = world.residents.tobytes()
    grown = capacity._grown_with_followers(world, "residents", 0)
    larger = grown["residents"]
    more = larger[len(world.residents) :]
    assert len(more) > 0 and more.tobytes() == processes.blank_residents(len(more)).tobytes()
    assert larger[: len(world.residents)].tobytes() == before
    lists = grown["lists"]
    assert len(lists) == len(larger) and lists.tobytes() == processes.blank_lists(len(lists)).tobytes()
