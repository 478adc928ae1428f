"""The steps that build the article, in three kinds: full, quick and check.

A quick build uses few seeds and leaves the published results alone; a check computes everything again and compares it
with the published results. `paper/dodo.py` defines the order of the steps and their conditions.
"""

import json
import math
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from rural_abm.engine.kernels import code_hash
from rural_abm.figures.write import marked
from rural_abm.governance.files import LANGUAGES, read_toml
from rural_abm.report.article import (
    check_claims,
    check_results,
    compile_article,
    numbers_of_result,
    read_settings,
    write_article,
)
from rural_abm.report.experiment_page import read_any
from rural_abm.report.renewing import derive, keep, plan_lines, run, stale, stamp_of, usual_folder
from rural_abm.study.results.provenance import short_hash
from rural_abm.study.results.store import write_text
from rural_abm.study.running.progress import progress_bar
from rural_abm.study.sweeps.experiments import FILE, FOLDER

FULL, QUICK, CHECK = "full", "quick", "check"
BUILD, RUNS, PDF = "build", "runs", "rural_abm.pdf"
MARK = "QUICK: fewer seeds, fewer years"


@dataclass(frozen=True)
class Building:
    """A build of the article in the folder `paper` of a checkout; `kind` is full, quick or check."""

    paper: Path
    kind: str = FULL

    @property
    def settings(self):
        """The Settings of the article."""
        return read_settings(self.paper)

    @property
    def names(self):
        """Names of the experiments that this build may run."""
        return self.settings.all if self.kind == QUICK else self.settings.results

    @property
    def published(self):
        """The folder of the published experiments."""
        return self.paper.parent / FOLDER

    @property
    def experiments(self):
        """The folder of the experiments that this build makes and reads."""
        return self.published if self.kind == FULL else self.paper / BUILD / self.kind

    @property
    def pdf(self):
        """The path of the PDF."""
        return self.paper / BUILD / (PDF if self.kind == FULL else f"{self.kind}.pdf")

    def prepare(self):
        """Write the experiment definitions of a quick or check build outside the published results."""
        if self.kind == FULL:
            return
        for name in self.names:
            table = read_toml(self.published / name / FILE, name)
            if self.kind == QUICK:
                table = self._quick(name, table)
            write_text(_made(self.experiments / name) / FILE, toml_text(table))

    def _quick(self, name, table):
        """Return a definition with few seeds and the changes that the settings make to it."""
        changed = laid_over(table, {"seeds": self.settings.quick_seeds} | self.settings.quick.get(name, {}))
        if "minutes" in table:
            shares = [changed["seeds"] / table["seeds"]]
            if "years" in table.get("options", {}):
                shares.append(changed["options"]["years"] / table["options"]["years"])
            changed["minutes"] = table["minutes"] * math.prod(shares)
        return changed

    def why(self, name):
        """Return why the results of an experiment must be computed, or "" if they are up to date."""
        return stale(self.experiments / name)

    def plan(self):
        """List what will be run and how long it takes (lines)."""
        folders = [self.experiments / name for name in self.names]
        lines = plan_lines({folder: read_any(folder) for folder in folders}, self.paper.parent)
        if self.kind == QUICK:
            return lines
        for name in self.settings.by_name:
            if reason := stale(self.published / name):
                lines.append(f"{name}: {reason}; runs only on request: rural-abm experiment {FOLDER}/{name} --renew")
        return lines

    def make(self, name, workers=None):
        """Run an experiment and keep its results."""
        folder = self.experiments / name
        asked = read_any(folder)
        out = self.paper.parent / usual_folder() / name if self.kind == FULL else self._runs(name, asked)
        with progress_bar(f"Simulating {name}") as progress:
            run(asked, out, workers, progress)
        keep(out, folder)

    def _runs(self, name, asked):
        """Return the folder in which runs of this code and definition resume."""
        return self.experiments / RUNS / f"{name}-{short_hash(code_hash(), stamp_of(asked))}"

    def derive(self, name):
        """Write the numbers and figures of an experiment from its kept results."""
        with marked(MARK) if self.kind == QUICK else nullcontext():
            derive(self.experiments / name, LANGUAGES if self.kind == FULL else LANGUAGES[:1])

    def article(self):
        """Make the PDF once all checks pass and return its path; claims are checked against the published results."""
        where = "/" + self.experiments.relative_to(self.paper.parent).as_posix()
        article = compile_article(self.paper, results=where, quick=self.kind == QUICK)
        check_results(article, self.settings, str(self.paper))
        check_claims(article, self.paper, self.published)
        return write_article(article, self.pdf)

    def compare(self):
        """Compare the recomputed numbers with the published ones; return (lines, whether all agree)."""
        found = {name: differences(self.published, self.experiments, name) for name in self.names}
        lines = [
            line
            for name, (count, unlike) in found.items()
            for line in (f"{name}: {count} numbers, {len(unlike)} differ from those published", *unlike)
        ]
        lines += [f"{name}: not recomputed (only on request)" for name in self.settings.by_name]
        return lines, not any(unlike for _, unlike in found.values())


def _made(folder):
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def laid_over(table, changes):
    """Return a table with the values of another laid over it, recursively."""
    both = {key: laid_over(table[key], value) if isinstance(value, dict) and isinstance(table.get(key), dict) else value
            for key, value in changes.items()}  # fmt: skip
    return table | both


def toml_text(table):
    """Return a table as the text of a TOML file."""
    import tomli_w

    return tomli_w.dumps(table)


def differences(published, made, name):
    """Compare the numbers of an experiment in two folders; return (how many there are, lines on those that differ)."""
    old, new = (numbers_of_result(folder, name)["rows"] for folder in (published, made))
    if len(old) != len(new):
        return len(new), [f"  {len(new)} rows instead of {len(old)}"]
    pairs = [(row, key, row[key], other.get(key)) for row, other in zip(old, new, strict=True) for key in row]
    unlike = [f"  {json.dumps(row)}: {key} is {now} instead of {was}"
              for row, key, was, now in pairs if not _alike(was, now)]  # fmt: skip
    return sum(isinstance(was, float | int) for _, _, was, _ in pairs), unlike


def _alike(was, now):
    """Return whether two values agree up to the last digits of a sum, in which machines may differ."""
    both = isinstance(was, float | int) and isinstance(now, float | int)
    return math.isclose(was, now) if both else was == now
