"""Organisations as Mesa agents: health centres, cottage hospitals, hospitals, municipalities, the region."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import mesa

from rural_abm.governance.lever_record import LEVER_FIELDS
from rural_abm.model.care.records import UNIT_DECISION_FIELDS, UNIT_FIELDS, UNIT_STATE_FIELDS, WARD_FIELDS
from rural_abm.simulation.agents.decisions import centre, hospital, municipality, region
from rural_abm.simulation.agents.views import RecordView, viewing

if TYPE_CHECKING:
    import pandas as pd

    from rural_abm.governance import Levers
    from rural_abm.model.organisations.log import Decision
    from rural_abm.simulation.agents.field_types import CottageHospitalFields, HealthCentreFields, HospitalFields
    from rural_abm.simulation.agents.peopled import PeopledModel
    from rural_abm.simulation.agents.persons import GP
    from rural_abm.state.record_types import BooksRow, WardsRow
else:
    CottageHospitalFields = HealthCentreFields = HospitalFields = object


def decided_by(model, organisation):
    """Return the model's decisions (a DataFrame) that an organisation took."""
    table = model.decisions()
    return table[table["organisation"] == organisation]


# The other records with a row for each unit.
OF_UNIT = (
    ("levers", LEVER_FIELDS),
    ("unit_decisions", UNIT_DECISION_FIELDS),
    ("unit_states", UNIT_STATE_FIELDS),
)


class _Unit(RecordView):
    """Properties common to health centres and cottage hospitals."""

    @property
    def name(self) -> str:
        """Key of the unit."""
        return self.model.place.unit_keys[self.row]

    @property
    def levers(self) -> Levers:
        """The levers in force at the unit, as governance sets them; those that extensions declare among them."""
        return self.model.levers[self.name]

    @property
    def decisions(self) -> pd.DataFrame:
        """The decisions of the unit's manager, with their figures and reasons."""
        return decided_by(self.model, f"centre {self.name}")

    def decide_quarter(self, unit: int, book: SimpleNamespace, rules: Any) -> list[Decision]:
        """Return the manager's decisions after a quarter (list of Decision): what GPs' half-days are for.

        `unit` is the unit's row, `book` its records as the manager sees them (`decisions.views`), `rules` the values of
        the register by name.
        """
        return centre.decide_quarter(unit, book, rules)

    @property
    def book(self) -> BooksRow:
        """Last quarter's records, as the organisation sees them."""
        return self.model.world.books[self.row]

    @property
    def gps(self) -> list[GP]:
        """GPs employed at the unit today, in order of arrival."""
        found = [agent for agent in self.model.staff_agents("GP") if agent.unit == self.row and agent.is_active]
        return sorted(found, key=lambda agent: agent.number)

    @property
    def posts(self) -> list[int]:
        """Rows of the unit's posts that exist today."""
        posts = self.model.world.posts[: self.model.world.now["posts"][0]]
        return [row for row in range(len(posts)) if posts["unit"][row] == self.row and posts["active"][row] == 1]


@viewing("units", UNIT_FIELDS, *OF_UNIT)
class HealthCentre(_Unit, HealthCentreFields):
    """A health centre without beds."""


@viewing("units", UNIT_FIELDS, *OF_UNIT)
class CottageHospital(_Unit, CottageHospitalFields):
    """A health centre with beds, emergency room, X-ray, laboratory and ambulance (sjukstuga)."""

    @property
    def ward(self) -> WardsRow:
        """The ward's record."""
        return self.model.world.wards[self.row]


@viewing("wards", WARD_FIELDS)
class Hospital(RecordView, HospitalFields):
    """A hospital, seen from the region: open beds for these patients."""

    def decide_quarter(self, unit: int, book: SimpleNamespace, rules: Any) -> list[Decision]:
        """Return the hospital's decisions on a unit that sends to it after a quarter (list of Decision)."""
        return hospital.decide_quarter(unit, book, rules)

    def decide_year(
        self, unit: int, places: Any, closed: Any, purse: SimpleNamespace, teams: Any, rules: Any
    ) -> list[Decision]:
        """Return the hospital's decisions after last year's accounts (list of Decision).

        `unit` is the first unit that sends to it, `places` its open places, `closed` those closed, `purse` its accounts
        and `teams` the units it sends a team to.
        """
        return hospital.decide_year(unit, places, closed, purse, teams, rules)

    @property
    def name(self) -> str:
        """Key of the hospital."""
        return self.model.place.hospital_keys[self.row - len(self.model.place.unit_keys)]

    @property
    def decisions(self) -> pd.DataFrame:
        """The decisions of the hospital, with their figures and reasons."""
        return decided_by(self.model, f"hospital {self.name}")


class Municipality(mesa.Agent):
    """A municipality: its districts' home nursing and special housing."""

    def __init__(self, model: PeopledModel, index: int) -> None:
        super().__init__(model)
        self.index = index

    def decide_quarter(self, unit: int, book: SimpleNamespace, purse: SimpleNamespace, rules: Any) -> list[Decision]:
        """Return the decisions on one district's home-nursing posts after a quarter (list of Decision).

        `unit` is the row of the district's unit, `book` its records as the municipality sees them (`decisions.views`),
        `purse` last year's accounts and `rules` the values of the register by name.
        """
        return municipality.decide_quarter(unit, book, purse, rules)

    def decide_year(self, unit: int, book: SimpleNamespace, purse: SimpleNamespace, rules: Any) -> list[Decision]:
        """Return the decisions on one district's posts at the turn of the year (list of Decision)."""
        return municipality.decide_year(unit, book, purse, rules)

    @property
    def name(self) -> str:
        """Key of the municipality."""
        return self.model.place.municipality_keys[self.index]

    @property
    def decisions(self) -> pd.DataFrame:
        """The decisions of the municipality, with their figures and reasons."""
        return decided_by(self.model, f"municipality {self.name}")

    @property
    def units(self) -> list[HealthCentre | CottageHospital]:
        """Agents of the units of care in the municipality."""
        return [unit for unit in self.model.unit_agents if unit.municipality == self.index]

    @property
    def enrolled(self) -> int:
        """Residents enrolled in home nursing in ordinary housing."""
        return sum(unit.enrolled for unit in self.units)

    @property
    def in_housing(self) -> int:
        """Residents in special housing."""
        return sum(unit.in_housing for unit in self.units)


class Region(mesa.Agent):
    """The region: principal of primary care, hospitals and transport."""

    def decide_project(self, unit: int, book: SimpleNamespace, purse: SimpleNamespace, rules: Any) -> list[Decision]:
        """Return the decisions on a unit's project money after a quarter (list of Decision)."""
        return region.decide_project(unit, book, purse, rules)

    def decide_summer(self, unit: int, book: SimpleNamespace, rules: Any) -> list[Decision]:
        """Return the decisions on a ward's places in the quarter before summer (list of Decision)."""
        return region.decide_summer(unit, book, rules)

    def follow_up(self, unit: int, book: SimpleNamespace, rules: Any) -> list[Decision]:
        """Return the decisions on a unit's agreement after a quarter (list of Decision)."""
        return region.follow_up(unit, book, rules)

    def decide_year(self, unit: int, book: SimpleNamespace, purse: SimpleNamespace, rules: Any) -> list[Decision]:
        """Return the decisions on a unit's posts, locums and places after last year's accounts (list of Decision)."""
        return region.decide_year(unit, book, purse, rules)

    @property
    def name(self) -> str:
        """A short display name."""
        return "region"

    @property
    def decisions(self) -> pd.DataFrame:
        """The decisions of the region, with their figures and reasons."""
        return decided_by(self.model, self.name)

    @property
    def units(self) -> list[HealthCentre | CottageHospital]:
        """Agents of the units inside the region's totals."""
        return [unit for unit in self.model.unit_agents if unit.in_region]
