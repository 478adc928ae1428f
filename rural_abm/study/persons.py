"""Finding one resident of a world, by key or by what they are like."""

from rural_abm.errors import InputError, unknown_name

PAIR_FORM = "criteria such as age=84,frailty=severe,municipality=sorsele,enrolled=1"
YES_NO = ("0", "1")


def find_person(world, key=None, like=None):
    """The row of the resident with the key, or of the one with the lowest key who fits the criteria, or InputError."""
    import numpy as np

    from rural_abm.people.records import ALIVE

    residents = world.residents[: world.now[0].residents]
    alive = np.asarray(residents["status"]) == ALIVE
    if like is None:
        rows = np.flatnonzero(alive & (np.asarray(residents["key"]) == _whole(key, "person")))
        if not rows.size:
            raise InputError(f"nobody has the key {key}", where="person", allowed="the key of a resident, or criteria")
        return int(rows[0])
    fits = alive.copy()
    for name, value in _criteria(like).items():
        fits &= _fits(world, residents, name, value)
    rows = np.flatnonzero(fits)
    if not rows.size:
        raise InputError(
            f"nobody is like {like} on the first reported day", where="like", allowed="fewer or wider criteria"
        )
    return int(rows[np.argmin(np.asarray(residents["key"])[rows])])


def describe_person(world, row):
    """Who a resident is, in words (dict): key, age, sex, where they live, frailty, home nursing, living alone."""
    resident = world.residents[row]
    described = {"key": int(resident["key"]), "age": int(_ages(world, world.residents[row : row + 1])[0])}
    for name, (column, words) in _choices().items():
        described[name] = words[int(resident[column])]
    return described


def _criteria(text):
    """{name: value} of "name=value,name=value"."""
    found = {}
    for pair in str(text).split(","):
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not (name and equals and value):
            raise InputError(f"'{pair}' is no criterion", where="like", allowed=PAIR_FORM)
        found[name] = value
    return found


def _fits(world, residents, name, value):
    """Which residents fit one criterion (bool array)."""
    import numpy as np

    if name == "age":
        return _ages(world, residents) == _whole(value, "like: age")
    choices = _choices()
    if name not in choices:
        raise unknown_name("criterion", name, ("age", *choices), where="like")
    column, words = choices[name]
    if value not in words:
        raise unknown_name("value", value, words, where=f"like: {name}")
    return np.asarray(residents[column]) == words.index(value)


def _ages(world, residents):
    import numpy as np

    from rural_abm.units import DAYS_A_YEAR

    return (world.now[0].day - np.asarray(residents["birth_day"], "i8")) // DAYS_A_YEAR


def _choices():
    """{criterion: (field of the resident, words by code)}."""
    from rural_abm.people.records import FRAILTY_STATES
    from rural_abm.place.data import load_tables

    tables = load_tables()
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
