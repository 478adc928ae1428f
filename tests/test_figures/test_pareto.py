"""The figure of what can be had at once: rows of settings, columns of aims, and what is said of each."""

import pandas as pd
import pytest

from rural_abm.figures.labels import shown_catalogue
from rural_abm.figures.pareto import chosen_settings, pareto_figure, write_pareto
from rural_abm.figures.style import styled

AIMS = ["unmet_needs", "handled_locally"]


@pytest.fixture
def table():
    """Four settings of one lever: today; one better in the first aim, one in the second; one that is beaten."""
    return pd.DataFrame({
        "point": [0, 1, 2, 3],
        "beds": [None, 2.0, 8.0, 5.0],
        "unmet_needs": [0.2, 0.1, 0.3, 0.4],
        "unmet_needs_error": [0.0, 0.01, 0.2, 0.01],
        "handled_locally": [0.5, 0.4, 0.8, 0.3],
        "handled_locally_error": [0.0, 0.01, 0.01, 0.01],
        "is_best": [True, True, True, False],
        "is_base": [True, False, False, False],
    })  # fmt: skip


@pytest.fixture
def entries():
    return [shown_catalogue()[name] for name in AIMS]


def test_the_best_in_each_aim_is_shown_by_the_direction_that_is_better(table, entries):
    """Fewer unmet needs are better, and more that is handled locally; the beaten setting is never shown."""
    rows = [(key, int(row["point"])) for key, row in chosen_settings(table, entries)]
    assert rows == [("base", 0), ("unmet_needs", 1), ("handled_locally", 2)]


def drawn(table, lang="en"):
    with styled():
        return pareto_figure(table, AIMS, lang, title="A title", seeds=5, catalogue=shown_catalogue())


def test_each_aim_has_a_panel_with_what_its_values_differ_from_today(table, entries):
    settings, unmet, _ = drawn(table).axes
    assert [label.get_text() for label in settings.get_yticklabels()][0] == "Today"
    dots = [line.get_xdata()[0] for line in unmet.get_lines() if line.get_marker() in ("o", "s")]
    factor = entries[0].factor
    assert dots == pytest.approx([0.0, -0.1 * factor, 0.1 * factor])


def test_a_difference_within_chance_has_neither_the_colour_of_better_nor_of_worse(table):
    """With an error of .2 a difference of .1 cannot be told; with one of .01 it is better."""
    _, unmet, _ = drawn(table).axes
    today, better, untold = [line for line in unmet.get_lines() if line.get_marker() in ("o", "s")]
    assert untold.get_color() == today.get_color() != better.get_color()


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_the_same_table_gives_the_same_bytes(table, lang, tmp_path):
    files = []
    for name in ("a", "b"):
        files.append(write_pareto(tmp_path, table, AIMS, lang, title="A title", seeds=5, out=tmp_path / name))
    first, second = ([path.read_bytes() for path in paths] for paths in files)
    assert first == second and len(first) == 2
