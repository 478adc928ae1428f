"""The content of an experiment's figure, as data: the table `[figure]` of its file.

`kind` is "dots" (rows are categories: a dot with its interval), "lines" (rows are an order: lines with bands), "shares"
(rows are bars whose parts sum to one) or "grid" (rows against outcomes: differences coloured by their verdicts). `rows`
and `series` name the columns of the summary for the rows (for lines, the positions along the axis) and the colours;
`labels` gives the display names of their values, in display order; `leave_out` names values that are not drawn. Each of
`panels` draws the rows whose columns hold one of the values under `only`.
"""

from dataclasses import fields
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from rural_abm.engine.errors import InputError, unknown_name
from rural_abm.governance.scenario import Number, Text, Whole, input_error
from rural_abm.outcomes import catalogue, concerns
from rural_abm.study.insilico.options import columns
from rural_abm.study.results.claims import Claim, Condition, broken_claims

CLOSED = ConfigDict(extra="forbid")
DOTS, LINES, SHARES, GRID = KINDS = ("dots", "lines", "shares", "grid")
MEASURED = ("seeds", "mean", "low", "high", "sign_chance")  # columns of a summary besides those of groups
PERCENT, POINTS, PLAIN, LOG_RATIO = SCALES = ("percent", "percentage points", "plain", "log ratio")
Choice = dict[Text, Annotated[tuple[Text, ...], Field(min_length=1)]]


@checked(frozen=True, config=CLOSED)
class Words:
    """A text in both languages."""

    en: Text
    sv: Text


@checked(frozen=True, config=CLOSED)
class Headline(Words):
    """A title that states a finding, with the conditions on the experiment's own numbers under which it holds."""

    all: Annotated[tuple[Condition, ...], Field(min_length=1)] = ()


@checked(frozen=True, config=CLOSED)
class Given:
    """What a source says of a row, or of all if None: from `low` to `high`, in the unit of the summary."""

    low: Number
    high: Number
    row: Text | None = None


@checked(frozen=True, config=CLOSED)
class Panel:
    """One panel: its value axis, unit, decimals, `limits` and `reference` line.

    Values are in percent of the summary's values ("percent"; "percentage points" for differences of shares, written
    without a percent sign) or, for logarithms of ratios, in percent by which these differ from 1 ("log ratio"). With a
    `reference` line, values are written with their sign.
    """

    axis: Words
    scale: Literal[SCALES] = PLAIN  # type: ignore[valid-type]
    decimals: Annotated[Whole, Field(ge=0)] = 0
    title: Words | None = None
    only: Choice = Field(default_factory=dict)
    limits: tuple[Number, Number] | None = None
    reference: Number | None = None
    given: tuple[Given, ...] = ()


@checked(frozen=True, config=CLOSED)
class Picture:
    """The whole figure.

    `along` names the positions of lines, `given` is the legend of empirical values, `note` is added to the words below,
    `groups` {group: words} are the headings of a grid's outcomes by group concerned, and `models` {value of the series:
    governance model} selects a series' colour where its value is not the model's name. The first of `headlines` whose
    conditions hold is the title, otherwise that of the experiment.
    """

    kind: Literal[KINDS]  # type: ignore[valid-type]
    rows: Text
    labels: dict[Text, dict[Text, Words]]
    panels: Annotated[tuple[Panel, ...], Field(min_length=1)]
    series: Text | None = None
    leave_out: Choice = Field(default_factory=dict)
    along: Words | None = None
    given: Words | None = None
    note: Words | None = None
    groups: dict[Text, Words] = Field(default_factory=dict)
    models: dict[Text, Text] = Field(default_factory=dict)
    headlines: tuple[Headline, ...] = ()

    @property
    def labelled(self):
        """The columns whose values appear in the figure (tuple)."""
        return (self.rows, self.series) if self.series else (self.rows,)


def headline(picture, summary):
    """Return the first of the picture's headlines that the summary (DataFrame) supports, or None."""
    rows = {"rows": summary.to_dict("records")}
    for one in picture.headlines:
        if not broken_claims([Claim("headline", one.en, one.all)], lambda _: rows):
            return one
    return None


def read_picture(table, where, *, measure=None):
    """Return the Picture of a table; raise InputError if it is invalid.

    `measure`: the measure whose columns it may name.
    """
    keys = {"": _names(Picture), "panels": _names(Panel), **dict.fromkeys(("labels", "along", "note"), _names(Words))}
    try:
        picture = TypeAdapter(Picture).validate_python(table)
    except ValidationError as error:
        raise input_error(error, where, keys) from None
    known = picture.labelled if measure is None else columns(measure)
    for name in picture.labelled:
        if name not in known:
            raise unknown_name("column", name, known, where=where)
        if name not in picture.labels:
            raise InputError(f"the values of '{name}' have no labels", where=where, allowed=f"[figure.labels.{name}]")
    _check_choices(picture, None if measure is None else known, where)
    _check_kind(picture, where)
    return picture


def _names(cls):
    return [one.name for one in fields(cls)]


def _check_choices(picture, known, where):
    """Check that selected columns exist, and that empirical values belong to rows that are shown."""
    for name in picture.labels:
        if name not in picture.labelled:
            raise unknown_name("column with labels", name, picture.labelled, where=where)
    for choice in (picture.leave_out, *(panel.only for panel in picture.panels)):
        for name in choice if known is not None else ():
            if name not in known:
                raise unknown_name("column", name, known, where=where)
    for given in (one for panel in picture.panels for one in panel.given):
        if given.row is not None and given.row not in picture.labels[picture.rows]:
            raise unknown_name(picture.rows, given.row, picture.labels[picture.rows], where=f"{where}: given")


def _check_kind(picture, where):
    if picture.kind == LINES and picture.along is None:
        raise InputError(
            "is missing", where=f"{where}: along", allowed="what the positions along the axis of lines are"
        )
    if picture.kind in (SHARES, GRID) and picture.series is None:
        allowed = "the column that gives the parts of a bar, or the outcomes of a grid"
        raise InputError("is missing", where=f"{where}: series", allowed=allowed)
    if picture.kind == GRID:
        _check_grid(picture, where)
    if any(panel.given for panel in picture.panels) and picture.given is None:
        raise InputError("is missing", where=f"{where}: given", allowed="the legend of what sources say")


def _check_grid(picture, where):
    """Check that a grid's series are outcomes, and that every group concerned has a heading."""
    groups = {entry.name: entry.group for entry in catalogue}
    for name in picture.labels[picture.series]:
        if name not in groups:
            raise unknown_name("outcome", name, groups, where=f"{where}: labels.{picture.series}")
        whom = next((key for key, found in concerns().items() if groups[name] in found), None)
        if whom not in picture.groups:
            told = f"{name}, which concerns {whom}" if whom else f"{name}, which concerns no particular group"
            raise InputError(f"has no heading for {told}", where=f"{where}: groups", allowed=", ".join(concerns()))


def panel_rows(picture, summary, where):
    """Return [DataFrame]: the rows of the summary that each panel draws.

    Raises InputError for a missing column or value, a value shown without a label, and two rows for one dot.
    """
    known = [name for name in summary.columns if name not in MEASURED]
    for choice in (dict.fromkeys(picture.labelled, ()), picture.leave_out, *(p.only for p in picture.panels)):
        for name, values in choice.items():
            if name not in known:
                raise unknown_name("column", name, known, where=where)
            for value in values:
                _check_value(name, value, summary[name], where)
    for name, values in picture.leave_out.items():
        summary = summary[~summary[name].isin(values)]
    for name in picture.labelled:
        for value in picture.labels[name]:
            _check_value(name, value, summary[name], where)
    return [_one_panel(picture, panel, summary, where) for panel in picture.panels]


def _check_value(name, value, values, where):
    known = list(dict.fromkeys(values))
    if value not in known:
        raise unknown_name(name, value, known, where=where)


def _one_panel(picture, panel, summary, where):
    for name, values in panel.only.items():
        summary = summary[summary[name].isin(values)]
    for name in picture.labelled:
        for value in summary[name]:
            if value not in picture.labels[name]:
                allowed = f"a label in [figure.labels.{name}], or the value in [figure.leave_out]"
                raise InputError(f"{name} '{value}' has no label", where=where, allowed=allowed)
    twice = summary[summary.duplicated(list(picture.labelled))]
    if len(twice):
        spot = ", ".join(f"{name} {twice[name].iloc[0]}" for name in picture.labelled)
        raise InputError(f"more than one value for {spot}", where=where, allowed="one, chosen by `only` or `leave_out`")
    if summary.empty:
        raise InputError("a panel is empty", where=where, allowed="values under `only` that occur together")
    return summary
