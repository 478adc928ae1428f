"""The one order of the day, week, month, quarter and year: nothing happens in a run that stands in none of these lists.

A list is a tuple of (name, step). Steps take the world; those of DECISIONS take the model, whose agents decide. On a
day the lists that are due are carried out in this order: YEAR, MONTH, QUARTER, DECISIONS, WEEK, DAY, YEAR_END.
"""

from typing import NamedTuple

from rural_abm.model.care.acute.acute import acute
from rural_abm.model.care.beds.stays import leave_wards
from rural_abm.model.care.daily_capacity import close_day, count_month, open_day
from rural_abm.model.care.day import home_nursing, late_reception, planned_reception
from rural_abm.model.care.home.enrolment import end_followings, review_enrolments
from rural_abm.model.care.home.episodes import due_today, take_onsets
from rural_abm.model.care.home.prevention import prevent
from rural_abm.model.care.needs.due import order_due
from rural_abm.model.care.needs.needs import clear_departed, gather_later, recycle_needs
from rural_abm.model.care.needs.visitors import visitors
from rural_abm.model.care.primary.listing import (
    change_doctors,
    give_monitors,
    list_at_home_unit,
    list_with_remote,
    name_gps,
)
from rural_abm.model.care.primary.new_centre import list_at_new_centre
from rural_abm.model.care.primary.returns import call_to_intake
from rural_abm.model.care.primary.specialists import specialists
from rural_abm.model.organisations.books import close_books
from rural_abm.model.people.demography import arrivals
from rural_abm.model.people.health import health, new_year
from rural_abm.model.staff.posts.locums import new_locum_year, order_locums
from rural_abm.model.staff.posts.turnover import staff_month
from rural_abm.model.staff.working_time.night import night_duty
from rural_abm.model.staff.working_time.rota import roster
from rural_abm.model.ties.bonds import sweep_ties
from rural_abm.model.ties.collaboration import measure_collaboration
from rural_abm.model.ties.continuity import close_year, effective_clinicians
from rural_abm.model.ties.list_places import offer_places
from rural_abm.simulation.agents.careers import staff_decides
from rural_abm.simulation.agents.collaboration import collaboration_month
from rural_abm.simulation.agents.decisions.quarter import (
    begin_budget_year,
    book_costs,
    hold_meetings,
    organisations_decide,
)


class Part(NamedTuple):
    """A part of a list: its title and its (name, step) in order."""

    title: str
    steps: tuple


def in_order(parts):
    """Return the steps of all parts as one tuple."""
    return tuple(step for part in parts for step in part.steps)


PARTS_OF_THE_DAY = (
    Part("Who is at work today, with how many minutes and beds", (
        ("roster", roster),
        ("open_day", open_day),
    )),
    Part("What befalls people: births, moves, deaths, frailty, illness; visitors' illness", (
        ("arrivals", arrivals),
        ("health", health),
        ("visitors", visitors),
    )),
    Part("Who needs what today, and who leaves a bed", (
        ("order_due", order_due),
        ("clear_departed", clear_departed),
        ("leave_wards", leave_wards),
        ("take_onsets", take_onsets),
        ("gather_later", gather_later),
        ("due_today", due_today),
    )),
    Part("Care: rounds at home, booked visits, then acute requests, and what is left of the reception", (
        ("home_nursing", home_nursing),
        ("planned_reception", planned_reception),
        ("acute", acute),
        ("late_reception", late_reception),
        ("specialists", specialists),
    )),
    Part("Evening: the day is cleared, and the night's physicians are chosen", (
        ("clear_departed_of_today", clear_departed),
        ("night_duty", night_duty),
        ("recycle_needs", recycle_needs),
        ("close_day", close_day),
    )),
)  # fmt: skip
PARTS_OF_THE_MONTH = (
    Part("Work load of the month that ends", (
        ("staff_month", staff_month),
    )),
    Part("Who receives care at home, and on whose list people are", (
        ("review_enrolments", review_enrolments),
        ("name_gps", name_gps),
        ("list_at_home_unit", list_at_home_unit),
        ("list_with_remote", list_with_remote),
        ("list_at_new_centre", list_at_new_centre),
        ("offer_places", offer_places),
        ("call_to_intake", call_to_intake),
        ("give_monitors", give_monitors),
        ("prevent", prevent),
    )),
    Part("What is counted and measured", (
        ("end_followings", end_followings),
        ("count_month", count_month),
        ("measure_collaboration", measure_collaboration),
    )),
)  # fmt: skip
PARTS_OF_DECISIONS = (
    Part("Persons", (
        ("staff_decides", staff_decides),
        ("collaboration_month", collaboration_month),
    )),
    Part("Organisations; not in the warm-up", (
        ("begin_budget_year", begin_budget_year),
        ("hold_meetings", hold_meetings),
        ("organisations_decide", organisations_decide),
        ("book_costs", book_costs),
    )),
)  # fmt: skip

DAY = in_order(PARTS_OF_THE_DAY)
# Mondays, before the day.
WEEK = (("order_locums", order_locums),)
# First day of a month, before the day; in the first month of a quarter QUARTER follows, then DECISIONS.
MONTH = in_order(PARTS_OF_THE_MONTH)
QUARTER = (("close_books", close_books),)
DECISIONS = in_order(PARTS_OF_DECISIONS)
# First day of a year, before all else.
YEAR = (("new_year", new_year), ("new_locum_year", new_locum_year))
# After the last day of a year.
YEAR_END = (
    ("change_doctors", change_doctors),
    ("effective_clinicians", effective_clinicians),
    ("close_year", close_year),
    ("sweep_ties", sweep_ties),
)
PARTS = {"DAY": PARTS_OF_THE_DAY, "MONTH": PARTS_OF_THE_MONTH, "DECISIONS": PARTS_OF_DECISIONS}
