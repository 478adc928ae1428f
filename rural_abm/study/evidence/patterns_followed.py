"""Person-level measures that the ledger cannot give: rates by age, ratios by frailty, readmissions, returns.

They come from one run in which every contact and event is kept, together with the residents aged 65 and over in each
month: age, sex, frailty, distance, care. Frailty is counted as the sources do, by an index of deficits in records that
grow over years: without the steps of the last phase of life. Residents outside the region's totals are left out.
"""

import math

import numpy as np
import pandas as pd

from rural_abm.engine.units import DAYS_A_YEAR, MONTHS_A_YEAR
from rural_abm.model.people.records import ALIVE, AT_HOME, ENROLLED, FRAILTY_STATES, MODERATE, SPECIAL_HOUSING
from rural_abm.model.staff.records import TEAM_PHYSICIAN
from rural_abm.study.evidence.patterns_files import declared
from rural_abm.study.insilico.registers import ACUTE, gp_numbers, is_gp_contact, odds_ratio

AT_HOME_ALONE, IN_ORDINARY_HOUSING, IN_SPECIAL_HOUSING = range(3)
IN_PERSON = ("clinic", "home_visit", "video")


class Followed:
    """A run with its contacts and events.

    `everyone`: one row per resident and month, with the days it represents; `people`: those of them aged 65 and over;
    `years`: one row per resident and year, with the years of the relationship to the usual GP at its start; `bed_days`
    in wards by group; `days` reported, the last of which are followed; `units` of care, which are the first wards, and
    `cottage_units` among them (array of numbers).
    """

    def __init__(self, model):
        """Run the model, whose scenario keeps all contacts and events, from its current day to its end."""
        self.model, self.days = model, model.scenario.years * DAYS_A_YEAR
        self.definitions = declared(model.scenario.region).definitions
        self.in_region = np.array(model.place.tables.municipalities["in_region"]).astype(bool)
        self.bed_days = {"65_79": 0, "80": 0}
        months, years = [], []
        for day in range(model.reported_day, self.days):
            if day % DAYS_A_YEAR == 0:
                years.append(self._relations(day))
            if day % DAYS_A_YEAR == 0 or month_of(day) != month_of(day - 1):
                months.append(self._everyone(day))
            model.step()
            self._count_beds(day)
        self.everyone, self.years = (pd.concat(parts, ignore_index=True) for parts in (months, years))
        self.people = self.everyone[self.everyone["age"] >= old_age(model)].reset_index(drop=True)
        self.all_contacts, self.events = model.contacts(), model.events()
        self.contacts = self._known(self.all_contacts)
        self.gps = gp_numbers(model)
        units = np.asarray(model.world.units)
        self.units, self.cottage_units = units.size, np.flatnonzero(units["cottage_hospital"])

    def _living(self, day, from_age):
        """Return (residents from an age who live in the region, their ages) on a reported day."""
        residents = np.asarray(self.model.world.residents)[: self.model.world.now["residents"][0]]
        ages = (day + self.model.warm_up_days - residents["birth_day"]) // DAYS_A_YEAR
        kept = (residents["status"] == ALIVE) & (ages >= from_age) & self.in_region[residents["municipality"]]
        return residents[kept], ages[kept]

    def _everyone(self, day):
        residents, ages = self._living(day, 0)
        days = sum(month_of(later) == month_of(day) for later in range(day, day + DAYS_A_YEAR // MONTHS_A_YEAR + 2))
        care = np.where(residents["enrolled"] == ENROLLED, IN_ORDINARY_HOUSING, AT_HOME_ALONE)
        care = np.where(residents["dwelling"] == SPECIAL_HOUSING, IN_SPECIAL_HOUSING, care)
        columns = {name: residents[name] for name in ("sex", "band", "unit")}
        columns["frailty"] = residents["frailty"] - residents["dying_steps"]
        return pd.DataFrame({"month": month_of(day), "person": residents["key"], "age": ages, "care": care,
                             "days": days, **columns})  # fmt: skip

    def _relations(self, day):
        residents, ages = self._living(day, 0)
        has_gp = residents["usual_gp"] >= 0
        years = (day + self.model.warm_up_days - residents["usual_gp_since"]) / DAYS_A_YEAR
        table = pd.DataFrame({"year": day // DAYS_A_YEAR, "person": residents["key"], "age": ages,
                              "sex": residents["sex"], "unit": residents["unit"], "relation": years})  # fmt: skip
        return table[has_gp]

    def _count_beds(self, day):
        residents, ages = self._living(day, old_age(self.model))
        in_ward = residents["place_of_care"] != AT_HOME
        is_very_old = ages >= very_old_age(self.model)
        self.bed_days["80"] += int((in_ward & is_very_old).sum())
        self.bed_days["65_79"] += int((in_ward & ~is_very_old).sum())

    def _known(self, rows):
        """Return contacts or events of the followed, with the person's attributes in that month."""
        dated = rows.assign(month=month_of(rows["day"].to_numpy()))
        return dated.merge(self.people, on=["month", "person"])

    def rows(self, of):
        """Return rows of the followed by kind.

        GP `gp_contacts`, of these `consultations` in person, `home_nursing` visits, `bed_days` (stays ended, each with
        its days as `weight`), or events of a kind.
        """
        if of in ("gp_contacts", "consultations"):
            contacts = self.contacts[is_gp_contact(self.contacts, self.gps)]
            return contacts[contacts["mode"].isin(IN_PERSON)] if of == "consultations" else contacts
        if of == "home_nursing":
            return self.contacts[self.contacts["kind"] == "home_nursing"]
        kind = "discharged" if of == "bed_days" else of
        rows = self._known(self.events[self.events["kind"] == kind])
        return rows.assign(weight=rows["amount"]) if of == "bed_days" else rows


def month_of(day):
    """Return the months since the first reported day."""
    return day * MONTHS_A_YEAR // DAYS_A_YEAR


def old_age(model):
    """Return the age in years from which people count as old."""
    return int(model.register.value("old_age_years"))


def very_old_age(model):
    """Return the age in years from which people count as very old."""
    return int(model.register.value("very_old_age_years"))


def in_group(followed, table, group, band=None):
    """Return whether each row of a table belongs to a group of residents, and to a band of distance if given."""
    very_old = very_old_age(followed.model)
    groups = {
        "65": table["age"] >= 0,
        "65_79": table["age"] < very_old,
        "80": table["age"] >= very_old,
        "enrolled": table["care"] == IN_ORDINARY_HOUSING,
        "sickest": (table["care"] != AT_HOME_ALONE) | (table["frailty"] >= MODERATE),
    }
    return groups[group] if band is None else groups[group] & (table["band"] == band)


def person_years(followed, group, band=None):
    """Return the years lived by the followed of a group."""
    return followed.people["days"][in_group(followed, followed.people, group, band)].sum() / DAYS_A_YEAR


def rate(followed, of, group, band=None):
    """Return rows per person-year in a group."""
    rows = followed.rows(of)
    return in_group(followed, rows, group, band).sum() / person_years(followed, group, band)


def standardised_rate(followed, of):
    """Return events of a kind per resident-year, standardised to the county's ages.

    The age groups are under 65, 65 to 79, 80 and over.
    """
    rows = with_person(followed, followed.events[followed.events["kind"] == of])
    return county_weights(followed, rows["age"], followed.everyone).sum()


def with_person(followed, rows):
    """Return rows of contacts or events of residents of all ages, with the person's attributes in that month."""
    return rows.assign(month=month_of(rows["day"].to_numpy())).merge(followed.everyone, on=["month", "person"])


def county_weights(followed, ages, people):
    """Return what each row, of a person of that age among `people`, adds to a rate standardised to the county's ages.

    `people` has `age` and the `days` lived. The age groups are under 65, 65 to 79, 80 and above.
    """
    bounds = [0, old_age(followed.model), very_old_age(followed.model), math.inf]
    years = np.histogram(people["age"], bounds, weights=people["days"])[0] / DAYS_A_YEAR
    county = np.array(followed.definitions["county_persons"], float)
    group = np.digitize(ages, bounds[1:-1])
    return (county / county.sum())[group] / years[group]


def far_over_near(followed, of, group):
    """Return the rate in the farthest band of distance over that in the nearest."""
    return rate(followed, of, group, followed.definitions["far_band"]) / rate(followed, of, group, 0)


def share_frail(followed, from_age, to_age):
    """Return the share of moderately or severely frail between two ages, over the days lived."""
    people = followed.people[followed.people["age"].between(from_age, to_age)]
    return people["days"][people["frailty"] >= MODERATE].sum() / people["days"].sum()


def ratio_by_frailty(followed, of, state):
    """Return the Mantel-Haenszel rate ratio of a state of frailty against fit, in strata of age and sex, from 65."""
    words = followed.definitions
    strata = ["stratum", "sex", "frailty"]
    rows = followed.rows(of)
    rows = rows.assign(weight=rows.get("weight", 1))
    cells = {}
    for name, table, column in (("number", rows, "weight"), ("time", followed.people, "days")):
        table = table[table["age"] <= words["oldest_compared_years"]]
        table = table.assign(stratum=table["age"] // words["age_step_years"])
        cells[name] = table.groupby(strata)[column].sum()
    cells = pd.DataFrame(cells).fillna(0).unstack("frailty").fillna(0)
    exposed, fit = FRAILTY_STATES.index(state), 0
    total = cells["time", exposed] + cells["time", fit]
    with_state = (cells["number", exposed] * cells["time", fit] / total).sum()
    return with_state / (cells["number", fit] * cells["time", exposed] / total).sum()


def bed_days(followed, group):
    """Return days in wards per person-year in a group, counted day by day."""
    return followed.bed_days[group] / person_years(followed, group)


def stay(followed, group):
    """Return days in wards over stays begun."""
    return followed.bed_days[group] / in_group(followed, followed.rows("admitted"), group).sum()


def visits_by_person(followed, of, group, band=None):
    """Return how many rows each person had in each year (Series), zeros included.

    The persons are those of a group who lived through that year.
    """
    year = followed.people["month"] // MONTHS_A_YEAR
    people = followed.people.assign(year=year)
    people = people[in_group(followed, people, group, band)]
    months = people.groupby(["person", "year"]).size()
    whole = months[months == MONTHS_A_YEAR].index
    rows = followed.rows(of)
    visits = rows.assign(year=rows["month"] // MONTHS_A_YEAR).groupby(["person", "year"]).size()
    return visits.reindex(whole, fill_value=0)


def share_with_visits(followed, of, group, least, band=None):
    """Return the share of persons of a group with at least `least` rows in a year."""
    return (visits_by_person(followed, of, group, band) >= least).mean()


def share_of_visitors(followed, of, group, least):
    """Return the share of persons with at least `least` rows in a year among those of a group with any."""
    visits = visits_by_person(followed, of, group)
    return (visits[visits > 0] >= least).mean()


def days_to_next(rows, later, window, *, same_day):
    """Return the days from each row to the person's first later one (NaN where none within the window).

    Rows on the same day count only if requested.
    """
    later = later[["person", "day"]].assign(next=later["day"]).sort_values("day")
    joined = pd.merge_asof(
        rows[["person", "day"]].sort_values("day"), later, on="day", by="person", direction="forward",
        allow_exact_matches=same_day,
    )  # fmt: skip
    days = joined["next"] - joined["day"]
    return days.where(days <= window)


def returns(followed, of):
    """Return the share of rows after which the person has another within the declared days.

    Only rows with enough days to follow count.
    """
    window = followed.definitions["revisit_days"]
    rows = followed.rows(of)
    early = rows[rows["day"] < followed.days - window]
    return days_to_next(early, rows, window, same_day=False).notna().mean()


def days_to_readmission(followed):
    """Return days from discharge to the next stay of the sickest (NaN where none in the window), by discharge."""
    window = followed.definitions["readmission_days"]
    discharged = followed.rows("discharged")
    sickest = in_group(followed, discharged, "sickest")
    discharged = discharged[sickest & (discharged["day"] <= followed.days - window)]
    return days_to_next(discharged, followed.rows("admitted"), window, same_day=True)


def readmissions(followed):
    """Return the share of discharges of the sickest with another stay within the window."""
    return days_to_readmission(followed).notna().mean()


def readmissions_by_day(followed, day):
    """Return the share of the window's readmissions that occur within `day` days."""
    return (days_to_readmission(followed).dropna() <= day).mean()


def response(followed, in_seats):
    """Return the median minutes until the first vehicle arrives, in places with a unit of care or elsewhere."""
    place = followed.model.place
    keys = place.settlement_keys
    homes = zip(keys, place.municipality_of_settlement, strict=True)
    inside = {key for key, home in homes if home >= 0 and followed.in_region[home]}
    seats = {keys[settlement] for settlement in place.settlement_of_unit}
    missions = followed.events[followed.events["kind"] == "ambulance"]
    chosen = missions["place"].isin(inside & seats if in_seats else inside - seats)
    return missions["amount"][chosen].median()


def odds_by_relation(followed, from_years, to_years):
    """Return the Mantel-Haenszel odds ratio of any stay begun in the year, by years of relation.

    Relations of the given years are compared with those shorter than the declared years, in strata of age and sex.
    """
    return _odds_of(followed, followed.events[followed.events["kind"] == "admitted"], from_years, to_years, "sex")


def team_by_relation(followed, from_years, to_years):
    """Return the odds ratio of any contact with a physician of a mobile team in the year, by years of relation.

    The strata are age and unit of care: the team's distances are then equal for both.
    """
    staff = followed.model.world.staff
    team = np.asarray(staff["number"])[np.asarray(staff["role"]) == TEAM_PHYSICIAN]
    contacts = followed.all_contacts[followed.all_contacts["staff"].isin(team)]
    return _odds_of(followed, contacts, from_years, to_years, "unit")


def _odds_of(followed, rows, from_years, to_years, beside):
    """Return the odds ratio of any of the rows in a year, by years of relation at its start.

    The strata are age and `beside`.
    """
    words = followed.definitions
    years = followed.years
    keys = pd.MultiIndex.from_arrays([rows["person"], rows["day"] // DAYS_A_YEAR])
    table = years.assign(
        case=pd.MultiIndex.from_frame(years[["person", "year"]]).isin(keys),
        exposed=years["relation"].between(from_years, to_years, inclusive="left"),
        stratum=years["age"] // words["relation_age_step_years"],
    )
    table = table[table["exposed"] | (table["relation"] < words["relation_shortest_years"])]
    return odds_ratio(table["case"], table["exposed"], [table["stratum"], table[beside]])


def drop_after_peak(followed):
    """Return the drop that an evaluation without controls would call the effect of a team.

    It is 1 - acute contacts per day lived of the sickest in the half-year after inclusion, over those in the half-year
    before. Every half-year the declared share of the old with most acute contacts in it are included (equal: smaller
    key).
    """
    words = followed.definitions
    span = words["evaluation_days"]
    acute = followed.events[followed.events["kind"].isin(ACUTE)]
    died = followed.events[followed.events["kind"] == "died"].groupby("person")["day"].min()
    before = after = lived = taken_in = 0
    for day in range(span, followed.days - span + 1, span):
        old = followed.people.loc[followed.people["month"] == month_of(day - 1), "person"].unique()
        counts = _times_of(acute, day - span, day).reindex(np.sort(old), fill_value=0)
        number = max(round(words["sickest_share"] * len(old)), 1)
        sickest = counts.sort_values(ascending=False, kind="stable").head(number)
        before, taken_in = before + sickest.sum(), taken_in + len(sickest)
        after += _times_of(acute, day, day + span).reindex(sickest.index, fill_value=0).sum()
        lived += (died.reindex(sickest.index) - day).clip(0, span).fillna(span).sum()
    return 1 - (after / lived) / (before / (span * taken_in)) if before and lived else math.nan


def _times_of(events, first, end):
    """Return how many of the events each person had from day `first` to before day `end` (Series)."""
    return events.loc[events["day"].between(first, end - 1), "person"].value_counts()


MEASURES = {
    function.__name__: function
    for function in (
        rate, standardised_rate, far_over_near, share_frail, ratio_by_frailty, bed_days, stay, share_with_visits,
        share_of_visitors, returns, readmissions, readmissions_by_day, response, odds_by_relation, team_by_relation,
        drop_after_peak,
    )
}  # fmt: skip
