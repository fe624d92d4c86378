"""Cases of the legibility benchmark that once had a fault, by what was wrong, in every figure."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from tests.cases.figure_cases import Case
from tests.cases.outcomes import run


@dataclass(frozen=True, kw_only=True)
class Mended:
    """A case as the benchmark makes them: a figure, its sheet and language, and its parameters."""

    figure: str
    shape: str
    language: str
    params: Mapping[str, str]


def case(figure: str, shape: str, language: str, **params: str) -> Mended:
    return Mended(figure=figure, shape=shape, language=language, params=params)


MENDED: Mapping[str, Mended] = {
    "a callout that has to stand far off": case(
        "header",
        "4:3",
        "pt",
        function="160000*x^4",
        at="1.99",
        hill="1.9*relu(x/0.021 + 0.33) + 1.4*relu(x/0.021 + 1.9) - 2.2*(x/0.021)",
        start="0.0399",
    ),
    "a name of a leg between the triangle and the axis": case(
        "header",
        "4:3",
        "fr",
        function="2.5*(sin(18.3*(x/1e-06)))",
        at="7.48e-07",
        hill="-2.9 + 0.57*(x/150) - 0.56*(x/150)^2 - 2.2*(x/150)^3 - 0.26*(x/150)^4",
        start="128",
    ),
    "a hiker on a plateau, and words over the arrow": case(
        "header",
        "4:3",
        "es",
        function="sin(2*x) - 1.8*cos(x)",
        at="-0.42",
        hill="tanh(148*x)",
        start="1.86",
    ),
    "a leader along its own leg": case("tangent", "4:3", "es", function="0.51*(-2.9*exp(-x^2))", at="-0.605"),
    "a stop at the edge of the picture": case(
        "hiker",
        "9:16",
        "de",
        function="1.7*relu(x - 1) + 0.63*relu(x + 0.8) - 0.48*relu(x - 1.5) + 1.1*relu(x + 0.85) + 2.2*x",
        start="1.19",
        rate="0.523",
    ),
    "a quotient of few digits in a column of longer ones": case(
        "secant", "1:1", "ja", function="39*(-0.73*sin(x)^2)", at="-1.81"
    ),
    "a triangle of secants on a square": case(
        "secant",
        "1:1",
        "de",
        function="55000*(-0.45 + 2.5*(x/2.3) + 2.9*(x/2.3)^2 - 2.5*(x/2.3)^3 + 2.7*(x/2.3)^4)",
        at="1.29",
    ),
    "a table under a head of two lines": case("secant", "1:1", "es", function="1966*(x/340)^3", at="467"),
    "slopes beside a pole": case(
        "steepness", "16:9", "ar", function="(1.5*(x/7.1e-06) - 0.35)/(x/7.1e-06)^2"
    ),
    "a long reading by the slope meter": case("steepness", "4:3", "pt", function="sin(9.69*(x/1.2e-06))"),
    "a head over a reading of three lines": case(
        "steepness", "1:1", "ar", function="0.00076*(sin(2*x) - 1.9*cos(x))"
    ),
    "a derivative whose first piece is narrow": case(
        "derivative", "1:1", "de", function="-1.9*tan(x/2)", at="-1.7"
    ),
    "a steepest descent that ends at the edge of its map": case(
        "steepest", "4:3", "de", function="0.82*x^2 - 2.9*y^2", at="-0.0413", at_y="1.73"
    ),
    "long fates of rates on a square": case(
        "learning-rate", "1:1", "de", function="-1.2*relu(x - 1.2) - 0.77*relu(x - 0.022) - 3*x", start="1.9"
    ),
    "a long verdict on a race": case(
        "optimizers",
        "4:3",
        "de",
        function="0.54*(x/0.032)*(y/0.032)",
        start="0.0199",
        start_y="-0.0196",
        rate="0.000315",
    ),
    "numbers beside the edges of a computation": case(
        "backprop", "1:1", "de", function="a*b*c + a/b - ln(c^2 + 1)", values="a = 0.000166"
    ),
    "a long number between two edges": case("backprop", "4:3", "en", values="w = 2.8"),
    "a word beside dense gaps": case(
        "error", "9:16", "es", noise="0.017", seed="234", points="51", weight="-0.602"
    ),
    "a long number at the edge of a computation": case(
        "backprop", "4:3", "es", function="tanh(a*tanh(b*x))", values="a = 0.000186"
    ),
    "a callout over a curve at the edge of its half": case(
        "header",
        "4:3",
        "pt",
        function="x^2/4 + sin(7.24*x)/5",
        at="-0.224",
        hill="310000*(x/8.6)^4",
        start="-3.5",
    ),
    "a name of a leg between two walls": case(
        "header",
        "16:9",
        "ar",
        function="1.1*relu(x - 0.44) - 1.1*relu(x + 1.4) + 2.7*relu(x + 0.94) - 1.7*x",
        at="-0.675",
        hill="1972*(x/150000)",
        start="-2.03e+04",
    ),
    "a callout between a curve and its frame": case(
        "tangent",
        "1:1",
        "pt",
        function="7.1e-05*(-1.9 + 0.73*(x/0.15) + 1.3*(x/0.15)^2 - 1.8*(x/0.15)^3)",
        at="-0.064",
    ),
    "a name of a leg among secants": case(
        "secant", "1:1", "hi", function="exp(-x^2)*cos(8.63*x)", at="-1.61"
    ),
    "a verdict of two lines": case(
        "optimizers",
        "4:3",
        "fr",
        function="370000*(-0.58*exp(-(x/1.9e-06)^2 - (y/1.9e-06)^2)"
        " + 2.7*exp(-(x/1.9e-06 - 1.5)^2 - (y/1.9e-06 + 1)^2) + (x/1.9e-06)/9)",
        start="-4.99e-07",
        start_y="-2.16e-06",
        rate="2.2e-18",
    ),
    "a long name over an axis of slopes": case(
        "derivative", "1:1", "pt", function="310000*(1.7 - 0.21*x - 0.78*x^2 + 1.4*x^3)", at="1.91"
    ),
    "a reading beside long marks": case(
        "steepness", "4:3", "es", function="0.0012*((-1.7*(x/0.0089) + 1.2)/(x/0.0089))"
    ),
    "two long heads over readings": case(
        "steepness", "1:1", "fr", function="(x/0.0056)^2/4 + sin(7.53*(x/0.0056))/5"
    ),
}


@pytest.mark.parametrize("name", MENDED)
def test_a_regression_case_has_none_of_its_former_faults(name: str) -> None:
    mended = MENDED[name]
    made = Case(
        number=0,
        figure=mended.figure,
        params=mended.params,
        shape=mended.shape,
        theme="light",
        language=mended.language,
        family="mended",
    )
    found = run(made, moments=0)
    assert not found.crashed, found.crashed
    assert not found.refused, found.refused
    assert [str(each) for each in found.findings if each.is_fault] == []
