"""Simulation of healthcare for a sparsely populated region: frail elders, their GPs and nurses, and who governs them.

The public names below are loaded when first used, so that `import rural_abm` costs nothing.
"""

from importlib import import_module

__version__ = "0.1.0"

_HOMES = {
    "RuralModel": "rural_abm.model",
    "Scenario": "rural_abm.governance",
    "run": "rural_abm.study",
    "compare": "rural_abm.study",
    "load": "rural_abm.study",
    "sweep": "rural_abm.study",
}
__all__ = ["RuralModel", "Scenario", "__version__", "compare", "load", "run", "sweep"]


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(f"module 'rural_abm' has no attribute '{name}'; it has {', '.join(__all__)}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__():
    return sorted({*globals(), *__all__})
