"""The hospital: it starts a team when emergency visits and stays from home nursing rise, and saves after a deficit.

This balances the system: needs that home nursing does not meet come to the hospital, whose budget then pays for meeting
them outside.
"""

import math

from rural_abm.model.organisations.log import Decision


def decide_quarter(unit, book, rules):
    """Start a team at a municipality's largest unit where its home-nursing patients came more often than a year before.

    The increase must hold in two consecutive quarters and exceed chance. `book.acute_rate` and `acute_count` hold the
    last six quarters, newest first.
    """
    known = book.quarters_kept >= len(book.acute_rate)
    if not (known and book.is_largest and book.team_minutes_allowed > 0 and book.team_minutes == 0):
        return []
    now, before, *_, now_last_year, before_last_year = book.acute_rate
    least = 1.0 + rules.team_rise_share
    if now <= now_last_year * least or before <= before_last_year * least or before_last_year <= 0:
        return []
    count, *_, count_last_year, _ = book.acute_count
    if count - count_last_year < rules.team_rise_deviations * math.sqrt(count + count_last_year):
        return []
    return [Decision("start_team", unit, book.team_minutes_allowed, (now, before, now_last_year, count))]


def decide_year(unit, places, closed, purse, teams, rules):
    """End teams and close a bed place after a deficit; open a closed place again after none.

    `unit` is the first unit that refers to the hospital, `teams` the units where it has a team, `purse` the hospital
    accounts of all its municipalities together.
    """
    if purse.deficit_share > rules.deficit_tolerated_share:
        found = [Decision("end_team", one, 0.0, (purse.deficit_share,)) for one in teams]
        if closed + 1 <= rules.hospital_beds_closed_most_share * places:
            found.append(Decision("close_hospital_beds", unit, -1.0, (purse.deficit_share, 0.0, closed)))
        return found
    if purse.deficit_share <= 0 and closed > 0:
        return [Decision("open_hospital_beds", unit, 1.0, (purse.deficit_share, closed))]
    return []
