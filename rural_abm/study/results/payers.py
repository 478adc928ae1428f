"""Costs by who pays today and by who pays under the model, for tables; a change of payer is not a saving."""

from rural_abm.model.money import JOINT_PAYER, money_titles

COST, PAID = "cost_per_resident", "paid_per_resident"
TODAY, UNDER_MODEL = "original_payer", "payer"
WAYS = {"who pays today": (TODAY, COST), "who pays under the model": (UNDER_MODEL, PAID)}
PAYER_NOTE = "Both have the same sum: a cost that moves from one payer to another is not saved."


def payer_values(rows, columns):
    """Return [(payer's name, values)] in the order of `payer_columns`, empty where no payer changes.

    `rows`: DataFrame of one place with dimension, group, outcome and the `columns` {heading: column}. A value is None
    where it does not exist.
    """
    found = rows.set_index(["dimension", "outcome", "group"])
    if not _changes(found, columns):
        return []
    return [(title["en"], _values(found, payer, columns)) for payer, title in money_titles()["payers"].items()]


def payer_columns(columns):
    """Return the headings of a payer's values: each heading by who pays today and by who pays under the model."""
    return [f"{way}: {heading}" for way in WAYS for heading in columns]


def _changes(found, columns):
    key = (*WAYS["who pays under the model"], JOINT_PAYER)
    return key in found.index and any(found.loc[key, column] != 0 for column in columns.values())


def _values(found, payer, columns):
    keys = [(*way, payer) for way in WAYS.values()]
    return [found.loc[key, column] if key in found.index else None for key in keys for column in columns.values()]
