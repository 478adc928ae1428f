"""Results in the form the page needs: series with bands, verdicts in words, who gains and who pays."""

import math

from rural_abm import compare_worlds, resolve
from rural_abm.demo.catalogue import outcome_rows
from rural_abm.demo.settings import LANGUAGES, table

REGION = "region"
DIGITS = 5
BANDS = {
    "a_low": "a_low",
    "a_high": "a_high",
    "b_low": "b_low",
    "b_high": "b_high",
    "d": "difference",
    "d_low": "low",
    "d_high": "high",
}
# The package's verdicts by the page's names.
VERDICTS = {
    "higher": "differs",
    "lower": "differs",
    "too small to matter": "too_small",
    "cannot be told": "cannot_tell",
}
TOO_FEW = "too_few"
GAINS, PAYS = "better", "worse"


def answer(scenarios, first, second, wanted, place=None, bands=True):
    """Return the message (dict) on two lists of WorldRuns of the same seeds, with bands for the region and `place`.

    With `bands` false, only the region has bands; municipalities have their means.
    """
    figures = compare_worlds(first, second)
    plans = [resolve(scenario) for scenario in scenarios]
    full = {REGION, place} if bands else {REGION}
    judged = {
        name: {where: _figure(figures, row, column, name) for column, where in enumerate(figures.places)}
        for row, name in enumerate(figures.outcomes)
    }
    return {
        "pairs": figures.pairs,
        "pairs_wanted": wanted,
        "years": list(figures.years),
        "titles": [plan.titles for plan in plans],
        "adopted_from_first_day": [plan.adopted_from_first_day for plan in plans],
        "overridden": [plan.overridden for plan in plans],
        "series": {
            name: {
                where: _series(figures.series, row, column, where in full)
                for column, where in enumerate(figures.places)
            }
            for row, name in enumerate(figures.outcomes)
        },
        "figures": judged,
        "payers": [{"payer": name, **judged[name][REGION]} for name in table("settings")["payers"]],
        "who": _who(judged),
    }


def plain(value):
    """Round a number to its significant digits; return None where it is undefined."""
    value = float(value)
    return float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None


def _series(series, row, column, with_bands):
    found = {side: [plain(value) for value in series[side][row, column]] for side in ("a", "b")}
    if with_bands:
        for name, source in BANDS.items():
            values = [plain(value) for value in series[source][row, column]]
            found[name] = None if all(value is None for value in values) else values
    return found


def _figure(figures, row, column, name):
    """Return one outcome over all years: both worlds, the difference with interval, verdict and certainty in words."""
    found = {
        key: plain(figures.totals[key][row, column]) for key in ("a", "b", "difference", "low", "high", "sign_chance")
    }
    verdict = str(figures.totals["verdict"][row, column])
    verdict = TOO_FEW if figures.pairs < 2 else VERDICTS.get(verdict, verdict)
    told = {**found, "verdict": verdict, "sureness": sureness(found["sign_chance"])}
    return told | ({"sentence": sentence(name, found, verdict)} if figures.places[column] == REGION else {})


def sureness(chance):
    """Return the name of the degree of certainty of a difference; None with a single world."""
    if chance is None:
        return None
    return next(entry["name"] for entry in table("settings")["sureness"] if chance >= entry["from"])


def sentence(name, found, verdict):
    """Return {"en", "sv"}: one sentence on an outcome."""
    row = outcome_rows()[name]
    texts = table("settings")["sentences"][verdict]
    return {
        language: texts[language].format(
            title=row[f"title_{language}"],
            a=number_text(found["a"], row["decimals"], language),
            b=number_text(found["b"], row["decimals"], language),
            unit=row[f"unit_{language}"],
        )
        for language in LANGUAGES
    }


def number_text(value, decimals, language):
    """Format a number as the language writes it; a dash where it is undefined."""
    if value is None:
        return "–"
    text = f"{round(value, decimals) + 0.0:,.{decimals}f}"
    if language == "sv":
        text = text.replace(",", "\u00a0").replace(".", ",")
    return text.replace("-", "\u2212")


def _who(judged):
    """Return the municipalities whose results improve and worsen, with the outcomes concerned."""
    found = {"gains": [], "pays": []}
    for name, places in judged.items():
        for place, one in places.items():
            side = {GAINS: "gains", PAYS: "pays"}.get(one["verdict"])
            if side and place != REGION:
                found[side].append({"place": place, "outcome": name})
    return found
