"""The shortest closed form of an expression: it is written in several ways, and the shortest is chosen.

Each identity, such as sin^2 = 1 - cos^2, gives a rational function of generators with common factors
cancelled. That is written factored, expanded, term by term, and grouped by functions. Of forms that are
equally short the first is taken, which is the expression as it was.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import takewhile

from mathcore.expressions.case_forms import in_cases
from mathcore.expressions.code import Builder, depending, is_decimal, number_of
from mathcore.expressions.generators import Generators, Kind, translated
from mathcore.expressions.identities import SQUARES, Identity, takes_apart
from mathcore.expressions.multiple_angles import has_waves, in_multiple_angles, multiplied
from mathcore.expressions.polynomials import ExpansionError, Monomial, Polynomial, Terms, polynomial
from mathcore.expressions.products import Product, product_of, size_of, write_product
from mathcore.expressions.rational_forms import Writer, in_usual_order, terms_over
from mathcore.expressions.rational_functions import RationalFunction, expansion, factored, from_terms
from mathcore.expressions.sums import SUMS, collected, terms_of, write_sum

_TRIVIAL = 3
"""Size of an expression that cannot be shortened, such as x^2."""
_KEPT = 1.1
"""An expression is kept as it is if its cost is at most this many times that of the shortest form."""
_SUM_KEPT = 1.2
"""The same for a sum, which shows the rule it comes from, and for decimals, which fractions would hide."""
_NESTED = 4
"""Cost of a fraction inside a fraction, in operations."""
_ARITHMETIC = ("add", "sub", "mul", "div", "neg")
_POWERS = ("pow", "root_power", "sqrt", "cbrt")
_LARGEST = 400
"""Largest size of an expression that is shortened; ten times that of the longest that fits on a slide."""
_MOST_REQUESTS = 1_000
"""Number of requested steps after which no further forms are tried."""
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
    if not _TRIVIAL < size_of(builder, place) <= _LARGEST:
        return place
    parts = depending(builder.steps, [place])
    if not any(builder.steps[at].op == "where" for at in parts):
        return _without_cases(builder, place)
    cases = in_cases(builder, place, closed_form)
    if builder.steps[place].op == "where" and cases is not None:
        return cases
    forms = [_without_cases(builder, place), *([] if cases is None else [cases])]
    return min(forms, key=lambda form: _cost(builder, form))


def _without_cases(builder: Builder, place: int) -> int:
    """Return the index of the shortest form in which a function with cases counts as one factor."""
    return _shortest_before(builder, place, builder.requests + _MOST_REQUESTS)


def _shortest_before(builder: Builder, place: int, last: int) -> int:
    """Return the index of the shortest form that is found before the number of requests is `last`."""
    forms = takewhile(lambda _: builder.requests < last, _forms(builder, place, last))
    best = min(forms, key=lambda form: _cost(builder, form), default=place)
    share = _SUM_KEPT if builder.steps[place].op in SUMS or _has_decimals(builder, place) else _KEPT
    return place if _cost(builder, place) <= share * _cost(builder, best) else best


def _has_decimals(builder: Builder, place: int) -> bool:
    numbers = (at for at in depending(builder.steps, [place]) if builder.steps[at].op == "number")
    return any(is_decimal(builder, at) for at in numbers)


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
        found += inside and (op == "div" or _is_reciprocal(builder, at))
        if op in _ARITHMETIC:
            waiting += [(a, inside or op == "div") for a in args]
        elif op in _POWERS:
            waiting.append((args[0], inside))
    return found


def _is_reciprocal(builder: Builder, place: int) -> bool:
    """Return whether a step is a power with a negative number as its exponent."""
    step = builder.steps[place]
    n = number_of(builder, step.args[1]) if step.op == "pow" else None
    return n is not None and n < 0


def _forms(builder: Builder, place: int, last: int) -> Iterator[int]:
    """Yield other forms of an expression: those of the whole, then those of its terms."""
    places, most = [place, *_terms(builder, place)], size_of(builder, place)
    with_terms: list[tuple[Generators, Sequence[RationalFunction]]] = []
    for identity in _identities(builder, place):
        try:
            generators, (whole, *parts) = translated(builder, places, identity)
            yield from _ways(generators, whole, most)
        except ExpansionError:
            continue
        with_terms += [(generators, parts)] if 1 < len(parts) <= _MOST_MERGED else []
    for generators, parts in with_terms:
        with suppress(ExpansionError):
            yield _merged(generators, parts, most, last)
    yield from _with_shorter_factors(builder, place, last)


def _with_shorter_factors(builder: Builder, place: int, last: int) -> Iterator[int]:
    """Yield a product with each sum of its numerator in its shortest form."""
    product = product_of(builder, place)
    sums = [base for base, n in product.powers.items() if n == 1 and builder.steps[base].op in SUMS]
    if not sums or place in sums:
        return
    others = {base: n for base, n in product.powers.items() if base not in sums}
    found = Product(product.number, product.decimal, others)
    for base in sums:
        found = found.times(product_of(builder, _shortest_before(builder, base, last)))
    yield write_product(builder, found)


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


def shortest(generators: Generators, f: RationalFunction, most: int) -> int:
    """Return the index of the shortest way to write a rational function.

    Ways that are longer than `most` for certain are left out.
    """
    return min(_ways(generators, f, most), key=lambda way: size_of(generators.builder, way))


def _ways(generators: Generators, f: RationalFunction, most: int) -> Iterator[int]:
    writer = Writer(generators)
    yield from _written(writer, most, f, factored(f), factored(generators.opened(f)))
    yield Writer(generators, hyperbolic=True).write(f)
    try:
        yield from _written(writer, most, multiplied(generators, f, writer.write))
        yield from _written(writer, most, _expanded_waves(writer, f))
    except ExpansionError:
        return


def _expanded_waves(writer: Writer, f: RationalFunction) -> RationalFunction:
    """Return f with its whole numerator at multiple angles."""
    below = {p: n for p, n in f.factors.items() if n < 0}
    open_ = expansion({p: n for p, n in f.factors.items() if n > 0}, writer.generators.reduced)
    if not has_waves(writer.generators, open_):
        return f
    return in_multiple_angles(writer.generators, open_, writer.write).times(RationalFunction(f.number, below))


def _written(writer: Writer, most: int, *forms: RationalFunction) -> Iterator[int]:
    """Yield each form factored, and with its numerator or denominator expanded.

    Those that are longer than `most` are left out.
    """
    for form in _distinct(*forms):
        yield writer.write(form)
        yield from _over_expanded(writer, most, form)
        above = {p: n for p, n in form.factors.items() if n > 0}
        below = {p: n for p, n in form.factors.items() if n < 0}
        if not any(p.is_sum for p in above):
            continue
        try:
            open_ = expansion(above, writer.generators.reduced)
        except ExpansionError:
            continue
        # n terms are n operands and n - 1 signs at least.
        if 2 * len(open_) - 1 <= most:
            yield from _expanded(writer, most, form.number, open_, below)


def _over_expanded(writer: Writer, most: int, f: RationalFunction) -> Iterator[int]:
    """Yield f with two sums or more of its denominator multiplied out: 2/((1 + x)(1 - x)) is 2/(1 - x^2)."""
    below = {p: -n for p, n in f.factors.items() if n == -1 and p.is_sum}
    if len(below) < 2:
        return
    open_ = expansion(below, writer.generators.reduced)
    if 1 < len(open_) <= most:
        above = RationalFunction(f.number, {p: n for p, n in f.factors.items() if p not in below})
        yield writer.write(above.times(from_terms(open_).power(-1)))


def _distinct(*forms: RationalFunction) -> list[RationalFunction]:
    return [form for at, form in enumerate(forms) if form not in forms[:at]]


def _expanded(
    writer: Writer, most: int, number: Fraction, open_: Terms, below: Mapping[Polynomial, int]
) -> Iterator[int]:
    """Yield forms with the numerator multiplied out: over the denominator, term by term, and grouped."""
    if not open_:
        return
    if len(open_) > 1:
        # A fraction keeps a number in front: 2 (1 - 3x^2) / (x^2 + 1)^3.
        inside = 1 if below else number.numerator
        over = Polynomial(tuple((monomial, c * inside) for monomial, c in polynomial(open_).terms))
        yield writer.write(RationalFunction(number / inside, {over: 1, **below}))
    under = sum(2 * len(p.terms) - 1 for p in below if p.is_sum)
    if len(open_) * (under + 1) <= most:
        yield writer.write_terms(terms_over(RationalFunction(number), open_, below))
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


def _is_constant(generators: Generators, g: int) -> bool:
    steps, entry = generators.builder.steps, generators.table[g]
    return entry.kind is Kind.FACTOR and all(steps[at].op != "name" for at in depending(steps, [entry.step]))


def _is_monomial(generators: Generators, f: RationalFunction) -> bool:
    """Return whether a term is a number times powers of variables and constants.

    No such terms are made one: 3x^2 - 6x + 2 is not 3x (x - 2) + 2, nor is x^2 ln(2)^2 + 4x ln 2 + 2.
    """
    return all(
        not p.is_sum and n > 0 and (_is_variable(generators, g) or _is_constant(generators, g))
        for p, n in f.factors.items()
        for g in [p.terms[0][0][0][0]]
    )


def _merged(generators: Generators, parts: Sequence[RationalFunction], most: int, last: int) -> int:
    """Return the index of a sum, two terms made one wherever that is not longer."""
    builder = generators.builder
    places: dict[RationalFunction, int] = {}

    def written(f: RationalFunction) -> int:
        if f not in places:
            places[f] = shortest(generators, f, most)
        return places[f]

    pieces = [part for part in parts if part.number]
    while (found := _merger(generators, pieces, written, last)) is not None:
        pieces = found
    terms = [term for piece in pieces for term in terms_of(builder, written(piece))]
    return write_sum(builder, collected(terms))


def _merger(
    generators: Generators,
    pieces: list[RationalFunction],
    written: Callable[[RationalFunction], int],
    last: int,
) -> list[RationalFunction] | None:
    """Return the terms with two of them made one, `None` if that is longer for all."""
    builder = generators.builder
    for i, j in ((m, k) for m in range(len(pieces)) for k in range(m)):
        a, b = pieces[j], pieces[i]
        if builder.requests >= last:
            return None
        if _is_monomial(generators, a) and _is_monomial(generators, b):
            continue
        both = generators.sum_of([a, b])
        others = [piece for at, piece in enumerate(pieces) if at not in (i, j)]
        if not both.number:
            return others
        if size_of(builder, written(both)) <= size_of(builder, written(a)) + size_of(builder, written(b)):
            return [*others[:j], both, *others[j:]]
    return None
