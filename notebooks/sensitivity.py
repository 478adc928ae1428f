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
# A small sweep over two levers and one uncertain parameter: which of them moves the outcomes, and where it turns out
# badly. Twelve points, one seed and one year keep the tour short; a study takes more of each (`experiments/`).

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
# The same table may stand in a TOML file. A pair of numbers is a range, a list its values; `{}` takes the whole range
# that the parameter register holds plausible.

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
# An emulator, a Gaussian process through the points, answers in place of the model. `explained` is the share of the
# variance between points that it foretells of points it has not seen: near 1 it can be trusted, near 0 it cannot.

# %%
table = analyse(folder)
print(table[table["index"] == "ST"][["outcome", "factor", "value", "low", "high", "explained"]].to_string(index=False))
figures = write_sensitivity(folder, table, "en")

# %% [markdown]
# ## Where it turns out badly
#
# Scenario discovery looks for the corner of the factors' space in which an outcome is bad. `to_workbench` gives the
# tables that the Exploratory Modeling workbench takes:
# `prim.Prim(experiments, is_bad, threshold=0.8).find_box()`. The first step of it by hand:

# %%
experiments, outcomes = to_workbench(folder)
is_bad = outcomes["unmet_needs"] > sorted(outcomes["unmet_needs"])[len(experiments) * 2 // 3]
bad, good = experiments[is_bad], experiments[~is_bad]
print("clinic share where unmet needs are high:", bad["clinic_share"].mean().round(3))
print("clinic share elsewhere:", good["clinic_share"].mean().round(3))
