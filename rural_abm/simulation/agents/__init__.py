"""The Mesa agents: views of records, and the decisions of persons and organisations.

Own rules subclass the classes named here (see `rural_abm.simulation.extensions`).
"""

from rural_abm.simulation.agents.organisations import CottageHospital, HealthCentre, Hospital, Municipality, Region
from rural_abm.simulation.agents.persons import GP, FrailElder, Nurse

__all__ = ["GP", "CottageHospital", "FrailElder", "HealthCentre", "Hospital", "Municipality", "Nurse", "Region"]
