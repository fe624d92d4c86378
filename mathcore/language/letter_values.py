"""Letters with values, such as the a of a x^2, replaced by them."""

from collections.abc import Mapping

from mathcore.expressions.code import Builder, Code, Step, extract, folded
from mathcore.language.calls import power_step

_FOLDED = frozenset({"add", "sub", "neg", "mul", "div"})


def with_values(code: Code, values: Mapping[str, Code]) -> Code:
    """Return code with constants in the place of letters; only what they touch is simplified.

    Example:
        >>> from mathcore.language.parser import code_of
        >>> from mathcore.language.printing import text
        >>> code = code_of("a*x^2 + b", ("a", "b", "x"))
        >>> text(with_values(code, {"a": code_of("1", ()), "b": code_of("-2", ())}))
        'x^2 - 2'
    """
    builder, touched = Builder(), list[bool]()

    def replaced(step: Step, args: list[int]) -> int | None:
        touched.append(step.op == "name" and step.value in values)
        if touched[-1]:
            return builder.include(values[str(step.value)])[-1]
        if step.op == "pow":
            return power_step(builder, *args)
        if step.op in _FOLDED and any(touched[a] for a in step.args):
            return folded(builder, step.op, *args)
        return None

    return extract(builder.steps, builder.include(code, replaced)[-1:])[0]
