// The values of functions in doubles: numpy's functions on one number, and the evaluation of code.
// Infinity means overflow only; what is undefined, such as 1/0 or the logarithm of 0, is NaN.

// The error function by its series (Abramowitz and Stegun 1964, 7.1.6), its complement by the continued
// fraction of Legendre (7.1.14).
const squareAway = x => { const high = Math.fround(x); return Math.exp(-high * high) * Math.exp((high - x) * (high + x)); };
function erf(x) {
  if (Math.abs(x) > 2) return x < 0 ? erfc(-x) - 1 : 1 - erfc(x);
  let term = x, sum = x;
  for (let k = 1; Math.abs(term) > Math.abs(sum) * 1e-18; k++) sum += term *= 2 * x * x / (2 * k + 1);
  return 2 / Math.sqrt(Math.PI) * squareAway(x) * sum;
}
function erfc(x) {
  if (x !== x) return x;
  if (x < 1) return 1 - erf(x);
  if (x > 27.3) return 0;
  let below = x;
  for (let k = Math.ceil(20 + 400 / (x * x)); k > 0; k--) below = x + k / 2 / below;
  return squareAway(x) / Math.sqrt(Math.PI) / below;
}

const truthOf = holds => holds ? 1 : 0;
const np = {
  pi: Math.PI, e: Math.E, nan: NaN, inf: Infinity,
  add: (a, b) => a + b, subtract: (a, b) => a - b, multiply: (a, b) => a * b, divide: (a, b) => a / b, negative: a => -a,
  sqrt: Math.sqrt, cbrt: Math.cbrt, exp: Math.exp, expm1: Math.expm1, log: Math.log, log2: Math.log2, log10: Math.log10, log1p: Math.log1p,
  sin: Math.sin, cos: Math.cos, tan: Math.tan, arcsin: Math.asin, arccos: Math.acos, arctan: Math.atan, arctan2: Math.atan2,
  sinh: Math.sinh, cosh: Math.cosh, tanh: Math.tanh, arcsinh: Math.asinh, arccosh: Math.acosh, arctanh: Math.atanh,
  abs: Math.abs, sign: Math.sign, floor: Math.floor, ceil: Math.ceil, maximum: (a, b) => a !== a || b !== b ? NaN : Math.max(a, b),
  minimum: (a, b) => a !== a || b !== b ? NaN : Math.min(a, b),
  power: (a, b) => a === 1 ? 1 : Math.pow(a, b), copysign: (a, b) => (b < 0 || Object.is(b, -0) ? -1 : 1) * Math.abs(a),
  heaviside: (a, at) => a !== a ? a : a > 0 ? 1 : a < 0 ? 0 : at,
  logaddexp: (a, b) => a === b ? a + Math.LN2 : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))),
  mod: (a, b) => { const r = a % b; return r !== 0 && (r < 0) !== (b < 0) ? r + b : r; },
  rint: a => { const r = Math.round(a); return Math.abs(a % 1) === 0.5 && r % 2 ? r - 1 : r; },
  where: (test, a, b) => $true(test) ? a : b, any: $true, isnan: a => a !== a, isfinite: isFinite, ndim: () => 0,
  equal: (a, b) => Number(a) === Number(b), not_equal: (a, b) => Number(a) !== Number(b), less: (a, b) => a < b, less_equal: (a, b) => a <= b,
  greater: (a, b) => a > b, greater_equal: (a, b) => a >= b,
};
const each = f => f;
const unlessPole = (f, ...given) => { const {undefined: pole} = given.pop(); return pole() ? NaN : f(...given); };

class Program extends Base {
  __init__(code, roots, names) {
    this.roots = roots;
    this.steps = code.map(({op, args, value}) => op === "number" ? () => value
      : op === "name" ? (values, given) => given[names.indexOf(value)]
      : this.applied(rows.at(op).value, args));
  }
  applied(f, [a, b, c]) {
    return c !== undefined ? values => f(values[a], values[b], values[c])
      : b !== undefined ? values => f(values[a], values[b]) : a !== undefined ? values => f(values[a]) : () => f();
  }
  at(given) {
    const values = [];
    for (const step of this.steps) values.push(step(values, given));
    return this.roots.map(root => values[root]);
  }
  check() {}
}
const preciseArrays = (program, given) => program.at(given);
