"""What an exponent means: e^u is exp(u), and u^(p/q) with odd q is a real root."""

from math import gcd

from mathcore.code import Builder


def power_step(builder: Builder, base: int, exponent: int) -> int:
    """Return the place of base^exponent.

    Example:
        >>> builder = Builder()
        >>> power_step(builder, builder.step("e"), builder.step("name", value="x"))
        2
        >>> builder.steps[2].op
        'exp'
    """
    steps = builder.steps
    if steps[base].op == "e":
        return builder.step("exp", exponent)
    fraction = _odd_root(builder, exponent)
    if fraction is not None:
        return builder.step("root_power", base, *fraction)
    return builder.step("pow", base, exponent)


def _odd_root(builder: Builder, exponent: int) -> tuple[int, int] | None:
    """Return the places of p and q if the exponent is written p/q in lowest terms with odd q > 1."""
    steps = builder.steps
    step = steps[exponent]
    negative = step.op == "neg"
    if negative:
        step = steps[step.args[0]]
    if step.op != "div":
        return None
    over, under = (_whole(builder, place) for place in step.args)
    if over is None or under is None or under % 2 == 0 or under == 1 or gcd(over, under) != 1:
        return None
    return builder.number(-over if negative else over), step.args[1]


def _whole(builder: Builder, place: int) -> int | None:
    step = builder.steps[place]
    if step.op == "neg":
        inner = _whole(builder, step.args[0])
        return None if inner is None else -inner
    if step.op != "number" or not isinstance(step.value, float):
        return None
    return int(step.value) if step.value.is_integer() and 0 < step.value < 1000 else None
