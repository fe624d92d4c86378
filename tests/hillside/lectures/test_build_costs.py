"""The processor time of the outputs of a build."""

import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

from hillside.lectures.build_costs import processor_seconds
from hillside.lectures.schedule import FileRequest, draw_files
from hillside.stage.look.theme import THEMES
from hillside.studio.job import Job


def test_the_time_of_processes_that_have_ended_counts() -> None:
    before = processor_seconds()
    burn = "from time import process_time\nwhile process_time() < 0.3: pass"
    subprocess.run([sys.executable, "-c", burn], check=True)
    assert processor_seconds() - before >= 0.25


def test_the_outputs_of_a_figure_share_out_all_of_its_time(tmp_path: Path) -> None:
    requests = [
        FileRequest(name, Job.read("guide", {}, ".svg", THEMES["light"], "16:9", "draft"), tmp_path / name)
        for name in ("a.svg", "b.svg")
    ]
    began = process_time()
    outcomes = list(draw_files(requests, 1, lambda done, total, name: None))
    assert [outcome.error for outcome in outcomes] == [None, None]
    first, second = (outcome.spent for outcome in outcomes)
    assert first + second == pytest.approx(process_time() - began, abs=0.1)
    assert first > second > 0
