"""Results in two or three lines for the Python prompt, and as a short table for a notebook."""

from markupsafe import Markup

from rural_abm.study.results.finished_years import years_missing
from rural_abm.study.results.known_outcomes import outcomes_in
from rural_abm.study.results.tables import counted

REGION, ALL = "region", "all"
HOW = ".outcomes() gives the rows of its runs; factors=True adds the properties of each run"


def run_lines(results):
    """Return lines on the Results of a run."""
    missing = years_missing(results.manifest)
    lines = [_titles(results.manifest), *([missing.capitalize() + "."] if missing else []), *_kept(results)]
    return [*lines, f"{HOW}; .runs, .manifest, .contacts, .events."]


def comparison_lines(comparison):
    """Return lines on a Comparison."""
    manifest = comparison.manifest
    counts = f"{counted(len(comparison.runs), 'run')}, {counted(len(manifest['seeds']), 'seed')}"
    runs = f"{counts}; the first model is the baseline."
    steps = "" if comparison.steps is None else ", .steps the contribution of each lever"
    how = f".differences holds the verdicts{steps}; {HOW}."
    return [_titles(manifest), runs, *_kept(comparison), how]


def sweep_lines(sweep):
    """Return lines on a Sweep."""
    manifest, found = sweep.manifest, 0 if sweep.runs is None else len(sweep.runs)
    runs = f"{found} of {manifest['runs']} runs gathered, {len(sweep.failures)} failed"
    seeds = f"{counted(len(manifest['seeds']), 'seed')} of each point"
    return [f"{manifest['title']['en']}: {_titles(manifest)}", f"{runs}; {seeds}.", *_kept(sweep), f"{HOW}; .runs."]


def _titles(manifest):
    return " / ".join(title["en"] for title in manifest["titles"].values())


def _kept(results):
    return [] if results.folder is None else [f"Kept in {results.folder}"]


def as_html(lines, table):
    """Return the lines, with a DataFrame below unless it is None, as HTML."""
    words = Markup("<p>{}</p>").format(Markup("<br>").join(lines))
    return str(words) + ("" if table is None else table.to_html(index=False, escape=True))


def headlines(table, manifest):
    """Return the rows (DataFrame) of the whole region for headline outcomes of results with this manifest.

    Of a table of outcomes, the last period.
    """
    first = [entry.name for entry in outcomes_in(manifest) if entry.headline]
    whole = table[(table["place_kind"] == REGION) & (table["dimension"] == ALL) & table["outcome"].isin(first)]
    return whole if "period" not in whole else whole[whole["period"] == max(whole["period"], default="")]


def comparison_headlines(differences, manifest):
    """Return the headlines of a Comparison's differences, in the most informative columns."""
    columns = ["scenario", "outcome", "mean_baseline", "difference", "low", "high", "verdict"]
    return headlines(differences, manifest)[columns]


def run_headlines(rows, manifest):
    """Return the headline outcomes of a run's last period."""
    return headlines(rows, manifest)[["period", "outcome", "value"]]
