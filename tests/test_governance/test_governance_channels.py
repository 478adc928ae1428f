"""The table of channel kinds."""

import pytest

from rural_abm.engine.errors import InputError
from rural_abm.governance import channel_kind, channel_kinds
from rural_abm.governance.channels import EQUIPMENT, MODES, TIES_AS

KINDS = [
    "phone_doctor",
    "video_at_bedside",
    "home_visit",
    "clinic_visit",
    "emergency_room_visit",
    "nurse_assessment_car",
    "direct_admission",
    "coordinator_call",
    "acute_car_visit",
]


def test_the_kinds_are_there():
    assert list(channel_kinds()) == KINDS


@pytest.mark.parametrize("kind", channel_kinds().values(), ids=lambda kind: kind.name)
def test_rows_are_complete_and_in_range(kind):
    assert kind.title_en and kind.title_sv and kind.source and kind.success_class
    assert kind.mode in MODES and kind.equipment in EQUIPMENT and kind.ties_as in TIES_AS
    assert 0 < kind.clinician_minutes_low <= kind.clinician_minutes <= kind.clinician_minutes_high
    assert 0 <= kind.nurse_minutes_low <= kind.nurse_minutes <= kind.nurse_minutes_high
    assert not (kind.clinician_travels and kind.patient_travels)
    assert (kind.mode in ("phone", "video")) == (not kind.clinician_travels and not kind.patient_travels)


def test_an_unknown_kind_names_the_nearest():
    with pytest.raises(InputError, match="Did you mean 'home_visit'"):
        channel_kind("home_visits")
