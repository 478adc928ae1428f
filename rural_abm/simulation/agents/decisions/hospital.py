"""The hospital: starts a team where its emergency visits and stays from home nursing rise, and saves after a deficit.

The system restores its balance: what home nursing does not meet comes to the hospital, whose budget then pays for
meeting it outside.
"""

import math

from rural_abm.organisations.log import Decision


def decide_quarter(unit, book, rules):
    """A team at the largest unit of a municipality whose patients in home nursing came more often, two quarters in a
    row, than in the same quarters a year before, and by more than chance would bring.

    `book.acute_rate` and `acute_count` hold the last six quarters, newest first.
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
    """After a deficit its teams end and a bed place closes; after none a closed place opens again.

    `unit` is the first unit that sends to the hospital, `teams` the units where it has a team, `purse` the hospital
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
