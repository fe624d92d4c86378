"""What the papers say of the project's own files is true: every path is there, every link leads somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
ROOMS = ("hillside", "mathcore", "scenes", "tests", "benchmarks", "lectures", "docs", ".ci")
PATH = re.compile(rf"(?<![\w/.-])((?:{'|'.join(map(re.escape, ROOMS))})/[\w./*-]*)")
"""A path from the top of the checkout; figures that a reader makes have names that say so."""
MADE_BY_THE_READER = ("your_figure", "my_figure")


def headings(paper: Path) -> set[str]:
    """The anchors of a paper's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.*)$", paper.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def links(paper: Path) -> list[str]:
    found = re.findall(r"\]\(([^)\s]+)\)", paper.read_text(encoding="utf-8"))
    return [link for link in found if "://" not in link and not link.startswith("mailto:")]


def paths(paper: Path) -> list[str]:
    found = (each.rstrip(".") for each in PATH.findall(paper.read_text(encoding="utf-8")))
    return [each for each in found if not any(name in each for name in MADE_BY_THE_READER)]


def test_the_documents_are_found_and_name_paths() -> None:
    assert {"README.md", "CONTRIBUTING.md", "architecture.md"} <= {paper.name for paper in PAPERS}
    assert sum(len(paths(paper)) for paper in PAPERS) > 20


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_path_in_a_document_exists(paper: Path) -> None:
    missing = [path for path in paths(paper) if not any(ROOT.glob(path.rstrip("/")))]
    assert not missing


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_every_link_in_a_document_resolves(paper: Path) -> None:
    for link in links(paper):
        file, _, anchor = link.partition("#")
        target = paper.parent / file if file else paper
        assert target.exists(), link
        assert not anchor or anchor in headings(target), link


def test_the_reference_is_what_the_figures_declare() -> None:
    command = [sys.executable, str(ROOT / "render.py"), "list", "--markdown"]
    declared = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert (ROOT / "docs" / "reference.md").read_text(encoding="utf-8") == declared, "run make reference"


def test_the_docstring_in_contributing_is_one_of_ours() -> None:
    example = re.search(r"```python\n(.*?)```", CONTRIBUTING, flags=re.DOTALL)
    assert example
    assert any(example[1] in path.read_text(encoding="utf-8") for path in (ROOT / "mathcore").rglob("*.py"))


def test_pre_commit_runs_what_make_check_runs() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = re.search(r"^check:.*\n((?:\t.*\n)+)", makefile, flags=re.MULTILINE)
    assert recipe
    hooks = re.findall(r"entry: (.*)", (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert hooks == recipe[1].replace("\t", "").splitlines()
