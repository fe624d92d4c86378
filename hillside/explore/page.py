"""The page to explore a figure: one HTML file that fetches nothing, under a strict security policy."""

from __future__ import annotations

import json
import re
from base64 import b64encode, b85encode
from collections.abc import Mapping
from dataclasses import fields
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, Any
from zlib import MAX_WBITS, compressobj

from hillside.explore.engine import engine, page_source
from hillside.explore.explorers import Explorer, explorer_of
from hillside.explore.page_words import page_words
from hillside.stage.errors import Refusal
from hillside.stage.lettering.equations import WRITTEN_OUT
from hillside.stage.lettering.language import Language, number_signs
from hillside.stage.look.color import contrast, mixed
from hillside.stage.look.theme import THEMES, Theme
from mathcore import OPTIMIZERS, Interval, derivative_expr

if TYPE_CHECKING:
    from hillside.stage.figure import AnyFigure

READABLE = 5.0
"""Contrast of the quiet color with the paper, above the 4.5 of the guidelines (WCAG 2.2, 2023)."""

BOOT = """\
(async () => {
  const text = document.getElementById("packed").textContent, alphabet = ALPHABET, bytes = [];
  for (let i = 0; i < text.length; i += 5) {
    let word = 0;
    for (let k = 0; k < 5; k++) word = word * 85 + (i + k < text.length ? alphabet.indexOf(text[i + k]) : 84);
    for (let k = 24; k >= 0; k -= 8) bytes.push(Math.floor(word / 2 ** k) % 256);
  }
  const open = new Blob([new Uint8Array(bytes.slice(0, LENGTH))]).stream();
  const made = await new Response(open.pipeThrough(new DecompressionStream("deflate-raw"))).json();
  const add = (name, type, content) => {
    const node = document.createElement(name);
    if (type) { node.type = type; node.id = "page"; }
    node.textContent = content;
    document.head.append(node);
  };
  add("style", "", made.style);
  add("script", "application/json", JSON.stringify(made.page));
  add("script", "", made.script);
})();
"""
"""The script that unpacks the style, the data and the other script; the policy knows them by their hashes."""
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%.()*+-;,=/?@^_`{|}~"
"""The digits to the base 85: those of RFC 1924 (1996) without the signs that HTML gives a meaning."""
_BARE = "body{margin:0;font:500 17px/1.5 Inter,system-ui,sans-serif}h1{font-size:24px}img{max-width:100%}"
"""The style of the page without script."""


def page_of(name: str, figure: AnyFigure, theme: Theme, still: bytes) -> str:
    """Return the HTML of the page of a figure.

    Args:
        name: The name of the figure, such as `tangent`.
        figure: The figure, with its view.
        theme: Its theme.
        still: A small picture of it as WebP, which is there without script.

    Raises:
        Refusal: The figure cannot be explored.
    """
    explorer = explorer_of(name)
    if getattr(figure.params, "also_at", ()):
        raise Refusal("a page has one point to drag; give --at once")
    return _html(figure, theme, _data(name, explorer, figure, theme), script(explorer), still)


def script(explorer: Explorer) -> str:
    """Return the script of a page: the engine, what all figures share, the figure, and the page itself."""
    files = ("plane.js", "drawing.js", *explorer.files, "explorer.js")
    return _shortened("\n".join([engine(), *map(page_source, files)]))


def _shortened(source: str) -> str:
    """Return JavaScript without lines of comments and without indentation."""
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _data(name: str, explorer: Explorer, figure: AnyFigure, theme: Theme) -> dict[str, Any]:
    """Return what a page knows of its figure, as plain values."""
    language, params = figure.language, figure.params
    point, times = number_signs(language.code)
    if explorer.letters:
        facts: Any = figure.final_facts
        values = {
            box.text: value for box, value in zip(facts.boxes, facts.value, strict=True) if box.op == "name"
        }
    else:
        given = {name: getattr(params, parameter) for name, parameter in explorer.numbers.items()}
        values = {name: float(value) for name, value in given.items() if value is not None}
    formulas = {name: getattr(params, given) for name, given in explorer.formulas.items()}
    numbers = {name: getattr(params, given) for name, given in explorer.numbers.items()}
    return {
        "figure": name,
        "direction": language.direction,
        "point": point,
        "times": times,
        "written": [float(each) for each in WRITTEN_OUT],
        "words": _spoken(page_words(language), script(explorer)),
        "theme": {"light": None, "dark": "dark"}.get(theme.name, "light"),
        "usual": list(explorer.variables),
        "derivative": _derivative(next(iter(formulas.values()))),
        "texts": {name: _formula(f) for name, f in formulas.items()},
        "values": values,
        "typed": _typed(numbers, language),
        "letter": next(iter(formulas.values())).names[0],
        "window": _window(figure.view),
        **(_race(figure) if explorer.races else {}),
        "alt": figure.alt(figure.final_facts),
    }


def _formula(f: Any) -> str:
    """Return a function as it is typed, with its name and its variables where they are not the usual ones."""
    return f"{f.applied} = {f}" if f.called else str(f)


def _derivative(f: Any) -> str:
    """Return the derivative of a function of one variable in LaTeX; empty for more variables."""
    return derivative_expr(f, f.names[0]).latex() if len(f.names) == 1 else ""


_BY_KIND = frozenset({"valley", "hilltop", "zero", "corner", "if", "otherwise", "and", "or", "not"})
"""The words that a page looks up by the kind of a place or in a formula."""


def _spoken(words: Mapping[str, str], source: str) -> dict[str, str]:
    """Return the words that a script uses."""
    used = _BY_KIND | {*re.findall(r"\bW\.(\w+)", source)}
    return {name: text for name, text in words.items() if name in used}


def _race(figure: AnyFigure) -> dict[str, Any]:
    """Return the optimizers of a race with their settings, and the window in which they are seen."""
    facts: Any = figure.final_facts
    runners = [{"name": each.name, **_settings(each)} for each in facts.runners]
    xs, ys = ([getattr(stop, axis) for each in facts.runners for stop in each.stops] for axis in ("x", "y"))
    across, up = 0.08 * (max(xs) - min(xs)), 0.08 * (max(ys) - min(ys))
    return {"runners": runners, "window": [min(xs) - across, max(xs) + across, min(ys) - up, max(ys) + up]}


def _settings(runner: Any) -> dict[str, float]:
    """Return the rate of an optimizer, its momentum if it has one, and its other settings."""
    given = [runner.rate, *([] if runner.momentum is None else [runner.momentum])]
    made: Any = OPTIMIZERS[runner.name].optimizer(*given)
    return {each.name: float(getattr(made, each.name)) for each in fields(made)}


def _window(view: Any) -> list[float] | None:
    """Return the window of a figure with one plane, else `None`: the page chooses its own."""
    x, y = (getattr(view, axis, None) for axis in ("x", "y"))
    if not isinstance(x, Interval) or not isinstance(y, Interval):
        return None
    return [x.low, x.high, y.low, y.high]


def _typed(numbers: Mapping[str, float], language: Language) -> dict[str, Any] | None:
    """Return the point as it was typed, such as π/2."""
    at = numbers.get("at")
    return None if at is None else {"value": float(at), "text": language.numeral(at)}


def _html(figure: AnyFigure, theme: Theme, data: dict[str, Any], code: str, still: bytes) -> str:
    language, title = figure.language, figure.title()
    style = f"{colors_in_css(theme)}{minified(page_source('page.css'))}"
    packed = _packed(json.dumps({"style": style, "page": data, "script": code}, ensure_ascii=False))
    boot = BOOT.replace("ALPHABET", json.dumps(_ALPHABET)).replace("LENGTH", str(len(packed)))
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {source_hash(boot)} {source_hash(code)}",
            f"style-src {source_hash(_BARE)} {source_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    picture = b64encode(still).decode("ascii")
    return f"""<!DOCTYPE html>
<html lang="{language.code}" dir="{language.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{escape(title)}</title>
<style>{_BARE}</style>
</head>
<body>
<header><h1>{escape(title)}</h1></header>
<main><img id="still" alt="{escape(data["alt"])}" src="data:image/webp;base64,{picture}"></main>
<script type="text/plain" id="packed">{_in_base_85(packed)}</script>
<script>{boot}</script>
</body>
</html>
"""


def _packed(text: str) -> bytes:
    packer = compressobj(9, wbits=-MAX_WBITS, memLevel=9)
    return packer.compress(text.encode("utf-8")) + packer.flush()


def _in_base_85(data: bytes) -> str:
    """Return bytes as text, five signs for four bytes.

    Example:
        >>> _in_base_85(b"Hi")
        'NNE'
    """
    usual = b85encode(data).decode("ascii")
    return usual.translate(str.maketrans("&<>", ".,/"))


def source_hash(text: str) -> str:
    """Return the hash by which a policy allows a script or a style (Content Security Policy, level 3)."""
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def minified(css: str) -> str:
    """Return CSS without line breaks and indentation."""
    return re.sub(r"\n\s*", "", css)


def colors_in_css(theme: Theme) -> str:
    """Return the colors of the theme and of the dark one as CSS, with a class for each role."""
    dark = theme if theme.name == "dark" else THEMES["dark"]
    light = THEMES["light"] if theme.name == "dark" else theme
    roles = "".join(
        f".s-{role}{{stroke:var(--{role})}}.f-{role}{{fill:var(--{role})}}" for role in _roles(light)
    )
    words = "".join(
        f"html :is(div,p,span,strong,mrow).f-{role}{{color:var(--{role})}}" for role in _roles(light)
    )
    return (
        f":root{{color-scheme:light;{_variables(light)}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{_variables(dark)}}}{roles}{words}"
    )


def _roles(theme: Theme) -> dict[str, str]:
    """Return the colors of a page by role: those of the theme, and those of controls and of the grid."""
    ink, paper = theme.ink, theme.paper
    more = {"hair": mixed(ink, paper, 0.86), "edge": mixed(ink, paper, 0.45), "grid": mixed(ink, paper, 0.89)}
    quiet = theme.faint if contrast(theme.faint, paper) >= READABLE else mixed(ink, paper, 0.5)
    return {**theme.colors(), "faint": quiet, **more}


def _variables(theme: Theme) -> str:
    return "".join(f"--{role}:{color};" for role, color in _roles(theme).items())
