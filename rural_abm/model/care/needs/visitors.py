"""Visitors: acute needs of tourists, by place and day of the year."""

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import combine, process, uniform
from rural_abm.engine.records import ONSETS_FULL
from rural_abm.model.people.demography import poisson
from rural_abm.model.people.illness import minute_of_day
from rural_abm.model.people.records import (
    FALL,
    MILD_EPISODE,
    MODERATE_EPISODE,
    OTHER_ILLNESS,
    SEVERE_EPISODE,
    VISITOR_ONSET,
)

VISITORS = process("care.visitors")
VISITOR_KEY = process("care.visitor_key")
VISITOR_KIND = process("care.visitor_kind")
VISITOR_SEVERITY = process("care.visitor_severity")
VISITOR_MINUTE = process("care.visitor_minute")


@kernel
def visitors(world):
    """Phase: add today's acute needs of visitors to the onsets; their number is drawn by place and day."""
    now = world.now[0]
    for settlement in range(world.settlements.size):
        mean = world.visitor_needs[now.day_of_year, settlement]
        if mean <= 0.0:
            continue
        key = combine(VISITOR_KEY, settlement)
        arrivals = poisson(uniform(now.seed, VISITORS, key, now.day), mean)
        for number in range(arrivals):
            fall_ill(world, settlement, combine(combine(key, now.day), number))


@kernel
def fall_ill(world, settlement, key):
    """Open one visitor's need: an injury or another illness; severity by share; minute by the daily profile."""
    now = world.now[0]
    p = world.parameters[0]
    if now.onsets >= world.onsets.size:
        now.overflow = ONSETS_FULL
        return
    onset = world.onsets[now.onsets]
    onset.key = key
    onset.row = -1
    onset.what = VISITOR_ONSET
    onset.kind = FALL if uniform(now.seed, VISITOR_KIND, key, 0) <= p.visitor_injury_share else OTHER_ILLNESS
    draw = uniform(now.seed, VISITOR_SEVERITY, key, 0)
    onset.severity = MILD_EPISODE
    if draw <= p.visitor_severe_share:
        onset.severity = SEVERE_EPISODE
    elif draw <= p.visitor_severe_share + p.visitor_moderate_share:
        onset.severity = MODERATE_EPISODE
    onset.minute = minute_of_day(p.episode_hours_cumulative, uniform(now.seed, VISITOR_MINUTE, key, 0))
    onset.course_days = 0
    onset.number = 0
    onset.settlement = settlement
    onset.readmission = 0
    now.onsets += 1
