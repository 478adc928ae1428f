"""What sweeps look like in a terminal: plain lines."""

from rural_abm.errors import InputError
from rural_abm.study import store
from rural_abm.study.summaries import counted, number_text
from rural_abm.units import MINUTES_AN_HOUR

PART_FORM = "K/N, such as 3/40, with K from 1 to N"
FAILURES_SHOWN = 2


def read_part(text):
    """(K, N) of "K/N", or None of None; anything else is an InputError."""
    if text is None:
        return None
    number, slash, count = text.partition("/")
    if not (slash and number.isdecimal() and count.isdecimal() and 1 <= int(number) <= int(count)):
        raise InputError(f"'{text}' is no part", where="--part", allowed=PART_FORM)
    return int(number), int(count)


def estimate_lines(found):
    """Lines on what a sweep would take."""
    shape = ", ".join(counted(found[f"{noun}s"], noun) for noun in ("point", "model", "seed"))
    left = found["runs"] - found["finished"]
    lines = [found["title_en"], f"{counted(found['runs'], 'run')}: {shape}"]
    if found["finished"]:
        lines.append(f"{found['finished']} of them are there already, {left} are left")
    hours, size = number_text(found["hours"], 2), number_text(found["megabytes"], 1)
    minutes = number_text(found["hours"] * MINUTES_AN_HOUR, 0)
    time = f"{hours} hours" if found["hours"] >= 1 else f"{minutes} minutes ({hours} hours)"
    return [*lines, f"about {time} with {counted(found['workers'], 'worker')}, {size} MB of disk"]


def sweep_lines(sweep, part=None):
    """Lines on a sweep that has come to its end, or on a part of one."""
    lines = list(sweep.notes)
    if part:
        lines.append(f"Part {part[0]} of {part[1]} is finished, of {counted(sweep.manifest['runs'], 'run')} in all.")
        return [*lines, f"When all parts are: rural-abm gather {sweep.folder}"]
    lines.append(f"{counted(0 if sweep.runs is None else len(sweep.runs), 'run')} gathered in {sweep.folder}")
    if sweep.failures:
        lines.append(f"{counted(len(sweep.failures), 'run')} failed; why stands in {sweep.folder / store.FAILURES}.")
        lines += [f"  {entry['run_id']}: {entry['what']}" for entry in sweep.failures[:FAILURES_SHOWN]]
        lines.append("The same command tries these again.")
    return lines


def status_lines(found):
    """Lines on how far a sweep has come."""
    done, total = found["finished"], found["runs"]
    lines = [
        found["title_en"],
        f"{done} of {total} runs finished ({done / max(total, 1):.0%}), {found['failed']} failed, {found['left']} left",
        f"{'gathered' if found['gathered'] else 'not gathered yet'}; {number_text(found['megabytes'], 1)} MB, last "
        f"written {found['last_written']}",
    ]
    if not found["manifest_as_written"]:
        lines.append(f"{store.MANIFEST} is not what was written.")
    if not found["same_code"]:
        lines.append("Made with other code than this: it can be read here, not gone on with.")
    return [*lines, *found["failures"]]
