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
# # Your own GP
#
# Agents of the model decide by documented methods. To try another rule, subclass an agent, override a method, and hand
# the class over; the package stays as it is. This notebook lets GPs stay for the frail elders who are used to them, counts what that
# does with an outcome of its own, and compares it with the packaged rule.

# %%
import os
import sys
import tempfile
from pathlib import Path

from rural_abm import RuralModel, Scenario, compare, run

os.chdir(tempfile.mkdtemp())
sys.path.insert(0, os.getcwd())

# %% [markdown]
# ## The rule
#
# It stands in a file of its own, because the runs of a comparison are made in other processes, which import it from
# there. `leaving_hazard` is the hazard of leaving, a year; the usual one is at hand as `super().leaving_hazard`.

# %%
rule = '''
from rural_abm.simulation.agents import GP


class LoyalGP(GP):
    """Leaves a fifth as often while the usual GP of many frail elders."""

    def leaving_hazard(self, situation):
        usual = super().leaving_hazard(situation)
        return usual / 5 if len(self.patients) > 50 else usual
'''
Path("loyal.py").write_text(rule, encoding="utf-8")

# %%
from loyal import LoyalGP  # noqa: E402

model = RuralModel(Scenario("call_off", seed=1, years=1), agents={"GP": LoyalGP})
gps = model.staff_agents("GP")
print(len(gps), "GPs,", sum(len(gp.patients) > 50 for gp in gps), "of them with more than 50 frail elders")

# %% [markdown]
# ## An outcome
#
# A function that returns a numerator and a denominator on the last evening of each year. Its declaration says what it
# is called, in which unit, and which direction is better.

# %%
outcome = '''
from rural_abm.outcomes import own_outcome


@own_outcome(
    title={"en": "GPs with many frail elders", "sv": "Läkare med många sköra äldre"},
    unit="share",
    group="staff",
    better="higher",
)
def gps_of_many(model):
    """Share of GPs who are the usual GP of more than 50 frail elders, on the last day of the year."""
    gps = model.staff_agents("GP")
    return sum(len(gp.patients) > 50 for gp in gps), len(gps)
'''
Path("counted.py").write_text(outcome, encoding="utf-8")

# %%
found = run("call_off", years=2, agents={"GP": LoyalGP}, extensions=["counted.py"])
found.outcomes("gps_of_many")

# %% [markdown]
# ## Compared
#
# A scenario names its extensions. Both count the outcome; only one has the rule. The same seed gives both the same
# residents, illnesses and accidents until the rule makes a difference.

# %%
usual = Scenario("call_off", years=2, extensions=["counted.py"])
loyal = Scenario("call_off", years=2, extensions=["counted.py", "loyal.py"])
comparison = compare({"usual": usual, "loyal": loyal}, seeds=3, workers=2)
rows = comparison.differences.query("place_kind == 'region' and dimension == 'all'")
columns = ["mean_baseline", "difference", "low", "high", "verdict"]
rows.set_index("outcome").loc[["gps_of_many", "gp_vacancy", "coc"], columns].round(3)

# %% [markdown]
# Three seeds and two years are too few to tell; that is what the verdicts say. What was run stands in the manifest: the
# files with a digest of their content, and the declaration of the outcome.

# %%
print(list(comparison.manifest["inputs"]))
print(comparison.manifest["own_outcomes"][0]["definition_en"])
