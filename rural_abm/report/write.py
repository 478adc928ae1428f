"""Writes `report.html`: the whole comparison in Swedish and English in one file that needs no network."""

from importlib.resources import files
from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.figures.figure_data import read_results
from rural_abm.figures.texts import LANGUAGES, read_texts
from rural_abm.figures.write import save_figures
from rural_abm.report import method_sections, results_sections
from rural_abm.report.big_table import table_data
from rural_abm.report.findings import joined
from rural_abm.report.markup import Markup, json_block, tag
from rural_abm.report.steps_section import steps_section
from rural_abm.study.results.store import write_text

FILE = "report.html"
SECTIONS = {
    "compared": method_sections.compared_section,
    "findings": results_sections.findings_section,
    "differences": results_sections.differences_section,
    "years": results_sections.years_section,
    "payers": results_sections.payers_section,
    "places": results_sections.places_section,
    "steps": steps_section,
    "certainty": method_sections.certainty_section,
    "assumptions": method_sections.assumptions_section,
    "limits": method_sections.limits_section,
    "table": results_sections.table_section,
    "provenance": method_sections.provenance_section,
}


def write_report(directory, lang=None, *, catalogue=None, bodies=None):
    """Write the report of a compared results directory into it and return the path.

    `lang` is the language shown first (default Swedish); the other is one click away. `catalogue`: outcome entries
    other than the packaged ones; `bodies`: bodies by language, if `write_language` has made them. Raises InputError if
    the directory holds no comparison or the file cannot be written.
    """
    text = report_html(directory, lang, catalogue=catalogue, bodies=bodies)
    path = Path(directory) / FILE
    write_text(path, text)
    return path


def write_language(directory, lang):
    """Draw the figures of a compared results directory in one language and return the body of its report (str)."""
    results = _compared(directory)
    save_figures(results, lang=lang)
    return _body(results, lang)


def report_html(directory, lang=None, *, catalogue=None, bodies=None):
    """Return the report's HTML (str)."""
    first = read_texts(lang or LANGUAGES[0]).lang
    results = _compared(directory, catalogue)
    bodies = bodies or {language: _body(results, language) for language in LANGUAGES}
    mains = [tag("main", Markup(bodies[name]), lang=name, hidden=name != first) for name in LANGUAGES]
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", _title(results, first)),
        tag("style", Markup(_asset("page.css"))),
        tag("noscript", tag("style", Markup(_asset("no_script.css")))),
    )
    scripts = [json_block("table-data", table_data(results)), tag("script", Markup(_asset("page.js")))]
    titles = {f"data_title_{lang}": _title(results, lang) for lang in LANGUAGES}
    page = tag("html", head, tag("body", _language_switch(first), mains, scripts), lang=first, **titles)
    return f"<!DOCTYPE html>\n{page}\n"


def _compared(directory, catalogue=None):
    """Return the results of a directory, which must hold a comparison."""
    results = read_results(directory, catalogue)
    if not results.others or not len(results.compared()):
        allowed = "results of rural-abm compare with two scenarios or more"
        raise InputError("contains no comparison to report", where=str(directory), allowed=allowed)
    return results


def _asset(name):
    return files("rural_abm").joinpath(f"data/report/{name}").read_text("utf-8")


def _title(results, lang):
    return read_texts(lang)(
        "report.title",
        baseline=results.title(results.baseline, lang),
        others=joined([results.title(key, lang) for key in results.others], lang),
    )


def _language_switch(first):
    buttons = [
        tag(
            "button",
            read_texts(lang)["report.language"],
            type="button",
            lang=lang,
            data_language=lang,
            aria_pressed="true" if lang == first else "false",
        )
        for lang in LANGUAGES
    ]
    return tag("div", buttons, class_="languages", role="group", aria_label="Språk / Language")


def _body(results, lang):
    texts = read_texts(lang)
    head = tag(
        "header",
        tag("p", texts["report.kicker"], class_="kicker"),
        tag("h1", _title(results, lang)),
        tag("p", texts["report.lead"], class_="lead"),
        tag("section", tag("h2", texts["report.brief"]), results_sections.brief(results, lang), class_="brief"),
    )
    made = {name: content for name, make in SECTIONS.items() if (content := make(results, lang)) is not None}
    links = [tag("li", tag("a", texts[f"report.{name}.title"], href=f"#{name}-{lang}")) for name in made]
    contents = tag("nav", tag("h2", texts["report.contents"]), tag("ol", links), aria_label=texts["report.contents"])
    sections = [
        tag("section", tag("h2", texts[f"report.{name}.title"], id=f"{name}-{lang}"), content, class_=f"part {name}")
        for name, content in made.items()
    ]
    return "".join(str(part) for part in (head, contents, *sections))
