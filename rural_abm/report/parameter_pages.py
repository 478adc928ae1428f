"""The parameter pages, made from the register: all parameters, and the assumed ones."""

from importlib.resources import files
from pathlib import Path

from rural_abm.governance import baseline_name
from rural_abm.parameters.register import KINDS, read_register
from rural_abm.regions import region_folder
from rural_abm.regions.registers import REGION_FILE
from rural_abm.report.tables_md import page_of, table
from rural_abm.study.parameter_uses import base, readers
from rural_abm.study.results.parameter_texts import parameter_name, source_text

# Rooms of the register in the order of the parts of the package, with what their parameters are about.
ROOMS = {
    "place": "Place: roads, travel, seasons, visitors",
    "people": "People: population, frailty, illness, needs",
    "ties": "Ties between residents and clinicians",
    "staff": "Staff: posts, time, leaving and recruiting",
    "careers": "Careers: leaving, applying, training, the market of nurses",
    "care": "Care: reception, home nursing, channels, beds, transport",
    "teams": "Mobile teams and new centres",
    "collaboration": "Collaboration: ties of professionals, memory of organisations, routines",
    "prices": "Prices",
    "steering": "Steering: budgets, what organisations decide, agreements, meetings, prevention",
    "region": "Region: units and hospitals of the default region",
}
ASSUMED = "assumed"
ALL_INTRODUCTION = """
All parameters of the model, generated from `rural_abm/data/parameters/` and the default region's `parameters.csv` by
`rural_abm.report.parameter_pages` (`make docs`). A key with dots is a cell of a table; names are in
`rural_abm/data/texts/parameters.toml`. Low and high bound the plausible range, and what a scenario may set. Kinds:
*measured* in a register, study or official page; *literature*: from a secondary source or by simple arithmetic on
one; *source report*: stated in one of the Swedish reports on the region; *estimated*: derived so as to agree with
other sources; *calibrated*: fitted to patterns; *assumed*: no source was found. *Read by* names the modules that
read the parameter, found in their sources: `staff.decisions.leaving` is `rural_abm/model/staff/decisions/leaving.py`. A
module that makes tables of several parameters reads them for the processes that use these tables.
"""
ASSUMED_INTRODUCTION = """
Every parameter for which no source was found, generated from the register by `rural_abm.report.parameter_pages`
(`make docs`). A result that depends on one of these should be shown over its range. Assumed facts about single places
(beds, opening hours, co-location) are listed with each governance model: `rural-abm describe {baseline}`.
"""


def rooms():
    """Return {room: Register of its file} in the order of ROOMS; raise KeyError for a file without a room."""
    folder = files("rural_abm") / "data" / "parameters"
    paths = {item.name.removesuffix(".csv"): Path(str(item)) for item in folder.iterdir() if item.name.endswith(".csv")}
    paths["region"] = region_folder().file(REGION_FILE)
    if set(paths) != set(ROOMS):
        raise KeyError(f"name these files of parameters in ROOMS: {sorted(set(paths) ^ set(ROOMS))}")
    return {room: read_register([paths[room]]) for room in ROOMS}


def parameter_page():
    """Return the page of all parameters as Markdown text."""
    registers = rooms()
    return page_of("Parameters", ALL_INTRODUCTION, _counts(registers), *_sections(registers))


def assumption_page():
    """Return the page of assumed parameters as Markdown text."""
    registers = {room: _assumed(register) for room, register in rooms().items()}
    number = sum(map(len, registers.values()))
    counted = f"{number} parameters of {sum(map(len, rooms().values()))} are assumed."
    introduction = ASSUMED_INTRODUCTION.replace("{baseline}", baseline_name())
    return page_of("Assumptions", introduction, counted, *_sections(registers))


def _assumed(register):
    return {name: parameter for name, parameter in register.items() if parameter.kind == ASSUMED}


def _sections(registers):
    return [f"## {ROOMS[room]}\n\n{_rows(register)}" for room, register in registers.items() if register]


def _rows(register):
    header = ("Key", "Name", "Value", "Unit", "Low", "High", "Distribution", "Kind", "Source", "Note", "Read by")
    return table(header, [_row(parameter) for parameter in register.values()])


def _row(p):
    number = (_text(p.value), p.unit, _text(p.low), _text(p.high))
    source = source_text(p.source, "en")
    read_by = ", ".join(f"`{place}`" for place in readers()[base(p.name)])
    return (f"`{p.name}`", parameter_name(p.name, "en"), *number, p.distribution, p.kind, source, p.note, read_by)


def _text(value):
    """Format a number as in the register: whole numbers without a point."""
    return repr(int(value)) if float(value).is_integer() else repr(value)


def _counts(registers):
    """Return the table of how many parameters of each kind each room has."""
    rows = [(ROOMS[room], *_of_kinds(register.values())) for room, register in registers.items()]
    everything = [parameter for register in registers.values() for parameter in register.values()]
    return table(("Room", *KINDS, "All"), [*rows, ("All", *_of_kinds(everything))])


def _of_kinds(parameters):
    kinds = [parameter.kind for parameter in parameters]
    return (*(kinds.count(kind) for kind in KINDS), len(kinds))
