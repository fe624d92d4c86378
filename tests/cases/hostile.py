"""Files and formulas from nobody who means well: real ones, damaged at random places."""

from __future__ import annotations

import io
import json
import struct
import tomllib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

ROOT = Path(__file__).parents[2]
LONGEST = 300_000
"""Maximum size in bytes of a damaged file."""

Attempt = Callable[[Path], object]
"""What the program does with a file, as a function of its path."""


def formulas() -> list[str]:
    """Return the formulas of both collections, as people write them."""
    files = (ROOT / "tests" / "cases" / name for name in ("formulas.toml", "more_formulas.toml"))
    tables = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    return [formula[0] for table in tables for source in table["source"] for formula in source["formulas"]]


ATOMS = (
    "x",
    "y",
    "t",
    "w",
    "θ",
    "2",
    "0.5",
    "3,5",
    "pi",
    "π",
    "e",
    "1e-3",
    "1e999",
    "1e-320",
    "10",
    "∞",
    "i",
)
OPERATORS = (
    "+",
    "-",
    "−",
    "*",
    "/",
    "^",
    "**",
    "·",
    "%",
    "<",
    ">=",
    "==",
    "!=",
    " and ",
    " or ",
    " ",
    "",
    "!",
)
CALLS = ("sin", "cos", "ln", "log", "abs", "relu", "sqrt", "exp", "tanh", "gelu", "floor", "max", "min", "√")
PIECES = (
    *(
        "(",
        ")",
        "|",
        "[",
        "]",
        "{",
        "}",
        "\\frac",
        "\\left(",
        "\\right)",
        "_",
        "^",
        "'",
        '"',
        "\\",
        "\n",
        "\0",
    ),
    *(
        "if",
        "else",
        "where",
        "not",
        "f(x) =",
        "y =",
        "d/dx",
        "²",
        "⁻¹",
        "½",
        "°",
        "＋",
        "ж",
        "\u202e",
        "\u0301",
    ),
    *(
        "__import__",
        "lambda",
        "x.real",
        ";",
        "#",
        "$",
        "`",
        "\x1b[2J",
        "𝑥",
        "㎏",
        "١",
        "=",
        ",",
        ".",
        "..",
        "e^",
    ),
    *(
        "\\(x) ",
        "%e",
        ")_+",
        "‖",
        "norm.pdf(",
        "smoothstep(",
        "%",
        ":=",
        "->",
        "↦",
        "⌊",
        "⌋",
        "&&",
        "?",
        ":",
        "@",
    ),
)


def hostile_formula(draw: Random, known: Sequence[str]) -> str:
    """Return a formula: made by a grammar, one of those known damaged, or pieces in a row."""
    kind = draw.random()
    if kind < 0.4:
        return _tree(draw, draw.choice((2, 3, 4, 6)))
    if kind < 0.7:
        return _damaged_text(draw, draw.choice(known))
    if kind < 0.97:
        pieces = (*ATOMS, *OPERATORS, *CALLS, *PIECES)
        return "".join(draw.choice(pieces) for _ in range(draw.choice((1, 3, 8, 20, 60, 200))))
    piece = draw.choice((*PIECES, *OPERATORS, *CALLS, "-", "((", "x^", "sin ", "1/", "x,", "9"))
    return piece * draw.choice((50, 101, 999, 5000)) + draw.choice(known)


def _tree(draw: Random, depth: int) -> str:
    if depth == 0 or draw.random() < 0.15:
        return draw.choice(ATOMS)
    kind = draw.random()
    if kind < 0.5:
        return f"{_tree(draw, depth - 1)}{draw.choice(OPERATORS)}{_tree(draw, depth - 1)}"
    if kind < 0.7:
        return f"({_tree(draw, depth - 1)})"
    if kind < 0.9:
        return f"{draw.choice(CALLS)}({_tree(draw, depth - 1)})"
    return f"{_tree(draw, depth - 1)} if {_tree(draw, depth - 1)} else {_tree(draw, depth - 1)}"


def _damaged_text(draw: Random, text: str) -> str:
    for _ in range(draw.choice((1, 1, 2, 5))):
        at, until = sorted(draw.randrange(len(text) + 1) for _ in range(2))
        piece = draw.choice((*PIECES, *OPERATORS, *ATOMS, text[at:until]))
        text = draw.choice((text[:at] + piece + text[at:], text[:at] + text[until:], text[:at] + piece))
    return text


TOKENS = (
    *(
        b"\0",
        b"\xff",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x1b]0;title\x07",
        b"../",
        b"/etc/passwd",
        b"\xed\xa0\x80",
    ),
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b"[[",
        b'"',
        b'"""',
        b"'''",
        b"\\",
        b"=",
        b".",
        b",",
        b";",
        b"\n",
        b"\r",
        b"\t",
    ),
    *(
        b"null",
        b"true",
        b"-1",
        b"1e999",
        b"nan",
        b"inf",
        b"9" * 30,
        b"0x",
        b"1979-05-27",
        b"1e-320^x",
        b"NaN",
    ),
    *(
        b"<a>",
        b"</a>",
        b"<!DOCTYPE a>",
        b"<![CDATA[",
        b"&#0;",
        b"&lt;",
        b"<!--",
        b"xmlns:a='b'",
        b"fig:tangent",
    ),
    *(b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x80\0\0\0", b"\x7f\xff\xff\xff", b"PK\x01\x02", b"moov", b"IEND"),
)


def hostile_bytes(draw: Random, known: Sequence[bytes]) -> bytes:
    """Return one of the known contents, damaged: cut, flipped, spliced, repeated, or with something in it."""
    content = bytearray(draw.choice(known))
    for _ in range(draw.choice((1, 1, 1, 2, 4, 16))):
        at, until = sorted(draw.randrange(len(content) + 1) for _ in range(2))
        until = min(until, at + draw.choice((1, 4, 64, len(content))))
        kind = draw.randrange(7)
        if kind == 0:
            del content[at:]
        elif kind == 1:
            del content[at:until]
        elif kind == 2 and at < len(content):
            content[at] ^= 1 << draw.randrange(8)
        elif kind == 3:
            content[at:until] = draw.randbytes(until - at)
        elif kind == 4:
            content[at:at] = draw.choice(TOKENS) * draw.choice((1, 1, 1, 40, 3000))
        elif kind == 5:
            content[at:at] = content[at:until] * draw.choice((1, 2, 100))
        else:
            other = draw.choice(known)
            content[at:] = other[draw.randrange(len(other) + 1) :]
        del content[LONGEST:]
    return bytes(content)


def hostile_archive(draw: Random, known: Sequence[bytes]) -> bytes:
    """Return a zip archive of which parts are damaged, or the archive itself."""
    content = draw.choice(known)
    if draw.random() < 0.2:
        return hostile_bytes(draw, [content])
    with ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    # The parts that are looked into are damaged more often than pictures and fonts.
    inner = [name for name in parts if name.endswith((".xml", ".rels"))] or list(parts)
    for name in draw.sample(inner, min(len(inner), draw.choice((1, 1, 2, 3)))):
        parts[name] = hostile_bytes(draw, [parts[name]])
    if draw.random() < 0.1:
        parts.pop(draw.choice(inner), None)
    if draw.random() < 0.05:
        parts[draw.choice(("../a.xml", "/a.xml", "a\\b.xml", "ppt/../../a", "a" * 300))] = b"out"
    target = io.BytesIO()
    with ZipFile(target, "w", draw.choice((ZIP_STORED, ZIP_DEFLATED))) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def hostile_recipe(texts: Sequence[bytes], draw: Random, known: Sequence[bytes]) -> bytes:
    """Return a PNG with one of these recipes, in which values, names or bytes are exchanged."""
    text = draw.choice(texts)
    if draw.random() < 0.7:
        value = json.loads(text)
        for _ in range(draw.choice((1, 1, 2, 4))):
            _exchange(draw, value)
        text = json.dumps(value).encode()
    else:
        text = hostile_bytes(draw, [text])
    return png_with(text)


def hostile_manifest(draw: Random, known: Sequence[bytes]) -> bytes:
    """Return a manifest with other values, and the checksums that belong to them, or with other bytes."""
    if draw.random() < 0.3:
        return hostile_bytes(draw, known)
    table = json.loads(draw.choice(known))
    for kind in ("outputs", "pages"):
        for entry in table[kind].values():
            del entry["checksum"]
            _exchange(draw, entry)
        table[kind] = {
            draw.choice((name, name, name, "../out.png", "\0")): _sealed(name, entry)
            for name, entry in table[kind].items()
        }
    return json.dumps(table).encode()


def _sealed(name: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry of a manifest with its checksum, if it has one: not for a lone surrogate or NaN."""
    from hillside.lectures.manifest import checksum

    try:
        return {**entry, "checksum": checksum(name, entry)}
    except ValueError:
        return {**entry, "checksum": ""}


def png_with(recipe: bytes) -> bytes:
    """Return the chunks of a PNG of one pixel with a recipe."""
    about = b"hillside\0\0\0\0\0" + recipe
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"iTXt", about), (b"IDAT", zlib.compress(bytes(4))), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        -1,
        0,
        2**70,
        1e300,
        float("nan"),
        "",
        "\x1b[2J",
        "../x",
        "a" * 3000,
        [],
        {},
        [[]],
        {"a": None},
    ),
    *(".png", "--help", "light", "#12345", "\udc80", "tangent", [None], [[[]]], "x" * 60000, 640, "1/0"),
)


def _exchange(draw: Random, value: Any) -> None:
    """Exchange, remove or add a value somewhere in JSON values."""
    places = list(_places(value))
    if not places:
        return
    inside, key = draw.choice(places)
    kind = draw.randrange(3)
    if kind == 0:
        del inside[key]
    elif kind == 1 and isinstance(inside, dict):
        inside[draw.choice(("files", "__class__", "a", "suffix", "\x07"))] = deepcopy(draw.choice(VALUES))
    else:
        inside[key] = deepcopy(draw.choice(VALUES))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each place in JSON values, as the object or array and the key in it."""
    keys: Iterable[Any] = ()
    if isinstance(value, dict):
        keys = tuple(cast("dict[str, Any]", value))
    elif isinstance(value, list):
        keys = range(len(cast("list[Any]", value)))
    for key in keys:
        yield value, key
        yield from _places(cast(Any, value)[key])


@dataclass(frozen=True)
class Foreign:
    """A kind of file from others.

    Attributes:
        suffix: the suffix of its name.
        known: sound contents.
        attempt: what the program does with a file of it.
        damage: the function that makes hostile contents of the sound ones.
    """

    suffix: str
    known: Sequence[bytes]
    attempt: Attempt
    damage: Callable[[Random, Sequence[bytes]], bytes] = hostile_bytes

    def hostile(self, draw: Random) -> bytes:
        """Return a hostile content."""
        return self.damage(draw, self.known)


def attempt_formula(text: str) -> None:
    """Read a formula in every way, differentiate it, and print and evaluate both.

    Raises:
        MathError: It is refused.
    """
    from mathcore import derivative_expr, parse

    for f in (parse(text), parse(text, ("x", "y"))):
        for each in (f, *(derivative_expr(f, name) for name in f.names[:1])):
            for said in (str(each), each.latex(), each.typst(), each.name, repr(each(*[0.5] * len(f.names)))):
                said.encode("utf-8")


def text_kinds() -> dict[str, Foreign]:
    """Return the kinds of text files: lectures, themes, tables, recipes and manifests."""
    lectures = [file.read_bytes() for file in sorted((ROOT / "lectures").glob("*.toml"))]
    themes = [file.read_bytes() for file in sorted((ROOT / "lectures" / "themes").glob("*.toml"))]
    tables = [b"hours,marks\n1,52\n2.5,61\n3,70\n", b"x;y\n1,5;2\n2,5;3\n", b"0\t1\n1\t3\n2\t4\n"]
    texts = recipes()
    return {
        "lecture": Foreign(".toml", [piece for each in lectures for piece in _pieces(each)], _read_lecture),
        "theme": Foreign(".toml", themes, _read_theme),
        "table": Foreign(".csv", tables, _read_table),
        "recipe": Foreign(".png", [*map(png_with, texts)], _tell, partial(hostile_recipe, texts)),
    }


def recipes() -> list[bytes]:
    """Return the texts of some recipes."""
    from hillside.stage.look.theme import THEMES
    from hillside.studio.job import Job
    from hillside.studio.recipe import Recipe

    jobs = (
        Job.read("tangent", {"function": "x^3/3 - x", "at": "2"}, ".png", THEMES["light"], "16:9", "draft"),
        Job.read("hiker", {"start": "-2"}, ".mp4", THEMES["dark"], "640x360", "final"),
    )
    return [Recipe.of(job).to_text().encode() for job in jobs]


def _pieces(lecture: bytes) -> list[bytes]:
    """Return lectures of one figure each, in which a random place is more often of consequence."""
    head, *figures = lecture.split(b"[[figure]]")
    return [head + b"[[figure]]" + figure for figure in figures]


def _read_lecture(path: Path) -> None:
    from hillside.lectures.lecture import read_lecture
    from hillside.lectures.outputs import outputs_of
    from hillside.studio.draw import resolved

    outputs = outputs_of(read_lecture(path), transcripts=True)
    # As `build` does before it draws anything.
    for job in {(each.job.figure, each.job.params): each.job for each in outputs}.values():
        resolved(job)


def _read_theme(path: Path) -> None:
    from hillside.studio.requested_look import read_theme

    read_theme(path)


def _read_table(path: Path) -> None:
    from hillside.stage.samples import points_in, read_samples

    read_samples(points_in(path.name, path.parent))


def _tell(path: Path) -> None:
    """Do what the command `whatis` does."""
    from hillside.decks.embedded_recipes import contains_files, recipes_inside
    from hillside.files.formats import is_complete
    from hillside.studio.again import explain
    from hillside.studio.recipe_reader import command, recipe_in

    if contains_files(path):
        found = recipes_inside(path)
    else:
        is_complete(path)
        found = {path.name: recipe_in(path)}
    for name, recipe in found.items():
        json.dumps(recipe.to_json(), allow_nan=False)
        said = f"{explain(recipe)}\n{command(recipe, name)}"
        if len(said) > 100_000:
            raise AssertionError(f"the answer has {len(said)} characters")


def manifest_kind(manifest: bytes) -> Foreign:
    """Return the kind of a manifest; where it is read, nothing but sound records may come of it."""

    def read(path: Path) -> None:
        from hillside.lectures.manifest import NAME, read_manifest, read_pages

        path.rename(path.with_name(NAME))
        read_manifest(path.parent)
        read_pages(path.parent)

    return Foreign(".json", [manifest], read, hostile_manifest)


def deck_kind(decks: Sequence[bytes], medium: Any) -> Foreign:
    """Return the kind of a PowerPoint deck with requests of figures, which `medium` fills."""

    def fill(path: Path) -> None:
        from hillside.decks.into.filled_deck import filled
        from hillside.decks.into.tagged_shapes import tagged_shapes_of
        from hillside.stage.foreign_file import as_damaged

        found = tagged_shapes_of(path)
        with as_damaged("the deck"):
            filled(found.archive, found.shapes, [medium] * len(found.shapes))

    return Foreign(".pptx", decks, fill, hostile_archive)


def media_kinds(made: Mapping[str, bytes]) -> dict[str, Foreign]:
    """Return the kinds of pictures, films and slides, by suffix, of which `whatis` tells."""
    return {
        f"{suffix.removeprefix('.')} (whatis)": Foreign(
            suffix, [content], _tell, hostile_archive if suffix == ".pptx" else hostile_bytes
        )
        for suffix, content in made.items()
    }
