"""The page that compares the baseline with empirical patterns, in Markdown; failures are as visible as passes."""

import json
import sys
from pathlib import Path

from rural_abm.report.tables_md import page_of, table
from rural_abm.study.evidence.patterns import (
    FAILS,
    UNDECIDED,
    Measured,
    finding_rows,
    findings_of_rows,
    interval_text,
    measure_patterns,
    pattern_lines,
    shown,
    target_text,
    verdict_counts,
)
from rural_abm.study.evidence.patterns_files import declared
from rural_abm.study.results.provenance import HASH_DIGITS
from rural_abm.study.results.store import json_text, write_text

HEADER = ("What", "Unit", "Role", "Scale", "Model", "95 % interval", "Target", "Verdict", "Measured in", "Evidence",
          "Source", "Comment")  # fmt: skip
INTRODUCTION = """
Results of the model compared with empirical sources, written by `make plausibility` (`rural-abm patterns --page`).
The patterns are data in the region's folder (`patterns/`); `rural-abm describe pattern NAME` shows one with its
computation. A pattern *fits* where the 95 % interval of the mean over seeds lies within the target, *does not fit*
where it lies outside, and is *undecided* where it crosses a bound; a target that is a guess gives *no verdict*.
Patterns declared after the last measurement are *not yet measured* (`make docs` adds them to the page). The role of a
pattern is *calibrate* (it may move parameters), *check* (it may not: these are the evidence) or *built in* (its number
is also an input, or determined by a rule of the model; agreement shows only the absence of drift). A change of a
pattern's role or target is recorded in the changelog.
"""


def pattern_page(measured):
    """Return the page (text) of Measured patterns."""
    found = declared()
    sections = [INTRODUCTION, _summary(measured)]
    for section, words in found.sections.items():
        own = [one for one in measured.findings if found.section_of[one.pattern.name] == section]
        if own:
            sections += [f"## {words.en}", table(HEADER, [_row(one, found) for one in own])]
    return page_of("Plausibility of the baseline", *sections)


def pattern_json(measured):
    """Return Measured patterns as the JSON of a file: `made` and `rows`, as in the numbers of experiments."""
    made = {key: measured.manifest.get(key) for key in ("version", "code", "model", "seeds")}
    return json_text({"made": made, "rows": finding_rows(measured)})


def renew_page(path):
    """Write the page again from the JSON beside it, with every pattern and target that is declared today."""
    kept = json.loads(Path(path).with_suffix(".json").read_text("utf-8"))
    write_text(path, pattern_page(Measured(findings_of_rows(kept["rows"]), None, kept["made"])))


def patterns_measured(names, role, seeds, workers, out, page, as_json, region=None):
    """Measure patterns for the command line and, if a path is given, write the page and its JSON.

    Return (lines, whether a check does not fit).
    """
    from rural_abm.study.results.printing import as_json as to_json
    from rural_abm.study.running.progress import progress_bar

    with progress_bar("Measuring") as progress:
        measured = measure_patterns(names, role, seeds, workers, out, region=region, progress=progress)
    if page:
        write_text(page, pattern_page(measured))
        write_text(Path(page).with_suffix(".json"), pattern_json(measured))
    lines = [to_json(finding_rows(measured))] if as_json else pattern_lines(measured)
    return lines, bool(measured.failed_checks)


def _summary(measured):
    manifest, failed = measured.manifest, measured.failed_checks
    counts = "\n".join(f"- {line}" for line in verdict_counts(measured.findings))
    seeds = manifest["seeds"] or "the settings' own numbers of"
    made = f"rural_abm {manifest['version']}, code `{manifest['code'][:HASH_DIGITS]}`, {seeds} seeds."
    told = f"Checks that do not fit: {', '.join(f'`{name}`' for name in failed)}." if failed else "No check fails."
    return f"{made}\n\n{counts}\n\n{told}"


def _row(one, found):
    pattern = one.pattern
    verdict = f"**{one.verdict}**" if one.verdict in (FAILS, UNDECIDED) else one.verdict
    return (
        pattern.title.en, found.units[pattern.unit].en, pattern.role.replace("_", " "), pattern.scale, shown(one.mean),
        interval_text(one), target_text(pattern), verdict, found.settings[pattern.setting].title.en, pattern.evidence,
        pattern.source, pattern.comment,
    )  # fmt: skip


if __name__ == "__main__":
    renew_page(sys.argv[1])
