"""Commands as the tables of costs name them."""

from collections.abc import Mapping


def command(figure: str, params: Mapping[str, str]) -> str:
    """The command that draws a figure, in the backticks of a docstring; quotes where a shell needs them."""
    words = [figure]
    for name, text in params.items():
        words += [f"--{name}", f'"{text}"' if " " in text else text]
    return f"`{' '.join(words)}`"
