"""Fonts of this machine, found by the names of their families."""

from pathlib import Path

import pytest

from hillside.stage.lettering.font_collections import InstalledFace, installed_faces
from hillside.stage.lettering.typeface import FONT_FOLDER
from hillside.studio import installed_fonts
from hillside.studio.installed_fonts import installed_typeface

MEDIUM, SEMIBOLD = FONT_FOLDER / "Inter-Medium.ttf", FONT_FOLDER / "Inter-SemiBold.ttf"


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let some families be installed; that of their files is Inter."""
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    faces = (
        InstalledFace("Inter", 400, MEDIUM),
        InstalledFace("Inter", 600, SEMIBOLD),
        InstalledFace("Carlito", 400, MEDIUM),
        InstalledFace("Damaged", 400, tmp_path / "broken.ttf"),
    )
    monkeypatch.setattr(installed_fonts, "installed_faces", lambda: faces)


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize(
    ("family", "text", "files"),
    [
        ("Inter", "Inter", ["Inter-Medium.ttf", "Inter-SemiBold.ttf"]),
        (" inter  Light ", "Inter", ["Inter-Medium.ttf", "Inter-SemiBold.ttf"]),
        ("Calibri", "Carlito", ["Inter-Medium.ttf"]),
        ("Calibri Light", "Carlito", ["Inter-Medium.ttf"]),
    ],
)
def test_a_family_is_found_by_its_name_or_by_one_of_the_same_widths(
    family: str, text: str, files: list[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(installed_fonts, "tried", lambda typeface: typeface)
    found = installed_typeface(family)
    assert found is not None
    assert (found.text, [file.name for file in found.text_files]) == (text, files)


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize("family", ["Nowhere", "Damaged", "", "+mn-lt"])
def test_what_is_not_there_or_cannot_set_a_figure_is_not_used(family: str):
    assert installed_typeface(family) is None


def test_the_faces_of_this_machine_are_font_files():
    for face in installed_faces():
        assert face.family
        assert 100 <= face.weight <= 900
        assert face.path.is_file()
