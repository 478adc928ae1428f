"""Drift of the unchanged baseline: yearly trends of outcomes that should be stable, with intervals over seeds.

A run gives one slope (least squares over its years) per outcome; with n seeds the mean slope has the interval of
Student's t with n - 1 degrees of freedom. An outcome drifts if the interval excludes 0, which chance alone causes in
one outcome of twenty.
"""

from rural_abm.engine.errors import InputError
from rural_abm.governance import Scenario, baseline_name
from rural_abm.study.compare.verdicts import intervals
from rural_abm.study.results.settings import check_count, drift_settings

FRAIL_SHARE = "frail_share_of_old"
TITLES = {
    FRAIL_SHARE: {
        "en": "Share of residents aged 65 and over who are moderately or severely frail",
        "sv": "Andel av invånare 65 år och äldre som är måttligt eller svårt sköra",
    }
}
COLUMNS = ("outcome", "title_en", "title_sv", "mean", "slope", "low", "high", "drifts", "seeds", "years")


def drift(seeds=None, years=None, progress=None, *, region=None):
    """Measure the drift of the unchanged baseline.

    Return a list of dicts of COLUMNS: mean level and slope per year with its interval, for each outcome that should be
    stable. `seeds`: how many, at least two; `years`: reported years of each run, at least three, by default ten. Raises
    InputError for fewer. `progress(done, all)` is called with days. `region`: a name or a folder.
    """
    from rural_abm.simulation.model import RuralModel

    count = drift_settings()["seeds"] if seeds is None else seeds
    check_count(count, "seeds", where="--seeds", lowest=2)
    courses = []
    for number in range(count):
        given = {"years": years, "region": region}
        changes = {key: value for key, value in given.items() if value is not None}
        scenario = Scenario(baseline_name(), seed=number + 1, **changes)
        if scenario.years <= 2:
            raise InputError(f"{scenario.years} years are too few to show drift", where="--years", allowed="3 or more")
        model = RuralModel(scenario)
        model.run(progress=progress and (lambda done, days, n=number: progress(n * days + done, count * days)))
        courses.append(courses_of(model.outcomes()))
        model.close()
    return [_finding(name, [course[name] for course in courses]) for name in courses[0]]


def courses_of(frame):
    """Return {outcome: values by year} of the region from a results table."""
    whole = frame[(frame["place_kind"] == "region") & (frame["group"] == "all")]
    found = {}
    for name in drift_settings()["outcomes"]:
        rows = whole[whole["outcome"] == name].sort_values("period")
        found[name] = (rows["numerator"] / rows["denominator"]).tolist()
    found[FRAIL_SHARE] = _frail_share(frame)
    return found


def _frail_share(frame):
    """Return the share of days lived at 65 and over that were moderately or severely frail, by year."""
    rows = frame[(frame["place_kind"] == "region") & (frame["outcome"] == "old_share")]
    rows = rows[rows["dimension"] == "frailty"]
    frail = rows[rows["group"].isin(drift_settings()["frail"])]
    return (_by_year(frail) / _by_year(rows)).tolist()


def _by_year(rows):
    return rows.groupby("period", observed=True)["numerator"].sum().sort_index()


def _finding(name, courses):
    """Return the statistics of one outcome's courses [seeds, years]."""
    import numpy as np

    from rural_abm.outcomes import catalogue

    values = np.array(courses, float)
    years = np.arange(values.shape[1])
    slopes = np.polyfit(years, values.T, 1)[0]
    found = {key: float(value[0]) for key, value in intervals(slopes[np.newaxis]).items()}
    titles = TITLES.get(name) or next(
        {"en": entry.title_en, "sv": entry.title_sv} for entry in catalogue if entry.name == name
    )
    row = (name, titles["en"], titles["sv"], float(values.mean()), found["difference"], found["low"], found["high"])
    return dict(zip(COLUMNS, (*row, found["low"] > 0 or found["high"] < 0, *values.shape), strict=True))


def drift_lines(rows):
    """Return lines of text on the drift: level, slope per year and its interval."""
    from rural_abm.study.results.tables import text_table

    headers = ("Outcome", "Mean", "Change a year", "95 % interval", "Drifts")
    cells = [
        (row["title_en"], f"{row['mean']:.3g}", f"{row['slope']:+.2g}", f"{row['low']:+.2g} to {row['high']:+.2g}",
         "yes" if row["drifts"] else "no")
        for row in rows
    ]  # fmt: skip
    first = rows[0]
    said = f"Unchanged baseline, {first['seeds']} seeds of {first['years']} years; chance makes 1 in 20 count as drift."
    return [*text_table(headers, cells), said]
