"""Comparisons: scenarios run on the same seeds, their paired differences with verdicts, and single persons in both."""
