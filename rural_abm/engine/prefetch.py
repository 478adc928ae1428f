"""Software prefetch to hide memory latency.

Residents and ties are accessed in no order, and most of a day's time would be spent waiting for their rows one after
the other. Where a kernel knows which rows come next it prefetches them. No result depends on it.
"""

from functools import cache

LINE_BYTES = 64
# How many rows ahead of its use a row is asked for: far enough to come in time, near enough to be there still.
AHEAD = 4
ROWS_AHEAD = 2 * AHEAD
# The same where rows are gone through in their order and little is done with each.
FAR_AHEAD = 8 * AHEAD


def _plain_prefetch(records, row, line):
    """Do nothing: in plain Python there is no latency to hide."""


@cache
def _compiled_prefetch():
    from llvmlite import ir
    from numba import types
    from numba.extending import intrinsic

    @intrinsic
    def prefetch(typing_context, records, row, line):
        """Prefetch one cache line of `records[row]`, counted from 0; the row must exist."""

        def generate(context, builder, signature, arguments):
            array = context.make_array(signature.args[0])(context, builder, arguments[0])
            bytes_type, number = ir.IntType(8).as_pointer(), ir.IntType(32)
            take = builder.module.declare_intrinsic(
                "llvm.prefetch", (bytes_type,), ir.FunctionType(ir.VoidType(), (bytes_type, number, number, number))
            )
            offset = builder.mul(arguments[1], array.itemsize)
            within = builder.mul(arguments[2], ir.Constant(ir.IntType(64), LINE_BYTES))
            start = builder.gep(builder.bitcast(array.data, bytes_type), [builder.add(offset, within)])
            # To be read, kept as near as possible, data.
            builder.call(take, [start, *(ir.Constant(number, hint) for hint in (0, 3, 1))])
            return context.get_dummy_value()

        return types.void(records, types.int64, types.int64), generate

    return prefetch


def _prefetch():
    import numba  # paid by modules that define kernels, which need it anyhow

    return _plain_prefetch if numba.config.DISABLE_JIT else _compiled_prefetch()


prefetch = _prefetch()
