r"""The commands of LaTeX that a pasted formula may contain, each with the plain text that it stands for.

What has a structure of its own, such as `\frac` and `\begin{cases}`, is left to the parser.
"""

from collections.abc import Mapping
from types import MappingProxyType

GREEK_LETTERS: Mapping[str, str] = MappingProxyType({
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
})  # fmt: skip
"""The Greek letters by their English names."""

_SPACES = (
    "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "Biggl",
    "Biggr", "displaystyle", "textstyle", "limits", "quad", "qquad", "thinspace", "mathopen", "mathclose",
)  # fmt: skip

PLAIN_TEXT: Mapping[str, str] = MappingProxyType({
    **dict.fromkeys((*_SPACES, *",;:! /"), " "),
    **GREEK_LETTERS,
    "varphi": "φ", "varepsilon": "ε", "vartheta": "θ", "varrho": "ρ", "Phi": "Φ", "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Psi": "Ψ", "Omega": "Ω", "pi": "π",
    "cdot": "*", "times": "*", "ast": "*", "div": "/", "bmod": " mod ", "mod": " mod ",
    "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=", "geq": ">=", "geqslant": ">=", "lt": "<",
    "gt": ">", "ne": "!=", "neq": "!=", "to": "->", "mapsto": "->", "rightarrow": "->", "land": "∧",
    "wedge": "∧", "lor": "∨", "vee": "∨", "lnot": "¬", "neg": "¬", "circ": "°", "degree": "°",
    "{": "{", "}": "}", "lbrace": "{", "rbrace": "}", "|": "|", "vert": "|", "lvert": "|", "rvert": "|",
    "Vert": "|", "lVert": "|", "rVert": "|",
    "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "\\": "¶",
})  # fmt: skip
"""What a command without arguments stands for; `¶` ends a row of a table."""

TEXT_COMMANDS = frozenset({
    "text", "textrm", "textit", "mbox", "mathrm", "mathit", "mathbf", "mathcal", "mathscr", "mathsf",
    "mathfrak", "mathbb", "boldsymbol", "operatorname", "rm", "bm", "it", "bf", "cal",
})  # fmt: skip
"""The commands whose argument is upright or other text: a word of the formula."""

STRUCTURES = frozenset({"frac", "dfrac", "tfrac", "cfrac", "over", "sqrt", "begin", "end"})
"""The commands that the parser reads."""

REFUSED: Mapping[str, str] = MappingProxyType({
    "int": "an integral is no formula here; write the function itself",
    "sum": "a sum sign is not read; write the terms out, or leave it out",
    "prod": "a product sign is not read; write the factors out",
    "lim": "a limit is no formula here; write the function itself",
    "partial": "a derivative is no formula here; write the function itself",
    "infty": "infinity is not a number one can calculate with; leave it out",
    "pm": "± stands for two formulas; choose + or −",
    "mp": "∓ stands for two formulas; choose − or +",
})  # fmt: skip
"""The commands that are refused, each with the reason and the way out."""
