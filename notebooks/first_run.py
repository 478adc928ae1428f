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
# # A first run, and the agents in it
#
# One region, one year, one seed: how to start the model, step through days, inspect its agents, and read the outcomes.
# Next: [following one elder](one_elder.ipynb).

# %%
import pandas as pd

from rural_abm import RuralModel, Scenario, load_register

# %% [markdown]
# ## A scenario and a model
#
# A scenario defines the governance model, the seed and the number of years. Building the model also runs a warm-up
# year, so that queues, beds and relationships are those of an ordinary day.

# %%
scenario = Scenario("call_off", seed=1, years=1)
model = RuralModel(scenario)
print(f"day {model.reported_day}: {len(model.agents):,} agents, {model.warm_up_days} days of warm-up behind them")

# %% [markdown]
# ## The agents
#
# `RuralModel` is a Mesa model. Organisations, staff and frail elders are Mesa agents; the other residents live in the
# same records without being agents until they become frail or are enrolled in home nursing.

# %%
pd.Series({kind.__name__: len(agents) for kind, agents in model.agents_by_type.items()}, name="agents").to_frame()

# %% [markdown]
# Every agent is a live view of a row in the model's records. It has no state of its own, so it always shows the current
# values. A GP, with the factors of the hazard of leaving (their product is the yearly hazard; a factor of 1 has no
# effect):

# %%
gp = next(gp for gp in model.staff_agents("GP") if gp.employment_name == "permanent")
print(gp.name, "at", gp.unit_key, "with", len(gp.patients), "frail patients")
pd.Series(gp.leaving_factors, name="factor").round(3).to_frame()

# %% [markdown]
# One of the GP's frail patients, and the clinicians whom the patient knows, with the strength of each tie (0 to 1):

# %%
elder = gp.patients[0]
print(f"resident {elder.name}: {elder.age} years, {elder.frailty_state}, lives in {elder.settlement_key}")
print("conditions:", ", ".join(elder.condition_names) or "none")
ties = {model.staff_agent(row).name: strength for row, strength in elder.ties.items() if model.staff_agent(row)}
pd.Series(ties, name="tie", dtype=float).sort_values(ascending=False).head().round(2).to_frame()

# %% [markdown]
# The units of care are agents too:

# %%
pd.DataFrame(
    [
        {"unit": unit.name, "kind": type(unit).__name__, "GPs": len(unit.gps), "posts": len(unit.posts)}
        for unit in model.unit_agents
    ]
).set_index("unit")

# %% [markdown]
# ## Days
#
# `step()` is a day; `run()` continues to the end of the scenario. Mesa's data collector adds a row at the end of each
# day.

# %%
for _ in range(30):
    model.step()
print("day", model.reported_day)
model.run()
daily = model.datacollector.get_model_vars_dataframe()
daily[["reported_day", "frail_elders", "clinicians"]].iloc[::60]

# %% [markdown]
# ## Outcomes
#
# The outcomes of the year, for the whole region. A value is a numerator over a denominator; to combine places or years,
# add both before dividing.

# %%
outcomes = model.outcomes(["coc", "days_to_gp", "emergency_visits", "admissions", "unmet_needs"])
region = outcomes[(outcomes["place_kind"] == "region") & (outcomes["dimension"] == "all")]
table = region.set_index("outcome")[["numerator", "denominator"]]
assert (table["denominator"] > 0).all()
table.assign(value=table["numerator"] / table["denominator"]).round(3)

# %% [markdown]
# What an outcome means is in the catalogue (`rural-abm describe outcomes coc`), the source of a parameter is in the
# register:

# %%
parameter = load_register()["continuity_causal_share"]
print(parameter.name, "=", parameter.value, f"({parameter.low} to {parameter.high}, {parameter.kind})")
print(parameter.source)

# %% [markdown]
# One seed is one world, and its results include chance. Compare models over several seeds before you trust a
# difference: [a sweep](sensitivity.ipynb), or `rural-abm compare`.
