"""The requested look: a language with custom words, and a built-in theme or a theme file.

A theme file:

    base = "light"

    [colors]
    paper = "#fdf6e3"
    slope = "#b3261e"

    [fonts]
    text = "SourceSans3-Regular.ttf"
    semibold = "SourceSans3-SemiBold.ttf"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import floor
from pathlib import Path
from types import MappingProxyType

from hillside.stage.errors import Refusal, suggestion
from hillside.stage.lettering.language import LANGUAGES, Language
from hillside.stage.lettering.typeface import TEXT_SIZES, Typeface
from hillside.stage.look.background import alike, matched, recolored
from hillside.stage.look.color import Color
from hillside.stage.look.contrast import STROKE, Rule, broken, nearest_passing
from hillside.stage.look.theme import ROLES, THEMES, Role, Theme
from hillside.stage.plain_name import inside
from hillside.studio.named_colors import read_color, written_color
from hillside.studio.own_fonts import own_typeface
from hillside.studio.toml_file import Rule as KeyRule
from hillside.studio.toml_file import Source, check_table, read_toml

SYMBOLS = ("x", "y", "y = f(x)", "w_1", "w_2")
"""Symbols in pictures that may be replaced by words."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def language_of(code: str, words: Mapping[str, str] = MappingProxyType({})) -> Language:
    """Return the language of this code, with custom words.

    Raises:
        Refusal: There is no such language, or no such message, or a placeholder is unknown.

    >>> language_of("DE").code
    'de'
    >>> language_of("german")
    Traceback (most recent call last):
    hillside.stage.errors.Refusal: there is no language "german"; did you mean "de"?
    """
    known = code.lower()
    if known not in LANGUAGES:
        way_out = _nearest_code(known) or f"; the languages are {', '.join(LANGUAGES)}"
        raise Refusal(f'there is no language "{code}"{way_out}')
    for message, text in words.items():
        _refuse_wrong_words(message, text)
    return Language(known, tuple(sorted(words.items())))


def _nearest_code(name: str) -> str:
    """Return the suggestion of a code for a name such as `deutsch` or `de-AT`, or an empty string."""
    names = {each.lower(): code for code, row in LANGUAGES.items() for each in (row.english, row.name, code)}
    short = re.split("[-_]", name)[0]
    found = names.get(short) or next((code for each, code in names.items() if suggestion(name, [each])), None)
    return f'; did you mean "{found}"?' if found else ""


def _refuse_wrong_words(message: str, text: str) -> None:
    from hillside.stage.lettering.language import TEMPLATE, messages

    known = (*messages(), *SYMBOLS)
    if message not in known:
        way_out = suggestion(message, known) or f"; what figures say is listed in {TEMPLATE}"
        raise Refusal(f'no figure says "{message}"{way_out}')
    if not text.strip():
        raise Refusal(f'the words for "{message}" are empty; give some')
    unknown = sorted(set(_PLACEHOLDER.findall(text)) - set(_PLACEHOLDER.findall(message)))
    if unknown or set("{}") & set(_PLACEHOLDER.sub("", text)):
        raise Refusal(f'"{text}" holds a placeholder that "{message}" has not; use those alone')


FONTS = ("text", "semibold", "math")


@dataclass(frozen=True)
class LookChanges:
    """What is changed in a theme: some colors by their meaning, as written, and the size of words."""

    colors: tuple[tuple[Role, str], ...] = ()
    text_size: str | None = None

    def then(self, others: LookChanges) -> LookChanges:
        """Return these changes with others, which have precedence.

        >>> LookChanges((("curve", "teal"),)).then(LookChanges((("curve", "navy"),), "large"))
        LookChanges(colors=(('curve', 'navy'),), text_size='large')
        """
        colors = {**dict(self.colors), **dict(others.colors)}
        size = self.text_size if others.text_size is None else others.text_size
        return LookChanges(tuple(colors.items()), size)

    def applied(self, theme: Theme) -> Theme:
        """Return a theme with these changes.

        Raises:
            Refusal: A meaning, a color or a size is unknown, or a color cannot be read or told from another.

        >>> LookChanges((("curve", "yellow"),)).applied(THEMES["light"])
        Traceback (most recent call last):
        hillside.stage.errors.Refusal: curve = #ffff00 gives curve on paper a contrast of 1.07:1, and ...
        """
        if self.colors:
            theme = _in_colors(theme, {_role(name): read_color(text) for name, text in self.colors})
        if self.text_size is None:
            return theme
        if self.text_size not in TEXT_SIZES:
            near = suggestion(self.text_size, TEXT_SIZES)
            raise Refusal(f'text size "{self.text_size}" is not one of {", ".join(TEXT_SIZES)}{near}')
        return replace(theme, typeface=replace(theme.typeface, scale=TEXT_SIZES[self.text_size]))


NO_CHANGES = LookChanges()


def _role(name: str) -> Role:
    if name == "paper":
        raise Refusal("the color of the paper is the background; give it as that")
    known = [each for each in ROLES if each != "paper"]
    if name not in known:
        near = suggestion(name, known)
        way_out = f"{near} They" if near else "; they"
        raise Refusal(f'no color is called "{name}"{way_out} are {", ".join(known)}')
    return name


def _in_colors(theme: Theme, colors: Mapping[Role, Color]) -> Theme:
    changed = recolored(theme, colors)
    for rule in broken(changed):
        role = next((each for each in colors if each in (rule.role, rule.on)), rule.role)
        why, passing = _too_low(changed, rule, role), nearest_passing(changed, role)
        if passing is not None and alike(recolored(theme, {**colors, role: passing}), theme):
            why = f"{why}, but that is too like another; choose another hue"
        raise Refusal(why)
    pair = alike(changed, theme)
    if pair is not None:
        raise Refusal(f"the colors of {pair[0]} and {pair[1]} cannot be told apart; choose another for one")
    return changed


def theme_of(
    name: str,
    background: Color | None = None,
    folder: Path | None = None,
    changes: LookChanges = NO_CHANGES,
) -> Theme:
    """Return the theme of this name: a built-in one, or a file such as `mine.toml`.

    With a `folder`, the file is in it, or in a folder within it. With a `background`, its colors are adapted
    to that. Last come the `changes`.

    Raises:
        Refusal: There is no such theme, its file is invalid, or it cannot be adapted.
        Failure: The file cannot be read.

    >>> theme_of("dark").paper
    '#10161d'
    """
    if name in THEMES:
        theme = THEMES[name]
    elif name.lower().endswith(".toml"):
        theme = read_theme(Path(name) if folder is None else inside(folder, name))
    else:
        near = suggestion(name, THEMES)
        way_out = f"{near} Or give" if near else f"; the themes are {', '.join(THEMES)}, or give"
        raise Refusal(f'there is no theme "{name}"{way_out} a file of your own such as mine.toml')
    return changes.applied(theme if background is None else on_background(theme, background))


def on_background(theme: Theme, background: str) -> Theme:
    """Return the theme on the paper of a color that is written as people write it.

    Raises:
        Refusal: It is no color, or the theme cannot be adapted to it.

    >>> on_background(THEMES["light"], "navy").paper
    '#000080'
    """
    try:
        color = read_color(background)
    except Refusal as error:
        raise Refusal(f"background {error}") from error
    return matched(theme, color)


def read_theme(path: Path) -> Theme:
    """Return the theme in a TOML file.

    What the file leaves out comes from its base theme. If it gives a paper, the colors that it leaves out are
    adapted to that.

    Raises:
        Failure: The file, or a font in it, cannot be read.
        Refusal: A key, a color or a font is invalid, or a contrast is too low; the message has file and line.
    """
    table, source = read_toml(path)
    check_table(table, _KEYS, (), source)
    colors, fonts = table.get("colors", {}), table.get("fonts", {})
    check_table(colors, _COLORS, ("colors",), source)
    check_table(fonts, _FONTS, ("fonts",), source)
    given = {role: read_color(color) for role, color in colors.items()}
    theme = _colored(THEMES[table.get("base", "light")], given, source)
    return replace(theme, name=path.stem, typeface=_typeface(fonts, path.parent, source))


def _colored(base: Theme, colors: Mapping[Role, Color], source: Source) -> Theme:
    try:
        ground = matched(base, colors["paper"]) if "paper" in colors else base
    except Refusal as error:
        raise source.refusal(("colors", "paper"), str(error)) from error
    theme = replace(ground, **colors)
    for rule in broken(theme):
        role = next((each for each in (rule.role, rule.on) if each in colors and each != "paper"), rule.role)
        raise source.refusal(("colors", role), _too_low(theme, rule, role))
    return theme


def _too_low(theme: Theme, rule: Rule, role: Role) -> str:
    passing = nearest_passing(theme, role)
    way_out = f"the nearest color that passes is {passing}" if passing else "another paper is needed"
    kind = "lines" if rule.ratio == STROKE else "words"
    # Rounded down, so that a contrast just below the limit is not shown as equal to it.
    measured = floor(100 * rule.measured(theme)) / 100
    return (
        f"{role} = {theme.color(role)} gives {rule.role} on {rule.on} a contrast of {measured:g}:1, "
        f"and {kind} need {rule.ratio:g}:1; {way_out}"
    )


def _typeface(fonts: Mapping[str, str], folder: Path, source: Source) -> Typeface:
    try:
        return own_typeface(**{name: inside(folder, file) for name, file in fonts.items()})
    except Refusal as error:
        raise source.refusal(("fonts",), str(error)) from error


def _is_theme(name: object) -> bool:
    return name in THEMES


def _is_written_color(value: object) -> bool:
    return isinstance(value, str) and written_color(value) is not None


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


_KEYS = MappingProxyType(
    {
        "base": KeyRule(f"one of {', '.join(THEMES)}", _is_theme, choices=tuple(THEMES)),
        "colors": KeyRule("a table; head it [colors]", _is_table),
        "fonts": KeyRule("a table; head it [fonts]", _is_table),
    }
)
_COLORS = MappingProxyType({role: KeyRule("a color such as #1d4fd8", _is_written_color) for role in ROLES})
_FONTS = MappingProxyType(
    {name: KeyRule("the name of a font file", lambda value: isinstance(value, str)) for name in FONTS}
)
