"""Finding one resident of a world, by key or by criteria."""

from rural_abm.engine.errors import InputError, unknown_name

PAIR_FORM = "criteria such as age=84,frailty=severe,enrolled=1"
YES_NO = ("0", "1")


def find_person(world, key=None, like=None, *, draw=0, region=None):
    """Return the row of the resident with the key, or of one who matches the criteria; raise InputError if none does.

    `draw` says which of those who fit: 0 the one with the lowest key, other numbers anyone, the same for the same one.
    `region` is the world's (default: the default region), whose places the criteria may name.
    """
    import numpy as np

    residents, alive = _living(world)
    if (key is None) == (like is None):
        raise InputError("a story is about one person", where="story", allowed="a person's key, or criteria, not both")
    if like is None:
        rows = np.flatnonzero(alive & (np.asarray(residents["key"]) == _whole(key, "person")))
        if not rows.size:
            raise InputError(
                f"no resident has the key {key}", where="person", allowed="the key of a resident, or criteria"
            )
        return int(rows[0])
    rows = fitting_rows(world, like, region)
    if not rows.size:
        raise InputError(
            f"no resident matches {like} on the first reported day", where="like", allowed="fewer or wider criteria"
        )
    return pick(world, rows, draw)


def fitting_rows(world, like, region=None):
    """Return the rows (array) of residents who match criteria such as "age=84,frailty=severe,enrolled=1"."""
    import numpy as np

    residents, fits = _living(world)
    for name, value in _criteria(like).items():
        fits = fits & _fits(world, residents, name, value, region)
    return np.flatnonzero(fits)


def pick(world, rows, draw):
    """Return one of the rows: the one with the lowest key for draw 0, otherwise one addressed by the draw's number."""
    import numpy as np

    from rural_abm.engine.random_numbers import combine_array

    keys = np.asarray(world.residents["key"])[rows]
    order = keys if draw == 0 else combine_array(keys, draw)
    return int(rows[np.argmin(order)])


def _living(world):
    import numpy as np

    from rural_abm.model.people.records import ALIVE

    residents = world.residents[: world.now[0].residents]
    return residents, np.asarray(residents["status"]) == ALIVE


def describe_person(world, row, region=None):
    """Describe a resident in words (dict).

    The keys are key, age, sex, residence, frailty, home nursing, living alone and chronic conditions;
    places are keys of the world's region (default: the default region).
    """
    from rural_abm.model.people.records import CONDITIONS

    resident = world.residents[row]
    described = {"key": int(resident["key"]), "age": int(_ages(world, world.residents[row : row + 1])[0])}
    for name, (column, words) in _choices(region).items():
        described[name] = words[int(resident[column])]
    held = int(resident["conditions"])
    described["conditions"] = [name for place, name in enumerate(CONDITIONS) if held >> place & 1]
    return described


def _criteria(text):
    """Return {name: value} of "name=value,name=value"."""
    found = {}
    for pair in str(text).split(","):
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not (name and equals and value):
            raise InputError(f"'{pair}' is not a criterion", where="like", allowed=PAIR_FORM)
        found[name] = value
    return found


def _fits(world, residents, name, value, region):
    """Return which residents match one criterion (bool array)."""
    import numpy as np

    if name in NUMBERS:
        return NUMBERS[name](world, residents, _whole(value, f"like: {name}"))
    choices = _choices(region)
    if name not in choices:
        raise unknown_name("criterion", name, (*NUMBERS, *choices), where="like")
    column, words = choices[name]
    if value not in words:
        raise unknown_name("value", value, words, where=f"like: {name}")
    return np.asarray(residents[column]) == words.index(value)


def _ages(world, residents):
    import numpy as np

    from rural_abm.engine.units import DAYS_A_YEAR

    return (world.now[0].day - np.asarray(residents["birth_day"], "i8")) // DAYS_A_YEAR


def _conditions(residents):
    """Return the number of chronic conditions of each resident (array)."""
    import numpy as np

    return np.bitwise_count(np.asarray(residents["conditions"]))


# Criteria that are numbers: whether each resident fits.
NUMBERS = {
    "age": lambda world, residents, value: _ages(world, residents) == value,
    "age_from": lambda world, residents, value: _ages(world, residents) >= value,
    "age_to": lambda world, residents, value: _ages(world, residents) <= value,
    "conditions_from": lambda world, residents, value: _conditions(residents) >= value,
}


def _choices(region):
    """Return {criterion: (field of the resident, words by code)}."""
    from rural_abm.model.people.records import FRAILTY_STATES
    from rural_abm.regions.place_tables import load_tables

    tables = load_tables(region)
    return {
        "sex": ("sex", ("woman", "man")),
        "frailty": ("frailty", FRAILTY_STATES),
        "municipality": ("municipality", tuple(tables.municipalities["key"])),
        "settlement": ("settlement", tuple(tables.settlements["key"])),
        "unit": ("unit", tuple(tables.unit_keys)),
        "enrolled": ("enrolled", YES_NO),
        "lives_alone": ("lives_alone", YES_NO),
        "relatives_near": ("relatives_near", YES_NO),
        "dwelling": ("dwelling", ("ordinary", "special")),
    }


def _whole(value, where):
    try:
        return int(str(value))
    except ValueError:
        raise InputError(f"'{value}' is not a whole number", where=where, allowed="a whole number") from None
