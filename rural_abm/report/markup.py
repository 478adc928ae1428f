"""HTML from nested calls; all text from elsewhere is escaped."""

import html
import json

from rural_abm.engine.errors import plain_text

VOID = ("meta", "br", "input")


class Markup(str):
    """Text that is already HTML and is not escaped again."""


def escape(item):
    """Return the item as Markup: Markup is unchanged, None is empty, lists are joined and all else is escaped."""
    if isinstance(item, Markup):
        return item
    if item is None:
        return Markup()
    if isinstance(item, list | tuple):
        return Markup("".join(map(escape, item)))
    return Markup(html.escape(plain_text(str(item))))


def tag(element, /, *children, **attributes):
    """Build an element: `tag("td", text, class_="number", data_value=2)`; None and False omit an attribute."""
    start = f"<{element}{''.join(_attribute(name, value) for name, value in attributes.items())}>"
    return Markup(start if element in VOID else f"{start}{escape(children)}</{element}>")


def _attribute(name, value):
    if value is None or value is False:
        return ""
    written = name.rstrip("_").replace("_", "-")
    return f" {written}" if value is True else f' {written}="{html.escape(plain_text(str(value)))}"'


def json_block(identity, data):
    """Build a script element with data for the page's own script; the data cannot end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    safe = plain_text(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))
    return Markup(f'<script type="application/json" id="{html.escape(identity)}">{safe}</script>')


def table(caption, heads, rows, *, class_=None, label=None):
    """Build a table in a box that scrolls sideways; the first cell of a row is its heading.

    `heads` and the cells of `rows` are texts or Markup; a cell that is already a `td` or `th` element is kept.
    """
    head = tag("tr", [tag("th", item, scope="col") for item in heads])
    body = [tag("tr", [_cell(item, position) for position, item in enumerate(row)]) for row in rows]
    made = tag("table", tag("caption", tag("span", caption)), tag("thead", head), tag("tbody", body), class_=class_)
    return tag("div", made, class_="scroll", tabindex=0, role="region", aria_label=label or caption)


def _cell(item, position):
    if isinstance(item, Markup) and item.startswith(("<td", "<th")):
        return item
    return tag("th", item, scope="row") if position == 0 else tag("td", item)
