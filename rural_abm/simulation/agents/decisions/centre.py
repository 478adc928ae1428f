"""The manager of a health centre: the use of the GPs' half-days for reception or home nursing."""

from rural_abm.model.organisations.log import Decision


def decide_quarter(unit, book, rules):
    """Decide on at most one half-day to be moved in a quarter.

    Half-days go to home nursing where a binding agreed volume is missed, where team work pays better than visits, or
    where one principal sees that home nursing's requests fail. They go back to reception where patients wait too long
    and no agreement binds them, or where visits pay better.
    """
    if book.half_days < 1 and book.half_days_agreed < 1 and not book.has_channel:
        return []
    gain = gain_of_home_nursing(book, rules)
    seen = (book.delivered_share, book.wait_days, gain, book.half_days)
    if wants_more(book, gain, rules):
        return [Decision("give_half_day", unit, 1.0, seen)]
    if wants_fewer(book, gain, rules):
        return [Decision("take_half_day_back", unit, 1.0, seen)]
    return []


def gain_of_home_nursing(book, rules):
    """Return the SEK by which a half-day in home nursing brings the unit more than a half-day of visits."""
    visits = rules.clinic_slots_a_day / 2
    return book.pay_team_sek - visits * book.pay_visit_sek


def binds(book):
    """Return whether the agreement binds: its minutes are named and reserved, or it is followed up."""
    return book.reserved or book.followed_up


def wants_more(book, gain, rules):
    """Return whether another half-day goes to home nursing, if there are permanent GPs to hold it."""
    most = rules.home_nursing_half_days_a_gp * book.gp_posts * (1.0 - book.gp_vacancy)
    if book.half_days + 1 > most:
        return False
    if book.half_days < book.half_days_agreed:
        return binds(book) and book.delivered_share < rules.agreement_met_share
    if not book.has_channel or book.wait_days > rules.wait_too_long_days:
        return False
    sees_calls_fail = book.one_body and book.failed_share > rules.failed_share_high
    return gain > rules.gain_that_moves_sek or sees_calls_fail


def wants_fewer(book, gain, rules):
    """Return whether a half-day goes back to reception."""
    if book.half_days < 1 or (binds(book) and book.half_days <= book.half_days_agreed):
        return False
    return book.wait_days > rules.wait_too_long_days or -gain > rules.gain_that_moves_sek
