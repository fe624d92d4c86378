"""What a file says about how it was made, and what comes of making it again."""

import getpass
import json
import re
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from hillside.files.formats import FILM_SUFFIXES, STILL_SUFFIXES, Size
from hillside.stage.errors import Failure, Refusal
from hillside.stage.look.theme import THEMES
from hillside.studio.again import explain, reasons, remake
from hillside.studio.draw import resolved
from hillside.studio.job import Excerpt, Job
from hillside.studio.recipe import Recipe
from hillside.studio.recipe_reader import command, job_of, recipe_from, recipe_in
from hillside.studio.renderer import render
from hillside.studio.requested_look import language_of, theme_of

ALL = [*((suffix, False) for suffix in STILL_SUFFIXES), *((suffix, True) for suffix in FILM_SUFFIXES)]


def job(suffix: str, film: bool = False, **excerpt: object) -> Job:
    """A job whose label has letters that every carrier must bring back."""
    ended = Excerpt(animated=film and suffix == ".webp", beat=1 if film else None, **excerpt)  # pyright: ignore
    params = (("label", 'Steigung „<π> & \\ "n"'),)
    return resolved(Job("tangent", params, THEMES["light"], Size(128, 96), 4, "draft", suffix, ended))


def quiet(done: int, total: int) -> None:
    """Hear a report and let it pass."""


@pytest.mark.parametrize(("suffix", "film"), ALL)
def test_every_file_can_be_remade_from_its_recipe_with_equal_bytes(suffix: str, film: bool, tmp_path: Path):
    asked = job(suffix, film)
    render(asked, tmp_path / f"a{suffix}")
    # A name says nothing: the kind of a file is known by what is in it.
    file = (tmp_path / f"a{suffix}").rename(tmp_path / "unnamed")
    recipe = recipe_in(file)
    assert job_of(recipe) == asked
    assert recipe.to_text() == Recipe.of(asked).to_text()
    assert recipe.key in explain(recipe)
    made = remake(file, tmp_path / f"b{suffix}", quiet)
    assert (made.equal, made.why, str(made)) == (True, (), "The bytes are equal.")


@pytest.mark.parametrize(("suffix", "film"), ALL)
def test_a_file_contains_nothing_private(suffix: str, film: bool, tmp_path: Path):
    content = render(job(suffix, film), tmp_path / f"a{suffix}").files[0].read_bytes()
    private = {str(tmp_path), str(Path.home()), str(Path.cwd()), socket.gethostname(), getpass.getuser()}
    # A short name can occur in compressed bytes by chance, so only what can be read is searched.
    readable = b"\n".join(re.findall(rb"[ -~]{12,}", content))
    told = readable + json.dumps(recipe_in(tmp_path / f"a{suffix}").to_json()).encode()
    for word in private - {"/"}:
        assert not re.search(rb"(?<![A-Za-z])" + re.escape(word.encode()) + rb"(?![A-Za-z])", told)
    assert not re.search(rb"D:20\d\d|20\d\d-[01]\d-[0-3]\d", told)


def test_another_kind_of_file_can_be_made_from_the_recipe(tmp_path: Path):
    render(job(".png"), tmp_path / "a.png")
    made = remake(tmp_path / "a.png", tmp_path / "b.svg", quiet)
    assert "<svg" in (tmp_path / "b.svg").read_text(encoding="utf-8")
    assert str(made) == "The bytes are not equal: it is another kind of file, .svg and not .png."
    with pytest.raises(Refusal, match=r'"film" writes \.mp4'):
        remake(tmp_path / "a.png", tmp_path / "b.mp4", quiet)


def test_a_difference_is_attributed_to_its_cause():
    now = Recipe.of(job(".png"))
    older = replace(now, versions={**now.versions, "typst": "0.1"}, program="0.0.1", key="0")
    assert reasons(older, now) == (
        "hillside was 0.0.1 and is 0.1.0",
        "typst was 0.1 and is " + now.versions["typst"],
    )
    assert "code or its fonts have changed" in reasons(replace(now, key="0"), now)[0]
    assert "changed since" in reasons(now, now)[0]
    files = [{"name": "Mine.ttf", "sha256": "ab"}]
    theme = {**now.job["theme"], "typeface": {**now.job["theme"]["typeface"], "files": files}}
    lent = replace(now, job={**now.job, "theme": theme})
    assert reasons(lent, now) == ("the font Mine.ttf is not in the file, and one of ours stands in",)


def test_an_edited_file_is_distinguished_from_the_original(tmp_path: Path):
    render(job(".svg"), tmp_path / "a.svg")
    text = (tmp_path / "a.svg").read_text(encoding="utf-8")
    (tmp_path / "a.svg").write_text(text.replace("</svg>", "<!-- mine --></svg>"), encoding="utf-8")
    made = remake(tmp_path / "a.svg", tmp_path / "b.svg", quiet)
    assert not made.equal
    assert "changed since" in str(made)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"theme": THEMES["dark"]}, "--theme dark"),
        ({"theme": theme_of("light", "#fdf6e3")}, "--theme light --background fdf6e3"),
        ({"excerpt": Excerpt(moment=1.5, transparent=True)}, "--background transparent --moment 1.5"),
        ({"excerpt": Excerpt(beat=2)}, "--beat 2"),
        ({"language": language_of("de")}, "--lang de"),
        ({"language": language_of("en", {"rise": "Δy"})}, "--word rise 'Δy'"),
        ({"suffix": ".mp4", "excerpt": Excerpt(loop=True, budget=8_000_000)}, "--loop --budget 8MB"),
        ({"suffix": ".mp4"}, "hillside film tangent"),
    ],
)
def test_the_command_line_of_a_recipe_has_the_requested_options(changes: dict[str, object], words: str):
    asked = replace(job(".png"), **changes)
    assert words in command(Recipe.of(asked), "a.png")
    assert job_of(Recipe.of(asked)) == asked or asked.theme.name != "own"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"hello", "is not a file of a kind that is made here"),
        ("a.png", b"", "is not a file of a kind that is made here"),
        ("a.png", b"\x89PNG\r\n\x1a\nrubbish", "is damaged"),
        ("a.svg", b"<svg><metadata>", "is damaged"),
        ("a.svg", b"<svg/>", "carries no recipe: another program made it"),
        ("a.pdf", b"%PDF-1.7\n%%EOF\n", "carries no recipe: another"),
        ("a.pdf", b"%PDF-1.7\n", "is damaged: it ends early"),
        ("a.pdf", b"%PDF-1.7\n<x:xmpmeta><a></x:xmpmeta>", "is damaged"),
        ("a.mp4", b"\0\0\0\x20ftypisomrubbish", "is damaged"),
        ("a.webm", b"\x1aE\xdf\xa3rubbish", "is damaged"),
        ("a.mp4", b"\0\0\0\x20ftypisom", "is damaged"),
        ("a.gif", b"GIF89a", "is damaged"),
        ("a.webp", b"RIFF\x04\0\0\0WEBPVP8 ", "is damaged"),
    ],
)
def test_a_foreign_or_damaged_file_gets_a_clear_answer(
    tmp_path: Path, name: str, content: bytes, message: str
):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Failure, match=message) as caught:
        recipe_in(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_missing_is_named(tmp_path: Path):
    with pytest.raises(Failure, match=r"cannot read .*a\.png: No such file"):
        recipe_in(tmp_path / "a.png")


def test_a_picture_of_another_program_carries_no_recipe(tmp_path: Path):
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")
    with pytest.raises(Failure, match="carries no recipe"):
        recipe_in(tmp_path / "a.png")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("figure", 3),
        ("size", {"width": 10, "height": 10}),
        ("size", "640x360"),
        ("fps", "many"),
        ("fps", None),
        ("suffix", ".exe"),
        ("quality", "splendid"),
        ("params", [["at"]]),
        ("theme", {"colors": {"paper": "url(x)"}}),
        ("finish", {"beat": -1}),
        ("finish", {"surprise": 1}),
        ("language", {"code": "tlh", "words": {}}),
        ("surprise", 1),
        ("figure", "--help"),
        ("params", [["at", "1\x1b[2J"]]),
        ("params", [["--at", "1"]]),
        ("fps", 4.0),
        ("finish", {**Excerpt().__dict__, "beat": 1.5}),
        ("theme", {"colors": THEMES["light"].colors(), "typeface": None}),
        ("theme", {"colors": THEMES["light"].colors(), "typeface": {"files": [{"name": 1, "sha256": ""}]}}),
    ],
)
def test_a_recipe_with_an_impossible_entry_is_damaged(key: str, value: object):
    recipe = Recipe.of(job(".png"))
    broken = replace(recipe, job={**recipe.job, key: value})
    with pytest.raises(Failure, match="damaged"):
        recipe_from(broken.to_text())


@pytest.mark.parametrize("text", ['{"hillside":', '{"hillside": 3}', '{"hillside": {}}', '["hillside"]' * 9])
def test_a_truncated_recipe_is_damaged(text: str):
    with pytest.raises(Failure, match="damaged"):
        recipe_from(text)


def test_an_unrelated_text_is_not_a_recipe():
    assert recipe_from("Rendered with Manim Community") is None


@pytest.mark.parametrize("entry", ["versions", "job", "key", "program"])
@pytest.mark.parametrize("value", [None, 3, ["a"], {"numpy": None}])
def test_a_recipe_with_an_entry_of_another_type_is_damaged(entry: str, value: object):
    table = {**Recipe.of(job(".png")).to_json(), entry: value}
    with pytest.raises(Failure, match="damaged"):
        recipe_from(json.dumps({"hillside": table}))


def test_a_recipe_longer_than_any_is_damaged_and_its_answers_are_short():
    long = replace(job(".png"), params=(("label", "'" * 30_000),))
    recipe = recipe_from(Recipe.of(long).to_text())
    assert recipe is not None
    assert len(explain(recipe)) < 3000
    assert len(command(recipe, "a.png")) < 3000
    with pytest.raises(Failure, match="damaged"):
        recipe_from(Recipe.of(replace(long, params=(("label", "'" * 60_000),))).to_text())
