"""Measures of single persons that the ledger cannot give: rates by age, ratios by frailty at equal age, readmissions.

They come from one run of the baseline in which every contact and event is kept, together with who the residents of 65
and above were in each month: age, sex, frailty, distance, home nursing.  Norsjö is left out, as in the region's totals.
"""

import numpy as np
import pandas as pd

from rural_abm import RuralModel, Scenario
from rural_abm.governance import baseline_name
from rural_abm.people.records import ALIVE, AT_HOME, ENROLLED, FRAILTY_STATES, MODERATE, SPECIAL_HOUSING
from rural_abm.staff.records import GP
from rural_abm.units import DAYS_A_YEAR, MONTHS_A_YEAR

OLD, VERY_OLD, OLDEST_COMPARED, AGE_STEP = 65, 80, 95, 5
READMISSION_DAYS = 30
AT_HOME_ALONE, IN_ORDINARY_HOUSING, IN_SPECIAL_HOUSING = range(3)


class Followed:
    """A finished run with its contacts and events, the residents of 65 and above month by month (`people`: a row a
    person and month with the days it stands for), and days in wards at 65-79 and at 80 and above (`bed_days`)."""

    def __init__(self, seed, years):
        self.model = RuralModel(Scenario(baseline_name(), seed=seed, years=years, register="all"))
        self.days = years * DAYS_A_YEAR
        self.in_region = np.array(self.model.place.tables.municipalities["in_region"]).astype(bool)
        self.bed_days = {"65_79": 0, "80": 0}
        months = []
        for day in range(self.days):
            if day == 0 or month_of(day) != month_of(day - 1):
                months.append(self._people(day))
            self.model.step()
            self._count_beds(day)
        self.people = pd.concat(months, ignore_index=True)
        self.contacts = self._known(self.model.contacts())
        self.events = self.model.events()

    def _living(self, day):
        """(residents of 65 and above who live in the region, their ages) on a reported day."""
        residents = np.asarray(self.model.world.residents)[: self.model.world.now["residents"][0]]
        ages = (day + self.model.warm_up_days - residents["birth_day"]) // DAYS_A_YEAR
        kept = (residents["status"] == ALIVE) & (ages >= OLD) & self.in_region[residents["municipality"]]
        return residents[kept], ages[kept]

    def _people(self, day):
        residents, ages = self._living(day)
        days = sum(month_of(later) == month_of(day) for later in range(day, day + DAYS_A_YEAR // MONTHS_A_YEAR + 2))
        care = np.where(residents["enrolled"] == ENROLLED, IN_ORDINARY_HOUSING, AT_HOME_ALONE)
        care = np.where(residents["dwelling"] == SPECIAL_HOUSING, IN_SPECIAL_HOUSING, care)
        columns = {name: residents[name] for name in ("sex", "frailty", "band")}
        return pd.DataFrame({"month": month_of(day), "person": residents["key"], "age": ages, "care": care,
                             "days": days, **columns})

    def _count_beds(self, day):
        residents, ages = self._living(day)
        in_ward = residents["place_of_care"] != AT_HOME
        self.bed_days["80"] += int((in_ward & (ages >= VERY_OLD)).sum())
        self.bed_days["65_79"] += int((in_ward & (ages < VERY_OLD)).sum())

    def _known(self, rows):
        """Contacts or events of the followed, with what the person was in that month."""
        dated = rows.assign(month=month_of(rows["day"].to_numpy()))
        return dated.merge(self.people, on=["month", "person"])

    def events_of(self, kind):
        """Events of a kind that befell the followed."""
        return self._known(self.events[self.events["kind"] == kind])

    def gp_contacts(self):
        """Contacts with a GP, by any mode."""
        staff = self.model.world.staff
        gps = set(np.asarray(staff["number"])[np.asarray(staff["role"]) == GP].tolist())
        kinds = ~self.contacts["kind"].isin(["home_nursing", "specialist_visit"])
        return self.contacts[self.contacts["staff"].isin(gps) & kinds]

    def consultations(self):
        """Contacts with a GP that are visits, home visits or video."""
        contacts = self.gp_contacts()
        return contacts[contacts["mode"].isin(["clinic", "home_visit", "video"])]

    def rate(self, rows, chosen):
        """Rows per person-year among those `chosen` by a function of a table with the columns of `people`."""
        return chosen(rows).sum() / (self.people["days"][chosen(self.people)].sum() / DAYS_A_YEAR)


def month_of(day):
    """Months since the first reported day."""
    return day * MONTHS_A_YEAR // DAYS_A_YEAR


def at_80(table):
    """Whether a row is of someone of 80 or above."""
    return table["age"] >= VERY_OLD


def at_65_79(table):
    """Whether a row is of someone of 65-79."""
    return table["age"] < VERY_OLD


def enrolled(table):
    """Whether a row is of someone in home nursing in ordinary housing."""
    return table["care"] == IN_ORDINARY_HOUSING


def in_band(band):
    """A function: whether a row is of someone of 80 and above in a distance band (0 near ... 2 far)."""
    return lambda table: at_80(table) & (table["band"] == band)


def rate_ratio(followed, rows, state):
    """Mantel-Haenszel rate ratio of a state of frailty against fit, in strata of five years of age and sex, 65-95."""
    strata = ["stratum", "sex", "frailty"]
    groups = []
    for table in (rows, followed.people):
        table = table[table["age"] <= OLDEST_COMPARED].assign(stratum=table["age"] // AGE_STEP)
        groups.append(table.groupby(strata)["days"])
    cells = pd.DataFrame({"number": groups[0].size(), "time": groups[1].sum()}).fillna(0).unstack("frailty").fillna(0)
    exposed, fit = FRAILTY_STATES.index(state), 0
    total = cells["time", exposed] + cells["time", fit]
    with_state = (cells["number", exposed] * cells["time", fit] / total).sum()
    return with_state / (cells["number", fit] * cells["time", exposed] / total).sum()


def readmissions(followed):
    """Days from discharge to the next stay (NaN where none within 30 days) of the sickest, one row a discharge."""
    discharged = followed.events_of("discharged")
    sickest = (discharged["care"] != AT_HOME_ALONE) | (discharged["frailty"] >= MODERATE)
    discharged = discharged[sickest & (discharged["day"] <= followed.days - READMISSION_DAYS)]
    admitted = followed.events_of("admitted")[["person", "day"]]
    admitted = admitted.assign(next=admitted["day"]).sort_values("day")
    joined = pd.merge_asof(discharged.sort_values("day"), admitted, on="day", by="person", direction="forward")
    days = joined["next"] - joined["day"]
    return days.where(days <= READMISSION_DAYS)


def by_day(followed, most_days):
    """Share of readmissions within 30 days that come within `most_days`."""
    days = readmissions(followed).dropna()
    return (days <= most_days).mean()


def responses(followed, in_seats):
    """Median minutes until the first vehicle arrives, in places with a unit of care or elsewhere in the region."""
    place = followed.model.place
    keys = place.settlement_keys
    homes = zip(keys, place.municipality_of_settlement, strict=True)
    inside = {key for key, home in homes if home >= 0 and followed.in_region[home]}
    seats = {keys[settlement] for settlement in place.settlement_of_unit}
    missions = followed.events[followed.events["kind"] == "ambulance"]
    chosen = missions["place"].isin(inside & seats if in_seats else inside - seats)
    return missions["amount"][chosen].median()


MEASURES = {
    "gp_contacts_65_79": lambda f: f.rate(f.gp_contacts(), at_65_79),
    "gp_contacts_80": lambda f: f.rate(f.gp_contacts(), at_80),
    "gp_contacts_enrolled": lambda f: f.rate(f.gp_contacts(), enrolled),
    "gp_contacts_irr_severe": lambda f: rate_ratio(f, f.consultations(), "severe"),
    "admissions_irr_mild": lambda f: rate_ratio(f, f.events_of("admitted"), "mild"),
    "admissions_irr_moderate": lambda f: rate_ratio(f, f.events_of("admitted"), "moderate"),
    "admissions_irr_severe": lambda f: rate_ratio(f, f.events_of("admitted"), "severe"),
    "bed_days_80": lambda f: f.bed_days["80"] / (f.people["days"][at_80(f.people)].sum() / DAYS_A_YEAR),
    "bed_days_65_79": lambda f: f.bed_days["65_79"] / (f.people["days"][at_65_79(f.people)].sum() / DAYS_A_YEAR),
    "stay_80": lambda f: f.bed_days["80"] / at_80(f.events_of("admitted")).sum(),
    "emergency_visits_80_near": lambda f: f.rate(f.events_of("emergency"), in_band(0)),
    "emergency_visits_80_far_ratio": lambda f: (
        f.rate(f.events_of("emergency"), in_band(2)) / f.rate(f.events_of("emergency"), in_band(0))
    ),
    "readmissions_sickest": lambda f: readmissions(f).notna().mean(),
    "readmissions_by_day_3": lambda f: by_day(f, 3),
    "readmissions_by_day_7": lambda f: by_day(f, 7),
    "ambulance_trips_65_79": lambda f: f.rate(f.events_of("ambulance"), at_65_79),
    "ambulance_trips_80": lambda f: f.rate(f.events_of("ambulance"), at_80),
    "response_in_seats": lambda f: responses(f, True),
    "response_outside": lambda f: responses(f, False),
    "home_nurse_visits": lambda f: f.rate(f.contacts[f.contacts["kind"] == "home_nursing"], enrolled),
}


def measure_persons(names, seed, years):
    """{name: value} of some of MEASURES, from one followed run."""
    followed = Followed(seed, years)
    return {name: float(MEASURES[name](followed)) for name in names}
