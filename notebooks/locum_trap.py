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
# # The locum trap, or its absence
#
# A unit that has lost its permanent doctors may attract fewer applicants: it has no colleagues, more nights on call,
# and a worse reputation. Does it remain without doctors, while a unit that still has its doctors keeps them? That would
# be a trap: two stable states under the same conditions. The trap is a hypothesis; that there is none is a possible
# answer.
#
# The same region is run from two initial states: as it is, and with every permanent GP leaving on day 30. If the two
# converge within the simulated years, there is no trap at this level of support.

# %%
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from rural_abm import RuralModel, Scenario

YEARS, SEED, DAY = 6, 1, 30
DAYS_A_YEAR, MONTHS = 365, 12

# %% [markdown]
# ## Who holds a post
#
# The permanent GPs of the region's units of care, from the agents, and the events that let all of them go.

# %%
model = RuralModel(Scenario("call_off", seed=SEED, years=YEARS))
while model.reported_day < DAY:
    model.step()
UNITS = [unit.name for unit in model.unit_agents if unit.in_region]


def holds_a_post(gp):
    """Whether a GP is employed for good, and on a post."""
    return gp.employment_name in ("permanent", "rotating") and gp.post >= 0


def permanent(model):
    """GPs who hold a post for good, by unit: Series."""
    held = [gp.unit_key for gp in model.staff_agents("GP") if holds_a_post(gp)]
    return pd.Series(held, dtype=object).value_counts().reindex(UNITS, fill_value=0)


leavers = [
    {"day": DAY, "kind": "gp_leaves", "staff": gp.number, "successor": "locums"}
    for gp in model.staff_agents("GP")
    if holds_a_post(gp) and gp.unit_key in UNITS
]
print(len(leavers), "permanent GPs in", len(UNITS), "units")
snapshot = model.snapshot()

# %% [markdown]
# ## Two beginnings, with and without a pay supplement


# %%
def followed(events, supplement):
    """Permanent GPs by month and unit: DataFrame."""
    levers = {"rural_track.supplement_sek_a_month": supplement} if supplement else {}
    scenario = Scenario("call_off", seed=SEED, years=YEARS, events=events, levers=levers)
    model, rows = RuralModel.from_snapshot(snapshot, scenario), []
    for month in range(1, YEARS * MONTHS):
        while model.reported_day < month * DAYS_A_YEAR // MONTHS + DAY:
            model.step()
        rows.append(permanent(model))
    return pd.DataFrame(rows).reset_index(drop=True)


found = {
    (beginning, supplement): followed(events, supplement)
    for beginning, events in (("as it is", []), ("all gone", leavers))
    for supplement in (0, 30000)
}
assert found["all gone", 0].iloc[0].sum() < found["as it is", 0].iloc[0].sum()

# %%
figure, axes = plt.subplots(figsize=(6.5, 3.2))
styles = {"as it is": "-", "all gone": "--"}
colours = {0: "#33638d", 30000: "#d95f02"}
for (beginning, supplement), table in found.items():
    label = f"{beginning}, {supplement:,} SEK a month more"
    years = np.arange(len(table)) / MONTHS
    axes.plot(years, table.sum(axis=1), styles[beginning], color=colours[supplement], label=label)
axes.set(xlabel="years", ylabel="permanent GPs in the region", ylim=(0, None))
axes.legend(fontsize=8)
figure.tight_layout()

# %% [markdown]
# ## Unit by unit
#
# Recovery of each unit: permanent GPs in the last year, from both initial states.

# %%
last = {key: table.iloc[-MONTHS:].mean() for key, table in found.items()}
pd.DataFrame(last).round(1)

# %% [markdown]
# This is one seed, and five years after the loss is a short time: a remaining gap may be due to slow filling rather
# than a trap. [The experiment](../experiments/locum_trap/README.md) counts, over seeds and ten years, how many units
# with full posts fall into the trap and how many escape from it at each level of pay, and
# [another](../experiments/locum_trap_space/README.md) the share of the plausible parameter space in which two stable
# states exist.
