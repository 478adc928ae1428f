"""What the claims of the article are tried on: the published numbers, and others that would make them wrong."""

from pathlib import Path

from rural_abm.report.article import numbers_of_result

ROOT = Path(__file__).parents[1]


def published(result):
    return numbers_of_result(ROOT / "experiments", result)


def otherwise(claim, numbers_of):
    """Numbers in which all that a claim is about has the other sign, or, where it says that nothing differs, lies far
    from nought."""
    about = [(condition.result, condition.row) for condition in claim.all]
    change = moved if claim.no_difference else turned

    def numbers(result):
        own = [row for name, row in about if name == result]
        rows = numbers_of(result)["rows"]
        return {"rows": [_changed(one, own, change) for one in rows]}

    return numbers


def _changed(one, own, change):
    """A row of numbers, changed in all but what a claim names it by; one that no claim is about stays as it is."""
    for row in own:
        if _is_in(row, one):
            return change(one) | {key: one[key] for key in row}
    return one


def _is_in(row, one):
    return all(str(one.get(key)) == str(value) for key, value in row.items())


def turned(row):
    other = {"low": "high", "high": "low"}
    values = {key: row[other.get(key, key)] for key in row}
    return {key: -value if isinstance(value, float | int) else value for key, value in values.items()}


def moved(row):
    far = 10 * max(abs(value) for value in row.values() if isinstance(value, float | int)) + 10
    return {key: value + far if isinstance(value, float | int) else value for key, value in row.items()}
