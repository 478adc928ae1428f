"""Accepting a calibration: writing its values into the register and its posterior sample into the package.

The values carry the run that made them; comparisons with parameter uncertainty draw from the sample.
"""

import csv
import io
from importlib.resources import files
from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.parameters.register import COLUMNS
from rural_abm.regions.registers import forget_registers
from rural_abm.study.evidence.calibration import POSTERIOR, SAMPLE, experiment
from rural_abm.study.evidence.calibration_files import calibration_plan
from rural_abm.study.results import store
from rural_abm.study.results.manifest_shape import region_of

KIND = "calibrated"
NOTE, LEFT_OPEN = "Calibrated by run ", "One of many values that fit: undetermined by run "


def package_data():
    """Return the folder of the package's data."""
    return Path(str(files("rural_abm") / "data"))


def accept(folder, data=None):
    """Write the values of the finished stages in a calibration's folder into the register's files below `data`.

    They get the kind `calibrated` and the run in their note, and the posterior sample is written beside them.
    Parameters that the patterns leave open keep their kind: the value is then one of many that fit, taken because the
    values of the same and of later stages were found with it.

    Returns the names of the parameters changed (list). Raises InputError if the folder contains no finished stage, or
    was made with other code or data than today's.
    """
    folder, data = Path(folder), data or package_data()
    manifest = store.read_manifest(folder)
    if manifest.get("kind") != "calibrate" or not (folder / POSTERIOR).exists():
        raise InputError("contains no finished stage", where=str(folder), allowed="a folder of `rural-abm calibrate`")
    if region_of(manifest) is not None:
        allowed = "a calibration of the default region; the values of another go into its own parameters.csv"
        raise InputError("is of another region than the register", where=str(folder), allowed=allowed)
    if manifest["experiment"] != experiment():
        raise InputError("was made with other code or data", where=str(folder), allowed="a calibration of this code")
    values = {name: given for stage in calibration_plan().stage for name, given in _centre(folder / stage.name)}
    for path in sorted((data / "parameters").glob("*.csv")):
        text = path.read_text(encoding="utf-8")
        changed = with_calibrated(text, values)
        if changed != text:
            store.write_text(path, changed)
    posterior = store.read_table(folder, POSTERIOR)
    target = data / "calibration"
    target.mkdir(exist_ok=True)
    store.write_table(target / POSTERIOR, posterior)
    forget_registers()
    return list(values)


def _centre(own):
    """Return (parameter, (value, run, whether identified)) of the middle draw of a stage's folder.

    Empty if unfinished.
    """
    if not (own / SAMPLE).exists():
        return
    frame = store.read_table(own, SAMPLE)
    row = frame[frame["is_centre"]].iloc[0]
    found, digits = store.read_manifest(own), calibration_plan().matching.register_digits
    for name in frame.columns[2:]:
        yield name, (float(f"{row[name]:.{digits}g}"), found["run"], name not in found["left_open"])


def with_calibrated(text, values):
    """Return the text of a register file with values {name: (value, run, whether identified)}.

    Everything else is unchanged to the byte.
    """
    rows = list(csv.DictReader(io.StringIO(text), strict=True))
    lines = text.splitlines(keepends=True)
    if len(lines) != len(rows) + 1:
        raise InputError("contains cells with line breaks", where="register", allowed="a row a line")
    for number, row in enumerate(rows, start=1):
        if row["name"] in values:
            value, run, is_identified = values[row["name"]]
            note = row["note"].split(NOTE)[0].split(LEFT_OPEN)[0].rstrip()
            told = f"{NOTE if is_identified else LEFT_OPEN}{run}."
            row |= {"value": repr(value), "note": f"{note} {told}".strip()}
            row["kind"] = KIND if is_identified else row["kind"]
            lines[number] = _line(row)
    return "".join(lines)


def _line(row):
    stream = io.StringIO()
    csv.DictWriter(stream, COLUMNS, lineterminator="\n").writerow(row)
    return stream.getvalue()
