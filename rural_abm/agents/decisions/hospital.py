"""The hospital: starts a team where its emergency visits and stays from home nursing rise, and saves after a deficit.

The system restores its balance: what home nursing does not meet comes to the hospital, whose budget then pays for
meeting it outside.
"""

from rural_abm.organisations.log import Decision


def decide_quarter(unit, book, rules):
    """A team for a unit whose patients in home nursing came more often, two quarters in a row, than a year before.

    `book.acute_rate` and `acute_count` hold the last five quarters, newest first; the same season is compared.
    """
    if book.team_minutes_allowed < 1 or book.team_minutes > 0 or book.quarters_kept < rules.team_quarters_known:
        return []
    now, before = book.acute_rate[0], book.acute_rate[1]
    a_year_ago = book.acute_rate[-1]
    rises = now > before > 0 and now > a_year_ago * (1.0 + rules.team_rise_share) and a_year_ago > 0
    if not rises or book.acute_count[0] - book.acute_count[-1] < rules.team_rise_least_visits:
        return []
    return [Decision("start_team", unit, book.team_minutes_allowed, (now, before, a_year_ago, book.acute_count[0]))]


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
