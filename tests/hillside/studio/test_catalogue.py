import subprocess
import sys
from pathlib import Path

import pytest

from hillside.stage.errors import Failure, Refusal
from hillside.studio import catalogue
from tests.conftest import add_figure, take_out_scenes


def test_a_folder_in_scenes_is_a_figure(figures: Path):
    assert catalogue.names() == ("slope", "two-words")


def test_a_new_folder_is_found_without_being_registered(figures: Path):
    add_figure(figures, "new", '"""New"""')
    assert catalogue.names() == ("new", "slope", "two-words")


def test_the_first_line_of_the_docstring_is_the_blurb(figures: Path):
    assert catalogue.blurb("slope") == "Slope of a line: how steep it is"
    assert catalogue.title("slope") == "Slope of a line"
    assert catalogue.title("two-words") == "Two words"


def test_loading_gives_the_only_figure_class_of_the_module(figures: Path):
    figure = catalogue.load("two-words")
    assert figure.__name__ == "Slope"
    assert figure.facts(figure.Params()) == {"slope": 1.5}


def test_a_module_with_two_figures_is_refused(figures: Path):
    text = (figures / "slope" / "scene.py").read_text()
    add_figure(figures, "pair", text + text.replace("class Slope", "class Other"))
    with pytest.raises(TypeError, match="holds 2 figure classes"):
        catalogue.load("pair")


@pytest.mark.parametrize("ask", [catalogue.load, catalogue.blurb, catalogue.title])
def test_an_unknown_figure_is_refused_with_the_nearest_name(figures: Path, ask: object):
    with pytest.raises(Refusal) as caught:
        ask("slop")  # pyright: ignore
    assert str(caught.value) == (
        'there is no figure "slop"; did you mean "slope"? The figures are slope, two-words'
    )


@pytest.mark.parametrize("name", ["../errors", "__init__", "", "two_words", "os", "slope.py", "Slope"])
def test_only_names_of_the_catalogue_are_imported(figures: Path, name: str):
    with pytest.raises(Refusal, match="there is no figure"):
        catalogue.load(name)


@pytest.mark.parametrize("folder", ["my-slope", "slope.old"])
def test_a_folder_that_python_cannot_import_is_named(figures: Path, folder: str):
    add_figure(figures, folder, '"""Mine"""')
    for ask in (catalogue.blurb, catalogue.load):
        with pytest.raises(Failure, match=f"a folder for {folder} whose name Python cannot import; name it"):
            ask(folder)
    assert catalogue.load("slope")


def test_a_scene_that_is_not_python_is_named_with_its_line(figures: Path):
    add_figure(figures, "broken", '"""Broken"""\ndef (\n')
    with pytest.raises(Failure, match=r"broken/scene.py, line 2: invalid syntax; mend it"):
        catalogue.blurb("broken")
    assert catalogue.load("slope")


def test_every_real_figure_has_a_blurb_that_fits_a_line():
    for name in catalogue.names():
        assert 10 <= len(catalogue.blurb(name)) <= 100, name


def test_names_and_blurbs_need_neither_manim_nor_numpy():
    code = (
        "import sys; from hillside.studio import catalogue;"
        "[catalogue.blurb(name) for name in catalogue.names()];"
        "print(sorted({'manim', 'numpy'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_the_reference_of_a_figure_has_all_its_parameters(figures: Path):
    assert catalogue.reference("slope") == (
        "## slope\n\nSlope of a line: how steep it is.\n\n"
        "| option | default | what it is |\n| --- | --- | --- |\n"
        "| `--at` | `1.5` | where it is measured; at least -10 and at most 10 |\n"
        "| `--steps` | `3` | how many steps; at least 0 |\n"
    )


@pytest.mark.parametrize("files", [["scenes.py"], ["scenes/__init__.py", "scenes/intro.py"]])
def test_a_package_of_the_same_name_that_hides_the_figures_is_named(
    files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    real = take_out_scenes()
    monkeypatch.syspath_prepend(tmp_path)  # pyright: ignore
    try:
        with pytest.raises(Failure, match=r"scenes.*hides the package scenes .*; rename it, or start Python"):
            catalogue.names()
    finally:
        take_out_scenes()
        sys.modules.update(real)


def test_a_figure_hidden_by_other_figures_in_the_way_is_said_to_be_there(figures: Path):
    with pytest.raises(Refusal, match=r'no figure "tangent".*two-words\. ') as error:
        catalogue.load("tangent")
    told = f"{figures} hides ours, which has tangent; rename it, or start Python in another folder"
    assert told in str(error.value)
    with pytest.raises(Refusal) as nowhere:
        catalogue.load("zebra")
    assert "hides" not in str(nowhere.value)
