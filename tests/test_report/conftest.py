"""Made-up results, read once for the tests of the report."""

from made_up import builder, folder, results

__all__ = ["builder", "folder", "results"]
