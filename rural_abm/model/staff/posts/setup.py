"""The staff of the first day: posts of every unit, their holders, trainees, and the pool of locums."""

import numpy as np

from rural_abm.engine.random_numbers import below, process
from rural_abm.engine.records import new_records
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.people.records import NEVER
from rural_abm.model.staff.persons import (
    POOL_KEY,
    POST_KEY,
    REMOTE_KEY,
    TRAINEE_KEY,
    add_person,
    age_by_past,
    draw,
    key_of,
    staggered,
)
from rural_abm.model.staff.records import (
    AMBULANCE_NURSE,
    CLINIC_NURSE,
    GP,
    HOME_NURSE,
    IN_POOL,
    LOCUM,
    MUNICIPALITY_EMPLOYER,
    PERMANENT,
    POST,
    REGION_EMPLOYER,
    REMOTE,
    ROTATING,
    STAFF,
    TRAINEE,
    WARD_NURSE,
)

VACANCY = process("staff.start_vacancy")
ROUNDING = process("staff.start_vacancy_rounding")
WHICH_VACANT = process("staff.start_vacancy_order")
VACANT_SINCE = process("staff.vacant_since")
TRAINEES_AT_START = process("staff.trainees_at_start")
TRAINEE_UNIT = process("staff.trainee_unit")
TRAINEE_BEGAN = process("staff.trainee_began")
WORKED_BEFORE = process("staff.locum_worked_before")
LAST_WORKED = process("staff.locum_last_unit")
FACTS = ("list_size", "cottage_hospital", "in_region", "bed_posts", "enrolled", "vehicles", "st_posts")


def new_staff(unit_facts, register, seed, spare):
    """Return (staff, posts, staff_count, post_count) on world day 0, before any lever adds to them.

    `unit_facts` maps "key" to the keys of the units, and FACTS to arrays [units]: residents listed, cottage hospital
    with beds (0/1), inside the region (0/1), nurse and assistant-nurse posts of the ward, residents enrolled in home
    nursing, vehicles with a nurse at the place, posts for trainees. Both record arrays have `spare` rows more than are
    filled. `register` gives every number; start vacancies are drawn by seed and unit between the lowest and highest of
    the register.
    """
    facts = {name: np.asarray(unit_facts[name], float) for name in FACTS}
    parameters = register.scalars()
    rows = rows_at_most(facts, parameters[0]) + spare
    staff, posts = new_records(STAFF, (rows,)), new_records(POST, (rows,))
    post_count = add_posts(posts, facts, register, parameters[0])
    rotate_posts(posts, post_count, register, unit_facts["key"])
    empty = vacant_at_start(posts, post_count, register, seed, unit_facts["key"])
    leaving = past_leaving(posts[:post_count], empty, facts["list_size"], parameters[0])
    count = 0
    for row in range(post_count):
        if row in empty:
            leave_vacant(posts, row, seed, parameters[0])
        else:
            count = hold(staff, posts, row, count, seed, parameters, leaving[posts["unit"][row]])
    count = add_trainees(staff, posts, post_count, count, facts, seed, parameters)
    count = add_pool(staff, count, facts, seed, parameters)
    return staff, posts, add_remote(staff, count, seed, parameters, len(facts["list_size"])), post_count


def posts_wanted(facts, p):
    """Return a dict role -> posts [units], float: what lists, beds, districts and vehicles require."""
    in_region = facts["in_region"] > 0
    enrolled_in_region = max(facts["enrolled"][in_region].sum(), 1.0)
    return {
        GP: facts["list_size"] / p.residents_a_gp_post + facts["cottage_hospital"] * p.gp_posts_a_cottage_hospital,
        CLINIC_NURSE: facts["list_size"] / p.residents_a_clinic_nurse_post,
        HOME_NURSE: p.home_nurse_posts * facts["enrolled"] / enrolled_in_region,
        WARD_NURSE: facts["bed_posts"] * p.ward_nurse_share,
        AMBULANCE_NURSE: facts["vehicles"] * p.ambulance_nurse_posts_a_vehicle,
    }


def rows_at_most(facts, p):
    """Return at least as many rows as the posts, and the persons, of the first day."""
    posts = sum(whole_posts(amount) for wanted in posts_wanted(facts, p).values() for amount in np.round(wanted, 2))
    return posts + whole_posts(p.trainees_at_start) + int(p.locum_pool_persons) + len(facts["list_size"])


def add_posts(posts, facts, register, p):
    """Write the posts of every unit and role, of equal share within both; return their number."""
    count = 0
    for role, wanted in posts_wanted(facts, p).items():
        for unit, amount in enumerate(np.round(wanted, 2)):
            for number in range(whole_posts(amount)):
                write_post(posts, count, unit, role, number, amount / whole_posts(amount))
                count += 1
    return count


def whole_posts(amount):
    """Return the persons needed to fill `amount` of full-time posts, none of them above full time."""
    return int(np.ceil(amount))


def write_post(posts, row, unit, role, number, share):
    """Write a new active post without a holder."""
    post = np.asarray(posts)[row : row + 1]
    post[:] = 0
    post["key"] = key_of(POST_KEY, unit, role, number)
    post["unit"], post["role"], post["number"], post["share"], post["active"] = unit, role, number, share, 1
    post["employer"] = MUNICIPALITY_EMPLOYER if role == HOME_NURSE else REGION_EMPLOYER
    post["holder"] = post["locum"] = -1


def rotate_posts(posts, count, register, unit_keys):
    """Mark the posts of permanent doctors who work some weeks remotely: the first of each unit that has any."""
    wanted = register.table("rotating_posts", unit_keys)
    posts = np.asarray(posts)[:count]
    for unit, number in enumerate(wanted):
        posts["rotating"][(posts["role"] == GP) & (posts["unit"] == unit) & (posts["number"] < number)] = 1


def vacant_at_start(posts, count, register, seed, unit_keys):
    """Return the set of rows of posts vacant on the first day.

    The share is uniform between the register's lowest and highest, by seed and unit (GPs) or unit and role (nurses);
    whole posts by rounding up or down at random so that the mean is the share; which ones by draw, rotating posts last.
    """
    gp_range = register.table("gp_start_vacancy", unit_keys, ("lowest", "highest"))
    nurse_range = register.table("nurse_start_vacancy", ("lowest", "highest"))
    posts, vacant = np.asarray(posts)[:count], set()
    for unit, role in sorted({(int(post["unit"]), int(post["role"])) for post in posts}):
        rows = np.flatnonzero((posts["unit"] == unit) & (posts["role"] == role))
        low, high = gp_range[unit] if role == GP else nurse_range
        place = key_of(POST_KEY, unit, role)
        share = low + draw(seed, VACANCY, place) * (high - low)
        number = int(share * len(rows) + 1.0 - draw(seed, ROUNDING, place))
        order = sorted(rows, key=lambda row: (posts["rotating"][row], draw(seed, WHICH_VACANT, posts["key"][row])))
        vacant.update(int(row) for row in order[:number])
    return vacant


def leave_vacant(posts, row, seed, p):
    """Date the vacancy back by a time drawn from the waiting time to recruit."""
    post = np.asarray(posts)[row : row + 1]
    filling = p.gp_filling_per_year if post["role"][0] == GP else p.nurse_filling_per_year
    waited = -np.log(draw(seed, VACANT_SINCE, post["key"][0])) / filling
    post["vacant_since"] = -int(waited * DAYS_A_YEAR)


def past_leaving(posts, empty, list_size, p):
    """Return the leaving of GPs over the base before the start [units], by size, colleagues, roots and own list.

    Tenures at the start are then about those that the hazards of the following years would give.
    """
    held = np.array([row not in empty for row in range(len(posts))]) & (posts["role"] == GP)
    colleagues = np.bincount(posts["unit"][held], posts["share"][held], len(list_size)) - 1.0
    lonely = 1.0 + p.isolation_strength * np.exp(-np.maximum(colleagues, 0.0) / p.isolation_scale_contacts)
    roots = p.own_list_leaving_ratio
    for share, ratio in (
        (p.rural_background_share, p.rural_background_leaving_ratio),
        (p.trained_here_share, p.trained_here_leaving_ratio),
        (p.partner_share, p.partner_leaving_ratio),
    ):
        roots *= 1.0 - share * (1.0 - ratio)
    return (p.size_reference_residents / np.maximum(list_size, 1.0)) ** p.gp_leaving_size_exponent * lonely * roots


def hold(staff, posts, row, count, seed, parameters, past_leaving):
    """Give post `row` a holder with a past; return the new number of persons.

    `past_leaving` is the leaving of the unit's GPs over the base.
    """
    post = np.asarray(posts)[row : row + 1]
    add_person(
        staff, count, seed, parameters, key=key_of(post["key"][0], 0), role=post["role"][0],
        employment=ROTATING if post["rotating"][0] else PERMANENT, unit=post["unit"][0], post=row, day=0,
        full_time=post["share"][0],
    )  # fmt: skip
    age_by_past(staff, count, seed, parameters, past_leaving if post["role"][0] == GP else 1.0)
    staff["phase"][count] = staggered(post["number"][0])
    post["holder"], post["vacant_since"], post["generation"] = count, NEVER, 1
    return count + 1


def add_trainees(staff, posts, post_count, count, facts, seed, parameters):
    """Add trainees at units with a permanent GP and a post for them, at a random point of their training."""
    p = parameters[0]
    posts = np.asarray(posts)[:post_count]
    held = (posts["role"] == GP) & (posts["holder"] >= 0)
    weight = np.bincount(posts["unit"][held], minlength=len(facts["in_region"])) * (facts["in_region"] > 0)
    free = facts["st_posts"].copy()
    number = int(p.trainees_at_start + 1.0 - draw(seed, TRAINEES_AT_START, TRAINEE_KEY))
    for i in range(number):
        bounds = np.cumsum(weight * (free > 0))
        if not bounds[-1]:
            break
        key = key_of(TRAINEE_KEY, i)
        unit = int(np.searchsorted(bounds, (1.0 - draw(seed, TRAINEE_UNIT, key)) * bounds[-1], side="right"))
        free[unit] -= 1
        add_person(
            staff, count, seed, parameters, key=key, role=GP, employment=TRAINEE, unit=unit, post=-1, day=0,
            full_time=1.0,
        )  # fmt: skip
        begun = int(draw(seed, TRAINEE_BEGAN, key) * p.trainee_years * DAYS_A_YEAR)
        person = staff[count : count + 1]
        for name in ("since", "first_day", "birth_day", "retires_day"):
            person[name] -= begun
        person["trained_here"] = 1
        count += 1
    return count


def add_pool(staff, count, facts, seed, parameters):
    """Add the standing pool of locums, some of whom have worked at some of the units before."""
    p, units = parameters[0], len(facts["list_size"])
    for i in range(int(p.locum_pool_persons)):
        add_locum(staff, count, i, seed, parameters, 0, units)
        key, bits = staff["key"][count], 0
        for unit in range(units):
            bits |= int(draw(seed, WORKED_BEFORE, key, unit) <= p.locum_worked_before_share) << unit
        staff["worked_at"][count] = bits
        count += 1
    return count


def add_locum(staff, row, number, seed, parameters, day, units):
    """Write pool person `number`: free, with a unit where the person is counted while filling an on-call line."""
    key = key_of(POOL_KEY, number)
    unit = below(np.uint64(seed), LAST_WORKED, key, np.int64(0), np.int64(units))
    add_person(
        staff, row, seed, parameters, key=key, role=GP, employment=LOCUM, unit=unit, post=-1, day=day, full_time=1.0
    )
    staff["status"][row] = IN_POOL


def add_remote(staff, count, seed, parameters, units):
    """Add one standing remote physician per unit, in the pool until a lever contracts them.

    Return the number of persons.
    """
    for unit in range(units):
        add_person(
            staff, count, seed, parameters, key=key_of(REMOTE_KEY, unit), role=GP, employment=REMOTE, unit=unit,
            post=-1, day=0, full_time=1.0,
        )  # fmt: skip
        age_by_past(staff, count, seed, parameters)
        staff["status"][count] = IN_POOL
        count += 1
    return count
