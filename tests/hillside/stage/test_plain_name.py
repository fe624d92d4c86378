"""Files are written into their folder and nowhere else."""

from pathlib import Path

import pytest

from hillside.stage.errors import Failure
from hillside.stage.plain_name import is_inside, is_plain_name, refuse_links_out


@pytest.mark.parametrize(
    "name", ["../a.png", "/a.png", "a/../../b.png", "~/../a.png", "a\\..\\b", "c:a.png", ""]
)
def test_a_name_that_leads_out_is_not_inside(name: str):
    assert not is_inside(name)
    assert not is_plain_name(name)


def test_links_within_a_folder_and_links_to_folders_are_left_alone(tmp_path: Path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.png").write_text("picture")
    (tmp_path / "out" / "b.png").symlink_to("a.png")
    (tmp_path / "out" / "data").symlink_to(tmp_path)
    (tmp_path / "link").symlink_to("out")
    refuse_links_out(tmp_path / "out")
    refuse_links_out(tmp_path / "link")


@pytest.mark.parametrize("target", ["victim.txt", "none.txt"])
def test_a_link_to_a_file_elsewhere_is_refused_whether_the_file_exists_or_not(tmp_path: Path, target: str):
    (tmp_path / "victim.txt").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.png").symlink_to(tmp_path / target)
    with pytest.raises(Failure, match=r"a\.png is a link that leads out of its folder"):
        refuse_links_out(tmp_path / "out")


def test_a_link_in_a_circle_is_refused_and_not_followed_for_ever(tmp_path: Path):
    (tmp_path / "a.png").symlink_to("b.png")
    (tmp_path / "b.png").symlink_to("a.png")
    with pytest.raises(Failure, match=r"a\.png"):
        refuse_links_out(tmp_path)
