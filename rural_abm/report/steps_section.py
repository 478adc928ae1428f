"""The section of the report on the contribution of each lever, where the comparison was split into steps."""

from rural_abm.figures.figure_data import ALL
from rural_abm.figures.labels import REGION, titled
from rural_abm.figures.numbers import difference_decimals, format_difference, format_interval
from rural_abm.figures.texts import read_texts

TOTAL, INTERPLAY = "all together", "interplay"


def steps_section(results, lang):
    """Return two tables per scenario: each lever alone, with sum and interplay; and each added to those before it.

    None where there are no steps.
    """
    if results.steps is None or not len(results.steps):
        return None
    return {
        "intro": [_table(results, key, "alone", "report.steps.caption", lang) for key in results.others],
        "walk_intro": [_table(results, key, "walk", "report.steps.walk_caption", lang) for key in results.others],
    }


def _table(results, scenario, part, caption, lang):
    texts = read_texts(lang)
    steps = results.steps
    chosen = (steps["scenario"] == scenario) & (steps["part"] == part)
    own = steps[chosen & (steps["place_kind"] == REGION) & (steps["dimension"] == ALL)]
    levers = list(dict.fromkeys(own["lever"]))
    rows = {(row.outcome, row.lever): row for row in own.itertuples(index=False)}
    body = [
        (
            titled(entry, lang, of_difference=True),
            [_cell(entry, rows.get((entry.name, lever)), lang) for lever in levers],
        )
        for entry in results.headline
    ]
    names = {"scenario": results.title(scenario, lang), "baseline": results.title(results.baseline, lang)}
    heads = [texts["table.outcome"], *(_lever_title(lever, lang) for lever in levers)]
    return {"caption": texts(caption, **names), "heads": heads, "rows": body}


def _lever_title(lever, lang):
    """Return the lever's display name."""
    from rural_abm.governance.schema import lever_specs

    own = {TOTAL: "report.steps.total", INTERPLAY: "report.steps.interplay"}
    if lever in own:
        return read_texts(lang)[own[lever]]
    specs = lever_specs()
    return specs[lever].title[lang] if lever in specs else lever


def _cell(entry, row, lang):
    """Return the difference, pale where its interval contains 0, and its interval (dict); None where undefined."""
    if row is None:
        return None
    is_sure = row.low > 0 or row.high < 0
    decimals = difference_decimals(entry.decimals, row.difference, row.high - row.low) if is_sure else entry.decimals
    return {
        "look": "sure" if is_sure else "verdict unsure",
        "number": format_difference(row.difference, decimals, lang),
        "verdict": None,
        "interval": format_interval(row.low, row.high, decimals, lang),
    }
