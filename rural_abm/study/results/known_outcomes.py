"""The outcomes that results may contain: those of the package, and those that own rules declare."""

from rural_abm.outcomes import catalogue
from rural_abm.outcomes.own import as_mapping, catalogue_with

OWN_OUTCOMES = "own_outcomes"


def outcomes_in(manifest):
    """Return the outcomes (tuple) of results with this manifest, the packaged ones first."""
    return catalogue_with(manifest.get(OWN_OUTCOMES, ()))


def outcomes_of(scenarios):
    """Return the outcomes (tuple) that runs of scenarios have, the packaged ones first.

    Raises InputError for own rules that cannot be used.
    """
    return (*catalogue, *_own(scenarios).values())


def own_entries(scenarios):
    """Return what a manifest says of the own outcomes of scenarios (dict); empty where there are none."""
    own = [as_mapping(entry) for entry in _own(scenarios).values()]
    return {OWN_OUTCOMES: own} if own else {}


def _own(scenarios):
    """Return {name: Outcome} of the outcomes that own rules of the scenarios declare."""
    found = {}
    for extensions in dict.fromkeys(scenario.extensions for scenario in scenarios):
        if extensions:
            from rural_abm.simulation.extensions import own_rules  # Mesa is loaded only where it is needed

            found |= {entry.name: entry for entry in own_rules(extensions).own_entries}
    return found
