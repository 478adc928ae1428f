"""Listed and described items in a terminal: plain lines."""

import json
import shutil
import textwrap

from rural_abm.governance.files import LANGUAGES
from rural_abm.study.results.tables import text_table

JSON_INDENT = 2
NARROWEST = 60
# The columns that `list` shows of each kind; the rest is seen with `describe` and `--json`.
LISTED = {
    "regions": ("name", "title_en", "residents", "municipalities", "units", "beds", "hospitals"),
    "governance": ("name", "title_en", "title_sv", "setting", "date"),
    "reforms": ("name", "title_en", "title_sv", "setting", "date"),
    "links": ("name", "cut_en"),
    "levers": ("name", "title_en", "group_en", "scope"),
    "channels": ("name", "title_en", "mode", "clinician_minutes"),
    "parameters": ("name", "title_en", "value", "unit", "low", "high", "kind"),
    "outcomes": ("name", "title_en", "unit_en", "better"),
    "patterns": ("name", "scale", "role", "title_en"),
    "experiments": ("name", "title_en", "task", "models", "seeds", "years"),
}


def as_json(rows):
    """Return the rows (list of dicts) as JSON text."""
    return json.dumps(rows, indent=JSON_INDENT, ensure_ascii=False, default=str)


def list_lines(kind, rows):
    """Return lines of a table of the listed rows."""
    columns = LISTED[kind]
    headers = [column.removesuffix("_en") for column in columns]
    return text_table(headers, [[_cell(row[column]) for column in columns] for row in rows])


def _cell(value):
    if isinstance(value, float):
        return f"{value:g}"
    return ", ".join(value) if isinstance(value, list) else value


def plan_lines(rows):
    """Return lines on what a calibration would compute, one row per stage (see `planned`)."""
    headers = ["stage", "free", "patterns", "points", "seeds", "measurements"]
    cells = [
        [row["name"], len(row["free"]), len(row["patterns"]), row["points"], row["seeds"], row["measurements"]]
        for row in rows
    ]
    total = sum(row["measurements"] for row in rows)
    return [*text_table(headers, cells, right=range(1, len(headers))), "", f"{total} measurements in all, at most."]


def describe_lines(described):
    """Return lines "key value" of a dict, wrapped to the terminal's width, with nested content indented below."""
    width = max(shutil.get_terminal_size().columns, NARROWEST)
    margin = max((len(str(key)) for key in described), default=0) + 2
    lines = []
    for key, value in described.items():
        if isinstance(value, dict):
            lines += [str(key), *_indented(describe_lines(value))]
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            lines += [str(key), *_indented([line for item in value for line in (*describe_lines(item), "")][:-1])]
        else:
            # Behind a long key, such as a path, there is room all the same.
            room = max(width - margin, NARROWEST)
            filled = textwrap.wrap(_plain(value), room, break_long_words=False, break_on_hyphens=False) or [""]
            lines += [f"{str(key).ljust(margin)}{filled[0]}".rstrip(), *(" " * margin + line for line in filled[1:])]
    return lines


def _indented(lines):
    return [f"  {line}" if line else line for line in lines]


def _plain(value):
    if isinstance(value, tuple | list):
        return ", ".join(map(_plain, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value is None else str(_cell(value))


def story_lines(story):
    """Return lines on a person and, side by side, what happened to them in each world."""
    person = ", ".join(f"{name} {value}" for name, value in story.person.items())
    labels = list(story.titles)
    moments = {}
    for row in story.happened.itertuples(index=False):
        extra = ", ".join(str(part) for part in (row.who, row.where, row.outcome) if part)
        text = f"{row.what} ({extra})" if extra else row.what
        moments.setdefault((row.date, row.time, text), set()).add(row.scenario)
    rows = [
        [date, time, *(text if label in worlds else "" for label in labels)]
        for (date, time, text), worlds in moments.items()
    ]
    titles = [story.titles[label]["en"] for label in labels]
    return [f"Resident: {person}", "", *text_table(["date", "time", *titles], rows)]


def story_rows(story):
    """Return one dict per world: name, title_en, title_sv, person, and the events as a list of dicts."""
    rows = story.happened.to_dict("records")
    return [
        {
            "name": label,
            "title_en": titles["en"],
            "title_sv": titles["sv"],
            "person": story.person,
            "happened": [row for row in rows if row["scenario"] == label],
        }
        for label, titles in story.titles.items()
    ]


def manifest_row(path, manifest):
    """Return the manifest of a folder or figure with name, title_en and title_sv first."""
    # A figure names its scenarios only; a folder knows their titles.
    known = manifest.get("titles") or {label: {} for label in manifest.get("scenarios", [manifest.get("name", path)])}
    titles = {f"title_{lang}": " / ".join(one.get(lang, label) for label, one in known.items()) for lang in LANGUAGES}
    return {"name": str(path), **titles, **manifest}
