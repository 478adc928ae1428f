"""The whole model made small or shuffled, its state as bytes, and what must hold in every world every evening.

`check_world(world)` names every broken rule of the bookkeeping; `digests(model)` and `state(world)` are for comparisons
to the byte, with and without regard to the order of resident rows.
"""

import hashlib
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

import numpy as np
from worlds import queue_rows

from rural_abm import RuralModel, Scenario
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.model.care.records import CLOSED, ENDED_BY_DEATH, EPISODE, FREE, OPENED, PLANNED_VISIT, SPECIALIST_VISIT
from rural_abm.model.people.calendar import RING
from rural_abm.model.people.records import (
    ALIVE,
    AT_HOME,
    DEAD,
    ENROLLED,
    IN_COTTAGE_HOSPITAL,
    LONG_AGO,
    MOVED,
    NEVER,
    PLACES,
    SPECIAL_HOUSING,
)  # fmt: skip
from rural_abm.model.staff.records import EMPLOYED, GONE, GP, HOME_NURSE, PERMANENT, REMOTE, ROTATING
from rural_abm.model.ties.bonds import mark_of
from rural_abm.regions.place import load_place
from rural_abm.regions.population import shared_out
from rural_abm.simulation import initial_world
from rural_abm.state.world import World

AGE_BANDS = ("age_0_15", "age_16_24", "age_25_44", "age_45_64", "age_65_plus")
FLOWS = ("births_per_year", "in_moves_per_year", "out_moves_per_year")
# Fields that point to rows, and so may differ between worlds that are the same but for the order of rows.
ROW_FIELDS = ("link", "open_need", "planned_need", "specialist_need", "first_tie", "tie_marks", "padding")
QUEUE_ENDS = ("queue_first", "queue_last")
LEDGER = ("counts", "unit_counts", "activity")
MINUTE_FIELDS = (
    "clinic_minutes",
    "clinic_minutes_today",
    "slot_minutes",
    "dedicated_minutes",
    "reserved_minutes",
    "watch_minutes",
    "call_minutes",
    "ward_minutes",
    "video_minutes",
    "work_minutes",
    "owed_minutes",
    "rest_minutes",
    "capacity_month",
    "clinic_month",
    "home_month",
    "call_month",
    "ward_month",
    "night_month",
    "travel_month",
    "friction_month",
    "record_month",
    "panel",
)

LONGEST_MONTH_DAYS = 31


# places


@cache
def whole_place():
    """The packaged place, read once."""
    return load_place()


@cache
def small_place(share):
    """The packaged place with every municipality's residents, births and moves scaled down; roads and units stay."""
    place = whole_place()
    table = place.tables.municipalities
    columns = dict(table.columns)
    for name in (*AGE_BANDS, *FLOWS):
        columns[name] = np.maximum(np.round(columns[name] * share), 1).astype(columns[name].dtype)
    totals = sum(columns[band] for band in AGE_BANDS)
    population = np.zeros_like(place.population)
    for index, total in enumerate(totals):
        here = np.flatnonzero(place.municipality_of_settlement == index)
        population[here] = shared_out(int(total), place.population[here])
    tables = replace(place.tables, municipalities=replace(table, columns=columns))
    return replace(place, tables=tables, population=population)


@contextmanager
def changed_residents(change):
    """While it lasts, new worlds begin with `change(residents, count)` of their fresh records."""
    before = initial_world.fill_residents

    def fill_residents(residents, seed, parameters, homes, people, warm_up_days):
        before(residents, seed, parameters, homes, people, warm_up_days)
        change(residents, initial_world.resident_count(homes))

    initial_world.fill_residents = fill_residents
    try:
        yield
    finally:
        initial_world.fill_residents = before


def shuffle(residents, count):
    """Put the first `count` records into another order."""
    residents[:count] = residents[np.random.default_rng(4).permutation(count)]


# models


@cache
def warmed(seed, share=1):
    """A snapshot of the region (or of a share of it) on the evening before the first reported day; made once."""
    return RuralModel(Scenario(seed=seed, years=1), place=place_of(share)).snapshot()


def place_of(share):
    return whole_place() if share == 1 else small_place(share)


def model_of(scenario, share=1):
    """A model of the region (or of a share of it) at the first reported day, out of the shared warm-up."""
    return RuralModel(scenario, place=place_of(share), snapshot=warmed(scenario.seed, share))


def restored(snapshot, scenario, share=1, **own):
    """A model that goes on from a snapshot; `own`: what else the model is given."""
    return RuralModel(scenario, place=place_of(share), snapshot=snapshot, **own)


def run_days(model, days, each_day=None):
    """Run so many days; `each_day(model)` sees every evening; returns the model."""
    for _ in range(days):
        model.step()
        if each_day:
            each_day(model)
    return model


def total(model, name):
    """Sum over the region's municipalities and all reported years of a column of the ledger."""
    in_region = np.array(model.place.tables.municipalities["in_region"], bool)
    return int(model.world.counts[name][1:, in_region].sum())


# comparison


def arrays(model):
    """{name: array} of all state: the world's arrays and the yearly figures of single persons."""
    found = dict(zip(World._fields, model.world, strict=True))
    return found | {f"extras.{name}": array for name, array in model.extras.items()}


def digests(model):
    """{name: SHA-256} of all state."""
    return {
        name: hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest() for name, array in arrays(model).items()
    }


def differences(one, other):
    """Names of the arrays that differ between two models."""
    first, second = digests(one), digests(other)
    return [name for name in first if first[name] != second.get(name)]


def residents_by_key(world, without=()):
    """{field: array} of all residents in key order, fields that hold rows left out."""
    people = np.asarray(world.residents)[: world.now["residents"][0]]
    people = people[~np.isin(people["key"], without)]
    order = np.argsort(people["key"])
    return {name: people[name][order] for name in people.dtype.names if name not in ROW_FIELDS}


def lists_by_key(world, without=()):
    """{field: array} of whose list residents are on, in the order of their keys."""
    keys = np.asarray(world.residents)["key"][: world.now["residents"][0]]
    rows = np.flatnonzero(~np.isin(keys, without))
    rows = rows[np.argsort(keys[rows])]
    return {name: np.asarray(world.lists)[name][rows] for name in world.lists.dtype.names}


def needs_by_key(world):
    """Open needs in key order, with the key of the resident, rows left out."""
    needs = np.asarray(world.needs)[: world.now["needs"][0]]
    needs = needs[needs["state"] != FREE]
    order = np.argsort(needs["key"])
    owner = np.where(needs["resident"] >= 0, np.asarray(world.residents)["key"][needs["resident"]], 0)
    left_out = ("resident", "next_free", "next_queued", "queued", "again_day")
    names = [name for name in needs.dtype.names if name not in left_out]
    return {"owner": owner[order]} | {name: needs[name][order] for name in names}


def ties_by_key(world):
    """Ties in order of resident and clinician, rows left out."""
    ties = np.asarray(world.ties)[: world.now["ties"][0]]
    ties = ties[ties["resident"] >= 0]
    owner = np.asarray(world.residents)["key"][ties["resident"]]
    order = np.lexsort((ties["staff"], owner))
    return {"owner": owner[order]} | {n: ties[n][order] for n in ties.dtype.names if n not in ("resident", "next")}


def state(world, without=()):
    """{what: bytes} of everything that may not depend on the order of resident rows."""
    found = {f"residents.{name}": part.tobytes() for name, part in residents_by_key(world, without).items()}
    found |= {f"lists.{name}": part.tobytes() for name, part in lists_by_key(world, without).items()}
    found |= {f"needs.{name}": part.tobytes() for name, part in needs_by_key(world).items()}
    found |= {f"ties.{name}": part.tobytes() for name, part in ties_by_key(world).items()}
    for name in ("staff", "posts", "vehicles", "wards", "units", "levers", "unit_decisions", *LEDGER):
        found[name] = np.asarray(getattr(world, name)).tobytes()
    states = np.asarray(world.unit_states)
    found |= {f"unit_states.{name}": states[name].tobytes() for name in states.dtype.names if name not in QUEUE_ENDS}
    return found | {"need_flow": world.now["need_flow"].tobytes()}


def unequal(one, other):
    """Names of what differs between two states."""
    return [name for name in one if one[name] != other[name]]


# bookkeeping


def check_world(world):
    """A list of texts: every broken rule of the bookkeeping this evening; empty in a sound world."""
    checks = (
        _leavers, _needs, _need_pointers, _queues, _wards, _units, _panels, _lists, _named, _staff, _kept, _ties,
        _calendar,
    )  # fmt: skip
    return [text for check in checks for text in check(world)]


def _people(world):
    return np.asarray(world.residents)[: world.now["residents"][0]]


def _leavers(world):
    """The dead and those who moved away are as many as the ledger's deaths and moves."""
    status = _people(world)["status"]
    for code, column in ((DEAD, "deaths"), (MOVED, "moved_out")):
        if (status == code).sum() != world.counts[column].sum():
            yield f"{(status == code).sum()} residents are gone, the ledger's {column} are {world.counts[column].sum()}"


def _open_needs(world):
    needs = np.asarray(world.needs)[: world.now["needs"][0]]
    return needs, (needs["state"] != FREE) & (needs["state"] != CLOSED)


def _needs(world):
    """Every need ends in exactly one way: opened = resolved + given up + escalated + dead + open, class by class."""
    needs, is_open = _open_needs(world)
    flow = world.now["need_flow"][0]
    rows = np.bincount(needs["what"][is_open], minlength=len(flow))
    for what, (opened, left) in enumerate(zip(flow[:, OPENED], rows, strict=True)):
        ended = int(flow[what, OPENED + 1 : ENDED_BY_DEATH + 1].sum())
        if opened != ended + left:
            yield f"needs of class {what}: {opened} opened, {ended} ended, {left} open"
    if (flow < 0).any():
        yield "a count of needs is negative"


def _need_pointers(world):
    """`open_need`, `planned_need` and a booked `specialist_need` are open needs of that resident and class."""
    people = _people(world)
    needs, is_open = _open_needs(world)
    alive = people["status"] == ALIVE
    booked = alive & (people["specialist_day"] != NEVER)
    for field, what, holds in (
        ("open_need", EPISODE, alive & (people["open_need"] >= 0)),
        ("planned_need", PLANNED_VISIT, alive & (people["planned_need"] >= 0)),
        ("specialist_need", SPECIALIST_VISIT, booked),
    ):
        rows = np.flatnonzero(holds)
        pointed = needs[people[field][rows]]
        wrong = (pointed["resident"] != rows) | (pointed["what"] != what) | ~is_open[people[field][rows]]
        if wrong.any():
            yield f"{field} of row {rows[wrong][0]} is not an open need of that resident"
        if len(rows) != int((is_open & (needs["what"] == what)).sum()):
            yield f"{len(rows)} residents have a {field}, but {int((is_open & (needs['what'] == what)).sum())} are open"
    owners = needs["resident"][is_open]
    if (people["status"][owners[owners >= 0]] != ALIVE).any():
        yield "someone dead or gone has an open need"


def _queues(world):
    """Who is queued stands exactly once in the queue of the need's unit."""
    needs, is_open = _open_needs(world)
    queued = [row for unit in range(len(world.units)) for row in queue_rows(world, unit)]
    if len(set(queued)) != len(queued):
        yield "a need occurs twice in a queue"
    if set(queued) != set(np.flatnonzero(needs["queued"] == 1).tolist()):
        yield "queues and needs that are marked as queued differ"


def _wards(world):
    """Beds in use are the residents in them, no more than open, except where places were closed after admission."""
    people = _people(world)
    inside = (people["status"] == ALIVE) & (people["ward"] >= 0)
    counted = np.bincount(people["ward"][inside], minlength=len(world.wards))
    if (world.wards["occupied"] != counted).any():
        yield f"beds in use {world.wards['occupied'].tolist()} are not the residents in them {counted.tolist()}"
    if (inside != ((people["status"] == ALIVE) & (people["place_of_care"] != AT_HOME))).any():
        yield "ward and place of care disagree"
    near = people["ward"][inside] < len(world.units)
    if (near != (people["place_of_care"][inside] == IN_COTTAGE_HOSPITAL)).any():
        yield "cottage hospital and hospital are mixed up"
    if (people["leave_day"][inside] <= world.now["day"][0]).any():
        yield "someone has stayed longer than planned"
    if (people["admitted_day"][inside] > world.now["day"][0]).any():
        yield "someone was admitted in the future"


def _units(world):
    """Lists, home nursing, special housing and monitors of the units are sums over the residents."""
    people = _people(world)
    alive = people["status"] == ALIVE
    housed = people["dwelling"] == SPECIAL_HOUSING
    enrolled = people["enrolled"] == ENROLLED
    groups = {
        "list_size": alive,
        "enrolled": alive & enrolled & ~housed,
        "in_housing": alive & enrolled & housed,
        "monitored": alive & (people["monitored"] == 1),
    }
    for name, group in groups.items():
        counted = np.bincount(people["unit"][group], minlength=len(world.units))
        if (world.unit_states[name] != counted).any():
            yield f"{name} {world.unit_states[name].tolist()} is not the sum over residents {counted.tolist()}"
    if (world.unit_states["in_housing"] > world.unit_states["housing_places"]).any():
        yield "more residents in special housing than places"
    if (alive & housed & ~enrolled).any():
        yield "someone in special housing is not enrolled"


def _panels(world):
    """Panels are sums over residents; usual GPs are GPs at work, contact nurses home-nursing nurses at work."""
    people, staff = _people(world), np.asarray(world.staff)[: world.now["staff"][0]]
    has_gp = (people["status"] == ALIVE) & (people["usual_gp"] >= 0)
    counted = np.bincount(people["usual_gp"][has_gp], minlength=len(staff))
    if (staff["panel"] != counted).any():
        yield f"panel of staff row {np.flatnonzero(staff['panel'] != counted)[0]} is not the sum over residents"
    doctors = staff[people["usual_gp"][has_gp]]
    if (doctors["role"] != GP).any() or (doctors["status"] != EMPLOYED).any():
        yield "a usual GP is no GP at work"
    waits = people["usual_gp"] < -1
    posts = world.posts[-2 - people["usual_gp"][waits]]
    if (posts["holder"] >= 0).any() or (posts["role"] != GP).any():
        yield "a list waits for a GP at a post that is held or is no GP's"
    if (people["status"][waits] != ALIVE).any() or (people["unit"][waits] != posts["unit"]).any():
        yield "someone dead, gone or of another unit is on a vacant list"
    has_nurse = (people["status"] == ALIVE) & (people["contact_nurse"] >= 0)
    nurses = staff[people["contact_nurse"][has_nurse]]
    if (nurses["role"] != HOME_NURSE).any() or (nurses["status"] != EMPLOYED).any():
        yield "a contact nurse is no home-nursing nurse at work"


def _lists(world):
    """Lists are of employed permanent GPs of the unit, within their caps; with the vacant ones they hold all residents.

    The living who are named are booked with the GP of their list, or with a remote physician.
    """
    people, staff = _people(world), np.asarray(world.staff)[: world.now["staff"][0]]
    mine = np.asarray(world.lists)[: len(people)]
    alive, listed = people["status"] == ALIVE, mine["gp"] >= 0
    if not world.parameters["lists_for_all"][0]:
        if listed.any() or staff["listed"].any() or (mine["wish_day"] != NEVER).any():
            yield "someone is on a list where none are kept"
        return
    if (listed & ~alive).any():
        yield "someone dead or gone is on a list"
    sizes = np.bincount(mine["gp"][listed], minlength=len(staff))
    if (staff["listed"] != sizes).any():
        yield f"the list of staff row {np.flatnonzero(staff['listed'] != sizes)[0]} is not the sum over residents"
    if (sizes > world.parameters["list_cap_residents"][0] * staff["full_time"]).any():
        yield "a list is longer than its cap"
    gps = staff[mine["gp"][listed]]
    is_permanent = np.isin(gps["employment"], (PERMANENT, ROTATING))
    if (gps["role"] != GP).any() or (gps["status"] != EMPLOYED).any() or not is_permanent.all():
        yield "someone is on the list of one who is no employed permanent GP"
    if (gps["unit"] != people["unit"][listed]).any():
        yield "someone is on the list of a GP of another unit"
    if (mine["since"][listed] < gps["since"]).any() or (mine["since"][listed] > world.now["day"][0]).any():
        yield "someone has been on a list for longer than the GP has been there, or from tomorrow"
    waits = mine["gp"] < -1
    posts = world.posts[-2 - mine["gp"][waits]]
    if (posts["holder"] >= 0).any() or (posts["unit"] != people["unit"][waits]).any():
        yield "someone waits for the holder of a post that is held, or of another unit"
    usual = alive & (people["usual_gp"] >= 0)
    others = usual & (people["usual_gp"] != mine["gp"])
    if (staff["employment"][people["usual_gp"][others]] != REMOTE).any():
        yield "a usual GP is neither the GP of the list nor a remote physician"
    if (alive & listed & (mine["named"] == 1) & (people["usual_gp"] < 0)).any():
        yield "someone named is on the list of a GP who is not the usual one"
    here_since_last_month = world.now["day"][0] - mine["since"] > LONGEST_MONTH_DAYS
    # The wish of someone with a person factor of nearly nothing may lie beyond the calendar.
    power, per_year = (world.parameters[name][0] for name in ("list_change_person_power", "list_change_per_year"))
    will_wish = people["person_factor"] ** power * per_year / DAYS_A_YEAR * NEVER > 50
    unplanned = alive & (mine["wish_day"] == NEVER) & (mine["since"] > LONG_AGO)
    if (unplanned & here_since_last_month & will_wish).any():
        yield "someone on a list has no planned wish to change GP"


def _named(world):
    """Whoever is named works in the role: contact nurses at the district, doctors on call, who holds or covers a post.

    A usual GP may be of another unit: who changes unit can still be seen, once, where they had asked before.
    """
    people, staff = _people(world), np.asarray(world.staff)[: world.now["staff"][0]]
    rows = np.flatnonzero((people["status"] == ALIVE) & (people["contact_nurse"] >= 0))
    if (staff["unit"][people["contact_nurse"][rows]] != people["unit"][rows]).any():
        yield "a contact nurse works at another unit"
    on_call = world.now["on_call"][0]
    doctors = staff[on_call[on_call >= 0]]
    if (doctors["status"] == GONE).any() or (doctors["role"] != GP).any():
        yield "who is on call is no GP at work or in the pool"
    posts = np.asarray(world.posts)[: world.now["posts"][0]]
    for field in ("holder", "locum"):
        rows = np.flatnonzero(posts[field] >= 0)
        person = staff[posts[field][rows]]
        if (person["role"] != posts["role"][rows]).any() or (person["unit"] != posts["unit"][rows]).any():
            yield f"a post's {field} has another role or works at another unit"
        if (person["status"] != EMPLOYED).any() or (person["post"] != rows).any():
            yield f"a post's {field} is not at work on it"


def _staff(world):
    """No minutes are negative; posts and their holders name each other."""
    staff, posts = (np.asarray(getattr(world, n))[: world.now[n][0]] for n in ("staff", "posts"))
    for name in MINUTE_FIELDS:
        if (staff[name] < 0).any():
            yield f"{name} of staff row {int(np.argmin(staff[name]))} is {staff[name].min()}"
    held = np.flatnonzero(posts["holder"] >= 0)
    if (staff["post"][posts["holder"][held]] != held).any():
        yield "a post's holder does not hold it"
    if (staff["status"][posts["holder"][held]] != EMPLOYED).any():
        yield "a post's holder is not employed"
    if (world.now["on_call_minutes"] < 0).any():
        yield "minutes on call are negative"


def _kept(world):
    """Minutes set aside are used, returned to reception or lost, by lever and unit."""
    counts = world.unit_counts
    for lever in ("home_nursing_gp_minutes", "reserved_minutes", "slot_minutes", "watch_minutes"):
        ends = [counts[f"{lever}_{end}"] for end in ("used", "returned", "lost")]
        if (counts[lever] != sum(ends)).any() or any((end < 0).any() for end in ends):
            yield f"{lever}: {counts[lever].sum()} set aside, used, returned and lost {[int(e.sum()) for e in ends]}"


def _ties(world):
    """Every tie in use stands in the list of its resident, once a clinician; the others in the list of free rows."""
    people, ties = _people(world), np.asarray(world.ties)[: world.now["ties"][0]]
    following = np.append(ties["next"], -1)
    rows, owner, seen = people["first_tie"].copy(), np.arange(len(people)), []
    for _ in range(len(ties) + 1):
        living = rows >= 0
        rows, owner = rows[living], owner[living]
        if not len(rows):
            break
        if (ties["resident"][rows] != owner).any():
            yield "a tie stands in the list of another resident"
            return
        seen.append(rows)
        rows = following[rows]
    else:
        yield "a list of ties has a loop"
        return
    reached = np.concatenate(seen) if seen else np.zeros(0, int)
    used = np.flatnonzero(ties["resident"] >= 0)
    if len(np.unique(reached)) != len(reached) or set(reached.tolist()) != set(used.tolist()):
        yield "ties in use and ties in residents' lists differ"
    pairs = ties["resident"][used].astype(np.int64) * len(world.staff) + ties["staff"][used]
    if len(np.unique(pairs)) != len(pairs):
        yield "a resident has two ties to one clinician"
    if not ((ties["strength"][used] >= 0) & (ties["strength"][used] < 1)).all():
        yield "a tie is not between 0 and 1"
    if len(used) != len(ties):
        yield f"{len(used)} ties in use are not the {len(ties)} rows"
    marks = np.array([mark_of(staff) for staff in ties["staff"][used].tolist()], np.uint64)
    if (people["tie_marks"][ties["resident"][used]] & marks != marks).any():
        yield "a tie is not marked in its resident"


def listed_rows(world, day):
    """Rows in the calendar's list of the day; every one must know its place."""
    now = world.now[0]
    found, page, used = [], int(now.day_page[day % RING]), now.day_used[day % RING]
    while page >= 0:
        sheet = world.calendar[page]
        here = [(int(row), page * PLACES + place) for place, row in enumerate(sheet.rows[:used]) if row >= 0]
        assert all(world.residents["link"][row] == place for row, place in here)
        found += [row for row, _ in here]
        page, used = int(sheet.next), PLACES
    return found


def _calendar(world):
    """Everybody alive stands in the list of the earliest planned day, which lies ahead; nobody dead or gone does."""
    people = _people(world)
    day = int(world.now["day"][0])
    listed = np.zeros(len(people), int)
    for slot in range(RING):
        for row in listed_rows(world, slot):
            listed[row] += 1
            if people["next_day"][row] % RING != slot or listed[row] > 1:
                yield f"row {row} stands in a wrong list of the calendar"
                return
    planned = (people["status"] == ALIVE) & (people["next_day"] != NEVER)
    if (listed != planned).any():
        yield "the calendar's lists are not the residents with something planned"
    if (people["next_day"][planned] <= day).any():
        yield "something planned was left behind"
