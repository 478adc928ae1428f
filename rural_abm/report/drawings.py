"""Drawings made from the code and its data: the order of a day, the feedback loops, the parts of the package.

Each is a template in `data/report/drawings`, which sets all sizes; this module supplies the content. The output is SVG,
which the repository, the site and a browser draw alike.
"""

import textwrap
from graphlib import TopologicalSorter

from rural_abm.report.imports import imports_of_rooms
from rural_abm.report.phases import phases, steps
from rural_abm.report.templates import drawing_templates

# Characters on a line of a box, and loops beside each other.
CHARACTERS, ACROSS = 36, 4


def _drawn(name, **shown):
    return drawing_templates().get_template(f"{name}.svg.jinja").render(**shown).strip() + "\n"


def day_drawing():
    """Draw the order of a day: its phases, with the part of the package that contains each."""
    found = phases()
    times = (
        ("YEAR", "year"),
        ("MONTH", "month"),
        ("QUARTER", "quarter"),
        ("DECISIONS", "decisions of the month"),
        ("WEEK", "week"),
    )
    before = [f"{title} ({len(steps(name))} steps)" for name, title in times]
    after = [name for name, _, _ in steps("YEAR_END")]
    return _drawn("day", phases=found, rooms=sorted({one["room"] for one in found}), before=before, after=after)


def loops_drawing():
    """Draw all feedback loops side by side, each as a causal chain."""
    from rural_abm.study.evidence.mechanisms import loops

    shown = [_loop(loop) for loop in loops().values()]
    return _drawn("loops", rows=[shown[first : first + ACROSS] for first in range(0, len(shown), ACROSS)])


def _loop(loop):
    nodes = [textwrap.wrap(node, CHARACTERS) for node in loop.chain[:-1]]
    return {"title": textwrap.wrap(loop.title["en"], CHARACTERS), "sign": loop.sign, "cut": loop.cut, "nodes": nodes}


def house_drawing():
    """Draw the parts of the package in layers, each above those that it imports."""
    imports = imports_of_rooms()
    height = {}
    for room in TopologicalSorter(imports).static_order():
        height[room] = 1 + max((height[other] for other in imports[room]), default=0)
    layers = {}
    for room in imports:
        layers.setdefault(height[room], []).append(room)
    return _drawn("house", layers=[sorted(layers[level]) for level in sorted(layers, reverse=True)])
