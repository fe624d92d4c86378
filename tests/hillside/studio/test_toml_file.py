from pathlib import Path

import pytest

from hillside.studio.toml_file import Source
from hillside.studio.toml_lines import lines_of

TEXT = """\
title = "Slope"
say = '''
id = "inside a string"
[[figure]]
'''
[extra."odd key"]
a . b = 1

[[figure]]
id = "one"
params = { at = 2 }
[figure.params]
at = 1

[[figure]]
id = \"\"\"
'''
\"\"\"
  [figure.params]
  at = 2
"""


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (("title",), 1),
        (("say",), 2),
        (("extra", "odd key"), 6),
        (("extra", "odd key", "a", "b"), 7),
        (("figure", 0), 9),
        (("figure", 0, "id"), 10),
        (("figure", 0, "params", "at"), 13),
        (("figure", 1), 15),
        (("figure", 1, "params", "at"), 20),
    ],
)
def test_each_key_is_found_on_its_line(where: tuple[str | int, ...], line: int):
    assert lines_of(TEXT)[where] == line


def test_text_that_only_looks_like_a_key_is_not_one():
    assert len([where for where in lines_of(TEXT) if where[0] == "figure" and where[-1] == "id"]) == 2


def test_a_value_without_a_line_is_reported_at_the_line_of_its_table():
    source = Source(Path("a.toml"), lines_of(TEXT))
    assert str(source.refusal(("figure", 1, "params", "none"), "why")) == "a.toml:19: why"
    assert str(source.refusal(("figure", 0, "outputs"), "why")) == "a.toml:9: why"
    assert str(source.refusal(("none",), "why")) == "a.toml: why"


def test_empty_lines_are_counted_wherever_they_stand():
    text = "\n \n\t\na = 1\n\r\n\n[b]\n\nc = [\n\n  1,\n\n]\n\nd = 2\n"
    assert lines_of(text) == {("a",): 4, ("b",): 7, ("b", "c"): 9, ("b", "d"): 15}
