"""Plain sentences made from the numbers of a comparison."""

from dataclasses import dataclass

from rural_abm.figures.figure_data import ALL, PAYER
from rural_abm.figures.labels import (
    FIXED_SPACE,
    MUNICIPALITY,
    comparison_places,
    difference_text,
    group_name,
    interval_text,
    place_name,
    value_text,
)
from rural_abm.figures.numbers import format_number, format_percent, is_defined
from rural_abm.figures.payers import payer_entry, payer_rows, payers_change
from rural_abm.figures.style import UNSURE
from rural_abm.figures.texts import read_texts
from rural_abm.study.compare.changes import headline_changes
from rural_abm.study.compare.verdicts import BETTER, WORSE


@dataclass(frozen=True)
class Finding:
    """One outcome's row of the comparison for the whole region, with its catalogue entry."""

    entry: object
    row: object

    @property
    def is_defined(self):
        """Whether both scenarios gave the outcome a value in some run."""
        return is_defined(self.row.difference)

    @property
    def size(self):
        """The difference relative to the baseline, for ordering findings; 0 where it is undefined."""
        base = self.row.mean_baseline
        return abs(self.row.difference / base) if is_defined(base) and base else 0


def headline_findings(results, scenario):
    """Return the findings of one scenario's headline outcomes in catalogue order (list)."""
    rows = results.region_rows(scenario)
    return [Finding(entry, rows[entry.name]) for entry in results.headline if entry.name in rows]


def by_verdict(findings):
    """Group the defined findings by verdict, the largest relative difference first (dict of lists)."""
    grouped = {}
    for finding in sorted(filter(lambda finding: finding.is_defined, findings), key=lambda finding: -finding.size):
        grouped.setdefault(finding.row.verdict, []).append(finding)
    return grouped


def summary(results, scenario, lang):
    """Return (group concerned, what changed) for patients, staff and payers (list of pairs of texts)."""
    texts = read_texts(lang)
    changes = headline_changes(results.comparison, scenario, results.headline)
    made = []
    for whom, found in changes.items():
        parts = [
            f"{texts[f'verdicts.{verdict}']}: {joined(names, lang)}"
            for verdict, pairs in found.items()
            if (names := [_named(entry, row, lang) for entry, row in pairs if is_defined(row.difference)])
        ]
        if parts:
            made.append((texts[f"findings.{whom}"], "; ".join(parts) + "."))
    return made


def _named(entry, row, lang):
    """Return an outcome's name for use in a sentence, with the size of its difference where it is a change."""
    name = _inside_sentence(entry.title[lang])
    if row.verdict in UNSURE:
        return name
    unit = f"{FIXED_SPACE}{entry.difference_unit[lang]}" if entry.difference_unit[lang] else ""
    return f"{name} ({difference_text(entry, row, lang)}{unit})"


def adoption_sentence(results, scenario, lang):
    """Say how far the scenario's routines were adopted: counted from the first day, or as many as were in use."""
    texts = read_texts(lang)
    if results.manifest.get("adopted_from_first_day", {}).get(scenario, True):
        return texts["findings.adopted_full"]
    reached = results.manifest.get("adoption", {}).get(scenario)
    if not reached:
        return texts["findings.adopted_emergent_none"]
    return texts(
        "findings.adopted_emergent", **{name: format_percent(reached[name], lang) for name in ("mean", "last")}
    )


def _inside_sentence(title):
    """Return the title in lower case, unless it begins with an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def joined(names, lang):
    """Join names as in `A, B and C`."""
    names = list(names)
    if len(names) == 1:
        return names[0]
    return read_texts(lang)("findings.and", first=", ".join(names[:-1]), last=names[-1])


def sentence(finding, lang):
    """Describe one outcome in a sentence: both values, the difference, its interval and any hedge it needs."""
    texts = read_texts(lang)
    entry, row = finding.entry, finding.row
    is_share = entry.unit != entry.difference_unit
    key = "findings.sure" if row.verdict not in UNSURE else "findings.unsure"
    return texts(
        key,
        scenario_value=value_text(entry, row.mean_scenario, lang, with_unit=is_share),
        baseline_value=value_text(entry, row.mean_baseline, lang, with_unit=is_share),
        difference=difference_text(entry, row, lang, with_unit=is_share),
        unit="" if is_share or not entry.unit[lang] else f" ({entry.unit[lang]})",
        interval=interval_text(entry, row, lang),
        verdict=texts[f"verdicts.{row.verdict}"],
    )


def payer_sentences(results, scenario, lang):
    """Return (payer, change in the cost of what it pays for today under the scenario) for each payer (list)."""
    entry, texts = payer_entry(results, "today"), read_texts(lang)
    made = []
    for row in payer_rows(results, "today"):
        if row.scenario == scenario:
            changed = "costs_more" if row.difference > 0 else "costs_less"
            text = texts(
                "findings.unsure_payer" if row.verdict in UNSURE else f"findings.{changed}",
                unit=entry.unit[lang],
                amount=_amount(entry, row, lang),
                interval=interval_text(entry, row, lang),
                verdict=texts[f"verdicts.{row.verdict}"],
            )
            made.append((group_name(PAYER, row.group, lang), text))
    return made


def changed_payer_sentences(results, scenario, lang):
    """Return (payer, its cost under the scenario and in the baseline) for each payer (list); empty without changes."""
    if not payers_change(results):
        return []
    entry, texts = payer_entry(results, "model"), read_texts(lang)
    return [
        (
            group_name(PAYER, row.group, lang),
            texts(
                "findings.paid",
                unit=entry.unit[lang],
                scenario_value=value_text(entry, row.mean_scenario, lang),
                baseline_value=value_text(entry, row.mean_baseline, lang),
            ),
        )
        for row in payer_rows(results, "model")
        if row.scenario == scenario
    ]


def _amount(entry, row, lang):
    """Format the size of a difference without its sign."""
    return format_number(abs(row.difference) if is_defined(row.difference) else None, entry.decimals, lang)


def spread_sentences(results, scenario, lang):
    """Return (outcome, where it improves and where it worsens) for outcomes that do both (list)."""
    made = []
    for entry in results.headline:
        rows = results.compared(scenario=scenario, outcome=entry.name, place_kind=MUNICIPALITY, dimension=ALL)
        own = [row for row in rows.itertuples(index=False) if row.place not in comparison_places()]
        places = {verdict: [row.place for row in own if row.verdict == verdict] for verdict in (BETTER, WORSE)}
        if places[BETTER] and places[WORSE]:
            names = {
                verdict: ", ".join(place_name(MUNICIPALITY, place, lang) for place in places[verdict])
                for verdict in places
            }
            made.append((entry.title[lang], read_texts(lang)("findings.spread", **names)))
    return made
