"""Persons as Mesa agents: frail elders, GPs, nurses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.people.records import ALIVE, CONDITIONS, ENROLLED, FRAILTY_STATES, MODERATE
from rural_abm.model.processes import RESIDENT_FIELDS
from rural_abm.model.staff.decisions.leaving import (
    LEAVING_FACTORS,
    gp_leaving_factors,
    hazard,
    monthly_chance,
    nurse_leaving_factors,
)
from rural_abm.model.staff.decisions.situation import read_situation
from rural_abm.model.staff.posts.turnover import move
from rural_abm.model.staff.records import EMPLOYED, EMPLOYMENTS, ROLES, STAFF_FIELDS
from rural_abm.model.ties.bonds import faded
from rural_abm.model.ties.clinicians import GONE
from rural_abm.simulation.agents.views import RecordView, viewing

if TYPE_CHECKING:
    from rural_abm.model.staff.decisions.situation import Situation
    from rural_abm.simulation.agents.field_types import FrailElderFields, GPFields, NurseFields
    from rural_abm.simulation.agents.organisations import CottageHospital, HealthCentre
else:
    FrailElderFields = GPFields = NurseFields = object


def is_frail_elder(residents, rows):
    """Return whether a resident (or each of several) is here and moderately or severely frail or enrolled."""
    is_frail, is_enrolled = residents["frailty"][rows] >= MODERATE, residents["enrolled"][rows] == ENROLLED
    return (residents["status"][rows] == ALIVE) & (is_frail | is_enrolled)


@viewing("residents", RESIDENT_FIELDS)
class FrailElder(RecordView, FrailElderFields):
    """A moderately or severely frail resident, or one enrolled in home nursing: a live view of the resident's row.

    Someone who dies, moves or recovers keeps their last state, with `is_active` False.
    """

    @property
    def name(self) -> str:
        """The permanent key, as text."""
        return str(int(self.record["key"]))

    @property
    def is_active(self) -> bool:
        """Whether the resident lives here and is frail or enrolled today."""
        return bool(is_frail_elder(self.model.world.residents, self.row))

    @property
    def age(self) -> int:
        """Age in completed years."""
        return int((self.model.world.now["day"][0] - self.record["birth_day"]) // DAYS_A_YEAR)

    @property
    def frailty_state(self) -> str:
        """fit, mild, moderate or severe."""
        return FRAILTY_STATES[self.record["frailty"]]

    @property
    def usual_gp(self) -> GP | None:
        """The usual GP as an agent, None where there is none."""
        return self.model.staff_agent(int(self.record["usual_gp"]))

    @property
    def contact_nurse(self) -> Nurse | None:
        """The named home-nursing nurse as an agent, None where there is none."""
        return self.model.staff_agent(int(self.record["contact_nurse"]))

    @property
    def condition_names(self) -> tuple[str, ...]:
        """Names of the chronic conditions."""
        bits = int(self.record["conditions"])
        return tuple(name for place, name in enumerate(CONDITIONS) if bits >> place & 1)

    @property
    def settlement_key(self) -> str:
        """Key of the settlement where the resident lives."""
        return self.model.place.settlement_keys[self.record["settlement"]]

    @property
    def ties(self) -> dict[int, float]:
        """Dict staff row -> strength of the tie today."""
        world = self.model.world
        found, tie = {}, int(self.record["first_tie"])
        while tie >= 0:
            bond = world.ties[tie]
            is_gone = world.staff["status"][bond["staff"]] == GONE
            found[int(bond["staff"])] = 0.0 if is_gone else float(faded(world, tie))
            tie = int(bond["next"])
        return found


class _Clinician(RecordView):
    """Properties common to GPs and nurses."""

    @property
    def name(self) -> str:
        """Role and serial number."""
        return f"{ROLES[self.record['role']]} {int(self.record['number'])}"

    @property
    def is_active(self) -> bool:
        """Whether the person is employed today."""
        return bool(self.record["status"] == EMPLOYED)

    @property
    def role_name(self) -> str:
        """Kind of professional."""
        return ROLES[self.record["role"]]

    @property
    def employment_name(self) -> str:
        """Kind of employment."""
        return EMPLOYMENTS[self.record["employment"]]

    def leaving_hazard(self, situation: Situation) -> float:
        """Return the hazard of leaving a permanent post today, a year (float), retirement apart.

        `situation` is what the person sees this month (`staff.decisions.situation.Situation`);
        `situation.person(self.row)` is what they know of themselves. An own rule overrides this method; as it
        stands, the product of `leaving_parts` is worked out for all persons at once.
        """
        return hazard(self._leaving_factors(situation))

    def _leaving_factors(self, situation):
        return tuple(float(part) for part in self.leaving_parts(situation, situation.person(self.row)))

    def leaves(self, situation: Situation, draw: float) -> tuple[bool, tuple[float, ...]] | None:
        """Return why the person leaves this month: (is retirement, parts of the hazard), or None if they stay.

        `draw` is uniform in (0, 1]; `situation` is what they see (`staff.decisions.situation`).
        """
        if situation.person(self.row).is_due_to_retire:
            return True, ()
        factors = self._leaving_factors(situation)
        is_own = type(self).leaving_hazard is not _Clinician.leaving_hazard
        chance = monthly_chance(self.leaving_hazard(situation) if is_own else hazard(factors))
        return (False, factors) if draw <= chance else None

    def every_month(self, situation: Situation) -> None:
        """Do what the person does once a month of their own accord: nothing, unless an own rule overrides this.

        Called on the first day of a month, in the order of keys, for permanent staff after those who leave have left.
        """

    def move_to(self, unit: HealthCentre | CottageHospital | int) -> bool:
        """Take the first vacant post of the same role at a unit (agent or row); return whether there was one.

        The post left behind falls vacant, and patients do not follow. Commuters who keep a post elsewhere are not
        represented.
        """
        return move(self.model.world, self.row, getattr(unit, "row", unit))

    @property
    def leaving_factors(self) -> dict[str, float]:
        """The parts of the yearly hazard of leaving today by name (dict); their product is the hazard.

        Empty for those who hold no permanent post: trainees, locums, remote physicians.
        """
        situation = read_situation(self.model.world)
        person = situation.person(self.row)
        parts = self.leaving_parts(situation, person) if person else ()
        return {name: float(part) for name, part in zip(LEAVING_FACTORS, parts, strict=False)}

    @property
    def unit_key(self) -> str | None:
        """Key of the unit of care, None where there is none."""
        unit = int(self.record["unit"])
        return self.model.place.unit_keys[unit] if unit >= 0 else None


@viewing("staff", STAFF_FIELDS)
class GP(_Clinician, GPFields):
    """A doctor, as a live view of a staff row.

    A general practitioner (permanent, rotating, trainee, locum or remote) or a mobile team's physician.
    """

    leaving_parts = staticmethod(gp_leaving_factors)

    @property
    def patients(self) -> list[FrailElder]:
        """The frail elders whose usual GP this is, in key order."""
        residents = self.model.world.residents
        rows = np.flatnonzero(residents["usual_gp"][: self.model.world.now["residents"][0]] == self.row)
        elders = (self.model.elder(int(row)) for row in rows)
        return sorted((e for e in elders if e is not None), key=lambda elder: elder.key)


@viewing("staff", STAFF_FIELDS)
class Nurse(_Clinician, NurseFields):
    """A nurse, as a live view of a staff row.

    A district, home-nursing, ward, ambulance, advanced clinical or mobile-team nurse, or a coordinator.
    """

    leaving_parts = staticmethod(nurse_leaving_factors)

    @property
    def patients(self) -> list[FrailElder]:
        """The frail elders whose contact nurse this is, in key order."""
        residents = self.model.world.residents
        rows = np.flatnonzero(residents["contact_nurse"][: self.model.world.now["residents"][0]] == self.row)
        elders = (self.model.elder(int(row)) for row in rows)
        return sorted((e for e in elders if e is not None), key=lambda elder: elder.key)
