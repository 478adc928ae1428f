"""How kernels are put together: the parts are only lowered, what Python calls is optimised and translated as a whole.

numba translates every function to machine code when it is compiled and once more inside each function that calls it.
Nobody calls a part from Python, so here a part stops at LLVM's language; a whole links all parts it can reach, once
each, and goes through optimisation and translation once. The machine code is that of the same sources, and the results
are the same; compiling takes half the time.
"""

from functools import cache

from rural_abm.engine.compiling.brevity import lowering_class
from rural_abm.engine.compiling.passes import compiler_class

ENVIRONMENT = "_ZN08NumbaEnv"  # how their names begin in numba


@cache
def compilers():
    """(compiler class of parts, compiler class of wholes), for the option `pipeline_class` of numba."""
    part, whole = _libraries()
    return compiler_class(_lowering(part, False)), compiler_class(_lowering(whole, True))


@cache
def _libraries():
    """(library class of parts, library class of wholes)."""
    from llvmlite import binding
    from numba.core.codegen import JITCodeLibrary
    from numba.core.runtime import rtsys

    class Library(JITCodeLibrary):
        def _optimize_functions(self, module):
            """Each function by itself, with one set of optimisations for all instead of one for each."""
            module.data_layout = self._codegen._data_layout
            optimisations, builder = self._codegen._function_pass_manager()
            for function in module.functions:
                if not function.is_declaration:
                    optimisations.run(function, builder)

    class Part(Library):
        """A function that is never called by itself: not optimised with others, not translated."""

        def finalize(self):
            self._raise_if_finalized()
            self._finalize_dynamic_globals()
            self._finalized = True

    class Whole(Library):
        """A function that Python calls, with all parts it can reach."""

        def finalize(self):
            libraries = _reached(self._linking_libraries, Part)
            # The functions that count references come last: LLVM takes over only what is called by what is there.
            self._linking_libraries = sorted(libraries, key=lambda library: library is rtsys.library)
            self._own_environments = set(_environments(self._final_module))
            super().finalize()

        def _optimize_final_module(self):
            # Each part brings a place for a table of Python objects, which it needs only to call Python back. LLVM
            # drops what nothing uses if nothing outside can see it; else all tables are kept and made at every start.
            others = [name for name in _environments(self._final_module) if name not in self._own_environments]
            _set_linkage(self._final_module, others, binding.Linkage.internal)
            super()._optimize_final_module()
            used = set(_environments(self._final_module)).intersection(others)
            _set_linkage(self._final_module, used, binding.Linkage.common)

        def serialize_using_object_code(self):
            """The machine code, and of the LLVM code only the names in it: nothing is ever linked to a whole."""
            name, kind, (machine_code, _) = super().serialize_using_object_code()
            defined = (f.name for f in self.get_defined_functions() if f.linkage == binding.Linkage.external)
            names = "\n".join(f'define void @"{function}"() {{ ret void }}' for function in defined)
            return name, kind, (machine_code, binding.parse_assembly(names).as_bitcode())

    return Part, Whole


def _environments(module):
    """Names of the places in a module for tables of Python objects."""
    return [variable.name for variable in module.global_variables if variable.name.startswith(ENVIRONMENT)]


def _set_linkage(module, names, linkage):
    for name in names:
        module.get_global_variable(name).linkage = linkage


def _reached(libraries, part):
    """All libraries that these need, each once, in the order in which they are met."""
    found, waiting = {}, list(libraries)
    while waiting:
        library = waiting.pop(0)
        if id(library) not in found:
            found[id(library)] = library
            waiting += library._linking_libraries if isinstance(library, part) else []
    return list(found.values())


def _lowering(library_class, is_called):
    """The pass that lowers a function into a library of the class; one that is not called gets no entry point."""
    from numba import _dynfunc
    from numba.core.compiler_machinery import register_pass
    from numba.core.typed_passes import NativeLowering

    plain = lowering_class()

    @register_pass(mutates_CFG=True, analysis_only=False)
    class Lowering(NativeLowering):
        _name = f"lowering_of_{library_class.__name__.lower()}"
        lowering_class = plain

        def run_pass(self, state):
            # Annotations list every type of a function; printed with all fields of the world they are long.
            state.type_annotation = ""
            state.library = library_class(state.targetctx.codegen(), state.func_id.func_qualname)
            state.library.enable_object_caching()
            state.flags.no_compile = not is_called
            super().run_pass(state)
            if not is_called:
                _make_known(state)
            return True

    def _make_known(state):
        """Insert the function for use by others, under an object that stands for it."""
        lowered, name = state["cr"], state.func_id.func_name
        stands_for = _dynfunc.make_function(
            lowered.fndesc.lookup_module(), name, name, 0, lowered.env, (state.library,)
        )
        state.targetctx.insert_user_function(stands_for, lowered.fndesc, [state.library])
        state["cr"] = lowered._replace(cfunc=stands_for)

    return Lowering
