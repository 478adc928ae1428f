"""Writes `report.html`: the whole comparison in Swedish and English in one file that needs no network."""

from importlib.resources import files
from pathlib import Path

from markupsafe import Markup

from rural_abm.engine.errors import InputError
from rural_abm.figures.figure_data import read_results
from rural_abm.figures.labels import region_title
from rural_abm.figures.texts import LANGUAGES, read_texts
from rural_abm.figures.write import save_figures
from rural_abm.regions import showing
from rural_abm.report import method_sections, results_sections
from rural_abm.report.big_table import table_data, table_section
from rural_abm.report.findings import joined
from rural_abm.report.steps_section import steps_section
from rural_abm.report.templates import html_templates
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
    "table": table_section,
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
    with showing(results.region):
        return _body(results, lang)


def report_html(directory, lang=None, *, catalogue=None, bodies=None):
    """Return the report's HTML (str)."""
    first = read_texts(lang or LANGUAGES[0]).lang
    results = _compared(directory, catalogue)
    with showing(results.region):
        bodies = bodies or {language: _body(results, language) for language in LANGUAGES}
        table = table_data(results)
    return (
        html_templates()
        .get_template("report.html.jinja")
        .render(
            first=first,
            titles={language: _title(results, language) for language in LANGUAGES},
            languages={language: read_texts(language)["report.language"] for language in LANGUAGES},
            # Safe: the bodies come from the templates below, style and script from the package.
            bodies={language: Markup(bodies[language]) for language in LANGUAGES},
            page_style=Markup(_asset("page.css")),
            no_script_style=Markup(_asset("no_script.css")),
            script=Markup(_asset("page.js")),
            table=table,
        )
    )


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


def _body(results, lang):
    """Return the report in one language (HTML text), without the parts that both languages share."""
    made = {name: view for name, make in SECTIONS.items() if (view := make(results, lang)) is not None}
    return (
        html_templates()
        .get_template("body.html.jinja")
        .render(
            lang=lang,
            texts=read_texts(lang),
            title=_title(results, lang),
            region=region_title(lang),
            baseline=results.title(results.baseline, lang),
            brief=results_sections.brief(results, lang),
            sections=made,
        )
    )
