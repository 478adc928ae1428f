"""The levers of each place, written into the unit and channel records that the day reads."""

import numpy as np

from rural_abm.engine.units import MINUTES_AN_HOUR
from rural_abm.governance import CLOSED, channel_kinds, minute_of_day
from rural_abm.governance.routines import routine_of_channel
from rural_abm.governance.schema import lever_specs
from rural_abm.model.care.records import CHANNEL_ROLES, CHANNELS_BY_LEVER, SPECIALTIES

BOOKINGS = ("at_once", "same_day", "next_working_day")
EMERGENCY_ROOMS = ("none", "open_hours", "always")
SPECIALIST_MODES = ("none", "ad_hoc", "standing")
TRAINING_CENTRES = ("none", "training", "academic")
PARTICIPANTS = ("all_permanent", "volunteers", "locums_too")
NOBODY, OWN_UNIT = "none", "own_unit"


def apply_levers(world, levers_by_place, unit_keys, settlement_keys):
    """Write today's levers of every place into units, channels, the on-call fields and the health rooms."""
    kinds = list(channel_kinds())
    world.settlements["health_room"] = 0
    for unit, key in enumerate(unit_keys):
        levers = levers_by_place[key]
        _write_hours(world.units[unit], levers)
        _write_physicians(world.units[unit], levers)
        _write_place(world.units[unit], levers)
        _write_workforce(world.units[unit], levers)
        _write_team(world.units[unit], levers.mobile_team, unit_keys)
        _write_beyond(world.units[unit], levers, unit, unit_keys)
        _write_collaboration(world.units[unit], levers, int(world.now["day"][0]))
        _write_channels(world, unit, levers, kinds)
        _open_health_rooms(world, unit, levers, settlement_keys)
    _write_on_call(world.now[0], levers_by_place[unit_keys[0]].on_call)


def _write_hours(u, levers):
    hours = levers.opening_hours
    u.opens, u.closes = minute_of_day(hours.open), minute_of_day(hours.close)
    u.evening_closes = minute_of_day(hours.evening_close)
    closed = CLOSED in (hours.weekend_open, hours.weekend_close)
    u.weekend_opens = 0 if closed else minute_of_day(hours.weekend_open)
    u.weekend_closes = 0 if closed else minute_of_day(hours.weekend_close)
    u.emergency_room = EMERGENCY_ROOMS.index(hours.emergency_room)
    slot = levers.daily_slot
    u.slot_enabled = slot.enabled
    u.slot_start, u.slot_end = minute_of_day(slot.start), minute_of_day(slot.end)
    u.slot_deadline = minute_of_day(slot.booking_deadline)
    u.slot_home_nursing = "home_nursing" in slot.bookers
    u.slot_ambulance = "ambulance" in slot.bookers
    contact = levers.single_point_of_contact
    u.contact_point_opens = minute_of_day(contact.start) if contact.enabled else 0
    u.contact_point_closes = minute_of_day(contact.end) if contact.enabled else 0
    u.contact_point_weekends = contact.days == "all"


def _write_physicians(u, levers):
    u.watch_minutes = levers.admission_watch.minutes_a_morning
    u.listing_by_district = levers.listing == "district"
    u.named_per_thousand = levers.named_gp.residents_per_thousand
    u.dedicated_half_days = levers.dedicated_roles.half_days_a_week
    u.dedicated_rotating = levers.dedicated_roles.assignment == "rotating"
    u.dedicated_at_municipality = levers.dedicated_roles.base == "municipality"
    u.home_unit_half_days = levers.home_nursing_unit.gp_half_days_a_week
    u.remote_panel = levers.remote_gp.panel
    u.remote_minutes_a_week = levers.remote_gp.hours_a_week * MINUTES_AN_HOUR
    u.remote_visit_days = levers.remote_gp.visit_days_a_year
    u.advanced_half_days = levers.task_shift.advanced_nurse_half_days_a_week
    u.shift_first_assessments = levers.task_shift.first_assessments
    u.shift_planned_visits = levers.task_shift.planned_visits
    u.shift_home_visits = levers.task_shift.home_visits
    u.locum_weeks = levers.locum_policy.weeks_a_year
    u.locum_longest_weeks = levers.locum_policy.longest_weeks
    u.locum_prefer_returning = levers.locum_policy.prefer_returning


def _write_workforce(u, levers):
    u.st_posts = levers.st_posts.posts
    u.supervision_half_days = levers.supervision_half_days.half_days_a_week
    u.training_centre = TRAINING_CENTRES.index(levers.training_centre.kind)
    u.teaching_half_days = levers.training_centre.half_days_a_week
    u.certification = levers.rural_track.certification
    u.rural_supplement_sek = levers.rural_track.supplement_sek_a_month
    u.paired_leadership = levers.leadership.paired
    u.lead_half_days = levers.leadership.medical_lead_half_days_a_week
    u.exchange_hours = levers.staff_exchange.hours_a_month


def _write_place(u, levers):
    together = levers.co_location
    u.co_located_home_nursing = together.home_nursing
    u.co_located_rehabilitation = together.rehabilitation
    u.co_located_assessment = together.needs_assessment
    u.shared_record = together.shared_record
    u.corridor_contacts = together.corridor_contacts_a_day
    u.home_unit_beds = levers.home_nursing_unit.bed_places
    u.bed_places = levers.beds.places + u.home_unit_beds
    u.municipal_places = levers.shared_ward.municipal_places if levers.shared_ward.enabled else 0
    posts_a_place = lever_specs()["beds"].posts_a_place
    u.bed_posts = levers.beds.nurse_posts + posts_a_place * u.home_unit_beds
    u.bed_posts_needed = posts_a_place * (u.bed_places + u.municipal_places)
    u.health_room_video = levers.health_rooms.video
    video = levers.specialists_on_video
    u.specialist_standing = SPECIALIST_MODES.index(video.mode)
    u.specialist_minutes_a_week = video.hours_a_week * MINUTES_AN_HOUR if video.mode != "none" else 0
    u.specialties = sum(1 << SPECIALTIES.index(name) for name in video.specialties)
    u.specialist_rounds = video.rounds_a_week
    u.monitoring_places = levers.monitoring.places
    u.monitoring_minutes = levers.monitoring.nurse_minutes_a_day


def _write_team(u, team, unit_keys):
    u.team_base = unit_keys.index(team.base) if team.base != NOBODY else -1
    u.team_half_days = team.physician_half_days_a_week
    u.team_physicians = team.physicians
    u.team_turn_weeks = team.turn_weeks
    u.team_nurses = team.nurses
    u.team_coordinator = team.coordinator
    u.team_starts, u.team_ends = minute_of_day(team.start), minute_of_day(team.end)
    u.team_all_days = team.days == "all"
    u.team_cars, u.team_acute = team.cars, team.acute_equipment
    u.team_reach = team.reach_minutes
    u.team_by_ambulance = "ambulance" in team.callers
    u.team_by_advice = "telephone_advice" in team.callers
    u.team_by_centre = "centre" in team.callers


def _write_beyond(u, levers, unit, unit_keys):
    """Write the levers that reach beyond the unit: shared physicians, the network, a new centre open to others."""
    held_at = levers.dedicated_roles.held_at
    u.dedicated_unit = unit if held_at == OWN_UNIT else unit_keys.index(held_at)
    network = levers.centre_network
    members = [unit_keys.index(key) for key in network.members]
    u.network = sum(1 << member for member in members) if unit in members else 0
    u.network_minutes = network.meeting_minutes_a_week if u.network else 0
    u.network_cover = network.cover
    u.new_centre_posts = levers.new_centre.gp_posts
    u.new_centre_listed_most = levers.new_centre.listed_at_most
    u.new_centre_reach = levers.new_centre.reach_minutes


def _write_collaboration(u, levers, day):
    """Write meetings, plans by form and support; support begins on the day on which its length changes."""
    u.team_minutes_a_week = levers.paid_team_time.minutes_a_week
    u.development_minutes_a_week = levers.development_time.minutes_a_week
    u.plan_minutes = levers.formal_plan.minutes if levers.formal_plan.required else 0
    support = levers.support
    if u.support_years != support.years:
        u.support_years, u.support_since = support.years, day
    u.support_forums, u.support_evaluation = support.forums_a_year, support.evaluation


def _write_channels(world, unit, levers, kinds):
    world.units[unit].channel_count = len(levers.channels)
    for place, channel in enumerate(levers.channels[:CHANNELS_BY_LEVER]):
        record = world.channels[unit, place]
        record.kind = kinds.index(channel.kind)
        record.role = CHANNEL_ROLES.index(channel.role)
        record.start, record.end = minute_of_day(channel.start), minute_of_day(channel.end)
        record.all_days = channel.days == "all"
        record.minutes_a_day = channel.minutes_a_day
        record.reach_minutes = channel.reach_minutes
        record.booking = BOOKINGS.index(channel.booking)
        record.routine = routine_of_channel(channel)


def _open_health_rooms(world, unit, levers, settlement_keys):
    """Open health rooms; each serves its own settlement and those within reach in the unit's district."""
    p = world.parameters[0]
    rooms = [settlement_keys.index(key) for key in levers.health_rooms.settlements if key in settlement_keys]
    own = np.flatnonzero(world.settlements["unit"] == unit)
    rooms = [room for room in rooms if room in own]
    reach = [s for s in own if any(world.travel[0, s, room] <= p.health_room_reach_minutes for room in rooms)]
    world.settlements["health_room"][reach] = unit + 1
    world.units[unit].health_room_hours = levers.health_rooms.staffed_hours_a_week * len(rooms)


def _write_on_call(now, on_call):
    now.on_call_lines = on_call.lines
    now.on_call_contracted = on_call.contracted_lines
    now.on_call_participants = PARTICIPANTS.index(on_call.participants)
    now.on_call_compensation_minutes = on_call.compensation_minutes_a_night
    now.on_call_remote = on_call.remote_night
