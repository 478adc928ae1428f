"""Holds the baseline against what sources say (docs/plausibility.toml) and writes docs/plausibility.md.

Run with `make plausibility`.  Several seeds give the figures of the ledger with an interval; one or more runs that keep
every contact and event give the figures of single persons.  Nothing here is a test: what does not fit is written down.
"""

import argparse
import multiprocessing
import tomllib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from persons import measure_persons
from scipy import stats

from rural_abm import RuralModel, Scenario, __version__
from rural_abm.compiled import code_hash
from rural_abm.governance import baseline_name
from rural_abm.report.tables_md import page_of, table

DOCS = Path(__file__).resolve().parent.parent / "docs"
CONFIDENCE = 0.95
MOSTLY_LOCUMS = 0.5
REGION_UNITS = ("lycksele", "storuman", "tarnaby", "vilhelmina", "asele", "dorotea", "mala", "sorsele")
HASH_SHOWN = 12
INTRODUCTION = """
What the baseline gives beside what sources say, made by `make plausibility`. Each figure has its source, range and way
of computing in [plausibility.toml](plausibility.toml). *Fits* means that the mean over runs lies in the range.
*Built in* marks figures that are also inputs: agreement there shows only that nothing drifts. Patterns that need
experiments of decades or another place (the locum trap, spread with and without support, the city district, the
register gradient, a GP who leaves) are not on this page.
"""


def read_patterns(path=DOCS / "plausibility.toml"):
    """The patterns (list of dicts) of the data file."""
    return tomllib.loads(path.read_text("utf-8"))["pattern"]


def run_outcomes(seed, years):
    """The outcomes (DataFrame) of one run of the baseline."""
    model = RuralModel(Scenario(baseline_name(), seed=seed, years=years)).run()
    frame = model.outcomes()
    model.close()
    return frame.astype(dict.fromkeys(frame.columns[:-2], str))


# One pattern in one run


def sums(frame, outcome, places, dimension="all", group="all"):
    """(numerator, denominator) of an outcome over places and periods."""
    rows = frame[
        (frame["outcome"] == outcome) & frame["place"].isin(places["names"]) & (frame["place_kind"] == places["kind"])
        & (frame["dimension"] == dimension) & (frame["group"] == group)
    ]
    return rows["numerator"].sum(), rows["denominator"].sum()


def from_outcome(pattern, frame, years):
    """The value of a pattern that is computed from outcomes of the catalogue."""
    pick = {"lowest": min, "highest": max}.get(pattern.get("pick"))
    if pick:
        return pick(pooled(pattern, frame, years, [unit]) for unit in REGION_UNITS)
    return pooled(pattern, frame, years, pattern.get("units"))


def pooled(pattern, frame, years, units):
    """The value over the region, or over some units of care taken together."""
    places = {"kind": "unit", "names": units} if units else {"kind": "region", "names": ["region"]}
    group = (pattern.get("dimension", "all"), pattern.get("group", "all"))
    numerator, denominator = sums(frame, pattern["outcome"], places, *group)
    if "of" in pattern:
        denominator = sums(frame, pattern["of"], places)[0]
    elif pattern.get("take") == "numerator":
        denominator = years
    return pattern.get("times", 1) * numerator / denominator if denominator else np.nan


def where_locums_dominate(frame, outcome):
    """An outcome over the municipalities and years in which locums give more than half of GP time."""
    rows = frame[(frame["place_kind"] == "municipality") & (frame["dimension"] == "all") & (frame["place"] != "norsjo")]
    table = rows[rows["outcome"].isin([outcome, "locum_share"])].set_index(["place", "period", "outcome"])
    table = table[["numerator", "denominator"]].unstack("outcome")
    share = table["numerator", "locum_share"] / table["denominator", "locum_share"]
    chosen = table[share > MOSTLY_LOCUMS]
    return chosen["numerator", outcome].sum() / chosen["denominator", outcome].sum() if len(chosen) else np.nan


RUN_MEASURES = {
    "upc_where_locums_dominate": lambda frame: where_locums_dominate(frame, "upc"),
    "coc_where_locums_dominate": lambda frame: where_locums_dominate(frame, "coc"),
}


def values_of(pattern, frames, persons, years):
    """The value of a pattern in each run (float64 array without undefined ones)."""
    if "persons" in pattern:
        found = [measured[pattern["persons"]] for measured in persons]
    elif "runs" in pattern:
        found = [RUN_MEASURES[pattern["runs"]](frame) for frame in frames]
    else:
        found = [from_outcome(pattern, frame, years) for frame in frames]
    found = np.array(found, float)
    return found[~np.isnan(found)]


# The page


def interval(values):
    """(mean, low, high) of the mean over runs, at 95 %; low and high are NaN with fewer than two runs."""
    mean = values.mean() if values.size else np.nan
    if values.size < 2:
        return mean, np.nan, np.nan
    reach = stats.t.ppf((1 + CONFIDENCE) / 2, values.size - 1) * values.std(ddof=1) / np.sqrt(values.size)
    return mean, mean - reach, mean + reach


def verdict(pattern, mean, low, high):
    """Whether the mean lies in the range, and whether its interval reaches over a bound of it."""
    bounds = [pattern.get("low", -np.inf), pattern.get("high", np.inf)]
    if np.isnan(mean):
        return "not to be seen"
    if bounds == [-np.inf, np.inf]:
        return "no source"
    fits = bounds[0] <= mean <= bounds[1]
    unsure = any(low < bound < high for bound in bounds)
    return ("fits" if fits else "**does not fit**") + (", unsure" if unsure else "")


def shown(number):
    """A number with three significant digits, whole from a hundred on; empty where there is none."""
    if number is None or np.isnan(number):
        return ""
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def row(pattern, values):
    """The cells of one pattern."""
    mean, low, high = interval(values)
    model = shown(mean) + (f" ({shown(low)} to {shown(high)})" if not np.isnan(low) else "")
    value, bounds = shown(pattern.get("value")), [shown(pattern.get(name)) for name in ("low", "high")]
    source = " ".join(part for part in (value, f"({bounds[0]} to {bounds[1]})" if any(bounds) else "") if part)
    return (pattern["title"], pattern["unit"], model, source, verdict(pattern, mean, low, high), pattern["role"],
            pattern["kind"], pattern.get("comment", ""), pattern["source"])


def page(patterns, found, runs):
    """The page as Markdown text; `found` has the values of each pattern, `runs` says what was run."""
    rows = [row(pattern, values) for pattern, values in zip(patterns, found, strict=True)]
    verdicts = [cells[4] for cells in rows]
    fits = sum(text.startswith("fits") for text in verdicts)
    wrong = sum("does not" in text for text in verdicts)
    header = ("What", "Unit", "Model (95 % interval)", "Source (range)", "Verdict", "Role", "Evidence", "Comment",
              "Source")
    counted = f"{fits} of {len(rows)} patterns fit, {wrong} do not, {len(rows) - fits - wrong} cannot be judged."
    code = f"rural_abm {__version__}, code `{code_hash()[:HASH_SHOWN]}`; {runs}."
    return page_of("Plausibility of the baseline", INTRODUCTION, f"{counted} {code}", table(header, rows))


def compute(patterns, options):
    """The values of every pattern, with all runs spread over processes."""
    names = sorted({pattern["persons"] for pattern in patterns if "persons" in pattern})
    seeds = range(1, options.seeds + 1)
    person_seeds = range(1, options.person_seeds + 1)
    with ProcessPoolExecutor(options.workers, multiprocessing.get_context("spawn")) as pool:
        frames = [pool.submit(run_outcomes, seed, options.years) for seed in seeds]
        persons = [pool.submit(measure_persons, names, seed, options.person_years) for seed in person_seeds]
        frames, persons = ([future.result() for future in futures] for futures in (frames, persons))
    return [values_of(pattern, frames, persons, options.years) for pattern in patterns]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=5, help="runs for the figures of the ledger")
    parser.add_argument("--years", type=int, default=5, help="reported years of each")
    parser.add_argument("--person-seeds", type=int, default=1, help="runs for the figures of single persons")
    parser.add_argument("--person-years", type=int, default=2, help="reported years of each")
    parser.add_argument("--workers", type=int, default=2, help="processes")
    parser.add_argument("--out", type=Path, default=DOCS / "plausibility.md")
    options = parser.parse_args()
    patterns = read_patterns()
    found = compute(patterns, options)
    runs = (f"figures of the ledger from {options.seeds} runs of {options.years} years, figures of single persons from "
            f"{options.person_seeds} of {options.person_years}")
    options.out.write_text(page(patterns, found, runs), encoding="utf-8", newline="\n")
    for pattern, values in zip(patterns, found, strict=True):
        cells = row(pattern, values)
        print(f"{cells[4]:<24}{cells[0][:66]:<68}{cells[2]:<28}{cells[3]}")
    print(f"Written to {options.out}")


if __name__ == "__main__":
    main()
