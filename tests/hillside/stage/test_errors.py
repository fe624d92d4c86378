import errno

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hillside.stage.errors import (
    VISIBLE_COLUMNS,
    ParamError,
    Refusal,
    as_refusals,
    command_line_message,
    suggestion,
    with_caret,
)
from mathcore import MathError, ParseError


def test_a_math_error_becomes_a_refusal():
    with pytest.raises(Refusal, match="no derivative") as caught, as_refusals():
        raise MathError("no derivative at 0")
    assert not isinstance(caught.value, ParamError)


def test_a_math_error_can_name_its_parameter():
    with pytest.raises(ParamError, match="at: no derivative"), as_refusals("at"):
        raise MathError("no derivative")


def test_other_errors_pass_unchanged():
    with pytest.raises(KeyError), as_refusals("at"):
        raise KeyError("at")


def test_a_parse_error_is_shown_with_its_caret():
    with pytest.raises(Refusal) as caught, as_refusals():
        raise ParseError("what is this", 2, "x ? y")
    assert str(caught.value) == "what is this\n  x ? y\n    ^"


@given(
    some.text(some.characters(codec="ascii", exclude_categories=("Cc",)), min_size=1, max_size=300),
    some.data(),
)
def test_the_caret_is_under_the_character_however_long_the_text(text: str, data: some.DataObject):
    position = data.draw(some.integers(0, len(text) - 1))
    shown, caret = with_caret(text, position).split("\n")
    assert len(shown) <= VISIBLE_COLUMNS + 2
    assert shown[caret.index("^")] == text[position]


def test_an_empty_text_needs_no_caret():
    with pytest.raises(Refusal) as caught, as_refusals():
        raise ParseError("there is no expression", 0, " ")
    assert str(caught.value) == "there is no expression"


def test_the_caret_counts_columns_rather_than_characters():
    assert with_caret("値 + ?", 4) == "  値 + ?\n       ^"
    assert with_caret("e\N{COMBINING ACUTE ACCENT} + ?", 5) == "  e\N{COMBINING ACUTE ACCENT} + ?\n      ^"


def test_control_characters_do_not_reach_the_terminal():
    assert "\x1b" not in with_caret("x + \x1b[2J", 4)


def test_a_name_far_from_all_others_gets_no_suggestion():
    assert suggestion("xyzzy", ["header", "tangent", "hiker"]) == ""


def test_the_nearest_name_is_found_in_any_case():
    assert suggestion("Hikr", ["header", "tangent", "hiker"]) == '; did you mean "hiker"?'


def test_what_the_system_denies_is_told_with_a_way_out_and_not_as_a_fault_of_the_program():
    denied = {
        OSError(errno.ENOSPC, "No space left on device", "a.png"): "a.png: No space left on device; make",
        FileNotFoundError(errno.ENOENT, "No such file or directory"): "has been deleted; go to another",
        ImportError("libav.so: failed to map segment from shared object"): "the memory is used up",
        MemoryError(): "the memory is used up",
        RuntimeError("can't start new thread"): "no thread can be started; close other programs",
    }
    for error, words in denied.items():
        assert words in command_line_message(error)
        assert "fault" not in command_line_message(error)
