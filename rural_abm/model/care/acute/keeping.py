"""Whether the cottage hospital keeps an acute patient: its room, its hour, its doctors, a bed."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import process, uniform
from rural_abm.governance.schema import option_code
from rural_abm.model.care.channels.joint_work import hospital_strength
from rural_abm.model.care.clock import emergency_room_is_open, home_unit_admits, hour_is_open
from rural_abm.model.care.contacts import TIES_TO_ENCOUNTERS
from rural_abm.model.ties.bonds import knows
from rural_abm.state.ledger import cell

KEPT = process("care.kept_near_home")
STANDING = option_code("specialists_on_video.mode", "standing")


@kernel
def can_keep(world, need_row):
    """Return whether the cottage hospital keeps the patient.

    Its emergency room must be open, the case within what bed, X-ray, laboratory, nurses and doctor allow, the doctor's
    threshold lowered by tie and hospital backing, and a bed open. One draw per need decides with the odds of the place
    and hour; no bed means sent on (counted as diverted).
    """
    need = world.needs[need_row]
    u = world.units[need.unit]
    state = world.unit_states[need.unit]
    levers = world.levers[need.unit]
    p = world.parameters[0]
    has_room = u.cottage_hospital == 1 and emergency_room_is_open(world, need.unit, need.minute)
    if not has_room and not home_unit_admits(world, need_row):
        return False
    chance = p.keep[need.kind, need.severity]
    if chance <= 0.0:
        return False
    odds = chance / (1.0 - chance)
    if state.gps_present > 0 and hour_is_open(world, need.unit, need.minute) and world.now[0].workday == 1:
        odds *= 1.0 + (p.known_odds_to_keep - 1.0) * usual_gp_strength(world, need_row)
    elif levers.on_call_remote_night == 1 and world.now[0].on_call[0] >= 0:
        odds *= p.video_odds_to_keep
    else:
        odds *= p.no_doctor_odds_to_keep
    if levers.specialists_on_video_mode == STANDING:
        rounds_share = min(levers.specialists_on_video_rounds_a_week / p.specialist_rounds_full, 1.0)
        odds *= 1.0 + (p.specialist_odds_to_keep - 1.0) * rounds_share
    odds *= 1.0 + (p.hospital_tie_odds_to_keep - 1.0) * hospital_strength(world, np.int64(need.unit))
    if uniform(world.now[0].seed, KEPT, need.key, need.severity) > odds / (1.0 + odds):
        return False
    ward = world.wards[need.unit]
    if ward.occupied + ward.visitors >= ward.open_places:
        if need.resident >= 0 and ward.places > 0:
            cell(world, need.resident).diverted += 1
        return False
    return True


@kernel
def usual_gp_strength(world, need_row):
    """Return the strength of the tie with the usual GP if on duty at the unit today, otherwise 0."""
    need = world.needs[need_row]
    if need.resident < 0:
        return 0.0
    gp = np.int64(world.residents[need.resident].usual_gp)
    is_cut = world.now[0].cut[TIES_TO_ENCOUNTERS] == 1
    if is_cut or gp < 0 or world.staff[gp].on_duty == 0 or world.staff[gp].unit != need.unit:
        return 0.0
    return knows(world, need.resident, gp)
