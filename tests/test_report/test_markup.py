"""HTML out of nested calls: what is not made here is escaped."""

from hypothesis import given
from hypothesis import strategies as st

from rural_abm.report.figure import inline_svg
from rural_abm.report.markup import Markup, escape, json_block, table, tag


def test_elements_nest_and_attributes_are_written():
    made = tag("p", "a < b ", tag("b", "c"), None, [1, 2], class_="x", data_name='q"', hidden=True, title=None)
    assert made == '<p class="x" data-name="q&quot;" hidden>a &lt; b <b>c</b>12</p>'
    assert tag("br") == "<br>"


@given(st.text())
def test_text_never_becomes_an_element(text):
    escaped = escape(text)
    assert "<" not in escaped and ">" not in escaped
    assert escape(escaped) == escaped


@given(st.text())
def test_data_never_ends_its_element(text):
    made = json_block("x", {"a": text})
    assert made.count("<") == 2 and "\u2028" not in made


def test_tables_give_each_row_its_heading():
    made = table("Caption", ["A", "B"], [["one", "1"], [tag("th", "two", scope="row"), tag("td", "2", class_="c")]])
    assert made.count('scope="row"') == 2 and '<td class="c">2</td>' in made and "<caption><span>Caption" in made


def test_drawings_lose_what_a_page_does_not_need():
    drawing = (
        '<?xml version="1.0"?><svg xmlns:xlink="http://www.w3.org/1999/xlink" width="5pt" height="4pt" '
        'viewBox="0 0 5 4" xmlns="http://www.w3.org/2000/svg"><metadata>x</metadata><g id="unused"><defs>'
        '<path id="m1"/></defs><use xlink:href="#m1"/></g></svg>'
    )
    made = inline_svg(drawing, 'words "of" it')
    assert isinstance(made, Markup)
    assert made == (
        '<svg role="img" aria-label="words &quot;of&quot; it" viewBox="0 0 5 4"><g><defs><path id="m1"/></defs>'
        '<use href="#m1"/></g></svg>'
    )
