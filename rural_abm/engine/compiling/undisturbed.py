"""While a kernel is compiled, what numba does beside compiling is left out.

For every function and step numba tells listeners, works out how long variables live although only the last step asks,
and asks LLVM anew how large a type is; Python looks for garbage among millions of objects that are all in use. None of
it changes the machine code; together it is a quarter of the time to compile.
"""

import gc
from contextlib import contextmanager
from functools import cache


@contextmanager
def without_garbage():
    """While it holds, Python does not look for garbage: all that a function is compiled with is in use."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def only_compiling():
    """[(owner, attribute, function from what numba does to less)], for `standing_in`."""
    from llvmlite.ir.types import Type
    from numba.core import event, types
    from numba.core.postproc import PostProcessor

    return [
        (event, "start_event", _silent),
        (event, "end_event", _silent),
        (types.Record, "__repr__", _by_object),
        (Type, "get_abi_size", _by_text),
        (Type, "get_abi_alignment", _by_text),
        (PostProcessor, "run", _when_asked),
    ]


def _silent(tell):
    """Instead of telling listeners that something starts or ends: nothing."""
    return lambda *arguments, **keywords: None


def _by_object(text_of):
    """The text of an object, made once: that of a record lists all its fields."""
    # The object is kept with its text, or another could be made in its place in memory.
    texts = {}

    def text_once(self):
        if id(self) not in texts:
            texts[id(self)] = self, text_of(self)
        return texts[id(self)][1]

    return text_once


@cache
def _by_text(ask):
    """What LLVM says of a type whose text says all about it, asked once."""
    from llvmlite.ir.types import IdentifiedStructType

    answers = {}

    def ask_once(self, target_data, context=None):
        if isinstance(self, IdentifiedStructType):
            return ask(self, target_data, context)
        key = str(self), id(target_data)
        if key not in answers:
            answers[key] = ask(self, target_data, context)
        return answers[key]

    return ask_once


def _when_asked(run):
    """What numba does to a function after a step, without what only generators and Python objects need; loops are put
    in order only if the jumps between blocks have changed, and lifetimes are worked out when asked for."""
    from numba.core.postproc import VariableLifetime
    from numba.core.transforms import canonicalize_cfg

    def run_lazily(self, emit_dels=False, extend_lifetimes=False):
        function = self.func_ir
        if function.is_generator:
            return run(self, emit_dels, extend_lifetimes)
        if getattr(function, "jumps_in_order", None) != _jumps(function.blocks):
            function.blocks = canonicalize_cfg(function.blocks)
            function.jumps_in_order = _jumps(function.blocks)
        function.variable_lifetime = VariableLifetime(function.blocks)
        function.generator_info = None
        if emit_dels:
            self._insert_var_dels(extend_lifetimes=extend_lifetimes)
        return None

    return run_lazily


def _jumps(blocks):
    """All that the order of loops depends on: the blocks and where each goes on."""
    return [(place, block.terminator.get_targets()) for place, block in blocks.items()]
