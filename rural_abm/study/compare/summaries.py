"""Results as short plain-text tables, for terminals and log files."""

import math
from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.regions import region_folder
from rural_abm.study.compare.changes import headline_changes
from rural_abm.study.compare.verdicts import CHANGES
from rural_abm.study.results.finished_years import years_missing
from rural_abm.study.results.known_outcomes import outcomes_in
from rural_abm.study.results.manifest_shape import region_of
from rural_abm.study.results.payers import PAYER_NOTE, payer_columns, payer_values
from rural_abm.study.results.tables import counted, text_table
from rural_abm.study.results.years import later_years, years_of

REGION, ALL = "region", "all"
MOST_YEARS_SHOWN = 10
STEP_TITLES = {"alone": "Each lever alone", "walk": "Each added to those before it"}
STEP_NOTES = (
    "* the interval excludes 0. The interplay is the effect of all together beyond the sum of each alone.",
    "What each lever adds to those before it sums to all together, and depends on their order.",
)
COMPARED = {"baseline": "mean_baseline", "model": "mean_scenario"}


def number_text(value, decimals):
    """Format a number with `decimals` decimals and commas between thousands; "-" if missing."""
    if value is None or not math.isfinite(value):
        return "-"
    return f"{round(value, decimals) + 0.0:,.{decimals}f}"  # the sum turns -0.0 into 0.0


def assumptions(manifest):
    """Return lines on what a result rests on: adoption, and how many parameters are assumed."""
    from rural_abm.regions.registers import load_register

    kinds = [parameter.kind for parameter in load_register(region_of(manifest)).values()]
    assumed = kinds.count("assumed")
    lines = [f"Rests on {len(kinds)} parameters, {assumed} of them assumed ({assumed / max(len(kinds), 1):.0%})."]
    at_once, spreading = adopted_at_once(manifest), as_it_spreads(manifest)
    if spreading:
        of_whom = f"{', '.join(spreading)}: " if at_once else ""
        lines.insert(0, f"{of_whom}Units adopt routines or not; where they have not, present practice continues.")
    if at_once:
        of_whom = f"{', '.join(at_once)}: " if spreading else ""
        told = "Taken as fully adopted from the first day; no unit needs time to learn a new way of working."
        lines.insert(0, f"{of_whom}{told}")
    return lines


def adopted_at_once(manifest):
    """Return the labels (list) of the scenarios taken as fully adopted from the first day.

    Among others that are not, the unchanged present model counts as neither, since it contains nothing new.
    """
    found = [label for label, adopted in manifest["adopted_from_first_day"].items() if adopted]
    others = as_it_spreads(manifest)
    return [label for label in found if not (others and _is_the_present(manifest["scenarios"][label]))]


def as_it_spreads(manifest):
    """Return the labels (list) of the scenarios whose routines places adopt or not."""
    return [label for label, adopted in manifest["adopted_from_first_day"].items() if not adopted]


def _is_the_present(scenario):
    from rural_abm.governance import baseline_name

    has_own = any(scenario.get(name) for name in ("reforms", "levers", "changes"))
    return scenario["governance"] == baseline_name() and not has_own


def override_lines(manifest, label):
    """Return lines on which setting of a scenario's files overrides which; empty where none does."""
    return [f"Note: {text}" for text in manifest.get("overridden", {}).get(label, {}).get("en", ())]


# A single run


def run_summary(results):
    """Return lines on one run: the region's headline outcomes, their mean, each year, and what they rest on.

    The mean is over the years after the first.
    """
    manifest = results.manifest
    ((label, definition),) = manifest["scenarios"].items()
    whole = results.outcomes().query("place_kind == @REGION and dimension == @ALL")
    yearly = whole.assign(year=years_of(whole["period"]))
    every = sorted(yearly["year"].unique())
    years = every[:: -(-len(every) // MOST_YEARS_SHOWN) or 1]
    shown = [entry for entry in outcomes_in(manifest) if entry.headline]
    rows = [_run_row(entry, yearly[yearly["outcome"] == entry.name], years) for entry in shown]
    headers = ["Whole region", "unit", "mean" if len(every) == 1 else f"from {every[1]}", *years]
    title = f"{manifest['titles'][label]['en']}, {_region(manifest)}, "
    title += f"{counted(definition['years'], 'year')}, seed {definition['seed']}"
    title += "" if definition.get("draw") is None else f", draw {definition['draw']} of parameters"
    table = text_table(headers, rows, right=range(2, len(headers)))
    table += _payer_lines(_by_payer(results.outcomes()), {"mean": "value"})
    missing = years_missing(manifest)
    notes = [*([f"Note: {missing}."] if missing else []), *override_lines(manifest, label)]
    return [title, *notes, "", *table, "", *assumptions(manifest)]


def _region(manifest):
    """Return the name of the region of a manifest; the last part of its path where its folder is no longer there."""
    region = region_of(manifest)
    try:
        return region_folder(region).title["en"]
    except InputError:
        return Path(region).name


def _by_payer(values):
    """Return the region's outcomes by payer over the years after the first (DataFrame).

    The columns are dimension, group, outcome and value.
    """
    rows = later_years(values.query("place_kind == @REGION and dimension in ['original_payer', 'payer']"))
    keys = ["dimension", "group", "outcome"]
    sums = rows.groupby(keys, observed=True)[["numerator", "denominator"]].sum().reset_index()
    return sums.assign(value=sums["numerator"] / sums["denominator"].where(sums["denominator"] != 0))


def _run_row(entry, rows, years):
    values = [_ratio(later_years(rows)), *(_ratio(rows[rows["year"] == year]) for year in years)]
    return [entry.title_en, entry.unit_en, *(number_text(value, entry.decimals) for value in values)]


def _ratio(rows):
    """Return the sum of the numerators over that of the denominators, NaN where that is 0."""
    numerator, denominator = rows["numerator"].sum(), rows["denominator"].sum()
    return numerator / denominator if denominator else math.nan


# A comparison


def comparison_summary(comparison):
    """Return lines on a comparison.

    For each scenario: the headline outcomes of the region and of the baseline with their verdicts, and what changed for
    patients, staff and payers in words.
    """
    manifest = comparison.manifest
    titles = manifest["titles"]
    baseline, *others = manifest["scenarios"]
    entries = outcomes_in(manifest)
    lines = [
        f"Compared with: {titles[baseline]['en']} ({_region(manifest)}, {counted(len(manifest['seeds']), 'seed')}, "
        f"{counted(_years(manifest), 'year')}; {_means_over(_years(manifest))})",
        *override_lines(manifest, baseline),
    ]
    found = comparison.differences
    whole = found.query("place_kind == @REGION and dimension == @ALL").set_index(["scenario", "outcome"])
    for label in others:
        lines += ["", titles[label]["en"], *override_lines(manifest, label)]
        lines += [*_verdict_table(whole, label, entries), *_change_lines(found, label, entries)]
        lines += _payer_lines(_of_region(found, label), COMPARED)
        lines += _step_lines(comparison.steps, label, entries)
    return [*lines, "", *adoption_lines(manifest), *interval_lines(manifest), *assumptions(manifest)]


def _of_region(table, label):
    return table.query("place_kind == @REGION and scenario == @label")


def _payer_lines(rows, columns):
    """Return lines of a table of costs by who pays today and under the model; empty where no payer changes."""
    found = payer_values(rows, columns)
    if not found:
        return []
    headers = ["SEK per resident and year", *payer_columns(columns)]
    cells = [[name, *(number_text(value, 0) for value in values)] for name, values in found]
    return ["", *text_table(headers, cells, right=range(1, len(headers))), PAYER_NOTE]


def _years(manifest):
    return manifest["scenarios"][manifest["baseline"]]["years"]


def _means_over(years):
    if years == 1:
        return "the first year only, a transition"
    return f"values are means over {'year 2' if years == 2 else f'years 2 to {years}'}, the first year by itself"


def interval_lines(manifest):
    """Return lines on the uncertainty that the intervals of results include, from the manifest's entry on draws."""
    draws = manifest.get("draws")
    if not draws:
        return ["Intervals include chance only: all parameters have the register's values (--draws none)."]
    return [
        f"Intervals include chance and the uncertainty of {len(draws['parameters'])} of {draws['of']} parameters: "
        "each seed has the draw of its number, the same in all scenarios. More seeds reduce chance only."
    ]


def adoption_lines(manifest):
    """Return lines on how far the routines of each scenario were adopted; empty where no scenario asks for any."""
    found = {label: reached for label, reached in manifest.get("adoption", {}).items() if reached}
    return [
        f"Routines of {label} in use: {reached['mean']:.0%} on average, {reached['last']:.0%} in the last year."
        for label, reached in found.items()
    ]


def _verdict_table(whole, name, entries):
    headers = ["Whole region", "unit", "baseline", "difference", "95 % interval", "first year", "verdict"]
    rows = []
    for entry in entries:
        if entry.headline and (name, entry.name) in whole.index:
            rows.append(_verdict_row(entry, whole.loc[(name, entry.name)]))
    return text_table(headers, rows, right=range(2, len(headers) - 1))


def _verdict_row(entry, row):
    base = number_text(row["mean_baseline"], entry.decimals)
    # One decimal more than levels have, or a sure difference may look like none.
    columns = ("difference", "low", "high", "transition_difference")
    difference, low, high, first = (number_text(row[column], entry.decimals + 1) for column in columns)
    interval = f"{low} to {high}" if math.isfinite(row["low"]) else "-"
    return [entry.title_en, entry.unit_en, base, difference, interval, first, row["verdict"]]


def _change_lines(table, name, entries):
    """Return lines that say in words what changed for patients, staff and payers."""
    changes = headline_changes(table, name, entries)
    return [f"For {whom}: {_in_words(by_verdict)}." for whom, by_verdict in changes.items()]


def _in_words(by_verdict):
    told = [
        f"{verdict}: {', '.join(_with_size(entry, row) for entry, row in pairs)}"
        for verdict, pairs in by_verdict.items()
        if verdict in CHANGES
    ]
    left = [
        f"{verdict}: {', '.join(entry.title_en for entry, _ in pairs)}"
        for verdict, pairs in by_verdict.items()
        if verdict not in CHANGES
    ]
    return "; ".join([*told, *left])


def _with_size(entry, row):
    sign = "+" if row.difference > 0 else ""
    return f"{entry.title_en} ({sign}{number_text(row.difference, entry.decimals + 1)})"


def _step_lines(steps, name, entries):
    """Return lines on what each lever alone contributes to a scenario's differences; empty without steps."""
    own = None if steps is None else steps[(steps["scenario"] == name) & (steps["place_kind"] == REGION)]
    if own is None or own.empty:
        return []
    alone, walk = (_step_table(own[own["part"] == part], title, entries) for part, title in STEP_TITLES.items())
    return ["", *alone, "", *walk, *STEP_NOTES]


def _step_table(rows, title, entries):
    levers = list(rows["lever"].unique())
    cells = [_step_row(entry, rows[rows["outcome"] == entry.name], levers) for entry in entries if entry.headline]
    return text_table([title, "unit", *levers], cells, right=range(2, len(levers) + 2))


def _step_row(entry, rows, levers):
    by_lever = {row.lever: row for row in rows.itertuples(index=False)}
    cells = []
    for row in (by_lever.get(lever) for lever in levers):
        is_sure = row is not None and (row.low > 0 or row.high < 0)
        cells.append(
            number_text(None if row is None else row.difference, entry.decimals + 1) + ("*" if is_sure else " ")
        )
    return [entry.title_en, entry.unit_en, *cells]
