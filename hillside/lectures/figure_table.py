"""The lines of a lecture file: a table for a figure, and a whole file to start from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from sysconfig import get_path
from typing import Any

from hillside.stage import AUTO
from hillside.stage.errors import Failure, Refusal, suggestion
from hillside.stage.foreign_file import read_text
from hillside.studio import catalogue

STILL_AND_FILM = ("png", "mp4")
"""The outputs of a figure in a new lecture."""
EXAMPLE_FOLDERS = (
    Path(__file__).parents[2] / "lectures",
    Path(get_path("data"), "share", "hillside", "lectures"),
)
"""Where the lectures that come with the program may be: in a checkout, and where a wheel puts them."""
LIVE = 2
"""Number of parameters of a figure that a new lecture sets; the others stand there as comments."""


def toml_value(value: object) -> str:
    r"""Return a text, a number or a truth value in TOML; a JSON text is a TOML text (TOML 1.0, 2021).

    >>> toml_value('a "b"'), toml_value(1.5), toml_value(True)
    ('"a \\"b\\""', '1.5', 'true')
    """
    # TOML has no escape for DEL, which JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_key(name: str) -> str:
    """Return a key as TOML has it: bare where that is allowed.

    >>> toml_key("start_y"), toml_key("y = f(x)")
    ('start_y', '"y = f(x)"')
    """
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else toml_value(name)


def figure_table(
    name: str,
    figure: str,
    outputs: Sequence[str],
    settings: Mapping[str, Any],
    tables: Mapping[str, Mapping[str, str]],
) -> str:
    """Return the table of a figure for a lecture file.

    Args:
        name: its id in the lecture.
        figure: the name of the figure.
        outputs: the suffixes of its files, without the dot.
        settings: further keys with their values.
        tables: tables below it, such as `params`; empty ones are left out.

    >>> print(figure_table("slope", "tangent", ["png"], {"size": "4:3"}, {"params": {"at": "1"}}))
    [[figure]]
    id = "slope"
    figure = "tangent"
    outputs = ["png"]
    size = "4:3"
    [figure.params]
    at = "1"
    """
    listed = ", ".join(map(toml_value, outputs))
    lines = [
        "[[figure]]",
        f"id = {toml_value(name)}",
        f"figure = {toml_value(figure)}",
        f"outputs = [{listed}]",
    ]
    lines += [f"{toml_key(key)} = {toml_value(value)}" for key, value in settings.items()]
    for table, entries in tables.items():
        lines += [f"[figure.{table}]"] if entries else []
        lines += [f"{toml_key(key)} = {toml_value(value)}" for key, value in entries.items()]
    return "\n".join(lines)


def new_lecture(path: Path, figures: Sequence[str]) -> str:
    """Return a lecture file to start from, with these figures and a comment on every line that may change.

    Raises:
        Refusal: There is no such figure.
    """
    title = path.stem.replace("-", " ").replace("_", " ").strip().capitalize() or "A lecture"
    head = _HEAD.format(file=path.name, folder=path.stem, title=toml_value(title))
    parts = [_started(figure, _id(figures, place)) for place, figure in enumerate(figures)]
    return "\n".join([head, *parts])


def example_lecture(name: str) -> str:
    """Return the text of a lecture that comes with the program.

    Raises:
        Refusal: There is none of this name.
        Failure: The lectures are not where they were installed.

    >>> example_lecture("what-is-a-derivative").startswith("title = ")
    True
    """
    folder = next((each for each in EXAMPLE_FOLDERS if any(each.glob("*.toml"))), None)
    if folder is None:
        raise Failure(f"the lectures of the program are not in {EXAMPLE_FOLDERS[-1]}; install hillside again")
    known = sorted(each.stem for each in folder.glob("*.toml"))
    if name not in known:
        near = suggestion(name, known)
        way_out = f"{near} They" if near else "; they"
        raise Refusal(
            f'no lecture that comes with the program is called "{name}"{way_out} are {", ".join(known)}'
        )
    return read_text(folder / f"{name}.toml")


def _id(figures: Sequence[str], place: int) -> str:
    """Return the id of a figure: its name, numbered if it comes again."""
    before = figures[:place].count(figures[place])
    return figures[place] if before == 0 else f"{figures[place]}-{before + 1}"


def _started(figure: str, name: str) -> str:
    """Return the table of a figure with its parameters: the first ones set, the others as comments."""
    from hillside.stage.params import fields_of

    declared = fields_of(catalogue.load(figure).Params)
    rows = [(each.name, each.codec.show(each.default), each.help) for each in declared]
    live = [name for name, shown, _ in rows if shown != AUTO][:LIVE]
    listed = ", ".join(map(toml_value, STILL_AND_FILM))
    lines = [
        "[[figure]]",
        f"id = {toml_value(name)}  # begins the names of its files",
        f"figure = {toml_value(figure)}  # {catalogue.blurb(figure)}",
        f"outputs = [{listed}]  # and svg, pdf, webp, webm, mov, gif",
        'say = """',
        "What you say while it is shown.",
        '"""',
        "[figure.params]",
    ]
    for key, shown, words in rows:
        mark = "" if key in live else "# "
        lines.append(f"{mark}{toml_key(key)} = {toml_value(shown)}  # {' '.join(words.split())}")
    return "\n".join([*lines, ""])


_HEAD = """\
# A lecture. Draw it, and look at out/{folder}/index.html:
#     hillside build {file}
# Make slides of it:
#     hillside deck {file} -o {folder}.pptx
# Lines that begin with # are comments; take the sign away to use them.

title = {title}
# series = "The series that it belongs to"
# part = 1
# number = 1

theme = "light"  # light, dark, print, or a file of your own such as mine.toml
size = "16:9"  # 4:3, 1:1, 9:16, or pixels such as 1920x1080
quality = "draft"  # quick to draw; standard or final for the lecture
# lang = "de"  # de, fr, es, pt, hi, ar, zh, ja
# background = "navy"  # the color of your slides
# text-size = "large"
# pace = "slower"  # or faster
# fps = 30
"""
