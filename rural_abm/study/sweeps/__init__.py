"""Sweeps: experiments of many runs by a design or a search, and their results for factors and levers."""
