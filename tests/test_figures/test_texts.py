"""Texts in both languages: the same keys, the same names to fill in, none of them empty or forgotten."""

import re
import string

import pytest

from rural_abm.engine.errors import InputError
from rural_abm.figures.style import VERDICT_COLOURS
from rural_abm.figures.texts import LANGUAGES, read_texts
from rural_abm.parameters.register import KINDS

MAY_BE_EQUAL = re.compile(r"^(numbers\.|units\.percent|table\.scenario|report\.figures|figures\.region\.of)")


def names_in(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_both_languages_have_the_same_keys():
    assert list(read_texts("sv")) == list(read_texts("en"))


def test_texts_fill_in_the_same_names():
    swedish, english = (read_texts(lang) for lang in LANGUAGES)
    differing = {key: (names_in(swedish[key]), names_in(english[key])) for key in swedish}
    assert {key: names for key, names in differing.items() if names[0] != names[1]} == {}


def test_no_text_is_empty_or_left_in_the_other_language():
    swedish, english = (read_texts(lang) for lang in LANGUAGES)
    for key in swedish:
        assert swedish[key] and english[key], key
        assert swedish[key] != english[key] or MAY_BE_EQUAL.match(key), key


def test_every_key_is_used_somewhere(repository):
    sources = [path for room in ("figures", "report") for path in (repository / "rural_abm" / room).glob("*.py")]
    templates = (repository / "rural_abm" / "data" / "report").rglob("*.jinja")
    code = "\n".join(path.read_text("utf-8") for path in sorted([*sources, *templates]))
    families = (
        "verdicts.",
        "verdicts_short.",
        "groups.",
        "dimensions.",
        "numbers.",
        "table.",
        "report.figures.",
        "report.assumptions.kinds.",
        "report.assumptions.list.",
        "report.provenance.",
        "figures.municipalities.title_",
        "findings.",
        "report.findings.more",
        "figures.payers.",
        "figures.calibration.",
        "figures.sensitivity.",
        "figures.pareto.",
        "figures.finding.",
        "figures.story.",
        "report.certainty.items.",
        "report.assumptions.items.",
        "report.limits.items.",
        "report.findings.",
    )
    # Keys that a template puts together of a beginning and a name.
    families += tuple(re.findall(r'texts\["([a-z_.]+\.)" ~', code))
    for key in read_texts("en"):
        plain = key.removesuffix(".one").removesuffix(".many")
        is_section_title = key.startswith("report.") and key.endswith(".title")
        assert plain in code or key.startswith(families) or is_section_title, f"nothing shows {key}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_words_for_every_verdict_and_kind_of_evidence(lang):
    texts = read_texts(lang)
    for verdict in VERDICT_COLOURS:
        assert texts[f"verdicts.{verdict}"] and texts[f"verdicts_short.{verdict}"]
    for kind in KINDS:
        assert texts[f"report.assumptions.kinds.{kind}"]


def test_counts_choose_one_or_many():
    texts = read_texts("sv")
    assert texts.count("figures.years", 1) == "Ett simulerat år."
    assert texts.count("figures.years", 10) == "10 simulerade år."


def test_an_unknown_language_is_refused():
    with pytest.raises(InputError, match="unknown language 'de'"):
        read_texts("de")
