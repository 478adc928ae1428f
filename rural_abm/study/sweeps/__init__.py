"""Sweeps: experiments of many runs by a design or a search, and what they say about factors and levers."""
