"""The style of the figures: all sizes, colours and settings, except the models' colours in `data/report`.

Colours are distinguishable with red-green colour blindness and, with markers and line styles, in greyscale.
"""

import contextlib
import tomllib
from importlib.resources import files

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from rural_abm.study.compare.verdicts import BETTER, HIGHER, LOWER, TOO_SMALL, UNTOLD, WORSE

SALT = "rural_abm"
DOTS_PER_INCH = 200

# Inches
FULL_WIDTH = 7.1
PANEL_HEIGHT = 1.75
MAP_HEIGHT = 2.95
MAP_LARGE_HEIGHT = 5.6
ROW_HEIGHT = 0.28
GROUP_GAP_ROWS = 0.3
ROWS_HEAD_HEIGHT = 0.75
PAYER_HEAD_HEIGHT = 0.7
PLACE_ROW_HEIGHT = 0.3
PAYER_ROW_HEIGHT = 0.22
PAYER_GROUP_HEIGHT = 0.34
PADDING = 0.04
FRAME_GAP = 0.09

# Points
TEXT_SIZE = 7.5
SMALL_SIZE = 6.5
TITLE_SIZE = 9.5
PANEL_TITLE_SIZE = 7.5
LINE_WIDTH = 1.3
INTERVAL_WIDTH = 1.1
ROAD_WIDTH = 0.7
MAIN_ROAD_WIDTH = 1.2
MARKER_SIZE = 4.4
SPACE_DOT_AREA = 90
SMALL_MARKER_SIZE = 3.0
LEGEND_MARKER_SIZE = 5.0
SEAT_AREA_MIN = 55.0
SEAT_AREA_PER_PERSON = 0.022
SETTLEMENT_AREA_MIN = 3.0
SETTLEMENT_AREA_PER_PERSON = 0.012
LABEL_GAP_POINTS = 2.5
LABEL_AWAY_POINTS = 9
LEADER_WIDTH = 0.4
HALO_WIDTH = 1.8
HALO_ALPHA = 0.85

# Characters
LABEL_CHARACTERS = 46
PANEL_TITLE_CHARACTERS = 32
LEGEND_CHARACTERS = 46
LEGEND_ROW_CHARACTERS = 108
LEGEND_PADDING_CHARACTERS = 7
COLUMN_TITLE_CHARACTERS = 24
NOTE_CHARACTERS = 146
TITLE_CHARACTERS = 84
TITLE_LINES_AT_MOST = 4

PANELS_IN_A_ROW = 3
MAPS_IN_A_ROW = 2
COLUMNS_AT_MOST = 4
TICKS_AT_MOST = 5
NICE_STEPS = (1, 2, 2.5, 5, 10)
FEW_TICKS = 4
FEW_YEARS = 2
YEAR_TICKS = 6

INK = "#1f1f1f"
QUIET = "#666666"
FAINT = "#d9d9d9"
ROAD = "#b5b5b5"
LAND = "#ffffff"
SETTLEMENT = "#9a9a9a"

# The baseline first; scenarios beyond the list begin again with another line style.
SCENARIO_COLOURS = ("#3b3b3b", "#009e73", "#8a4fb0", "#b8860b", "#56b4e9", "#a0522d")
# Each packaged governance model has its own colour wherever it is drawn; kin have kindred ones.
GOVERNANCE_COLOURS = tomllib.loads(files("rural_abm").joinpath("data/report/colours.toml").read_text("utf-8"))
LINE_STYLES = ("-", "--", ":", "-.")
SCENARIO_MARKERS = ("o", "s", "^", "D", "v", "P")
VERDICT_COLOURS = {
    BETTER: "#0b6bb3",
    WORSE: "#c8500a",
    HIGHER: "#1f1f1f",
    LOWER: "#1f1f1f",
    TOO_SMALL: "#767676",
    UNTOLD: "#767676",
}
VERDICT_TINTS = {BETTER: "#d6e6f4", WORSE: "#f9dfcd", HIGHER: "#e9e9e9", LOWER: "#e9e9e9"}
VERDICT_MARKERS = {BETTER: "o", WORSE: "s", HIGHER: "^", LOWER: "v", TOO_SMALL: "D", UNTOLD: "o"}
UNSURE = (TOO_SMALL, UNTOLD)
LEVELS_MAP = "cividis"
DIFFERENCES_MAP = "PuOr_r"

# Findings of experiments: the colours of series, and of the parts of a bar, whose middle is that nothing changes.
FINDING_COLOURS = ("#0b6bb3", "#c8500a", "#3b3b3b", "#009e73")
SHARE_COLOURS = ("#0b6bb3", "#d0d0d0", "#c8500a")
SHARE_TEXT_COLOURS = ("#0b6bb3", "#666666", "#c8500a")
GIVEN_COLOUR = "#e0c068"
GIVEN_ALPHA = 0.55
GIVEN_HALF_WIDTH = 0.42
SERIES_PITCH = 0.16
ROW_PITCH = 0.19
LINES_HEIGHT = 2.1
FINDING_HEAD_HEIGHT = 0.62
FINDING_LABEL_CHARACTERS = 30
FINDING_AXIS_CHARACTERS = 38
FINDING_PANEL_CHARACTERS = 84
FINDING_GAP = 0.05
VALUE_CHARACTER_POINTS = 4.3

# The words across a figure that is not to be taken for a published one
MARK_LOOK = {"ha": "center", "va": "center", "rotation": 15, "fontsize": 22, "color": "#c8500a", "alpha": 0.35}
VALUE_GAP_POINTS = 8
ROW_NAME_GAP_POINTS = 7
FEW_PLACES = 3
PLACES_WITH_MARKERS = 12
GRID_ROW_HEIGHT = 0.29
GRID_HEAD_HEIGHT = 0.9
GRID_HEADING_CHARACTERS = 11
GRID_HEADING_LINES = 4
GRID_LINE_POINTS = 8
GRID_UNIT_CHARACTERS = 14
GRID_UNIT_LINES = 3
GRID_ROW_CHARACTERS = 36
GRID_BAND_GAP_POINTS = 2
GRID_INTERVAL_SIZE = 5.2
GRID_MARKER_SIZE = 2.6
GRID_MARKER_AT = 0.24
GRID_TEXT_AT = 0.42
PLACES_BESIDE = 0.12

# The picture of one person's years: heights of the marks on a lane, inches, points, colours.
STORY_LANE_HEIGHT = 1.15
STORY_LIMITS = (-1.1, 1.3)
STORY_AT = {
    "shock": 1.05, "known": 0.45, "stranger": 0.45, "home_nursing": 0.15, "acute": -0.35, "nights": -0.75, "died": 0,
}  # fmt: skip
STORY_MARKER_SIZE = 3.4
STORY_NIGHTS_WIDTH = 4.5
STORY_KNOWN, STORY_STRANGER, STORY_ACUTE, STORY_NIGHTS = "#0b6bb3", "#c8500a", "#a8123e", "#6b4c9a"

BAND_ALPHA = 0.18
BEATEN_ALPHA = 0.35
# Of shares of the figure: far less than a printer shows.
PLACE_DECIMALS = 6
PARETO_ROW_HEIGHT = 0.34
PARETO_HEAD_HEIGHT = 0.8
PARETO_LEVERS_WIDTH = 0.68
PARETO_LEVER_CHARACTERS = 11
PARETO_NAME_CHARACTERS = 26
PARETO_NAME_SIZE = 6.2
PARETO_AIM_CHARACTERS = 14
PARETO_AIM_SIZE = 5.0
FACTOR_CHARACTERS = 20
OUTCOMES_SIDE_BY_SIDE = 4
HIGH_ROW_HEIGHT = 0.36
NARROW_CHARACTERS = 22
FACTORS_SHOWN = 12
BESIDE_YEARS = 0.1
BAR_HEIGHT = 0.72
BAR_ROOM = 0.22
CHANCE_ALPHA = 0.38
LEVEL_MARGIN = 0.15
MAP_MARGIN_DEGREES = 0.1
MAP_REACH_SHARE = 0.25  # of the size of the region: places outside it that are further away are not drawn
MAP_TITLE_CHARACTERS = 44
SEAT_LAYER = 4
NAME_LAYER = 5
POINTS_AN_INCH = 72
COLOUR_BAR_SHARE = 0.7
COLOUR_BAR_ASPECT = 32
SCALE_BARS_KM = (50, 20, 10, 5, 2, 1)  # the longest that takes no more than the share of the map's width
SCALE_BAR_SHARE = 0.4
KM_A_DEGREE_OF_LATITUDE = 111.2
SCALE_BAR_X = 0.04
SCALE_BAR_Y = 0.05
BAND_LOW = 0.025
BAND_HIGH = 0.975
# The axis of relative differences ends at most at so many times this quantile; what lies beyond gets an arrow.
AXIS_QUANTILE = 0.75
AXIS_STRETCH = 6
AXIS_ROOM = 1.15
LEAST_PERCENT = 1.0
PERCENT = 100
MILLION = 1_000_000
EXTRA_DECIMALS = 3
ENOUGH_DECIMALS = 6
HASH_CHARACTERS = 16
# To how many digits the report's large table is kept, and how many rows it shows at first.
TABLE_DIGITS = 9
TABLE_ROWS_AT_FIRST = 100

SETTINGS = {
    "font.family": "DejaVu Sans",
    "font.size": TEXT_SIZE,
    "axes.titlesize": PANEL_TITLE_SIZE,
    "axes.titlelocation": "left",
    "axes.labelsize": SMALL_SIZE,
    "axes.edgecolor": QUIET,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.labelsize": SMALL_SIZE,
    "ytick.labelsize": SMALL_SIZE,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.major.size": 2.5,
    "ytick.major.size": 2.5,
    "grid.color": "#e6e6e6",
    "grid.linewidth": 0.5,
    "legend.frameon": False,
    "legend.fontsize": TEXT_SIZE,
    "lines.linewidth": LINE_WIDTH,
    "hatch.linewidth": 0.6,
    "figure.facecolor": "#ffffff",
    "savefig.facecolor": "#ffffff",
    "figure.constrained_layout.w_pad": PADDING,
    "figure.constrained_layout.h_pad": PADDING,
    "axes.unicode_minus": True,
    # Titles are data: a "$" in them begins no formula.
    "text.parse_math": False,
    "svg.hashsalt": SALT,
    "svg.fonttype": "path",
}


@contextlib.contextmanager
def styled(**settings):
    """Apply the house style to figures drawn within the context; the user's own settings are restored afterwards."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({**SETTINGS, **settings})
        yield


def new_figure(width, height):
    """Return a figure (size in inches) with constrained layout, made without pyplot, so that no state remains."""
    figure = Figure(figsize=(width, height), layout="constrained", dpi=DOTS_PER_INCH)
    FigureCanvasAgg(figure)
    return figure


def scenario_look(position, name=""):
    """Return colour, line style and marker of the scenario at `position` (0: the baseline) with the label `name`.

    A packaged model has its own colour, and another line style with reforms on top.
    """
    count, (model, *reforms) = len(SCENARIO_COLOURS), name.split("+")
    if model in GOVERNANCE_COLOURS:
        colour, line = GOVERNANCE_COLOURS[model], LINE_STYLES[len(reforms) % len(LINE_STYLES)]
    else:
        colour, line = SCENARIO_COLOURS[position % count], LINE_STYLES[(position // count) % len(LINE_STYLES)]
    return {
        "color": colour,
        "linestyle": line,
        "marker": SCENARIO_MARKERS[position % len(SCENARIO_MARKERS)],
    }


def verdict_look(verdict):
    """Return colour, marker and fill of a verdict; hollow for no change or indistinguishable from zero."""
    colour = VERDICT_COLOURS[verdict]
    return {
        "color": colour,
        "marker": VERDICT_MARKERS[verdict],
        "markerfacecolor": LAND if verdict in UNSURE else colour,
        "markeredgecolor": colour,
    }
