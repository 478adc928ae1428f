"""A small in-silico experiment as a file: a person before and after, drawn as dots."""


def definition(seeds, minutes):
    """The text of an experiment file of so many seeds, which takes so many minutes."""
    return f"""
measure = "before_after"
seeds = {seeds}
minutes = {minutes}
title = {{ en = "A", sv = "B" }}
question = {{ en = "A?", sv = "B?" }}
[figure]
kind = "dots"
rows = "part"
panels = [{{ axis = {{ en = "a person", sv = "per person" }} }}]
labels = {{ part = {{ before = {{ en = "before", sv = "före" }} }} }}
"""
