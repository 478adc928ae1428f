"""Ambulances and helicopter: few, based at places, unavailable while on a mission."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import process, uniform
from rural_abm.engine.units import METRES_A_KM, MINUTES_A_DAY, MINUTES_AN_HOUR
from rural_abm.model.care.contacts import travel_metres, travel_minutes
from rural_abm.model.care.records import ACUTE_CAR, AMBULANCE, HELICOPTER

FLYING_WEATHER = process("care.flying_weather")
SERIOUS_ENOUGH = process("care.helicopter_called")
NO_VEHICLE = -1


@kernel
def world_minute(world, minute):
    """Return the minutes since the world began."""
    return np.int64(world.now[0].day) * MINUTES_A_DAY + minute


@kernel
def vehicle_works(world, vehicle, minute):
    """Return whether the vehicle is staffed at the minute of the day."""
    v = world.vehicles[vehicle]
    p = world.parameters[0]
    return v.round_the_clock == 1 or (p.day_vehicle_starts <= minute and minute < p.day_vehicle_ends)


@kernel
def first_to_arrive(world, settlement, minute, kind):
    """Return (vehicle, world minute of arrival) of the vehicle of the kind that arrives first, busy ones included."""
    best = np.int64(NO_VEHICLE)
    arrival = np.int64(0)
    called = world_minute(world, minute)
    for vehicle in range(world.vehicles.size):
        v = world.vehicles[vehicle]
        if v.kind != kind or not vehicle_works(world, vehicle, minute):
            continue
        starts = max(called, np.int64(v.free_at)) + np.int64(world.parameters[0].turn_out_minutes)
        there = starts + road_minutes(world, v.station, settlement)
        if best < 0 or there < arrival:
            best = np.int64(vehicle)
            arrival = there
    return best, arrival


@kernel
def road_minutes(world, start, goal):
    """Return the minutes of an ambulance on a mission: faster than traffic."""
    return np.int64(travel_minutes(world, start, goal) * world.parameters[0].ambulance_time_factor)


@kernel
def drive(world, vehicle, arrival, scene, goal):
    """Send a vehicle from its base to the scene, on to the goal and home; return (world minute at the goal, metres)."""
    v = world.vehicles[vehicle]
    p = world.parameters[0]
    at_goal = arrival + np.int64(p.scene_minutes) + road_minutes(world, scene, goal)
    v.free_at = at_goal + np.int64(p.handover_minutes) + travel_minutes(world, goal, v.station)
    metres = (
        travel_metres(world, v.station, scene)
        + travel_metres(world, scene, goal)
        + travel_metres(world, goal, v.station)
    )
    return at_goal, metres


@kernel
def stand_down(world, vehicle, arrival, scene):
    """Let a vehicle go home from the scene without a patient; return the metres."""
    v = world.vehicles[vehicle]
    back = travel_minutes(world, scene, v.station)
    v.free_at = arrival + np.int64(world.parameters[0].scene_minutes) + back
    return 2 * travel_metres(world, v.station, scene)


@kernel
def helicopter_for(world, key, scene, goal, minute):
    """Return (vehicle, arrival) of the helicopter for a long way, a grave case and fit weather; otherwise (-1, 0)."""
    p = world.parameters[0]
    if travel_minutes(world, scene, goal) < p.helicopter_from_minutes:
        return np.int64(NO_VEHICLE), np.int64(0)
    seed = world.now[0].seed
    if (
        uniform(seed, SERIOUS_ENOUGH, key, 0) > p.helicopter_share
        or uniform(seed, FLYING_WEATHER, key, 0) > p.flying_weather_share
    ):
        return np.int64(NO_VEHICLE), np.int64(0)
    for vehicle in range(world.vehicles.size):
        v = world.vehicles[vehicle]
        if v.kind == HELICOPTER and v.free_at <= world_minute(world, minute):
            return np.int64(vehicle), world_minute(world, minute) + flight_minutes(world, v.station, scene)
    return np.int64(NO_VEHICLE), np.int64(0)


@kernel
def flight_minutes(world, start, goal):
    """Return the minutes in the air and to take off; the distance is the road's over a detour factor."""
    p = world.parameters[0]
    km = travel_metres(world, start, goal) / p.road_over_air / METRES_A_KM
    return np.int64(p.take_off_minutes + km / p.helicopter_km_per_hour * MINUTES_AN_HOUR)


@kernel
def fly(world, vehicle, arrival, scene, goal):
    """Fly from the scene to the goal; the helicopter is free again when home."""
    v = world.vehicles[vehicle]
    p = world.parameters[0]
    v.free_at = (
        arrival
        + np.int64(p.scene_minutes)
        + flight_minutes(world, scene, goal)
        + np.int64(p.handover_minutes)
        + flight_minutes(world, goal, v.station)
    )


@kernel
def best_response(world, settlement, minute):
    """Return (first arrival of anyone, ambulance, its arrival).

    An acute car may be first, only ambulances transport.
    """
    ambulance, arrival = first_to_arrive(world, settlement, minute, AMBULANCE)
    car, car_arrival = first_to_arrive(world, settlement, minute, ACUTE_CAR)
    first = arrival
    if car >= 0 and (ambulance < 0 or car_arrival < arrival):
        first = car_arrival
        stand_down(world, car, car_arrival, settlement)
    return first, ambulance, arrival
