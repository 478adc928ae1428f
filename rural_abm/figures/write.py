"""Writing figures of a results directory as SVG and PNG; the same results give the same bytes."""

import io
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from matplotlib.text import Text

from rural_abm.engine.errors import InputError, plain_text, unknown_name
from rural_abm.engine.units import HALF
from rural_abm.figures.differences import differences
from rural_abm.figures.figure_data import ALL, read_results
from rural_abm.figures.labels import MUNICIPALITY, REGION, UNIT
from rural_abm.figures.manifest import description
from rural_abm.figures.map import maps, place_map
from rural_abm.figures.municipalities import first_by_place, municipalities
from rural_abm.figures.over_time import over_time
from rural_abm.figures.payers import has_payers, payers
from rural_abm.figures.style import DOTS_PER_INCH, MARK_LOOK, SALT, styled
from rural_abm.governance.values import as_list
from rural_abm.regions import showing
from rural_abm.study.results.store import whole_file, write_error

FOLDER = "figures"
_mark = ContextVar("mark", default=None)
SEPARATOR = "."


@dataclass(frozen=True)
class Kind:
    """One kind of figure: how it is drawn, whether the results allow it, and whether it shows one outcome."""

    draw: Callable
    is_possible: Callable
    of_one_outcome: bool = False


def _has_values(results):
    return not results.yearly([entry.name for entry in results.headline], REGION, ALL).dropna(subset="value").empty


def _is_compared(results):
    return bool(results.others) and results.comparison is not None and len(results.comparison) > 0


def _is_compared_by_place(results):
    return _is_compared(results) and first_by_place(results) is not None


def _is_compared_by_payer(results):
    return _is_compared(results) and has_payers(results)


KINDS = {
    "differences": Kind(differences, _is_compared),
    "over_time": Kind(over_time, _has_values),
    "payers": Kind(payers, _is_compared_by_payer),
    "municipalities": Kind(municipalities, _is_compared_by_place, of_one_outcome=True),
    "map": Kind(maps, _is_compared_by_place, of_one_outcome=True),
    "place": Kind(lambda results, lang: place_map(lang), lambda results: True),
}


def possible_figures(results):
    """Return the names of the figures that the results allow (list)."""
    return [name for name, kind in KINDS.items() if kind.is_possible(results)]


def draw_figure(results, name, lang):
    """Return the named matplotlib figure, drawn once; `map.OUTCOME` and `municipalities.OUTCOME` show that outcome.

    Call within `styled()`. Raises InputError for an unknown name or outcome and for a figure that the results do not
    allow.
    """
    if (name, lang) not in results.drawn:
        with showing(results.region):
            results.drawn[name, lang] = _draw(results, name, lang)
    return results.drawn[name, lang]


def _draw(results, name, lang):
    kind_name, _, outcome = name.partition(SEPARATOR)
    if kind_name not in KINDS:
        raise unknown_name("figure", name, KINDS)
    kind = KINDS[kind_name]
    if not kind.is_possible(results):
        allowed = ", ".join(possible_figures(results))
        raise InputError(
            f"these results do not support the figure '{name}'", where=str(results.directory), allowed=allowed
        )
    if not outcome:
        return kind.draw(results, lang)
    if not kind.of_one_outcome:
        allowed = " and ".join(f"{key}.OUTCOME" for key, value in KINDS.items() if value.of_one_outcome)
        raise InputError(f"the figure '{kind_name}' does not show a single outcome", where=name, allowed=allowed)
    entry = results.entry(outcome)
    table = results.compared(outcome=outcome, dimension=ALL)
    if not table["place_kind"].isin([MUNICIPALITY, UNIT]).any():
        raise InputError("is not compared by municipality or unit in these results", where=outcome)
    return kind.draw(results, lang, entry)


def write_figures(directory, names=None, lang="en", *, out=None, catalogue=None):
    """Write figures of a results directory into its folder `figures`, as SVG and PNG; return the paths (list).

    `names`: one or several, default all that the results allow; `out`: another folder; `catalogue`: another catalogue
    of outcomes.
    """
    return save_figures(read_results(directory, catalogue), names, lang, out=out)


def save_figures(results, names=None, lang="en", *, out=None):
    """Write figures of results that have been read, as `write_figures` does."""
    out = results.directory / FOLDER if out is None else Path(out)
    written = []
    for name in possible_figures(results) if names is None else as_list(names):
        with styled():
            figure = draw_figure(results, name, lang)
            written += save_figure(figure, out / f"{name}.{lang}", description(name, lang, results))
    return written


@contextmanager
def marked(words):
    """Print `words` across the figures saved within the context, so that they are not mistaken for final ones."""
    token = _mark.set(words)
    try:
        yield
    finally:
        _mark.reset(token)


def save_figure(figure, stem, text):
    """Write a figure as SVG and PNG with `text` as its description; return the paths (list).

    Call within `styled()`.
    """
    if words := _mark.get():
        figure.text(HALF, HALF, words, **MARK_LOOK)
    paths = [stem.with_name(f"{stem.name}.{suffix}") for suffix in ("svg", "png")]
    for path in paths:
        save(path, figure_bytes(figure, path.suffix[1:], text))
    return paths


def save(path, content):
    """Write the bytes of a figure atomically, making its folder if missing; raise InputError on failure."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(path, error) from None
    with whole_file(path) as partial:
        partial.write_bytes(content)


def figure_bytes(figure, suffix, text):
    """Return the figure as bytes of SVG or PNG, without dates, with `text` as its description."""
    metadata = {
        "svg": {"Date": None, "Description": text, "Creator": SALT},
        "png": {"Software": SALT, "Description": text},
    }
    for drawn in figure.findobj(Text):
        drawn.set_text(plain_text(drawn.get_text()))
    stream = io.BytesIO()
    figure.savefig(stream, format=suffix, dpi=DOTS_PER_INCH, metadata=metadata[suffix])
    return stream.getvalue()
