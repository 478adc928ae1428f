"""Inline SVG figures with unique identifiers and no external resources."""

import re

from rural_abm.figures.style import SALT, styled
from rural_abm.figures.write import draw_figure, figure_bytes
from rural_abm.report.markup import Markup, tag

PROLOG = re.compile(r"^.*?(?=<svg)", re.DOTALL)
METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
NAMESPACES = re.compile(r' xmlns(:\w+)?="[^"]*"')
SIZE = re.compile(r'(<svg[^>]*?) width="[^"]*pt"', re.DOTALL)
HEIGHT = re.compile(r'(<svg[^>]*?) height="[^"]*pt"', re.DOTALL)
IDENTITY = re.compile(r' id="([^"]*)"')
REFERENCE = re.compile(r"#([\w.-]+)")


def inline_figure(results, name, lang, *, caption, alt):
    """Return a figure element with the drawing, its caption and an alternative text."""
    # Identities in one page must differ between figures and languages; the salt makes them so.
    with styled(**{"svg.fonttype": "none", "svg.hashsalt": f"{SALT}.{name}.{lang}"}):
        drawing = figure_bytes(draw_figure(results, name, lang), "svg", "").decode("utf-8")
    image = tag("div", inline_svg(drawing, alt), class_="drawing", tabindex=0, role="group", aria_label=alt)
    return tag("figure", image, tag("figcaption", caption), id=f"figure-{name}-{lang}")


def inline_svg(drawing, alt):
    """Return the `svg` element of a drawing as Markup.

    Prolog, metadata, namespaces, size and unused identifiers are removed.
    """
    body = METADATA.sub("", PROLOG.sub("", drawing))
    body = NAMESPACES.sub("", body).replace("xlink:href", "href")
    body = HEIGHT.sub(r"\1", SIZE.sub(r"\1", body))
    used = set(REFERENCE.findall(body))
    body = IDENTITY.sub(lambda found: found.group(0) if found.group(1) in used else "", body)
    start = tag("svg", role="img", aria_label=alt).removesuffix("</svg>").removesuffix(">")
    return Markup(body.replace("<svg", start, 1).strip())
