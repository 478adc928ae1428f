"""The illness of residents: acute episodes, the post-discharge period, minor complaints, planned visits.

Acute episodes are thinned: candidates come at the ceiling rate of the resident's state, numbered; a candidate is an
episode if an addressed uniform lies below season x tie effect x overdue review / ceiling. Time, kind, severity, minute
and untreated course belong to the candidate's number, whatever becomes of it. There is at most one candidate per day
and process.

Candidates of a resident who is in a ward or has an open episode are discarded; their number is used up.

Here `r` is a resident's record, `p` the record of parameters, `now` the clock.
"""

import math

from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import combine, exponential, process, uniform
from rural_abm.engine.records import Field
from rural_abm.engine.units import DAYS_A_YEAR, MINUTES_A_DAY
from rural_abm.model.people.persons import COMPLAINT, EPISODE, FOLLOW_UP, illness_frailty, pick, year_age
from rural_abm.model.people.records import (
    COPD_EPISODE,
    ENROLLED,
    FALL,
    INFECTION,
    MODERATE_EPISODE,
    NEVER,
    OTHER_ILLNESS,
    SEVERE_EPISODE,
)
from rural_abm.state.declarations import Declaration
from rural_abm.state.feedback_links import link

TIES_TO_EPISODES = link("ties_to_episodes")

ACCEPTED = process("people.episode_accepted")
KIND = process("people.episode_kind")
SEVERITY = process("people.episode_severity")
EPISODE_MINUTE = process("people.episode_minute")
COURSE = process("people.episode_course")
READMISSION = process("people.readmission")
TASK_RELATED = process("people.readmission_task_related")
COMPLAINT_ACCEPTED = process("people.complaint_accepted")
MINOR = process("people.minor_emergency")
MINOR_INJURY = process("people.minor_injury")
MINOR_MINUTE = process("people.minor_minute")

FULL_CIRCLE = 2 * math.pi
MOST_A_DAY = 1 - 1 / DAYS_A_YEAR
DECLARATION = Declaration(
    fields=(
        Field("episode_day", "i4", "day", "day of the next candidate acute episode", initial=NEVER),
        Field(
            "readmission_day",
            "i4",
            "day",
            "day of the next candidate episode of the post-discharge period",
            initial=NEVER,
        ),
        Field("complaint_day", "i4", "day", "day of the next minor complaint brought to primary care", initial=NEVER),
        Field("follow_up_day", "i4", "day", "day the next planned visit for chronic illness is due", initial=NEVER),
        Field("episode_left", "f8", "1", "what is left of the exponential threshold of the next candidate episode"),
        Field("complaint_left", "f8", "1", "what is left of the exponential threshold of the next minor complaint"),
        Field("follow_up_left", "f8", "1", "what is left of the exponential threshold of the next planned visit"),
        Field("episode_ceiling", "f8", "per day", "ceiling rate of candidate episodes in today's state"),
        Field("complaint_ceiling", "f8", "per day", "ceiling rate of minor complaints in today's state"),
        Field("follow_up_hazard", "f8", "per day", "rate of planned visits for chronic illness in today's state"),
        Field("episode_count", "u4", "1", "candidate episodes so far"),
        Field("complaint_count", "u4", "1", "minor complaints so far"),
        Field("follow_up_count", "u4", "1", "planned visits so far"),
        Field("readmission_count", "u2", "1", "candidates of post-discharge periods so far"),
    ),
)


@kernel
def season(day_of_year, amplitude, peak_day):
    """Return the seasonal multiplier with mean 1 over the year: 1 + amplitude x cos, highest on `peak_day`."""
    return 1 + amplitude * math.cos(FULL_CIRCLE * (day_of_year - peak_day) / DAYS_A_YEAR)


@kernel
def day_after(day, left, hazard):
    """Return the day on which `left` of a threshold is used up at `hazard` for each day after `day`; NEVER if never."""
    if left >= hazard * (NEVER - day):
        return NEVER
    return day + max(1, int(math.ceil(left / hazard)))


@kernel
def recurrent_hazard(rate_a_day):
    """Return the hazard per day under which a day holds an event with probability `rate_a_day`.

    This preserves the mean number of events.
    """
    return -math.log1p(-min(rate_a_day, MOST_A_DAY))


@kernel
def severe_rate(r, p, age):
    """Return the resident's own rate of severe episodes per day, before season, ties and reviews."""
    return (
        p.severe_rate[age, illness_frailty(r), r.sex]
        * p.episode_multiplier[p.group_of_age[age], r.conditions]
        * r.person_factor
    )


@kernel
def episode_ceiling(r, p, age):
    """Return the maximum by which season, overdue reviews and nearness of death multiply the rate of episodes."""
    ceiling = 1 + p.acute_season_amplitude
    if age >= p.old_age_years:
        ceiling *= p.review_ceiling
    if r.dying != 0:
        ceiling *= 1 + p.terminal_episode_rise
    return ceiling


@kernel
def episode_hazard(r, p, age):
    """Return the hazard per day of candidate episodes of all severities."""
    return recurrent_hazard(severe_rate(r, p, age) * p.episodes_per_severe * episode_ceiling(r, p, age))


@kernel
def damped_factor(r, p, age):
    """Return the person factor to a power, with mean 1 among the living at the age: its effect in primary care."""
    relative = r.person_factor / p.person_factor_mean_by_age[age]
    return relative**p.primary_care_person_power / p.person_factor_power_mean


@kernel
def complaint_hazard(r, p, age, damped):
    """Return the hazard per day of candidate minor complaints: the ceiling over the season."""
    rate = p.complaint_rate[age, r.frailty, r.sex] * (1 + p.complaint_season_amplitude)
    return recurrent_hazard(rate * damped)


@kernel
def follow_up_hazard(r, p, age, damped):
    """Return the hazard per day of planned visits for chronic illness."""
    return recurrent_hazard((p.follow_up_rate[age, r.frailty, r.sex] + p.follow_up_extra_rate[r.conditions]) * damped)


@kernel
def tie_effect(r, p, now):
    """Return the multiplier of episodes by the tie to the usual GP: max(T, 1)^(-exponent x causal share), T in years.

    T runs from the first contact with the present usual GP; without a usual GP, or one not met for
    `continuity_contact_days`, the multiplier is 1, as it is while the link is cut.
    """
    if now.cut[TIES_TO_EPISODES] or r.usual_gp < 0 or now.day - r.usual_gp_last > p.continuity_contact_days:
        return 1.0
    years = (now.day - r.usual_gp_since) / DAYS_A_YEAR
    return max(years, 1.0) ** (-p.continuity_exponent * p.continuity_causal_share)


@kernel
def is_review_overdue(r, p, age, day):
    """Return True if the last medicine review is too old for someone who should have one every year."""
    should_have = r.enrolled == ENROLLED or (age >= p.medicine_review_age_years and r.conditions > 0)
    return should_have and day - r.medicine_review_day > p.medicine_review_interval_days


@kernel
def can_fall_ill(r):
    """Return True unless the resident is in a ward or has an open episode."""
    return r.ward < 0 and r.open_need < 0


@kernel
def kind_of(r, p, seed, key, number, age):
    """Return the kind of the episode at the address (key, number), by age group and conditions."""
    return pick(p.kind_cumulative[p.group_of_age[age], r.conditions], uniform(seed, KIND, key, number))


@kernel
def is_accepted(r, p, now, age, number):
    """Return True if the candidate is an episode: season, tie and overdue review against their ceiling."""
    weight = now.season * tie_effect(r, p, now)
    if age >= p.old_age_years and is_review_overdue(r, p, age, now.day):
        weight *= p.overdue_review[kind_of(r, p, now.seed, r.key, number, age)]
    if falls_are_prevented(r, p, now.day) and kind_of(r, p, now.seed, r.key, number, age) == FALL:
        weight *= 1 - p.prevention_fall_reduction
    if r.dying != 0:
        weight *= 1 + p.terminal_episode_rise * math.exp(-days_to_death(r, now) / p.terminal_episode_decay_days)
    return uniform(now.seed, ACCEPTED, r.key, number) * episode_ceiling(r, p, age) <= weight


@kernel
def days_to_death(r, now):
    """Return the days left of the last phase of life; they do not pass in the warm-up, in which no one dies."""
    return max(int(r.death_day) - max(now.day, now.day - now.reported_day), 0)


@kernel
def severity_of(r, p, now, age, number):
    """Return the severity of the episode at the address (resident, number).

    Infections and COPD are severe more often in winter: their share of severe episodes has a season of its own, with a
    mean that keeps their number over the year.
    """
    u = uniform(now.seed, SEVERITY, r.key, number)
    if p.severe_season_amplitude > 0:
        kind = kind_of(r, p, now.seed, r.key, number, age)
        if kind == INFECTION or kind == COPD_EPISODE:
            usual = 1 - p.severity_cumulative[SEVERE_EPISODE - 1]
            factor = season(now.day_of_year, p.severe_season_amplitude, p.season_peak_day) / p.severe_season_mean
            milder = 1 - usual * factor
            if u > milder:
                return SEVERE_EPISODE
            u *= (1 - usual) / milder
    return pick(p.severity_cumulative, u)


@kernel
def falls_are_prevented(r, p, day):
    """Return True while the effect of prevention on falls lasts.

    It lasts from `prevention_lag_days` after the first visit of prevention until `prevention_lasts_days` after the
    last.
    """
    return r.prevented_first_day + p.prevention_lag_days <= day <= r.prevented_day + p.prevention_lasts_days


@kernel
def meet_episode(r, p, now, age):
    """Return the severity of the episode if today's candidate is one, otherwise -1; plan the next candidate."""
    number = r.episode_count
    severity = -1
    if can_fall_ill(r) and is_accepted(r, p, now, age, number):
        severity = severity_of(r, p, now, age, number)
    r.episode_count += 1
    fresh = exponential(now.seed, EPISODE, r.key, r.episode_count)
    r.episode_left = fresh + r.episode_ceiling * (now.day - r.hazard_day)
    r.episode_day = day_after(now.day, fresh, r.episode_ceiling)
    return severity


@kernel
def describe_episode(onset, r, p, seed, key, number, age):
    """Write kind, minute and untreated course of the episode at the address (key, number) to its onset.

    `course_days`: mild, until it heals by itself; moderate, until it becomes a collapse; severe, 0.
    """
    onset.kind = kind_of(r, p, seed, key, number, age)
    onset.minute = minute_of_day(p.episode_hours_cumulative, uniform(seed, EPISODE_MINUTE, key, number))
    if onset.severity != SEVERE_EPISODE:
        course = exponential(seed, COURSE, key, number)
        onset.course_days = day_after(0, course, p.course_hazard[onset.severity, onset.kind])


@kernel
def minute_of_day(hours_cumulative, u):
    """Return the minute of the day from the cumulative shares of equal blocks of the day, uniform within each block."""
    block = pick(hours_cumulative, u)
    before = hours_cumulative[block - 1] if block > 0 else 0.0
    within = (u - before) / (hours_cumulative[block] - before)
    return min(int((block + within) / hours_cumulative.size * MINUTES_A_DAY), MINUTES_A_DAY - 1)


@kernel
def plan_readmission(world, row):
    """Plan the post-discharge period again, at discharge (`discharged_day` is today) and before `schedule`.

    Extra hazard of severe episodes: own severe rate x excess x exp(-days / decay), at today's frailty and conditions.
    """
    r = world.residents[row]
    r.readmission_count += 1
    plan_readmission_after(r, world.parameters[0], world.now[0], 0)


@kernel
def plan_readmission_after(r, p, now, days_used):
    """Plan the next candidate of the post-discharge period after `days_used` of its days; exact inversion.

    The hazard summed over t days is total x (1 - exp(-t / decay)); an exponential threshold beyond the total: none.
    """
    decay = p.post_discharge_decay_days
    total = severe_rate(r, p, year_age(r, now.day, p)) * p.post_discharge_excess * decay
    threshold = exponential(now.seed, READMISSION, r.key, r.readmission_count)
    threshold -= total * math.expm1(-days_used / decay)
    r.readmission_day = NEVER
    if threshold < total:
        days = int(math.ceil(-decay * math.log1p(-threshold / total)))
        r.readmission_day = r.discharged_day + max(days, days_used + 1)


@kernel
def meet_readmission(r, p, now):
    """Return True if today's candidate of the post-discharge period is a severe episode; plan the next candidate.

    The part of the excess that comes from open discharge tasks does not occur when none is open.
    """
    number = r.readmission_count
    key = combine(r.key, READMISSION)
    from_tasks = uniform(now.seed, TASK_RELATED, key, number) <= p.post_discharge_task_share
    is_prevented = from_tasks and r.open_tasks == 0
    is_held_off = uniform(now.seed, ACCEPTED, key, number) > tie_effect(r, p, now)
    r.readmission_count += 1
    plan_readmission_after(r, p, now, now.day - r.discharged_day)
    return can_fall_ill(r) and not is_prevented and not is_held_off


@kernel
def meet_complaint(r, p, now, complaint_season):
    """Return True if today's candidate minor complaint is one, by season, none from a ward; plan the next candidate.

    `complaint_season` is today's seasonal multiplier of complaints, the same for all residents.
    """
    limit = uniform(now.seed, COMPLAINT_ACCEPTED, r.key, r.complaint_count) * (1 + p.complaint_season_amplitude)
    r.complaint_count += 1
    fresh = exponential(now.seed, COMPLAINT, r.key, r.complaint_count)
    r.complaint_left = fresh + r.complaint_ceiling * (now.day - r.hazard_day)
    r.complaint_day = day_after(now.day, fresh, r.complaint_ceiling)
    return r.ward < 0 and limit <= complaint_season


@kernel
def make_urgent(onset, r, p, now, number):
    """Let a complaint be a minor emergency, by the share of these at the age, frailty and sex: an injury or another."""
    share = p.minor_share[year_age(r, now.day, p), r.frailty, r.sex]
    if uniform(now.seed, MINOR, r.key, number) > share:
        return
    onset.severity = MODERATE_EPISODE
    onset.kind = FALL if uniform(now.seed, MINOR_INJURY, r.key, number) <= p.minor_injury_share else OTHER_ILLNESS
    onset.minute = minute_of_day(p.minor_hours_cumulative, uniform(now.seed, MINOR_MINUTE, r.key, number))


@kernel
def meet_follow_up(r, now):
    """Return True if a planned visit for chronic illness is due today, none from a ward; plan the next one."""
    r.follow_up_count += 1
    fresh = exponential(now.seed, FOLLOW_UP, r.key, r.follow_up_count)
    r.follow_up_left = fresh + r.follow_up_hazard * (now.day - r.hazard_day)
    r.follow_up_day = day_after(now.day, fresh, r.follow_up_hazard)
    return r.ward < 0
