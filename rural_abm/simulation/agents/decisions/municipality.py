"""The municipality as employer of home nursing: opens posts where visits are postponed, holds them after a deficit."""

from rural_abm.model.organisations.log import Decision


def decide_quarter(unit, book, purse, rules):
    """Decide on one district's home-nursing posts after a quarter.

    Home nursing strained for two quarters or more (many visits postponed, much time lost to friction) asks for another
    post, if the existing posts are mostly held and last year's accounts allow it.
    """
    if book.quarters_strained < rules.strained_quarters_before_post:
        return []
    if book.home_posts_held_vacant > 0:
        return [_advertise(unit, book, purse)] if _can_pay(purse, rules) else []
    if book.home_nurse_vacancy > rules.vacancy_too_high or not _can_pay(purse, rules):
        return []
    if book.extra_posts >= rules.extra_home_nurse_posts_most_share * book.home_nurse_posts:
        return []
    seen = (book.put_off_share, book.friction_share, book.home_nurse_vacancy, purse.deficit_share)
    return [Decision("open_home_nurse_post", unit, 1.0, seen)]


def decide_year(unit, book, purse, rules):
    """Decide at the turn of the year: a vacant post is held vacant after a deficit, advertised again after none."""
    if purse.deficit_share > rules.deficit_tolerated_share and book.home_posts_vacant > 0:
        seen = (purse.deficit_share, book.home_posts_vacant)
        return [Decision("hold_post_vacant", unit, -1.0, seen)]
    if purse.deficit_share <= 0 and book.home_posts_held_vacant > 0:
        return [_advertise(unit, book, purse)]
    return []


def _can_pay(purse, rules):
    return purse.deficit_share <= rules.deficit_tolerated_share


def _advertise(unit, book, purse):
    return Decision("advertise_post", unit, -1.0, (purse.deficit_share, book.home_posts_held_vacant))
