"""Pictures that a table of weights names by the command that draws them."""

import shlex
from typing import Any

from hillside.stage.params import fields_of


def picture_of(scene: Any, table: object, command: str) -> Any:
    """The figure that a command draws; the docstring of the table must name the command in backticks."""
    assert f"`{command}`" in " ".join(str(type(table).__doc__).split())
    given: dict[str, Any] = {}
    words = iter(shlex.split(command)[1:])
    for word in words:
        option, equals, text = word.removeprefix("--").partition("=")
        name = option.replace("-", "_")
        given[name] = _codec(scene, name).read(text if equals else next(words))
    return scene(scene.Params(**given))


def _codec(scene: Any, name: str) -> Any:
    return next(each for each in fields_of(scene.Params) if each.name == name)
