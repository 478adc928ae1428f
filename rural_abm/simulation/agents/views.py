"""Mesa agents as stateless views: a class, a row, and properties made from the declared fields of the record."""

import mesa


class RecordView(mesa.Agent):
    """An agent that is a row of a record array; it holds nothing that a copy of the records would lose."""

    table = None  # name of the record array in the world

    def __init__(self, model, row):
        super().__init__(model)
        self.row = row

    @property
    def record(self):
        """The row itself: a record whose fields can be read by name."""
        return getattr(self.model.world, self.table)[self.row]

    def __repr__(self):
        return f"{type(self).__name__}({self.name})"

    @property
    def name(self):
        """A short name for people."""
        return str(self.row)


def viewing(table, fields, *, without=()):
    """A class decorator: one read-only property for each declared field, unless the class defines the name itself."""

    def decorate(cls):
        cls.table = table
        for field in fields:
            if field.name not in without and field.name not in vars(cls):
                setattr(cls, field.name, _property(field))
        return cls

    return decorate


def _property(field):
    def read(self):
        value = self.record[field.name]
        return value.item() if hasattr(value, "item") and value.shape == () else value.copy()

    return property(read, doc=f"{field.meaning} ({field.unit})")
