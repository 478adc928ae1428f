"""The month of the staff: who leaves, who retires, who finishes training, who begins, which vacant posts are filled.

`staff_month(world)` runs on the first day of every month.  In the warm-up nobody comes or goes.  Whatever is decided
for a person or post is drawn at the address (process, key, month): one month's chance of a yearly hazard h is 1 -
exp(-h / 12).
"""

import numpy as np

from rural_abm.draws import process, uniform_array
from rural_abm.ledger import EV_STAFF_CAME, EV_STAFF_LEFT, log_event
from rural_abm.people.records import NEVER
from rural_abm.staff.load import close_month
from rural_abm.staff.locums import end_engagement
from rural_abm.staff.persons import TRAINEE_KEY, add_person, draw, hazards, key_of, next_row, staggered
from rural_abm.staff.records import (
    ADVANCED_NURSE,
    COORDINATOR,
    DOCTORS,
    EMPLOYED,
    GONE,
    GP,
    HOME_NURSE,
    IN_POOL,
    LOCUM,
    MUNICIPALITY_EMPLOYER,
    PERMANENT,
    REGION_EMPLOYER,
    ROTATING,
    TEAM_NURSE,
    TEAM_PHYSICIAN,
    TRAINEE,
)
from rural_abm.staff.setup import add_locum
from rural_abm.staff.wards import roster_beds
from rural_abm.ties.bonds import release_staff
from rural_abm.units import DAYS_A_YEAR, MONTHS_A_YEAR, probability_from_hazard

LEAVING = process("staff.leaving")
HOURLY = process("staff.hourly_after_retirement")
FILLING = process("staff.filling")
LOCAL_NURSE = process("staff.local_nurse")
WHICH_NURSE = process("staff.which_local_nurse")
STOPPING = process("staff.locum_stopping")
NEW_TRAINEE = process("staff.new_trainee")
TRAINEE_STAYS = process("staff.trainee_stays")
# Roles whose holders residents have as usual GP or contact nurse.
ROLES_WITH_PATIENTS = (GP, HOME_NURSE, ADVANCED_NURSE, TEAM_PHYSICIAN)
# Roles filled by nurses who already work at the place, where there are any.
LOCAL_ROLES = (ADVANCED_NURSE, COORDINATOR, TEAM_NURSE)


def staff_month(world):
    """The month's work load, then leaving, training, recruiting and the pool, then the beds that can be opened."""
    close_month(world)
    if world.now["reported_day"][0] >= 0:
        let_leave(world)
        finish_training(world)
        fill_posts(world)
        start_training(world)
        renew_pool(world)
    roster_beds(world)


def employed(world, *employments):
    """Rows of employed staff with one of the employments (of all if none is named)."""
    staff = np.asarray(world.staff)[: world.now["staff"][0]]
    chosen = staff["status"] == EMPLOYED
    return np.flatnonzero(chosen & np.isin(staff["employment"], employments) if employments else chosen)


def leaving_factors(world, row):
    """Dict: what a permanent's yearly hazard of leaving is made of: `base`, times every other factor.

    `early_tenure` is the literature's raised hazard of the first years; `base` is the hazard after them, such that
    the mean stay is one over the register's rate.
    """
    person = world.staff[row]
    base, ratio, early_years = hazards(world.parameters, person.role)
    served_years = (world.now["day"][0] - person.since) / DAYS_A_YEAR
    return {"base": base, "early_tenure": ratio if served_years < early_years else 1.0}


def leaving_rates(world, rows):
    """Yearly hazards of leaving of the staff `rows`: the products of `leaving_factors`, for all at once."""
    staff, day = np.asarray(world.staff)[rows], world.now["day"][0]
    rates = np.empty(rows.size)
    is_doctor = np.isin(staff["role"], DOCTORS)
    for is_gp, role in ((is_doctor, GP), (~is_doctor, HOME_NURSE)):
        base, ratio, early_years = hazards(world.parameters, role)
        early = (day - staff["since"][is_gp]) / DAYS_A_YEAR < early_years
        rates[is_gp] = base * np.where(early, ratio, 1.0)
    return rates


def monthly_chance(rates):
    """Chance of an event within a month at yearly hazards."""
    return probability_from_hazard(np.asarray(rates) / MONTHS_A_YEAR)


def let_leave(world):
    """Permanent staff retire on their day or leave by hazard."""
    now, staff = world.now[0], np.asarray(world.staff)
    rows = employed(world, PERMANENT, ROTATING)
    draws = uniform_array(now.seed, LEAVING, staff["key"][rows], now.month)
    retired = staff["retires_day"][rows] <= now.day
    leavers = retired | (draws <= monthly_chance(leaving_rates(world, rows)))
    for row, is_retired in zip(rows[leavers], retired[leavers], strict=True):
        depart(world, int(row), is_retired=bool(is_retired))


def depart(world, row, *, is_retired=False):
    """A permanent or trainee leaves: the post falls vacant, residents lose them, the ledger counts it.

    A GP who retires may go on by the hour, in the pool of locums.
    """
    person, now = world.staff[row], world.now[0]
    counts, stay = world.unit_counts[now.period, person.unit], int(now.day - person.since)
    log_event(world, 0, person.key, EV_STAFF_LEFT, np.int64(person.role), np.int64(person.unit), stay)
    if person.employment in (PERMANENT, ROTATING):
        if person.role in DOCTORS:
            counts.gps_left += 1
            counts.gps_retired += int(is_retired)
            counts.gp_stay_days += stay
        else:
            counts.nurses_left += 1
    vacate(world, row)
    p = world.parameters[0]
    stays_hourly = is_retired and person.role == GP
    if stays_hourly and draw(now.seed, HOURLY, person.key) <= p.hourly_after_retirement_share:
        person.employment, person.status, person.productivity = LOCUM, IN_POOL, p.locum_productivity
        person.worked_at |= 1 << int(person.unit)
    else:
        person.status, person.left_day = GONE, now.day
    if person.role in ROLES_WITH_PATIENTS:
        release_staff(world, row)


def vacate(world, row):
    """Take a person off the post they hold, from today; on-call lines they were to take tonight are taken off too."""
    person, posts = world.staff[row], world.posts
    if person.post >= 0:
        posts["holder"][person.post] = -1
        posts["vacant_since"][person.post] = world.now["day"][0]
    person.post, person.dedicated = -1, 0
    on_call = np.asarray(world.now)["on_call"][0]
    on_call[on_call == row] = -1


def finish_training(world):
    """Trainees whose years are over stay, if they want to and a post is vacant (their own unit's first), or leave."""
    now, p, staff = world.now[0], world.parameters[0], world.staff
    for row in employed(world, TRAINEE):
        if now.day - staff["first_day"][row] < p.trainee_years * DAYS_A_YEAR:
            continue
        post = post_for_specialist(world, int(staff["unit"][row]))
        if post >= 0 and draw(now.seed, TRAINEE_STAYS, staff["key"][row]) <= p.trainee_stays_share:
            appoint(world, post, int(row))
        else:
            depart(world, int(row))


def post_for_specialist(world, unit):
    """Row of the vacant GP post a new specialist takes: of the own unit, else of the unit with most vacant; -1 if
    none.
    """
    posts = np.asarray(world.posts)
    rows = vacant_posts(world)
    rows = rows[posts["role"][rows] == GP]
    vacant = np.bincount(posts["unit"][rows], minlength=world.units.size)
    if not rows.size:
        return -1
    chosen = unit if vacant[unit] else int(vacant.argmax())
    return int(rows[posts["unit"][rows] == chosen][0])


def vacant_posts(world):
    """Rows of active, not frozen posts without a permanent holder, in order of key."""
    posts = np.asarray(world.posts)[: world.now["posts"][0]]
    rows = np.flatnonzero((posts["active"] == 1) & (posts["holder"] < 0) & (posts["frozen"] == 0))
    return rows[np.argsort(posts["key"][rows])]


def filling_rates(world, rows):
    """Yearly rates at which the vacant posts `rows` are filled: of a fully attractive post times the unit's
    attractiveness.
    """
    p, posts = world.parameters[0], np.asarray(world.posts)[rows]
    lists = world.units["list_size"][posts["unit"]]
    attraction = np.where(lists >= p.large_unit_residents, p.gp_attractiveness_large, p.gp_attractiveness_middle)
    attraction = np.where(lists < p.small_unit_residents, p.gp_attractiveness_small, attraction)
    return np.where(np.isin(posts["role"], DOCTORS), p.gp_filling_per_year * attraction, p.nurse_filling_per_year)


def fill_posts(world):
    """Vacant posts find a holder or wait: a new person, or for advanced nurses and coordinators mostly a local nurse.
    """
    now, posts = world.now[0], np.asarray(world.posts)
    rows = vacant_posts(world)
    draws = uniform_array(now.seed, FILLING, posts["key"][rows], now.month)
    for post in rows[draws <= monthly_chance(filling_rates(world, rows))]:
        row = local_nurse(world, int(post)) if posts["role"][post] in LOCAL_ROLES else -1
        if row >= 0:
            change_post(world, row, int(post))
        else:
            recruit(world, int(post))


def local_nurse(world, post):
    """Row of the nurse of the unit who changes to the post, -1 where it goes to someone from elsewhere."""
    now, key, staff = world.now[0], world.posts["key"][post], np.asarray(world.staff)
    month = int(now.month)
    if draw(now.seed, LOCAL_NURSE, key, month) > world.parameters["local_nurse_share"][0]:
        return -1
    rows = employed(world, PERMANENT)
    stays = np.isin(staff["role"][rows], (*DOCTORS, *LOCAL_ROLES))
    rows = rows[(staff["unit"][rows] == world.posts["unit"][post]) & ~stays]
    if not rows.size:
        return -1
    ranks = uniform_array(now.seed, WHICH_NURSE, staff["key"][rows], month)
    return int(rows[np.lexsort((staff["key"][rows], ranks))[0]])


def change_post(world, row, post):
    """A nurse changes to another role at the unit; the old post falls vacant and patients lose their contact nurse."""
    person, role = world.staff[row], world.posts["role"][post]
    if person.role == HOME_NURSE:
        release_staff(world, row)
    vacate(world, row)
    person.role = role
    person.employer = MUNICIPALITY_EMPLOYER if role == HOME_NURSE else REGION_EMPLOYER
    take_post(world, post, row)


def recruit(world, post):
    """A new person takes the post; returns their row, -1 where there is no room for one."""
    posts, now = np.asarray(world.posts), world.now[0]
    row = next_row(world)
    if row < 0:
        return -1
    role, generation = int(posts["role"][post]), int(posts["generation"][post])
    add_person(
        world.staff, row, now.seed, world.parameters, key=key_of(posts["key"][post], generation), role=role,
        employment=ROTATING if posts["rotating"][post] else PERMANENT, unit=posts["unit"][post], post=post, day=now.day,
        full_time=posts["share"][post],
    )  # fmt: skip
    posts["generation"][post] += 1
    count_arrival(world, post, row)
    take_post(world, post, row)
    return row


def appoint(world, post, row):
    """A trainee who has become a specialist takes the post."""
    person, now = world.staff[row], world.now[0]
    person.employment = ROTATING if world.posts["rotating"][post] else PERMANENT
    person.productivity, person.unit, person.since = 1.0, world.posts["unit"][post], now.day
    count_arrival(world, post, row)
    take_post(world, post, row)


def count_arrival(world, post, row):
    """Count a permanent who begins today, and how long the post had been vacant."""
    now, record = world.now[0], world.posts[post]
    counts, waited = world.unit_counts[now.period, record.unit], int(now.day - record.vacant_since)
    if record.role in DOCTORS:
        counts.gps_recruited += 1
        counts.recruitment_days += waited
    else:
        counts.nurses_recruited += 1
    key = world.staff["key"][row]
    log_event(world, 0, key, EV_STAFF_CAME, np.int64(record.role), np.int64(record.unit), waited)


def take_post(world, post, row):
    """Put the person on the post; a locum who covers it goes home."""
    record, person = world.posts[post], world.staff[row]
    if record.locum >= 0:
        end_engagement(world, post)
    record.holder, record.vacant_since = row, NEVER
    person.post, person.full_time, person.planned_week, person.phase = post, record.share, -1, staggered(record.number)


def start_training(world):
    """New trainees begin where a permanent GP can supervise one more: the area's yearly number by GP posts."""
    now, p, staff = world.now[0], world.parameters[0], np.asarray(world.staff)
    rows, size = employed(world), world.units.size
    gps = rows[staff["role"][rows] == GP]
    trains = staff["employment"][gps] == TRAINEE
    teaches = np.isin(staff["employment"][gps], (PERMANENT, ROTATING))
    trainees = np.bincount(staff["unit"][gps[trains]], minlength=size)
    supervisors = np.bincount(staff["unit"][gps[teaches]], minlength=size)
    share = posts_share(world)
    for unit in np.flatnonzero(trainees + 1 <= supervisors * p.trainees_a_supervisor):
        key = key_of(TRAINEE_KEY, unit, now.month)
        if draw(now.seed, NEW_TRAINEE, key) <= monthly_chance(p.new_trainees_a_year * share[unit]):
            row = next_row(world)
            if row >= 0:
                add_person(
                    world.staff, row, now.seed, world.parameters, key=key, role=GP, employment=TRAINEE, unit=unit,
                    post=-1, day=now.day, full_time=1.0,
                )  # fmt: skip
                staff["trained_here"][row] = 1


def posts_share(world):
    """GP posts of each unit over those of the region's units [units]."""
    posts = np.asarray(world.posts)
    chosen = (posts["active"] == 1) & (posts["role"] == GP)
    amount = np.bincount(posts["unit"][chosen], posts["share"][chosen], world.units.size)
    return amount / max(amount[world.units["in_region"] == 1].sum(), 1.0)


def renew_pool(world):
    """Locums stop coming to the area, those past retirement at an age; the pool is filled up with people new to it.

    Nobody stops in the middle of an engagement.
    """
    now, p, staff = world.now[0], world.parameters[0], np.asarray(world.staff)[: world.now["staff"][0]]
    locums = staff["employment"] == LOCUM
    rows = np.flatnonzero(locums & (staff["status"] == IN_POOL))
    stops = uniform_array(now.seed, STOPPING, staff["key"][rows], now.month) <= monthly_chance(
        p.locum_stopping_per_year
    )
    is_old = now.day - staff["birth_day"][rows] >= p.hourly_until_age_years * DAYS_A_YEAR
    gone = rows[np.where(staff["retires_day"][rows] <= now.day, is_old, stops)]
    staff["status"][gone], staff["left_day"][gone] = GONE, now.day
    first = int(locums.sum())
    for number in range(first, first + int(p.locum_pool_persons) - int((locums & (staff["status"] != GONE)).sum())):
        row = next_row(world)
        if row >= 0:
            add_locum(world.staff, row, number, now.seed, world.parameters, int(now.day))


def leave(world, staff_row, successor):
    """A GP leaves today (an experiment): `permanent` fills the post at once, `locums` leaves it vacant, `none`
    freezes it.

    A frozen post is neither advertised nor covered.  Returns the successor's row, -1 where there is none.  Raises
    ValueError for another word, or for a person who holds no post.
    """
    post = int(world.staff["post"][staff_row])
    if successor not in ("permanent", "locums", "none"):
        raise ValueError(f"successor is '{successor}', must be permanent, locums or none")
    if post < 0 or world.posts["holder"][post] != staff_row:
        raise ValueError(f"staff row {staff_row} holds no post")
    depart(world, int(staff_row))
    if successor == "permanent":
        return recruit(world, post)
    if successor == "none":
        world.posts["frozen"][post] = 1
    return -1
