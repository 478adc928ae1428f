"""Figures of experiments in silico: what their files say is sound, all of it is shown, and mistakes are named."""

import hashlib
import itertools
import json
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest

from rural_abm.cli import main
from rural_abm.engine.errors import InputError
from rural_abm.figures import read_figure_manifest, write_finding
from rural_abm.figures.experiment_figure import finding_figure
from rural_abm.figures.style import GOVERNANCE_COLOURS, VERDICT_COLOURS, styled
from rural_abm.figures.texts import LANGUAGES
from rural_abm.study.insilico.figure_spec import headline, read_picture
from rural_abm.study.insilico.options import columns
from rural_abm.study.insilico.running import read_in_silico, read_summary
from rural_abm.study.results import store

FOLDERS = Path(__file__).parents[2] / "experiments"
SHIPPED = sorted(
    path.parent.name for path in FOLDERS.glob("*/experiment.toml") if "measure =" in path.read_text(encoding="utf-8")
)


def words(text):
    return {"en": text, "sv": f"{text} på svenska"}


def table(**changes):
    """A figure of two rows and two series in one panel; what is called "other" is left out."""
    return {
        "kind": "dots",
        "rows": "outcome",
        "series": "part",
        "leave_out": {"part": ["other"]},
        "labels": {
            "outcome": {"visits": words("Visits"), "stays": words("Stays")},
            "part": {"fewer": words("fewer"), "more": words("more")},
        },
        "panels": [{"axis": words("share"), "scale": "percent", "limits": [0, 1]}],
    } | changes


@pytest.fixture
def summary():
    """Every combination of two outcomes and three parts, the intervals a tenth wide."""
    rows = itertools.product(("visits", "stays"), ("fewer", "more", "other"))
    found = pd.DataFrame(rows, columns=["outcome", "part"])
    mean = np.array([0.25, 0.75, 9.0, 0.5, 0.5, 9.0])
    return found.assign(seeds=4, mean=mean, low=mean - 0.05, high=mean + 0.05, sign_chance=1.0)


@pytest.fixture
def folder(tmp_path, summary):
    """A folder of an experiment's results."""
    manifest = {"kind": "experiment", "experiment": "0", "title": words("A finding"), "figure": table()}
    store.write_manifest(tmp_path, manifest)
    store.write_csv(tmp_path / "summary.csv", summary)
    return tmp_path


def drawn(picture, summary, lang="en"):
    with styled():
        return finding_figure(picture, summary, lang, title="A finding", where="here")


def texts_of(figure):
    shown = " ".join(item.get_text() for item in figure.findobj(matplotlib.text.Text) if item.get_visible())
    return " ".join(shown.split())


def made_up(picture, measure):
    """A summary that holds all the picture speaks of: the values of its panels with all labelled rows and series, and
    what it leaves out."""
    found = []
    for choice in [*(panel.only for panel in picture.panels), picture.leave_out]:
        values = {name: ["-"] for name in columns(measure)}
        values |= {name: list(picture.labels[name]) for name in picture.labelled}
        values |= {name: list(chosen) for name, chosen in choice.items()}
        found += itertools.product(*values.values())
    rows = pd.DataFrame(found, columns=list(columns(measure))).drop_duplicates(ignore_index=True)
    mean = np.linspace(0.1, 0.4, len(rows))
    return rows.assign(seeds=3, mean=mean, low=mean - 0.02, high=mean + 0.02, sign_chance=1.0)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_experiment_has_a_sound_figure_that_shows_all_it_names(name):
    experiment = read_in_silico(FOLDERS / name)
    picture = read_picture(experiment.figure, name, measure=experiment.measure)
    figures = {lang: texts_of(drawn(picture, made_up(picture, experiment.measure), lang)) for lang in LANGUAGES}
    named = [words for column in picture.labels.values() for words in column.values()]
    named += [words for panel in picture.panels for words in (panel.title, panel.axis) if words is not None]
    named += [words for words in (picture.along, picture.given, picture.note) if words is not None]
    named += picture.groups.values()
    for lang, shown in figures.items():
        assert not {one for one in named if " ".join(getattr(one, lang).split()) not in shown}, lang


@pytest.mark.parametrize("name", SHIPPED)
def test_every_experiment_shows_its_figure(name):
    told = (FOLDERS / name / "README.md").read_text("utf-8")
    assert "](finding.en.png)" in told
    if not (FOLDERS / name / "finding.en.png").exists():
        assert "Not run at this version" in told
        return
    for lang in LANGUAGES:
        told = read_figure_manifest(FOLDERS / name / f"finding.{lang}.png")
        assert (told["figure"], told["language"]) == ("finding", lang)


GRID = table(
    kind="grid", rows="model", series="outcome", leave_out={},
    labels={"model": {"a": words("Model A"), "b": words("Model B")},
            "outcome": {"emergency_visits": words("Visits"), "cost_region_per_resident": words("Cost")}},
    panels=[{"axis": words("difference")}], groups={"patients": words("Patients"), "payers": words("Payers")},
)  # fmt: skip


def test_a_grid_colours_what_is_better_and_worse_and_nothing_else():
    rows = pd.DataFrame([
        {"model": model, "outcome": outcome, "seeds": 4, "mean": mean, "low": mean - 1, "high": mean + 1,
         "sign_chance": 1.0, "verdict": verdict}
        for model, outcome, mean, verdict in [
            ("a", "emergency_visits", -12.0, "better"), ("a", "cost_region_per_resident", 300.0, "worse"),
            ("b", "emergency_visits", 0.5, "too small to matter"), ("b", "cost_region_per_resident", 50.0, ""),
        ]
    ])  # fmt: skip
    figure = drawn(read_picture(GRID, "here"), rows)
    (axes,) = figure.axes
    colours = {text.get_text(): text.get_color() for text in axes.texts}
    assert colours["−12"] == VERDICT_COLOURS["better"] and colours["+300"] == VERDICT_COLOURS["worse"]
    assert len(axes.patches) == 4 and {line.get_marker() for line in axes.lines} == {"o", "s"}


@pytest.mark.parametrize(
    ("change", "told"),
    [({"groups": {"patients": words("Patients")}}, "payers"), ({"labels": {"model": {"a": words("A")}, "outcome": {
        "visits": words("Visits")}}}, "outcome")],
)  # fmt: skip
def test_a_grid_of_what_is_no_outcome_or_concerns_nobody_named_is_told(change, told):
    with pytest.raises(InputError, match=told):
        read_picture(GRID | change, "here")


@pytest.mark.parametrize(("limit", "title"), [(0.2, "Few visits"), (0.3, "A finding")])
def test_a_headline_stands_above_only_what_bears_it_out(folder, limit, title):
    condition = {"result": "here", "row": {"outcome": "visits", "part": "fewer"}, "column": "interval", "is": "above",
                 "limit": limit - 0.01}  # fmt: skip
    asked = table(headlines=[words("Few visits") | {"all": [condition]}])
    manifest = store.read_manifest(folder)
    store.write_manifest(folder, {**manifest, "figure": asked})
    (svg,) = [path for path in write_finding(folder, "en") if path.suffix == ".svg"]
    found = headline(read_picture(asked, "here"), read_summary(folder))
    assert ("A finding" if found is None else found.en) == title and svg.exists()


def test_a_governance_model_has_its_own_colour_and_its_variants_other_lines():
    asked = table(
        kind="lines", rows="year", series="part", leave_out={}, along=words("year"), models={"fewer": "home_hospital",
        "more": "home_hospital"}, labels={"year": {"1": words("1"), "2": words("2")}, "part": {
            "fewer": words("fewer"), "more": words("more"), "call_off": words("today")}},
        panels=[{"axis": words("change"), "scale": "log ratio"}],
    )  # fmt: skip
    rows = pd.DataFrame([
        {"year": year, "part": part, "seeds": 4, "mean": np.log(1.1), "low": 0.0, "high": 0.2, "sign_chance": 1.0}
        for year in ("1", "2") for part in ("fewer", "more", "call_off")
    ])  # fmt: skip
    (axes,) = drawn(read_picture(asked, "here"), rows).axes
    lines = [line for line in axes.lines if line.get_marker() != "None"]
    assert [line.get_color() for line in lines] == [GOVERNANCE_COLOURS[name] for name in
                                                    ("home_hospital", "home_hospital", "call_off")]  # fmt: skip
    assert [line.get_linestyle() for line in lines] == ["-", "--", "-"]
    assert np.allclose(lines[0].get_ydata(), 10), "ten per cent more, not the logarithm"


def test_differences_of_shares_are_written_without_a_percent_sign(summary):
    shown = {}
    for scale in ("percent", "percentage points"):
        panel = {"axis": words("share"), "scale": scale, "reference": 0}
        (axes,) = drawn(read_picture(table(panels=[panel]), "here"), summary).axes
        shown[scale] = [text.get_text() for text in axes.texts]
    assert {"+25%", "+75%"} <= set(shown["percent"])
    assert {"+25", "+75"} <= set(shown["percentage points"]) and not any(
        "%" in text for text in shown["percentage points"]
    )


def test_dots_and_intervals_are_those_of_the_summary(summary):
    (axes,) = drawn(read_picture(table(), "here"), summary).axes
    dots = sorted(float(line.get_xdata()[0]) for line in axes.lines if len(line.get_xdata()) == 1)
    assert dots == pytest.approx([25, 50, 50, 75])
    bars = sorted(tuple(map(float, line.get_xdata())) for line in axes.lines if len(line.get_xdata()) == 2)
    assert np.allclose(bars, [(20, 30), (45, 55), (45, 55), (70, 80)])


def test_lines_stand_in_the_order_of_their_labels(summary):
    lines = table(kind="lines", rows="year", along=words("years"), series="part", panels=[{"axis": words("share")}])
    lines["labels"]["year"] = {str(year): words(str(year)) for year in (9, 10, 11, 12)}
    del lines["labels"]["outcome"]
    years = [summary[summary["outcome"] == "visits"].assign(year=year) for year in ("12", "11", "10", "9")]
    rows = pd.concat(years, ignore_index=True).drop(columns="outcome")
    rows["mean"] += rows["year"].astype(float)
    (axes,) = drawn(read_picture(lines, "here"), rows).axes
    assert list(axes.lines[0].get_ydata()) == pytest.approx([9.25, 10.25, 11.25, 12.25])
    assert len(axes.lines) == len(axes.collections) == 2


def test_bars_of_shares_fill_the_whole(summary):
    (axes,) = drawn(read_picture(table(kind="shares"), "here"), summary).axes
    ends = [bar.get_x() + bar.get_width() for bar in axes.patches]
    assert sorted(ends) == pytest.approx([25, 50, 100, 100])


def test_a_single_seed_has_a_dot_without_an_interval(summary):
    one = summary.assign(seeds=1, low=np.nan, high=np.nan)
    assert "how much is chance cannot be seen" in texts_of(drawn(read_picture(table(), "here"), one))


def test_an_interval_that_is_cut_is_told(summary):
    cut = table(panels=[{"axis": words("share"), "limits": [0, 0.5]}])
    assert "where the axis does" in texts_of(drawn(read_picture(cut, "here"), summary))
    assert "where the axis does" not in texts_of(drawn(read_picture(table(), "here"), summary))


def test_the_same_results_give_the_same_bytes(folder):
    def hashes():
        return [
            hashlib.sha256(path.read_bytes()).hexdigest() for lang in LANGUAGES for path in write_finding(folder, lang)
        ]

    first = hashes()
    assert len(set(first)) == 4 and hashes() == first


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"rows": "outcom"}, "outcome"),
        ({"kind": "dost"}, "dots"),
        ({"seris": "part"}, "series"),
        ({"panels": []}, "panels"),
        ({"panels": [{"axis": words("a"), "scal": "percent"}]}, "scale"),
        ({"panels": [{"axis": {"en": "a"}}]}, "axis"),
        ({"leave_out": {"prt": ["other"]}}, "part"),
        ({"panels": [{"axis": words("a"), "only": {"parts": ["fewer"]}}]}, "part"),
        ({"panels": [{"axis": words("a"), "given": [{"low": 0, "high": 1, "row": "visit"}]}]}, "visits"),
        ({"panels": [{"axis": words("a"), "given": [{"low": 0, "high": 1}]}]}, "given"),
        ({"kind": "lines"}, "along"),
        ({"kind": "shares", "series": None}, "series"),
        ({"labels": {"outcome": {}}}, "labels.part"),
    ],
)
def test_what_is_wrong_in_the_table_is_told(changes, told):
    wrong = table(**changes)
    if "series" in changes:
        del wrong["labels"]["part"]
    with pytest.raises(InputError, match="here") as error:
        read_picture(wrong, "here", measure="two_worlds")
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"leave_out": {"part": ["othr"]}}, "'other'"),
        ({"leave_out": {"prt": ["other"]}}, "'part'"),
        ({"leave_out": {}}, "part 'other' has no label"),
        ({"labels": {"outcome": table()["labels"]["outcome"], "part": {"fewr": words("a")}}}, "'fewer'"),
        ({"panels": [{"axis": words("a"), "only": {"outcome": ["visit"]}}]}, "'visits'"),
        ({"panels": [{"axis": words("a"), "only": {"outcome": ["visits"], "part": ["other"]}}]}, "a panel is empty"),
        ({"series": None, "labels": {"outcome": table()["labels"]["outcome"]}}, "more than one value"),
    ],
)
def test_what_the_summary_does_not_hold_is_told(summary, changes, told):
    with pytest.raises(InputError, match="here") as error:
        drawn(read_picture(table(**changes), "here"), summary)
    assert told in str(error.value)


def test_a_damaged_summary_is_told(folder):
    (folder / "summary.csv").write_text("outcome,part,mean\nvisits,fewer,much\n")
    with pytest.raises(InputError, match=r"summary.csv"):
        write_finding(folder, "en")
    (folder / "summary.csv").unlink()
    with pytest.raises(InputError, match="is missing"):
        write_finding(folder, "en")


def test_results_without_a_figure_are_told(folder):
    manifest = store.read_manifest(folder)
    store.write_manifest(folder, {**manifest, "figure": {}})
    with pytest.raises(InputError, match="no figure"):
        write_finding(folder, "en")
    store.write_manifest(folder, {**manifest, "kind": "patterns"})
    with pytest.raises(InputError, match="no experiment"):
        write_finding(folder, "en")


EXPERIMENT = """
measure = "two_worlds"
seeds = 4
title = { en = "Another title", sv = "En annan titel" }
question = { en = "A?", sv = "B?" }
[figure]
"""


def test_the_command_knows_an_experiment_and_puts_its_figure_beside_it(folder, tmp_path_factory, capsys):
    assert main(["figures", str(folder)]) == 0
    names = {path.name for path in (folder / "figures").iterdir()}
    assert names == {f"finding.{lang}.{suffix}" for lang in LANGUAGES for suffix in ("svg", "png")}
    own = tmp_path_factory.mktemp("asked")
    (own / "experiment.toml").write_text(EXPERIMENT + as_toml(table()), encoding="utf-8")
    assert main(["figures", "finding", str(folder), "--beside", str(own)]) == 0
    kinds = {"finding.en.svg", "finding.en.png", "finding.sv.svg", "finding.sv.png"}
    assert {path.name for path in own.glob("finding.*")} == kinds
    assert (own / "finding.sv.png").read_bytes() == (folder / "figures" / "finding.sv.png").read_bytes()
    assert main(["figures", "findin", str(folder)]) == 2
    assert "Did you mean 'finding'" in capsys.readouterr().err


def as_toml(values):
    """A table as the lines of a TOML file: JSON's texts, numbers and lists are TOML's, its tables are not."""

    def inline(value):
        if isinstance(value, dict):
            return "{ " + ", ".join(f"{key} = {inline(item)}" for key, item in value.items()) + " }"
        if isinstance(value, list):
            return "[" + ", ".join(map(inline, value)) + "]"
        return json.dumps(value, ensure_ascii=False)

    return "\n".join(f"{key} = {inline(value)}" for key, value in values.items())
