"""Sweeps in a terminal: plain lines."""

from rural_abm.engine.errors import InputError
from rural_abm.engine.units import MINUTES_AN_HOUR
from rural_abm.study.compare.summaries import number_text
from rural_abm.study.results import store
from rural_abm.study.results.known_outcomes import outcomes_in, outcomes_of
from rural_abm.study.results.parameter_texts import name_and_key
from rural_abm.study.results.settings import sensitivity
from rural_abm.study.results.tables import counted, text_table

PART_FORM = "K/N, such as 3/40, with K from 1 to N"
FAILURES_SHOWN = 2
HEADERS = ("factor", "index", "value", "from", "to")
LEADING = ("ST", "mu_star", "difference")


def read_part(text):
    """Return (K, N) of "K/N", or None of None; raise InputError for anything else."""
    if text is None:
        return None
    number, slash, count = text.partition("/")
    if not (slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise InputError(f"'{text}' is not a part", where="--part", allowed=PART_FORM)
    return int(number), int(count)


def estimate_lines(found):
    """Return lines on what a sweep would take."""
    shape = ", ".join(counted(found[f"{noun}s"], noun) for noun in ("point", "model", "seed"))
    left = found["runs"] - found["finished"]
    lines = [found["title_en"], f"{counted(found['runs'], 'run')}: {shape}"]
    if found["finished"]:
        lines.append(f"{found['finished']} of them are finished already, {left} are left")
    hours, size = number_text(found["hours"], 2), number_text(found["megabytes"], 1)
    minutes = number_text(found["hours"] * MINUTES_AN_HOUR, 0)
    time = f"{hours} hours" if found["hours"] >= 1 else f"{minutes} minutes ({hours} hours)"
    return [*lines, f"about {time} with {counted(found['workers'], 'worker')}, {size} MB of disk"]


def sweep_lines(sweep, part=None):
    """Return lines on a finished sweep, or on a part of one."""
    lines = list(sweep.notes)
    if part:
        lines.append(f"Part {part[0]} of {part[1]} is finished, of {counted(sweep.manifest['runs'], 'run')} in all.")
        return [*lines, f"When all parts are: rural-abm gather {sweep.folder}"]
    lines.append(f"{counted(0 if sweep.runs is None else len(sweep.runs), 'run')} gathered in {sweep.folder}")
    if sweep.failures:
        lines.append(
            f"{counted(len(sweep.failures), 'run')} failed; for the reasons see {sweep.folder / store.FAILURES}."
        )
        lines += [f"  {entry['run_id']}: {entry['what']}" for entry in sweep.failures[:FAILURES_SHOWN]]
        lines.append("The same command tries them again.")
    return lines


def next_lines(sweep, part=None):
    """Return lines on the next steps after a gathered sweep; empty after a part."""
    if part or sweep.runs is None:
        return []
    return [f"Next, which factors matter: rural-abm analyse {sweep.folder}"]


def status_lines(found):
    """Return lines on the progress of a sweep."""
    done, total = found["finished"], found["runs"]
    lines = [
        found["title_en"],
        f"{done} of {total} runs finished ({done / max(total, 1):.0%}), {found['failed']} failed, {found['left']} left",
        f"{'gathered' if found['gathered'] else 'not gathered yet'}; {number_text(found['megabytes'], 1)} MB, last "
        f"written {found['last_written']}",
    ]
    if not found["same_code"]:
        lines.append("Made with other code: it can be read here, but not resumed.")
    return [*lines, *found["failures"]]


# What sweeps and searches say


def _entries(manifest):
    return {entry.name: entry for entry in outcomes_in(manifest)}


def sensitivity_rows(table, manifest):
    """Return one dict per row of the sensitivity table of a sweep, with name, title_en and title_sv of the outcome."""
    entries = _entries(manifest)
    rows = []
    for row in table.astype(object).where(table.notna(), None).to_dict("records"):
        entry = entries[row["outcome"]]
        rows.append({"name": entry.name, "title_en": entry.title_en, "title_sv": entry.title_sv, **row})
    return rows


def sensitivity_lines(table, manifest):
    """Return lines of the sensitivity table of a sweep: by model and outcome its factors, the strongest first."""
    entries = _entries(manifest)
    lines = []
    for (model, outcome), part in table.groupby(["scenario", "outcome"], sort=False):
        shown = part[part["index"].isin(LEADING)]
        shown = shown.loc[shown["value"].abs().sort_values(ascending=False, kind="stable").index]
        places = entries[outcome].decimals + 2
        rows = [
            [_factor(row), row.kind, *(number_text(end, places) for end in (row.value, row.low, row.high))]
            for row in shown.rename(columns={"index": "kind"}).itertuples(index=False)
        ]
        lines += ["", f"{entries[outcome].title_en}, {model}"]
        lines += text_table(HEADERS, rows, right=range(2, len(HEADERS)))
        explained = part["explained"].dropna()
        if len(explained):
            lines.append(_trust(float(explained.iloc[0])))
    return lines[1:]


def _factor(row):
    name = name_and_key(row.factor)
    return f"{name} = {row.value_of_factor}" if row.value_of_factor else name


def _trust(explained):
    said = f"The emulator predicts {explained:.0%} of the variance between points left out"
    return said + ("." if explained >= sensitivity()["enough_explained"] else ": too little to rely on; add samples.")


def pareto_lines(experiment, found):
    """Return lines on a search: the non-dominated points, and the unchanged model."""
    table, names = found.points, experiment.search.objectives
    best = table[table["is_best"]]
    factors = [factor.name for factor in experiment.factors]
    entries = {entry.name: entry for entry in outcomes_of(experiment.models.values())}
    rows = []
    for row in [*table[table["is_base"]].to_dict("records"), *best[~best["is_base"]].to_dict("records")]:
        levers = ["as it is" if row["is_base"] else _value(row[name]) for name in factors]
        rows.append([*levers, *(number_text(row[name], entries[name].decimals + 1) for name in names)])
    count = len(factors)
    lines = text_table([*factors, *names], rows, right=range(count, count + len(names)))
    title = f"{counted(len(table), 'point')} evaluated; {len(best)} of them are non-dominated"
    return [title, "", *lines, "", f"All points: {found.folder / 'pareto.csv'}"]


def _value(value):
    return f"{value:g}" if isinstance(value, float) else str(value)
