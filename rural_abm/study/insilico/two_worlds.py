"""The same person in two worlds: the effect of a governance model on individuals, not on means.

Persons who were moderately or severely frail on the first reported day are followed in both worlds, in which they have
the same illness until care makes a difference.
"""

from rural_abm.engine.units import DAYS_A_YEAR
from rural_abm.governance import Scenario
from rural_abm.model.people.records import MODERATE
from rural_abm.simulation.model import RuralModel
from rural_abm.study.insilico.following import counts_of, residents_of, run_days
from rural_abm.study.insilico.regional import in_region

MEASURED = ("admissions", "emergency_visits", "gp_contacts", "usual_gp_contacts", "deaths")


def measure(seed, options):
    """Return rows of outcome, part, value: shares of the persons with fewer, as many or more in the other world.

    The mean difference is included.
    """
    common = {"seed": seed, "years": options["years"], "register": "all", "parameters": options["parameters"],
              **in_region(options)}  # fmt: skip
    model = RuralModel(Scenario(options["baseline"], **common))
    start, people = model.snapshot(), residents_of(model)
    people = people[people["frailty"] >= MODERATE]
    first = _follow(model, people, options)
    other = RuralModel.from_snapshot(start, Scenario(options["governance"], adoption=options["adoption"], **common))
    second = _follow(other, people, options)
    rows = []
    for name in MEASURED:
        difference = second[name].to_numpy() - first[name].to_numpy()
        parts = {"fewer": (difference < 0).mean(), "as many": (difference == 0).mean(), "more": (difference > 0).mean(),
                 "mean difference": difference.mean()}  # fmt: skip
        rows += [{"outcome": name, "part": part, "value": float(value)} for part, value in parts.items()]
    return [*rows, {"outcome": "persons", "part": "followed", "value": float(len(people))}]


def _follow(model, people, options):
    contacts, events = run_days(model, options["years"] * DAYS_A_YEAR)
    found = counts_of(model, people, contacts, events)
    model.close()
    return found
