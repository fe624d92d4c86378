"""Languages: their numbers, the sides they are read from, and whole catalogs."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from hillside.stage.errors import Refusal
from hillside.stage.lettering import language as locales
from hillside.stage.lettering.language import LANGUAGES, TEMPLATE, Language, catalog_path, messages, script_of
from hillside.stage.lettering.typeface import TYPEFACE, Script, Typeface
from hillside.stage.lettering.typesetting import typeset
from hillside.stage.lettering.typst_markup import formula, plain, quoted
from hillside.studio.import_closure import ROOT

TRANSLATED = [code for code in LANGUAGES if code != "en"]
PLACEHOLDER = re.compile(r"\{\w+\}")


def written_in(script: Script) -> Typeface:
    return Typeface(script=script)


def catalog(code: str) -> Any:
    with catalog_path(code).open("rb") as file:
        return read_po(file, locale=code)


def in_source() -> set[str]:
    """Return what ``say`` is given in the scenes and the stage, as Babel finds it."""
    rooms = [ROOT / "scenes", ROOT / "hillside"]
    found = [each for room in rooms for each in extract_from_dir(room, keywords={"say": None})]
    return {str(message) for _, _, message, *_ in found}


def test_the_template_contains_exactly_what_the_figures_say():
    assert set(messages()) == in_source(), f"bring {TEMPLATE.name} up to date as docs/languages.md says"


SAME_EVERYWHERE = {"{label}."}
COGNATES = {
    "de": {"Name"},
    "es": {"error", "Error", "error {error}", "error {first} → {last}"},
    "pt": {"“{words}”"},
}
"""Words that are those of English, and quotation marks."""


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalog_is_complete(code: str):
    said = {message.id: message for message in catalog(code) if message.id}
    assert set(said) == in_source()
    assert not catalog(code).obsolete
    for text, message in said.items():
        assert not message.fuzzy, text
        assert message.string.strip(), text
        assert sorted(PLACEHOLDER.findall(message.string)) == sorted(PLACEHOLDER.findall(text)), text
        assert message.string != text or text in (SAME_EVERYWHERE | COGNATES.get(code, set()))


def test_there_is_a_catalog_for_each_language_and_no_other():
    assert {path.parts[-3] for path in TEMPLATE.parent.glob("*/LC_MESSAGES/*.po")} == set(TRANSLATED)


@pytest.mark.parametrize("code", ["hi", "ar", "zh", "ja"])
@pytest.mark.parametrize("weight", ["medium", "semibold"])
def test_the_bundled_fonts_contain_every_letter_of_a_catalog(code: str, weight: str):
    script = replace(LANGUAGES[code].script, language=code)
    letters = "".join(
        sorted({letter for message in catalog(code) if message.id for letter in message.string})
    )
    assert typeset(plain(letters), 40.0, weight, typeface=written_in(script)).width > 0


@pytest.mark.parametrize("code", ["de", "fr", "es", "pt"])
def test_latin_languages_need_no_further_font(code: str):
    assert script_of(code).files == ()
    letters = "".join(
        sorted({letter for message in catalog(code) if message.id for letter in message.string})
    )
    assert typeset(plain(letters), 40.0).width > 0


@pytest.mark.parametrize(
    ("code", "number", "small"),
    [
        ("en", "−1.25", "1.2 × 10⁻⁵"),
        ("de", "−1,25", "1,2 · 10⁻⁵"),
        ("fr", "−1,25", "1,2 × 10⁻⁵"),
        ("es", "−1,25", "1,2 × 10⁻⁵"),
        ("pt", "−1,25", "1,2 × 10⁻⁵"),
        ("hi", "−1.25", "1.2 × 10⁻⁵"),
        ("ar", "−1.25", "1.2 × 10⁻⁵"),
        ("zh", "−1.25", "1.2 × 10⁻⁵"),
        ("ja", "−1.25", "1.2 × 10⁻⁵"),
    ],
)
def test_a_number_has_the_form_of_its_language(code: str, number: str, small: str):
    assert Language(code).numeral(-1.25) == number
    assert Language(code).numeral(0.000012) == small


def test_words_run_from_right_to_left_only_in_arabic():
    assert [code for code in LANGUAGES if Language(code).direction == "rtl"] == ["ar"]
    assert [code for code in LANGUAGES if script_of(code).direction == "rtl"] == ["ar"]


def test_in_a_right_to_left_line_every_value_is_isolated():
    said = Language("ar").say("The slope at {place} is {slope}.", place="x = −2", slope=-0.5)
    assert "\u2068x = −2\u2069" in said
    assert "\u2068−0.5\u2069" in said
    assert said.count("\u2068") == said.count("\u2069") == 2
    assert "\u2068" not in Language("de").say("The slope underfoot is {slope}.", slope=-0.5)


def contains(whole: Any, part: Any) -> bool:
    """Whether the glyphs of one outline stand side by side in another, wherever that is."""
    steps, wanted = np.round(np.diff(whole.points, axis=0), 2), np.round(np.diff(part.points, axis=0), 2)
    windows = range(len(steps) - len(wanted) + 1)
    return any(np.allclose(steps[k : k + len(wanted)], wanted, atol=0.03) for k in windows)


def test_a_minus_sign_stays_before_its_number_in_an_arabic_label():
    arabic, language = written_in(script_of("ar")), Language("ar")
    number = typeset(plain("−1.5"), 40.0)
    name = language.say("run")
    assert contains(typeset(plain(f"{name} = {language.isolated('−1.5')}"), 40.0, typeface=arabic), number)
    assert not contains(typeset(plain(f"{name} = −1.5"), 40.0, typeface=arabic), number)


def test_formulas_run_from_left_to_right_in_arabic_too():
    markup = formula(f"f({quoted('−1.5')}) = {quoted('−2')}")
    latin, arabic = (
        typeset(markup, 40.0, typeface=face).points for face in (TYPEFACE, written_in(script_of("ar")))
    )
    assert np.allclose(latin - latin.min(axis=0), arabic - arabic.min(axis=0), atol=0.05)


def test_lines_of_arabic_are_right_aligned():
    outline = typeset(plain("المشتقة هي الميل\nميل"), 40.0, typeface=written_in(script_of("ar")))
    upper = outline.points[outline.points[:, 1] > 35]
    lower = outline.points[outline.points[:, 1] < 35]
    assert abs(upper[:, 0].max() - lower[:, 0].max()) < 6
    assert lower[:, 0].min() > upper[:, 0].min() + 60


def test_a_rare_letter_names_the_package_that_has_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(locales, "find_spec", lambda name: None)  # pyright: ignore
    poor = script_of.__wrapped__("zh")
    with pytest.raises(
        Refusal, match=re.escape("no glyph for 龘; further Chinese and Japanese letters come with: pip")
    ):
        typeset(plain("龘"), 40.0, typeface=written_in(poor))


def test_the_package_of_all_letters_is_found_where_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    package = tmp_path / locales.PACKAGE
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "All.ttc").touch()
    monkeypatch.syspath_prepend(tmp_path)  # pyright: ignore[reportUnknownMemberType]
    rich = script_of.__wrapped__("ja")
    assert rich.families == ("Noto Sans JP", "Noto Sans CJK JP")
    assert rich.files[-1].path == package / "All.ttc"
    assert rich.more == ""


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("en", "x: 0.5, y: 2"),
        ("es", "x: 0.5; y: 2"),
        ("fr", "x\u00a0: 0.5\u00a0; y\u00a0: 2"),
        ("hi", "x: 0.5, y: 2"),
        ("ja", "x：0.5、y：2"),
        (
            "ar",
            "\u200f\u2068\u200f\u2068x\u2069: \u20680.5\u2069\u2069، "
            "\u2068\u200f\u2068y\u2069: \u20682\u2069\u2069",
        ),
    ],
)
def test_names_and_lists_have_the_punctuation_of_the_language(code: str, told: str):
    language = Language(code)
    assert language.listed([language.labeled("x", "0.5"), language.labeled("y", "2")]) == told
