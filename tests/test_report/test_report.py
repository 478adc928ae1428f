"""The report: one file, both languages, no network, and words that agree with the numbers."""

import hashlib
import json
import re
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

from rural_abm.engine.errors import InputError
from rural_abm.figures.figure_data import read_results
from rural_abm.figures.labels import difference_text, group_name, interval_text, value_text
from rural_abm.figures.style import UNSURE
from rural_abm.figures.texts import read_texts
from rural_abm.outcomes import concerns
from rural_abm.report import report_html, results_sections, write_report
from rural_abm.report.big_table import table_data
from rural_abm.report.findings import (
    adoption_sentence,
    changed_payer_sentences,
    headline_findings,
    payer_sentences,
    sentence,
    spread_sentences,
    summary,
)
from rural_abm.study.compare.verdicts import UNTOLD
from rural_abm.study.results import store

NASTY = '<script>alert("å")</script> & "quotes"'
TOLD = {"municipality": "worse", "region_hospital": "better", "patient": "too small to matter"}
VOID = {"meta", "br", "input", "link", "img", "hr"}


class Page(HTMLParser):
    """A page's elements, checked for balance as they are read: (name, attributes), and visible text by language."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.text = [], [], {"sv": [], "en": []}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, name, attributes):
        self.elements.append((name, dict(attributes)))
        if name not in VOID:
            self.open.append((name, dict(attributes)))

    def handle_startendtag(self, name, attributes):
        self.elements.append((name, dict(attributes)))

    def handle_endtag(self, name):
        if name in ("td", "th", "p", "li", "h4"):
            self.handle_data(" ")
        assert self.open and self.open[-1][0] == name, (name, self.open[-3:])
        self.open.pop()

    def handle_data(self, text):
        mains = [attributes["lang"] for name, attributes in self.open if name == "main"]
        if mains and not any(name in ("svg", "script", "style") for name, _ in self.open):
            self.text[mains[0]].append(text)

    def named(self, *names):
        return [attributes for name, attributes in self.elements if name in names]

    def words(self, lang):
        return " ".join("".join(self.text[lang]).split())


@pytest.fixture(scope="module")
def html(folder):
    """The report with all its drawings, as written."""
    path = write_report(folder)
    assert path == folder / "report.html"
    return path.read_text("utf-8")


@pytest.fixture
def no_drawings(monkeypatch):
    """Reports without drawings, which take seconds; the drawings of awkward inputs have tests of their own."""
    monkeypatch.setattr(results_sections, "inline_figure", lambda *_, **__: None)


@pytest.fixture(scope="module")
def page(html):
    return Page(html)


# One file that opens anywhere


@pytest.mark.verify
def test_the_same_results_give_the_same_bytes(folder, html, run_python):
    code = "import hashlib\nfrom rural_abm.report import report_html\n"
    code += f"print(hashlib.sha256(report_html({str(folder)!r}).encode()).hexdigest())"
    assert run_python(code, PYTHONHASHSEED="11").strip() == hashlib.sha256(html.encode()).hexdigest()


def test_nothing_is_fetched_from_anywhere(page, html):
    for name, attributes in page.elements:
        assert name not in ("link", "img", "iframe", "object", "embed", "base"), name
        for key in ("src", "srcset", "href", "xlink:href", "action", "data", "poster"):
            assert attributes.get(key, "#").startswith(("#", "data:image/png;base64,")), (name, key, attributes[key])
    assert not re.search(r"https?:|@import|url\((?!#)|fetch\(|XMLHttpRequest|import\(|//cdn", html)


def test_identities_are_unique_and_links_lead_somewhere(page):
    identities = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(identities) == len(set(identities)), {i for i in identities if identities.count(i) > 1}
    links = [attributes["href"].removeprefix("#") for attributes in page.named("a", "use")]
    assert links and set(links) <= set(identities)


def test_clips_and_markers_of_drawings_exist(page, html):
    identities = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    assert set(re.findall(r"url\(#([^)]+)\)", html)) <= identities


# Both languages, for everyone


def test_swedish_comes_first_and_english_can_be_asked_for(folder, page, no_drawings):
    assert page.elements[0] == ("html", page.elements[0][1]) and page.elements[0][1]["lang"] == "sv"
    mains = {attributes["lang"]: "hidden" in attributes for attributes in page.named("main")}
    assert mains == {"sv": False, "en": True}
    english = Page(report_html(folder, "en"))
    assert english.elements[0][1]["lang"] == "en"
    assert {attributes["lang"]: "hidden" in attributes for attributes in english.named("main")} == {
        "sv": True,
        "en": False,
    }
    with pytest.raises(InputError, match="unknown language"):
        report_html(folder, "fi")


def test_both_languages_have_the_same_headings_tables_and_figures(html):
    swedish, english = (re.search(rf'<main lang="{lang}".*?</main>', html, re.DOTALL).group(0) for lang in ("sv", "en"))
    for element in ("<h1", "<h2", "<h3", "<table", "<figure", "<svg", "<td", "<li"):
        assert swedish.count(element) == english.count(element) > 0, element


def test_figures_have_words_for_those_who_do_not_see_them(page):
    drawings = page.named("svg")
    assert len(drawings) == 2 * 5
    assert all(attributes["role"] == "img" and len(attributes["aria-label"]) > 40 for attributes in drawings)


def test_tables_have_captions_and_scoped_headings(page, html):
    assert html.count("<table") == html.count("<caption>")
    assert all(attributes.get("scope") in ("col", "row") for attributes in page.named("th"))


def test_headings_skip_no_level(html):
    for lang in ("sv", "en"):
        main = re.search(rf'<main lang="{lang}".*?</main>', html, re.DOTALL).group(0)
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", main)]
        assert levels[0] == 1 and levels.count(1) == 1
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def contrast(first, second):
    """Contrast ratio of two colours as WCAG defines it."""

    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_text_stands_out_from_its_ground(html):
    colours = dict(re.findall(r"--(\w+): (#\w{6})", html))
    for name in ("ink", "quiet", "better", "worse"):
        for ground in ("paper", "wash"):
            assert contrast(colours[name], colours[ground]) >= 4.5, (name, ground)


# Words agree with numbers


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_summary_says_for_whom_what_changed_with_the_tables_verdicts(results, page, lang):
    texts = read_texts(lang)
    for scenario in results.others:
        told = dict(summary(results, scenario, lang))
        rows = results.region_rows(scenario)
        for entry in results.headline:
            whom = next(name for name, groups in concerns().items() if entry.group in groups)
            parts = told[texts[f"findings.{whom}"]].removesuffix(".").split("; ")
            name = entry.title[lang][1:]
            (part,) = [part for part in parts if name in part]
            assert part.startswith(texts[f"verdicts.{rows[entry.name].verdict}"] + ": "), entry.name
            is_change = rows[entry.name].verdict not in UNSURE
            assert (difference_text(entry, rows[entry.name], lang) in part) >= is_change
        assert all(" ".join(sentence.split()) in page.words(lang) for sentence in told.values())
        assert not re.search(r"\bav 15\b|\bof 15\b", " ".join(told.values())), "verdicts are not counted"


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_sentences_state_the_rows_numbers(results, lang):
    for scenario in results.others:
        for finding in headline_findings(results, scenario):
            entry, row = finding.entry, finding.row
            said = sentence(finding, lang)
            for text in (
                value_text(entry, row.mean_scenario, lang),
                value_text(entry, row.mean_baseline, lang),
                difference_text(entry, row, lang),
                interval_text(entry, row, lang),
            ):
                assert text in said
            assert (read_texts(lang)[f"verdicts.{row.verdict}"] in said) == (row.verdict in UNSURE)


def test_better_means_the_right_direction(results):
    better = {"coc": 1, "days_to_gp": -1, "friction_share": -1, "handled_locally_frail_very_old": 1}
    for finding in headline_findings(results, "cottage_hospital_hub"):
        if finding.entry.name in better and finding.row.verdict in ("better", "worse"):
            is_better = np.sign(finding.row.difference) == better[finding.entry.name]
            assert finding.row.verdict == ("better" if is_better else "worse")


def test_costs_by_payer_are_said_as_the_sign_says(results, folder, tmp_path):
    for path in folder.iterdir():
        if path.suffix in (".json", ".parquet"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    table = pd.read_parquet(folder / "comparison.parquet")
    for payer, verdict in TOLD.items():
        table.loc[(table["dimension"] == "original_payer") & (table["group"] == payer), "verdict"] = verdict
    table.to_parquet(tmp_path / "comparison.parquet", index=False)
    results = read_results(tmp_path)
    for scenario in results.others:
        chosen = {"place_kind": "region", "dimension": "original_payer", "outcome": "cost_per_resident"}
        rows = results.compared(scenario=scenario, **chosen)
        said = dict(payer_sentences(results, scenario, "en"))
        assert len(said) == len(rows) == 5
        for row in rows.itertuples():
            sure = f"what it pays for today costs {'more' if row.difference > 0 else 'less'}"
            start = row.verdict if row.verdict in UNSURE else sure
            assert said[group_name("payer", row.group, "en")].startswith(start)


def test_a_change_of_payer_is_told_beside_and_never_as_a_saving(results, html):
    said = dict(changed_payer_sentences(results, results.others[-1], "en"))
    assert said["Joint principal"].startswith("pays ") and "0 SEK" not in said["Joint principal"].partition(" under")[0]
    page = re.search(r'id="payers-en">(.*?)</section>', html, re.DOTALL).group(1)
    assert "A cost that moves from one payer to another is not saved" in page and "saves" not in page


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_how_far_a_model_was_adopted_is_said(folder, lang, tmp_path, no_drawings):
    for path in folder.iterdir():
        if path.suffix in (".json", ".parquet"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    manifest = {name: value for name, value in store.read_manifest(tmp_path).items() if name != store.CHECKSUM}
    manifest["adopted_from_first_day"] = {"call_off": True, "home_hospital": False, "cottage_hospital_hub": True}
    store.write_manifest(tmp_path, manifest)
    results = read_results(tmp_path)
    spread, full = (adoption_sentence(results, key, lang) for key in ("home_hospital", "cottage_hospital_hub"))
    assert "40" in spread and "60" in spread and full == read_texts(lang)["findings.adopted_full"]
    html = report_html(tmp_path, lang)
    assert " ".join(spread.split()) in Page(html).words(lang) and "&lt;" not in html.split("<main")[1]


def test_the_smallest_difference_that_matters_is_given_with_its_reason(results, page):
    for lang in ("sv", "en"):
        for entry in results.headline:
            assert entry.matters_reason[lang] in page.words(lang)
    row = results.region_rows("home_hospital")["handled_locally_frail_very_old"]
    assert row.matters == pytest.approx(3), "shares are shown in percent"


def test_those_who_lose_are_named(results, folder, tmp_path):
    table = pd.read_parquet(folder / "comparison.parquet")
    mine = (table["scenario"] == "home_hospital") & (table["outcome"] == "coc") & (table["dimension"] == "all")
    table.loc[mine & (table["place"] == "sorsele"), "verdict"] = "worse"
    table.loc[mine & (table["place"] == "mala"), "verdict"] = "better"
    for path in folder.iterdir():
        if path.suffix in (".json", ".parquet"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    table.to_parquet(tmp_path / "comparison.parquet", index=False)
    told = dict(spread_sentences(read_results(tmp_path), "home_hospital", "sv"))["Kontinuitetsindex (COC)"]
    better, worse = told.split("men sämre i")
    assert "Malå" in better and worse.strip(" .") == "Sorsele"


def test_undefined_values_are_dashes(results):
    data = table_data(results)
    names = data["names"]["outcome"]["sv"]
    undefined = [row for row in data["rows"] if names[row[1]] == "Medianlängd på läkares anställning"]
    assert undefined and all(row[4:10] == [None] * 6 for row in undefined)
    entry = results.entry("gp_median_stay")
    row = results.region_rows("home_hospital")["gp_median_stay"]
    assert [
        value_text(entry, row.mean_baseline, "sv"),
        difference_text(entry, row, "sv"),
        interval_text(entry, row, "sv"),
    ] == ["–"] * 3


def test_an_undefined_headline_outcome_is_named_and_not_counted(folder, tmp_path, no_drawings):
    for path in folder.iterdir():
        if path.suffix in (".json", ".parquet"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    table = pd.read_parquet(folder / "comparison.parquet")
    numbers = ["mean_baseline", "mean_scenario", "difference", "low", "high", "transition_difference"]
    table.loc[table["outcome"] == "home_days_last_year", numbers] = float("nan")
    table.loc[table["outcome"] == "home_days_last_year", "verdict"] = UNTOLD
    table.to_parquet(tmp_path / "comparison.parquet", index=False)
    results = read_results(tmp_path)
    assert "dagar hemma" not in " ".join(text for _, text in summary(results, "home_hospital", "sv"))
    words = Page(report_html(tmp_path)).words("sv")
    assert "Inte definierat i de här körningarna Dagar hemma under sista levnadsåret." in words
    assert "Dagar hemma under sista levnadsåret (dagar per år) – – – 3 – – –" in words


def test_the_large_table_holds_every_row_of_the_comparison(results, html):
    data = json.loads(re.search(r'id="table-data">(.*?)</script>', html, re.DOTALL).group(1))
    assert len(data["rows"]) == len(results.comparison)
    first, row = data["rows"][0], results.comparison.iloc[0]
    assert data["names"]["outcome"]["en"][first[1]] == results.entry(row["outcome"]).title["en"]
    assert first[6] == pytest.approx(row["difference"], rel=1e-6)


def test_the_report_says_what_it_rests_on(page, results):
    words = page.words("sv")
    for text in (
        "Varje scenario kördes 5 gånger",
        "Fullt infört från första dagen",
        "Vad modellen inte kan säga",
        "antaget, utan källa",
        results.sha256,
        results.manifest["code"],
        "rural-abm compare call_off home_hospital",
    ):
        assert text in words


# Awkward inputs


def test_everything_given_is_escaped(builder, tmp_path, no_drawings):
    titles = {"call_off": ("Call-off", "Avrop"), "nasty<b>": (NASTY, NASTY)}
    builder.write_made_up_results(tmp_path, titles, seeds=2, years=1)
    text = report_html(tmp_path)
    assert "<script>alert" not in text and "nasty<b>" not in text
    assert NASTY in Page(text).words("sv")


def test_one_seed_one_year_two_scenarios(builder, tmp_path, no_drawings):
    titles = {"call_off": ("Call-off", "Avropsmodellen"), "other": ("Långt namn " * 30, "Långt namn " * 30)}
    builder.write_made_up_results(tmp_path, titles, seeds=1, years=1)
    words = Page(report_html(tmp_path)).words("sv")
    assert "Med en enda körning går det inte att avgöra" in words
    assert "Varje scenario kördes en enda gång" in words and "Ett simulerat år." in words


def test_without_money_or_places_the_rest_is_told(folder, tmp_path, no_drawings):
    for path in folder.iterdir():
        if path.suffix in (".json", ".parquet"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    table = pd.read_parquet(folder / "comparison.parquet")
    table[(table["place_kind"] == "region") & (table["dimension"] == "all")].to_parquet(tmp_path / "comparison.parquet")
    words = Page(report_html(tmp_path)).words("sv")
    assert "Resultaten innehåller inga kostnader per betalare." in words and "De viktigaste fynden" in words


def test_steps_are_shown_where_there_are_any(folder, tmp_path, page, no_drawings):
    assert "Vad varje del bidrar med" not in page.words("sv")
    for path in folder.iterdir():
        if path.suffix in (".json", ".parquet"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    lever = {
        "scenario": "home_hospital",
        "baseline": "call_off",
        "place_kind": "region",
        "place": "region",
        "dimension": "all",
        "group": "all",
        "outcome": "gp_vacancy",
    }

    def around(size):
        return {"low": size - 0.01, "high": size + 0.01, "sign_chance": 0.9}

    rows = [
        {**lever, "part": part, "lever": name, "difference": size, **around(size)}
        for part, name, size in (("alone", "daily_slot", 0.021), ("alone", "interplay", 0.001), ("walk", "beds", 0.033))
    ]
    pd.DataFrame(rows).to_parquet(tmp_path / "steps.parquet", index=False)
    words = Page(report_html(tmp_path)).words("sv")
    assert "Vad varje del bidrar med" in words and "+2,1" in words and "Samspel" in words and "+3,3" in words


def test_nothing_compared_is_refused(builder, tmp_path):
    builder.write_made_up_results(tmp_path, {"call_off": ("A", "B")}, seeds=2, years=1)
    with pytest.raises(InputError, match="contains no comparison"):
        write_report(tmp_path)
