"""Studies: what is run, compared, swept and held against sources, each part building on those before it.

`results` (the folder of results and what is read in it), `running` (runs, executors, what is finished), `compare`
(paired differences and their verdicts), `sweeps` (experiments of many runs), `insilico` (experiments on worlds that
differ in one thing), `evidence` (patterns, calibration, feedback loops); beside them `checks` and `inventory`, which
reach all parts.
"""
