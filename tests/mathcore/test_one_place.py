"""A function and an optimizer are added in one place: here that is done to a copy of mathcore."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mathcore


@pytest.fixture
def copy(tmp_path):
    """A copy of mathcore that a test may change, in a folder of its own."""
    shutil.copytree(Path(mathcore.__file__).parent, tmp_path / "mathcore")
    return tmp_path


def inserted(copy: Path, file: str, before: str, text: str) -> None:
    """Insert text into a file of the copy, before the one place where `before` stands."""
    path = copy / "mathcore" / file
    source = path.read_text()
    assert source.count(before) == 1
    path.write_text(source.replace(before, text + before))


def said(copy: Path, code: str) -> list[str]:
    """Return the lines that Python prints with the copy in place of mathcore."""
    code = (
        f"import mathcore; assert mathcore.__file__.startswith({str(copy)!r}); from mathcore import *; {code}"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=copy, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


SIGN_DESCENT = '''@dataclass(frozen=True)
class SignDescent:
    """Steps of one length: p <- p - rate sign(g)."""

    rate: float

    def start(self, points: Array) -> State:
        return None

    def step(self, here: Local, state: State) -> tuple[Array, State]:
        return -self.rate * np.sign(here.gradients), None


OPTIMIZERS: Mapping[str, Method] = MappingProxyType(
    {
        "sign descent": Method(SignDescent, rate_over_distance=0.25),
'''


def test_a_class_and_a_row_add_an_optimizer(copy):
    table = "OPTIMIZERS: Mapping[str, Method] = MappingProxyType(\n    {\n"
    path = copy / "mathcore" / "descent" / "optimizers.py"
    source = path.read_text()
    assert source.count(table) == 1
    path.write_text(source.replace(table, SIGN_DESCENT))
    lines = said(
        copy,
        "method = OPTIMIZERS['sign descent']; rate = method.default_rate(curvature=2.0, distance=4.0); "
        "print(rate); print(descend(parse('x^2'), 4.0, method.optimizer(rate), 4).points.ravel().tolist()); "
        "print(len(fit(Linear(1), line(), method.optimizer(rate), epochs=3).losses))",
    )
    assert lines == ["1.0", "[4.0, 3.0, 2.0, 1.0, 0.0]", "4"]


SINC = """    Function("sinc", lambda u: np.sinc(u / np.pi),
             bounded(lambda u: boxes.div(boxes.sin(u), u), -0.2173, 1.0),
             lambda u: decimals.sin(u) / u if u else Decimal(1),
             ("where(u == 0, 0, (cos(u) - out)/u)",), ("u",), also=("sincard",)),
"""


def test_a_row_adds_a_function(copy):
    inserted(copy, "functions/function_table.py", '    Function("tan", ', SINC)
    lines = said(
        copy,
        "import numpy as np; from mathcore.calculus.derivatives import tower; "
        "from mathcore.expressions.evaluation import enclose; "
        "f = parse('2 sinc(x)'); print(f(0), f(float('1e-9')), parse('sincard x')(0)); "
        "print(derivative(f, 0), derivative(f, np.pi / 2) + 8 / np.pi**2); "
        "box = enclose(tower(f.code, f.names, 0), [np.array([1.0])], [np.array([2.0])])[0]; "
        "print(box.low[0] <= f(2) < f(1) <= box.high[0], box.sure[0]); "
        "print(f, f.latex(), f.typst()); print(derivative_expr(f, 'x')); "
        "print([(p.x, p.kind.value) for p in critical_points(f, (-5, 3))], len(zeros(f, (-10, 10)))); "
        "print(classify(f, 0).kind.value, classify(parse('sinc(1/x)'), 0).kind.value); "
        "print(backprop(f, (0.0,))[1].derivative); "
        "print(len(sample(f, (-9, 9), 0.01).pieces), gaps(f, (-9, 9)).found)",
    )
    assert lines == [
        "2.0 2.0 1.0",
        "0.0 0.0",
        "True True",
        '2*sinc(x) 2 \\operatorname{sinc}\\left(x\\right) 2 op("sinc")(x)',
        "2*(0 if x == 0 else (cos(x) - sinc(x))/x)",
        "[(-5.0, 'end maximum'), (-4.493409457909064, 'minimum'), (0.0, 'maximum'), (3.0, 'end minimum')] 6",
        "smooth hole",
        "0.0",
        "1 ()",
    ]
