from pathlib import Path

import pytest

from hillside.decks.kinds import exporter_of, suffixes
from hillside.stage.errors import Refusal


def test_slides_of_an_unknown_kind_are_refused_with_those_there_are():
    with pytest.raises(
        Refusal, match=r"talk.ppt: the suffix .ppt is not one of slides; choose one of .*\.pptx"
    ):
        exporter_of(Path("talk.ppt"))
    assert ".pptx" in suffixes()
