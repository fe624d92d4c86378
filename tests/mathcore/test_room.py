import ast
import re
import subprocess
import sys
from collections.abc import Mapping
from inspect import getsource
from pathlib import Path

import mathcore
from mathcore.descent import optimizers


def test_importing_mathcore_brings_in_numpy_and_nothing_heavy():
    code = (
        "import sys, mathcore; "
        "print([name for name in ('sympy', 'mpmath', 'scipy', 'torch', 'manim') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_public_names_exist_and_are_documented():
    for name in mathcore.__all__:
        value = getattr(mathcore, name)
        assert isinstance(value, Mapping) or value.__doc__


def test_a_public_table_is_documented_under_its_end():
    tables = [name for name in mathcore.__all__ if isinstance(getattr(mathcore, name), Mapping)]
    assert tables == ["OPTIMIZERS"]
    _, table = getsource(optimizers).split("\nOPTIMIZERS: ")
    assert table.split("\n)\n")[1].startswith('"""The optimizers')


def test_results_do_not_depend_on_the_hash_seed():
    code = (
        "from mathcore import *; f = parse('x^2 sin(3x)/(x - 1) + |x|'); "
        "print(critical_points(f, (-3, 3)), gaps(f, (-3, 3)), derivative_expr(f, 'x'), "
        "[piece.tobytes() for piece in sample(f, (-3, 3), 0.01, (-9, 9)).pieces])"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0]


def test_a_package_imports_only_from_earlier_ones():
    house = Path(mathcore.__file__).parent
    order = re.findall(r"^\| `(\w+)`", mathcore.__doc__ or "", flags=re.M)
    assert sorted(order) == sorted(path.parent.name for path in house.glob("*/__init__.py"))
    for path in house.glob("*/*.py"):
        allowed = {*order[: order.index(path.parent.name) + 1], "math_errors"}
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("mathcore."):
                assert str(node.module).split(".")[1] in allowed, f"{path} imports {node.module}"
