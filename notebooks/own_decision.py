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
# # Your own yearly decision
#
# A scenario sets levers on dates that are known beforehand. A decision that depends on what has happened is a loop in
# Python: run a year, inspect, decide, continue. Snapshots make this cheap: a world is saved and continues under other
# levers.
#
# The rule here is a simple one for a region with few beds: each year, the cottage hospital in Sorsele gets one more bed
# place if residents of the municipality were admitted to hospital more often than in the year before, and one fewer if
# they were admitted less often.

# %%
import pandas as pd

from rural_abm import RuralModel, Scenario

YEARS, SEED, PLACE = 3, 1, "sorsele"
LEAST, MOST = 0, 8

# %% [markdown]
# ## What the rule reads
#
# Decision makers see records, so the rule reads outcomes only, not frailty or the person factor.


# %%
def admissions(model, year):
    """Admissions per 1,000 residents of the municipality in a reported year."""
    table = model.outcomes(["admissions"])
    here = table[(table["place"] == PLACE) & (table["dimension"] == "all") & (table["place_kind"] == "municipality")]
    row = here[here["period"].astype(str) == str(year)].iloc[0]
    return row["numerator"] / row["denominator"]


def decided(beds, now, before):
    """Bed places of the next year."""
    change = 0 if before is None else int(now > before) - int(now < before)
    return min(max(beds + change, LEAST), MOST)


# %% [markdown]
# ## The loop
#
# `step()` is a day. After the last day of each year the world is copied, and a new model continues from the copy with
# the new levers. All scenarios of a chain have the same seed and length.

# %%
beds, before, rows = 4, None, []
model = RuralModel(Scenario("call_off", seed=SEED, years=YEARS, levers={f"{PLACE}.beds": beds}))
first_year = 2024
for number in range(YEARS):
    while model.reported_day < 365 * (number + 1):
        model.step()
    now = admissions(model, first_year + number)
    rows.append({"year": first_year + number, "beds": beds, "admissions per 1,000": now})
    beds, before = decided(beds, now, before), now
    if number + 1 < YEARS:
        scenario = Scenario("call_off", seed=SEED, years=YEARS, levers={f"{PLACE}.beds": beds})
        model = RuralModel.from_snapshot(model.snapshot(), scenario)
followed = pd.DataFrame(rows).set_index("year")
followed.round(1)

# %% [markdown]
# ## Comparison without the rule
#
# The same seed without the rule. Until the first decision both worlds are identical.

# %%
still = RuralModel(Scenario("call_off", seed=SEED, years=YEARS, levers={f"{PLACE}.beds": 4})).run()
followed["without the rule"] = [admissions(still, year) for year in followed.index]
assert followed["without the rule"].iloc[0] == followed["admissions per 1,000"].iloc[0]
followed.round(1)

# %% [markdown]
# The municipality has some two thousand residents: from one year to the next the outcome varies by chance, and the rule
# follows it. Run it with twenty seeds before drawing a conclusion.
#
# A snapshot can be saved to a file, `model.snapshot().save("warm.zip")`, and read again with
# `rural_abm.state.snapshot.Snapshot.load("warm.zip")`. Changes known beforehand need no loop: put them in the scenario
# with their dates, see *Change something in the middle of a run* in [How to](../docs/how_to.md).
