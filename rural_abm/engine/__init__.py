"""Compiled functions, records, arrays of them, and random numbers: what any model of this kind could be built on."""
