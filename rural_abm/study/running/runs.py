"""One run of one scenario: its results with their provenance, in memory and optionally in a folder."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from rural_abm.engine.errors import InputError
from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.governance import Scenario, resolve
from rural_abm.outcomes.value import with_value
from rural_abm.study.results import store
from rural_abm.study.results.checksums import SHA256, digests
from rural_abm.study.results.finished_years import finished
from rural_abm.study.results.in_brief import as_html, run_headlines, run_lines
from rural_abm.study.results.known_outcomes import own_entries
from rural_abm.study.results.outcome_rows import HasOutcomes, choose
from rural_abm.study.results.provenance import input_hashes, provenance, run_id

if TYPE_CHECKING:
    import pandas as pd


RUN_FILES = (store.RESULTS, store.RUNS, store.CONTACTS, store.EVENTS)


@dataclass(repr=False, eq=False)
class Results(HasOutcomes):
    """The results of a run, with its rows from `outcomes()`.

    `runs`: DataFrame with one row per run; `manifest`: dict; `contacts` and `events`: DataFrames, or None if the event
    register was off; `folder`: where it is, or None.
    """

    _rows: pd.DataFrame
    runs: pd.DataFrame
    manifest: dict[str, Any]
    contacts: pd.DataFrame | None = None
    events: pd.DataFrame | None = None
    folder: Path | None = None

    @classmethod
    def load(cls, folder: str | PathLike[str], *, outcomes: str | list[str] | None = None) -> Self:
        """Load the results in a folder, of all outcomes or of those named."""
        folder = Path(folder)
        manifest = store.read_manifest(folder)
        rows, runs = store.load(folder, outcomes=outcomes), store.read_table(folder, store.RUNS)
        contacts, events = (
            store.read_table(folder, name) if (folder / name).exists() else None
            for name in (store.CONTACTS, store.EVENTS)
        )
        return cls(rows, runs, manifest, contacts, events, folder)

    def _read(self, outcomes, places, dimensions):
        return choose(self._rows, outcomes, places, dimensions, where="outcomes")

    def __repr__(self):
        return "\n".join(run_lines(self))

    def _repr_html_(self):
        return as_html(run_lines(self), run_headlines(self._rows, self.manifest))

    def save(self, folder: str | PathLike[str]) -> None:
        """Write everything to the folder and remember it; raise InputError on failure or if it holds other results."""
        checked = store.check_folder(folder, self.manifest["experiment"])
        # The manifest comes first: it tells what a folder is for, should the writing be broken off.
        if store.manifest_or_none(checked) is None:
            store.write_manifest(checked, self.manifest)
        store.write_table(checked / store.RESULTS, self._rows[list(store.RESULT_COLUMNS)])
        store.write_table(checked / store.RUNS, self.runs)
        for name, frame in ((store.CONTACTS, self.contacts), (store.EVENTS, self.events)):
            if frame is not None:
                store.write_table(checked / name, frame)
        self.manifest |= {SHA256: digests(checked, RUN_FILES)}
        self.manifest = store.settle_manifest(checked, self.manifest)
        self.folder = checked


# Attribute of an error that ended a run: the Results of the years finished before it.
FINISHED_RESULTS = "finished_results"


class NotWrittenError(InputError):
    """Results were computed and could not be written; they are in `results`, and `results.save(folder)` tries again."""

    results: Results | None = None


def as_scenario(given: Scenario | str | None = None, **changes: Any) -> Scenario:
    """Return the Scenario given as such, as a governance model's name or path, or by keywords alone."""
    if isinstance(given, Scenario):
        return Scenario.from_mapping({**given.to_mapping(), **changes}) if changes else given
    named: dict[str, Any] = {} if given is None else {"governance": given}
    return Scenario(**named, **changes)


def own_agents(scenario: Scenario, agents: Mapping[str, type] | None) -> Scenario:
    """Return the scenario with agent classes of one's own (see `simulation.extensions`), or as it is for None."""
    if not agents:
        return scenario
    from rural_abm.simulation.extensions import with_agents  # Mesa is loaded only where it is needed

    return with_agents(scenario, agents)


def run(
    scenario: Scenario | str | None = None,
    out: str | PathLike[str] | None = None,
    *,
    agents: Mapping[str, type] | None = None,
    progress: Callable[[int, int], object] | None = None,
    **changes: Any,
) -> Results:
    """Run a Scenario, or a governance model's name with a scenario's fields as keywords, and return its Results.

    `agents` {name of an agent class: subclass of it in a file of its own} lets own classes decide.
    With `out` they are also written to that folder, which is checked before the run. `progress(done, all)` is called
    with days as the run proceeds. Raises InputError for wrong input, NotWrittenError if writing fails at the end. An
    error that ends the run, as of an own rule, is raised as it is; the years finished before it are written, with a
    manifest that says so, and stand in its attribute `finished_results` (Results).
    """
    scenario = own_agents(as_scenario(scenario, **changes), agents)
    resolve(scenario)
    if out is not None:
        store.check_folder(out, run_id(scenario))
    started = time.perf_counter()
    model = _new_model(scenario)
    try:
        model.run(progress=progress)
    except Exception as error:
        _keep_finished(error, model, scenario, time.perf_counter() - started, out)
        raise
    results = _results(model, model.outcomes(), scenario, time.perf_counter() - started, scenario.years)
    if out is not None:
        _save(results, out)
    return results


def _new_model(scenario):
    from rural_abm.simulation.model import RuralModel

    return RuralModel(scenario)


def _keep_finished(error, model, scenario, seconds, out):
    """Keep the years finished before an error ended the run, and note on the error how many and where they are."""
    years = model.finished_days // DAYS_A_YEAR
    if not years:
        error.add_note("No year of the run was finished.")
        return
    from rural_abm.simulation.results import outcomes_of

    results = _results(model, outcomes_of(model, days=years * DAYS_A_YEAR), scenario, seconds, years)
    setattr(error, FINISHED_RESULTS, results)
    where = f"in the error's {FINISHED_RESULTS}"
    if out is not None:
        try:
            results.save(out)
            where = f"in {out}"
        except InputError as not_written:
            where += f", not written ({str(not_written).splitlines()[0]})"
    error.add_note(f"{years} of {scenario.years} years were finished and are kept {where}.")


def _results(model, outcomes, scenario, seconds, years):
    """Return the Results of the first `years` of a run, of which `outcomes` is the DataFrame."""
    import pandas as pd

    name = run_id(scenario)
    rows = with_value(store.with_run_id(outcomes, name))
    has_register = scenario.register != "none"
    runs = pd.DataFrame([run_row(name, scenario_label(scenario), scenario)])
    return Results(
        rows,
        runs,
        run_manifest(scenario, seconds, years),
        model.contacts() if has_register else None,
        model.events() if has_register else None,
    )


def scenario_label(scenario):
    """Return the names of the model, its reforms and, if there are any, "own values", joined by "+"."""
    plan = resolve(scenario)
    return "+".join([*plan.names, *(["own_values"] if scenario.levers else [])])


def run_row(name, label, scenario):
    """Return one row (dict) of runs.parquet; draw 0 stands for the register's own values."""
    return {
        "run_id": name,
        "scenario": label,
        **plan_entries(scenario),
        "seed": scenario.seed,
        "draw": scenario.draw or 0,
        "years": scenario.years,
        "levers": json.dumps(scenario.levers, sort_keys=True, default=str),
        "parameters": json.dumps(scenario.parameters, sort_keys=True),
    }


def plan_entries(scenario):
    """Return the entries of runs.parquet on a scenario's files: titles, and names of model and reforms, not paths."""
    plan = resolve(scenario)
    titles = {f"title_{language}": title for language, title in plan.titles.items()}
    governance, *reforms = plan.names[: 1 + len(scenario.reforms)]
    return {**titles, "governance": governance, "reforms": "+".join(reforms)}


def scenario_entries(scenarios):
    """Return what a manifest says of scenarios {label: Scenario}.

    By label: their definitions, titles {"en", "sv"}, whether each is taken as fully adopted from the first day, and
    which setting overrides which in each. Own outcomes are stated in full.
    """
    plans = {label: resolve(scenario) for label, scenario in scenarios.items()}
    return {
        "scenarios": {label: scenario.to_mapping() for label, scenario in scenarios.items()},
        "titles": _distinct({label: plan.titles for label, plan in plans.items()}),
        "adopted_from_first_day": {label: plan.adopted_from_first_day for label, plan in plans.items()},
        "overridden": {label: plan.overridden for label, plan in plans.items()},
        **own_entries(scenarios.values()),
    }


def _distinct(titles):
    """Return the titles {label: {"en", "sv"}}; titles that several share are followed by the label."""
    languages = next(iter(titles.values()))
    seen = {language: [one[language] for one in titles.values()] for language in languages}
    return {
        label: {lang: f"{text} ({label})" if seen[lang].count(text) > 1 else text for lang, text in one.items()}
        for label, one in titles.items()
    }


def run_manifest(scenario, seconds, years):
    """Return the manifest (dict) of a single run of which `years` were finished."""
    return {
        "kind": "run",
        **finished(years, scenario.years),
        "experiment": run_id(scenario),
        **scenario_entries({scenario_label(scenario): scenario}),
        "seeds": [scenario.seed],
        "inputs": input_hashes([scenario]),
        "run_seconds": round(seconds, 2),
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        **provenance(),
    }


def _save(results, out):
    try:
        results.save(out)
    except InputError as error:
        again = NotWrittenError(error.what, where=error.where, allowed=error.allowed, nearest=error.nearest)
        again.results = results
        raise again from None
