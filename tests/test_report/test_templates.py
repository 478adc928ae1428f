"""Templates of the report: texts are escaped, data stay inside their element, and nothing is declared safe."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError, nodes
from markupsafe import Markup

from rural_abm.report.figure import inline_svg
from rural_abm.report.templates import drawing_templates, html_templates


def shown(source, **values):
    return html_templates().from_string(source).render(values)


@given(st.text())
def test_text_never_becomes_an_element(text):
    assert not {"<", ">", '"'} & set(shown("{{ text }}", text=text))
    assert shown("{{ text }}", text=Markup("<b>{}</b>").format(text)).count("<") == 2


def test_control_characters_are_shown_as_escapes():
    assert shown("{{ text }}", text="a\x1b[1m\u202eb") == "a\\x1b[1m\\u202eb"


@given(st.text())
def test_data_never_end_their_element_and_are_read_as_they_were(text):
    made = shown("{{ data | tojson }}", data={"a": text})
    assert not {"<", ">", "&", "\u2028"} & set(made)
    assert json.loads(made) == {"a": text}


def test_an_unknown_name_is_an_error():
    with pytest.raises(UndefinedError, match="nobody"):
        shown("{{ nobody }}")


def test_tables_give_each_row_its_heading_and_escape_their_cells():
    made = shown(
        '{% import "macros.html.jinja" as m %}{{ m.table("A & B", ["x", "y"], [["<one>", 1], ["two", 2]], "numbers") }}'
    )
    assert made.count('<th scope="row">') == 2 and made.count('<th scope="col">') == 2
    assert '<th scope="row">&lt;one&gt;</th><td>1</td>' in made and "<caption><span>A &amp; B</span>" in made


@pytest.mark.parametrize("templates", [html_templates, drawing_templates])
def test_no_template_declares_a_text_safe(templates):
    environment = templates()
    names = environment.list_templates()
    assert names
    for name in names:
        tree = environment.parse(environment.loader.get_source(environment, name)[0])
        assert not [one for one in tree.find_all(nodes.Filter) if one.name == "safe"], name
        assert not list(tree.find_all((nodes.ScopedEvalContextModifier, nodes.MarkSafe))), name


def test_drawings_lose_what_a_page_does_not_need():
    drawing = (
        '<?xml version="1.0"?><svg xmlns:xlink="http://www.w3.org/1999/xlink" width="5pt" height="4pt" '
        'viewBox="0 0 5 4" xmlns="http://www.w3.org/2000/svg"><metadata>x</metadata><g id="unused"><defs>'
        '<path id="m1"/></defs><use xlink:href="#m1"/></g></svg>'
    )
    made = inline_svg(drawing, 'words "of" it')
    assert isinstance(made, Markup)
    assert made == (
        '<svg role="img" aria-label="words &#34;of&#34; it" viewBox="0 0 5 4"><g><defs><path id="m1"/></defs>'
        '<use href="#m1"/></g></svg>'
    )
