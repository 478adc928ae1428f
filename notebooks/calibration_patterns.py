# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Patterns and calibration
#
# Empirical knowledge about the region, and about similar places, is declared as *patterns* with source, target and
# role. A pattern of role *calibrate* may move parameters; a *check* may not, and is evidence; for *built in* ones the
# number is an input, so agreement is no evidence. This notebook lists them, measures some, and fits one parameter by
# hand.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from rural_abm import RuralModel, Scenario, catalogue, describe, load_register, parameters_in_force
from rural_abm.parameters.parameter_draws import shipped_sample
from rural_abm.study.evidence.patterns import measure_patterns

# %%
patterns = pd.DataFrame(catalogue("patterns"))
patterns.groupby(["role", "scale"]).size().unstack(fill_value=0)

# %% [markdown]
# ## Measuring
#
# Each pattern belongs to a setting, which defines the runs. Here are four with the shortest runs, with two seeds;
# `rural-abm patterns` measures the full list with its own seeds, and [plausibility](../docs/plausibility.md) shows the
# result.

# %%
measured = measure_patterns(["enrolled", "gp_visits", "admissions_80", "handled_locally"], seeds=2, workers=1)
pd.DataFrame(
    [
        {"pattern": one.pattern.title.en, "role": one.pattern.role, "model": one.mean, "verdict": one.verdict}
        | dict(zip(("target from", "to"), one.pattern.bounds, strict=True))
        for one in measured.findings
    ]
).set_index("pattern").round(3)

# %% [markdown]
# With two seeds the intervals are wide, so many verdicts are *undecided*. The target of a pattern and its source:

# %%
_, pattern = describe("gp_visits", "patterns")
{key: pattern[key] for key in ("title_en", "population", "unit", "role") if key in pattern}

# %% [markdown]
# ## Fitting one parameter by hand
#
# The need for GP visits depends on `complaint_per_year`, by age. Scale all its cells, run a year, and see which factor
# gives the number of visits in the pattern's target. `rural-abm calibrate` does this for many parameters and patterns
# at once, with an emulator and history matching.

# %%
register = load_register()
complaints = {name: p.value for name, p in register.items() if name.startswith("complaint_per_year")}
low, high = next(one.pattern.bounds for one in measured.findings if one.pattern.name == "gp_visits")


def gp_visits(factor):
    """GP visits a resident and year, with all complaint rates times the factor."""
    values = {
        name: float(np.clip(value * factor, register[name].low, register[name].high))
        for name, value in complaints.items()
    }
    table = RuralModel(Scenario("call_off", seed=1, years=1, parameters=values)).run().outcomes(["gp_visits"])
    row = table[(table["place_kind"] == "region") & (table["dimension"] == "all")].iloc[0]
    return row["numerator"] / row["denominator"]


factors = [0.8, 1.0, 1.2]
visits = [gp_visits(factor) for factor in factors]
figure, axes = plt.subplots(figsize=(5, 3))
axes.axhspan(low, high, alpha=0.2, label="target")
axes.plot(factors, visits, "o-", label="model, one seed")
axes.set(xlabel="complaints relative to the register", ylabel="GP visits a resident and year")
axes.legend()
figure.tight_layout()

# %% [markdown]
# Visits follow complaints only as far as there are GPs to see people: a shortage appears as waits, not as visits.
#
# ## What the calibration left open
#
# The package contains a sample of the posterior: many sets of values that fit about equally well. A parameter whose
# sample is as wide as its prior range was not identified by any pattern.

# %%
sample = shipped_sample()
draws = pd.DataFrame([sample.values(draw) for draw in range(1, len(sample.rows) + 1)])
width = draws.quantile(0.975) - draws.quantile(0.025)
priors = pd.Series({name: register[name].high - register[name].low for name in draws})
(width / priors).rename("width of the sample / width of the range").sort_values().round(3).to_frame()

# %% [markdown]
# `compare` gives each seed one of these draws, the same in all scenarios, so its intervals include chance and parameter
# uncertainty. A single run can use one too:

# %%
values = parameters_in_force(Scenario("call_off", seed=1, draw=7))
pd.Series(values, name="value in draw 7").head(8).round(4).to_frame()

# %% [markdown]
# The packaged calibration, including the parameters that were not identified, is described in
# [calibration](../docs/calibration.md).
