"""The changes in a scenario by group concerned (patients, staff, payers) and by verdict, for summaries in words."""

from rural_abm.outcomes import concerns
from rural_abm.study.compare.verdicts import VERDICTS

REGION, ALL = "region", "all"


def headline_changes(table, scenario, entries):
    """Return {group: {verdict: [(outcome's entry, row)]}} of a scenario's headline outcomes for the whole region.

    `table`: a comparison's table (DataFrame); `entries`: outcomes in the order of the catalogue. Groups are those of
    "patients", "staff" and "payers" that have rows, verdicts are in the order of VERDICTS; rows are named tuples.
    """
    chosen = (table["scenario"] == scenario) & (table["place_kind"] == REGION) & (table["dimension"] == ALL)
    rows = {row.outcome: row for row in table[chosen].itertuples(index=False)}
    shown = [(entry, rows[entry.name]) for entry in entries if entry.headline and entry.name in rows]
    found = {}
    for whom, groups in concerns().items():
        for verdict in VERDICTS:
            pairs = [(entry, row) for entry, row in shown if entry.group in groups and row.verdict == verdict]
            if pairs:
                found.setdefault(whom, {})[verdict] = pairs
    return found
