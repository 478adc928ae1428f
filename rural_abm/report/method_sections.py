"""The method sections of the report: the comparison, its certainty, assumptions, limits and provenance."""

from collections import Counter
from decimal import Decimal

from rural_abm.engine.errors import InputError
from rural_abm.figures.labels import matters_text, titled
from rural_abm.figures.numbers import format_number
from rural_abm.figures.texts import read_texts
from rural_abm.governance.schema import source_text
from rural_abm.report.findings import joined
from rural_abm.report.markup import table, tag
from rural_abm.study.compare.summaries import adopted_at_once, as_it_spreads
from rural_abm.study.results.parameter_texts import parameter_name, unit_text
from rural_abm.study.results.parameter_texts import source_text as parameter_source

ASSUMED = "assumed"


# What was compared


def compared_section(results, lang):
    """Describe how the scenarios were compared, and each scenario."""
    texts = read_texts(lang)
    intro = texts("report.compared.intro", baseline=results.title(results.baseline, lang))
    size = [texts.count("figures.seeds", results.seeds), texts.count("figures.years", results.years)]
    return [tag("p", intro), tag("p", " ".join(size)), [_scenario(results, key, lang) for key in results.scenarios]]


def _scenario(results, key, lang):
    """Return the title, description, own values, overridden settings and source of one scenario."""
    texts = read_texts(lang)
    mapping = results.scenario(key)
    files = _files(mapping)
    mark = tag("span", texts["report.compared.baseline"], class_="tag") if key == results.baseline else None
    words = [tag("p", file.description[lang]) for file in files] or [tag("p", texts["report.compared.no_description"])]
    own = [f"{name} = {value}" for name, value in mapping.get("levers", {}).items()]
    parameters = mapping.get("parameters", {}).items()
    own += [f"{parameter_name(name, lang)} = {_plain(value, lang)}" for name, value in parameters]
    if own:
        words.append(tag("p", texts("report.compared.own_values", values=", ".join(own))))
    told = results.manifest.get("overridden", {}).get(key, {}).get(lang, ())
    words += [tag("p", tag("strong", texts["report.compared.overridden"]), " ", text) for text in told]
    named = [(source_text(file.source, lang), file.date) for file in files]
    sources = [
        tag("p", texts("report.compared.source", source=source, date=date), class_="note") for source, date in named
    ]
    return [tag("h3", results.title(key, lang), " ", mark), words, sources]


def _files(mapping):
    """Return the governance and reform files that a scenario names, as far as they can still be read (list)."""
    from rural_abm.governance.files import read_governance, read_reform

    wanted = [(read_governance, mapping["governance"])] if "governance" in mapping else []
    wanted += [(read_reform, name) for name in mapping.get("reforms", ())]
    found = []
    for read, name in wanted:
        try:
            found.append(read(name))
        except InputError:
            # A user's own file may have been moved since; the results do not depend on it any more.
            continue
    return found


# How sure


def certainty_section(results, lang):
    """Describe the seeds, the intervals, the verdicts and the smallest differences that matter."""
    texts = read_texts(lang)
    return [
        tag("p", texts.count("report.certainty.seeds", results.seeds)),
        tag("p", _what_intervals_hold(results, texts)),
        tag("ul", _items(texts, "report.certainty.items")),
        _matters_table(results, lang),
    ]


def _what_intervals_hold(results, texts):
    draws = results.manifest.get("draws")
    if not draws:
        return texts["report.certainty.no_draws"]
    told = texts("report.certainty.draws", parameters=len(draws["parameters"]), of=draws["of"])
    chance = results.manifest.get("chance")
    if not chance:
        return f"{told} {texts['report.certainty.no_chance']}"
    return f"{told} {texts('report.certainty.chance', seeds=chance['seeds'], scenarios=chance['scenarios'])}"


def _matters_table(results, lang):
    texts = read_texts(lang)
    rows = results.region_rows(results.others[0])
    body = [_matters_row(entry, rows[entry.name], lang) for entry in results.headline if entry.name in rows]
    heads = [texts["table.outcome"], texts["report.certainty.matters"], texts["report.certainty.why"]]
    return table(texts["report.certainty.matters_caption"], heads, body, class_="words small")


def _matters_row(entry, row, lang):
    return [titled(entry, lang, of_difference=True), matters_text(entry, row, lang), entry.matters_reason[lang]]


def _items(texts, prefix):
    return [tag("li", text) for text in texts.under(prefix)]


# Assumptions


def assumptions_section(results, lang):
    """Describe adoption and the register's numbers by kind of evidence, and list the assumed ones."""
    from rural_abm.parameters.register import KINDS
    from rural_abm.regions.registers import load_register

    texts = read_texts(lang)
    register = load_register()
    kinds = Counter(parameter.kind for parameter in register.values())
    rows = [
        [texts[f"report.assumptions.kinds.{kind}"], format_number(kinds[kind], 0, lang)]
        for kind in KINDS
        if kinds[kind]
    ]
    rows.append([texts["report.assumptions.total"], format_number(len(register), 0, lang)])
    heads = [texts["report.assumptions.kind"], texts["report.assumptions.number"]]
    return [
        _adoption(results, lang),
        tag("ul", _items(texts, "report.assumptions.items")),
        table(texts["report.assumptions.caption"], heads, rows, class_="numbers small"),
        _assumed_list([parameter for parameter in register.values() if parameter.kind == ASSUMED], lang),
    ]


def _adoption(results, lang):
    texts = read_texts(lang)
    at_once = [results.title(key, lang) for key in adopted_at_once(results.manifest)]
    told = []
    if at_once:
        warning = tag(
            "p",
            tag("strong", texts["report.assumptions.adopted"]),
            " ",
            texts("report.assumptions.adopted_by", scenarios=joined(at_once, lang)),
            class_="warning",
        )
        told.append(warning)
    spreading = [results.title(key, lang) for key in as_it_spreads(results.manifest)]
    if spreading:
        told.append(tag("p", texts("report.assumptions.emergent", scenarios=joined(spreading, lang))))
    return told


def _assumed_list(parameters, lang):
    texts = read_texts(lang)
    heads = [texts[f"report.assumptions.list.{name}"] for name in ("name", "value", "range", "unit", "source")]
    rows = [
        [
            parameter_name(parameter.name, lang),
            _plain(parameter.value, lang),
            f"{_plain(parameter.low, lang)}–{_plain(parameter.high, lang)}",
            unit_text(parameter.unit, lang),
            parameter_source(parameter.source, lang),
        ]
        for parameter in parameters
    ]
    caption = texts["report.assumptions.list.caption"]
    return tag(
        "details",
        tag("summary", texts.count("report.assumptions.list.summary", len(parameters))),
        table(caption, heads, rows, class_="words small"),
    )


def _plain(value, lang):
    """Format a register value with as many decimals as in the register."""
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return format_number(value, max(0, -exponent), lang)


# Limits


def limits_section(results, lang):
    """Describe what the model cannot say."""
    texts = read_texts(lang)
    return [tag("p", texts["report.limits.intro"]), tag("ul", _items(texts, "report.limits.items"))]


# Provenance


def provenance_section(results, lang):
    """Give version, code, seeds, machine, packages and hashes, and the command that repeats the comparison."""
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
    rows = [
        [texts[f"report.provenance.{name}"], tag("td", tag("span", value, class_="code"))]
        for name, value in facts.items()
        if value
    ]
    return [
        table(
            texts["report.provenance.caption"],
            [texts["report.provenance.what"], texts["report.provenance.value"]],
            rows,
            class_="words small",
        ),
        _command(results, texts),
    ]


def _command(results, texts):
    """Return the command line that repeats the comparison; empty if a scenario has own values or is a file."""
    mappings = [results.scenario(key) for key in results.scenarios]
    is_plain = all(key == mapping.get("governance") for key, mapping in zip(results.scenarios, mappings, strict=True))
    if not is_plain:
        return None
    line = f"rural-abm compare {' '.join(results.scenarios)} --seeds {results.seeds} --years {results.years}"
    adoptions = {mapping.get("adoption") for mapping in mappings}
    line += "".join(f" --adoption {adoption}" for adoption in adoptions if adoption and len(adoptions) == 1)
    line += "" if results.manifest.get("draws") else " --draws none"
    return tag("p", texts["report.provenance.command"], " ", tag("code", line))
