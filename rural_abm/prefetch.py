"""Rows asked for ahead of their use, so that the processor does not stand still until memory has brought them.

Residents and ties are met in no order, and most of a day's time would be spent waiting for their rows one after the
other. Where a kernel knows which rows come next it asks for them early. No result depends on it.
"""

from functools import cache

# Of a record only its first cache lines are brought: fields are declared with the hot ones first.
LINE_BYTES = 64
LINES_AT_MOST = 4


def _plain_prefetch(records, row):
    """Does nothing: in plain Python there is nothing to wait for."""


@cache
def _compiled_prefetch():
    from llvmlite import ir
    from numba import types
    from numba.extending import intrinsic

    @intrinsic
    def prefetch(typing_context, records, row):
        """Ask for the first cache lines of `records[row]`; the row must exist."""

        def generate(context, builder, signature, arguments):
            array = context.make_array(signature.args[0])(context, builder, arguments[0])
            bytes_type, number = ir.IntType(8).as_pointer(), ir.IntType(32)
            take = builder.module.declare_intrinsic(
                "llvm.prefetch", (bytes_type,), ir.FunctionType(ir.VoidType(), (bytes_type, number, number, number))
            )
            offset = builder.mul(arguments[1], array.itemsize)
            start = builder.gep(builder.bitcast(array.data, bytes_type), [offset])
            record_bytes = signature.args[0].dtype.size
            for line in range(0, min(record_bytes, LINES_AT_MOST * LINE_BYTES), LINE_BYTES):
                # To be read, kept as near as possible, data.
                hints = [ir.Constant(number, hint) for hint in (0, 2 + 1, 1)]
                builder.call(take, [builder.gep(start, [ir.Constant(ir.IntType(64), line)]), *hints])
            return context.get_dummy_value()

        return types.void(records, types.int64), generate

    return prefetch


def _prefetch():
    import numba  # paid by modules that define kernels, which need it anyhow

    return _plain_prefetch if numba.config.DISABLE_JIT else _compiled_prefetch()


prefetch = _prefetch()
