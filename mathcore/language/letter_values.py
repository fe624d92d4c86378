"""Letters with values, such as the a of a x^2, replaced by them."""

from collections.abc import Mapping

from mathcore.expressions.code import Builder, Code, extract, folded
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
    builder, places, touched = Builder(), list[int](), list[bool]()
    for op, args, value in code:
        inputs = [places[a] for a in args]
        touched.append(op == "name" and value in values)
        if touched[-1]:
            places.append(builder.include(values[str(value)])[-1])
        elif op == "pow":
            places.append(power_step(builder, *inputs))
        elif op in _FOLDED and any(touched[a] for a in args):
            places.append(folded(builder, op, *inputs))
        else:
            places.append(builder.step(op, *inputs, value=value))
    return extract(builder.steps, [places[-1]])[0]
