"""Experiments in silico that no register can do: worlds that differ in one thing, the same persons in both.

Each module measures one question in one seed, `measure(seed, options)`, a list of rows; `running` makes the seeds,
keeps each as it ends, and sums up. A folder of `experiments/` says what is asked, of whom, and how many seeds.
"""
