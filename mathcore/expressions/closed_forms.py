"""The shortest closed form of an expression: it is written in several ways, and the shortest is chosen.

Each identity, such as sin^2 = 1 - cos^2, gives a rational function of generators with common factors
cancelled. That is written factored, expanded, term by term, and grouped by functions. Of forms that are
equally short the first is taken, which is the expression as it was.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from mathcore.expressions.code import Builder, depending, folded
from mathcore.expressions.generators import Generators, Kind, translated
from mathcore.expressions.identities import SQUARES, Identity, takes_apart
from mathcore.expressions.multiple_angles import has_waves, in_multiple_angles, multiplied
from mathcore.expressions.polynomials import ExpansionError, Monomial, Polynomial, Terms, polynomial
from mathcore.expressions.products import Product, size_of
from mathcore.expressions.rational_forms import Writer, in_usual_order, terms_over
from mathcore.expressions.rational_functions import RationalFunction, expansion, factored, from_terms
from mathcore.expressions.sums import SUMS, collected, terms_of, write_sum

_TRIVIAL = 3
"""Size of an expression that cannot be shortened, such as x^2."""
_KEPT = 1.2
"""An expression is kept as it is if its cost is at most this many times that of the shortest form."""
_NESTED = 4
"""Cost of a fraction inside a fraction, in operations."""
_ARITHMETIC = ("add", "sub", "mul", "div", "neg")
_POWERS = ("pow", "root_power", "sqrt", "cbrt")
_MOST_STEPS = 400
"""Maximum number of steps of an expression that is shortened."""
_MOST_MERGED = 6
"""Maximum number of terms that are tried in pairs."""


def closed_form(builder: Builder, place: int) -> int:
    """Return the index of the shortest form of an expression.

    Example:
        >>> builder = Builder()
        >>> x = builder.step("name", value="x")
        >>> two = builder.number(2.0)
        >>> over = builder.step("sub", builder.step("mul", x, x), builder.number(4.0))
        >>> found = closed_form(builder, builder.step("div", over, builder.step("sub", x, two)))
        >>> builder.steps[found].op, size_of(builder, found)
        ('add', 3)
    """
    step = builder.steps[place]
    if step.op == "where":
        condition, *branches = step.args
        return folded(builder, "where", condition, *(closed_form(builder, branch) for branch in branches))
    if size_of(builder, place) <= _TRIVIAL or len(depending(builder.steps, [place])) > _MOST_STEPS:
        return place
    best = min(_forms(builder, place), key=lambda form: _cost(builder, form), default=place)
    return place if _cost(builder, place) <= _KEPT * _cost(builder, best) else best


def _cost(builder: Builder, place: int) -> int:
    """Return the size of a form, more for fractions inside fractions."""
    return size_of(builder, place) + _NESTED * nested_fractions(builder, place)


def nested_fractions(builder: Builder, place: int) -> int:
    """Return the number of quotients inside quotients, arguments and exponents not counted.

    Example:
        >>> builder = Builder()
        >>> x = builder.step("name", value="x")
        >>> inner = builder.step("div", x, builder.number(3.0))
        >>> nested_fractions(builder, builder.step("div", inner, x))
        1
    """
    found = 0
    waiting = [(place, False)]
    while waiting:
        at, inside = waiting.pop()
        op, args, _ = builder.steps[at]
        found += inside and op == "div"
        if op in _ARITHMETIC:
            waiting += [(a, inside or op == "div") for a in args]
        elif op in _POWERS:
            waiting.append((args[0], inside))
    return found


def _forms(builder: Builder, place: int) -> Iterator[int]:
    """Yield other forms of an expression."""
    terms = _terms(builder, place)
    for identity in _identities(builder, place):
        try:
            generators, (whole, *parts) = translated(builder, [place, *terms], identity)
            yield shortest(generators, whole)
            if 1 < len(parts) <= _MOST_MERGED:
                yield _merged(generators, parts)
        except ExpansionError:
            continue


def _identities(builder: Builder, place: int) -> list[Identity]:
    """Return the identities that concern functions of the expression."""
    ops = {builder.steps[at].op for at in depending(builder.steps, [place])}
    concerned = {
        identity
        for identity in Identity
        if any(op in ops for i, op in SQUARES if i is identity) or takes_apart(identity, ops)
    }
    return [identity for identity in Identity if identity in concerned or identity is Identity.NONE]


def _terms(builder: Builder, place: int) -> list[int]:
    """Return the terms of a sum, with their signs; none if the expression is not a sum."""
    if builder.steps[place].op not in SUMS:
        return []
    found: list[int] = []
    waiting = [(place, 1)]
    while waiting:
        at, sign = waiting.pop()
        op, args, _ = builder.steps[at]
        if op in SUMS:
            waiting += [(args[1], sign if op == "add" else -sign), (args[0], sign)]
        else:
            found.append(at if sign > 0 else builder.step("neg", at))
    return found


def shortest(generators: Generators, f: RationalFunction) -> int:
    """Return the index of the shortest way to write a rational function."""
    return min(_ways(generators, f), key=lambda way: size_of(generators.builder, way))


def _ways(generators: Generators, f: RationalFunction) -> Iterator[int]:
    writer = Writer(generators)
    yield from _written(writer, f, factored(f), factored(generators.opened(f)))
    yield Writer(generators, hyperbolic=True).write(f)
    try:
        yield from _written(writer, multiplied(generators, f, writer.write))
        yield from _written(writer, _expanded_waves(writer, f))
    except ExpansionError:
        return


def _expanded_waves(writer: Writer, f: RationalFunction) -> RationalFunction:
    """Return f with its whole numerator at multiple angles."""
    below = {p: n for p, n in f.factors.items() if n < 0}
    open_ = expansion({p: n for p, n in f.factors.items() if n > 0}, writer.generators.reduced)
    if not has_waves(writer.generators, open_):
        return f
    return in_multiple_angles(writer.generators, open_, writer.write).times(RationalFunction(f.number, below))


def _written(writer: Writer, *forms: RationalFunction) -> Iterator[int]:
    """Yield each form factored, and with its numerator expanded."""
    for form in _distinct(*forms):
        yield writer.write(form)
        above = {p: n for p, n in form.factors.items() if n > 0}
        below = {p: n for p, n in form.factors.items() if n < 0}
        if not any(p.is_sum for p in above):
            continue
        try:
            open_ = expansion(above, writer.generators.reduced)
        except ExpansionError:
            continue
        yield from _expanded(writer, form.number, open_, below)


def _distinct(*forms: RationalFunction) -> list[RationalFunction]:
    return [form for at, form in enumerate(forms) if form not in forms[:at]]


def _expanded(
    writer: Writer, number: Fraction, open_: Terms, below: Mapping[Polynomial, int]
) -> Iterator[int]:
    """Yield forms with the numerator multiplied out: over the denominator, term by term, and grouped."""
    if not open_:
        return
    with_number = Polynomial(
        tuple((monomial, c * number.numerator) for monomial, c in polynomial(open_).terms)
    )
    over = with_number if len(open_) > 1 else None
    if over is not None:
        yield writer.write(RationalFunction(Fraction(1, number.denominator), {over: 1, **below}))
    f = RationalFunction(number)
    yield writer.write_terms(terms_over(f, open_, below))
    groups = _grouped(writer.generators, open_)
    if 1 < len(groups) < len(open_):
        under = RationalFunction(number, below)
        yield writer.write_terms([factored(from_terms(group)).times(under) for group in groups])


def _grouped(generators: Generators, open_: Terms) -> list[Terms]:
    """Return the terms of a polynomial in groups with the same functions: (x^2 + 1) sin x + 2x cos x."""
    groups: dict[Monomial, dict[Monomial, int]] = {}
    for monomial, c in in_usual_order(polynomial(open_).terms):
        functions = tuple((g, n) for g, n in monomial if not _is_variable(generators, g))
        groups.setdefault(functions, {})[monomial] = c
    return list(groups.values())


def _is_variable(generators: Generators, g: int) -> bool:
    entry = generators.table[g]
    return entry.kind is Kind.FACTOR and generators.builder.steps[entry.step].op in ("name", "pi")


def _is_monomial(generators: Generators, f: RationalFunction) -> bool:
    """Return whether a term is a number times powers of variables: 3x^2 - 6x + 2 is not 3x (x - 2) + 2."""
    return all(
        not p.is_sum and n > 0 and _is_variable(generators, p.terms[0][0][0][0]) for p, n in f.factors.items()
    )


def _merged(generators: Generators, parts: Sequence[RationalFunction]) -> int:
    """Return the index of a sum, two terms made one wherever that is shorter."""
    builder = generators.builder

    def size(f: RationalFunction) -> int:
        return size_of(builder, shortest(generators, f)) if f.number else -1

    pieces = [part for part in parts if part.number]
    merging = True
    while merging:
        merging = False
        for i, j in ((m, k) for m in range(len(pieces)) for k in range(m)):
            if _is_monomial(generators, pieces[i]) and _is_monomial(generators, pieces[j]):
                continue
            both = generators.sum_of([pieces[j], pieces[i]])
            if size(both) <= size(pieces[i]) + size(pieces[j]):
                pieces = [*pieces[:j], both, *pieces[j + 1 : i], *pieces[i + 1 :]]
                pieces = [piece for piece in pieces if piece.number]
                merging = True
                break
    terms: list[Product] = []
    for piece in pieces:
        terms += terms_of(builder, shortest(generators, piece))
    return write_sum(builder, collected(terms))
