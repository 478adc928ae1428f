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
# # What matters, and under which circumstances
#
# A small sweep over two levers and one uncertain parameter: which of them affects the outcomes, and where outcomes are
# poor. Twelve points, one seed and one year keep the example short; a study uses more of each (`experiments/`).

# %%
import tempfile
from pathlib import Path

from rural_abm import sweep
from rural_abm.figures import write_sensitivity
from rural_abm.study.sweeps.ema_export import to_workbench
from rural_abm.study.sweeps.indices import analyse

folder = Path(tempfile.mkdtemp()) / "tour"

# %% [markdown]
# ## The experiment
#
# The same table can be written in a TOML file. A pair of numbers is a range, a list gives values; `{}` uses the whole
# plausible range of the parameter register.

# %%
experiment = {
    "name": "tour",
    "seeds": 1,
    "years": 1,
    "outcomes": ["coc", "unmet_needs", "emergency_visits"],
    "levers": {"sorsele.beds": {"low": 0, "high": 6}, "daily_slot.enabled": [False, True]},
    "parameters": {"clinic_share": {}},
    "design": {"kind": "latin_hypercube", "samples": 12},
}
made = sweep(experiment, folder, workers=1)
made.runs[["run_id", "sorsele.beds", "daily_slot.enabled", "clinic_share"]]

# %% [markdown]
# ## Which factor matters
#
# An emulator, a Gaussian process through the points, replaces the model. `explained` is the share of the variance
# between points that it predicts for points not used in the fit: near 1 it is reliable, near 0 it is not.

# %%
table = analyse(folder)
print(table[table["index"] == "ST"][["outcome", "factor", "value", "low", "high", "explained"]].to_string(index=False))
figures = write_sensitivity(folder, table, "en")

# %% [markdown]
# ## Where outcomes are poor
#
# Scenario discovery finds the region of the factor space in which an outcome is poor. `to_workbench` returns the tables
# that the Exploratory Modeling workbench requires: `prim.Prim(experiments, is_bad, threshold=0.8).find_box()`. The
# first step of it by hand:

# %%
experiments, outcomes = to_workbench(folder)
is_bad = outcomes["unmet_needs"] > sorted(outcomes["unmet_needs"])[len(experiments) * 2 // 3]
bad, good = experiments[is_bad], experiments[~is_bad]
print("clinic share where unmet needs are high:", bad["clinic_share"].mean().round(3))
print("clinic share elsewhere:", good["clinic_share"].mean().round(3))
