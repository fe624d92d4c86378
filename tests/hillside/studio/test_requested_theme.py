"""A lecturer's own theme: what is taken, and what is refused with which words."""

import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from hillside.stage.errors import Failure, Refusal
from hillside.stage.lettering.typeface import FONT_FOLDER, TYPEFACE
from hillside.stage.lettering.typesetting import typeset
from hillside.stage.lettering.typst_markup import formula, plain
from hillside.stage.look.background import matched
from hillside.stage.look.contrast import broken
from hillside.stage.look.theme import ROLES, THEMES
from hillside.studio.import_closure import ROOT
from hillside.studio.requested_look import read_theme, theme_of


@pytest.fixture
def write(tmp_path: Path):
    """Write a theme file and return its path."""

    def written(text: str) -> Path:
        path = tmp_path / "mine.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_an_empty_file_is_the_light_theme_under_its_own_name(write):
    theme = read_theme(write(""))
    assert (theme.colors(), theme.typeface) == (THEMES["light"].colors(), TYPEFACE)
    assert theme.name == "mine"


def test_values_not_in_the_file_come_from_its_base_theme(write):
    theme = read_theme(write('base = "dark"\n[colors]\nslope = "#FF8080"\n'))
    assert theme.slope == "#ff8080"
    assert theme.curve == THEMES["dark"].curve


def test_the_other_colors_are_matched_to_a_custom_paper(write):
    theme = read_theme(write('[colors]\npaper = "#0b2545"\nslope = "#ff8a8a"\n'))
    assert theme.slope == "#ff8a8a"
    assert theme.curve == matched(THEMES["light"], "#0b2545").curve
    assert broken(theme) == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('bass = "light"', ':1: unknown key "bass"; did you mean "base"?'),
        ('base = "drak"', ":1: base = 'drak' is not one of light, dark, print; did you mean \"dark\"?"),
        ('[colors]\nslop = "#d92f44"', ':2: unknown key "slop"; did you mean "slope"?'),
        ('[colors]\nname = "#d92f44"', ':2: unknown key "name"; the keys here are paper, ink'),
        ('[colors]\nslope = "redd"', ":2: slope = 'redd' is not a color such as #1d4fd8"),
        ("[colors]\nslope = 7", ":2: slope = 7 is not a color such as #1d4fd8"),
        ('colors = "blue"', ":1: colors = 'blue' is not a table; head it [colors]"),
        ('[fonts]\nbold = "a.ttf"', ':2: unknown key "bold"; did you mean "semibold"?'),
        ("[fonts]\ntext = 1", ":2: text = 1 is not the name of a font file"),
        ('[colors]\npaper = "#777777"', ":2: on the background #777777 colors cannot be readable"),
        ("[colors\n", ":1: "),
    ],
)
def test_an_invalid_entry_is_refused_with_its_line(write, text, message):
    with pytest.raises(Refusal, match=re.escape(f"mine.toml{message}")):
        read_theme(write(text))


def test_a_low_contrast_is_refused_with_role_ratio_rule_and_a_color_that_passes(write):
    path = write('[colors]\nink = "#101010"\nslope = "#ff9999"\n')
    with pytest.raises(Refusal) as refused:
        read_theme(path)
    said = str(refused.value)
    assert "mine.toml:3: slope = #ff9999 gives slope on paper a contrast of 2.04:1" in said
    assert "words need 4.5:1" in said
    passing = said.rpartition(" ")[2]
    path.write_text(f'[colors]\nslope = "{passing}"\n')
    assert read_theme(path).slope == passing


def test_a_tint_that_is_too_dark_is_named_as_the_cause(write):
    with pytest.raises(
        Refusal, match=r":2: leg_fill = #806040 gives legs on leg_fill a contrast of .* passes is #"
    ):
        read_theme(write('[colors]\nleg_fill = "#806040"\n'))


def test_a_theme_is_given_by_name_or_by_file(write, tmp_path):
    write('[colors]\ncurve = "#5a189a"\n')
    assert theme_of("mine.toml", folder=tmp_path).curve == "#5a189a"
    assert theme_of("print") == THEMES["print"]
    assert theme_of("light", background="#0b2545") == matched(THEMES["light"], "#0b2545")
    with pytest.raises(Refusal, match='there is no theme "drak"; did you mean "dark"\\?'):
        theme_of("drak")
    with pytest.raises(Refusal, match="the themes are light, dark, print"):
        theme_of("zebra")
    with pytest.raises(Failure, match="cannot read"):
        theme_of("none.toml", folder=tmp_path)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "lectures" / "themes").glob("*.toml")), ids=lambda path: path.stem
)
def test_the_themes_bundled_with_the_lectures_are_valid(path):
    assert broken(read_theme(path)) == ()


def test_the_theme_in_the_guide_is_valid_except_for_its_fonts(write):
    guide = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
    example = guide.partition("```toml\n")[2].partition("[fonts]")[0]
    assert read_theme(write(example)).curve == "#5a189a"
    assert all(f"`{role}`" in guide for role in ROLES)


def test_words_are_set_in_the_fonts_of_the_file(write, tmp_path):
    """The mathematics font stands in for a font of the lecturer's: it has letters and is no other family."""
    shutil.copy(FONT_FOLDER / "IBMPlexMath-Regular.ttf", tmp_path / "hand.ttf")
    theme = read_theme(write('[fonts]\ntext = "hand.ttf"\n'))
    assert (theme.typeface.text, theme.typeface.medium, theme.typeface.semibold) == (
        "IBM Plex Math",
        400,
        400,
    )
    ours, own = typeset(plain("rise"), 40.0), typeset(plain("rise"), 40.0, typeface=theme.typeface)
    assert ours.points.shape != own.points.shape
    assert np.array_equal(
        typeset(formula("x^2"), 40.0).points, typeset(formula("x^2"), 40.0, typeface=theme.typeface).points
    )


def test_two_weights_of_one_family_are_accepted(write, tmp_path):
    for name in ("Inter-Medium.ttf", "Inter-SemiBold.ttf"):
        shutil.copy(FONT_FOLDER / name, tmp_path / name)
    typeface = read_theme(
        write('[fonts]\ntext = "Inter-Medium.ttf"\nsemibold = "Inter-SemiBold.ttf"')
    ).typeface
    assert (typeface.text, typeface.medium, typeface.semibold) == ("Inter", 500, 600)
    assert np.array_equal(
        typeset(plain("rise"), 40.0, "semibold", typeface=typeface).points,
        typeset(plain("rise"), 40.0, "semibold").points,
    )


def test_a_font_is_identified_by_its_content_and_not_by_its_path(write, tmp_path):
    (tmp_path / "there").mkdir()
    for folder in (tmp_path, tmp_path / "there"):
        shutil.copy(FONT_FOLDER / "Inter-Medium.ttf", folder / "a.ttf")
    (tmp_path / "there" / "mine.toml").write_text('[fonts]\ntext = "a.ttf"\n')
    here, there = read_theme(write('[fonts]\ntext = "a.ttf"\n')), read_theme(tmp_path / "there" / "mine.toml")
    assert here == there
    assert str(tmp_path) not in str(here.to_json())
    shutil.copy(FONT_FOLDER / "Inter-SemiBold.ttf", tmp_path / "a.ttf")
    assert read_theme(tmp_path / "mine.toml").to_json() != here.to_json()


@pytest.mark.parametrize(
    ("fonts", "message"),
    [
        ('semibold = "Inter-SemiBold.ttf"', "a heavier font beside none"),
        ('text = "a.woff"', "is not a font file that can be used here; give one of .ttf .otf"),
        ('text = "torn.ttf"', "cannot be read as a font"),
        (
            'text = "Inter-Medium.ttf"\nsemibold = "IBMPlexMath-Regular.ttf"',
            "is Inter and IBMPlexMath-Regular.ttf is IBM Plex Math; give two fonts of one family",
        ),
        ('math = "Inter-Medium.ttf"', "Inter-Medium.ttf cannot set formulas; give one made for mathematics"),
    ],
)
def test_unsuitable_fonts_are_refused(write, tmp_path, fonts, message):
    for name in ("Inter-Medium.ttf", "Inter-SemiBold.ttf", "IBMPlexMath-Regular.ttf"):
        shutil.copy(FONT_FOLDER / name, tmp_path / name)
    (tmp_path / "torn.ttf").write_bytes(b"not a font")
    with pytest.raises(Refusal, match=re.escape(message)):
        read_theme(write(f"[fonts]\n{fonts}\n"))


def test_a_missing_font_is_a_failure(write):
    with pytest.raises(Failure, match=r"cannot read .*none\.ttf: No such file"):
        read_theme(write('[fonts]\ntext = "none.ttf"\n'))
