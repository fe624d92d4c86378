from pathlib import Path

from hillside.files.captions import Clip
from hillside.files.formats import Size
from hillside.studio.rendering import Rendering


def test_a_rendering_survives_a_round_trip_through_json():
    rendering = Rendering(
        title="Tangent",
        alt="A curve.",
        size=Size(640, 360),
        facts={"slope": 1.25, "touch": [1, 2]},
        files=(Path("out/t.mp4"), Path("out/t.vtt")),
        clips=(Clip("Here is a curve.", 2.5, 0.0), Clip("Pick a point.", 1.0, 2.5)),
    )
    assert Rendering.from_json(rendering.to_json()) == rendering
