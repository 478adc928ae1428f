"""The tariff table: which payer pays which price for which activity, and for what purpose.

`data/money/tariffs.csv` has one row per activity and payer. An activity without a payer is listed too, with the payer
`unpriced` and the reason in its note.
"""

import csv
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.engine.units import ore_from_sek

COLUMNS = ("activity", "payer", "purpose", "price", "quantity", "sign", "divisor", "note")
UNPRICED = "unpriced"


@dataclass(frozen=True)
class Tariff:
    """One row: `amount = sign x activity x price x quantity / divisor`.

    `price` and `quantity` name parameters of the register, `quantity` is "" where the price stands alone. `sign` is +1
    for a cost and -1 for an income of the payer. `divisor` turns the counted unit into the unit of the price.
    """

    activity: str
    payer: str
    purpose: str
    price: str
    quantity: str
    sign: int
    divisor: int
    note: str

    def price_ore(self, register):
        """Return the price in whole öre (int), rounded to the nearest; raise InputError for unknown parameters."""
        quantity = register.value(self.quantity) if self.quantity else 1
        return ore_from_sek(register.value(self.price) * quantity)


def _data(name):
    return files("rural_abm") / "data" / "money" / name


@lru_cache(maxsize=1)
def money_titles():
    """Return labels of payers and purposes: {"payers": {name: {"en", "sv"}}, "purposes": {...}}, in axis order."""
    return tomllib.loads(_data("names.toml").read_text(encoding="utf-8"))


PAYERS = tuple(money_titles()["payers"])
PURPOSES = tuple(money_titles()["purposes"])


@lru_cache(maxsize=1)
def load_tariffs():
    """Return the priced rows of the packaged table, in file order (tuple of Tariff)."""
    return read_tariffs(_data("tariffs.csv"))[0]


@lru_cache(maxsize=1)
def unpriced():
    """Return the activities of the packaged table that no one pays for: {activity: reason}."""
    return read_tariffs(_data("tariffs.csv"))[1]


def read_tariffs(path):
    """Read (priced rows, {unpriced activity: reason}) from a file.

    Raises InputError for wrong columns, unknown activities, payers or purposes, bad numbers, an activity and payer
    given twice, and an activity that is both priced and unpriced.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise InputError("wrong columns", where=str(path.name), allowed=",".join(COLUMNS))
        rows = [(f"{path.name}, line {line}", row) for line, row in enumerate(reader, start=2)]
    reasons = {row["activity"]: _reason(row, where) for where, row in rows if row["payer"] == UNPRICED}
    priced, seen = [], set(reasons)
    for where, row in rows:
        if row["payer"] == UNPRICED:
            continue
        tariff = _tariff(row, where)
        if tariff.activity in reasons or (tariff.activity, tariff.payer) in seen:
            raise InputError(f"activity '{tariff.activity}' is given twice for '{tariff.payer}'", where=where)
        seen.add((tariff.activity, tariff.payer))
        priced.append(tariff)
    return tuple(priced), reasons


def _reason(row, where):
    if not row["note"].strip():
        raise InputError("the reason is empty", where=where, allowed="a note that says why no one pays")
    return row["note"]


def _tariff(row, where):
    for column, known in (("payer", PAYERS), ("purpose", PURPOSES), ("sign", ("1", "-1"))):
        if row[column] not in known:
            raise unknown_name(column, row[column], known, where=where)
    if not (row["divisor"].isdecimal() and int(row["divisor"]) > 0):
        raise InputError(f"divisor '{row['divisor']}' is not a whole number", where=where, allowed="1 or more")
    return Tariff(**{**row, "sign": int(row["sign"]), "divisor": int(row["divisor"])})
