"""Governance: the levers that can be set, the models and reforms that set them, and scenarios that combine these.

The engine reads `Levers` through a `Plan`; it never asks which model is running.
"""

from rural_abm.governance.channels import ChannelKind, channel_kind, channel_kinds
from rural_abm.governance.clock import CLOSED, minute_of_day
from rural_abm.governance.files import (
    GovernanceFile,
    describe_file,
    list_governance,
    list_reforms,
    read_governance,
    read_reform,
)
from rural_abm.governance.levers import Levers, lever_table
from rural_abm.governance.overrides import parse_set, parse_value
from rural_abm.governance.places import baseline_name, place_keys
from rural_abm.governance.plan import Plan, levers_id, resolve, scenario_id
from rural_abm.governance.routines import ROUTINES, effective_levers, routines, wanted_routines
from rural_abm.governance.scenario import ADOPTIONS, Change, Event, Scenario, scenario_schema

__all__ = [
    "ADOPTIONS",
    "CLOSED",
    "ROUTINES",
    "Change",
    "ChannelKind",
    "Event",
    "GovernanceFile",
    "Levers",
    "Plan",
    "Scenario",
    "baseline_name",
    "channel_kind",
    "channel_kinds",
    "describe_file",
    "effective_levers",
    "lever_table",
    "levers_id",
    "list_governance",
    "list_reforms",
    "minute_of_day",
    "parse_set",
    "parse_value",
    "place_keys",
    "read_governance",
    "read_reform",
    "resolve",
    "routines",
    "scenario_id",
    "scenario_schema",
    "wanted_routines",
]
