"""Post-days and person-days: counted every day, for the ledger and the accounts."""

import numpy as np

from rural_abm.engine.kernels import kernel
from rural_abm.engine.units import THOUSANDTHS
from rural_abm.model.staff.records import (
    ADVANCED_NURSE,
    AMBULANCE_NURSE,
    CLINIC_NURSE,
    GP,
    HOME_NURSE,
    TEAM_NURSE,
    TEAM_PHYSICIAN,
    WARD_NURSE,
)
from rural_abm.state.declarations import Declaration, counted

DECLARATION = Declaration(
    unit_counts=counted(
        ("gp_post_days", "post-days (thousandths)", "GP posts that exist"),
        ("gp_permanent_days", "post-days (thousandths)", "GP posts held by permanent doctors"),
        ("gp_locum_days", "post-days (thousandths)", "GP posts covered by locums"),
        ("gp_vacant_days", "post-days (thousandths)", "GP posts without a permanent holder"),
        ("nurse_post_days", "post-days (thousandths)", "nurse posts that exist"),
        ("nurse_vacant_days", "post-days (thousandths)", "nurse posts without a holder"),
        ("gp_days", "person-days", "days of permanent GPs, for turnover"),
        ("nurse_days", "person-days", "days of employed nurses"),
        ("money_post_days", "post-days (thousandths)", "posts funded by moved money"),
        ("money_post_vacant_days", "post-days (thousandths)", "of these without a holder"),
    ),
    activity=counted(
        ("gp_permanent_days", "post-days (thousandths)", "GP posts held by permanent doctors"),
        ("gp_locum_days", "post-days (thousandths)", "GP posts covered by locums"),
        ("clinic_nurse_days", "post-days (thousandths)", "nurse posts held at centres"),
        ("ward_nurse_days", "post-days (thousandths)", "ward nurse posts held"),
        ("ambulance_nurse_days", "post-days (thousandths)", "ambulance nurse posts held"),
        ("advanced_nurse_days", "post-days (thousandths)", "advanced nurse posts held"),
        ("coordinator_days", "post-days (thousandths)", "coordinator posts held"),
        ("home_nurse_days", "post-days (thousandths)", "home-nursing nurse posts held"),
        ("team_nurse_days", "post-days (thousandths)", "nurse posts of mobile teams held"),
    ),
)


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
