# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#       jupytext_version: 1.19.6
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Your own region
#
# A region is a folder of tables. This notebook drafts one in northern Norway from a gazetteer, looks at what is known and
# what is assumed, fills in a fact, and compares two models in it. The same by commands:
# [how to make your own region run](../docs/own_region.md).

# %%
import os
import tempfile
from pathlib import Path

import pandas as pd

from rural_abm import Scenario, compare, map_data
from rural_abm.regions import showing
from rural_abm.regions.draft import draft_region
from rural_abm.study.checks import check

os.chdir(tempfile.mkdtemp())

# %% [markdown]
# ## The draft
#
# Each of `places` has a unit of care; villages belong to the nearest. Coordinates and residents are those of GeoNames
# (CC BY 4.0), distances are estimated, all else is assumed.

# %%
region = draft_region(
    "NO", ["Lakselv", "Kautokeino"], "finnmark", villages=["Honningsvåg"], hospital="Hammerfest", title="Finnmark"
)
pd.read_csv(region / "roads.csv")[["from", "to", "km", "km_tag", "note"]]

# %%
with showing(region):
    places = pd.DataFrame(map_data()["settlements"])
places[["name", "municipality", "population", "x", "y"]]

# %% [markdown]
# ## What is missing
#
# `check` names each gap and where its facts are found.

# %%
for note in check(region)["notes_en"]:
    print("-", note)

# %% [markdown]
# ## A fact
#
# Kautokeino gets six beds: made up here, to see what happens. A fact has its mark and its source beside it.

# %%
table = pd.read_csv(region / "facilities.csv", dtype=str, keep_default_na=False)
row = table["key"] == "kautokeino"
table.loc[row, ["kind", "beds", "beds_quality"]] = ["cottage_hospital", "6", "assumed"]
table.to_csv(region / "facilities.csv", index=False)
check(region)["message"].split(": ", 1)[1]

# %% [markdown]
# ## A comparison
#
# Two years on two seeds say next to nothing; ten years on twenty seeds are the usual size.

# %%
scenarios = [Scenario(name, region=str(Path(region))) for name in ("call_off", "home_nursing_physician")]
comparison = compare(scenarios, seeds=2, years=2, workers=1, draws="none")
found = comparison.differences.query("place_kind == 'region' and dimension == 'all'")
found[["outcome", "mean_baseline", "difference", "low", "high", "verdict"]].head(8)
