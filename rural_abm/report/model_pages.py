"""Pages of the model description made from code and data: the schedule, the levers and a worked example of one day."""

from rural_abm.governance.schema import source_names, source_text
from rural_abm.regions.registers import load_register
from rural_abm.report.phases import LISTS, parts, steps
from rural_abm.report.tables_md import page_of, table
from rural_abm.report.templates import page_templates

SCHEDULE_INTRODUCTION = """
The order of all processes, read from the lists in `rural_abm/simulation/phases.py` and the first sentence of each
step's docstring (`make docs`). The [model description](odd.md#3-process-overview-and-scheduling) explains the order.

![The phases of a day, in their order](figures/day.svg)
"""
LEVER_INTRODUCTION = """
Everything that a governance model, a reform or a scenario may set, generated from
`rural_abm/data/governance/levers.toml` (`make docs`). Levers are people, minutes, half-days, places, hours, money and
rules, never a probability, a ratio or an effect. `lever.field` is how one is written with `--set`; with `place.`
before it, it holds for one unit of care. `rural-abm describe levers NAME` shows one with its texts in Swedish.
*Assumed* marks a default without a source.
"""


def schedule_page():
    """Return the schedule of all processes as Markdown text."""
    parts = [f"## {title}\n\n{_steps(name)}" for name, title in LISTS.items()]
    return page_of("Schedule: what happens when", SCHEDULE_INTRODUCTION, *parts)


def _steps(name):
    found = {}
    for number, (step, room, text) in enumerate(steps(name), start=1):
        found[step] = (number, f"`{step}`", f"`{room}`", text)
    shown = []
    for title, names in parts(name):
        rows = table(("", "Step", "Room", "What it does"), [found[step] for step in names])
        shown.append(f"**{title}**\n\n{rows}" if title else rows)
    return "\n\n".join(shown)


def lever_page():
    """Return all levers by group as Markdown text."""
    from rural_abm.study.inventory import describe, list_rows

    found = [describe(row["name"], "levers")[1] for row in list_rows("levers")]
    groups = {}
    for lever in found:
        groups.setdefault(lever["group_en"], []).append(lever)
    parts = [f"## {group}\n\n" + "\n\n".join(_lever(lever) for lever in levers) for group, levers in groups.items()]
    sources = table(("Source", "Report"), source_names().items())
    return page_of("Levers", LEVER_INTRODUCTION, sources, *parts)


def _lever(lever):
    fields = lever.get("fields") or [lever]
    rows = [
        (
            f"`{field['name']}`",
            field.get("allowed", ""),
            "" if field.get("default") is None else f"{field['default']}",
            "yes" if field.get("assumed") else "",
            field["text_en"],
        )
        for field in fields
    ]
    source = source_text(lever["source"], "en")
    head = f"### {lever['title_en']}\n\n`{lever['name']}`, for {lever['scope']}. {lever['text_en']} Source: {source}."
    return f"{head}\n\n{table(('Field', 'Allowed', 'Default', 'Assumed', 'Meaning'), rows)}"


class Values:
    """Values of the register by name, and results of the model's equations, for the template of the page."""

    def __init__(self):
        self._register = load_register()

    def __call__(self, name, decimals=2):
        """Return the value of a parameter as text."""
        return self.text(self.number(name), decimals)

    def number(self, name):
        """Return the value of a parameter."""
        return float(self._register.value(name))

    @staticmethod
    def text(value, decimals=2):
        """Format a number without trailing zeros."""
        shown = f"{value:.{decimals}f}"
        return shown.rstrip("0").rstrip(".") if "." in shown else shown

    def tie(self, *contacts, days=0):
        """Return the strength of a tie after contacts by the given modes, and after days without contact."""
        strength = 0.0
        for mode in contacts:
            strength += self.number(f"tie_gain.{mode}") * (1 - strength)
        return strength / 2 ** (days / self.number("tie_half_life_days"))

    def rate_ratio(self, years):
        """Return the rate of acute episodes after `years` with the usual GP, relative to the first year."""
        exponent = self.number("continuity_exponent") * self.number("continuity_causal_share")
        return max(years, 1) ** -exponent

    def settled(self, kind, mode, strength):
        """Return the probability that a contact settles an episode, by kind, mode and strength of the tie."""
        base = self.number(f"resolve.{kind}.{mode}")
        odds = base / (1 - base) * (1 + (self.number("known_odds_to_resolve") - 1) * strength)
        return odds / (1 + odds)

    def found(self, strength):
        """Return the probability that a nurse detects a hidden decline at a visit."""
        unknown, known = self.number("found_by_unknown_nurse"), self.number("found_by_known_nurse")
        return unknown + (known - unknown) * strength

    def after_discharge(self, days):
        """Return the rate of acute episodes `days` after a stay, relative to before it."""
        from math import exp

        return 1 + self.number("post_discharge_excess") * exp(-days / self.number("post_discharge_decay_days"))


def one_day_page():
    """Return one patient's day, worked through with the numbers of the register, as Markdown text."""
    return page_templates().get_template("one_day.md.jinja").render(v=Values())
