"""The STRESS-ABS checklist of the package, or of the results in a folder, filled in from code, data and manifest."""

from collections import Counter

from rural_abm.governance.scenario import LIMITS
from rural_abm.outcomes import catalogue
from rural_abm.parameters.register import KINDS
from rural_abm.regions.registers import load_register
from rural_abm.report.phases import phases
from rural_abm.report.templates import page_templates

PYTHONS = "3.11 to 3.13"
UNKNOWN = "not in the manifest"


def stress_page(manifest=None):
    """Return the checklist as Markdown text; with a manifest (dict), filled in for its results."""
    made = None if manifest is None else _made(manifest)
    return page_templates().get_template("stress.md.jinja").render(facts=_facts(), made=made)


def _facts():
    """Return what holds for every run, read from code and data."""
    from rural_abm.study.inventory import list_rows

    register = load_register()
    kinds = Counter(parameter.kind for parameter in register.values())
    return {
        "outcomes": len(catalogue),
        "levers": len(list_rows("levers")),
        "parameters": len(register),
        "kinds": ", ".join(f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind]),
        "warm_up_days": int(register.value("warm_up_days")),
        "usual_years": LIMITS["usual_years"],
        "phases": len(phases()),
        "python": PYTHONS,
    }


def _made(manifest):
    """Return what a manifest says of its results, as texts."""
    packages = manifest.get("packages", {})
    software = [f"Python {manifest.get('python', UNKNOWN)}", *(f"{name} {of}" for name, of in packages.items() if of)]
    machine = manifest.get("machine", {})
    draws = manifest.get("draws") or {}
    scenarios = manifest.get("scenarios") or {}
    return {
        "aim": _aim(manifest),
        "scenarios": ", ".join(scenarios) or UNKNOWN,
        "outcomes": _listed(manifest.get("outcomes")) or "all of the catalogue",
        "draws": f"{len(draws['parameters'])} of {draws['of']} parameters" if draws.get("parameters") else "none",
        "years": _years(scenarios, manifest),
        "seeds": _count(manifest.get("seeds")),
        "software": ", ".join(software),
        "machine": f"{machine.get('cores', UNKNOWN)} cores, {machine.get('memory_gb', UNKNOWN)} GB",
        **{key: manifest.get(key, UNKNOWN) for key in ("version", "code", "model")},
    }


def _aim(manifest):
    kind = manifest.get("kind", "run")
    title = (manifest.get("asked") or {}).get("name")
    return f"{kind} {title}" if title else str(kind)


def _listed(names):
    return ", ".join(names) if isinstance(names, list | tuple) else None


def _count(seeds):
    return len(seeds) if isinstance(seeds, list | tuple) else seeds if seeds is not None else 1


def _years(scenarios, manifest):
    found = {one["years"] for one in scenarios.values() if isinstance(one, dict) and "years" in one}
    return ", ".join(str(years) for years in sorted(found)) or manifest.get("years", UNKNOWN)
