"""Figures in a notebook: what a cell keeps, what is refused, and real cells run by a real kernel."""

import inspect
import re
from base64 import b64decode
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from PIL import Image

from hillside.stage.errors import HillsideError, Refusal
from hillside.studio.bundle import python_call
from hillside.studio.notebook import figure

ROOT = Path(__file__).resolve().parents[3]
Run = Callable[..., list[Any]]


class Attributes(HTMLParser):
    """The attributes of each element of a piece of HTML, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def inline(address: str | None) -> bytes:
    found = re.fullmatch(r"data:[a-z0-9+/]+;base64,(.*)", address or "")
    assert found is not None
    return b64decode(found[1])


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Give a function that runs cells one after the other, and returns the outputs of each."""

    def run(*sources: str) -> list[Any]:
        notebook: Any = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(each) for each in sources])
        NotebookClient(
            notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
        ).execute()
        nbformat.validate(notebook)
        return [cell.outputs for cell in notebook.cells]

    return run


def test_a_figure_is_an_image_with_alt_text_and_a_png_fallback():
    shown = figure("tangent", function="x^2", at=1, quality="draft")
    data, about = shown.bundle
    ((tag, attributes),) = Attributes(data["text/html"]).found
    assert tag == "img"
    assert attributes["alt"] == data["text/plain"] == about["image/png"]["alt"] == shown.alt
    assert "slope 2" in shown.alt
    assert inline(attributes["src"]).startswith(b"<?xml") or b"<svg" in inline(attributes["src"])[:200]
    assert Image.open(BytesIO(b64decode(data["image/png"]))).size == (854, 480)


def test_a_figure_shows_the_same_bytes_each_time():
    assert figure("tangent", at=2).bundle == figure("tangent", at="2").bundle


def test_parameters_are_values_or_their_texts():
    jobs = {figure("tangent", at=each).job for each in (0.5, "0.5")}
    assert len(jobs) == 1
    assert dict(figure("tangent", at="1/2").job.params)["at"] == "1/2"
    assert dict(figure("tangent", window=None).job.params)["window"] == "auto"


def test_theme_language_and_size_are_those_of_the_command_line():
    job = figure("tangent", theme="dark", lang="de", size="400x300", background="#0b2545").job
    assert (job.theme.paper, job.language.code, str(job.size)) == ("#0b2545", "de", "400x300")


@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("tangnt", {}, 'there is no figure "tangnt"; did you mean "tangent"?'),
        ("tangent", {"att": 2}, 'att: no such parameter here; did you mean "at"?'),
        ("tangent", {"at": True}, "at: True is not"),
        ("tangent", {"function": "sinn(x)"}, "sinn"),
        ("tangent", {"function": "log(x)", "at": -1}, "at: ln(x) has no tangent"),
        ("tangent", {"theme": "drak"}, "dark"),
        ("tangent", {"beat": 99}, "beat 99 is out of range"),
    ],
)
def test_a_wrong_argument_is_refused_with_a_message(name: str, options: dict[str, Any], said: str):
    with pytest.raises(HillsideError, match=re.escape(said)):
        figure(name, **options)


def test_the_picture_of_a_beat_is_its_end_with_its_caption_as_alt_text():
    first, whole = figure("tangent", beat=1, quality="draft"), figure("tangent", quality="draft")
    assert first.alt != whole.alt
    assert first.bundle[0]["image/png"] != whole.bundle[0]["image/png"]


def test_a_film_is_muted_and_has_controls_a_poster_and_captions():
    film = figure("tangent", beat=1, quality="draft", size="320x180", lang="de").film(loop=True)
    (video, attributes), (track, captions) = Attributes(film.bundle[0]["text/html"]).found
    assert (video, track) == ("video", "track")
    assert {"controls", "muted", "playsinline", "loop"} <= attributes.keys()
    assert inline(attributes["src"])[4:8] == b"ftyp"
    assert Image.open(BytesIO(inline(attributes["poster"]))).size == (320, 180)
    assert inline(captions["src"]).decode().startswith("WEBVTT")
    assert captions["srclang"] == "de"
    assert attributes["aria-label"] == film.bundle[0]["text/plain"]


def test_pictures_and_films_are_saved_in_the_format_of_the_suffix(tmp_path: Path):
    shown = figure("tangent", beat=1, quality="draft", size="320x180")
    assert shown.save(tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert shown.film().save(str(tmp_path / "a.gif")).read_bytes().startswith(b"GIF89a")
    with pytest.raises(HillsideError, match=r'"film" writes \.mp4'):
        shown.save(tmp_path / "a.mp4")


def test_the_repr_of_a_figure_is_a_python_call():
    shown = figure("tangent", at=2, label='the "slope"')
    assert eval(repr(shown), {"figure": figure}).job == shown.job  # noqa: S307 - our own text
    assert python_call("a", {"b": "007", "c": "1e3", "d": "é\n"}) == 'figure("a", b="007", c="1e3", d="é\\n")'


def test_cells_show_a_figure_repeatedly_and_report_errors(run: Run):
    outputs = run(
        "from hillside import figure",
        'figure("tangent", at=2, quality="draft")',
        "from hillside import figure",
        'figure("tangent", at=3, quality="draft")',
    )
    for number, slope in ((1, "x = 2"), (3, "x = 3")):
        (output,) = outputs[number]
        assert output.output_type == "execute_result"
        assert slope in output.data["text/plain"]
        assert {"text/html", "image/png"} <= output.data.keys()
    with pytest.raises(CellExecutionError) as refused:
        run("from hillside import figure", 'figure("tangent", att=2)')
    *_, line, cell, said = refused.value.traceback.split("\n", 5)
    assert (line, cell, said.strip()) == (
        "------------------",
        "",
        'att: no such parameter here; did you mean "at"?',
    )


def test_the_guide_matches_the_notebook_functions():
    guide = (ROOT / "docs" / "notebook.md").read_text(encoding="utf-8")
    lines = re.findall(r'`(figure\("tangent"[^`]*\))`', guide)
    assert len(lines) == 6
    (first,) = re.findall(r"^figure\(.*\)$", guide, flags=re.MULTILINE)
    assert eval(first, {"figure": figure}).alt.startswith("The curve")  # noqa: S307 - our own text
    options = {*re.findall(r"`(\w+)=", guide)}
    assert options <= inspect.signature(figure).parameters.keys()
    assert 'att: no such parameter here; did you mean "at"?' in guide


def test_a_figure_works_with_the_manim_notebook_magic(run: Run):
    outputs = run(
        "from manim import *\nfrom hillside import figure",
        "%%manim -ql -n 0,0 --disable_caching -v ERROR Tangent\nfrom scenes.tangent.scene import Tangent",
        'figure("tangent", quality="draft")',
    )
    shown = [output.data for output in outputs[1] if "data" in output]
    assert any("<video" in data.get("text/html", "") for data in shown)
    assert "text/html" in outputs[2][0].data


def test_a_class_in_place_of_a_name_is_refused_with_the_way_to_show_it():
    class Mine:
        pass

    with pytest.raises(Refusal, match=r'such as "tangent", but Mine was given; .* begins with %%manim Mine'):
        figure(Mine)


def test_a_figure_is_explored_in_a_frame_of_its_own():
    page = figure("tangent", at=2).explore()
    shown, _ = page._repr_mimebundle_()
    assert 'sandbox="allow-scripts"' in shown["text/html"]
    assert shown["text/html"].count("<") == 2
    assert repr(page).endswith(".explore()")
