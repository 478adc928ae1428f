"""The same person in two or more worlds: contacts and events of one resident, by scenario."""

from dataclasses import dataclass

from rural_abm.engine.errors import InputError
from rural_abm.engine.units import METRES_A_KM, clock_text, date_text
from rural_abm.study.compare.designs import check_one_region, label_scenarios
from rural_abm.study.compare.persons import describe_person, find_person

COLUMNS = ("scenario", "day", "minute", "date", "time", "what", "who", "where", "minutes", "km", "outcome")


@dataclass
class Story:
    """The story of one person.

    `person`: dict of who it is on the first reported day; `happened`: DataFrame of COLUMNS, by day and scenario;
    `titles`: {scenario: {"en", "sv"}}.
    """

    person: dict
    happened: object
    titles: dict


def story(scenarios, person=None, like=None, *, seed=None, years=None, progress=None):
    """Return the Story of one resident in the worlds of the scenarios, which share seed and so the person's shocks.

    `person` is the key of a resident, `like` a text such as "age=84,frailty=severe,enrolled=1", of
    which the resident with the lowest key is taken. Raises InputError if there is no such resident, and unless exactly
    one of the two is given.
    """
    from rural_abm.simulation.model import RuralModel

    if (person is None) == (like is None):
        raise InputError("a story is about one person", where="story", allowed="a person's key, or criteria, not both")
    changes = {key: value for key, value in (("seed", seed), ("years", years)) if value is not None}
    labelled = label_scenarios(scenarios, changes | {"register": "persons"}, at_least=1)
    if len({scenario.seed for scenario in labelled.values()}) > 1:
        raise InputError("all models of a story must use the same seed", where="story", allowed="one seed")
    check_one_region(labelled)
    first = next(iter(labelled.values()))
    start = RuralModel.warmed(first)
    row = find_person(start.world, person, like, region=first.region)
    described = describe_person(start.world, row, first.region)
    snapshot = start.snapshot()
    start.close()
    parts = []
    for number, (label, scenario) in enumerate(labelled.items()):
        model = RuralModel.from_snapshot(snapshot, scenario)
        model.run(progress=_part_of(progress, number, len(labelled)))
        parts.append(_chapter(model, label, described["key"], described["municipality"]))
        model.close()
    return Story(described, joined_chapters(parts), _titles(labelled))


def _part_of(progress, number, count):
    """Return the progress of one of several models run one after the other."""
    return progress and (lambda done, days: progress(number * days + done, count * days))


def _titles(labelled):
    from rural_abm.governance import resolve

    return {label: resolve(scenario).titles for label, scenario in labelled.items()}


def joined_chapters(parts):
    """Return the chapters (DataFrames) of all scenarios as one, by day and order within the day."""
    import pandas as pd

    table = pd.concat(parts, ignore_index=True)
    return table.sort_values(["day", "order"], kind="stable", ignore_index=True).drop(columns="order")


def _chapter(model, label, key, municipality):
    """Return one model's contacts and events of the person, and decisions about care at home (DataFrame).

    `order` is the position of a row in its day: a cause before its effect.
    """
    import pandas as pd

    from rural_abm.study.compare.words import (
        contact_row,
        decision_row,
        event_row,
        last_contacts,
        place_in_day,
        staff_names,
    )

    names = staff_names(model.world)
    contacts = _of_person(model.contacts(), key)
    rows = [contact_row(row, names, model.place) | {"order": (row.minute, 0)} for row in contacts]
    last = last_contacts(contacts)
    for row in _of_person(model.events(), key):
        order = place_in_day(row, last.get(row.day, 0))
        shown = {"minute": order[0]} if row.minute else {}
        rows.append(event_row(row, names, model.place) | {"order": order} | shown)
    decided = model.decisions()
    here = decided[decided["municipality"] == municipality]
    rows += [decision_row(row) | {"order": (-1, 0)} for row in here[here["day"] >= 0].itertuples(index=False)]
    for row in rows:
        row.update(
            scenario=label,
            date=date_text(row["day"]),
            time=clock_text(row["minute"]) if row["minute"] else "",
            km=row.pop("metres") / METRES_A_KM,
        )
    return pd.DataFrame(rows, columns=[*COLUMNS, "order"])


def _of_person(frame, key):
    """Return rows (named tuples) of the person from the first reported day on, days counted from there."""
    return list(frame[(frame["person"] == key) & (frame["day"] >= 0)].itertuples(index=False))
