"""Figures show what the results say, whole, and come out the same every time."""

import hashlib
import xml.etree.ElementTree as ElementTree

import matplotlib
import pandas as pd
import pytest
from matplotlib import pyplot

from rural_abm.engine.errors import InputError
from rural_abm.figures import draw_figure, possible_figures, read_figure_manifest, read_results, write_figures
from rural_abm.figures.differences import Relative, axis_limit, row_places
from rural_abm.figures.style import UNSURE, VERDICT_COLOURS, styled
from rural_abm.figures.write import KINDS

LONG_TITLE = "Ett mycket långt namn på ett scenario som ingen hade tänkt sig när bilderna ritades " * 2


@pytest.fixture(scope="module")
def written(folder, tmp_path_factory):
    """Paths of all figures, both languages."""
    out = tmp_path_factory.mktemp("figures")
    return [path for lang in ("sv", "en") for path in write_figures(folder, lang=lang, out=out)]


def texts_of(figure):
    return [
        item.get_text()
        for item in figure.findobj(matplotlib.text.Text)
        if item.get_text().strip() and item.get_visible()
    ]


def test_all_figures_are_written_and_none_is_empty(written):
    names = {path.name for path in written}
    assert names == {f"{name}.{lang}.{kind}" for name in KINDS for lang in ("sv", "en") for kind in ("svg", "png")}
    for path in written:
        if path.suffix == ".png":
            pixels = matplotlib.image.imread(path)
            assert pixels.shape[1] == 1420 and pixels.std() > 0.02, f"{path.name} is blank"
        else:
            assert len(list(ElementTree.parse(path).iter("{http://www.w3.org/2000/svg}path"))) > 30, path.name


def test_the_same_results_give_the_same_bytes_in_another_process(folder, written, run_python, tmp_path):
    code = "from rural_abm.figures import write_figures\n"
    code += f"write_figures({str(folder)!r}, ['differences', 'map'], 'sv', out={str(tmp_path)!r})"
    run_python(code, PYTHONHASHSEED="7")
    again = sorted(tmp_path.iterdir())
    assert len(again) == 4
    before = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in written}
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in again}.items() <= before.items()


def test_no_figure_tells_a_date_or_a_machine(written):
    for path in written:
        content = path.read_bytes()
        assert b"<dc:date>" not in content and b"Creation Time" not in content, path.name


def test_figures_say_what_they_were_made_from(written, results):
    for path in written:
        found = read_figure_manifest(path)
        assert found["results_sha256"] == results.sha256 and found["code"] == results.manifest["code"]
        assert (found["figure"], found["language"]) == tuple(path.name.split(".")[:2])
        assert (found["seeds"], found["years"]) == (5, 3)


def test_other_results_have_another_hash(results, builder, tmp_path):
    other = builder.write_made_up_results(tmp_path, seeds=2, years=1)
    assert read_results(other).sha256 != results.sha256


@pytest.mark.parametrize(("name", "content"), [("a.png", b"no picture"), ("a.svg", b"<svg></svg>"), ("a.pdf", b"")])
def test_other_files_are_refused_as_figures(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=name):
        read_figure_manifest(path)


def test_drawing_leaves_nothing_behind(results):
    before = dict(matplotlib.rcParams)
    with styled():
        draw_figure(results, "payers", "sv")
    assert dict(matplotlib.rcParams) == before
    assert pyplot.get_fignums() == []


def test_every_panel_over_time_shows_every_scenario(results):
    with styled():
        figure = draw_figure(results, "over_time", "sv")
    panels = [axes for axes in figure.axes if axes.get_visible()]
    assert len(panels) == len(results.headline)
    assert all(len(axes.lines) == len(axes.collections) == len(results.scenarios) for axes in panels)


def test_lines_over_time_are_means_and_bands_quantiles(results):
    entry = results.entry("days_to_gp")
    values = results.yearly([entry.name])
    own = values[(values["scenario"] == "home_hospital") & (values["year"] == 2025)]["value"]
    with styled():
        figure = draw_figure(results, "over_time", "en")
    (axes,) = [axes for axes in figure.axes if axes.get_title(loc="left") == entry.title["en"]]
    assert axes.lines[1].get_ydata()[1] == pytest.approx(own.mean())
    band = axes.collections[1].get_paths()[0].vertices
    at_year = band[band[:, 0] == 2025][:, 1]
    assert at_year.min() == pytest.approx(own.quantile(0.025)) and at_year.max() == pytest.approx(own.quantile(0.975))


def test_months_add_up_to_their_year(results, folder, tmp_path):
    for path in folder.iterdir():
        if path.suffix in (".json", ".parquet"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    table = pd.read_parquet(folder / "results.parquet")
    months = [
        table.assign(
            period=table["period"] + month, numerator=table["numerator"] * part, denominator=table["denominator"] * part
        )
        for month, part in (("-01", 0.25), ("-02", 0.75))
    ]
    pd.concat(months).to_parquet(tmp_path / "results.parquet", index=False)
    by_year, by_month = (
        read.yearly(["coc"]).sort_values(["scenario", "seed", "year"]) for read in (results, read_results(tmp_path))
    )
    assert list(by_month["year"]) == list(by_year["year"])
    assert list(by_month["value"]) == pytest.approx(list(by_year["value"]))


def test_dots_of_differences_agree_with_the_table(results):
    with styled():
        figure = draw_figure(results, "differences", "sv")
    places = row_places(results.headline)
    for axes, key in zip(figure.axes, results.others, strict=True):
        rows = results.region_rows(key)
        dots = {line.get_ydata()[0]: line for line in axes.lines if len(line.get_xdata()) == 1}
        for name, place in places.items():
            relative = Relative.of(rows[name])
            if relative.middle == relative.middle:
                assert dots[place].get_xdata()[0] == pytest.approx(relative.middle)
                assert dots[place].get_markeredgecolor() == VERDICT_COLOURS[rows[name].verdict]
                assert (dots[place].get_markerfacecolor() == "#ffffff") == (rows[name].verdict in UNSURE)
            else:
                assert place not in dots, "a difference relative to 0 has no place on the axis"


def test_one_wide_interval_does_not_flatten_the_others():
    usual = [Relative(2.0, 1.0, 3.0)] * 10
    assert axis_limit([*usual, Relative(10.0, -5000.0, 5000.0)]) < 50
    assert axis_limit([]) >= 1


def test_bars_of_payers_agree_with_the_table(results):
    with styled():
        figure = draw_figure(results, "payers", "sv")
    shown = zip(figure.axes, (("original_payer", "cost_per_resident"), ("payer", "paid_per_resident")), strict=True)
    for axes, (dimension, outcome) in shown:
        rows = results.compared(place_kind="region", dimension=dimension, outcome=outcome)
        assert sorted(bar.get_width() for bar in axes.patches) == pytest.approx(sorted(rows["difference"]))
    assert not any("sparar" in text for text in texts_of(figure)), "a change of payer is not a saving"
    assert "Regionen: primärvård" in texts_of(figure)


def test_shares_are_shown_in_percent(results):
    entry = results.entry("gp_vacancy")
    row = results.region_rows("home_hospital")["gp_vacancy"]
    assert entry.unit["sv"] == "%" and entry.difference_unit["sv"] == "procentenheter"
    assert 35 < row.mean_baseline < 50
    assert results.yearly(["gp_vacancy"])["value"].mean() > 35


def test_numbers_on_axes_follow_the_language(results):
    for lang, decimal in (("sv", ","), ("en", ".")):
        with styled():
            figure = draw_figure(results, "municipalities", lang)
        ticks = [label.get_text() for label in figure.axes[1].get_xticklabels()]
        assert any(decimal in tick for tick in ticks), ticks


def test_unknown_names_are_explained(folder):
    with pytest.raises(InputError, match="Did you mean 'payers'"):
        write_figures(folder, ["payer"])
    with pytest.raises(InputError, match="Did you mean 'coc'"):
        write_figures(folder, ["map.cog"])
    with pytest.raises(InputError, match="does not show a single outcome"):
        write_figures(folder, ["payers.coc"])
    with pytest.raises(InputError, match="not compared"):
        write_figures(folder, ["map.deaths"])


def test_a_figure_of_a_chosen_outcome(folder, tmp_path):
    paths = write_figures(folder, ["municipalities.days_to_gp"], "sv", out=tmp_path)
    assert [path.name for path in paths] == ["municipalities.days_to_gp.sv.svg", "municipalities.days_to_gp.sv.png"]
    assert read_figure_manifest(paths[0])["figure"] == "municipalities.days_to_gp"


def test_a_directory_without_results_is_refused(tmp_path):
    with pytest.raises(InputError, match="manifest.json is missing"):
        read_results(tmp_path)


def test_results_without_comparison_allow_what_needs_none(builder, tmp_path):
    builder.write_made_up_results(tmp_path, seeds=2, years=2)
    (tmp_path / "comparison.parquet").unlink()
    assert possible_figures(read_results(tmp_path)) == ["over_time", "place"]
    with pytest.raises(InputError, match="do not support the figure 'payers'"):
        write_figures(tmp_path, ["payers"])


def test_one_seed_one_year_two_scenarios_and_a_long_name(builder, tmp_path):
    titles = {"call_off": ("On-request model", "Avropsmodellen"), "other": (LONG_TITLE, LONG_TITLE)}
    builder.write_made_up_results(tmp_path, titles, seeds=1, years=1)
    results = read_results(tmp_path)
    assert set(results.comparison["verdict"]) == {"cannot be told"}
    for name in possible_figures(results):
        with styled():
            figure = draw_figure(results, name, "sv")
        renderer = figure.canvas.get_renderer()
        figure.draw(renderer)
        width, height = figure.get_size_inches() * figure.dpi
        legends = [text for legend in figure.legends for text in legend.get_texts()]
        titles = [axes.title for axes in figure.axes] + [axes._left_title for axes in figure.axes]
        for item in (*figure.texts, *legends, *titles):
            box = item.get_window_extent(renderer)
            assert box.x0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1, (name, item.get_text())


@pytest.mark.verify
def test_six_scenarios_are_told_apart(builder, tmp_path):
    titles = {f"model_{number}": (f"Model {number}", f"Modell {number}") for number in range(6)}
    builder.write_made_up_results(tmp_path, titles, seeds=2, years=2)
    results = read_results(tmp_path)
    for name in possible_figures(results):
        with styled():
            assert draw_figure(results, name, "en").axes
