"""Persons are found by key and by what they are like; codes of the registers come out in words."""

from collections import namedtuple
from types import SimpleNamespace

import pandas as pd
import pytest

from rural_abm.care.records import NOW
from rural_abm.errors import InputError
from rural_abm.governance import channel_kinds
from rural_abm.ledger import EVENT_KINDS
from rural_abm.people.records import ALIVE, DEAD, MODERATE, RESIDENT, SEVERE
from rural_abm.records import new_records
from rural_abm.study.persons import describe_person, find_person
from rural_abm.study.printing import story_lines, story_rows
from rural_abm.study.stories import Story, joined_chapters
from rural_abm.study.words import DETAILS, contact_row, event_row

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
        ("age", "no criterion"),
        ("", "no criterion"),
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
        ("admitted", 7, "admitted: sorsele"),
        ("gp_changed", 12, "gp changed: permanent gp 12"),
        ("moved", 3, "moved"),
    ],
)
def test_events_come_out_in_words(kind, detail, what):
    assert event_row(Event(5, 600, 7, kind, detail, "", 0), {12: "permanent gp 12"})["what"] == what


def test_every_kind_of_event_with_a_detail_exists():
    assert set(DETAILS) < set(EVENT_KINDS)


def test_worlds_stand_side_by_side():
    Row = namedtuple("Row", "scenario day minute date time what who where minutes km outcome")
    shared = [Row(name, 1, 600, "2024-01-02", "10:00", "episode: fall", "", "Sorsele", 0, 0, "") for name in "ab"]
    alone = Row("b", 0, 480, "2024-01-01", "08:00", "review", "gp 1", "Sorsele", 20, 0, "settled")
    table = joined_chapters([pd.DataFrame([shared[0]]), pd.DataFrame([shared[1], alone])])
    story = Story({"key": 1}, table, {"a": {"en": "A", "sv": "A"}, "b": {"en": "B", "sv": "B"}})
    lines = story_lines(story)
    assert lines[-2].split() == ["2024-01-01", "08:00", "review", "(gp", "1,", "Sorsele,", "settled)"]
    assert lines[-1].count("episode: fall (Sorsele)") == 2
    assert [len(row["happened"]) for row in story_rows(story)] == [1, 2]
