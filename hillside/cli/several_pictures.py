"""Several pictures from one command: `--function "x^2" --function "x^3" -o "{function}.png"`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from hillside.cli.grammar import times
from hillside.stage.errors import Refusal, counted

MOST = 100
"""Maximum number of pictures from one command; a lecture file names more."""


def each_picture(options: Mapping[str, Any], single: Iterable[str]) -> list[dict[str, Any]]:
    """Return the options of each picture: one for each choice among values that were given several times.

    The name of the file has `{NAME}` in place of each value, without the characters that no file name has.

    Args:
        options: the options, with a tuple of the values given for each parameter.
        single: the names of the parameters of which a picture has one value.

    Raises:
        Refusal: A value was given twice and the name of the file does not say which, or two files would have
            one name, or there are too many.

    >>> options = {"function": ("x^2", "x/2"), "at": ("1",), "output": "{function} at {at}.png"}
    >>> [(each["function"], each["output"]) for each in each_picture(options, ["function", "at"])]
    [(('x^2',), 'x^2 at 1.png'), (('x/2',), 'x_2 at 1.png')]
    """
    given = {name: options[name] for name in single if isinstance(options[name], tuple) and options[name]}
    output = str(options["output"])
    several = {name: values for name, values in given.items() if len(values) > 1}
    for name, values in several.items():
        if f"{{{name}}}" not in output:
            flag = f"--{name.replace('_', '-')}"
            raise Refusal(
                f"{flag} is given {times(len(values))}, and one picture has one; for a picture of each, "
                f'write -o "{{{name}}}.png", or name them in a lecture file: hillside new talk.toml'
            )
    pictures = [
        {**options, **{name: (value,) for name, value in zip(given, choice, strict=True)}}
        | {"output": _named(output, dict(zip(given, choice, strict=True)))}
        for choice in product(*given.values())
    ]
    if len(pictures) > MOST:
        raise Refusal(f"these are {counted(len(pictures), 'picture')}; one command draws at most {MOST}")
    names = [str(each["output"]) for each in pictures]
    for name in names:
        if names.count(name) > 1:
            raise Refusal(f"two of the pictures would be {name}; give each a name of its own")
    return pictures


def _named(output: str, values: Mapping[str, str]) -> str:
    """Return a file name with the values in it; spaces and what a file name cannot have are left out."""
    for name, value in values.items():
        plain = re.sub(r'[/\\:*?"<>|\x00-\x1f]', "_", re.sub(r"\s+", "", value))
        output = output.replace(f"{{{name}}}", plain)
    return output
