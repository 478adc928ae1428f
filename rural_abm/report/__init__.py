"""The report of a comparison: one HTML file in Swedish and English that opens without a network."""

from importlib import import_module

_HOMES = {"write_report": "rural_abm.report.write", "report_html": "rural_abm.report.write"}
__all__ = list(_HOMES)


def __getattr__(name):
    if name not in _HOMES:
        raise AttributeError(f"module '{__name__}' has no attribute '{name}'; it has {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)
