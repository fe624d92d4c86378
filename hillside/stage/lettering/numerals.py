"""Numbers as a slide shows them: the digits a lecture needs, a true minus sign."""

from math import floor, isfinite, log10

MINUS = "\N{MINUS SIGN}"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def numeral(value: float, digits: int = 3, point: str = ".", times: str = "×") -> str:
    """Return a number with `digits` significant digits, without zeros that say nothing.

    `point` is the decimal sign and `times` the sign of multiplication, which languages differ in.

    >>> numeral(1.25), numeral(-0.5), numeral(2.0), numeral(2 / 3)
    ('1.25', '−0.5', '2', '0.667')
    >>> numeral(0.000012), numeral(-31400000, point=",", times="·")
    ('1.2 × 10⁻⁵', '−3,14 · 10⁷')
    """
    shown = _significant(value, digits)
    if value != 0 and isfinite(value) and not 1e-3 <= abs(float(shown)) < 1e5:
        mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
        shown = f"{_trimmed(mantissa)} {times} 10{str(int(exponent)).translate(_SUPERSCRIPTS)}"
    shown = shown.replace("-", MINUS, 1) if shown.startswith("-") else shown
    return shown.replace(".", point)


def _significant(value: float, digits: int) -> str:
    """`value` to so many digits as a plain decimal; a rounding residue near zero is zero."""
    if value == 0:
        return "0"
    decimals = max(0, digits - 1 - floor(log10(abs(value))))
    return _trimmed(f"{value:.{min(decimals, 300)}f}")


def _trimmed(decimal: str) -> str:
    return decimal.rstrip("0").rstrip(".") if "." in decimal else decimal
