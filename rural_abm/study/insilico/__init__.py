"""In-silico experiments that no register can do: the same persons in models that differ in one respect.

Each module measures one question in one seed, `measure(seed, options)`, a list of rows; `running` runs the seeds, keeps
each as it ends, and summarises. A folder of `experiments/` defines the measure, the population and the number of seeds.
"""
