"""Mesa agents as stateless views: a class, a row, and properties made from the declared fields of the record."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import mesa

if TYPE_CHECKING:
    from rural_abm.engine.records import Field
    from rural_abm.simulation.agents.peopled import PeopledModel


class RecordView(mesa.Agent):
    """An agent that is a row of a record array; it holds nothing that a copy of the records would lose."""

    model: PeopledModel
    table: str = ""  # name of the record array in the world
    viewed: tuple[Field, ...] = ()  # the declared fields that are properties of the class

    def __init__(self, model: PeopledModel, row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def record(self) -> Any:
        """The row itself: a record whose fields can be read by name."""
        return getattr(self.model.world, self.table)[self.row]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name})"

    @property
    def name(self) -> str:
        """A short display name."""
        return str(self.row)


View = TypeVar("View", bound=RecordView)


def viewing(
    table: str,
    fields: Iterable[Field],
    *more: tuple[str, Iterable[Field]],
    without: Collection[str] = (),
) -> Callable[[type[View]], type[View]]:
    """Decorate a class with one read-only property per declared field, unless the class defines the name itself.

    `table` is the record array of which `record` is a row; `more` are (table, fields) with a row for each agent too.
    """

    def decorate(cls: type[View]) -> type[View]:
        cls.table = table
        shown = []
        for name, some in ((table, fields), *more):
            for field in some:
                if field.name not in without and field.name not in vars(cls):
                    setattr(cls, field.name, _property(name, field))
                    shown.append(field)
        cls.viewed = tuple(shown)
        return cls

    return decorate


def _property(table, field):
    def read(self):
        value = getattr(self.model.world, table)[self.row][field.name]
        return value.item() if hasattr(value, "item") and value.shape == () else value.copy()

    return property(read, doc=f"{field.meaning} ({field.unit})")
