"""The section of the report on the contribution of each lever, where the comparison was split into steps."""

from rural_abm.figures.figure_data import ALL
from rural_abm.figures.labels import REGION, titled
from rural_abm.figures.numbers import difference_decimals, format_difference, format_interval
from rural_abm.figures.texts import read_texts
from rural_abm.report.markup import table, tag

TOTAL, INTERPLAY = "all together", "interplay"


def steps_section(results, lang):
    """Show two tables per scenario: each lever alone, with their sum and interplay; and each added to those before it.

    None where there are no steps.
    """
    if results.steps is None or not len(results.steps):
        return None
    texts = read_texts(lang)
    alone = [_table(results, key, "alone", "report.steps.caption", lang) for key in results.others]
    walk = [_table(results, key, "walk", "report.steps.walk_caption", lang) for key in results.others]
    return [tag("p", texts["report.steps.intro"]), alone, tag("p", texts["report.steps.walk_intro"]), walk]


def _table(results, scenario, part, caption, lang):
    texts = read_texts(lang)
    steps = results.steps
    chosen = (steps["scenario"] == scenario) & (steps["part"] == part)
    own = steps[chosen & (steps["place_kind"] == REGION) & (steps["dimension"] == ALL)]
    levers = list(dict.fromkeys(own["lever"]))
    rows = {(row.outcome, row.lever): row for row in own.itertuples(index=False)}
    body = [
        [
            titled(entry, lang, of_difference=True),
            *(_cell(entry, rows.get((entry.name, lever)), lang) for lever in levers),
        ]
        for entry in results.headline
    ]
    names = {"scenario": results.title(scenario, lang), "baseline": results.title(results.baseline, lang)}
    heads = [texts["table.outcome"], *(_lever_title(lever, lang) for lever in levers)]
    return table(texts(caption, **names), heads, body, class_="numbers places")


def _lever_title(lever, lang):
    """Return the lever's display name."""
    from rural_abm.governance.schema import lever_specs

    own = {TOTAL: "report.steps.total", INTERPLAY: "report.steps.interplay"}
    if lever in own:
        return read_texts(lang)[own[lever]]
    specs = lever_specs()
    return specs[lever].title[lang] if lever in specs else lever


def _cell(entry, row, lang):
    """Return the difference, pale where its interval contains 0, with the interval below."""
    if row is None:
        return tag("td", read_texts(lang)["numbers.undefined"])
    is_sure = row.low > 0 or row.high < 0
    decimals = difference_decimals(entry.decimals, row.difference, row.high - row.low) if is_sure else entry.decimals
    interval = tag("small", format_interval(row.low, row.high, decimals, lang))
    look = "sure" if is_sure else "verdict unsure"
    return tag("td", tag("span", format_difference(row.difference, decimals, lang), class_=look), tag("br"), interval)
