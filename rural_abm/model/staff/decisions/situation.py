"""The situation of the month: the basis of all decisions by persons, read once from the records into plain numbers.

`read_situation(world)` makes it. Persons decide in Python, one after the other; a record read field by field would cost
more than the decision.
"""

from functools import lru_cache
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.governance.schema import option_code
from rural_abm.model.staff.decisions.load import IS_DOCTOR
from rural_abm.model.staff.persons import later_hazard
from rural_abm.model.staff.records import EMPLOYED, GP, PERMANENT, REMOTE, ROLES, ROTATING, TRAINEE

STANDING = option_code("specialists_on_video.mode", "standing")


class Person(NamedTuple):
    """What a permanent GP or nurse considers when thinking of leaving; plain numbers, or arrays for many."""

    row: int
    role: int
    unit: int
    key: int
    is_due_to_retire: bool
    served_years: float
    contacts: float  # colleagues, weighted
    nights_share: float  # of all nights, on call
    strain: float
    rural_background: int
    trained_here: int
    partner: int
    own_list: float  # panel over a full list, at most 1


class Place(NamedTuple):
    """What is known of a unit this month."""

    contacts: float  # colleagues a newcomer would have, weighted
    known_team: float
    trainees: int
    permanents: float
    manager_years: float
    collaboration: float
    list_size: int


class Situation(NamedTuple):
    """The month: register values by name, cut links, people, places by unit, the world's clock.

    `people` is a Person whose fields are arrays of all permanent GPs and nurses, in the order of their keys.

    By unit: `gp_strain` is the mean strain of the permanent GPs (1 where there is none), `gp_posts` full-time posts,
    `first_contact` the colleagues of the first reported day, `nurse_strain` and `nurse_number` [units][roles] the sum
    of the strain of nurses and their number. `compensation` is the minutes given back for a night.
    """

    seed: int
    day: int
    month: int
    p: SimpleNamespace
    cut: tuple
    people: Person
    places: list
    gp_strain: list
    gp_posts: list
    first_contact: list
    compensation: int
    nurse_strain: list
    nurse_number: list

    def person(self, row):
        """Return the Person of a staff row, None for someone without a permanent post."""
        place = np.flatnonzero(self.people.row == row)
        return Person(*(column[place[0]].item() for column in self.people)) if place.size else None


def read_situation(world):
    """Return the Situation of today."""
    now, staff = world.now[0], world.staff[: world.now["staff"][0]]
    p = register_values(world)
    rows = np.flatnonzero(staff["status"] == EMPLOYED)
    crew = Crew(staff, rows, world.units.size)
    places = read_places(world, p, crew, int(now.day))
    return Situation(
        int(now.seed), int(now.day), int(now.month), p, tuple(bool(flag) for flag in now.cut),
        read_people(p, crew, places, int(now.day)), places, crew.mean_strain().tolist(),
        gp_posts(world).tolist(), world.unit_states["first_contact"].tolist(),
        int(world.levers["on_call_compensation_minutes_a_night"][0]),
        *(table.tolist() for table in crew.nurse_strain()),
    )  # fmt: skip


def register_values(world):
    """Return all scalars of the register as attributes, and the hazard of leaving after the early years.

    The latter preserves the mean stay.
    """
    record = world.parameters
    _, places = _scalars(record.dtype)
    return SimpleNamespace(**_named(record.dtype, record.view(np.float64)[places].tobytes()))


@lru_cache(maxsize=2)
def _named(dtype, numbers):
    """Return {name: value} of the scalars of the register; they are the same every month of a run."""
    names, _ = _scalars(dtype)
    p = dict(zip(names, np.frombuffer(numbers).tolist(), strict=True))
    hazard = later_hazard(p["gp_leaving_per_year"], p["gp_early_leaving_ratio"], p["gp_early_years"])
    return p | {"gp_later_hazard": hazard}


@lru_cache
def _scalars(dtype):
    """Return (names, places) of the single float64 numbers of the parameter record, seen as a row of float64."""
    single = [name for name, (kind, _) in dtype.fields.items() if kind == np.float64]
    width = np.dtype(np.float64).itemsize
    return single, np.array([dtype.fields[name][1] // width for name in single])


class Crew:
    """The employed as columns: `rows` in the staff records, and the groups that matter to colleagues."""

    def __init__(self, staff, rows, units):
        self.staff, self.rows, self.size = staff, rows, units
        self.unit, self.role, self.employment = (self.column(name) for name in ("unit", "role", "employment"))
        self.share, self.since, self.strain = (self.column(name) for name in ("full_time", "since", "strain"))
        self.is_gp, self.is_doctor = self.role == GP, IS_DOCTOR[self.role]
        self.is_permanent = (self.employment == PERMANENT) | (self.employment == ROTATING)

    def column(self, name):
        """Return a field of the employed.

        Records are gathered by field: whole ones are copied a hundred fields at a time.
        """
        return self.staff[name][self.rows]

    def sum_by_unit(self, chosen, weights=None):
        """Return the sum of weights (or number) of the chosen [units]."""
        return np.bincount(self.unit[chosen], None if weights is None else weights[chosen], self.size)

    def mean_strain(self):
        """Return the mean strain of the GPs of each unit, 1 where there is none [units]."""
        gps = self.is_gp & self.is_permanent
        total, number = self.sum_by_unit(gps, self.strain), self.sum_by_unit(gps)
        return np.divide(total, number, out=np.ones(self.size), where=number > 0)

    def nurse_strain(self):
        """Return (sum of strain, number) of the nurses, two arrays [units, roles]."""
        nurses = ~self.is_doctor & self.is_permanent
        place = self.unit[nurses].astype(int) * len(ROLES) + self.role[nurses]
        cells = self.size * len(ROLES)
        found = np.bincount(place, self.strain[nurses], cells), np.bincount(place, minlength=cells)
        return [table.reshape(self.size, len(ROLES)) for table in found]


def read_places(world, p, crew, day):
    """Return a Place for each unit."""
    gps = crew.is_gp
    permanents = crew.sum_by_unit(gps & crew.is_permanent, crew.share)
    trainees = crew.sum_by_unit(gps & (crew.employment == TRAINEE))
    contacts = permanents + p.contact_weight_trainee * trainees + standing_contacts(world, p, crew)
    known = known_team(world, p, crew, day)
    manager_years = (day - world.unit_states["manager_since"]) / DAYS_A_YEAR
    columns = (
        contacts,
        known,
        trainees,
        permanents,
        manager_years,
        collaboration(world),
        world.unit_states["list_size"],
    )
    return [Place(*row) for row in zip(*(np.asarray(column).tolist() for column in columns), strict=True)]


def standing_contacts(world, p, crew):
    """Return colleagues besides permanents and trainees [units]: returning locums, the on-call line, remote doctors."""
    units, gps = world.units, crew.is_gp
    shares_line = gps & crew.is_permanent & (crew.column("nights_share") > 0)
    on_line = crew.sum_by_unit(shares_line)
    found = p.contact_weight_returning_locum * crew.sum_by_unit(gps & (crew.column("returned") == 1))
    found = found + p.contact_weight_on_call * (on_line.sum() - on_line) * (units["in_region"] == 1)
    found += p.contact_weight_remote * crew.sum_by_unit(gps & (crew.employment == REMOTE))
    meets = np.minimum(world.levers["centre_network_meeting_minutes_a_week"] / p.network_full_minutes_a_week, 1.0)
    elsewhere = network_colleagues(world.levers["centre_network_members"], crew.sum_by_unit(gps & crew.is_permanent))
    found += p.contact_weight_network * meets * elsewhere
    found += p.contact_weight_specialists * (world.levers["specialists_on_video_mode"] == STANDING)
    return found + p.contact_weight_certified * (world.levers["rural_track_certification"] == 1)


def network_colleagues(networks, permanents):
    """Return the permanent GPs at other units of each unit's network of centres [units].

    `networks` are bits by unit.
    """
    member = (networks[:, np.newaxis] >> np.arange(networks.size)) & 1
    np.fill_diagonal(member, 0)
    return member @ permanents


def gp_posts(world):
    """Return the GP posts of each unit, in full time [units]."""
    posts = world.posts[: world.now["posts"][0]]
    chosen = (posts["active"] == 1) & (posts["role"] == GP)
    return np.bincount(posts["unit"][chosen], posts["share"][chosen], world.units.size)


def known_team(world, p, crew, day):
    """Return the share of each unit's GP posts held by people who have stayed [units].

    Each counts by years served, at most fully.
    """
    exist = gp_posts(world)
    stayed = np.clip((day - crew.since) / DAYS_A_YEAR / p.attraction_known_years, 0.0, 1.0) * crew.share
    held = crew.sum_by_unit(crew.is_gp & crew.is_permanent, stayed)
    return np.minimum(np.divide(held, exist, out=np.zeros(crew.size), where=exist > 0), 1.0)


def collaboration(world):
    """Return the strength of collaboration of each centre with home nursing [units]."""
    return world.pairs["strength"][:, 0]


def read_people(p, crew, places, day):
    """Return the permanent GPs and nurses as a Person of arrays, in the order of their keys."""
    rows, staff = crew.rows[crew.is_permanent], crew.staff
    rows = rows[np.argsort(staff["key"][rows])]
    unit, share = staff["unit"][rows], staff["full_time"][rows]
    contacts = np.array([place.contacts for place in places])[unit] - share
    full_list = np.maximum(p.residents_a_gp_post * share, 1.0)
    return Person(
        rows, staff["role"][rows], unit, staff["key"][rows], staff["retires_day"][rows] <= day,
        (day - staff["since"][rows]) / DAYS_A_YEAR, np.maximum(contacts, 0.0),
        *(staff[name][rows] for name in ("nights_share", "strain", "rural_background", "trained_here", "partner")),
        np.minimum(staff["panel"][rows] / full_list, 1.0),
    )  # fmt: skip


def note_first_month(world, places):
    """Record the colleagues and the known team of the first reported day, for cut links."""
    for unit, place in enumerate(places):
        world.unit_states["first_contact"][unit], world.unit_states["first_known_team"][unit] = (
            place.contacts,
            place.known_team,
        )
