"""The nearest of some known names to a word that is none: by meaning first, then by spelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType

SHORT = 4
"""Maximum length of a short word, of which half of the letters fit many others."""

_SYNONYMS: Mapping[str, str] = MappingProxyType(
    {
        # Options, and keys of a lecture file.
        "function": "formula f expression equation expr graph fun func fn loss cost",
        "at": "x x0 point position location where place a",
        "start": "x x0 from begin initial start-point origin",
        "window": "xlim x-lim xrange x-range domain range interval view zoom x-axis limits",
        "height": "ylim y-lim yrange y-range y-axis",
        "ticks": "numbers axis axes tick numerals xticks",
        "grid": "gridlines grid-lines lines raster mesh",
        "hide": "omit without question blank quiz",
        "rate": "learning-rate lr step-size eta alpha learningrate",
        "steps": "iterations epochs iters number-of-steps",
        "optimizer": "method algorithm solver",
        "label": "caption callout annotation",
        "data": "csv table dataset samples input",
        "let": "set values parameter parameters variables constants with",
        "size": "resolution width dimensions shape aspect aspect-ratio ratio format pixels dpi scale",
        "theme": "style palette scheme color-scheme colorscheme skin design look mode",
        "background": "bg paper backdrop slide-color",
        "color": "colour colors colours curve-color line-color ink",
        "text-size": "font-size fontsize type-size letters bigger",
        "quality": "level detail",
        "lang": "language locale translation",
        "word": "text words wording translate replace rename say",
        "title": "headline name heading caption",
        "output": "out file to save path filename name export target",
        "moment": "time second seconds timestamp t frame",
        "beat": "scene section slide part step",
        "fps": "framerate frame-rate frames rate hz",
        "pace": "speed tempo slow duration length",
        "loop": "repeat forever",
        "budget": "max-size maxsize filesize limit bytes",
        "by-beat": "split beats per-beat",
        "only": "id figure select filter pick",
        "to": "out output folder directory dir",
        "force": "rebuild overwrite all clean",
        "workers": "jobs parallel threads processes cores",
        "dry-run": "dryrun simulate plan pretend",
        "json": "machine as-json",
        "verbose": "debug trace traceback",
        "say": "notes speaker-notes script",
        "outputs": "formats files suffixes output",
        "figure": "kind scene type",
        # Commands.
        "still": "picture image draw plot render paint png svg snapshot",
        "film": "animate animation movie video clip mp4 gif",
        "build": "make compile run all",
        "deck": "slides presentation pptx powerpoint export beamer reveal keynote",
        "check": "verify test lint validate audit",
        "whatis": "info inspect describe show about identify recipe",
        "again": "redo remake rerun repeat reproduce",
        "doctor": "diagnose health setup env status",
        "list": "figures ls help-figures catalog",
        "new": "init create template start scaffold",
        "watch": "preview serve live",
        "explore": "interactive page applet",
        # Figures.
        "tangent": "slope tangent-line gradient rise-over-run",
        "secant": "limit difference-quotient quotient secants chord",
        "hiker": "gradient-descent descent walk downhill walker person",
        "backprop": "backpropagation chain-rule computation-graph graph",
        "landscape": "surface loss-surface 3d terrain error-surface",
        "steepest": "directional-derivative contour contours map steepest-descent",
        "derivative": "f-prime first-derivative",
        "direction": "sign monotonicity increasing decreasing",
        "steepness": "magnitude steep angle",
        "error": "loss mse residuals regression least-squares",
        "training": "train neural-network network loop",
        "learning-rate": "rates step-size divergence lr",
        "optimizers": "adam momentum race rmsprop optimizer sgd",
        "guide": "rule sign-rule update-rule",
        # Values.
        "dark": "black night darkmode dark-mode",
        "light": "white day bright default light-mode",
        "print": "paper bw grayscale greyscale monochrome printer",
        "draft": "low fast preview quick rough 480p",
        "standard": "normal medium default middle",
        "final": "high best hd full max ultra production",
        "16:9": "wide widescreen landscape hd 16/9 16x9",
        "4:3": "classic beamer 4/3 4x3",
        "1:1": "square 1x1",
        "9:16": "portrait vertical story tall upright phone 9/16 9x16",
        "1920x1080": "1080p fullhd full-hd fhd",
        "1280x720": "720p",
        "3840x2160": "4k uhd 2160p",
        "slower": "slow half",
        "faster": "fast quick double",
        "large": "big larger huge bigger xl",
        "normal": "standard default medium small",
        "gradient-descent": "sgd gd vanilla plain",
        "true": "1 y t",
        "false": "0 n",
        "none": "off no nothing empty",
        "nothing": "none off no",
        "auto": "automatic default",
        "transparent": "none clear alpha",
        "pi": "radians π",
        # Suffixes.
        ".png": ".jpg .jpeg .bmp .tiff .tif",
        ".pdf": ".eps .ps",
        ".svg": ".svgz .emf .wmf",
        ".mp4": ".avi .mpg .mpeg .mkv .wmv .m4v",
        ".webm": ".ogv .mkv",
        ".gif": ".apng",
        ".pptx": ".ppt .key .odp",
        ".html": ".htm",
    }
)
"""What people say for each name: words of other programs, of textbooks, of everyday speech."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is meant by `name`, or None if none is near.

    >>> nearest("formula", ["at", "function"]), nearest("functoin", ["at", "function"])
    ('function', 'function')
    >>> nearest("black", ["light", "dark"]), nearest("gird", ["word", "grid"]), nearest("grid", ["word"])
    ('dark', 'grid', None)
    """
    word, among = name.strip().lower().replace("_", "-"), list(known)
    synonyms = {said: each for each in reversed(among) for said in _SYNONYMS.get(each.lower(), "").split()}
    by_case = {each.lower(): each for each in among}
    if word in by_case:
        return by_case[word]
    return (
        synonyms.get(word)
        or _spelled(word, by_case)
        or next((each for each in among if len(word) >= 3 and word in each.lower()), None)
        or _spelled(word, {said: each for said, each in synonyms.items() if len(said) > SHORT}, 0.8)
    )


def _spelled(word: str, names: Mapping[str, str], least: float = 0.6) -> str | None:
    """Return what stands for the name with the most similar spelling (Ratcliff and Metzener, 1988)."""
    cutoff = max(least, 0.7) if len(word) <= SHORT else least
    close = get_close_matches(word, list(names), n=1, cutoff=cutoff)
    return names[close[0]] if close else None
