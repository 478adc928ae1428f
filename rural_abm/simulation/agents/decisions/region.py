"""The region: posts and beds by last year's accounts, money moved to primary care, ending projects, agreements."""

from rural_abm.model.organisations.log import Decision


def decide_year(unit, book, purse, rules):
    """Decide on one unit after last year's accounts: save after a deficit, reverse the savings after none."""
    if purse.deficit_share > rules.deficit_tolerated_share:
        return _save(unit, book, purse, rules)
    if purse.deficit_share <= 0:
        return _restore(unit, book, purse)
    return []


def _save(unit, book, purse, rules):
    """Buy fewer locum weeks and hold a post vacant; close a bed place where the deficit is large."""
    found = []
    cut = round(book.locum_weeks_year * rules.locum_cut_share)
    allowed = book.locum_weeks_allowed - max(book.locum_weeks_year - cut, 0)
    if cut > 0 and allowed > 0:
        found.append(Decision("cut_locum_weeks", unit, allowed, (purse.deficit_share, book.locum_weeks_year)))
    if book.clinic_posts_vacant > 0:
        found.append(Decision("hold_post_vacant", unit, 1.0, (purse.deficit_share, book.clinic_posts_vacant)))
    if purse.deficit_share > rules.deficit_large_share and book.beds - book.beds_closed > 1:
        found.append(Decision("close_places", unit, 1.0, (purse.deficit_share, book.ward_vacancy, book.beds_closed)))
    return found


def _restore(unit, book, purse):
    found = []
    if book.locum_weeks_cut > 0:
        seen = (purse.deficit_share, book.locum_weeks_year)
        found.append(Decision("restore_locum_weeks", unit, book.locum_weeks_cut, seen))
    if book.posts_held_vacant > 0:
        found.append(Decision("advertise_post", unit, 1.0, (purse.deficit_share, book.posts_held_vacant)))
    if book.beds_closed > 0:
        found.append(Decision("open_places", unit, 1.0, (purse.deficit_share, book.ward_vacancy, book.sent_on)))
    return found


def decide_summer(unit, book, rules):
    """In the quarter before summer: close a ward place for the summer weeks where nurses are short."""
    wanted = int(book.ward_vacancy > rules.summer_vacancy_too_high and book.beds - book.beds_closed > 1)
    if wanted == book.beds_closed_in_summer:
        return []
    return [Decision("close_places_in_summer", unit, wanted, (book.ward_vacancy, book.beds))]


def decide_project(unit, book, purse, rules):
    """Record a project that has begun; when it ends, let the region take over its posts or end them.

    The region takes over if last year's accounts of the unit's primary care allow it.
    """
    if book.project_begins:
        return [Decision("start_project", unit, 1.0, (book.project_days_left,))]
    if not book.project_runs or book.project_days_left > 0:
        return []
    what = "take_over_project" if purse.deficit_share <= rules.deficit_tolerated_share else "end_project"
    return [Decision(what, unit, 1.0, (purse.deficit_share, book.project_days_left))]


def follow_up(unit, book, rules):
    """Document after each quarter whether a followed-up agreement with a volume was met, and adjust it if necessary.

    With few permanent GPs a missed volume is lowered. Where needs are followed up, not only hours, a met volume is
    raised when requests still fail. The sanction needs volumes and many documented misses in a row.
    """
    if not book.followed_up or book.half_days_agreed < 1 or book.agreed_gp_minutes < 1:
        return []
    met = book.delivered_share >= rules.agreement_met_share
    seen = (book.delivered_share, book.failed_share, book.gp_vacancy, book.agreement_failures)
    found = [Decision("follow_up_agreement", unit, 1.0 if met else -1.0, seen)]
    if not met and book.sanction and book.agreement_failures + 1 >= rules.sanction_failures_needed:
        missing = round((1.0 - book.delivered_share) * book.agreement_minutes_a_week)
        return [*found, Decision("use_sanction", unit, missing, seen)]
    if not met and book.gp_vacancy > rules.vacancy_too_high_to_deliver and book.half_days_agreed > 1:
        found.append(Decision("adjust_agreement", unit, -1.0, seen))
    elif met and book.follows_needs and book.failed_share > rules.failed_share_high:
        found.append(Decision("adjust_agreement", unit, 1.0, seen))
    return found


def posts_of_moved_money(books, moved_ore, rules, ore_a_sek):
    """Decide which posts moved money opens: as many as it pays for, GP and nurse posts by their share of the money.

    Each opens at the unit with fewest of them for its list, and waits for applicants. `books` are those of the region's
    units, in order.
    """
    found = []
    for what, share, price, opened in (
        ("open_gp_post", rules.shift_gp_share, rules.gp_year_sek, "money_gp_posts"),
        ("open_nurse_post", 1.0 - rules.shift_gp_share, rules.nurse_year_sek, "money_nurse_posts"),
    ):
        have = {book.unit: int(getattr(book, opened)) for book in books}
        wanted = int(moved_ore * share / (price * ore_a_sek))
        for _ in range(wanted - sum(have.values())):
            chosen = min(books, key=lambda book: ((have[book.unit] + 1) / max(book.list_size, 1), book.unit))
            have[chosen.unit] += 1
            found.append(Decision(what, chosen.unit, 1.0, (moved_ore / ore_a_sek, chosen.gp_vacancy, chosen.list_size)))
    return found


def beds_of_moved_money(hospitals, moved_ore, rules, ore_a_sek, days):
    """Decide which hospital places close because their money was moved: at once, as many as it paid for.

    `hospitals` are (unit that refers to it, places, places closed so) of the region's hospitals.
    """
    wanted = int(moved_ore / (rules.hospital_day_sek * days * ore_a_sek))
    closed = {unit: before for unit, _, before in hospitals}
    found = []
    for _ in range(wanted - sum(closed.values())):
        still = [(unit, places) for unit, places, _ in hospitals if places - closed[unit] > 1]
        if not still:
            break
        unit = min(still, key=lambda one: ((closed[one[0]] + 1) / one[1], one[0]))[0]
        closed[unit] += 1
        found.append(Decision("close_hospital_beds", unit, 1.0, (0.0, moved_ore / ore_a_sek, closed[unit])))
    return found
