"""How kernels become machine code: numba's own way, in fewer steps and with less said, and with the same results.

Nothing here is needed to read or write a kernel; `rural_abm.engine.kernels.kernel` is all that others use.
`linking` puts parts into wholes; `passes` names the steps and holds what stands in for numba's while they run
(`undisturbed`, `resolution`, `indexing`, `brevity`, by way of `standing_in`); `keeping` loads what
has been kept, from `folders`.  All of it uses
numba's private interfaces: numba is pinned, and `tests/test_house/test_compiling.py` compiles both ways.
"""
