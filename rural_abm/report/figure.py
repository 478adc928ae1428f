"""Inline SVG figures with unique identifiers and no external resources."""

import re

from markupsafe import Markup

from rural_abm.figures.style import SALT, styled
from rural_abm.figures.write import draw_figure, figure_bytes

PROLOG = re.compile(r"^.*?(?=<svg)", re.DOTALL)
METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
NAMESPACES = re.compile(r' xmlns(:\w+)?="[^"]*"')
SIZE = re.compile(r'(<svg[^>]*?) width="[^"]*pt"', re.DOTALL)
HEIGHT = re.compile(r'(<svg[^>]*?) height="[^"]*pt"', re.DOTALL)
IDENTITY = re.compile(r' id="([^"]*)"')
REFERENCE = re.compile(r"#([\w.-]+)")


def inline_figure(results, name, lang, *, caption, alt):
    """Return what the templates show of a figure (dict): identifier, drawing as Markup, caption, alternative text."""
    # Identities in one page must differ between figures and languages; the salt makes them so.
    with styled(**{"svg.fonttype": "none", "svg.hashsalt": f"{SALT}.{name}.{lang}"}):
        drawing = figure_bytes(draw_figure(results, name, lang), "svg", "").decode("utf-8")
    return {"id": f"figure-{name}-{lang}", "svg": inline_svg(drawing, alt), "caption": caption, "alt": alt}


def inline_svg(drawing, alt):
    """Return the `svg` element of a drawing as Markup.

    Prolog, metadata, namespaces, size and unused identifiers are removed.
    """
    body = METADATA.sub("", PROLOG.sub("", drawing))
    body = NAMESPACES.sub("", body).replace("xlink:href", "href")
    body = HEIGHT.sub(r"\1", SIZE.sub(r"\1", body))
    used = set(REFERENCE.findall(body))
    body = IDENTITY.sub(lambda found: found.group(0) if found.group(1) in used else "", body)
    # The drawing is the package's own, and Matplotlib has escaped its texts.
    start = Markup('<svg role="img" aria-label="{}"').format(alt)
    return Markup(body.replace("<svg", start, 1).strip())
