import pytest

from hillside.decks.tags import Tag
from hillside.stage.errors import Refusal


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("fig:tangent", Tag(word="tangent")),
        ("  Fig:Tangent ", Tag(word="tangent")),
        ("fig: tangent", Tag(word="tangent")),
        ("fig:tangent --at -2", Tag(word="tangent", params=(("at", "-2"),))),
        ("fig:tangent --at=-2", Tag(word="tangent", params=(("at", "-2"),))),
        (
            "fig:tangent --hill-window 'a b' --at 1",
            Tag(word="tangent", params=(("at", "1"), ("hill_window", "a b"))),
        ),
        ("fig:hiker --film --loop", Tag(word="hiker", film=True, loop=True)),
        ("fig:hiker --still --beat 2", Tag(word="hiker", film=False, beat=2)),
        # What PowerPoint makes of quotes and dashes while someone types.
        (
            "fig:tangent —at 2 –function “x – 3”",
            Tag(word="tangent", params=(("at", "2"), ("function", "x – 3"))),
        ),
    ],
)
def test_a_tag_is_read_as_the_command_line_would(text: str, tag: Tag):
    assert Tag.read(text) == tag


@pytest.mark.parametrize("text", ["", "Rectangle 4", "figure", "a fig:tangent", "config:1"])
def test_other_names_are_no_tags(text: str):
    assert Tag.read(text) is None


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("fig:", "names no figure"),
        ("fig:--at 2", "names no figure"),
        ("fig:tangent at 2", 'has "at" where an option such as --at is due'),
        ("fig:tangent --at", "gives --at no value"),
        ('fig:tangent --at "2', "has a quote that is not closed"),
        ("fig:tangent --beat 0", "asks for beat 0; beats are numbered from 1"),
    ],
)
def test_a_tag_that_goes_wrong_is_refused(text: str, error: str):
    with pytest.raises(Refusal, match=error):
        Tag.read(text)
