"""The day's roster: who is at work, who is on which duty list, and what minutes each person has for what.

`roster(world)` runs first every day.  A working half-day has `half_day_minutes`; reception is `clinic_slots_a_day`
slots on a clinic day and the rest of it, like other work, is what is left over (records, administration,
supervision).  Every minute is handed out once: what levers reserve is taken out of reception, and out of the
left-over only when reception has none left that day.
"""

import numpy as np

from rural_abm.compiled import kernel
from rural_abm.draws import below, process, uniform
from rural_abm.records import DUTY_FULL
from rural_abm.staff.plan import WORKDAYS_A_WEEK, count_of, plan_week, week_number
from rural_abm.staff.records import (
    ADVANCED_NURSE,
    AMBULANCE_NURSE,
    AWAY,
    CLINIC_NURSE,
    COORDINATOR,
    EMPLOYED,
    GP,
    HOME_NURSE,
    HOME_NURSING_HALF_DAY,
    IN_CLINIC,
    LOCUM,
    OFF,
    ON_WARD,
    OTHER_WORK,
    REMOTE,
    TEAM_NURSE,
    TEAM_PHYSICIAN,
    TRAINEE,
    WARD_NURSE,
)
from rural_abm.staff.teams import team_minutes, team_works
from rural_abm.units import DAYS_A_WEEK, DAYS_A_YEAR, THOUSANDTHS

ILLNESS = process("staff.illness")
ILLNESS_LENGTH = process("staff.illness_length")
WARD_WEEK = process("staff.ward_week")
# Roles of channels (care) whose reserved minutes come out of every GP's reception.
USUAL_GP_CHANNEL, UNIT_GP_CHANNEL = 1, 2
SATURDAY_AND_SUNDAY = DAYS_A_WEEK - WORKDAYS_A_WEEK


@kernel
def roster(world):
    """Write the day's roster: absences, duty lists in key order, minutes of every person on duty, post-days.

    Reads staff, posts and the levers of the units; writes the fields of today of the staff, `duty` and `duty_count`
    of the units, and the ledger.  The plan of the week is made first where it is missing.
    """
    now, p = world.now[0], world.parameters[0]
    plan_week(world)
    for unit in range(world.units.size):
        world.units[unit].duty_count[:] = 0
    for row in range(now.staff):
        person = world.staff[row]
        if person.on_duty == 1:
            clear_today(person)
        if person.status == EMPLOYED:
            attend(world, row)
    for unit in range(world.units.size):
        u = world.units[unit]
        lend_nurses(now, world.staff, u)
        call_in_nurse(world, u, unit)
        keep_one_coordinator(now, world.staff, u)
        choose_ward_doctor(now, world.staff, u)
        kept = channel_minutes(world.channels, unit, u.channel_count)
        for k in range(u.duty_count[GP]):
            person = world.staff[u.duty[GP, k]]
            worked = hand_out(now, p, person, u, kept)
            world.unit_counts[now.period, unit].supervision_minutes += supervised(person)
            person.capacity_month += worked
            world.unit_counts[now.period, unit].gp_capacity_minutes += worked
            if person.employment == REMOTE:
                sent = min(worked, np.int64(u.hospital_team_minutes) // WORKDAYS_A_WEEK)
                world.activity[now.month, u.municipality].hospital_team_minutes += sent
                world.activity[now.month, u.municipality].remote_gp_minutes += worked - sent
    count_posts(world)


@kernel
def clear_today(person):
    """Take yesterday's duty and minutes away."""
    person.on_duty = 0
    person.present = 0
    person.clinic_minutes = 0
    person.slot_minutes = 0
    person.dedicated_minutes = 0
    person.reserved_minutes = 0
    person.call_minutes = 0
    person.ward_minutes = 0
    person.video_minutes = 0
    person.work_minutes = 0
    person.rest_today = 0
    person.aside_today = 0
    person.free_at = 0
    person.given_minutes = 0


@kernel
def attend(world, row):
    """Put a person who is neither absent nor free today on the duty list of unit and role; nurses get their shift."""
    person, now, p = world.staff[row], world.now[0], world.parameters[0]
    u = world.units[person.unit]
    if person.employment == TRAINEE and person.plan[0] != AWAY:
        world.activity[now.month, u.municipality].gp_permanent_days += np.int64(np.rint(person.full_time * THOUSANDTHS))
    if person.absent_until >= now.day or falls_ill(now, p, person):
        return
    is_team = person.role == TEAM_PHYSICIAN or person.role == TEAM_NURSE
    if not (team_works(world, person, u) if is_team else works_today(now, p, person, u)):
        return
    begin_shift(now, world.staff, u, row, p.nurse_shift_minutes)


@kernel
def lend_nurses(now, staff, u):
    """Move today's lent shifts from the ward's duty list to home nursing's, or the other way; nobody is lent twice.

    Whose turn it is goes by the day; home nursing lends nobody when only one is on duty.
    """
    if u.lent_minutes_a_day == 0.0:
        return
    seller, buyer, kept = WARD_NURSE, HOME_NURSE, 0
    if u.lent_minutes_a_day < 0.0:
        seller, buyer, kept = HOME_NURSE, WARD_NURSE, 1
    for _ in range(lent_shifts(now, staff, u, seller)):
        count = np.int64(u.duty_count[seller])
        if count <= kept:
            return
        turn = np.int64(now.day) % count
        row = np.int64(u.duty[seller, turn])
        for place in range(turn, count - 1):
            u.duty[seller, place] = u.duty[seller, place + 1]
        u.duty_count[seller] -= 1
        enter_list(now, staff, u, row, buyer)


@kernel
def lent_shifts(now, staff, u, seller):
    """Whole shifts lent today, evenly over the days, by the length of the seller's shift."""
    if u.duty_count[seller] == 0:
        return np.int64(0)
    shift = np.float64(staff[u.duty[seller, 0]].work_minutes)
    return count_of(np.int64(now.day), abs(u.lent_minutes_a_day) / max(shift, 1.0), 0.0)


@kernel
def enter_list(now, staff, u, row, role):
    """Insert a person into a duty list of the unit in key order; a full list stops the run."""
    place = np.int64(u.duty_count[role])
    if place >= u.duty.shape[1]:
        now.overflow = DUTY_FULL
        return
    while place > 0 and staff[u.duty[role, place - 1]].key > staff[row].key:
        u.duty[role, place] = u.duty[role, place - 1]
        place -= 1
    u.duty[role, place] = row
    u.duty_count[role] += 1


@kernel
def begin_shift(now, staff, u, row, shift_minutes):
    """Insert a person into the duty list of unit and role in key order, with a nurse's minutes; a full list stops the
    run.

    A coordinator's minutes are those in which the single point of contact is open; GPs get theirs later.
    """
    person = staff[row]
    enter_list(now, staff, u, row, np.int64(person.role))
    person.on_duty = 1
    person.present = 1
    person.settlement = u.settlement
    if person.role != GP:
        minutes = np.int64(shift_minutes)
        if person.role == COORDINATOR:
            minutes = np.int64(u.contact_point_closes - u.contact_point_opens)
        if person.role == TEAM_PHYSICIAN or person.role == TEAM_NURSE:
            minutes = team_minutes(u, shift_minutes)
        person.work_minutes = minutes
        person.capacity_month += minutes


@kernel
def falls_ill(now, p, person):
    """True if an illness begins today; it lasts a whole number of days, drawn by person and day.

    The daily chance c solves share = L / (L + 1/c) for mean length L.
    """
    is_doctor = person.role == GP or person.role == TEAM_PHYSICIAN
    share = p.gp_illness_share if is_doctor else p.nurse_illness_share
    chance = share / (p.illness_mean_days * (1.0 - share))
    day = np.int64(now.day)
    if uniform(now.seed, ILLNESS, person.key, day) > chance:
        return False
    longest = 2.0 * p.illness_mean_days - 1.0
    person.absent_until = now.day + below(now.seed, ILLNESS_LENGTH, person.key, day, longest)
    return True


@kernel
def works_today(now, p, person, u):
    """True if the rota of the person's role has them at work today.

    Ward and ambulance nurses work five days of seven, evenly; nurses of the centre on working days.  Home nursing
    goes on all week with fewer on duty at weekends: with weekend staffing s per weekday staffing a full-time nurse
    works a share a = 5 / (5 + 2 s) of the weekdays and a s of the weekends, five days a week in all.
    """
    role, week = person.role, week_number(now)
    workday = workday_number(now)
    if role == HOME_NURSE:
        share = (
            WORKDAYS_A_WEEK / (WORKDAYS_A_WEEK + SATURDAY_AND_SUNDAY * p.home_nurse_weekend_share) * person.full_time
        )
        if now.workday == 1:
            return count_of(workday, share, person.phase) > 0
        return count_of(week, share * p.home_nurse_weekend_share, person.phase) > 0
    if role == WARD_NURSE or role == AMBULANCE_NURSE:
        return count_of(np.int64(now.day), person.full_time * WORKDAYS_A_WEEK / DAYS_A_WEEK, person.phase) > 0
    if role == COORDINATOR:
        return u.contact_point_closes > u.contact_point_opens and (now.workday == 1 or u.contact_point_weekends == 1)
    if now.workday == 0:
        return False
    if role == GP and person.employment == REMOTE:
        return u.remote_minutes_a_week > 0
    if role == GP:
        return person.plan[2 * now.weekday] != OFF or person.plan[2 * now.weekday + 1] != OFF
    return count_of(workday, person.full_time, person.phase) > 0


@kernel
def workday_number(now):
    """Working days since the world began; at weekends Friday's."""
    return week_number(now) * WORKDAYS_A_WEEK + min(np.int64(now.weekday), WORKDAYS_A_WEEK - 1)


@kernel
def call_in_nurse(world, u, unit):
    """Home nursing is never left empty while a nurse of the district is well and not on leave.

    The one with the fewest minutes this month is called in (equal: smaller key).
    """
    now = world.now[0]
    if u.duty_count[HOME_NURSE] > 0:
        return
    best = -1
    for row in range(now.staff):
        person = world.staff[row]
        if (
            person.status != EMPLOYED
            or person.role != HOME_NURSE
            or person.unit != unit
            or person.absent_until >= now.day
        ):
            continue
        if (
            best < 0
            or person.capacity_month < world.staff[best].capacity_month
            or (person.capacity_month == world.staff[best].capacity_month and person.key < world.staff[best].key)
        ):
            best = row
    if best >= 0:
        begin_shift(now, world.staff, u, best, world.parameters[0].nurse_shift_minutes)


@kernel
def keep_one_coordinator(now, staff, u):
    """Of the coordinators who are there one works, in turn by day; the others are free (each other's substitutes)."""
    count = np.int64(u.duty_count[COORDINATOR])
    if count < 2:
        return
    chosen = u.duty[COORDINATOR, np.int64(now.day) % count]
    for k in range(count):
        if u.duty[COORDINATOR, k] != chosen:
            other = staff[u.duty[COORDINATOR, k]]
            other.capacity_month -= other.work_minutes
            clear_today(other)
    u.duty[COORDINATOR, 0] = chosen
    u.duty_count[COORDINATOR] = 1


@kernel
def choose_ward_doctor(now, staff, u):
    """One GP does the ward round of a cottage hospital each working morning: the same all week as long as they are
    there.

    The round takes the place of other work: if it falls on reception, a later half-day of other work of the same week
    becomes reception.
    """
    if now.workday == 0 or u.bed_places + u.municipal_places == 0:
        return
    week, best, lowest = week_number(now), -1, 2.0
    for k in range(u.duty_count[GP]):
        row = np.int64(u.duty[GP, k])
        use = staff[row].plan[2 * now.weekday]
        if (use == IN_CLINIC or use == OTHER_WORK) and not from_afar(now, staff[row], u):
            draw = uniform(now.seed, WARD_WEEK, staff[row].key, week)
            if draw < lowest:
                best, lowest = row, draw
    if best < 0:
        return
    plan, morning = staff[best].plan, 2 * np.int64(now.weekday)
    if plan[morning] == IN_CLINIC:
        for later in range(morning + 1, plan.size):
            if plan[later] == OTHER_WORK:
                plan[later] = IN_CLINIC
                break
    plan[morning] = ON_WARD


@kernel
def from_afar(now, person, u):
    """True if a GP on duty works from afar today: a remote physician off their visit days, a rotating one in weeks
    away.
    """
    if person.employment == REMOTE:
        share = u.remote_visit_days / (DAYS_A_YEAR * WORKDAYS_A_WEEK / DAYS_A_WEEK)
        return count_of(workday_number(now), share, person.phase) == 0
    for half_day in range(person.plan.size):
        if person.plan[half_day] == AWAY:
            return True
    return False


@kernel
def hand_out(now, p, person, u, kept_minutes):
    """Give a GP on duty the day's minutes, each once; the working minutes of the day, rest not included.

    Rest owed comes out of reception; whoever rests all day is not there.  What is set aside for supervision, teaching,
    leadership and meetings comes out of reception by reception's part of the day, and out of the
    left-over.  `reception` and `left_over` are working
    minutes.  A contracted remote physician has a fifth of the week's minutes on video, or a day of reception on a
    visit day.
    """
    person.present = 0 if from_afar(now, person, u) else 1
    if person.employment == REMOTE and person.present == 0:
        person.video_minutes = u.remote_minutes_a_week // WORKDAYS_A_WEEK
        return np.int64(person.video_minutes)
    clinic, ward, home, worked = 0, 0, 0, 0
    for half_day in range(2 * now.weekday, 2 * now.weekday + 2):
        use = person.plan[half_day]
        worked += 1 if use != OFF else 0
        clinic += 1 if use == IN_CLINIC or use == AWAY else 0
        ward += 1 if use == ON_WARD else 0
        home += 1 if use == HOME_NURSING_HALF_DAY else 0
    rest = min(np.int64(person.rest_minutes), np.int64(p.half_day_minutes) * clinic)
    person.rest_minutes -= rest
    person.rest_today = rest
    reception = (
        (p.half_day_minutes * clinic - rest) * p.clinic_slots_a_day * p.clinic_slot_minutes / (2.0 * p.half_day_minutes)
    )
    if person.employment == LOCUM and person.since == now.day:
        reception *= 1.0 - p.locum_start_up_share
    round_minutes = p.ward_round_minutes + p.ward_round_minutes_a_place * (u.bed_places + u.municipal_places)
    person.ward_minutes = np.int64(min(round_minutes, p.half_day_minutes)) * ward
    person.dedicated_minutes = np.int64(p.home_nursing_half_day_minutes) * home
    duty = np.int64(p.half_day_minutes) * worked - rest
    if duty == 0:
        person.present = 0
    left_over = duty - reception - person.ward_minutes - person.dedicated_minutes
    aside = min(np.float64(person.set_aside_minutes) * worked / 2.0, reception + max(left_over, 0.0))
    from_reception = max(aside * reception / max(np.float64(duty), 1.0), aside - max(left_over, 0.0))
    reception -= from_reception
    left_over -= aside - from_reception
    person.aside_today = np.int64(aside)
    reserve_minutes(p, person, u, reception, left_over, kept_minutes)
    return duty


@kernel
def supervised(person):
    """Of the minutes a GP has set aside today, those that supervise trainees."""
    if person.set_aside_minutes == 0:
        return np.int64(0)
    return np.int64(np.float64(person.aside_today) * person.supervision_minutes / person.set_aside_minutes)


@kernel
def reserve_minutes(p, person, u, reception, left_over, kept_minutes):
    """Set aside the bookable hour, the morning look at admissions and channels' minutes; the rest is reception and
    calls.

    Only those who are there in person take part in the bookable hour and the morning look.  What is set aside falls on
    reception and on what goes with it (records, letters, calls) by their shares of the day.  Reception minutes become
    patient minutes by the person's productivity.
    """
    slot, watch = 0, 0
    if person.present == 1:
        slot = u.slot_end - u.slot_start if u.slot_enabled == 1 else 0
        watch = u.watch_minutes
    available = np.int64(reception + left_over)
    watch = min(np.int64(watch), available)
    slot = min(np.int64(slot), available - watch)
    kept = min(kept_minutes, available - slot - watch)
    taken = slot + watch + kept
    from_reception = taken * reception / max(available, 1)
    patient_minutes = np.int64(max(reception - from_reception, 0.0) * person.productivity)
    person.slot_minutes = slot
    person.reserved_minutes = kept
    if person.present == 1:
        person.clinic_minutes = patient_minutes
    else:
        person.video_minutes = patient_minutes
    left_over -= taken - from_reception
    person.call_minutes = np.int64(min(p.call_minutes_a_day, max(left_over, 0.0)))


@kernel
def channel_minutes(channels, unit, count):
    """Minutes a day that each GP of the unit keeps for channels to usual or unit GP."""
    kept = np.int64(0)
    for place in range(count):
        if channels[unit, place].role == USUAL_GP_CHANNEL or channels[unit, place].role == UNIT_GP_CHANNEL:
            kept += channels[unit, place].minutes_a_day
    return kept


@kernel
def count_posts(world):
    """Add the day's post-days and person-days to the ledger."""
    now = world.now[0]
    for row in range(now.posts):
        post = world.posts[row]
        if post.active == 0:
            continue
        share = np.int64(np.rint(post.share * THOUSANDTHS))
        counts = world.unit_counts[now.period, post.unit]
        held = 1 if post.holder >= 0 else 0
        counts.money_post_days += share * post.by_money
        counts.money_post_vacant_days += share * post.by_money * (1 - held)
        if post.role != GP and post.role != TEAM_PHYSICIAN:
            counts.nurse_post_days += share
            counts.nurse_vacant_days += share * (1 - held)
            counts.nurse_days += held
            count_nurse_activity(
                world.activity[now.month, world.units[post.unit].municipality], post.role, share * held
            )
            continue
        covered = 1 if post.locum >= 0 else 0
        counts.gp_post_days += share
        counts.gp_permanent_days += share * held
        counts.gp_vacant_days += share * (1 - held)
        counts.gp_locum_days += share * covered
        counts.gp_days += held
        money = world.activity[now.month, world.units[post.unit].municipality]
        money.gp_permanent_days += share * held
        money.gp_locum_days += share * covered


@kernel
def count_nurse_activity(money, role, share):
    """Add a held nurse post's day to the activity of its role."""
    if role == CLINIC_NURSE:
        money.clinic_nurse_days += share
    elif role == HOME_NURSE:
        money.home_nurse_days += share
    elif role == WARD_NURSE:
        money.ward_nurse_days += share
    elif role == AMBULANCE_NURSE:
        money.ambulance_nurse_days += share
    elif role == ADVANCED_NURSE:
        money.advanced_nurse_days += share
    elif role == TEAM_NURSE:
        money.team_nurse_days += share
    else:
        money.coordinator_days += share
