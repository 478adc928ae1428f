"""The catalogue: complete in both languages, formulas that can be read, errors that name the mistake, cheap to read."""

from importlib.resources import files

import pytest

from rural_abm.engine.errors import InputError
from rural_abm.outcomes import Outcome, catalogue, check_formulas, labels, outcome, outcome_table, read_catalogue
from rural_abm.outcomes.formula import parse

PACKAGED = (files("rural_abm") / "data" / "outcomes" / "catalogue.toml").read_text(encoding="utf-8")
# What model users ask for by these names.
KNOWN = [
    "coc",
    "upc",
    "secon",
    "years_with_usual_gp",
    "share_with_usual_gp",
    "nurse_continuity",
    "days_to_gp",
    "request_to_response_hours",
    "unmet_needs",
    "patient_travel_km",
    "patient_travel_minutes",
    "primary_care_share",
    "emergency_visits",
    "ambulance_trips",
    "response_minutes",
    "admissions_hospital",
    "admissions_cottage",
    "bed_days_hospital",
    "bed_days_cottage",
    "avoidable_admissions",
    "readmissions_30_days",
    "handled_locally",
    "deaths",
    "home_days_last_year",
    "top_share",
    "gp_vacancy",
    "locum_share",
    "gp_turnover",
    "gp_median_stay",
    "recruitment_days",
    "locum_weeks",
    "gp_strain",
    "on_call_nights",
    "friction_share",
    "effective_clinicians",
    "cost_per_resident",
    "cost_region_per_resident",
    "cost_municipality_per_resident",
    "population",
    "old_share",
    "very_old_share",
    "enrolled_share",
]


def test_the_packaged_formulas_are_sound():
    check_formulas(catalogue)
    assert {entry.name for entry in catalogue} >= set(KNOWN)


def test_every_entry_has_texts_in_both_languages():
    for entry in catalogue:
        english = (entry.title_en, entry.unit_en, entry.definition_en)
        swedish = (entry.title_sv, entry.unit_sv, entry.definition_sv)
        assert all(text.strip() for text in (*english, *swedish)), entry.name
        assert entry.definition_en.endswith(".") and entry.definition_sv.endswith("."), entry.name
    for section in ("groups", "units", "populations"):
        assert all(set(texts) == {"en", "sv"} for texts in labels(section).values())


def test_labels_are_all_used():
    for section, attribute in (("groups", "group"), ("units", "unit"), ("populations", "population")):
        assert {getattr(entry, attribute) for entry in catalogue} == set(labels(section))


def test_titles_are_told_apart():
    for language in ("en", "sv"):
        titles = [getattr(entry, f"title_{language}") for entry in catalogue]
        assert len(set(titles)) == len(titles)


def test_headlines_are_few_and_cover_the_groups():
    headlines = [entry for entry in catalogue if entry.headline]
    assert 12 <= len(headlines) <= 16
    assert {entry.group for entry in headlines} >= {"continuity", "access", "use", "staff", "money"}


def test_every_headline_states_what_matters_and_why():
    usual = outcome("deaths")
    assert not usual.headline and (usual.matters, usual.matters_as) == (0.01, "share")
    for entry in (entry for entry in catalogue if entry.headline):
        assert entry.matters_reason_en != usual.matters_reason_en, entry.name
        assert entry.matters_reason_en.endswith(".") and entry.matters_reason_sv.endswith("."), entry.name
    without = PACKAGED.replace("matters = { value = 3,", "unused = { value = 3,", 1)
    with pytest.raises(InputError, match="no matters"):
        read_catalogue(without)


def test_the_smallest_difference_that_matters_is_in_the_outcomes_unit():
    assert outcome("coc").smallest_that_matters(0.4) == 0.05
    assert outcome("cost_region_per_resident").smallest_that_matters(-200) == pytest.approx(2)


def test_gaps_share_the_unit_of_what_they_are_gaps_of():
    gaps = [entry for entry in catalogue if entry.source == "gap"]
    assert gaps
    assert all(entry.unit == outcome(entry.numerator).unit for entry in gaps)


def test_an_outcome_is_found_by_name_and_the_nearest_is_proposed():
    assert isinstance(outcome("coc"), Outcome)
    with pytest.raises(InputError, match="Did you mean 'gp_vacancy'"):
        outcome("gp_vacansy")


def test_reading_the_catalogue_loads_nothing_heavy(run_python):
    code = "import sys; from rural_abm.outcomes import catalogue, outcome, outcome_table; outcome_table();"
    code += "print([n for n in ('numpy', 'numba', 'mesa', 'pandas') if n in sys.modules])"
    assert run_python(code).strip() == "[]"


@pytest.mark.parametrize(
    ("text", "terms"),
    [("a", {"a": 1}), ("a + b - c", {"a": 1, "b": 1, "c": -1}), ("a - (b - t.c)", {"a": 1, "b": -1, "t.c": 1})],
)
def test_formulas_are_read(text, terms):
    assert parse(text) == terms


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a *",
        "2 * a",
        "a + 1",
        "a / b",
        "f(a)",
        "-a",
        "a if b else c",
        "a + a",
        "a[0]",
        "().__class__",
        "__import__('os')",
        "a; b",
        "a\0b",
        "f(a).b",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(InputError):
        parse(text)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('numerator = "deaths"', 'numerator = "deathz"', "unknown column of counts 'deathz'.*\n.*\n.*'deaths'"),
        ('denominator = "person_years"', 'denominator = "person_years + births"', "adds years"),
        ('dimensions = ["all", "channel"]', 'dimensions = ["all", "frailty"]', "cannot be resolved by frailty"),
    ],
)
def test_formulas_that_do_not_fit_the_ledger_are_refused(old, new, named):
    assert old in PACKAGED
    entries, _ = read_catalogue(PACKAGED.replace(old, new))
    with pytest.raises(InputError, match=named):
        check_formulas(entries)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('better = "higher"', 'better = "up"', "unknown better 'up'"),
        ('group = "staff"', 'group = "stuff"', "unknown group 'stuff'"),
        ("decimals = 2", "decimals = 2.5", "decimals is 2.5"),
        ("decimals = 2", "digits = 2", "unknown key 'digits'"),
        ("scale = 1000", "scale = 0", "scale is 0"),
        ("matters = { value = 0.05,", "matters = { value = 0,", "not greater than 0"),
        ("matters = { value = 0.05,", "matters = { value = 0.05, share = 0.1,", "ambiguous"),
        ("matters = { value = 0.05,", "better = { value = 0.05,", "catalogue"),
        ('payers = ["money"]', 'payers = ["mony"]', "unknown group 'mony'"),
        ('dimensions = ["all", "original_payer"]', 'dimensions = ["all", "payers"]', "unknown dimension 'payers'"),
        ('numerator = "days_to_gp"', 'numerator = "days_to_gb"', "unknown outcome 'days_to_gb'"),
        ('title = { en = "Deaths", sv = "Dödsfall" }', 'title = { en = "Deaths", sv = "" }', "no text in 'sv'"),
        ('numerator = "deaths"', 'numerator = "deaths * 2"', "not the name of a column"),
        ("[groups]", "[grupper]", "unknown table 'grupper'"),
        ("[groups]", "[groups", "catalogue"),
    ],
)
def test_mistakes_in_the_catalogue_are_named(old, new, named):
    assert old in PACKAGED
    with pytest.raises(InputError, match=named):
        read_catalogue(PACKAGED.replace(old, new))


def test_the_page_is_current(repository):
    written = (repository / "docs" / "outcomes.md").read_text(encoding="utf-8")
    assert written == outcome_table(), "run rural_abm.outcomes.write_outcome_table('docs/outcomes.md')"
