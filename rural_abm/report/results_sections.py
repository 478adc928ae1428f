"""The results sections of the report: findings, differences, time courses, money and places.

Each function returns what the section's template in `data/report/html/sections` shows; None leaves the section out.
"""

from rural_abm.figures.labels import (
    MUNICIPALITY,
    comparison_places,
    difference_text,
    interval_text,
    matters_text,
    place_name,
    place_order,
    row_decimals,
    titled,
    value_text,
)
from rural_abm.figures.municipalities import place_kind_of, place_rows
from rural_abm.figures.numbers import format_difference, is_defined
from rural_abm.figures.payers import has_payers
from rural_abm.figures.style import UNSURE
from rural_abm.figures.texts import read_texts
from rural_abm.figures.write import KINDS
from rural_abm.report.figure import inline_figure
from rural_abm.report.findings import (
    adoption_sentence,
    by_verdict,
    changed_payer_sentences,
    headline_findings,
    payer_sentences,
    sentence,
    spread_sentences,
    summary,
)
from rural_abm.study.compare.verdicts import CHANGES, TOO_SMALL, UNTOLD, VERDICTS

VERDICT_CLASSES = {verdict: verdict for verdict in CHANGES} | {TOO_SMALL: "small", UNTOLD: "unsure"}


def figure(results, name, lang):
    """Return what the templates show of a figure (dict), or None where the results do not allow it."""
    if not KINDS[name].is_possible(results):
        return None
    texts = read_texts(lang)
    caption, alt = texts[f"report.figures.{name}.caption"], texts[f"report.figures.{name}.alt"]
    return inline_figure(results, name, lang, caption=caption, alt=alt)


# Findings in words


def brief(results, lang):
    """Return for each scenario what changed for patients, staff and payers, and its adoption (list of dicts).

    The pairs of subject and sentence are None where a single seed cannot show a change.
    """
    return [
        {
            "title": results.title(key, lang),
            "pairs": None if results.seeds == 1 else summary(results, key, lang),
            "adoption": adoption_sentence(results, key, lang),
        }
        for key in results.others
    ]


def findings_section(results, lang):
    """Return the results in sentences, by scenario and verdict; outcomes without a change are only named."""
    return [_findings_of(results, key, lang) for key in results.others]


def _findings_of(results, scenario, lang):
    findings = headline_findings(results, scenario)
    grouped = by_verdict(findings)
    return {
        "title": results.title(scenario, lang),
        "verdicts": {verdict: _found(verdict, grouped[verdict], lang) for verdict in VERDICTS if grouped.get(verdict)},
        "undefined": [finding.entry.title[lang] for finding in findings if not finding.is_defined],
    }


def _found(verdict, findings, lang):
    names = [finding.entry.title[lang] for finding in findings]
    if verdict in UNSURE:
        return {"names": names}
    return {"names": (), "pairs": [(name, sentence(one, lang)) for name, one in zip(names, findings, strict=True)]}


# Better, worse, no larger than chance


def differences_section(results, lang):
    """Return the figure of differences and a table per scenario."""
    tables = [_headline_table(results, key, lang) for key in results.others]
    return {"figure": figure(results, "differences", lang), "tables": tables}


def _headline_table(results, scenario, lang):
    texts = read_texts(lang)
    names = {"scenario": results.title(scenario, lang), "baseline": results.title(results.baseline, lang)}
    words = [texts[f"table.{name}"] for name in ("outcome", "verdict", "difference", "interval", "matters")]
    caption = "report.differences.caption" if results.years > 1 else "report.differences.caption_one_year"
    return {
        "caption": texts(caption, **names),
        "heads": [*words, names["baseline"], names["scenario"], texts["table.transition"]],
        "rows": [_headline_row(finding, lang) for finding in headline_findings(results, scenario)],
    }


def _headline_row(finding, lang):
    entry, row = finding.entry, finding.row
    verdict = row.verdict if finding.is_defined else None
    return {
        "title": titled(entry, lang),
        "definition": entry.definition[lang],
        "verdict": verdict,
        "look": VERDICT_CLASSES.get(verdict),
        "cells": [
            difference_text(entry, row, lang),
            interval_text(entry, row, lang),
            matters_text(entry, row, lang),
            value_text(entry, row.mean_baseline, lang),
            value_text(entry, row.mean_scenario, lang),
            format_difference(row.transition_difference, row_decimals(entry, row), lang),
        ],
    }


# Over the years


def years_section(results, lang):
    """Return the figure of the course over the years."""
    return {"figure": figure(results, "over_time", lang)}


# Who pays


def payers_section(results, lang):
    """Return costs by who pays today and, where payers change, by who pays under the model, as a figure and in words.

    Empty where the results contain no costs by payer.
    """
    if not has_payers(results):
        return {}
    changed = [(key, changed_payer_sentences(results, key, lang)) for key in results.others]
    return {
        "figure": figure(results, "payers", lang),
        "today": [(results.title(key, lang), payer_sentences(results, key, lang)) for key in results.others],
        "changed": [(results.title(key, lang), pairs) for key, pairs in changed if pairs],
    }


# Places


def places_section(results, lang):
    """Return differences by municipality: sentences on gains and losses, a map and a dot plot."""
    heads = [read_texts(lang)["table.outcome"], *(_place_head(key, lang) for key in place_order(MUNICIPALITY))]
    return {
        "heads": heads,
        "beside": read_texts(lang)["figures.municipalities.beside"] if comparison_places() else "",
        "scenarios": [_places_of(results, key, lang) for key in results.others],
        "municipalities": figure(results, "municipalities", lang),
        "map": figure(results, "map", lang),
    }


def _places_of(results, scenario, lang):
    """Return a row for each outcome with a change in some municipality, the names of the others, and who gains."""
    body, untold = [], []
    for entry in results.headline:
        if place_kind_of(results, entry) != MUNICIPALITY:
            continue
        found = {row.place: row for row in place_rows(results, entry) if row.scenario == scenario}
        if any(row.verdict in CHANGES for row in found.values() if row.place_kind == MUNICIPALITY):
            cells = [_place_cell(entry, found.get(key), lang) for key in place_order(MUNICIPALITY)]
            body.append((titled(entry, lang, of_difference=True), cells))
        else:
            untold.append(entry.title[lang])
    spread = spread_sentences(results, scenario, lang)
    return {"title": results.title(scenario, lang), "rows": body, "untold": untold, "spread": spread}


def _place_head(key, lang):
    name = place_name(MUNICIPALITY, key, lang)
    return f"{name} *" if key in comparison_places() else name


def _place_cell(entry, row, lang):
    """Return the difference, its interval, and its verdict for screen readers (dict); None where undefined."""
    if row is None or not is_defined(row.difference):
        return None
    return {
        "look": f"verdict {VERDICT_CLASSES[row.verdict]}",
        "number": difference_text(entry, row, lang),
        "verdict": read_texts(lang)[f"verdicts_short.{row.verdict}"],
        "interval": interval_text(entry, row, lang),
    }
