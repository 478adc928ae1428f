"""Links that a scenario may cut: effects of one part of the model on another, at which a loop can be opened.

A cut link acts as if its input were ordinary: relationship has no effect on illness, load none on leaving, and so on.
The names, with the meaning of each cut, are in `data/links.toml`; kernels read `now.cut[LINK]`.
"""

import tomllib
from functools import lru_cache
from importlib import resources

LINKS = (
    "ties_to_episodes",
    "ties_to_encounters",
    "ties_to_finding",
    "load_to_leaving",
    "colleagues_to_leaving",
    "on_call_to_leaving",
    "colleagues_to_applicants",
    "reputation_to_applicants",
    "supervision_to_trainees",
    "locums_to_friction",
    "friction_to_nurse_time",
    "ties_to_calls",
    "calls_to_ties",
    "load_to_adoption",
    "unmet_need_to_frailty",
    "stays_to_frailty",
)
(
    TIES_TO_EPISODES,
    TIES_TO_ENCOUNTERS,
    TIES_TO_FINDING,
    LOAD_TO_LEAVING,
    COLLEAGUES_TO_LEAVING,
    ON_CALL_TO_LEAVING,
    COLLEAGUES_TO_APPLICANTS,
    REPUTATION_TO_APPLICANTS,
    SUPERVISION_TO_TRAINEES,
    LOCUMS_TO_FRICTION,
    FRICTION_TO_NURSE_TIME,
    TIES_TO_CALLS,
    CALLS_TO_TIES,
    LOAD_TO_ADOPTION,
    UNMET_NEED_TO_FRAILTY,
    STAYS_TO_FRAILTY,
) = range(len(LINKS))


@lru_cache
def link_texts():
    """Return the title and meaning of each link in the order of LINKS.

    The form is {name: {"title": {"en", "sv"}, "cut": {"en", "sv"}}}.
    """
    text = resources.files("rural_abm").joinpath("data/links.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
