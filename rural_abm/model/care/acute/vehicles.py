"""Ambulances and helicopters sent to a patient: which comes, the minutes until help is there, and what is counted."""

from rural_abm.engine.kernels import kernel
from rural_abm.model.care.contacts import spend
from rural_abm.model.care.transport import best_response, drive, fly, helicopter_for, world_minute
from rural_abm.model.people.records import SEVERE_EPISODE
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import EV_AMBULANCE, EV_HELICOPTER, cell, log_event

DECLARATION = Declaration(
    counts=counted(
        ("ambulance_trips", "trips", "ambulance missions for residents"),
        ("ambulance_metres", "metres", "driven by ambulances for residents"),
        ("helicopter_trips", "trips", "helicopter missions for residents"),
        ("response_minutes", "minutes", "minutes from call to the first vehicle's arrival"),
        ("responses", "missions", "missions with a response time"),
    ),
    activity=counted(
        ("ambulance_metres", "metres", "driven by ambulances"),
        ("helicopter_missions", "missions", "helicopter missions"),
    ),
)


@kernel
def fetch(world, need_row, goal):
    """Send the helicopter or an ambulance; return the minutes from the call until help arrives."""
    need = world.needs[need_row]
    called = world_minute(world, need.minute)
    if need.severity == SEVERE_EPISODE:
        helicopter, arrival = helicopter_for(world, need.key, need.settlement, goal, need.minute)
        if helicopter >= 0:
            fly(world, helicopter, arrival, need.settlement, goal)
            note_flight(world, need_row, arrival - called)
            return arrival - called
    first, ambulance, arrival = best_response(world, need.settlement, need.minute)
    if ambulance >= 0:
        at_goal, metres = drive(world, ambulance, arrival, need.settlement, goal)
        count_trip(world, need_row, metres)
    count_response(world, need_row, first)
    return first - called


@kernel
def note_flight(world, need_row, minutes):
    """Count a helicopter mission."""
    need = world.needs[need_row]
    world.activity[world.now[0].month, world.units[need.unit].municipality].helicopter_missions += 1
    if need.resident >= 0:
        cell(world, need.resident).helicopter_trips += 1
        spend(world, need.resident, world.parameters[0].price_helicopter_trip)
        key = world.residents[need.resident].key
        log_event(world, need.minute, key, EV_HELICOPTER, need.kind, need.settlement, minutes)


@kernel
def count_trip(world, need_row, metres):
    """Count an ambulance mission."""
    need = world.needs[need_row]
    world.activity[world.now[0].month, world.units[need.unit].municipality].ambulance_metres += metres
    if need.resident >= 0:
        here = cell(world, need.resident)
        here.ambulance_trips += 1
        here.ambulance_metres += metres
        spend(world, need.resident, world.parameters[0].price_ambulance_trip)


@kernel
def count_response(world, need_row, first):
    """Count the minutes from the call to the first vehicle's arrival."""
    need = world.needs[need_row]
    minutes = max(first - world_minute(world, need.minute), 0)
    if need.resident >= 0:
        here = cell(world, need.resident)
        here.responses += 1
        here.response_minutes += minutes
        key = world.residents[need.resident].key
        log_event(world, need.minute, key, EV_AMBULANCE, need.kind, need.settlement, minutes)
