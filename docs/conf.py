"""The documentation as a site: `make site` builds it into build/site with Sphinx and MyST, without any network.

The sources are the Markdown pages as they lie in the repository, so that links work there and on the site alike; the
notebooks are executed while the site is built, and their output is kept in build/notebooks until they change.
"""

import os
import sys
from pathlib import Path

# A bar that Mesa loads and no notebook shows asks for widgets of Jupyter's.
os.environ.setdefault("PYTHONWARNINGS", "ignore:IProgress not found")
sys.path.insert(0, str(Path(__file__).parent))

from rural_abm import __version__  # noqa: E402

project = "rural_abm"
author = copyright = "The rural_abm authors"
version = release = __version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.viewcode", "site_pages"]
root_doc = "docs/contents"
html_additional_pages = {"index": "start.html"}
templates_path = ["templates"]
include_patterns = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/*.md", "docs/*.rst", "docs/tutorials/*.md"]
include_patterns += ["notebooks/*.ipynb", "experiments/*/README.md"]
exclude_patterns = ["build", "results", ".*", "**/.ipynb_checkpoints"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4
nb_execution_mode = "cache"
nb_execution_cache_path = str(Path(__file__).parent.parent / "build" / "notebooks")
nb_execution_timeout = 300
nb_execution_raise_on_error = True
nb_merge_streams = True

# An experiment that has not been run on the present model has no figure yet, and its page says so.
suppress_warnings = ["image.not_readable"]

# Backticks in docstrings hold code, as in Markdown.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "none"

html_theme = "alabaster"
html_title = "rural_abm"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {
    "description": "Care for frail elders in a sparsely populated region: an agent-based model",
    "page_width": "1180px",
    "sidebar_width": "240px",
    "fixed_sidebar": False,
    "show_powered_by": False,
}
