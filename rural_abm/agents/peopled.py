"""A Mesa model whose agents are views of its world: which agents there are, kept in line with the records."""

import mesa
import numpy as np

from rural_abm.agents.organisations import CottageHospital, HealthCentre, Hospital, Municipality, Region
from rural_abm.agents.persons import GP, FrailElder, Nurse
from rural_abm.people.records import ALIVE, ENROLLED, MODERATE
from rural_abm.staff.records import DOCTORS, EMPLOYED

# What the model's own collector, which Mesa's batch runner asks for, notes every evening.
DAILY = {
    "reported_day": "reported_day",
    "frail_elders": lambda model: len(model._elders),
    "clinicians": lambda model: len(model._staff_agents),
}


class PeopledModel(mesa.Model):
    """A model with a `world` and a `place`, and agents for its organisations, frail elders and employed staff.

    `unit_agents`, `hospitals`, `municipalities` and `region` are made once; persons come and go with their records.
    """

    @property
    def scenario(self):
        """The Scenario of the run."""
        return self._scenario

    # Mesa from 3.5 on has a property of this name, for scenarios of its own kind that take their model.
    @scenario.setter
    def scenario(self, scenario):
        self._scenario = scenario

    def elder(self, row):
        """The frail elder of a resident row, None if the resident is not one today."""
        return self._elders.get(row)

    def staff_agent(self, row):
        """The GP or nurse of a staff row, None if not employed today (or row -1)."""
        return self._staff_agents.get(row)

    def staff_agents(self, kind):
        """All GPs ("GP") or nurses ("Nurse") employed today."""
        return [agent for agent in self._staff_agents.values() if type(agent).__name__ == kind]

    def collaboration_graph(self):
        """A networkx Graph of the organisations that share patients, with how strongly they work together today."""
        from rural_abm.agents.collaboration import collaboration_graph  # networkx: paid only where asked for

        return collaboration_graph(self.world, self.place)

    def _make_agents(self):
        """Organisations first, then elders, then staff."""
        units = self.world.units
        kinds = [CottageHospital if units["cottage_hospital"][row] else HealthCentre for row in range(len(units))]
        self.unit_agents = [kind(self, row) for row, kind in enumerate(kinds)]
        self.hospitals = [Hospital(self, len(units) + row) for row in range(len(self.place.hospital_keys))]
        self.municipalities = [Municipality(self, row) for row in range(len(self.place.municipality_keys))]
        self.region = Region(self)
        self._sync_elders()
        self._sync_staff()
        self.datacollector = mesa.DataCollector(model_reporters=DAILY)

    def _sync_elders(self):
        """Bring the set of frail elders in line with the records, in key order."""
        everybody = slice(int(self.world.column("now", "residents")[0]))
        rows = set(np.flatnonzero(_is_elder(self.world, everybody)).tolist())
        keys = self.world.column("residents", "key")
        for row in sorted(rows ^ self._elders.keys(), key=lambda row: keys[row]):
            self._set_elder(row, row in rows)

    def _sync_changes(self):
        """After a day: add and remove the frail elders of today's changes, in key order."""
        world = self.world
        count = int(world.column("now", "changes")[0])
        rows = world.column("changes", "row")[:count]
        # Most of those who come and go are not frail, and no agents.
        rows = [row for row, is_there in zip(rows.tolist(), _is_elder(world, rows).tolist(), strict=True)
                if is_there != (row in self._elders)]
        keys = world.column("residents", "key")
        for row in sorted(set(rows), key=lambda row: keys[row]):
            self._set_elder(row, row not in self._elders)

    def _set_elder(self, row, is_there):
        if is_there and row not in self._elders:
            self._elders[row] = FrailElder(self, row)
        elif not is_there and row in self._elders:
            self._elders.pop(row).remove()

    def _sync_staff(self):
        """Bring the set of GPs and nurses in line with the records, in key order."""
        world = self.world
        count = int(world.column("now", "staff")[0])
        keys, roles, status = (world.column("staff", name)[:count] for name in ("key", "role", "status"))
        rows = set(np.flatnonzero(status == EMPLOYED).tolist())
        for row in sorted(rows ^ self._staff_agents.keys(), key=lambda row: keys[row]):
            if row in rows:
                kind = GP if roles[row] in DOCTORS else Nurse
                self._staff_agents[row] = kind(self, row)
            else:
                self._staff_agents.pop(row).remove()


def _is_elder(world, rows):
    """Whether each resident is a frail elder: here, and moderately or severely frail or enrolled in home nursing."""
    status, frailty, enrolled = (world.column("residents", name)[rows] for name in ("status", "frailty", "enrolled"))
    return (status == ALIVE) & ((frailty >= MODERATE) | (enrolled == ENROLLED))
