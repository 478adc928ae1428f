"""The residents: population, frailty, illness, births, deaths and moves."""
