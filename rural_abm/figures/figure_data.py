"""A results directory as read for figures and reports."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from rural_abm.engine.errors import InputError, plain_text, unknown_name
from rural_abm.figures.labels import REGION, shown_catalogue
from rural_abm.figures.manifest import results_hash
from rural_abm.figures.texts import LANGUAGES
from rural_abm.study.results.known_outcomes import outcomes_in
from rural_abm.study.results.manifest_shape import region_of
from rural_abm.study.results.store import read_manifest, read_table

ALL = "all"
PAYER, PAYER_TODAY = "payer", "original_payer"
VALUE_COLUMNS = ["mean_baseline", "mean_scenario", "difference", "low", "high", "doubt", "matters"]
VALUE_COLUMNS += ["transition_difference", "transition_low", "transition_high"]
NEEDED = ("manifest.json", "runs.parquet", "results.parquet")


@dataclass(frozen=True, eq=False)
class FigureData:
    """The contents of a results directory, shares in percent; `comparison` is None where runs were not compared.

    `catalogue` is the dict of outcome entries by name; `runs` has one row per run; `comparison` one row per scenario,
    outcome, place and group; `steps` one row per scenario, lever, outcome and place, or None where it was not
    requested. Rows with an outcome outside the catalogue are left out. `drawn` holds drawn figures by name and
    language; `region` is the name or folder of the region of the runs.
    """

    directory: Path
    manifest: dict
    runs: pd.DataFrame
    comparison: pd.DataFrame | None
    catalogue: dict
    sha256: str
    steps: pd.DataFrame | None = None
    drawn: dict = field(default_factory=dict)
    region: str | None = None

    @cached_property
    def baseline(self):
        """Key of the scenario with which the others are compared; without a comparison, the first scenario."""
        if self.comparison is not None and len(self.comparison):
            return self.comparison["baseline"].iloc[0]
        return self.runs["scenario"].iloc[0]

    @cached_property
    def scenarios(self):
        """Keys of all scenarios (tuple), the baseline first, the rest in the given order."""
        # A comparison split into steps holds runs of single levers too; the manifest tells scenarios from steps.
        names = self.manifest.get("scenarios") or dict.fromkeys(self.runs["scenario"])
        return (self.baseline, *(name for name in names if name != self.baseline))

    @cached_property
    def others(self):
        """Keys of the scenarios compared with the baseline (tuple)."""
        return self.scenarios[1:]

    @cached_property
    def seeds(self):
        """Number of different seeds."""
        return int(self.runs["seed"].nunique())

    @cached_property
    def years(self):
        """Number of reported years of the longest run."""
        return int(self.runs["years"].max())

    @cached_property
    def headline(self):
        """Entries of the outcomes shown first (tuple), in catalogue order."""
        return tuple(entry for entry in self.catalogue.values() if entry.headline)

    def title(self, scenario, lang):
        """Return the scenario's display name."""
        return self._titles[lang].get(scenario, scenario)

    @cached_property
    def _titles(self):
        first = self.runs.drop_duplicates("scenario").set_index("scenario")
        return {lang: first[f"title_{lang}"].map(plain_text).to_dict() for lang in LANGUAGES}

    def scenario(self, key):
        """Return the definition of a scenario from the manifest (dict)."""
        return self.manifest.get("scenarios", {}).get(key, {})

    def entry(self, outcome):
        """Return the catalogue's entry of an outcome; raise InputError for an unknown name."""
        if outcome not in self.catalogue:
            raise unknown_name("outcome", outcome, self.catalogue)
        return self.catalogue[outcome]

    def compared(self, **conditions):
        """Return the comparison rows (DataFrame) in which every named column has the given value, in file order."""
        if self.comparison is None:
            allowed = "a directory written by rural-abm compare"
            raise InputError("contains no comparison", where=str(self.directory), allowed=allowed)
        return _rows(self.comparison, conditions)

    def region_rows(self, scenario):
        """Return the rows of the whole region, all residents, of one scenario, by outcome (dict of named tuples)."""
        rows = self.compared(scenario=scenario, place_kind=REGION, dimension=ALL)
        return {row.outcome: row for row in rows.itertuples(index=False)}

    def yearly(self, outcomes, place_kind=REGION, dimension=ALL):
        """Return the yearly values of each run.

        The columns are scenario, seed, year, place, group, outcome and value (nan where undefined).
        """
        key = (tuple(outcomes), place_kind, dimension)
        if key not in self._kept:
            self._kept[key] = self._read_yearly(*key)
        return self._kept[key]

    @cached_property
    def _kept(self):
        """Tables read before, shared by the figures of both languages."""
        return {}

    def _read_yearly(self, outcomes, place_kind, dimension):
        conditions = [
            ("outcome", "in", list(outcomes)),
            ("place_kind", "==", place_kind),
            ("dimension", "==", dimension),
        ]
        table = read_table(self.directory, "results.parquet", filters=conditions)
        year = table["period"].astype(str).str.partition("-")[0].astype(int)
        keys = ["run_id", "year", "place", "group", "outcome"]
        # Monthly results are sums too: a year's value is that of its months' sums.
        table = table.assign(year=year, **{key: table[key].astype(str) for key in keys if key != "year"})
        sums = table.groupby(keys, sort=False)[["numerator", "denominator"]].sum().reset_index()
        factor = sums["outcome"].map({name: float(entry.factor) for name, entry in self.catalogue.items()})
        value = sums["numerator"] / sums["denominator"].where(sums["denominator"] != 0) * factor
        merged = sums.assign(value=value).merge(self.runs[["run_id", "scenario", "seed"]], on="run_id")
        return merged[["scenario", "seed", "year", "place", "group", "outcome", "value"]]


def _rows(table, conditions):
    for column, value in conditions.items():
        table = table[table[column] == value]
    return table


def read_results(directory, catalogue=None):
    """Read the `FigureData` in `directory`; raise InputError that names a missing or broken file.

    `catalogue`: outcome entries (iterable) other than those of the package and of own rules.
    """
    directory = Path(directory)
    for name in NEEDED:
        if not (directory / name).exists():
            allowed = f"a results directory with {', '.join(NEEDED)}"
            raise InputError(f"{name} is missing", where=str(directory), allowed=allowed)
    manifest, runs = read_manifest(directory), read_table(directory, "runs.parquet")
    if not len(runs):
        raise InputError("contains no runs", where=str(directory / "runs.parquet"), allowed="at least one run")
    known = shown_catalogue(outcomes_in(manifest) if catalogue is None else catalogue)
    comparison, steps = (_differences(directory / name, known) for name in ("comparison.parquet", "steps.parquet"))
    return FigureData(
        directory, manifest, runs, comparison, known, results_hash(directory), steps, region=region_of(manifest)
    )


def _differences(path, catalogue):
    """Return a table of differences with shares in percent, or None where there is no such file."""
    if not path.exists():
        return None
    table = read_table(path.parent, path.name)
    table = table[table["outcome"].isin(list(catalogue))].reset_index(drop=True)
    factor = table["outcome"].astype(str).map({name: entry.factor for name, entry in catalogue.items()}).astype(float)
    return table.assign(**{column: table[column] * factor for column in VALUE_COLUMNS if column in table})
