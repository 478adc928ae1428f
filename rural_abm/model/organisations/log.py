"""The log of decisions: for each, who decided, about what, and the figures on which it was based."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np

from rural_abm.engine.records import DECISIONS_FULL
from rural_abm.engine.units import HUNDREDTHS
from rural_abm.model.organisations.records import DECIDERS
from rural_abm.state.declarations import Declaration, counted
from rural_abm.state.ledger import DECISION_KINDS, EV_DECISION, log_if_on

DECLARATION = Declaration(
    unit_counts=counted(
        *((f"decided_{kind}", "decisions", f"decisions: {kind.replace('_', ' ')}") for kind in DECISION_KINDS)
    ),
)


@dataclass(frozen=True)
class Decision:
    """One decision: `what` (of DECISION_KINDS), the unit of care concerned, the amount, and the figures behind it."""

    what: str
    unit: int
    amount: float
    seen: tuple


@lru_cache
def decision_texts():
    """Return {kind: {"title": {"en", "sv"}, "why": {"en", "sv"}, "seen": [names]}} in the order of DECISION_KINDS."""
    text = resources.files("rural_abm").joinpath("data/decisions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def write_down(world, decider, index, decision):
    """Append a decision to the log, count it, and write it to the event register if that is on."""
    now = world.now
    row, code = int(now["decisions"][0]), DECISION_KINDS.index(decision.what)
    if row >= world.decisions.size:
        now["overflow"] = DECISIONS_FULL
        return
    record = world.decisions[row]
    record.day, record.decider, record.index = now["day"][0], decider, index
    record.what, record.unit, record.amount = code, decision.unit, decision.amount
    record.seen[: len(decision.seen)] = decision.seen
    now["decisions"] += 1
    world.unit_counts[f"decided_{decision.what}"][now["period"][0], decision.unit] += 1
    place = np.int64(world.units["settlement"][decision.unit])
    log_if_on(world, 0, np.uint64(0), EV_DECISION, code, place, round(decision.amount))


def decisions_of(world, place):
    """Return a DataFrame of the decisions so far.

    The columns are day (reported), organisation, decision, unit, municipality, amount, seen (text), why_en and why_sv.
    """
    import pandas as pd

    rows = world.decisions[: world.now["decisions"][0]]
    start = int(world.parameters["warm_up_days"][0])
    return pd.DataFrame([_row(row, start, place) for row in rows], columns=list(COLUMNS))


SWEDISH = str.maketrans(",.", "\u00a0,")
SHARES = ("share", "vacancy")
COLUMNS = ("day", "organisation", "decision", "unit", "municipality", "amount", "seen", "why_en", "why_sv")


def _row(record, start, place):
    kind = DECISION_KINDS[int(record["what"])]
    texts = decision_texts()[kind]
    seen = dict(zip(texts["seen"], (float(value) for value in record["seen"]), strict=False))
    unit = int(record["unit"])
    amount = float(record["amount"])
    why = {lang: _told(text, {"amount": amount, **seen}, lang) for lang, text in texts["why"].items()}
    return {
        "day": int(record["day"]) - start,
        "organisation": _organisation(int(record["decider"]), int(record["index"]), place),
        "decision": kind,
        "unit": place.unit_keys[unit],
        "municipality": place.municipality_keys[place.municipality_of_unit[unit]],
        "amount": amount,
        "seen": ", ".join(f"{name} = {value:.4g}" for name, value in seen.items()),
        "why_en": why["en"],
        "why_sv": why["sv"],
    }


def _told(text, figures, lang):
    """Return the sentence with its figures: shares as percentages, with a decimal comma in Swedish."""
    shown = {}
    for name, value in figures.items():
        is_share = name.endswith(SHARES)
        number = f"{value * HUNDREDTHS:.0f}" if is_share else f"{float(f'{value:.3g}'):,.15g}"
        number = number.translate(SWEDISH) if lang == "sv" else number
        shown[name] = f"{number} %" if is_share else number
    return text.format(**shown)


def _organisation(decider, index, place):
    keys = {"municipality": place.municipality_keys, "centre": place.unit_keys, "hospital": place.hospital_keys}
    name = DECIDERS[decider]
    return f"{name} {keys[name][index]}" if name in keys else name
