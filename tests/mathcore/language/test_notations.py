"""Each notation, with what it becomes; and what has two usual readings, with both."""

import pytest

from mathcore import FreeLetters, ParseError, parse

# What people type, and the plain formula that it means.
BECOMES = {
    # Letters side by side
    "xe^x": "x*e^x",
    "xsin(x)": "x*sin(x)",
    "5cosx": "5*cos(x)",
    "sin(2pix)": "sin(2*pi*x)",
    "x lnx": "x*ln(x)",
    "x ln2": "x*ln(2)",
    "2pir^2": "2*pi*r^2",
    "x 2^x": "x*2^x",
    # LaTeX
    r"\frac{1}{x}": "1/x",
    r"\frac12 x": "1/2*x",
    r"\sin x": "sin(x)",
    r"\sin^{2} x": "sin(x)^2",
    r"e^{-x^2}": "e^(-x^2)",
    r"\sqrt[3]{x}": "cbrt(x)",
    r"\sqrt[5]{x}": "x^(1/5)",
    r"x^{2}": "x^2",
    r"\left(x+1\right)\cdot x": "(x+1)*x",
    r"\log_{2} x": "ln(x)/ln(2)",
    r"\lfloor x\rfloor": "floor(x)",
    r"30^\circ x": "pi/6*x",
    r"\operatorname{ReLU}(x)": "relu(x)",
    r"\max\{0, x\}": "max(0, x)",
    r"\begin{cases} x^2 & x<0 \\ x & \text{otherwise}\end{cases}": "x^2 if x < 0 else x",
    "$x^2$": "x^2",
    r"\ln 3 x": "ln(3x)",
    r"x_{\text{max}}^2": "x_max^2",
    r"x \bmod \left(-2\right)": "x % (-2)",
    r"\frac x2": "x/2",
    r"\sqrt x": "sqrt(x)",
    r"x\sin\frac1x": "x*sin(1/x)",
    r"{x^2 + 1 \over x}": "(x^2 + 1)/x",
    r"e^x\sin x": "e^x*sin(x)",
    r"{\rm e}^{-x}": "e^(-x)",
    r"\mathcal{L}(w) = w^2": "w^2",
    "sin.(x)": "sin(x)",
    "exp.(-x.^2)": "exp(-x^2)",
    # Quotation marks around the whole
    '"x^2"': "x^2",
    "'x^2 - 1'": "x^2 - 1",
    "`x^2`": "x^2",
    "„x²“": "x^2",
    "«$x^2$»": "x^2",
    # Other digits and wide characters
    "ｘ＾2 ＋ ｜x｜": "x^2 + abs(x)",
    "ｓin（ｘ）": "sin(x)",
    "٣x² - ٢": "3x^2 - 2",
    "٣٫٥x": "3.5x",
    "x^२ + ۲x": "x^2 + 2x",
    # Cases without a brace, and a choice in braces
    "x<0: -x; x>=0: x": "-x if x < 0 else x",
    "x^2 sin(1/x), x ≠ 0; 0, x = 0": "x^2*sin(1/x) if x != 0 else 0",
    "x<0: x^2, x": "x^2 if x < 0 else x",
    "{ x if x > 0 else 0.01x }": "x if x > 0 else 0.01x",
    # Unicode
    "½": "1/2",
    "2½ x": "(2 + 1/2)*x",
    "x^½": "x^(1/2)",
    "eˣ": "e^x",
    "x⁻¹": "x^-1",
    "⌊x⌋ + ⌈x⌉": "floor(x) + ceil(x)",
    "𝑥² − 1": "x^2 - 1",
    "³√x": "cbrt(x)",
    "∜x": "x^(1/4)",
    "∣x∣": "abs(x)",
    "ℯ^x": "e^x",
    # Brackets and bars
    "[x+1](x-1)": "(x+1)*(x-1)",
    "{x+1}^2": "(x+1)^2",
    "[(x+1)(x-2)]^2": "((x+1)*(x-2))^2",
    "r[(1/r)^12 - (1/r)^6]": "r*((1/r)^12 - (1/r)^6)",
    "||x|-1|": "abs(abs(x) - 1)",
    "|x-1||x+1|": "abs(x-1)*abs(x+1)",
    # Python and its modules
    "np.exp(-x**2)": "e^(-x^2)",
    "math.sin(x)": "sin(x)",
    "np.sinc(x)": "1 if x == 0 else sin(pi*x)/(pi*x)",
    "math.pi x": "pi*x",
    "lambda x: x**2": "x^2",
    "np.where(x > 0, x, 0)": "x if x > 0 else 0",
    "def f(t): return t**2": "t^2",
    "return x**2": "x^2",
    "np.logical_and(x > 0, x < 1)": "x > 0 and x < 1",
    "(x > 0) & (x < 1)": "x > 0 and x < 1",
    "np.heaviside(x, 1)": "1 if x == 0 else heaviside(x)",
    "nn.ReLU()(x)": "relu(x)",
    "math.fmod(x, 2)": "x - 2*sign(x/2)*floor(abs(x/2))",
    "Rational(1, 2)*x": "1/2*x",
    "1_000x": "1000x",
    "Math.E**x": "e^x",
    "E^(-x)": "e^(-x)",
    "E^2": "E^2",
    # Logarithms, roots, degrees, factorials
    "log_2(x)": "ln(x)/ln(2)",
    "log_3 x": "ln(x)/ln(3)",
    "log_{1/2}(x)": "ln(x)/ln(1/2)",
    "log_0.5 x": "ln(x)/ln(0.5)",
    "log(x, 2)": "ln(x)/ln(2)",
    "Log[2, x]": "ln(x)/ln(2)",
    "LOG(x; 2)": "ln(x)/ln(2)",
    "nthRoot(x, 3)": "cbrt(x)",
    "sin(30°)": "sin(pi/6)",
    "30 deg": "pi/6",
    "cos(x°)": "cos(x*pi/180)",
    "x^3/3!": "x^3/6",
    # Pieces
    "x<0 ? x^2 : x": "x^2 if x < 0 else x",
    "{x<0: x^2, x}": "x^2 if x < 0 else x",
    "{x<0: x^2, x>=0: x}": "x^2 if x < 0 else x",
    "{x<0: x^2, x>1: x}": "x^2 if x < 0 else x if x > 1 else 0/0",
    "{ x^2 if x < 0, x otherwise }": "x^2 if x < 0 else x",
    "Piecewise((x**2, x<0), (x, True))": "x^2 if x < 0 else x",
    "Piecewise[{{x^2, x < 0}}, x]": "x^2 if x < 0 else x",
    "Which[x < 0, x^2, True, x]": "x^2 if x < 0 else x",
    "piecewise(x<0, x^2, x)": "x^2 if x < 0 else x",
    "if(x<0, x^2, x)": "x^2 if x < 0 else x",
    "IF(x=0; 1; x)": "1 if x == 0 else x",
    "if x < 0 then x^2 else x": "x^2 if x < 0 else x",
    "if x < 0: x^2 else: x": "x^2 if x < 0 else x",
    "x^2 if x < 0, else x": "x^2 if x < 0 else x",
    "x² for x < 0, x otherwise": "x^2 if x < 0 else x",
    "x² when x < 0, x when x >= 0": "x^2 if x < 0 else x",
    "IF(AND(x>0;x<1);1;0)": "1 if x > 0 and x < 1 else 0",
    # Other programs and countries
    "csch x": "1/sinh(x)",
    "coth x": "1/tanh(x)",
    "asec x": "acos(1/x)",
    "acsc x": "asin(1/x)",
    "acot x": "pi/2 - atan(x)",
    "sinc x": "1 if x == 0 else sin(x)/x",
    "tg x": "tan(x)",
    "arctg x": "atan(x)",
    "arc sin x": "asin(x)",
    "6x : 3": "6x/3",
    "INT(x)": "floor(x)",
    "UnitStep[x]": "1 if x >= 0 else 0",
    "sen x": "sin(x)",
    "Sin[x]^2": "sin(x)^2",
    "x.^2 .* 3": "x^2*3",
    "=POWER(x;2)": "x^2",
    "PI()*x": "pi*x",
    "max(x; 0)": "max(x, 0)",
    "x mod 2": "x % 2",
    "sin 2√x": "sin(2*sqrt(x))",
    # Before the formula
    "f(x) = x^2": "x^2",
    "y = x^2": "x^2",
    "f: x ↦ x^2": "x^2",
    "@(x) x^2": "x^2",
    "f: ℝ → ℝ, x ↦ x^2": "x^2",
    "x |-> x^2": "x^2",
    "f <- function(t) t^2": "t^2",
    "f[x_] := x^2": "x^2",
}


@pytest.mark.parametrize("text", BECOMES)
def test_a_notation_becomes_the_plain_formula(text: str) -> None:
    assert parse(text).code == parse(BECOMES[text], parse(text).names).code


# What is unclear, and the two ways to write it that the message offers.
UNCLEAR = [
    ("1/xy", "1/(x*y)", "1/x*y"),
    ("e^xy", "e^(x*y)", "e^x*y"),
    ("2^xy", "2^(x*y)", "2^x*y"),
    ("√xy", "sqrt(x*y)", "sqrt(x)*y"),
    ("√x²", "sqrt(x^2)", "sqrt(x)^2"),
    ("√2π", "sqrt(2*pi)", "sqrt(2)*pi"),
    ("sin x e^x", "sin(x*e^x)", "sin(x)*e^x"),
    ("cos x π", "cos(x*pi)", "cos(x)*pi"),
    ("sin x y", "sin(x*y)", "sin(x)*y"),
    ("ln 2 x", "ln(2x)", "ln(2)*x"),
    ("sin 2 sin x", "sin(2*sin(x))", "sin(2)*sin(x)"),
    ("sin x/2", "sin(x/2)", "sin(x)/2"),
    ("x^1/2", "x^(1/2)", "(x^1)/2"),
    ("e^-x/2", "e^(-x/2)", "e^(-x)/2"),
    ("1/2π", "1/(2*pi)", "1/2*pi"),
    ("log2x", "log2(x)", "log(2*x)"),
    ("tan^-1(x)", "atan(x)", "1/tan(x)"),
    ("cos^(-1)(x)", "acos(x)", "1/cos(x)"),
    (r"\cos^{-1} x", "acos(x)", "1/cos(x)"),
    ("ln^(-1)(x)", "e^x", "1/ln(x)"),
    ("sin x 2^x", "sin(x*2^x)", "sin(x)*2^x"),
    ("ln2 x", "ln(2*x)", "ln(2)*x"),
    ("log(2, x)", "ln(x)/ln(2)", "ln(2)/ln(x)"),
    ("root(3, x)", "cbrt(x)", "3^(1/x)"),
    ("int(x)", "floor(x)", "trunc(x)"),
    ("sqr(x)", "x^2", "sqrt(x)"),
    ("frac(x)", "x - floor(x)", "x - trunc(x)"),
    ("50% x", "0.5*x", "mod(50, x)"),
    ("3e^-2x", "e^(-2x)", "e^(-2)*x"),
    ("sin x/π", "sin(x/pi)", "sin(x)/pi"),
    ("sin x/2^2", "sin(x/2^2)", "sin(x)/2^2"),
]


@pytest.mark.parametrize(("text", "one", "other"), UNCLEAR)
def test_a_text_with_two_usual_readings_is_refused_with_both(text: str, one: str, other: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text, ("x", "y"))
    assert one in caught.value.message
    assert other in caught.value.message


CONTEXTS = [
    "2{}", "3*{}", "x*{}", "2 {}", "1 + {}", "1 - {}", "-{}", "-2{}", "({})", "|{}|", "max(1, {})", "{} + 1",
    "({})/2", "2^({})", "x + y {}", "{} if x < 0 else 1", "f(x, y) = {}",
]  # fmt: skip


@pytest.mark.parametrize("context", CONTEXTS)
def test_what_is_unclear_alone_is_unclear_within_a_formula(context: str) -> None:
    for text, _, _ in UNCLEAR:
        with pytest.raises(ParseError):
            parse(context.format(text), ("x", "y"))


def test_a_letter_with_a_value_before_a_function_is_unclear() -> None:
    with pytest.raises(ParseError, match=r"asin\(x\) or a\*sin\(x\)"):
        parse("asinx", let={"a": 2})


# What is refused, and a word of the way out.
REFUSED = [
    ("x = 2", "y = 2"),
    ("t = 2", "y = 2"),
    ("x^2 + y^2 = 1", "equation"),
    ("x and 1", "condition"),
    ("not x", "condition"),
    ("1 if x else 2", "condition"),
    ("x!", "whole number"),
    ("[x]", "floor(x)"),
    ("x[1]", "x_1"),
    ("LOG(x)", "log10(x)"),
    ("f'(x)", "derivative"),
    (r"\int x", "integral"),
    ("x^2 dx", "dx"),
    ("x{x<0}", "if x < 0 else"),
    ("x ± 1", "two formulas"),
    (r"\foo x", "unknown name 'foo'"),
    (r"\frac{d}{dx} x^2", "derivative"),
    ("d/dx x^2", "derivative"),
    ("1 if x < 0", "else"),
    ("sin(x) = x", "another name"),
    ("x^2, -2 <= x <= 2", "no part of the formula"),
    ("x; 2", "semicolon"),
    ("round(x)", "floor(x + 1/2)"),
    ("ATAN2(x, 1)", "atan2(y, x)"),
    ("gamma(x)", "factorial"),
    ("E*x", "written e"),
    ("x2", "x^2"),
    ("2x3", "f(x3)"),
    ("3x2 - 5x + 1", "x^2"),
    ("x^{2} + 2x + 1 = 0", "equation"),
    (r"\frac{x}{2} = 3", "equation"),
    ("lim x->0 sin(x)/x", "limit"),
    ("sum x^n", "terms"),
]


@pytest.mark.parametrize(("text", "way_out"), REFUSED)
def test_what_is_no_function_is_refused_with_the_way_out(text: str, way_out: str) -> None:
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert way_out in caught.value.message


@pytest.mark.parametrize(
    ("text", "names", "called"),
    [
        ("w^2", ("w",), ""),
        ("J(θ) = θ^2", ("θ",), "J"),
        ("J(\\theta) = \\theta^2", ("θ",), "J"),
        ("s = 5t^2", ("t",), "s"),
        ("f(t) = 3", ("t",), "f"),
        ("3", ("x",), ""),
        ("w_1^2", ("w1",), ""),
        ("x₀ + 1", ("x0",), ""),
    ],
)
def test_the_letter_of_a_formula_is_its_variable(text: str, names: tuple[str, ...], called: str) -> None:
    f = parse(text)
    assert (f.names, f.called) == (names, called)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("w^2 + b", ("w", "b")),
        ("y^2", ("x", "y")),
        ("w2^2 + w1", ("w1", "w2")),
        ("w^2", ("w", "b")),
        ("f(s, t) = t", ("s", "t")),
        ("2", ("x", "y")),
    ],
)
def test_two_letters_stand_in_their_usual_order(text: str, names: tuple[str, ...]) -> None:
    assert parse(text, usual=("x", "y")).names == names


def test_letters_without_values_are_named_and_those_with_values_replaced() -> None:
    with pytest.raises(FreeLetters) as caught:
        parse("a x^2 + b")
    assert caught.value.letters == ("a", "b")
    f = parse("a x^2 + b", let={"a": -2, "b": "1/2"})
    assert (f.names, f(3)) == (("x",), -17.5)
    assert str(parse("a x^2 + b", let={"a": 1, "b": 0})) == "x^2"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("A sin ω t", "A*sin(ω*t)"),
        ("A sin ωt", "A*sin(ω*t)"),
        ("sin ω√t", "sin(ω*sqrt(t))"),
        ("A/ω cos t", "(A/ω)*cos(t)"),
        ("1/(A√(2π)) e^(-t²)", "(1/(A*sqrt(2*pi)))*e^(-t^2)"),
        ("A^2t", "(A^2)*t"),
    ],
)
def test_letters_with_values_stand_like_numbers(text: str, plain: str) -> None:
    values = {"A": 2, "ω": 3}
    assert parse(text, let=values).code == parse(plain, let=values).code


@pytest.mark.parametrize("text", ["1/At", "e^At", "√At", "sin t A", "sin A sin t", "log(A, t)", "t/2A"])
def test_letters_with_values_make_nothing_clear(text: str) -> None:
    with pytest.raises(ParseError, match=r" or |write"):
        parse(text, let={"A": 2})


def test_a_given_variable_is_never_taken_for_a_letter_of_a_word() -> None:
    assert parse("exp(x)")(0) == 1.0
    assert parse("loss^2", ("loss",))(3) == 9.0
    with pytest.raises(ParseError, match="unknown name 'loss'"):
        parse("loss^2")
