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
# # Your own governance model
#
# A governance model is a file that defines who works where, with how much time, at what hours, and who pays. It never
# defines effects. This notebook writes one, checks it, and compares it with today's model.

# %%
import os
import tempfile
from pathlib import Path

import pandas as pd

from rural_abm import RuralModel, catalogue, describe
from rural_abm.engine.errors import InputError
from rural_abm.study.checks import check

os.chdir(tempfile.mkdtemp())

# %% [markdown]
# ## What can be set
#
# Levers are people, half-days, minutes, places, hours, money and rules. `describe` shows all details of one.

# %%
levers = pd.DataFrame(catalogue("levers"))
print(len(levers), "levers")
levers[["name", "title_en"]].head(8)

# %%
_, lever = describe("dedicated_roles", "levers")
print(lever["text_en"])
pd.DataFrame(lever["fields"])[["name", "allowed", "text_en"]].set_index("name")

# %% [markdown]
# ## The file
#
# Two half-days a week of a named GP of home nursing in every unit, who makes home visits; the on-call doctor answers at
# all other hours. Only what differs from the present model has to be set.

# %%
OURS = """
name = "ours"
date = "2025"
setting = ["sparse"]
adopted = "from the first day"
source = "our own proposal"
assumed = ["dedicated_roles"]

[title]
en = "Named home-nursing physicians"
sv = "Namngivna hemsjukvårdsläkare"

[description]
en = "Every unit gives two half-days a week to a GP of home nursing."
sv = "Varje enhet ger två halvdagar i veckan åt en hemsjukvårdsläkare."

[levers]
dedicated_roles = { half_days_a_week = 2, assignment = "specialised" }

[[levers.channels]]
kind = "home_visit"
role = "dedicated_gp"
start = "08:00"
end = "17:00"
days = "weekdays"
minutes_a_day = 0
reach_minutes = 90
booking = "same_day"

[[levers.channels]]
kind = "phone_doctor"
role = "on_call_gp"
start = "00:00"
end = "24:00"
days = "all"
minutes_a_day = 0
reach_minutes = 0
booking = "at_once"
"""
Path("ours.toml").write_text(OURS, encoding="utf-8")
print(check("ours.toml")["message"])

# %% [markdown]
# An invalid file is rejected with an error that states what is allowed and the nearest known name:

# %%
Path("wrong.toml").write_text(OURS.replace("dedicated_gp", "dedicated_pg"), encoding="utf-8")
try:
    check("wrong.toml")
except InputError as error:
    print(error)

# %% [markdown]
# ## The outcomes
#
# Today's model and ours, a year on two seeds. With the same seed both worlds give everyone the same illnesses until
# care itself makes a difference, so differences are computed seed by seed.

# %%
NAMES = ["days_to_gp", "request_to_response_hours", "emergency_visits", "friction_share", "unmet_needs"]
titles = {row["name"]: row["title_en"] for row in catalogue("outcomes")}


def region_values(governance, seed):
    """The region's outcomes of one run: Series by outcome."""
    table = RuralModel(governance=governance, seed=seed, years=1).run().outcomes(NAMES)
    table = table[(table["place_kind"] == "region") & (table["dimension"] == "all")]
    sums = table.groupby("outcome", observed=True)[["numerator", "denominator"]].sum()
    return sums["numerator"] / sums["denominator"]


differences = {seed: region_values("ours.toml", seed) - region_values("call_off", seed) for seed in (1, 2)}
differences = pd.DataFrame(differences)
assert (differences != 0).any(axis=None)
differences.rename(index=titles).round(4)

# %% [markdown]
# Two seeds do not support a conclusion. `compare` uses any number of paired seeds, draws the uncertain parameters, and
# gives a verdict for each outcome: better, worse, too small to matter, or cannot be told:
#
#     rural-abm compare call_off ours.toml --seeds 20 --years 10 --out results/ours
#
# The rules for governance files are in `rural_abm/data/governance/levers.toml`; the packaged models are files of the
# same form.
