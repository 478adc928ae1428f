"""Pay supplements of GPs who are certified in rural medicine."""

from rural_abm.model.staff.decisions.situation import read_situation
from rural_abm.model.staff.records import GP
from rural_abm.state.declarations import Declaration, counted

DECLARATION = Declaration(
    activity=counted(
        ("rural_supplement_sek", "SEK", "pay supplements of GPs certified in rural medicine"),
    ),
)


def pay_supplements(world):
    """Count the month's pay supplements of the permanent GPs who are certified in rural medicine."""
    if not (world.levers["rural_track_supplement_sek_a_month"] * world.levers["rural_track_certification"]).any():
        return
    situation = read_situation(world)
    people = situation.people
    serves_long = (people.role == GP) & (people.served_years >= situation.p.certification_years)
    for unit in people.unit[serves_long].tolist():
        u = world.units[unit]
        levers = world.levers[unit]
        if levers.rural_track_certification == 1:
            money = world.activity[world.now["month"][0], u.municipality]
            money.rural_supplement_sek += int(levers.rural_track_supplement_sek_a_month)
