"""Persons are found by key and by what they are like; codes of the registers come out in words."""

import ast
from collections import namedtuple
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import regions

import rural_abm
from rural_abm import Scenario
from rural_abm.engine.errors import InputError
from rural_abm.engine.records import new_records
from rural_abm.governance import channel_kinds
from rural_abm.model.care.records import NOW
from rural_abm.model.people.records import ALIVE, DEAD, MODERATE, SEVERE
from rural_abm.model.processes import RESIDENT
from rural_abm.state import happenings
from rural_abm.state.happenings import EVENT_KINDS, HAPPENING
from rural_abm.study.compare.persons import describe_person, find_person
from rural_abm.study.compare.stories import Story, _chapter, joined_chapters
from rural_abm.study.compare.words import WORDS, contact_row, detail_words, event_row
from rural_abm.study.results.printing import story_lines, story_rows

DAY = 365
SORSELE, LYCKSELE = 6, 0


@pytest.fixture
def world():
    """Four residents and one row that is not in use."""
    residents = new_records(RESIDENT, 5)
    people = [
        (40, 84, SEVERE, SORSELE, 1, ALIVE),
        (30, 84, SEVERE, SORSELE, 1, DEAD),
        (20, 84, MODERATE, SORSELE, 0, ALIVE),
        (10, 50, 0, LYCKSELE, 0, ALIVE),
    ]
    for row, (key, age, frailty, municipality, enrolled, status) in enumerate(people):
        one = residents[row]
        one.key, one.frailty, one.municipality, one.enrolled, one.status = key, frailty, municipality, enrolled, status
        one.birth_day = DAY - age * 365 - 100
    now = new_records(NOW, 1)
    now[0].day, now[0].residents = DAY, len(people)
    return SimpleNamespace(residents=residents, now=now)


def test_persons_are_found_by_key(world):
    assert find_person(world, "20") == 2
    for key in ("30", "0", "99"):  # dead, not in use, unknown
        with pytest.raises(InputError, match=key):
            find_person(world, key)


def test_persons_are_found_by_what_they_are_like(world):
    assert find_person(world, like="age=84,frailty=severe,municipality=sorsele,enrolled=1") == 0
    assert find_person(world, like="municipality = sorsele") == 2, "the lowest key of several"
    assert find_person(world, like="age=50") == 3


@pytest.mark.parametrize(
    ("like", "named"),
    [
        ("age=12", "age=12"),
        ("age=old", "whole number"),
        ("frailty=servere", "severe"),
        ("colour=red", "unknown criterion"),
        ("age", "is not a criterion"),
        ("", "is not a criterion"),
        ("municipality=umea", "umea"),
    ],
)
def test_criteria_with_mistakes(world, like, named):
    with pytest.raises(InputError, match=named):
        find_person(world, like=like)


def test_a_person_is_described_in_words(world):
    described = describe_person(world, 0)
    assert (described["key"], described["age"], described["frailty"]) == (40, 84, "severe")
    assert (described["municipality"], described["enrolled"]) == ("sorsele", "1")


Contact = namedtuple("Contact", "day minute person staff kind channel mode place minutes metres result")
Event = namedtuple("Event", "day minute person kind detail place amount")


def test_contacts_come_out_in_words():
    row = Contact(5, 600, 7, 12, "planned_visit", "phone_doctor", "home_visit", "bjorksele", 9, 3000, 1)
    told = contact_row(row, {12: "permanent gp 12"})
    assert told["what"] == f"planned visit: home visit, {channel_kinds()['phone_doctor'].title_en}"
    assert (told["who"], told["where"], told["outcome"]) == ("permanent gp 12", "Björksele", "settled")
    assert contact_row(row._replace(channel="acute_visit", staff=-1), {})["what"].endswith("acute visit")


@pytest.mark.parametrize(
    ("kind", "detail", "what"),
    [
        ("frailty", SEVERE, "frailty: severe"),
        ("admitted", 7, "admitted: cottage hospital of sorsele"),
        ("discharged", 10, "discharged: hospital of umea"),
        ("episode", 2, "episode: fall"),
        ("housed", 0, "housed"),
        ("gp_changed", 12, "gp changed: permanent gp 12"),
        ("moved", 3, "moved: severe"),
    ],
)
def test_events_come_out_in_words(kind, detail, what):
    assert event_row(Event(5, 600, 7, kind, detail, "", 0), {12: "permanent gp 12"})["what"] == what


def test_every_event_can_be_told():
    for kind in EVENT_KINDS:
        about = HAPPENING[kind].detail
        assert about == happenings.STAFF_NUMBER or detail_words(kind, 0, {}) or about == happenings.NOTHING, kind


# What a writer may give as the detail of an event: the last name of the expression it passes.
WRITTEN = {
    happenings.EPISODE_KIND: {"kind"},
    happenings.FRAILTY_STATE: {"frailty", "state"},
    happenings.NEED_CLASS: {"what"},
    happenings.WARD: {"ward"},
    happenings.STAFF_NUMBER: {"number"},
    happenings.STAFF_ROLE: {"role"},
    happenings.LEAVING_PART: {"factor_place"},
    happenings.ROUTINE: {"routine"},
    happenings.DECISION: {"code"},
    happenings.NOTHING: {"0"},
}
# Place of the kind and of the detail among the arguments of what writes events.
WRITERS = {"log_event": (3, 4), "log_if_on": (3, 4), "note_event": (3, 4)}


def written_events(source):
    """(kinds of events, last name of the detail) of every call that writes events in Python source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in WRITERS:
            at_kind, at_detail = WRITERS[node.func.id]
            if len(node.args) <= at_detail:
                continue  # the writers themselves hand on what they are given
            names = [name.id for name in ast.walk(node.args[at_kind]) if isinstance(name, ast.Name)]
            kinds = [name for name in names if name.startswith("EV_")]
            detail = node.args[at_detail]
            while isinstance(detail, ast.Call):
                detail = detail.args[0]
            yield kinds, ast.unparse(detail).split(".")[-1]


def wrongly_written(source):
    """The events whose detail is not what the table of kinds declares."""
    for kinds, detail in written_events(source):
        for kind in kinds:
            if detail not in WRITTEN[HAPPENING[kind.removeprefix("EV_").lower()].detail]:
                yield f"{kind}: {detail}"


def test_writers_give_the_detail_that_is_declared():
    sources = [path.read_text(encoding="utf-8") for path in Path(rural_abm.__file__).parent.rglob("*.py")]
    assert [wrong for source in sources for wrong in wrongly_written(source)] == []
    seen = {kind for source in sources for kinds, _ in written_events(source) for kind in kinds}
    assert {kind.removeprefix("EV_").lower() for kind in seen} == set(EVENT_KINDS)


def test_a_kind_of_episode_written_for_a_ward_is_found():
    source = "log_event(world, 0, r.key, EV_ADMITTED, need.kind, world.wards[ward].settlement, days)"
    assert list(wrongly_written(source)) == ["EV_ADMITTED: kind"]


def test_the_register_holds_what_is_declared():
    """Wards are where the event says it was; details lie within what they are an index of."""
    model = regions.run_days(regions.model_of(Scenario(seed=1, years=1, register="all"), 0.2), 120)
    events = model.events()
    admitted = events[events["kind"] == "admitted"]
    seats = [model.place.settlement_keys[place] for place in model.world.wards["settlement"]]
    assert len(admitted) > 20 and [seats[ward] for ward in admitted["detail"]] == admitted["place"].tolist()
    for kind, rows in events.groupby("kind"):
        about = HAPPENING[kind].detail
        if about in WORDS and about != happenings.NOTHING:
            assert rows["detail"].between(0, len(WORDS[about]) - 1).all(), kind


def test_an_admission_stands_after_what_led_to_it():
    """In the stories of the admitted what led to a stay stands before it, also where both are of one day."""
    model = regions.run_days(regions.model_of(Scenario(seed=1, years=1, register="all"), 0.2), 200)
    events = model.events()
    admitted = events[(events["kind"] == "admitted") & (events["day"] > 20)]["person"].unique()[:30]
    assert len(admitted) == 30
    same_day = 0
    for key in admitted:
        told = joined_chapters([_chapter(model, "a", key, "lycksele")])
        for row in told[told["what"].str.startswith("admitted") & (told["day"] > 20)].itertuples():
            causes = told.index[told["what"].str.startswith(CAUSES)]
            assert (causes < row.Index).any(), told["what"].tolist()
            of_day = [place for place in causes if told["day"][place] == row.day]
            same_day += bool(of_day)
            assert not of_day or min(of_day) < row.Index, told["what"][told["day"] == row.day].tolist()
    assert same_day > 20


CAUSES = ("episode", "found", "collapse", "worsened", "impatient", "emergency", "ambulance", "helicopter")


def test_worlds_stand_side_by_side():
    Row = namedtuple("Row", "scenario day minute date time what who where minutes km outcome order")
    told = (1, 600, "2024-01-02", "10:00", "episode: fall", "", "Sorsele", 0, 0, "", (600, 0))
    shared = [Row(name, *told) for name in "ab"]
    alone = Row("b", 0, 480, "2024-01-01", "08:00", "review", "gp 1", "Sorsele", 20, 0, "settled", (480, 0))
    table = joined_chapters([pd.DataFrame([shared[0]]), pd.DataFrame([shared[1], alone])])
    story = Story({"key": 1}, table, {"a": {"en": "A", "sv": "A"}, "b": {"en": "B", "sv": "B"}})
    lines = story_lines(story)
    assert lines[-2].split() == ["2024-01-01", "08:00", "review", "(gp", "1,", "Sorsele,", "settled)"]
    assert lines[-1].count("episode: fall (Sorsele)") == 2
    assert [len(row["happened"]) for row in story_rows(story)] == [1, 2]
