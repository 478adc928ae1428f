"""The steps by which a kernel is compiled: numba's own, without those that no kernel needs.

numba checks after each step that the step left a function in order, and mends and re-reads it if it did not; its steps
are known to, and the last step before the code is written mends and checks once more.
"""

from contextlib import contextmanager
from functools import cache

from rural_abm.engine.compiling.brevity import shorter_code
from rural_abm.engine.compiling.indexing import places_from_the_front
from rural_abm.engine.compiling.resolution import resolved_once
from rural_abm.engine.compiling.standing_in import standing_in
from rural_abm.engine.compiling.undisturbed import only_compiling, without_garbage

being_compiled = []


def compiler_class(lowering):
    """numba's compiler with our steps, the last of which is the step of ours that lowers a function."""
    from numba.core.compiler import CompilerBase

    class Compiler(CompilerBase):
        def _compile_core(self):
            with _our_way():
                return super()._compile_core()

        def define_pipelines(self):
            return [_passes(self.state, lowering)]

    return Compiler


@contextmanager
def _our_way():
    """While it holds, numba compiles as kernels want it. Held again within, for a part, it changes nothing."""
    if being_compiled:
        yield
        return
    stand_ins = only_compiling() + resolved_once() + places_from_the_front() + shorter_code()
    with standing_in(stand_ins), without_garbage():
        being_compiled.append(True)
        try:
            yield
        finally:
            being_compiled.clear()


@cache
def _manager_class():
    """numba's class of lists of steps, with nothing between the steps."""
    from numba.core.compiler_machinery import PassManager

    class Passes(PassManager):
        def _runPass(self, index, step, state):
            step.analysis = self._analysis
            for act in (step.run_initialization, step.run_pass, step.run_finalizer):
                act(state)

    return Passes


def _passes(state, lowering):
    """The steps from Python's code to the library of the function."""
    from numba.core.compiler import DefaultPassBuilder
    from numba.core.typed_passes import IRLegalization, NoPythonBackend, NoPythonSupportedFeatureValidation

    manager = _manager_class()("kernel")
    for kind, said in _untyped_passes():
        manager.add_pass(kind, said)
    manager.passes.extend(DefaultPassBuilder.define_typed_pipeline(state).passes)
    manager.add_pass(NoPythonSupportedFeatureValidation, "ensure features in use are in a valid form")
    manager.add_pass(IRLegalization, "ensure IR is legal prior to lowering")
    manager.add_pass(lowering, "lowering")
    manager.add_pass(NoPythonBackend, "backend")
    manager.finalize()
    return manager


@cache
def _untyped_passes():
    """[(pass, what it does)] before types are known: numba's own without those for closures, `with`, exceptions made
    of values, `isinstance` and `literal_unroll`, which no kernel has and which read the whole function each time."""
    from numba.core import untyped_passes as passes

    return [
        (passes.TranslateByteCode, "analyzing bytecode"),
        (passes.FixupArgs, "fix up args"),
        (passes.IRProcessing, "processing IR"),
        (passes.RewriteSemanticConstants, "rewrite semantic constants"),
        (passes.GenericRewrites, "nopython rewrites"),
        (passes.InlineInlinables, "inline inlinable functions"),
        (passes.DeadBranchPrune, "dead branch pruning"),
        (passes.ReconstructSSA, "ssa"),
    ]
