"""docs/functions.md is true: what it says a text becomes, and what it says is refused, is so."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mathcore import ParseError, parse
from mathcore.functions.function_table import NAMES
from mathcore.language.familiar_functions import function_named

GUIDE = (Path(__file__).parents[3] / "docs" / "functions.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", GUIDE, flags=re.MULTILINE | re.DOTALL))


def codes(text: str) -> list[str]:
    """Return what stands between backticks, with the bars of tables as they are typed."""
    return [code.replace(r"\|", "|") for code in re.findall(r"`([^`]+)`", text)]


def rows(section: str) -> Iterator[list[str]]:
    """Yield the cells of the rows of all tables of a section, without their heads."""
    for table in re.findall(r"^\| ---.*\n((?:\|.*\n?)+)", SECTIONS[section], flags=re.MULTILINE):
        for row in table.splitlines():
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]


def blocks(section: str) -> list[str]:
    """Return the lines of the blocks of a section."""
    found: list[str] = re.findall(r"```\n(.*?)```", SECTIONS[section], flags=re.DOTALL)
    return [line for block in found for line in block.splitlines()]


BECOMES = [
    pair
    for section in ("Functions", "Notations of programs")
    for row in rows(section)
    for pair in zip(codes(row[-2]), codes(row[-1]), strict=True)
]
TWO_READINGS = [[codes(cell)[0] for cell in row] for row in rows("What is refused, and why") if len(row) == 3]
REFUSED = [text for row in rows("What is refused, and why") if len(row) == 2 for text in codes(row[0])]


def code_of(text: str) -> object:
    return parse(text, ("x", "y") if "y" in text else ("x",)).code


@pytest.mark.parametrize(("text", "plain"), BECOMES)
def test_what_is_written_becomes_what_the_guide_says(text: str, plain: str) -> None:
    assert code_of(text) == code_of(plain)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("xy^2", "x*y^2"),
        ("√2x", "(√2)x"),
        ("-x^2", "-(x^2)"),
        ("2^3^2", "2^(3^2)"),
        ("30°", "π/6"),
        ("1/2x", "(1/2)x"),
        ("sin 2x", "sin(2x)"),
        ("sin x^2", "sin(x^2)"),
        ("sin x cos x", "sin(x)*cos(x)"),
        ("ln -x", "ln(-x)"),
        ("sin^2 x", "sin(x)^2"),
        ("0 < x < 1", "0 < x and x < 1"),
        ("1/2 x^2", "(1/2)*x^2"),
        ("1/√(2π) e^x", "1/sqrt(2*pi)*e^x"),
    ],
)
def test_what_the_guide_says_in_its_sentences_is_so(text: str, plain: str) -> None:
    assert f"`{text}`" in GUIDE
    assert code_of(text) == code_of(plain)


@pytest.mark.parametrize("text", blocks("In pieces"))
def test_all_ways_to_write_pieces_are_the_same(text: str) -> None:
    f, plain = parse(text, ("x",)), parse("x^2 if x < 0 else x", ("x",))
    assert all(f(x) == plain(x) for x in (-2.0, 0.0, 3.0))


@pytest.mark.parametrize(("text", "one", "other"), TWO_READINGS)
def test_a_text_with_two_readings_is_refused_with_both(text: str, one: str, other: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text, ("x", "y"))
    assert one in caught.value.message
    assert other in caught.value.message
    assert code_of(one) != code_of(other)


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_function_is_refused(text: str) -> None:
    with pytest.raises(ParseError):
        parse(text)


def test_the_tables_of_the_guide_are_found() -> None:
    assert len(BECOMES) > 60
    assert len(TWO_READINGS) > 15
    assert len(REFUSED) > 12
    assert len(blocks("In pieces")) > 10


def test_each_function_that_the_guide_lists_is_one_and_none_is_missing() -> None:
    listed = {name for line in codes(SECTIONS["Functions"].split("\n\n- ")[0]) for name in line.split()}
    assert {name for name in listed if function_named(name) is None} == set()
    spelled = {NAMES[name] for name in listed & NAMES.keys()}
    internal = {"pow", "root_power", "cbrt", "sinpi", "where", "pi", "e"}
    assert set(NAMES.values()) - spelled - internal == set()


@pytest.mark.parametrize("sign", "!°⌊⌋⌈⌉√∛∜½⅓↦")
def test_each_sign_of_the_grammar_is_read(sign: str) -> None:
    assert sign in SECTIONS["Grammar"]
    examples = ["3!x", "30°x", "⌊x⌋", "⌈x⌉", "√x", "∛x", "∜x", "½x", "⅓x", "x ↦ x"]
    assert parse(next(text for text in examples if sign in text)).names == ("x",)
