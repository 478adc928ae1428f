"""The queue of reception against M/M/c and a finite dam; beds against Erlang's loss formula and renewal theory.

The tests only let people come and give GPs their minutes back. Who is served when and by whom, and who gets which bed,
is decided by the compiled kernels of the model.

- *M/M/c.* A world day is a tick of a Poisson clock of rate `arrivals + c x ends`: somebody comes, or one of the c GPs
  is done if busy. Seen so (uniformisation, Jensen 1953) the queue has the same law as in time: the formulas hold
  exactly, with no step that must be small. A GP has the minutes of one visit or none; no share of the day is kept for
  acute needs and nobody loses patience. With a usual GP whom everybody waits for, it is c queues M/M/1.
- *Dam* (Moran 1954), for patience, by real days with both passes and the share kept in the morning. Capacity and
  patience are fixed, so whether someone will be served is settled on arrival, by how many of those ahead will be: the
  content of a finite dam, an exact finite chain. Who loses patience gives up; visits to a known GP are not shorter.
- *M/G/c/c.* The ward near home is asked first, then the hospital, then Umea, which takes all. Stays follow one law
  everywhere (sum of two exponentials, mixed over frailty), so Erlang's formula holds for the first ward with its beds
  and for both wards with the beds of both. A mean stay is some 3,000 world days, so that days are nearly moments: what
  is left moves no figure by more than 1 in 1,000. No transfers, no waiting for the municipality.
- *One bed by real days*, where rounding and the stay of at least a day do matter: renewal theory, exact.

False alarms: 1 % for all figures here together (Bonferroni), two-sided, by Student's t on the means of the batches of
one long run. Power: the relative error that would be found 9 times in 10 must be at most `FOUND`, and each run must
reject theory with one GP or bed more (of the dam: one visit of each GP, one day of patience) and a load 5 % higher.
"""

import numpy as np
import pytest
import regions
from scipy import stats
from waiting import (
    LONG,
    PEOPLE,
    UMEA,
    UNIT,
    run_beds,
    run_days,
    run_ticks,
    total,
    waiting_now,
    with_beds,
    with_gps,
)

from rural_abm import RuralModel, Scenario
from rural_abm.model.care.contacts import TIES_TO_ENCOUNTERS
from rural_abm.model.care.records import COMPLAINT, PLANNED_VISIT
from rural_abm.model.people.records import FRAILTY_STATES
from rural_abm.state.world import copy_world

SEED, BATCHES, FOUND, HIGHER = 1, 50, 0.08, 1.05
# GPs and load; then GPs and load where everybody waits for their usual GP.
POOLS = ((1, 0.5), (1, 0.8), (2, 0.7), (2, 0.9), (4, 0.6), (4, 0.8))
OWN = (3, 0.8)
# GPs, minutes of each a day, load, days of patience.
DAMS = ((1, 120, 1.0, 2), (2, 240, 1.0, 1))
# Beds near home, beds in the hospital, offered load.
WARDS = ((1, 2, 1.5), (3, 4, 4.0), (6, 6, 9.0))
FIGURES = 4 * (len(POOLS) + 1) + 2 * len(DAMS) + 7 * len(WARDS) + 3
LEVEL = 0.01 / FIGURES
# By batch; more ticks where loads above `HEAVY` make the queue slow.
TICKS, HEAVY, MANY_TICKS, DAYS, PATIENTS, MEAN_STAY = 100_000, 0.85, 250_000, 12_000, 12_000, 3_000


class FirstDay(RuralModel):
    """A model on world day 0."""

    def _warm_up(self):
        pass


@pytest.fixture(scope="module")
def first_day():
    return FirstDay(Scenario(seed=SEED, years=1), place=regions.small_place(0.01)).world


def judge(found, theory, *wrong):
    """Hold means of batches {figure: [batches]} against theory {figure: number}; they must tell it from wrong ones."""
    assert set(found) == set(theory)
    for name, values in found.items():
        error = stats.sem(values)
        assert stats.ttest_1samp(values, theory[name]).pvalue >= LEVEL, (name, values.mean(), theory[name], error)
        margin = (stats.t.isf(LEVEL / 2, BATCHES - 1) + stats.norm.isf(0.1)) * error
        assert margin <= FOUND * theory[name], (name, margin / theory[name])
        for other in wrong:
            assert stats.ttest_1samp(values, other[name]).pvalue < LEVEL, (name, values.mean(), other[name])


def erlang_b(beds, load):
    """Chance that all beds are taken (Erlang 1917)."""
    return stats.poisson.pmf(beds, load) / stats.poisson.cdf(beds, load)


# The queue of reception.


def run_queue(world, gps, load, what):
    """({figure: [batches]}, sums of the tally) of batches of ticks, after one to warm up; time in mean visits."""
    ticks = MANY_TICKS if load > HEAVY else TICKS
    with_gps(world, gps, int(world.parameters[0].gp_visit_minutes))
    draws = np.random.default_rng([SEED, gps, int(100 * load), what])
    chances = np.append(np.full(gps, 1 / gps), load) / (1 + load)
    rows, whole = [], np.zeros(6, np.int64)
    for batch in range(BATCHES + 1):
        tally, before = np.zeros(6, np.int64), total(world, "gp_waits", "gp_wait_days")
        kinds = draws.choice([*range(gps), -1], size=ticks, p=chances)
        run_ticks(world, 1 + batch * ticks, kinds, draws.integers(PEOPLE, size=ticks), what, tally)
        rows.append([*tally, *(total(world, "gp_waits", "gp_wait_days") - before)])
        whole += tally
    came, waited, queue, busy, _, _, seen, days = np.array(rows[1:], float).T
    found = {
        "waited": waited / came,
        "queue": queue / ticks,
        "wait": days / seen / (gps * (1 + load)),
        "busy": busy / ticks / gps,
    }
    # Little's law in the ledger's own days, to the day.
    assert whole[2] == total(world, "gp_wait_days")[0] + waiting_now(world)
    assert world.now[0].overflow == 0
    return found, whole


def queue_theory(gps, load, queues=1):
    """Erlang's waiting formula for so many GPs with a load each; `queues` of them side by side."""
    taken = erlang_b(gps, gps * load)
    waits = taken / (1 - load * (1 - taken))
    queue = waits * load / (1 - load)
    return {"waited": waits, "queue": queue * queues, "wait": queue / (gps * load), "busy": load}


@pytest.mark.parametrize(
    "gps, load", [POOLS[0], *(pytest.param(*pool, marks=pytest.mark.verify) for pool in POOLS[1:])]
)
def test_the_queue_of_reception_is_that_of_m_m_c(first_day, gps, load):
    found, tally = run_queue(copy_world(first_day), gps, load, COMPLAINT)
    more = queue_theory(gps + 1, gps * load / (gps + 1))
    judge(found, queue_theory(gps, load), more, queue_theory(gps, HIGHER * load))
    # First come, first served, and no GP idle while someone waits.
    assert tally[4] == tally[5] == 0


@pytest.mark.verify
def test_waiting_for_the_usual_gp_makes_a_queue_for_each(first_day):
    world, (gps, load) = copy_world(first_day), OWN
    world.parameters[0].acceptable_wait_days = LONG
    found, tally = run_queue(world, gps, load, PLANNED_VISIT)
    judge(found, queue_theory(1, load, gps), queue_theory(1, HIGHER * load, gps))
    # The counters of the test above can count.
    assert tally[4] > 0 and tally[5] > 0
    pooled = queue_theory(gps, load)
    assert all(found[name].mean() > pooled[name] * 2 for name in ("queue", "wait"))


# Patience, by real days.


def dam_theory(mean, visits, in_the_morning, patience):
    """Share given up and mean days waited by those seen: content of a dam for `patience` + 1 days and a morning."""
    room = visits * (patience + 1) + in_the_morning
    coming = stats.poisson.pmf(np.arange(room + 1), mean)
    waited = np.append(0, np.cumsum(np.arange(room) // visits))
    chain = np.zeros((room - visits + 1,) * 2)
    seen, days = np.zeros(len(chain)), np.zeros(len(chain))
    for content in range(len(chain)):
        into = coming[: room - content + 1].copy()
        into[-1] += 1 - into.sum()
        full = np.arange(content, room + 1)
        np.add.at(chain[content], np.maximum(full - visits, 0), into)
        seen[content] = into @ (full - content)
        days[content] = into @ (waited[full] - waited[content])
    balance = np.vstack([chain.T - np.eye(len(chain)), np.ones(len(chain))])
    law = np.linalg.lstsq(balance, np.append(np.zeros(len(chain)), 1), rcond=None)[0]
    return {"given up": 1 - law @ seen / mean, "wait": law @ days / (law @ seen)}


@pytest.mark.verify
@pytest.mark.parametrize("gps, minutes, load, patience", DAMS)
def test_those_who_lose_patience_are_what_a_dam_spills(first_day, gps, minutes, load, patience):
    world = copy_world(first_day)
    with_gps(world, gps, minutes)
    world.now[0].cut[TIES_TO_ENCOUNTERS] = 1
    p = world.parameters[0]
    p.impatient_emergency_share = 0
    visit, kept = int(p.gp_visit_minutes), int(p.acute_reserve_share * minutes)
    visits, in_the_morning = gps * (minutes // visit), gps * ((minutes - kept) // visit)
    assert 0 < in_the_morning < visits
    draws = np.random.default_rng([SEED, gps])
    rows, evenings = [], 0
    for batch in range(BATCHES + 1):
        before = total(world, "gp_waits", "gp_wait_days", "given_up")
        arrivals = draws.poisson(load * visits, DAYS)
        evenings += run_days(world, 1 + batch * DAYS, arrivals, draws.integers(PEOPLE, size=arrivals.sum()), patience)
        rows.append([*(total(world, "gp_waits", "gp_wait_days", "given_up") - before), arrivals.sum()])
    seen, waited, given_up, came = np.array(rows[1:], float).T
    theories = [
        dam_theory(mean, served, in_the_morning, days_of_patience)
        for mean, served, days_of_patience in (
            (load * visits, visits, patience),
            (load * visits, visits + gps, patience),
            (load * visits, visits, patience + 1),
            (HIGHER * load * visits, visits, patience),
        )
    ]
    judge({"given up": given_up / came, "wait": waited / seen}, *theories)
    # Who gave up had waited as long as patience lasts, and the night that ended it.
    _, all_waited, all_given_up = total(world, "gp_waits", "gp_wait_days", "given_up")
    assert evenings == all_waited + (patience + 1) * all_given_up + waiting_now(world)
    assert world.now[0].overflow == 0


# Beds.


def run_wards(world, near, away, gap):
    """({figure: [batches]}, bed days near home [batches]) of patients who come at random, some `gap` days apart."""
    draws = np.random.default_rng([SEED, near, away])
    size = (BATCHES + 1) * PATIENTS
    days = np.floor(np.cumsum(draws.exponential(gap, size))).astype(np.int64)
    states = draws.integers(len(FRAILTY_STATES), size=size)
    people = draws.integers(PEOPLE, size=size)
    seen, got, beds = np.zeros((size, 3), np.int64), np.zeros(size, np.int64), []
    for part in np.split(np.arange(size), BATCHES + 1):
        before, start = total(world, "bed_days_cottage", "bed_days_hospital"), world.now[0].day
        here = slice(part[0], part[-1] + 1)
        most = run_beds(world, days[here], people[here], states[here], seen[here], got[here])
        assert most[0] <= near and most[1] <= away, "more patients than beds"
        booked = total(world, "bed_days_cottage", "bed_days_hospital") - before
        beds.append([*booked, world.now[0].day - start])
    # The ledger tells the same story.
    names = ("admissions_cottage", "admissions_hospital", "diverted")
    counted = [(got == UNIT).sum(), (got != UNIT).sum(), (got != UNIT).sum() + (got == UMEA).sum()]
    assert total(world, *names).tolist() == counted and world.now[0].overflow == 0
    batches = {
        "sent on": got != UNIT,
        "both full": got == UMEA,
        "near": seen[:, 0],
        "both": seen[:, 0] + seen[:, 1],
        "in Umea": seen[:, 2],
    }
    found = {name: part.reshape(BATCHES + 1, -1)[1:].mean(axis=1) for name, part in batches.items()}
    cottage, hospital, passed = np.array(beds[1:], float).T
    return found | {"carried near": cottage / passed, "carried away": hospital / passed}, cottage


def ward_theory(near, away, load):
    """Erlang's loss formula for the first ward and for both; what they lose is carried by the next."""
    first, both = erlang_b(near, load), erlang_b(near + away, load)
    return {
        "sent on": first,
        "both full": both,
        "near": load * (1 - first),
        "both": load * (1 - both),
        "in Umea": load * both,
        "carried near": load * (1 - first),
        "carried away": load * first,
    }


@pytest.mark.verify
@pytest.mark.parametrize("near, away, load", WARDS)
def test_beds_lose_patients_as_erlang_says(first_day, near, away, load):
    world = copy_world(first_day)
    ratios = with_beds(world, near, away, MEAN_STAY)
    found, _ = run_wards(world, near, away, MEAN_STAY * ratios.mean() / load)
    # One bed more near home leaves both wards together one bed more.
    more, heavier = ward_theory(near + 1, away, load), ward_theory(near, away, HIGHER * load)
    judge(found, ward_theory(near, away, load), more, heavier)


def stay_days(mean):
    """Mean of a stay in whole days, at least one: of the sum of two exponentials, rounded."""
    days = np.arange(2, 1000)
    return 1 + stats.gamma(2, scale=mean / 2).sf(days - 0.5).sum()


def one_bed_theory(stay, a_day):
    """A bed that is free in the morning is taken on the first day on which somebody comes."""
    cycle = stay + 1 / -np.expm1(-a_day) - 1
    return {"sent on": 1 - 1 / (cycle * a_day), "carried near": stay / cycle, "stay": stay}


@pytest.mark.verify
def test_one_bed_by_real_days_is_a_renewal_process(first_day, mean=1.5, a_day=0.5):
    world = copy_world(first_day)
    ratios = with_beds(world, 1, 0, mean)
    found, bed_days = run_wards(world, 1, 0, 1 / a_day)
    admitted = (1 - found["sent on"]) * PATIENTS
    found = {"sent on": found["sent on"], "carried near": found["carried near"], "stay": bed_days / admitted}
    stay = np.mean([stay_days(mean * ratio) for ratio in ratios])
    # Without rounding and the day at least, or with beds given and left at any time of the day, it is something else.
    full = erlang_b(1, a_day * stay)
    by_time = {"sent on": full, "carried near": a_day * stay * (1 - full), "stay": mean * ratios.mean()}
    judge(found, one_bed_theory(stay, a_day), one_bed_theory(HIGHER * stay, a_day), by_time)
