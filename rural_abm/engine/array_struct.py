"""A struct of arrays that compiled code borrows: one plain pointer, without reference counts.

Kernels touch the arrays of the world millions of times a year. Taken apart at every call, thirty arrays are two hundred
machine words; as objects with reference counts, each access costs two atomic operations. Here compiled code gets the
address of a block in which the descriptions of the arrays stand; whoever made the block keeps the arrays alive. (A
named tuple of the same arrays would need nothing of this file; docs/development.md says how much slower it is.)

The type is made by numba's extension interface (`numba.extending`). What this file uses beyond it, and which
`tests/test_house/test_numba_range.py` tries at both ends of the range of numba in `setup.cfg`:

- `numba.core.cgutils.pointer_add`, `get_null_value`: helpers to write LLVM code;
- `numba.core.typing.templates.AttributeTemplate`: the base class of what `infer_getattr` registers;
- `context.get_value_type` and the order of the words in numba's description of an array (`WORDS_OF_AN_ARRAY`).
"""

import hashlib
from functools import cache

import numpy as np

# numba's description of an array: owner, parent (both own it), items, item size, data; then a length and a step for
# each dimension.
WORDS_OF_AN_ARRAY = 5
OWNERS = 2
BITS_A_BYTE = 8

known_kinds, structs, by_digest = {}, {}, {}


class BorrowedStruct:
    """A struct as handed to compiled code: the address of the block, its numba type, and what must stay alive."""

    def __init__(self, name, fields, arrays):
        self._keep, self.address, self.numba_type = _layout(name, fields, arrays)


def _layout(name, fields, arrays):
    kinds = tuple(kind_of(array) for array in arrays)
    _register()
    block = np.zeros(sum(_words(array) for array in arrays), np.intp)
    offset = 0
    for array in arrays:
        words = [0, 0, array.size, array.itemsize, array.ctypes.data, *array.shape, *array.strides]
        block[offset : offset + len(words)] = words
        offset += len(words)
    return (block, arrays), block.ctypes.data, _struct_type(name, tuple(fields), kinds)


def kind_of(array):
    """Return the numba type of the array; that of records is built field by field, so once for each."""
    flags, kind = array.flags, array.dtype
    seen = (type(array), kind, kind.type, kind.isalignedstruct, array.ndim)
    seen += (flags.c_contiguous, flags.f_contiguous, flags.writeable, flags.aligned)
    if seen not in known_kinds:
        from numba import typeof

        known_kinds[seen] = typeof(array)
    return known_kinds[seen]


def _words(array):
    """Return the machine words of the description of an array, or of an array of a numba type."""
    return WORDS_OF_AN_ARRAY + 2 * array.ndim


def _struct_type(name, fields, kinds):
    """Return the numba type of a struct of arrays of these types; one for each, identified by its digest."""
    key = name, fields, kinds
    if key not in structs:
        structs[key] = made = _types()["type"](*key)
        by_digest[made.label, made.digest] = made
    return structs[key]


def _struct_of_digest(label, digest):
    """Return the type made in this process for a struct with the digest, or one that equals no other type.

    Cached machine code names the types for which it was compiled. Those of other worlds need not be known to be
    skipped.
    """
    return by_digest.get((label, digest)) or _types()["stranger"](label, digest)


@cache
def _types():
    """Return the numba types of borrowed structs, made when numba is first needed."""
    from numba import types

    class BorrowedType(types.Type):
        """A pointer to a block of array descriptions with named fields.

        Its name and key are a digest of all that compiled code can depend on: the fields and, for each, the type with
        the names, types and offsets of its records' fields. Written out that is a hundred thousand characters, to be
        read for every kernel at every start.
        """

        def __init__(self, name, fields, kinds):
            self.label, self.fields, self.kinds = name, fields, kinds
            described = f"{name}({', '.join(fields)})({', '.join(str(kind) for kind in kinds)})"
            self.digest = hashlib.sha256(described.encode()).hexdigest()
            super().__init__(name=f"Borrowed{name}({self.digest})")

        @property
        def mangling_args(self):
            # Part of the names of compiled functions: the linker takes two functions of one name for the same function.
            return f"{self.label}_{self.digest}", ()

        def __reduce__(self):
            return _struct_of_digest, (self.label, self.digest)

    class Stranger(types.Type):
        """A borrowed struct that was not made in this process."""

        def __init__(self, label, digest):
            self.label, self.digest = label, digest
            super().__init__(name=f"Stranger{label}({digest})")

        def __reduce__(self):
            return _struct_of_digest, (self.label, self.digest)

    return {"type": BorrowedType, "stranger": Stranger}


@cache
def _register():
    """Tell numba how to type, unbox and read borrowed structs."""
    from numba import extending

    borrowed = _types()["type"]

    @extending.register_model(borrowed)
    class BorrowedModel(extending.models.OpaqueModel):
        pass

    @extending.typeof_impl.register(BorrowedStruct)
    def typeof_borrowed(value, context):
        return value.numba_type

    @extending.unbox(borrowed)
    def unbox_borrowed(kind, obj, c):
        address = c.pyapi.object_getattr_string(obj, "address")
        pointer = c.pyapi.long_as_voidptr(address)
        c.pyapi.decref(address)
        return extending.NativeValue(pointer)

    _register_fields(borrowed)


def _register_fields(borrowed):
    """Tell numba of which type a field of a borrowed struct is, and how it is read."""
    from numba import extending
    from numba.core import cgutils
    from numba.core.typing.templates import AttributeTemplate

    @extending.infer_getattr
    class BorrowedAttribute(AttributeTemplate):
        key = borrowed

        def generic_resolve(self, kind, attribute):
            if attribute in kind.fields:
                return kind.kinds[kind.fields.index(attribute)]
            return None

    @extending.lower_getattr_generic(borrowed)
    def read_field(context, builder, kind, value, attribute):
        position = kind.fields.index(attribute)
        field = kind.kinds[position]
        offset = sum(map(_words, kind.kinds[:position])) * context.address_size // BITS_A_BYTE
        pointer = cgutils.pointer_add(builder, value, offset, return_type=context.get_value_type(field).as_pointer())
        # Where the arrays lie never changes while compiled code runs: read once, not again after every store.
        words = builder.load(pointer)
        words.set_metadata("invariant.load", builder.module.add_metadata([]))
        # Borrowed: no owner, so no references are counted.
        for owner in range(OWNERS):
            words = builder.insert_value(words, cgutils.get_null_value(words.type.elements[owner]), owner)
        return words
