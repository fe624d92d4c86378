"""The palettes: readable, and every two meanings apart, for every eye and on any slide."""

import random
from dataclasses import replace

import pytest

from hillside.stage.errors import Refusal
from hillside.stage.look.background import FILLS, MIN_DIFFERENCE, matched
from hillside.stage.look.color import contrast, is_color, oklch
from hillside.stage.look.contrast import MEANINGS, RULES, broken, distances, nearest_passing
from hillside.stage.look.theme import ROLES, THEMES, Theme
from hillside.stage.look.vision import Vision, difference, perceived

LEAST = {Vision.NORMAL: 20.0, Vision.PROTANOPIA: 11.5, Vision.DEUTERANOPIA: 11.5, Vision.TRITANOPIA: 11.5}
"""What any two meanings differ by at least, CIEDE2000."""

LEAST_IN_GREY = {"light": 4.5, "dark": 5.5, "print": 7.0}
"""The same in greyscale; below 7 the dashes, fills and widths of the lines carry the meaning as well."""

SLIDES = {
    "cream": "#fdf6e3",
    "sky": "#cfe8ff",
    "yellow": "#ffd54f",
    "grey": "#cccccc",
    "navy": "#0b2545",
    "slate": "#2f3640",
    "forest": "#1b5e20",
    "black": "#000000",
    "white": "#ffffff",
}


@pytest.fixture(params=THEMES)
def theme(request):
    return THEMES[request.param]


def test_every_role_is_a_color(theme):
    assert all(is_color(color) for color in theme.colors().values())
    assert {"paper", *MEANINGS} <= set(ROLES)


def test_words_and_lines_have_enough_contrast_to_everything_behind_them(theme):
    assert broken(theme) == ()


@pytest.mark.parametrize("vision", Vision)
def test_lines_have_enough_contrast_to_the_paper_in_every_kind_of_color_vision(theme, vision):
    for role in MEANINGS:
        assert contrast(perceived(theme.color(role), vision), perceived(theme.paper, vision)) >= 3, role


@pytest.mark.parametrize("vision", LEAST)
def test_any_two_meanings_differ_in_every_kind_of_color_vision(theme, vision):
    for pair, apart in distances(theme, vision).items():
        assert apart >= LEAST[vision], pair


def test_any_two_meanings_differ_in_greyscale(theme):
    for pair, apart in distances(theme, Vision.GREYSCALE).items():
        assert apart >= LEAST_IN_GREY[theme.name], pair


@pytest.mark.parametrize("vision", Vision)
def test_every_tint_differs_clearly_from_every_line(theme, vision):
    for fill in FILLS:
        for role in MEANINGS:
            assert difference(theme.color(fill), theme.color(role), vision) > 20, f"{fill} and {role}"


def test_every_tint_is_visible_on_the_paper(theme):
    for fill in FILLS:
        assert difference(theme.color(fill), theme.paper, Vision.GREYSCALE) > 2


def test_the_pack_differs_from_the_hikers_back(theme):
    assert contrast(theme.pack, theme.ink) > 1.8


def test_a_violated_rule_is_reported():
    for rule in RULES:
        theme = replace(THEMES["light"], **{rule.role: THEMES["light"].color(rule.on)})
        assert rule in broken(theme)


def test_the_nearest_passing_color_has_the_hue_and_just_the_contrast_required():
    pale = replace(THEMES["light"], slope="#ff8a93")
    passing = nearest_passing(pale, "slope")
    assert passing is not None
    assert broken(replace(pale, slope=passing)) == ()
    assert 4.5 <= contrast(passing, "#ffffff") < 4.7
    assert oklch(passing)[2] == pytest.approx(oklch("#ff8a93")[2], abs=4)


def test_no_color_is_readable_on_two_very_different_backgrounds():
    assert nearest_passing(replace(THEMES["light"], leg_fill="#222222"), "legs") is None


@pytest.mark.parametrize("slide", SLIDES)
def test_a_matched_theme_is_readable_on_its_slide(theme, slide):
    found = matched(theme, SLIDES[slide])
    assert found.paper == SLIDES[slide]
    assert broken(found) == ()
    assert min(distances(found).values()) >= MIN_DIFFERENCE


@pytest.mark.parametrize("slide", ["cream", "sky", "grey", "navy", "slate", "black", "white"])
@pytest.mark.parametrize("vision", LEAST)
def test_a_matched_theme_is_distinguishable_in_every_kind_of_color_vision(slide, vision):
    found = matched(THEMES["light"], SLIDES[slide])
    assert min(distances(found, vision).values()) >= 0.6 * LEAST[vision]


def test_matching_keeps_the_hues_that_carry_meaning():
    found = matched(THEMES["light"], "#fff3d6")
    for role in ("curve", "slope", "ground"):
        was, is_now = oklch(THEMES["light"].color(role))[2], oklch(found.color(role))[2]
        assert abs((is_now - was + 180) % 360 - 180) < 6, role


def test_matching_a_theme_to_its_own_paper_changes_nothing(theme):
    assert matched(theme, theme.paper.upper()) == theme


def test_custom_colors_turn_light_on_a_dark_slide():
    own = replace(THEMES["light"], name="own", slope="#7a1f6b")
    found = matched(own, "#10161d")
    assert broken(found) == ()
    assert oklch(found.slope)[2] == pytest.approx(oklch("#7a1f6b")[2], abs=6)
    assert contrast(found.slope, "#10161d") > 4.5


def test_a_weak_ink_on_bright_tints_that_is_also_the_faint_one_can_be_matched():
    weak = replace(
        THEMES["print"],
        name="weak",
        paper="#d9d9d9",
        leg_fill="#ffffff",
        ground_fill="#ffffff",
        turf="#ffffff",
    )
    weak = replace(weak, ink="#595959", faint="#595959", slope="#8a1c26", ground="#2a7a50")
    assert broken(weak) == ()
    for slide in ("#ffffff", "#101010", "#fdf6e3"):
        assert broken(matched(weak, slide)) == ()


@pytest.mark.parametrize("slide", ["#777777", "#4472c4", "#008080"])
def test_a_mid_tone_background_is_refused_with_two_that_work(theme, slide):
    with pytest.raises(Refusal, match="lighter or darker, such as") as refused:
        matched(theme, slide)
    others = [word for word in str(refused.value).replace(";", "").split() if is_color(word)][1:]
    assert len(others) == 2
    for other in others:
        assert broken(matched(theme, other)) == ()


def told(theme: Theme, slide: str) -> str:
    """What a lecturer hears about a background: nothing when it can be matched."""
    try:
        return " ".join(rule.role for rule in broken(matched(theme, slide)))
    except Refusal as refused:
        return str(refused)


def test_any_background_is_matched_or_refused_with_another(theme):
    chance = random.Random(11)
    heard = [told(theme, f"#{chance.randrange(256**3):06x}") for _ in range(16)]
    assert all(not words or "such as #" in words for words in heard)
    assert heard.count("") > 8


@pytest.mark.parametrize("slide", ["", "red", "#fff", "navy blue", "#12345g"])
def test_a_background_that_is_not_a_color_is_refused(theme, slide):
    with pytest.raises(Refusal, match="write #rrggbb"):
        matched(theme, slide)
