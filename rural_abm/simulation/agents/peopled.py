"""A Mesa model whose agents are views of its world, kept in line with the records."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import mesa
import numpy as np

from rural_abm.model.people.records import BECAME_ENROLLED, BECAME_FRAIL
from rural_abm.model.staff.records import DOCTORS, EMPLOYED
from rural_abm.simulation.agents.persons import is_frail_elder
from rural_abm.simulation.extensions import OwnRules

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from rural_abm.governance import Levers, Scenario
    from rural_abm.regions.place import Place
    from rural_abm.simulation.agents.organisations import CottageHospital, HealthCentre, Hospital, Municipality, Region
    from rural_abm.simulation.agents.persons import GP, FrailElder, Nurse
    from rural_abm.state.world import World

# What happens to residents who become frail elders; any change may end it.
BECOME_ELDERS = (BECAME_FRAIL, BECAME_ENROLLED)
# What the model's own collector, which Mesa's batch runner asks for, notes every evening.
DAILY = {
    "reported_day": lambda model: model.reported_day,
    "frail_elders": lambda model: len(model._elders),
    "clinicians": lambda model: len(model._staff_agents),
    "run_seed": lambda model: model.scenario.seed,
}


class Collector(mesa.DataCollector):
    """Records the figures of DAILY every evening, and the headline outcomes of the run on its last evening.

    The headline outcomes are None before. These are numbers; Mesa would copy whatever a reporter returns, every evening
    of a run.
    """

    def __init__(self, catalogue):
        super().__init__(model_reporters=DAILY)
        self._headlines = {entry.name: [] for entry in catalogue if entry.headline}
        self.model_vars |= self._headlines

    def collect(self, model):
        """Note today's figures and headline outcomes."""
        for name, reporter in DAILY.items():
            self.model_vars[name].append(reporter(model))
        for name, noted in self._headlines.items():
            noted.append(model.headlines.get(name))


class PeopledModel(mesa.Model):
    """A model with a `world` and a `place`, and agents for its organisations, frail elders and employed staff.

    `unit_agents`, `hospitals`, `municipalities` and `region` are made once; persons come and go with their records.
    """

    rules = OwnRules()

    world: World
    place: Place
    unit_agents: list[HealthCentre | CottageHospital]
    hospitals: list[Hospital]
    municipalities: list[Municipality]
    region: Region
    headlines: dict[str, float]
    _elders: dict[int, FrailElder]
    _staff_agents: dict[int, GP | Nurse]

    @property
    def scenario(self) -> Scenario:
        """The Scenario of the run."""
        return self._scenario

    # Mesa from 3.5 on has a property of this name, for scenarios of its own kind that take their model.
    @scenario.setter
    def scenario(self, scenario: Scenario) -> None:
        self._scenario = scenario

    def elder(self, row: int) -> FrailElder | None:
        """Return the frail elder of a resident row, None if the resident is not one today."""
        return self._elders.get(row)

    def staff_agent(self, row: int) -> GP | Nurse | None:
        """Return the GP or nurse of a staff row, None if not employed today (or row -1)."""
        return self._staff_agents.get(row)

    def staff_agents(self, kind: str) -> list[GP | Nurse]:
        """Return all GPs ("GP") or nurses ("Nurse") employed today."""
        return [agent for agent in self._staff_agents.values() if isinstance(agent, self.rules.kinds[kind])]

    @property
    def levers(self) -> Mapping[str, Levers]:
        """The levers in force, {unit key: Levers}, those that extensions declare among them.

        Before the first reported day they are the baseline's, as they are where a routine is not adopted.
        `model.levers[unit_key].beds.places` is a number.
        """
        return MappingProxyType(self._in_force)

    def collaboration_graph(self) -> nx.Graph:
        """Return a networkx Graph of the organisations that share patients, weighted by today's collaboration."""
        from rural_abm.simulation.agents.collaboration import collaboration_graph  # networkx: paid only where asked for

        return collaboration_graph(self.world, self.place)

    def _make_agents(self):
        """Make the agents: organisations first, then elders, then staff."""
        units = self.world.units
        kinds = self.rules.kinds
        with_beds = [kinds["CottageHospital" if has else "HealthCentre"] for has in units["cottage_hospital"].tolist()]
        self.unit_agents = [kind(self, row) for row, kind in enumerate(with_beds)]
        self.hospitals = [kinds["Hospital"](self, len(units) + row) for row in range(len(self.place.hospital_keys))]
        self.municipalities = [kinds["Municipality"](self, row) for row in range(len(self.place.municipality_keys))]
        self.region = kinds["Region"](self)
        self._make_elders()
        self._sync_staff()
        self.headlines = {}
        self.datacollector = Collector(self.rules.catalogue)

    def _make_elders(self):
        """Make the frail elders of the records, in key order."""
        residents = self.world.residents[: self.world.now["residents"][0]]
        rows = np.flatnonzero(is_frail_elder(residents, slice(None)))
        rows = rows[np.argsort(residents["key"][rows])]
        self._elders = {row: self.rules.kinds["FrailElder"](self, row) for row in rows.tolist()}

    def _sync_changes(self):
        """Add and remove the frail elders of today's changes, in key order."""
        world, elders = self.world, self._elders
        changes = world.changes[: world.now["changes"][0]]
        rows, what = changes["row"].tolist(), changes["what"].tolist()
        # Most of those who come and go are not frail, and no agents.
        rows = {row for row, code in zip(rows, what, strict=True) if row in elders or code in BECOME_ELDERS}
        for row in sorted(rows, key=world.residents["key"].__getitem__) if len(rows) > 1 else rows:
            is_there = is_frail_elder(world.residents, row)
            if row in elders and not is_there:
                elders.pop(row).remove()
            elif is_there and row not in elders:
                elders[row] = self.rules.kinds["FrailElder"](self, row)

    def _sync_staff(self):
        """Bring the set of GPs and nurses in line with the records, in key order."""
        world = self.world
        staff = world.staff[: world.now["staff"][0]]
        is_employed = staff["status"] == EMPLOYED
        was_employed = np.zeros(staff.size, bool)
        was_employed[: self._employed.size] = self._employed
        self._employed = is_employed
        for row in sorted(np.flatnonzero(is_employed != was_employed).tolist(), key=lambda row: staff["key"][row]):
            if is_employed[row]:
                kind = "GP" if staff["role"][row] in DOCTORS else "Nurse"
                self._staff_agents[row] = self.rules.kinds[kind](self, row)
            else:
                self._staff_agents.pop(row).remove()
