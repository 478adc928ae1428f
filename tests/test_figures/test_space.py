"""The map of an experiment over a parameter space: every seed at its point, with its own value."""

import pandas as pd
import pytest

from rural_abm.figures import write_space
from rural_abm.figures.space import space_figure
from rural_abm.figures.style import styled
from rural_abm.figures.texts import LANGUAGES
from rural_abm.study.insilico.figure_spec import read_picture
from rural_abm.study.insilico.running import KIND, ROWS
from rural_abm.study.insilico.space import point_of
from rural_abm.study.results import store

SPACE = {"attraction_floor": (0.2, 0.6), "gp_filling_per_year": (0.5, 1.5), "isolation_strength": (0.0, 1.0)}
SEEDS = range(1, 6)


def words(text):
    return {"en": text, "sv": f"{text} på svenska"}


@pytest.fixture
def table():
    return {
        "kind": "dots",
        "rows": "size",
        "panels": [{"axis": words("share"), "scale": "percent", "only": {"part": [part]}} for part in ("in", "out")],
        "labels": {"size": {"all": words("All"), "few": words("Few")}},
    }


@pytest.fixture
def rows():
    return pd.DataFrame([
        {"seed": seed, "size": size, "part": part, "value": seed / 10 if (size, part) == ("all", "in") else 0.9}
        for seed in SEEDS for size in ("all", "few") for part in ("in", "out")
    ])  # fmt: skip


def test_points_fill_the_space_and_no_space_has_no_point():
    points = [point_of(seed, SPACE) for seed in SEEDS]
    assert all(low <= point[name] <= high for point in points for name, (low, high) in SPACE.items())
    assert len({tuple(point.values()) for point in points}) == len(SEEDS)
    assert point_of(1, {}) == {}


def test_every_seed_is_drawn_at_its_point_with_its_value(table, rows):
    with styled():
        figure = space_figure(read_picture(table, "here"), rows, SPACE, "en", title="A title")
    dots = figure.axes[0].collections[0]
    wanted = [[point_of(seed, SPACE)[name] for name in ("attraction_floor", "gp_filling_per_year")] for seed in SEEDS]
    assert dots.get_offsets().tolist() == [pytest.approx(place) for place in wanted]
    assert dots.get_array().tolist() == pytest.approx([10.0 * seed for seed in SEEDS])


def test_the_same_rows_give_the_same_bytes_in_both_languages(table, rows, tmp_path):
    rows.to_parquet(tmp_path / ROWS)
    what = {"title": words("A title"), "figure": table, "options": {"space": SPACE}}
    manifest = {"kind": KIND, "experiment": "0", **what}
    store.write_manifest(tmp_path, manifest)

    def written():
        return {path.name: path.read_bytes() for lang in LANGUAGES for path in write_space(tmp_path, lang)}

    first = written()
    assert set(first) == {f"space.{lang}.{suffix}" for lang in LANGUAGES for suffix in ("svg", "png")}
    assert written() == first
    store.write_manifest(tmp_path, manifest | {"options": {}})
    assert write_space(tmp_path, "en") == []
