"""Kernels told to LLVM in few instructions: every one costs time three times over before LLVM drops it.

numba spells out each access to an array by a copy of the array's description in memory, steps and lengths of all
dimensions, and looks for counted references in every part of it. Kernels mostly read `world.residents[row].field`,
for which an address is enough. What LLVM makes of it in the end is the same.
"""

from functools import cache


@cache
def shorter_code():
    """[(owner, attribute, function from numba's way to the short one)], for `standing_in`."""
    from numba.core.runtime.context import NRTContext
    from numba.np import arrayobj

    return [
        (NRTContext, "get_meminfos", _only_where_counted),
        (arrayobj, "make_array", _held_by_value),
        (arrayobj, "basic_indexing", _address_of_one),
    ]


@cache
def is_counted(model):
    """Whether values of a data model of numba's hold references that are counted."""
    return model.contains_nrt_meminfo()


def _only_where_counted(search):
    """The counted references in a value, looked for only where there can be any."""

    def get_meminfos(self, builder, kind, value):
        models = self._context.data_model_manager
        model = models[kind]
        if not is_counted(model) or _is_borrowed(value):
            return []
        found = [(kind, model.get_nrt_meminfo(builder, value))] if model.has_nrt_meminfo() else []
        for inner, part in model.traverse(builder):
            if is_counted(models[inner]):
                found += self.get_meminfos(builder, inner, part(value))
        return found

    return get_meminfos


def _is_borrowed(value):
    """Whether the description of an array was given no owner where it was read from the world (`borrowed`)."""
    return getattr(value, "is_borrowed", False)


@cache
def _held_by_value(make_array):
    """numba's class for the description of a type of arrays, once for each type, and copied to memory only to be
    written."""
    from numba.core import types

    classes = {}

    def make_once(kind):
        if kind not in classes:
            made = make_array(kind)
            classes[kind] = _by_value(made) if type(kind) is types.Array else made
        return classes[kind]

    return make_once


@cache
def lowering_class():
    """numba's class that lowers a function, without the care for what a variable held where nothing is counted."""
    from numba.core.lowering import Lower

    class BriefLower(Lower):
        def _is_counted(self, name):
            return is_counted(self.context.data_model_manager[self.typeof(name)])

        def storevar(self, value, name, argidx=None):
            if name in self._singly_assigned_vars or argidx is not None or self._is_counted(name):
                super().storevar(value, name, argidx)
                return
            self._alloca_var(name, self.typeof(name))
            self.builder.store(value, self.getvar(name))

        def delvar(self, name):
            if self._is_counted(name):
                super().delvar(name)
            elif name not in self._blk_local_varmap:
                # Deleted before it is set, so that a place in memory has to keep it over blocks.
                self._singly_assigned_vars.discard(name)

    return BriefLower


def _by_value(base):
    """The class, with what is only read taken from the value."""
    from numba.core.cgutils import alloca_once

    class Held(base):
        def __init__(self, context, builder, value=None, ref=None):
            self._held = self._slot = None
            if value is None or ref is not None or builder.block is builder.function.entry_basic_block:
                super().__init__(context, builder, value, ref)
                return
            self._context, self._builder, self._held = context, builder, value
            self._datamodel = context.data_model_manager[self._fe_type]
            self._be_type = self._get_be_type(self._datamodel)
            self._block, self._before = builder.block, builder.block.instructions[-1:]

        def _written_out(self):
            """The description's copy in memory, made where the value was known."""
            if self._held is not None:
                now, builder = self._builder.block, self._builder
                self._slot = alloca_once(builder, self._be_type)
                builder.position_at_start(self._block)
                for instruction in self._before:
                    builder.position_after(instruction)
                builder.store(self._held, self._slot)
                builder.position_at_end(now)
                self._held = None
            return self._slot

        def _lies_in(self, slot):
            self._slot = slot

        _value = _outer_ref = property(_written_out, _lies_in)

        @property
        def shape(self):
            return base.shape.fget(self) if self._held is None else self._part("shape")

        def _part(self, name):
            return self._builder.extract_value(self._held, self._datamodel.get_field_position(name))

        def __getitem__(self, index):
            return super().__getitem__(index) if self._held is None else self._builder.extract_value(self._held, index)

        def _getvalue(self):
            return super()._getvalue() if self._held is None else self._held

    return Held


def _address_of_one(basic_indexing):
    """numba's reading of indices, with a short way for one element of a packed array of one dimension."""
    from numba.core import types
    from numba.np import arrayobj

    def address(context, builder, kind, array, index_kinds, indices, boundscheck=None):
        is_one = kind.ndim == 1 and len(indices) == 1 and isinstance(index_kinds[0], types.Integer)
        if boundscheck or not is_one or kind.layout != "C":
            return basic_indexing(context, builder, kind, array, index_kinds, indices, boundscheck)
        length = builder.extract_value(array.shape, 0)
        place = arrayobj.fix_integer_index(context, builder, index_kinds[0], indices[0], length)
        return builder.gep(array.data, [place]), (), ()

    return address
