"""The Jinja environments of pages, drawings and the report; an unknown name is an error in all of them."""

from functools import lru_cache

from markupsafe import Markup

from rural_abm.engine.errors import plain_text

FOLDER = "data/report"


@lru_cache
def html_templates():
    """Return the environment of the report: every text is escaped, and control characters are written as escapes."""
    environment = _environment("html", trim_blocks=True, autoescape=True, finalize=_seen)
    environment.policies["json.dumps_kwargs"] = {"separators": (",", ":"), "allow_nan": False}
    return environment


@lru_cache
def drawing_templates():
    """Return the environment of drawings as SVG: every text is escaped."""
    return _environment("drawings", autoescape=True)


@lru_cache
def page_templates():
    """Return the environment of pages in Markdown, in which nothing is escaped."""
    return _environment("pages", autoescape=False, keep_trailing_newline=True)


def _environment(folder, **options):
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(loader=PackageLoader("rural_abm", f"{FOLDER}/{folder}"), undefined=StrictUndefined, **options)


def _seen(item):
    """Return an item as text without control characters; Markup, which is the package's own, as it is."""
    return item if isinstance(item, Markup) else plain_text(str(item))
