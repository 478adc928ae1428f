"""The baseline file: what packaged models, reforms and regions give for one seed, so that "unchanged" is checked.

`tests/data/baseline.json` holds numerators and denominators of the headline outcomes, whole region, by year. Write it
again with

    .venv/bin/python tests/baseline.py

after a change that moves results on purpose. It refuses to where CHANGELOG.md has no new line about results.
"""

import hashlib
import json
import platform
import re
import sys
from pathlib import Path

from llvmlite.binding import get_host_cpu_name

from rural_abm import RuralModel, Scenario
from rural_abm.governance import list_governance, list_reforms
from rural_abm.outcomes import catalogue
from rural_abm.regions import default_region, region_names

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "tests" / "data" / "baseline.json"
SEED, YEARS = 1, 2
MARK = "@"  # before the region, where it is not the default one
NAMES = [*(model["name"] for model in list_governance()), *(f"call_off+{one['name']}" for one in list_reforms())]
NAMES += [f"call_off{MARK}{region}" for region in region_names() if region != default_region()]
AT_HOME = {"overtornea_today": "tornedalen", "home_hospital": "oland"}  # models in the region that they come from
NAMES += [f"{name}{MARK}{region}" for name, region in AT_HOME.items()]
HEADLINES = [entry.name for entry in catalogue if entry.headline]


def baseline_of(name):
    """{outcome: [[numerator, denominator] a year]} of a model, the present one with a reform, or a model elsewhere."""
    name, _, region = name.partition(MARK)
    governance, *reforms = name.split("+")
    where = {"region": region} if region else {}
    model = RuralModel(Scenario(governance, reforms=reforms, seed=SEED, years=YEARS, adoption="full", **where))
    model.run(years=YEARS)
    rows = model.outcomes().query("place_kind == 'region' and dimension == 'all'").sort_values("period")
    model.close()
    parts = {name: rows.loc[rows["outcome"] == name, ["numerator", "denominator"]] for name in HEADLINES}
    return {name: part.to_numpy(float).tolist() for name, part in parts.items()}


def processor():
    """The kind of machine: rounding in the last place of logarithms and exponentials may differ between kinds."""
    return f"{platform.system()} {platform.machine()} {get_host_cpu_name()}"


def stated_results():
    """Digest of all that CHANGELOG.md says about results."""
    said = re.findall(r"\*\*Results[^*]*\*\*[^-#]*", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    return hashlib.sha256("".join(said).encode()).hexdigest()


def stored():
    """The baseline file; an empty one where there is none."""
    if not FILE.exists():
        return {"processor": "", "stated": "", "results": {}}
    return json.loads(FILE.read_text(encoding="utf-8"))


def write():
    """Run all models and write the file; returns the names whose results moved."""
    before = stored()
    results = {name: baseline_of(name) for name in NAMES}
    moved = [name for name in NAMES if before["results"].get(name) != results[name]]
    if moved and before["stated"] == stated_results():
        raise SystemExit(f"moved: {', '.join(moved)}. Say in CHANGELOG.md what and why first.")
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(results[name])}" for name in NAMES)
    head = f'"processor": {json.dumps(processor())},\n "stated": {json.dumps(stated_results())}'
    FILE.write_text(f'{{{head},\n "results": {{\n{lines}\n }}}}\n', encoding="utf-8")
    return moved


if __name__ == "__main__":
    print("moved:", ", ".join(write()) or "nothing", file=sys.stdout)
