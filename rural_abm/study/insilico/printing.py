"""The findings of an experiment as plain lines."""

import math

from rural_abm.study.compare.summaries import interval_lines, number_text
from rural_abm.study.results.tables import counted, text_table

DECIMALS = 3
OVER_POINTS = "Intervals are those of the mean over all points of the space, all else as in the register."
SCALED = ("mean", "low", "high")


def finding_lines(experiment, finding):
    """Return title, question, a table with one row per mean over seeds, and the uncertainty in its intervals."""
    table = finding.summary
    keys = [name for name in table.columns if name not in (*SCALED, "seeds", "sign_chance")]
    rows = [_row(row, keys) for row in table.to_dict("records")]
    headers = [*keys, "mean", "95 % interval", "sign right", "seeds"]
    title = f"{experiment.title['en']} ({counted(int(finding.rows['seed'].nunique()), 'seed')})"
    lines = text_table(headers, rows, right=range(len(keys), len(headers)))
    is_of_points = finding.draws is None and experiment.options.get("space")
    held = [OVER_POINTS] if is_of_points else interval_lines({"draws": finding.draws})
    return [title, experiment.question["en"], "", *lines, "", *held]


def _row(row, keys):
    mean, low, high = (number_text(row[name], DECIMALS) for name in SCALED)
    is_known = math.isfinite(row["low"])
    interval = f"{low} to {high}" if is_known else "-"
    chance = f"{row['sign_chance']:.0%}" if is_known else "-"
    return [*(row[name] for name in keys), mean, interval, chance, int(row["seeds"])]
