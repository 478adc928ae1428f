"""The record of levers that kernels read: how a value of each type becomes a number, and what does not count."""

import numpy as np
import pytest

from rural_abm.engine.records import new_records
from rural_abm.governance import Levers
from rural_abm.governance.channels import channel_kinds
from rural_abm.governance.lever_record import (
    ENCODERS,
    LEVER,
    LEVER_FIELDS,
    Site,
    paid_by_project,
    withdraw_project,
    write_levers,
)
from rural_abm.governance.schema import FieldSpec, lever_specs, option_bit, option_code
from rural_abm.governance.values import annotation
from rural_abm.report.type_stubs import LEVER_TYPES

SITE = Site(1, ("hub", "here", "there"), frozenset({"village", "hamlet"}))
BY_TYPE = [
    ("whole", (), 12, 12),
    ("decimal", (), 2.5, 2.5),
    ("yes_no", (), True, 1),
    ("clock", (), "08:30", 510),
    ("clock_or_closed", (), "08:30", 510),
    ("clock_or_closed", (), "closed", 0),
    ("choice", ("none", "some", "all"), "all", 2),
    ("choices", ("a", "b", "c"), ("c", "a"), 0b101),
    ("choices", ("a", "b", "c"), (), 0),
    ("channel_kind", (), list(channel_kinds())[2], 2),
    ("unit", ("none",), "there", 2),
    ("unit", ("none",), "none", -1),
    ("unit", ("own_unit",), "own_unit", 1),
    ("units", (), ("there", "here"), 0b110),
    ("units", (), ("hub", "there"), 0),
    ("settlements", (), ("village", "elsewhere"), 1),
]


@pytest.mark.parametrize(("kind", "options", "value", "number"), BY_TYPE)
def test_a_value_of_each_type_becomes_a_number(kind, options, value, number):
    field = FieldSpec("field", kind, "", {"en": "A field.", "sv": "Ett fält."}, options=options)
    assert ENCODERS[kind].encode(field, value, SITE) == number


def test_every_type_of_the_schema_can_be_written():
    used = {field.type for spec in lever_specs().values() for field in spec.fields.values()}
    assert used <= set(ENCODERS) == set(LEVER_TYPES) == {kind for kind, *_ in BY_TYPE}
    assert all(annotation(field) for spec in lever_specs().values() for field in spec.fields.values())


def written(**levers):
    """Return the record of a place at which some levers differ from their defaults."""
    record = new_records(LEVER, 1)[0]
    shapes = {name: getattr(Levers(), name).model_copy(update=fields) for name, fields in levers.items()}
    write_levers(record, Levers().model_copy(update=shapes), SITE)
    return record


def test_the_record_has_every_field_of_every_lever_under_its_own_name():
    names = {name for name in LEVER.names if name != "padding"}
    assert names == {
        f"{spec.name}_{field.name}" if field.name else spec.name
        for spec in lever_specs().values()
        if not spec.list
        for field in spec.fields.values()
    }
    record = written(daily_slot={"start": "10:15", "enabled": True})
    assert (record.daily_slot_start, record.daily_slot_enabled, record.daily_slot_end) == (615, 1, 720)
    assert record.listing == option_code("listing", "choice")
    assert record.daily_slot_bookers & option_bit("daily_slot.bookers", "home_nursing")
    assert not record.daily_slot_bookers & option_bit("daily_slot.bookers", "ambulance")


def test_a_field_counts_only_while_the_one_it_depends_on_does():
    hours = {"start": "09:00", "end": "15:00"}
    closed = written(single_point_of_contact=hours | {"enabled": False})
    assert (closed.single_point_of_contact_start, closed.single_point_of_contact_end) == (0, 0)
    opened = written(single_point_of_contact=hours | {"enabled": True})
    assert (opened.single_point_of_contact_start, opened.single_point_of_contact_end) == (540, 900)
    meets = {"meeting_minutes_a_week": 60}
    assert written(centre_network=meets | {"members": ("hub",)}).centre_network_meeting_minutes_a_week == 0
    assert written(centre_network=meets | {"members": ("here",)}).centre_network_meeting_minutes_a_week == 60


def test_with_project_money_goes_what_it_paid_for_and_nothing_else():
    funded = {
        "single_point_of_contact": {"enabled": True},
        "monitoring": {"places": 5, "nurse_minutes_a_day": 30},
        "remote_gp": {"panel": 10, "hours_a_week": 4},
    }
    before, after = written(**funded), written(**funded)
    withdraw_project(after)
    changed = {name for name in LEVER.names if before[name] != after[name]}
    assert changed == {
        "single_point_of_contact_enabled",
        "single_point_of_contact_start",
        "single_point_of_contact_end",
        "monitoring_places",
        "remote_gp_hours_a_week",
    }
    assert changed >= {name for name in paid_by_project() if before[name]}
    assert all(after[name] == 0 for name in changed)


def test_defaults_lie_within_the_declared_limits():
    record = written()
    for field in LEVER_FIELDS:
        if field.allowed is not None:
            low, high = field.allowed
            assert low <= np.asarray(record[field.name]) <= high, field.name
