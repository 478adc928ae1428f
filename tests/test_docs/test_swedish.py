"""Swedish is that of Swedish health care: its terms, sources in Swedish, names of what figures show."""

import re
import tomllib
from itertools import chain

import pytest

from rural_abm.figures.sensitivity import factor_name
from rural_abm.governance import list_governance, list_reforms
from rural_abm.governance.schema import source_text
from rural_abm.parameters.register import parameter_names
from rural_abm.regions.registers import load_register

# A term that translates an English one word by word, and what it is called instead.
NOT_SAID = {
    "ordinarie läkare": "fast läkarkontakt",
    "fast anställd": "tillsvidareanställd",
    "missnöjda invånare": "omlistning på grund av missnöje",
    "sammanbrott": "akut försämring",
    "slumpfrö": "upprepning",
    "riktningen rätt": "säkerhet i riktningen",
}
ENGLISH = re.compile(r"\b(the|which|where|they|from|with|and|on)\b")


@pytest.mark.parametrize("term", NOT_SAID)
def test_no_term_is_a_word_for_word_translation(repository, term):
    files = chain((repository / "rural_abm" / "data").rglob("*.*"), (repository / "experiments").glob("*/*.toml"))
    found = [path.name for path in files if path.suffix in (".toml", ".csv", ".js", ".html")
             and term in path.read_text(encoding="utf-8").lower()]  # fmt: skip
    assert not found, f"{found}: say {NOT_SAID[term]}"


def test_sources_of_models_and_reforms_are_swedish_in_swedish_and_have_no_codes():
    for row in (*list_governance(), *list_reforms()):
        text = source_text(row["source"], "sv")
        assert not ENGLISH.search(text), text
        assert not re.search(r"\bS\d\b", text + source_text(row["source"], "en"))
    assert source_text("our own plan; S3: a thing", "sv") == "our own plan; a thing"


def test_what_experiments_and_the_calibration_vary_has_a_name_in_both_languages(repository):
    varied = {name for name, parameter in load_register().items() if parameter.kind == "calibrated"}
    for path in (repository / "experiments").glob("*/experiment.toml"):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        varied |= {*table.get("parameters", {}), *table.get("options", {}).get("space", {})}
    assert varied <= parameter_names().keys() <= load_register().keys()
    for name, texts in parameter_names().items():
        assert set(texts) == {"en", "sv"} and factor_name(name, "sv") == texts["sv"] != texts["en"]
