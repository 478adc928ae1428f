"""Links that a scenario may cut: effects of one part of the model on another, at which a loop can be opened.

A cut link acts as if its input were ordinary: relationship has no effect on illness, load none on leaving, and so on.
`data/links.toml` has a row for each, with the meaning of the cut; the process on which a link acts names it once, with
`link`, and its kernels read `now.cut[LINK]`.
"""

import tomllib
from functools import lru_cache
from importlib import resources


@lru_cache
def link_texts():
    """Return the title and meaning of each link in the order of LINKS.

    The form is {name: {"title": {"en", "sv"}, "cut": {"en", "sv"}}}.
    """
    text = resources.files("rural_abm").joinpath("data/links.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


LINKS = tuple(link_texts())


def link(name):
    """Return the place of a link in `now.cut`; ValueError for one that has no row in `data/links.toml`."""
    return LINKS.index(name)
