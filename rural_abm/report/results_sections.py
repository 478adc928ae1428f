"""The results sections of the report: findings, differences, time courses, money, places and the large table."""

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
from rural_abm.report.big_table import table_controls
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
from rural_abm.report.markup import table, tag
from rural_abm.study.compare.verdicts import CHANGES, TOO_SMALL, UNTOLD, VERDICTS

VERDICT_CLASSES = {verdict: verdict for verdict in CHANGES} | {TOO_SMALL: "small", UNTOLD: "unsure"}


def figure(results, name, lang):
    """Return a figure of the report, or nothing where the results do not allow it."""
    if not KINDS[name].is_possible(results):
        return None
    texts = read_texts(lang)
    caption, alt = texts[f"report.figures.{name}.caption"], texts[f"report.figures.{name}.alt"]
    return inline_figure(results, name, lang, caption=caption, alt=alt)


def verdict_badge(verdict, lang):
    """Return the verdict in words, with its mark in the figures."""
    return tag(
        "span",
        read_texts(lang)[f"verdicts_short.{verdict}"],
        class_=f"verdict {VERDICT_CLASSES[verdict]}",
    )


# Findings in words


def brief(results, lang):
    """Summarise what changed in each scenario for patients, staff and payers, its adoption, and how to read it."""
    parts = [_brief_of(results, key, lang) for key in results.others]
    return [parts, tag("p", read_texts(lang)["report.caution"])]


def _brief_of(results, scenario, lang):
    texts = read_texts(lang)
    names = {"scenario": results.title(scenario, lang), "baseline": results.title(results.baseline, lang)}
    told = texts("findings.too_few", **names) if results.seeds == 1 else _told(summary(results, scenario, lang))
    return [tag("h3", names["scenario"]), told, tag("p", adoption_sentence(results, scenario, lang))]


def findings_section(results, lang):
    """Describe the results in sentences."""
    return [_findings_of(results, key, lang) for key in results.others]


def _findings_of(results, scenario, lang):
    texts = read_texts(lang)
    findings = headline_findings(results, scenario)
    grouped = by_verdict(findings)
    parts = [tag("h3", results.title(scenario, lang))]
    for verdict in VERDICTS:
        found = grouped.get(verdict, [])
        if not found:
            continue
        parts.append(tag("h4", texts[f"report.findings.{verdict}"]))
        if verdict in UNSURE:
            parts.append(tag("p", "; ".join(finding.entry.title[lang] for finding in found) + "."))
        else:
            parts.append(_told([(finding.entry.title[lang], sentence(finding, lang)) for finding in found]))
    undefined = [finding.entry.title[lang] for finding in findings if not finding.is_defined]
    if undefined:
        parts += [tag("h4", texts["report.findings.undefined"]), tag("p", "; ".join(undefined) + ".")]
    return tag("section", parts)


def _told(pairs):
    """Return a list of sentences, each with its subject in bold."""
    return tag("ul", [tag("li", tag("strong", subject), ": ", text) for subject, text in pairs])


# Better, worse, no larger than chance


def differences_section(results, lang):
    """Show the figure of differences and a table per scenario."""
    return [figure(results, "differences", lang), [_headline_table(results, key, lang) for key in results.others]]


def _headline_table(results, scenario, lang):
    texts = read_texts(lang)
    names = {"scenario": results.title(scenario, lang), "baseline": results.title(results.baseline, lang)}
    heads = [
        texts["table.outcome"],
        texts["table.verdict"],
        texts["table.difference"],
        texts["table.interval"],
        texts["table.matters"],
        names["baseline"],
        names["scenario"],
        texts["table.transition"],
    ]
    rows = [_headline_row(finding, lang) for finding in headline_findings(results, scenario)]
    caption = "report.differences.caption" if results.years > 1 else "report.differences.caption_one_year"
    return table(texts(caption, **names), heads, rows, class_="numbers headline")


def _headline_row(finding, lang):
    entry, row = finding.entry, finding.row
    verdict = verdict_badge(row.verdict, lang) if finding.is_defined else read_texts(lang)["numbers.undefined"]
    return [
        tag("th", titled(entry, lang), scope="row", title=entry.definition[lang]),
        tag("td", verdict),
        difference_text(entry, row, lang),
        interval_text(entry, row, lang),
        matters_text(entry, row, lang),
        value_text(entry, row.mean_baseline, lang),
        value_text(entry, row.mean_scenario, lang),
        format_difference(row.transition_difference, row_decimals(entry, row), lang),
    ]


# Over the years


def years_section(results, lang):
    """Show the figure of the course over the years."""
    return figure(results, "over_time", lang)


# Who pays


def payers_section(results, lang):
    """Show costs by who pays today and, where payers change, by who pays under the model, in words and as a figure."""
    texts = read_texts(lang)
    if not has_payers(results):
        return tag("p", texts["report.payers.none"])
    told = [[tag("h3", results.title(key, lang)), _told(payer_sentences(results, key, lang))] for key in results.others]
    changed = [_changed_payers(results, key, lang) for key in results.others]
    return [figure(results, "payers", lang), told, changed, tag("p", texts["report.payers.note"], class_="note")]


def _changed_payers(results, scenario, lang):
    """Describe who pays what under a scenario and in the baseline; empty where no payer changes."""
    found = changed_payer_sentences(results, scenario, lang)
    if not found:
        return None
    texts = read_texts(lang)
    head = f"{texts['report.payers.changed']}: {results.title(scenario, lang)}"
    return [tag("h3", head), tag("p", texts["report.payers.changed_note"]), _told(found)]


# Places


def places_section(results, lang):
    """Show differences by municipality: sentences on gains and losses, a map and a dot plot."""
    parts = [[_place_table(results, key, lang), _spread(results, key, lang)] for key in results.others]
    warning = tag("p", read_texts(lang)["report.places.no_ranking"])
    return [warning, parts, figure(results, "municipalities", lang), figure(results, "map", lang)]


def _place_table(results, scenario, lang):
    """Return a row for each outcome with a change in some municipality, and the names of the others."""
    texts = read_texts(lang)
    body, untold = [], []
    for entry in results.headline:
        if place_kind_of(results, entry) != MUNICIPALITY:
            continue
        found = {row.place: row for row in place_rows(results, entry) if row.scenario == scenario}
        if any(row.verdict in CHANGES for row in found.values() if row.place_kind == MUNICIPALITY):
            cells = (_place_cell(entry, found.get(key), lang) for key in place_order(MUNICIPALITY))
            body.append([titled(entry, lang, of_difference=True), *cells])
        else:
            untold.append(entry.title[lang])
    names = {"scenario": results.title(scenario, lang), "baseline": results.title(results.baseline, lang)}
    if not body:
        return tag("p", texts("report.places.nothing", **names))
    heads = [texts["table.outcome"], *(_place_head(key, lang) for key in place_order(MUNICIPALITY))]
    made = table(texts("report.places.caption", **names), heads, body, class_="numbers places")
    return [made, tag("p", texts("report.places.untold", names="; ".join(untold))) if untold else None]


def _place_head(key, lang):
    name = place_name(MUNICIPALITY, key, lang)
    return f"{name} *" if key in comparison_places() else name


def _place_cell(entry, row, lang):
    """Return the difference with its interval below; no change is pale and carries its verdict for screen readers."""
    texts = read_texts(lang)
    if row is None or not is_defined(row.difference):
        return tag("td", texts["numbers.undefined"])
    number = tag("span", difference_text(entry, row, lang), class_=f"verdict {VERDICT_CLASSES[row.verdict]}")
    words = tag("span", texts[f"verdicts_short.{row.verdict}"], class_="hidden")
    return tag("td", number, " ", words, tag("br"), tag("small", interval_text(entry, row, lang)))


def _spread(results, scenario, lang):
    found = spread_sentences(results, scenario, lang)
    if not found:
        return None
    return [tag("p", read_texts(lang)["report.places.spread"]), _told(found)]


# All numbers


def table_section(results, lang):
    """Return the controls and the placeholder of the large table, which the page's script fills."""
    return table_controls(results, lang)
