"""A clinic made by hand: a world with nobody and nothing in it but what a story puts there.

    clinic = Clinic(weekday=MONDAY)
    eva = clinic.gp(clinic_minutes=12)
    anna = clinic.resident(usual_gp=eva)
    clinic.falls_ill(anna, at="08:00")
    clinic.run(take_onsets, acute)
    assert clinic.staff[eva].clinic_minutes == 2

One unit of care matters, at CENTRE, open from eight to five, half an hour from VILLAGE and two hours from HOSPITAL.
What a story does not set has its value in the register, except that no contact settles a need, nobody can be kept near
home and nobody dies unless the story says so. A story runs phases of the day, as the model does, so that it needs no
machine code of its own and holds whatever the kernels inside a phase are called.
"""

from functools import cache

import numpy as np
from empty_world import empty_world
from unit_rows import UnitRows

from rural_abm.engine.records import new_records
from rural_abm.engine.units import DAYS_A_YEAR, METRES_A_KM
from rural_abm.governance import channel_kinds, minute_of_day
from rural_abm.governance.schema import option_code
from rural_abm.model.care.clock import set_clock
from rural_abm.model.care.home.episodes import take_onsets
from rural_abm.model.care.needs.due import order_due
from rural_abm.model.care.needs.needs import recycle_needs
from rural_abm.model.care.records import (
    AMBULANCE,
    CHANNEL,
    CHANNELS_A_UNIT,
    LATER,
    RESOLVE_COLUMNS,
    UNIT,
    UNIT_STATE,
)
from rural_abm.model.people.calendar import next_care_day
from rural_abm.model.people.records import (
    COMPLAINT_ONSET,
    ENROLLED,
    EPISODE_ONSET,
    FOLLOW_UP_ONSET,
    MODERATE_EPISODE,
    NEVER,
    OTHER_ILLNESS,
    VISITOR_ONSET,
)
from rural_abm.model.staff.records import EMPLOYED, GP, ROLES
from rural_abm.model.ties.bonds import mark_of
from rural_abm.model.ties.records import COLLEAGUE
from rural_abm.regions.place import load_place
from rural_abm.state.world import METRES, SUMMER_MINUTES, WINTER_MINUTES, copy_world

UNIT_COUNT = 9
# Indices of the packaged place: the unit of a story and its neighbour, settlements, and wards (hospitals follow units).
UNIT_ROW, OTHER_UNIT = 1, 2
CENTRE, VILLAGE, FAR_VILLAGE, HOSPITAL, UNIVERSITY, OTHER_CENTRE = 10, 11, 13, 0, 62, 12
COTTAGE_WARD, HOSPITAL_WARD, UNIVERSITY_WARD = UNIT_ROW, UNIT_COUNT, UNIT_COUNT + 1
# Reported day 182 is a Monday in July; the warm-up has 365 days.
A_MONDAY = 365 + 182
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
ROWS = 256


@cache
def _empty_world():
    place = load_place()
    world = empty_world(
        place, 4, ROWS, units=new_records(UNIT, UNIT_COUNT), unit_states=new_records(UNIT_STATE, UNIT_COUNT),
        channels=new_records(CHANNEL, (UNIT_COUNT, CHANNELS_A_UNIT)), colleagues=new_records(COLLEAGUE, ROWS),
    )  # fmt: skip
    units = world.units
    units["settlement"], units["municipality"] = place.settlement_of_unit, place.municipality_of_unit
    levers = world.levers
    levers["opening_hours_open"] = 8 * 60
    levers["opening_hours_close"] = levers["opening_hours_evening_close"] = 17 * 60
    world.vehicles["kind"] = -1
    world.travel[:] = 0
    world.now["register"] = 2
    p = world.parameters[0]
    p.resolve[:] = p.keep[:] = 0
    p.own_car_share = p.own_car_severe_share = p.referral_share = p.contact_prescribes_share = 0
    p.left_at_home_share = p.university_hospital_share = p.case_fatality_fit_80 = p.stay_worsens_per_day = 0
    return world


def plain(kernel):
    """Return a small kernel as the plain function it is made of, which needs no compiling."""
    return getattr(kernel, "py_func", kernel)


class Clinic:
    """A world to be filled by a story; keywords are facts and levers of its unit of care."""

    def __init__(self, weekday=MONDAY, **unit):
        self.world = copy_world(_empty_world())
        self.unit = UnitRows(self.world, UNIT_ROW)
        for field, value in unit.items():
            setattr(self.unit, field, value)
        for there, minutes in ((VILLAGE, 30), (FAR_VILLAGE, 60), (HOSPITAL, 120), (UNIVERSITY, 240)):
            self.road(CENTRE, there, minutes)
        self.road(VILLAGE, HOSPITAL, 150)
        self.road(VILLAGE, UNIVERSITY, 270)
        self.go_to(A_MONDAY + weekday)

    def __getattr__(self, name):
        return getattr(self.world, name)

    @property
    def p(self):
        """Return the record of parameters, to be read and set."""
        return self.world.parameters[0]

    @property
    def clock(self):
        """Return the record of today's clock, lists and lines on call."""
        return self.world.now[0]

    @property
    def today(self):
        """Return the world day."""
        return int(self.world.now["day"][0])

    def go_to(self, day):
        """Begin a world day: clear the needs that have ended and today's lists."""
        recycle_needs(self.world)
        self.world.now["day"] = day
        set_clock(self.world)

    def run(self, *phases):
        """Run phases of the day in order; an onset is taken once, however often `take_onsets` runs."""
        for phase in phases:
            phase(self.world)
            if phase is take_onsets:
                self.clock.onsets = 0
        assert self.clock.overflow == 0

    def road(self, start, goal, minutes, km=None):
        """Lay a road of so many minutes and kilometres (by default as many as minutes), the same both ways."""
        for layer, length in ((SUMMER_MINUTES, minutes), (WINTER_MINUTES, minutes),
                              (METRES, METRES_A_KM * (minutes if km is None else km))):  # fmt: skip
            self.world.travel[layer, start, goal] = self.world.travel[layer, goal, start] = length

    @staticmethod
    def _write(record, values):
        for name, value in values.items():
            setattr(record, name, value)

    # people

    def resident(self, age=50, **facts):
        """Add a resident of VILLAGE (fit, at home, not enrolled, without a usual GP); return the row."""
        row = int(self.clock.residents)
        self.clock.residents += 1
        r = self.world.residents[row]
        r.key, r.birth_day, r.settlement, r.unit = row + 1, self.today - age * DAYS_A_YEAR, VILLAGE, UNIT_ROW
        self._write(r, facts)
        r.municipality = self.world.units["municipality"][r.unit]
        self.world.unit_states[r.unit].list_size += 1
        self.world.unit_states[r.unit].enrolled += r.enrolled
        if r.usual_gp >= 0:
            self.world.staff[r.usual_gp].panel += 1
        return row

    def patient(self, age=85, **facts):
        """Add a resident enrolled in home nursing; return the row."""
        return self.resident(
            age, **{"enrolled": ENROLLED, "enrolled_day": self.today - 100, "visits_a_year": 52} | facts
        )

    def staff_member(self, role, **facts):
        """Add a member of the unit's staff, on duty today by default; return the row."""
        row = int(self.clock.staff)
        self.clock.staff += 1
        s = self.world.staff[row]
        s.key, s.number, s.role, s.unit, s.status = row + 1, row, role, UNIT_ROW, EMPLOYED
        s.on_duty = s.present = 1
        s.productivity, s.settlement = 1, CENTRE
        s.post = s.first_colleague = s.last_colleague = -1
        s.left_day = s.until = s.retires_day = NEVER
        s.used_by[:] = self.today
        self._write(s, facts)
        s.last_colleague = 0
        s.clinic_minutes_today = s.clinic_minutes
        self.list_duty()
        return row

    def gp(self, **facts):
        """Add a permanent GP; return the row."""
        row = self.staff_member(GP, **facts)
        self.unit.gps_present += self.world.staff[row].on_duty
        return row

    def list_duty(self):
        """Write today's duty lists in order of key."""
        staff, place = self.world.staff[: int(self.clock.staff)], 0
        for unit in range(UNIT_COUNT):
            for role in range(len(ROLES)):
                here = np.flatnonzero((staff["unit"] == unit) & (staff["role"] == role) & (staff["on_duty"] == 1))
                rows = here[np.argsort(staff["key"][here])]
                self.world.unit_states["duty_first"][unit, role] = place
                self.world.unit_states["duty_count"][unit, role] = rows.size
                self.world.duty[place : place + rows.size] = rows
                place += rows.size

    def on_call(self, doctor, minutes=1000, line=0):
        """Put a doctor on a line on call tonight."""
        self.world.levers["on_call_lines"] = max(int(self.unit.on_call_lines), line + 1)
        self.clock.on_call[line], self.clock.on_call_minutes[line] = doctor, minutes

    def tie(self, resident, staff, strength, days_ago=0):
        """Tie a resident to a member of staff, with the strength of so many days ago."""
        row = int(self.clock.ties)
        self.clock.ties += 1
        tie, r = self.world.ties[row], self.world.residents[resident]
        tie.resident, tie.staff, tie.strength = resident, staff, strength
        tie.day = tie.first_day = self.today - days_ago
        tie.next, r.first_tie = r.first_tie, row
        r.tie_marks = r.tie_marks | plain(mark_of)(staff)

    def colleague(self, physician, nurse, strength, days_ago=0):
        """Tie a physician (or a contact nurse at the centre) and a nurse."""
        row = int(self.clock.colleagues)
        self.clock.colleagues += 1
        tie, s = self.world.colleagues[row], self.world.staff[physician]
        tie.physician, tie.nurse, tie.strength = physician, nurse, strength
        tie.day = tie.first_day = self.today - days_ago
        tie.next, s.first_colleague = s.first_colleague, row

    # what there is

    def channel(self, kind, role, start="00:00", end="24:00", booking="at_once", solves=None, **facts):
        """Add a channel after the unit's others; return its kind. `solves` (0 or 1) says whether it settles needs."""
        record = self.world.channels[UNIT_ROW, self.unit.channel_count]
        self.unit.channel_count += 1
        record.kind, record.role = list(channel_kinds()).index(kind), option_code("channels.role", role)
        record.start, record.end = minute_of_day(start), minute_of_day(end)
        record.booking, record.routine = option_code("channels.booking", booking), -1
        self._write(record, facts)
        if solves is not None:
            self.p.resolve[:, int(self.p.channel_mode[record.kind])] = solves
        return int(record.kind)

    def solves(self, mode, chance=1):
        """Set the chance that a contact in a mode settles any need."""
        self.p.resolve[:, RESOLVE_COLUMNS.index(mode)] = chance

    def beds(self, ward, count, occupied=0):
        """Open beds in a ward, some of them in use."""
        record = self.world.wards[ward]
        record.places = record.open_places = count
        record.occupied = occupied

    def lies_in(self, resident, ward, since_days=0, **facts):
        """Put a resident into a bed."""
        r = self.world.residents[resident]
        r.ward, r.place_of_care = ward, 1 if ward < UNIT_COUNT else 2
        r.admitted_day = r.ready_day = self.today - since_days
        self._write(r, facts)
        self.world.wards[ward].occupied += 1

    def vehicle(self, station=CENTRE, kind=AMBULANCE):
        """Add a vehicle, free at its base and staffed day and night; return the row."""
        row = int(np.argmax(self.world.vehicles["kind"] < 0))
        v = self.world.vehicles[row]
        v.kind, v.station, v.round_the_clock, v.free_at = kind, station, 1, 0
        return row

    # what happens

    def falls_ill(self, resident, at="08:00", severity=MODERATE_EPISODE, kind=OTHER_ILLNESS, course_days=9):
        """Let an acute episode begin."""
        self._onset(resident, EPISODE_ONSET, at, severity=severity, kind=kind, course_days=course_days)

    def complains(self, resident, at="08:00"):
        """Let a minor complaint arise."""
        self._onset(resident, COMPLAINT_ONSET, at)

    def is_due_for_visit(self, resident, at="08:00"):
        """Let a planned visit to a GP fall due."""
        self._onset(resident, FOLLOW_UP_ONSET, at)

    def visitor(self, at="08:00", severity=MODERATE_EPISODE, settlement=VILLAGE):
        """Let a visitor fall ill."""
        self._onset(-1, VISITOR_ONSET, at, severity=severity, settlement=settlement)

    def _onset(self, row, what, at, **facts):
        onset = self.world.onsets[self.clock.onsets]
        r = self.world.residents[max(row, 0)]
        values = {"kind": OTHER_ILLNESS, "severity": 0, "course_days": 0, "readmission": 0, "settlement": r.settlement}
        self._write(onset, values | facts)
        onset.key, onset.row, onset.what, onset.minute = r.key if row >= 0 else 999, row, what, minute_of_day(at)
        onset.number = self.today * 64 + self.clock.onsets
        self.clock.onsets += 1

    def list_due(self):
        """List the residents for whom something of care is due today, as the morning does."""
        rows = [row for row in range(int(self.clock.residents)) if self._next_day(row) <= self.today]
        self.world.due[: len(rows)] = rows
        self.clock.due_count = len(rows)
        order_due(self.world)

    def _next_day(self, row):
        return int(plain(next_care_day)(self.world.residents[row]))

    # what came of it

    def counted(self, name):
        """Return the sum of a column of the ledger, of residents, units or activity."""
        tables = (self.world.counts, self.world.unit_counts, self.world.activity)
        table = next(table for table in tables if name in table.dtype.names)
        return int(table[name].sum())

    def contacts(self):
        """Return [(minute of the day, staff number, minutes, resolved)] of all contacts so far."""
        rows = self.world.contacts[: int(self.clock.contacts)]
        return [tuple(int(row[name]) for name in ("minute", "staff", "minutes", "result")) for row in rows]

    def waiting_until(self):
        """Return the days from today after which needs are asked again, sorted."""
        needs = self.world.needs[: int(self.clock.needs)]
        return sorted(int(day) - self.today for day in needs["again_day"][needs["state"] == LATER])
