"""The results of a calibration in words and tables: prior against posterior, and what stayed unidentified."""

from rural_abm.engine.units import HALF
from rural_abm.study.evidence.calibration_files import GROUP, calibration_plan
from rural_abm.study.evidence.patterns import shown
from rural_abm.study.results.parameter_texts import name_and_key
from rural_abm.study.results.settings import confidence

IDENTIFIED, UNIDENTIFIED, TOGETHER = "identified", "unidentified", "only together with"


def ends():
    """Return the two quantiles between which the default confidence lies."""
    return (1 - confidence()) / 2, (1 + confidence()) / 2


def parameter_rows(one):
    """Return one dict per free parameter of a Calibrated stage.

    It holds the name, prior and posterior interval and median, spread kept (1: nothing learnt), and what is known of
    it.
    """
    import numpy as np

    from rural_abm.study.evidence.calibration_matching import spreads, tied_pairs

    limits = calibration_plan().matching
    kept = spreads(one.sample)
    pairs = tied_pairs(one.sample, limits.tied_correlation)
    low, high = ends()
    rows = []
    for axis, name in enumerate(one.axes.names):
        places = np.quantile(one.sample[:, axis], [low, HALF, high])
        rows.append(
            {
                "stage": one.stage.name,
                "parameter": name,
                "prior": [one.axes.shown(axis, place) for place in (low, HALF, high)],
                "posterior": [one.axes.shown(axis, place) for place in places],
                "spread_kept": float(kept[axis]),
                "known": _known(axis, kept, pairs, one.axes.names),
            }
        )
    return rows


def _known(axis, kept, pairs, names):
    partners = [names[other if one == axis else one] for one, other, _ in pairs if axis in (one, other)]
    if partners:
        return f"{TOGETHER} {', '.join(partners)}"
    return UNIDENTIFIED if kept[axis] >= calibration_plan().matching.unidentified_spread else IDENTIFIED


def target_rows(one):
    """Return one dict per pattern of a Calibrated stage.

    It holds the name, target interval, values of all runs of the last wave, and the least implausibility found.
    """
    import numpy as np

    limits, course = calibration_plan().matching, one.course
    last = course["wave"] == course["wave"].max()
    rows = []
    for column, target in enumerate(one.targets):
        values = course["values"][last, column]
        distances = np.abs(course["values"][:, column] - target.middle) / target.deviation
        reach = limits.target_deviations * target.deviation
        rows.append(
            {
                "pattern": target.name,
                "target": [target.middle - reach, target.middle, target.middle + reach],
                "last_wave": [float(np.nanmin(values)), float(np.nanmedian(values)), float(np.nanmax(values))],
                "nearest": float(np.nanmin(distances)),
            }
        )
    return rows


def calibration_lines(done):
    """Return lines on Calibrated stages, for a terminal."""
    from rural_abm.study.results.tables import text_table

    lines = []
    for one in done:
        shares = ", ".join(f"{share:.2%}" for share in one.course["shares"])
        lines += [f"{one.stage.title.en} (run {one.run}): {shares} of the prior plausible after each wave", ""]
        if one.sample is None:
            lines += [*_nothing_plausible(one), ""]
            continue
        rows = [[name_and_key(row["parameter"]), _three(row["prior"]), _three(row["posterior"]),
                 f"{row['spread_kept']:.0%}", row["known"]] for row in parameter_rows(one)]  # fmt: skip
        lines += text_table(["parameter", "prior", "posterior", "spread kept", "known"], rows)
        if any(name.endswith(GROUP) for name in one.axes.names):
            lines.append("Of names with .* the first cell is shown; all move together.")
        lines += ["", *_target_table(one), ""]
    return lines[:-1]


def _target_table(one):
    from rural_abm.study.results.tables import text_table

    rows = [[row["pattern"], _three(row["target"]), _three(row["last_wave"])] for row in target_rows(one)]
    return text_table(["pattern", "target", "runs of the last wave"], rows)


def _nothing_plausible(one):
    worst = max(target_rows(one), key=lambda row: row["nearest"])
    return [
        "No parameter values within the register's ranges reach these targets; later stages were not begun.",
        *_target_table(one),
        f"Farthest from its target: {worst['pattern']}, {worst['nearest']:.1f} standard deviations at best.",
    ]


def _three(values):
    low, middle, high = (shown(value) or "0" for value in values)
    return f"{middle} ({low} to {high})"


def calibration_rows(done):
    """Return one dict per stage, for JSON: name, titles, run, plausible shares, parameters, patterns."""
    return [
        {
            "name": one.stage.name,
            "title_en": one.stage.title.en,
            "title_sv": one.stage.title.sv,
            "run": one.run,
            "plausible_shares": one.course["shares"],
            "parameters": [] if one.sample is None else parameter_rows(one),
            "patterns": target_rows(one),
        }
        for one in done
    ]


def calibration_page(done):
    """Return the page on a calibration, in Markdown."""
    region = "".join(f"Region `{one.region}`. " for one in done[:1] if one.region is not None)
    sections = ["# Calibration", f"{region}Code `{_code()}`. Prior and posterior as median (95 % interval)."]
    for one in done:
        block = "\n".join(["```", *calibration_lines([one]), "```"])
        sections += [f"## {one.stage.title.en}", f"Run `{one.run}`.", block]
    unknown = [row["parameter"] for one in done if one.sample is not None for row in parameter_rows(one)
               if row["known"] != IDENTIFIED]  # fmt: skip
    told = ", ".join(f"`{name}`" for name in unknown) or "none"
    return "\n\n".join([*sections, "## What stayed unidentified", told + "."]) + "\n"


def _code():
    from rural_abm.engine.kernels import code_hash

    return code_hash()
