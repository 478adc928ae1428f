"""The README of an experiment: a template in its folder, filled with the numbers of its results."""

import sys
import textwrap
from functools import partial
from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.engine.units import MINUTES_AN_HOUR, SECONDS_A_MINUTE
from rural_abm.governance.files import read_toml
from rural_abm.study.compare.paired_draws import NONE, read_draws
from rural_abm.study.compare.summaries import number_text
from rural_abm.study.evidence.numbers import drawn_counts, read_numbers
from rural_abm.study.insilico.options import is_judged
from rural_abm.study.insilico.running import FILE, InSilicoExperiment, read_in_silico
from rural_abm.study.results.store import write_text
from rural_abm.study.running.run_times import runs_of_search, seconds_of_runs
from rural_abm.study.sweeps.experiments import is_in_silico, read_experiment
from rural_abm.study.sweeps.sweeps import estimate

TEMPLATE, PAGE = "README.md.jinja", "README.md"
WIDTH = 120
PERCENT = 100
# Paragraphs that begin so are left as they are: code, figures, tables, headings, lists.
AS_THEY_ARE = ("    ", "![", "|", "#", "```", "- ")
CHANCE_ALONE = "Intervals include chance alone."
OVER_POINTS = "Intervals are those of the mean over all points and do not describe the spread between points."
DRAWN = (
    "Each seed has its own draw of {parameters} of the model's {of} parameters, the same in all its worlds, and is run "
    "again with the register's values, which separates chance from parameter uncertainty: intervals include both. More "
    "seeds reduce chance only; the uncertainty of the other parameters is not included."
)
JUDGED = (
    "Each seed has its own draw of {parameters} of the model's {of} parameters, the same in all its worlds. For "
    "differences over the years after the first, chance is separated from parameter uncertainty by the variances that "
    "`rural-abm chance` measured; for levels and single years all variation over the seeds counts as parameter "
    "uncertainty. More seeds reduce chance only; the uncertainty of the other parameters is not included."
)
MADE_WITHOUT = "The numbers below are from an earlier version without draws: their intervals include chance alone."


class Number:
    """A mean with its interval, as words; `row` has mean (or value), low and high."""

    def __init__(self, row):
        self.row = row
        self.mean = row["mean"] if "mean" in row else row["value"]
        self.low, self.high = row["low"], row["high"]

    @property
    def is_sure(self):
        """Whether the interval lies on one side of 0."""
        return None not in (self.low, self.high) and self.low * self.high > 0

    def percent(self, decimals=0):
        """Format the mean in percent."""
        return _text(self.mean, decimals, PERCENT, " %")

    def number(self, decimals=0):
        """Format the mean."""
        return _text(self.mean, decimals)

    def interval(self, decimals=0, *, percent=False):
        """Format the 95 % interval in the same unit."""
        low, high = (_text(end, decimals, PERCENT if percent else 1) for end in (self.low, self.high))
        return f"{low} to {high}"

    def share(self, decimals=0):
        """Format the mean of a share in percent with its interval, clipped to the range of a share."""
        known = {end: None if self.row[end] is None else min(max(self.row[end], 0), 1) for end in ("low", "high")}
        return f"{self.percent(decimals)} (95 % interval {Number(self.row | known).interval(decimals, percent=True)})"

    def percentage(self, decimals=0):
        """Format the mean in percent with its interval, which may lie below 0 or above 100."""
        return f"{self.percent(decimals)} (95 % interval {self.interval(decimals, percent=True)})"

    def points(self, decimals=0):
        """Format the mean of a difference of shares in percentage points with its interval."""
        interval = self.interval(decimals, percent=True)
        return f"{_text(self.mean, decimals, PERCENT)} percentage points (95 % interval {interval})"

    def change(self, up="rise", down="fall", decimals=1):
        """Say by how many percent something changes, if the direction is certain; the sign of the number decides it."""
        interval = f"95 % interval {self.interval(decimals, percent=True)} %"
        if not self.is_sure:
            return f"do not {up} or {down} by more than chance ({interval})"
        return f"{up if self.mean > 0 else down} by {_text(abs(self.mean), decimals, PERCENT, ' %')} ({interval})"


class Numbers:
    """The numbers of a template: `pick(...)` selects one row by its columns, `rows(...)` several."""

    def __init__(self, numbers, where):
        self.all, self.where = numbers["rows"], where

    def rows(self, **chosen):
        """Return the rows (list of dicts) in which every named column has the given value."""
        return [row for row in self.all if all(str(row.get(name)) == str(value) for name, value in chosen.items())]

    def pick(self, **chosen):
        """Return the Number of the single matching row; raise InputError for none or several."""
        found = self.rows(**chosen)
        if len(found) != 1:
            asked = ", ".join(f"{name}={value}" for name, value in chosen.items())
            raise InputError(f"{asked} names {len(found)} rows of the numbers", where=self.where, allowed="one row")
        return Number(found[0])


def _text(value, decimals, factor=1, unit=""):
    return "not defined" if value is None else f"{number_text(value * factor, decimals)}{unit}".replace("-", "−")


def experiment_page(folder):
    """Return the text of an experiment's README, made from its template, its definition and its numbers."""
    from jinja2 import Environment, StrictUndefined, TemplateError

    path = Path(folder) / TEMPLATE
    environment = Environment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, autoescape=False
    )
    numbers = read_numbers(folder)
    asked = read_any(folder)
    made = numbers and numbers["made"]
    given = {"made": None, "run_time": run_time(minutes_of(asked)), "doubt": doubt(asked, made),
             "labels": partial(labels_of, asked)}  # fmt: skip
    if numbers is not None:
        found = Numbers(numbers, str(path))
        given |= {"made": numbers["made"], "pick": found.pick, "rows": found.rows, "number": _text, "Number": Number}
    try:
        text = environment.from_string(path.read_text(encoding="utf-8")).render(given)
    except OSError:
        raise InputError("is not there", where=str(path), allowed=f"a folder with {TEMPLATE}") from None
    except TemplateError as error:
        raise InputError(f"cannot be filled: {error}", where=str(path)) from None
    return "\n\n".join(_wrapped(part) for part in text.strip().split("\n\n") if part.strip()) + "\n"


def labels_of(asked, column):
    """Return [(value, English label)] of a column of an experiment's figure, in display order."""
    return [(value, words["en"]) for value, words in asked.figure["labels"][column].items()]


def read_any(folder):
    """Read the experiment that a folder defines: an `InSilicoExperiment` or a sweep."""
    path = Path(folder) / FILE
    if path.exists() and not is_in_silico(read_toml(path, str(path))):
        return read_experiment(path)
    return read_in_silico(folder)


def minutes_of(asked):
    """Estimate the minutes that an experiment takes on two cores, from its definition or its number of runs."""
    if isinstance(asked, InSilicoExperiment):
        return asked.minutes
    if asked.search is None:
        return estimate(asked, workers=2)["hours"] * MINUTES_AN_HOUR
    return seconds_of_runs(runs_of_search(asked), asked.years, workers=2) / SECONDS_A_MINUTE


def run_time(minutes):
    """Express the run time on two cores in words."""
    return f"about {max(round(minutes), 1)} {'minute' if round(minutes) <= 1 else 'minutes'} on two cores"


def doubt(asked, made):
    """Return sentences on the kinds of uncertainty that an experiment's intervals include.

    `made`: how its numbers were made (dict), or None.
    """
    if not isinstance(asked, InSilicoExperiment):
        return CHANCE_ALONE
    if asked.draws == NONE:
        held = OVER_POINTS if asked.options.get("space") else CHANCE_ALONE
        return f"{asked.no_draws_because['en']} {held}"
    known = (made or {}).get("draws")
    words = JUDGED if is_judged(asked.measure) else DRAWN
    told = words.format(**(known or drawn_counts(read_draws(asked.draws).entry())))
    return told if known or not made else f"{told} {MADE_WITHOUT}"


def _wrapped(paragraph):
    paragraph = paragraph.strip("\n")
    if paragraph.startswith(AS_THEY_ARE):
        return paragraph
    return textwrap.fill(" ".join(paragraph.split()), WIDTH, break_long_words=False, break_on_hyphens=False)


def write_page(folder):
    """Write an experiment's README from its template and numbers, and return the path."""
    path = Path(folder) / PAGE
    write_text(path, experiment_page(folder))
    return path


if __name__ == "__main__":
    for written in map(write_page, sys.argv[1:]):
        print(written)
