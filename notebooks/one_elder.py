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
# # One elder: a day, and ten years
#
# The model records everyone's contacts and events on request. This notebook follows one resident through a single day,
# hour by hour, and then through ten years under two ways of organising care, with the same illnesses in both.

# %%
import pandas as pd

from rural_abm import RuralModel, Scenario, find_someone
from rural_abm.engine.units import clock_text, date_text
from rural_abm.study.compare.lives import lives

# %% [markdown]
# ## Who
#
# A resident aged 84 who is severely frail, lives alone and has home nursing. `find_someone` reports how many residents
# match and draws one of them.

# %%
who = {"age_from": 84, "frailty": "severe", "lives_alone": 1, "enrolled": 1}
like = ",".join(f"{key}={value}" for key, value in who.items())
scenario = Scenario("call_off", seed=1, years=1, register="persons")
count, person = find_someone(scenario, like)
print(count, "residents fit; here is one of them:")
pd.Series(person, name="on the first day").to_frame()

# %% [markdown]
# ## A day
#
# Run the year with the register of persons, and find the day with most contacts of this resident.

# %%
model = RuralModel(scenario).run()
contacts, events = model.contacts(), model.events()
mine = contacts[(contacts["person"] == person["key"]) & (contacts["day"] >= 0)]
happened = events[(events["person"] == person["key"]) & (events["day"] >= 0)]
print(len(mine), "contacts and", len(happened), "events in the year")
both = pd.concat([mine.assign(what=mine["kind"].astype(str)), happened.assign(what=happened["kind"].astype(str))])
busiest = int(both[both["day"].isin(mine["day"])]["day"].value_counts().idxmax())
print("busiest day:", date_text(busiest))

# %%
day = both[both["day"] == busiest].sort_values("minute")
shown = day.assign(time=day["minute"].map(clock_text))[["time", "what", "mode", "minutes", "place"]].astype(object)
shown.where(shown.notna(), "").reset_index(drop=True)

# %% [markdown]
# Contacts by kind over the year. Each visit is made by a named person; how many different ones were there?

# %%
staff = mine[mine["staff"] >= 0]
by_kind = staff.groupby("kind", observed=True)["staff"].agg(contacts="size", different_people="nunique")
assert by_kind["contacts"].sum() == len(staff) > 0
by_kind.sort_values("contacts", ascending=False)

# %% [markdown]
# ## Ten years in two worlds
#
# The same person, with the same episodes of illness, under today's model and under another. Random numbers belong to
# persons: until care itself makes a difference, both worlds give this resident the same shocks.

# %%
labelled = {
    "today": Scenario("call_off", seed=1, years=10),
    "home_hospital": Scenario("home_hospital", seed=1, years=10, adoption="full"),
}
found = lives(labelled, like="age_from=76,age_to=80,frailty=mild,lives_alone=1")
pd.Series(found.person, name="on the first day").to_frame()

# %%
years = {label: pd.DataFrame(world["by_year"]).set_index("year") for label, world in found.worlds.items()}
pd.concat(years, axis=1).swaplevel(axis=1).sort_index(axis=1)[["known", "strangers", "nights", "ambulance"]]

# %% [markdown]
# What happened first, in words:

# %%
today = found.worlds["today"]["items"]
pd.DataFrame([{"date": item["date"], "what": item["words"]["en"], "where": item["where"]} for item in today[:12]])

# %% [markdown]
# This is **one** life in one world. It shows how events are connected, not how often they happen: for that, compare
# many seeds. From the command line: `rural-abm story call_off home_hospital --like age=84,frailty=severe`.
