"""Every parameter of the register has a name, a unit and a source in English and Swedish."""

import re
from collections import Counter

import pytest

from rural_abm.parameters.register import parameter_names
from rural_abm.regions.registers import load_register
from rural_abm.study.inventory import catalogue
from rural_abm.study.results import parameter_texts
from rural_abm.study.results.parameter_texts import LANGUAGES, name_and_key, parameter_name, source_text, unit_text

LONGEST = 50
NAME = re.compile(r"[A-ZÅÄÖ][^{}]*[^{}. ]")
# English words that no title or name of a publication in the register holds.
ENGLISH = re.compile(
    r"\b(the|which|where|they|from|with|and|on|of|by|as|about|assumed|assumption|assumptions|derived"
    r"|technical|years?|hours?|weeks?|month|home|share|price|visits?|residents|doctors?|GPs?|SEK)\b"
)
# Names of publications that hold one of those words.
TITLES = ("MJA", "kids.kiddle.co")


def tables_of(keys):
    """All keys that stand for the cells of a table, `resolve.*`."""
    return sorted({f"{key.split('.')[0]}.*" for key in keys if "." in key})


def faults(names):
    """One text for each fault of {key: name}: no name, too long, a key, no sentence, or a name used before."""
    times = Counter(names.values())
    found = [f"{key}: '{name}' is the name of {times[name]}" for key, name in names.items() if times[name] > 1]
    for key, name in names.items():
        if not name:
            found.append(f"{key} has no name")
        elif len(name) > LONGEST:
            found.append(f"{key}: '{name}' has {len(name)} characters")
        elif "_" in name or name.lower() == key.replace(".", ", ").replace("_", " "):
            found.append(f"{key}: '{name}' is its key")
        elif not NAME.fullmatch(name):
            found.append(f"{key}: '{name}' is not written like a name")
    return found


def known_name(key, lang):
    return parameter_name(key, lang) if name_and_key(key) != key else ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_parameter_and_table_has_a_name_of_its_own(lang):
    keys = [*load_register(), *tables_of(load_register())]
    assert faults({key: known_name(key, lang) for key in keys}) == []


def test_faults_of_names_are_found():
    good = {"gp_visit_minutes": "Minutes of a visit to a GP"}
    assert faults(good) == []
    bad = {"a": "", "b": "M" * (LONGEST + 1), "c_d": "C d", "e": "lower case", "f": "Stop.", "g": "With {part}",
           "h": "Minutes of a visit to a GP", "i_j": "The i_j"}  # fmt: skip
    assert len(faults(good | bad)) == len(bad) + 1


def test_swedish_names_are_not_the_english_ones():
    assert [key for key in load_register() if parameter_name(key, "sv") == parameter_name(key, "en")] == []


def test_no_name_is_for_a_parameter_that_is_not_there():
    register = load_register()
    tables = parameter_texts._tables()
    known = {*register, *tables_of(register)}
    assert set(tables["names"]) <= known
    assert not set(tables["names"]) & set(parameter_names())
    assert {f"{family}.*" for family in tables["families"]} <= known
    used = {part for family in tables["families"].values() for part in family["of"]}
    assert used == set(tables["parts"])
    cells = {part: set() for part in used}
    for key in register:
        table, *words = key.split(".")
        for part, word in zip(tables["families"].get(table, {"of": ()})["of"], words, strict=False):
            cells[part].add(word)
    places = cells.pop("place")
    assert {part: set(words) - {"*"} for part, words in tables["parts"].items() if part != "place"} == cells
    assert all(parameter_texts._place_word(place) for place in places)


def test_a_place_has_the_name_it_has_in_its_region():
    families = parameter_texts._tables()["families"]
    table = next(name for name, family in families.items() if family["of"] == ["place"])
    named = families[table]["sv"]
    assert parameter_name(f"{table}.asele", "sv") == named.format(place="Åsele")
    assert parameter_name(f"{table}.overtornea", "sv") == named.format(place="Övertorneå")
    assert parameter_name(f"{table}.nowhere", "sv") == f"{table}, nowhere".replace("_", " ")


def test_a_cell_is_named_by_its_parts_and_a_whole_table_too():
    assert parameter_name("resolve.heart_failure.video", "en") == "Resolved on video: heart failure"
    assert parameter_name("resolve.heart_failure.video", "sv") == "Löses på video: hjärtsvikt"
    assert parameter_name("resolve.*", "sv") == "Löses på något sätt: alla behov"
    assert parameter_name("resolve.fall.*", "en") == "Resolved in any way: fall"
    assert name_and_key("acute_reserve_share") == "GP reception kept for acute needs (acute_reserve_share)"


@pytest.mark.parametrize("key", ["gone_share", "resolve.fall.letter", "resolve.fall", "resolve.fall.phone.twice"])
def test_what_the_register_does_not_have_is_told_in_words(key):
    assert parameter_name(key, "sv") == key.replace(".", ", ").replace("_", " ")
    assert name_and_key(key) == key


def test_units_and_sources_are_swedish_in_swedish():
    for row in catalogue("parameters"):
        assert unit_text(row["unit"], "sv") == row["unit_sv"]
        assert not ENGLISH.search(row["unit_sv"]), row["unit_sv"]
        rest = row["source_sv"]
        for title in TITLES:
            rest = rest.replace(title, "")
        assert not ENGLISH.search(rest), row["source_sv"]
        assert not re.search(r"\bS\d\b", row["source"] + row["source_sv"])


def test_every_unit_and_source_that_is_translated_is_in_the_register():
    register = load_register().values()
    sources = {parameter.source for parameter in register}
    sources |= {part for source in sources for part in source.split("; ")}
    known = parameter_texts._sources()
    assert set(known["units"]) == {parameter.unit for parameter in register}
    assert {*known["sv"], *known["en"]} <= sources


def test_a_source_is_translated_whole_or_by_its_parts():
    assert source_text("assumed by the authors; Han 2019 Age Ageing 48:665", "sv") == (
        "antaget av författarna; Han 2019 Age Ageing 48:665"
    )
    assert source_text("assumed by the authors", "en") == "assumed by the authors"
    divided = load_register()["partner_leaving_ratio"].source
    assert divided.endswith("odds ratio 3; not leaving); assumed by the authors")
    assert source_text(divided, "sv").endswith("oddskvot 3; inte om att sluta); antaget av författarna")
