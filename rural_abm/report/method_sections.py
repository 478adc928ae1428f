"""The method sections of the report: the comparison, its certainty, assumptions, limits and provenance.

Each function returns what the section's template in `data/report/html/sections` shows.
"""

from collections import Counter
from decimal import Decimal

from rural_abm.engine.errors import InputError
from rural_abm.figures.labels import matters_text, region_description, region_title, titled
from rural_abm.figures.numbers import format_number
from rural_abm.figures.texts import read_texts
from rural_abm.governance.schema import source_text
from rural_abm.report.findings import joined
from rural_abm.study.compare.summaries import adopted_at_once, as_it_spreads
from rural_abm.study.results.parameter_texts import parameter_name, unit_text
from rural_abm.study.results.parameter_texts import source_text as parameter_source

ASSUMED = "assumed"


# What was compared


def compared_section(results, lang):
    """Return how many seeds and years were compared, and what is said of each scenario."""
    scenarios = [_scenario(results, key, lang) for key in results.scenarios]
    size = {"seeds": results.seeds, "years": results.years}
    return {**size, "region": region_description(lang), "scenarios": scenarios}


def _scenario(results, key, lang):
    """Return the title, description, own values, overridden settings and sources of one scenario (dict)."""
    mapping = results.scenario(key)
    files = _files(mapping)
    own = [f"{name} = {value}" for name, value in mapping.get("levers", {}).items()]
    parameters = mapping.get("parameters", {}).items()
    own += [f"{parameter_name(name, lang)} = {_plain(value, lang)}" for name, value in parameters]
    return {
        "title": results.title(key, lang),
        "is_baseline": key == results.baseline,
        "words": [file.description[lang] for file in files],
        "own": own,
        "overridden": results.manifest.get("overridden", {}).get(key, {}).get(lang, ()),
        "sources": [(source_text(file.source, lang), file.date) for file in files],
    }


def _files(mapping):
    """Return the governance and reform files that a scenario names, as far as they can still be read (list)."""
    from rural_abm.governance.files import read_governance, read_reform

    region = mapping.get("region")
    wanted = [(read_governance, mapping["governance"])] if "governance" in mapping else []
    wanted += [(read_reform, name) for name in mapping.get("reforms", ())]
    found = []
    for read, name in wanted:
        try:
            found.append(read(name, region))
        except InputError:
            # A user's own file may have been moved since; the results do not depend on it any more.
            continue
    return found


# How sure


def certainty_section(results, lang):
    """Return the number of seeds, what the intervals contain, and the smallest differences that matter."""
    rows = results.region_rows(results.others[0])
    return {
        "seeds": results.seeds,
        "intervals": _what_intervals_hold(results, read_texts(lang)),
        "matters": [_matters_row(entry, rows[entry.name], lang) for entry in results.headline if entry.name in rows],
    }


def _what_intervals_hold(results, texts):
    draws = results.manifest.get("draws")
    if not draws:
        return texts["report.certainty.no_draws"]
    told = texts("report.certainty.draws", parameters=len(draws["parameters"]), of=draws["of"])
    chance = results.manifest.get("chance")
    if not chance:
        return f"{told} {texts['report.certainty.no_chance']}"
    return f"{told} {texts('report.certainty.chance', seeds=chance['seeds'], scenarios=chance['scenarios'])}"


def _matters_row(entry, row, lang):
    return [titled(entry, lang, of_difference=True), matters_text(entry, row, lang), entry.matters_reason[lang]]


# Assumptions


def assumptions_section(results, lang):
    """Return adoption and the register's numbers by kind of evidence, and the assumed ones."""
    from rural_abm.parameters.register import KINDS
    from rural_abm.regions.registers import load_register

    texts = read_texts(lang)
    register = load_register(results.region)
    kinds = Counter(parameter.kind for parameter in register.values())
    rows = [
        [texts[f"report.assumptions.kinds.{kind}"], format_number(kinds[kind], 0, lang)]
        for kind in KINDS
        if kinds[kind]
    ]
    rows.append([texts["report.assumptions.total"], format_number(len(register), 0, lang)])
    return {
        "at_once": _titles(results, adopted_at_once(results.manifest), lang),
        "spreading": _titles(results, as_it_spreads(results.manifest), lang),
        "kinds": rows,
        "heads": [texts[f"report.assumptions.list.{name}"] for name in ("name", "value", "range", "unit", "source")],
        "assumed": [_assumed_row(parameter, lang) for parameter in register.values() if parameter.kind == ASSUMED],
    }


def _titles(results, scenarios, lang):
    """Return the titles of scenarios in one text; empty where there are none."""
    names = [results.title(key, lang) for key in scenarios]
    return joined(names, lang) if names else ""


def _assumed_row(parameter, lang):
    return [
        parameter_name(parameter.name, lang),
        _plain(parameter.value, lang),
        f"{_plain(parameter.low, lang)}–{_plain(parameter.high, lang)}",
        unit_text(parameter.unit, lang),
        parameter_source(parameter.source, lang),
    ]


def _plain(value, lang):
    """Format a register value with as many decimals as in the register."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return format_number(value, max(0, -exponent), lang)


# Limits


def limits_section(results, lang):
    """Return the region's name; what else the model cannot say stands in the texts."""
    return {"region": region_title(lang)}


# Provenance


def provenance_section(results, lang):
    """Return version, code, seeds, machine, packages and hashes, and the command that repeats the comparison."""
    texts = read_texts(lang)
    manifest = results.manifest
    machine = manifest.get("machine") or {}
    facts = {
        "version": manifest.get("version"),
        "commit": manifest.get("commit"),
        "code": manifest.get("code"),
        "results": results.sha256,
        "seeds": ", ".join(str(seed) for seed in manifest.get("seeds", ())),
        "years": results.years,
        "written": manifest.get("written"),
        "run_seconds": format_number(manifest.get("run_seconds"), 0, lang),
        "machine": texts("report.provenance.cores", cores=machine.get("cores"), memory=machine.get("memory_gb"))
        if machine
        else None,
        "packages": ", ".join(
            f"{name} {number}" for name, number in (manifest.get("packages") or {}).items() if number
        ),
        "notes": " ".join(manifest.get("notes", ())),
    }
    return {"facts": {name: value for name, value in facts.items() if value}, "command": _command(results)}


def _command(results):
    """Return the command line that repeats the comparison; None if a scenario has own values or is a file."""
    mappings = [results.scenario(key) for key in results.scenarios]
    is_plain = all(key == mapping.get("governance") for key, mapping in zip(results.scenarios, mappings, strict=True))
    if not is_plain:
        return None
    line = f"rural-abm compare {' '.join(results.scenarios)} --seeds {results.seeds} --years {results.years}"
    adoptions = {mapping.get("adoption") for mapping in mappings}
    line += "".join(f" --adoption {adoption}" for adoption in adoptions if adoption and len(adoptions) == 1)
    line += "" if results.manifest.get("draws") else " --draws none"
    return line
