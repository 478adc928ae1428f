"""Made-up results, read once for the tests of figures."""

from made_up import builder, folder, results

__all__ = ["builder", "folder", "results"]
