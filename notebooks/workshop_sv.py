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
# # Inför workshopen: räkna själv på det rummet kommer att fråga om
#
# För den som ska leda en workshop om god och nära vård i glesbygd. Anteckningsboken räknar på en fråga, visar hur säkert
# svaret är, och berättar en människas år i två världar. Allt är små körningar, för att gå fort. Sidan för själva
# workshopen öppnas med `rural-abm demo`; hur man håller den står i [handledningen](../docs/workshop_sv.md).
#
# Läs först [vad modellen inte får användas till](../docs/limits.md). Ingen människa i den finns på riktigt, och den säger
# ingenting om en enskild hälsocentral.

# %%
import os
import tempfile

import matplotlib.pyplot as plt
import pandas as pd

from rural_abm import Scenario, catalogue, compare, describe, find_someone
from rural_abm.figures import draw_figure, read_results
from rural_abm.figures.style import styled
from rural_abm.report.findings import summary
from rural_abm.study.compare.lives import lives

os.chdir(tempfile.mkdtemp())

# %% [markdown]
# ## Vilka styrmodeller finns?

# %%
modeller = pd.DataFrame(catalogue("governance"))
modeller[["name", "title_sv"]].set_index("name")

# %%
_, hemsjukhuset = describe("home_hospital", "governance")
print(hemsjukhuset["title_sv"] + ":", hemsjukhuset["description_sv"])

# %% [markdown]
# ## En jämförelse
#
# Dagens modell mot hemsjukhuset, fullt infört från första dagen. Samma människor får samma sjukdomar i båda världarna, så
# skillnaden tas värld för värld. Två par och två år räcker för att se hur det går till, inte för att dra slutsatser: ta
# tjugo par och tio år när det gäller (`rural-abm compare call_off home_hospital --adoption full --seeds 20`).

# %%
världar = {
    "idag": Scenario("call_off", years=2),
    "hemsjukhuset": Scenario("home_hospital", years=2, adoption="full"),
}
compare(världar, seeds=2, workers=1, out="workshop")
resultat = read_results("workshop")
for vem, vad in summary(resultat, "hemsjukhuset", "sv"):
    print(f"{vem}: {vad}")

# %% [markdown]
# *Bättre* och *sämre* sägs bara när skillnaden är större än slump och osäkerhet, och stor nog att spela roll. *Går inte
# att avgöra* är också ett svar.
#
# Samma sak som bild. Varje streck är ett 95 % intervall; går det över noll vet vi inte åt vilket håll skillnaden går.

# %%
plt.close("all")
with styled():
    bild = draw_figure(resultat, "differences", "sv")
bild

# %% [markdown]
# ## En människa i två världar
#
# En person som är 80 år eller äldre, bor ensam och är måttligt skör. Hur många sådana finns det i modellens region, och
# hur blir två år för en av dem?

# %%
vem = "age_from=80,frailty=moderate,lives_alone=1"
antal, _ = find_someone(världar["idag"], vem)
print(antal, "invånare stämmer in")
liv = lives(världar, like=vem, seed=1)
SVENSKA = {
    "known": "möten med någon känd",
    "strangers": "möten med en främling",
    "home_nursing": "besök av hemsjukvården",
    "emergency": "akutbesök",
    "nights": "nätter på vårdplats",
    "km": "kilometer",
}
tabell = {världen["title"]["sv"]: världen["totals"] for världen in liv.worlds.values()}
pd.DataFrame(tabell).loc[list(SVENSKA)].rename(index=SVENSKA)

# %% [markdown]
# Det första som hände, i ord:

# %%
händelser = [(post["date"], post["words"]["sv"], post["where"]) for post in liv.worlds["idag"]["items"][:10]]
assert händelser
pd.DataFrame(händelser, columns=["dag", "vad", "var"]).set_index("dag")

# %% [markdown]
# Det är *en* världs slump. Berättelsen visar hur saker hänger ihop, inte hur ofta de händer.
#
# ## Vad brukar rummet fråga?
#
# - *Är det här en prognos?* Nej. Det säger vad som följer av uttalade antaganden.
# - *Var kommer siffran ifrån?* Varje tal har källa, spann och slag av kunskap:

# %%
_, tal = describe("continuity_causal_share", "parameters")
print({nyckel: tal[nyckel] for nyckel in ("name", "value", "low", "high", "kind") if nyckel in tal})

# %% [markdown]
# - *Om ni har fel om det talet?* Kör om med ett annat värde i spannet och se om svaret står sig:
#   `Scenario("call_off", parameters={"continuity_causal_share": 0.0})`.
# - *Kan vi få vår egen modell?* Ja: [Your own governance model](own_governance.ipynb) (på engelska), eller spara ett
#   scenario från sidan.
