"""The locum trap: whether a unit that has lost its permanent doctors stays without where one that has them keeps them.

A unit is trapped when at most a third of its GP posts have been held by permanent doctors for 24 consecutive months.
Each world is run from two starting states: every GP post filled, and every unit left to locums. At each level of a
lever, or at each point of a parameter space, the units that fall from full and those that escape from trapped within
the years are counted. Two lasting states exist where most do neither. Hysteresis is the level at which half escape less
the level at which half fall: none is a valid answer.
"""

import numpy as np

from rural_abm.engine.units import DAYS_A_YEAR, HALF, MONTHS_A_YEAR
from rural_abm.governance import Scenario
from rural_abm.model.staff.posts.turnover import depart, employed, recruit, vacant_posts
from rural_abm.model.staff.records import GP, PERMANENT, ROTATING
from rural_abm.simulation.model import RuralModel
from rural_abm.study.insilico.regional import in_region
from rural_abm.study.insilico.space import point_of

FULL, TRAPPED = "full", "trapped"


def measure(seed, options):
    """Return rows of level, size, part, value: shares of units that fell from full or escaped from trapped.

    Also the share of pairs in which neither happened (two lasting states); `size` by GP posts.
    """
    parameters = {**options["parameters"], **point_of(seed, options["space"])}
    common = {"seed": seed, "years": options["years"], "parameters": parameters, **in_region(options)}
    warmed = RuralModel(Scenario(options["governance"], **common))
    start, units = warmed.snapshot(), np.flatnonzero(np.asarray(warmed.world.units["in_region"]))
    warmed.close()
    rows = []
    for level in options["levels"]:
        levers = {**options["also"], options["lever"]: level}
        scenario = Scenario(options["governance"], levers=levers, **common)
        fell, posts = _run(start, scenario, FULL, units, options)
        stayed, _ = _run(start, scenario, TRAPPED, units, options)
        rows += _rows(level, posts, fell, ~stayed, options)
    return rows


def _run(start, scenario, beginning, units, options):
    """Return (bool [units]: fell into, or never got out of, the trap; GP posts [units])."""
    model = RuralModel.from_snapshot(start, scenario)
    model.step()
    (_fill if beginning == FULL else _empty)(model.world)
    shares = []
    for month in range(1, options["years"] * MONTHS_A_YEAR):
        while model.reported_day < month * DAYS_A_YEAR // MONTHS_A_YEAR:
            model.step()
        shares.append(_permanent_shares(model.world)[units])
    posts = _posts(model.world)[units]
    model.close()
    is_low = np.array(shares) <= options["trapped_share"]
    long = _longest_from(is_low if beginning == FULL else ~is_low) >= options["trapped_months"]
    return (long if beginning == FULL else ~long), posts


def _longest_from(flags):
    """Return the longest run of True down each column of flags [months, units]."""
    longest = current = np.zeros(flags.shape[1], int)
    for row in flags:
        current = np.where(row, current + 1, 0)
        longest = np.maximum(longest, current)
    return longest


def _fill(world):
    """Give every vacant GP post a permanent holder today."""
    for post in vacant_posts(world):
        if world.posts["role"][post] == GP:
            recruit(world, int(post))


def _empty(world):
    """Let every permanent GP leave today."""
    for row in employed(world, PERMANENT, ROTATING):
        if world.staff["role"][row] == GP:
            depart(world, int(row))


def _posts(world):
    """Return the GP posts of each unit [units]."""
    posts = world.posts[: world.now["posts"][0]]
    own = (posts["active"] == 1) & (posts["role"] == GP)
    return np.bincount(posts["unit"][own], posts["share"][own], world.units.size)


def _permanent_shares(world):
    posts = world.posts[: world.now["posts"][0]]
    held = (posts["active"] == 1) & (posts["role"] == GP) & (posts["holder"] >= 0)
    permanent = np.bincount(posts["unit"][held], posts["share"][held], world.units.size)
    return permanent / np.maximum(_posts(world), 1)


def _rows(level, posts, fell, escaped, options):
    sizes = {"all": np.ones(posts.size, bool), "few posts": posts <= options["few_posts"],
             "more posts": posts > options["few_posts"]}  # fmt: skip
    parts = {"fell from full": fell, "escaped from trapped": escaped, "two lasting states": ~fell & ~escaped}
    return [
        {"level": str(level), "size": size, "part": part, "value": float(flags[own].mean())}
        for size, own in sizes.items() if own.any() for part, flags in parts.items()
    ]  # fmt: skip


def hysteresis(summary):
    """Return (level at which half escape, level at which half fall, their difference) of a summary's `all` rows.

    Levels are interpolated; NaN where the half is not reached within the tested levels.
    """
    whole = summary[summary["size"] == "all"]
    levels = {}
    for part in ("escaped from trapped", "fell from full"):
        own = whole[whole["part"] == part]
        levels[part] = _crossing(own["level"].astype(float).to_numpy(), own["mean"].to_numpy(float))
    escape, fall = levels.values()
    return escape, fall, escape - fall


def _crossing(levels, shares, half=HALF):
    """Return the first level at which the shares cross a half, between the two around it; NaN if they never do."""
    for low, high, before, after in zip(levels[:-1], levels[1:], shares[:-1], shares[1:], strict=True):
        if before != after and (before - half) * (after - half) <= 0:
            return low + (half - before) / (after - before) * (high - low)
    return np.nan
