"""The kinds of channel to a doctor: the mode of contact, its equipment and its minutes.

A governance file only chooses among them.
"""

import csv
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files

from rural_abm.engine.errors import unknown_name

MODES = ("phone", "video", "home_visit", "clinic", "bed", "ambulance")
EQUIPMENT = ("none", "basic", "emergency_room", "acute_car")
TIES_AS = ("phone", "video", "home_visit", "clinic", "ward")


@dataclass(frozen=True)
class ChannelKind:
    """One row of `data/channels.csv`.

    `clinician_minutes` are the answering clinician's minutes without travel, `nurse_minutes` those of the home-nursing
    nurse at the bedside or on the phone, each with a plausible low and high; `success_class` is the column of the
    resolution table that defines what the channel can resolve; `ties_as` the kind of contact that builds the tie;
    `kind` the kind of evidence for the minutes.
    """

    name: str
    title_en: str
    title_sv: str
    mode: str
    clinician_minutes: int
    clinician_minutes_low: int
    clinician_minutes_high: int
    nurse_minutes: int
    nurse_minutes_low: int
    nurse_minutes_high: int
    clinician_travels: bool
    patient_travels: bool
    equipment: str
    ties_as: str
    success_class: str
    kind: str
    source: str


@lru_cache
def channel_kinds():
    """Return all channel kinds, {name: ChannelKind}, in file order."""
    path = files("rural_abm") / "data" / "channels.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["name"]: _channel_kind(row) for row in csv.DictReader(file)}


def _channel_kind(row):
    made = {
        field.name: field.type(int(row[field.name])) if field.type in (int, bool) else row[field.name]
        for field in fields(ChannelKind)
    }
    return ChannelKind(**made)


def channel_kind(name, *, where=None):
    """Return the ChannelKind of a name; raise InputError for an unknown one."""
    kinds = channel_kinds()
    if name not in kinds:
        raise unknown_name("channel kind", name, kinds, where=where)
    return kinds[name]
