"""A unit of care as stories see it: facts, levers in force, decisions and today's state under one name."""

RECORDS = ("units", "levers", "unit_decisions", "unit_states")


class UnitRows:
    """The rows of one unit in all records of units; a field is read and written in the record that has it."""

    def __init__(self, world, row):
        object.__setattr__(self, "_rows", tuple(getattr(world, name)[row] for name in RECORDS))

    def _row_with(self, field):
        found = [row for row in self._rows if field in row.dtype.names]
        assert len(found) == 1, f"{len(found)} records of units have the field {field}"
        return found[0]

    def __getattr__(self, field):
        return self._row_with(field)[field]

    def __setattr__(self, field, value):
        self._row_with(field)[field] = value
