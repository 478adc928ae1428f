"""What can be listed and described: models, reforms, levers, channels, parameters, outcomes, experiments, patterns."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rural_abm.engine.errors import InputError, nearest_name, unknown_name, warn_left_out
from rural_abm.governance import (
    channel_kinds,
    describe_file,
    lever_table,
    list_governance,
    list_reforms,
    read_governance,
    read_reform,
)
from rural_abm.governance.files import LANGUAGES, read_toml
from rural_abm.regions import region_names

EXPERIMENTS, PATTERNS, REGIONS, PARAMETERS = "experiments", "patterns", "regions", "parameters"
READERS = {"governance": read_governance, "reforms": read_reform}


def list_rows(kind):
    """Return a list of dicts with at least name, title_en and title_sv; raise InputError for an unknown kind."""
    if kind not in KINDS:
        raise unknown_name("kind", kind, KINDS, where="list")
    return KINDS[kind][0]()


def catalogue(kind: str, region: str | None = None) -> list[dict[str, Any]]:
    """Return all items of a kind (governance, reforms, levers, parameters, outcomes, patterns ...): see `list_rows`.

    Parameters have the values of `region` (a packaged name or a folder; default: the default region).
    """
    return _parameters(region) if kind == PARAMETERS else list_rows(kind)


def describe(name: str, kind: str | None = None, region: str | None = None) -> tuple[str, dict[str, Any]]:
    """Return (kind, dict) of everything known of a name; without a kind all kinds are searched in order.

    A kind may be given in the singular. Of a governance model or reform, what `region` (a packaged name or a folder;
    default: the default region) says of its places is included. Raises InputError if the name is unknown, or ambiguous
    between kinds; a pattern yields to any other item of its name.
    """
    kind = f"{kind}s" if f"{kind}s" in KINDS else kind
    if kind is not None and kind not in KINDS:
        raise unknown_name("kind", kind, KINDS, where="describe")
    if kind == REGIONS and name not in region_names():
        return REGIONS, _describe_region(name)  # the folder of one's own
    kinds = [kind] if kind else list(KINDS)
    known = {one: _names(one) for one in kinds}
    found = [one for one in kinds if name in known[one]]
    if not found:
        _unknown(name, kind, known)
    if len(found) > 1 and PATTERNS in found:  # a pattern may bear the name of the outcome it measures
        found.remove(PATTERNS)
    if len(found) > 1:
        raise InputError(
            f"'{name}' is the name of several items",
            where="describe",
            allowed=" or ".join(f"describe {one} {name}" for one in found),
        )
    if region is not None and found[0] in READERS:
        return found[0], describe_file(READERS[found[0]](name, region))
    return found[0], KINDS[found[0]][1](name)


def _names(kind):
    """Return the names of a kind; experiment files are not read, as any of them may be damaged."""
    if kind == EXPERIMENTS:
        from rural_abm.study.sweeps.experiments import experiments_at_hand

        return list(experiments_at_hand())
    if kind == REGIONS:
        return list(region_names())
    return [row["name"] for row in list_rows(kind)]


def _unknown(name, kind, known):
    names = [one for listed in known.values() for one in listed]
    if kind:
        raise unknown_name(f"name under {kind}:", name, names, where="describe")
    raise InputError(
        f"unknown name '{name}'",
        where="describe",
        nearest=nearest_name(name, names),
        allowed=f"a name that `rural-abm list KIND` shows, KIND being one of {', '.join(KINDS)}",
    )


def _describe_row(kind):
    return lambda name: next(row for row in list_rows(kind) if row["name"] == name)


def _channels():
    return [asdict(channel) for channel in channel_kinds().values()]


def _parameters(region=None):
    from rural_abm.regions.registers import load_register

    return [_parameter(parameter) for parameter in load_register(region).values()]


def _parameter(parameter):
    """Return the register's entry of a parameter, with its name, unit and source in words."""
    from rural_abm.study.results.parameter_texts import parameter_name, source_text, unit_text

    titles = {f"title_{lang}": parameter_name(parameter.name, lang) for lang in LANGUAGES}
    source, source_sv = (source_text(parameter.source, lang) for lang in LANGUAGES)
    swedish = {"unit_sv": unit_text(parameter.unit, "sv"), "source_sv": source_sv}
    return {"name": parameter.name, **titles, **asdict(parameter), "source": source, **swedish}


def _describe_parameter(name):
    """Return the row of a parameter with the modules that read it (below the package), found in the sources."""
    from rural_abm.study.parameter_uses import base, readers

    return _describe_row(PARAMETERS)(name) | {"read_by": list(readers()[base(name)])}


def _patterns():
    from rural_abm.study.evidence.patterns_files import pattern_rows

    return pattern_rows()


def _outcomes():
    from rural_abm.outcomes import catalogue

    return [asdict(entry) for entry in catalogue]


def _links():
    from rural_abm.state.feedback_links import link_texts

    return [
        {
            "name": name,
            "title_en": texts["title"]["en"],
            "title_sv": texts["title"]["sv"],
            "cut_en": texts["cut"]["en"],
            "cut_sv": texts["cut"]["sv"],
        }
        for name, texts in link_texts().items()
    ]


def list_experiments():
    """Return one dict per experiment in the folder `experiments` in the current folder or beside the package.

    The keys are name, title_en, title_sv, task, factors, models, seeds, years, file, question_en and question_sv. An
    invalid file is left out with an InputWarning.
    """
    from rural_abm.study.sweeps.experiments import experiments_at_hand

    rows = []
    for name, path in experiments_at_hand().items():
        try:
            rows.append(_listed(name, path))
        except InputError as error:
            warn_left_out(error)
    return rows


def _regions():
    from rural_abm.study.evidence.region_facts import list_regions

    return list_regions()


def _describe_region(name):
    from rural_abm.study.evidence.region_facts import describe_region

    return describe_region(name)


def describe_experiment(name):
    """Return the row of `list_experiments` of a named experiment; raise InputError if its file is invalid."""
    from rural_abm.study.sweeps.experiments import experiments_at_hand

    return _listed(name, experiments_at_hand()[name])


def _listed(name, path):
    from rural_abm.study.sweeps.experiments import is_in_silico, read_experiment

    if is_in_silico(read_toml(path, str(path))):
        return _listed_in_silico(name, path)
    experiment = read_experiment(path)
    task = experiment.design.kind if experiment.design else "search"
    return {
        "name": name,
        **{f"title_{language}": experiment.title[language] for language in LANGUAGES},
        "task": task,
        "factors": [factor.name for factor in experiment.factors],
        "models": list(experiment.models),
        "seeds": len(experiment.seeds),
        "years": experiment.years,
        "file": str(path),
        **{f"question_{language}": experiment.question.get(language, "") for language in LANGUAGES},
    }


def _listed_in_silico(name, path):
    from rural_abm.study.insilico.running import read_in_silico

    experiment = read_in_silico(path)
    return {
        "name": name,
        **{f"title_{language}": experiment.title[language] for language in LANGUAGES},
        "task": f"in silico: {experiment.measure}",
        "factors": [],
        "models": [],
        "seeds": experiment.seeds,
        "years": experiment.options.get("years"),
        "file": str(path),
        **{f"question_{language}": experiment.question.get(language, "") for language in LANGUAGES},
    }


# The order in which `describe` searches and help texts list them.
KINDS = {
    REGIONS: (_regions, _describe_region),
    "governance": (list_governance, lambda name: describe_file(read_governance(name))),
    "reforms": (list_reforms, lambda name: describe_file(read_reform(name))),
    "levers": (lever_table, _describe_row("levers")),
    "channels": (_channels, _describe_row("channels")),
    PARAMETERS: (_parameters, _describe_parameter),
    "outcomes": (_outcomes, _describe_row("outcomes")),
    EXPERIMENTS: (list_experiments, describe_experiment),
    "links": (_links, _describe_row("links")),
    PATTERNS: (_patterns, _describe_row(PATTERNS)),
}
