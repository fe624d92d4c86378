"use strict";
// The part of Python's library that the translated mathematics needs.
// Lists and tuples are arrays; dictionaries and sets compare their keys by value, as Python does.

class Base {
  constructor(...given) { this.__init__(...given); }
  __init__() {}
  toString() { return this.__str__ ? this.__str__() : this.constructor.name; }
}
class Named extends Base {
  *[Symbol.iterator]() { for (const name of this.$fields) yield this[name]; }
  _replace(changed) { return new this.constructor(...this.$fields.map(name => name in changed ? changed[name] : this[name])); }
}
class PythonError extends Error {
  constructor(...given) { super(""); this.__init__(...given); }
  __init__(...given) { this.args = given; if (typeof given[0] === "string" && !("message_" in this)) this.message = given[0]; }
}
class ValueError extends PythonError {}
class KeyError extends PythonError {}
class ZeroDivision extends PythonError {}

let $count = 0;
const $kept = (of, name, make) => {
  const value = make();
  Object.defineProperty(of, name, {value});
  return value;
};
function $key(x) {
  switch (typeof x) {
    case "string": return "s" + x.length + ":" + x;
    case "number": case "bigint": return "n" + x;
    case "boolean": return "n" + Number(x);
  }
  if (x == null) return "N";
  if (Array.isArray(x)) return "(" + x.map($key).join(",") + ")";
  if (x.$key !== undefined) return x.$key;
  let key;
  if (x instanceof Fraction) key = x.under === 1n ? "n" + x.over : "q" + x.over + "/" + x.under;
  else if (x instanceof Dictionary) return "{" + [...x.map].map(([k, [, v]]) => k + ":" + $key(v)).sort().join(",") + "}";
  else if (x instanceof Gathering) return "{" + [...x.map.keys()].sort().join(",") + "}";
  else if (x instanceof Named) key = "(" + x.$fields.map(name => $key(x[name])).join(",") + ")";
  else if (x.$fields) key = "<" + x.constructor.name + x.$fields.map(name => $key(x[name])).join(",") + ">";
  else key = "o" + ++$count;
  Object.defineProperty(x, "$key", {value: key});
  return key;
}
const $memories = new Map();
function $memory(f, given) {
  if (!$memories.has(f)) $memories.set(f, new Map());
  const known = $memories.get(f), key = $key(given);
  if (!known.has(key)) {
    if (known.size > 4000) known.clear();
    known.set(key, f(...given));
  }
  return known.get(key);
}

class Dictionary {
  constructor(pairs = []) { this.map = new Map(); for (const [k, v] of pairs) this.put(k, v); }
  put(k, v) { const key = $key(k), old = this.map.get(key); if (old) old[1] = v; else this.map.set(key, [k, v]); }
  has(k) { return this.map.has($key(k)); }
  get size() { return this.map.size; }
  at(k) { const found = this.map.get($key(k)); if (!found) throw new KeyError(String(k)); return found[1]; }
  get_(k, other = null) { const found = this.map.get($key(k)); return found ? found[1] : other; }
  setdefault_(k, v) { if (!this.has(k)) this.put(k, v); return this.at(k); }
  pop_(k, other) { const key = $key(k), found = this.map.get(key); if (!found) { if (other === undefined) throw new KeyError(String(k)); return other; } this.map.delete(key); return found[1]; }
  items_() { return [...this.map.values()].map(([k, v]) => [k, v]); }
  keys_() { return [...this]; }
  values_() { return [...this.map.values()].map(([, v]) => v); }
  update_(other) { for (const [k, v] of other.items_()) this.put(k, v); }
  copy_() { return new Dictionary(this.items_()); }
  *[Symbol.iterator]() { for (const [k] of this.map.values()) yield k; }
}
class Gathering {
  constructor(items = []) { this.map = new Map(); for (const item of items) this.add_(item); }
  add_(item) { const key = $key(item); if (!this.map.has(key)) this.map.set(key, item); }
  has(item) { return this.map.has($key(item)); }
  get size() { return this.map.size; }
  pop_() { const [[key, item]] = this.map; this.map.delete(key); return item; }
  discard_(item) { this.map.delete($key(item)); }
  remove_(item) { this.map.delete($key(item)); }
  update_(...others) { for (const other of others) for (const item of other) this.add_(item); }
  isdisjoint_(other) { return !$list(other).some(item => this.has(item)); }
  [Symbol.iterator]() { return this.map.values(); }
}
const $dict = (x = []) => new Dictionary(x instanceof Dictionary ? x.items_() : x);
const $set = (x = []) => new Gathering(x), $frozenset = $set;
const $fromkeys = (keys, value = null) => new Dictionary($list(keys).map(k => [k, value]));
const $list = x => x === undefined ? [] : Array.isArray(x) ? x.slice() : [...x], $tuple = $list;
const $bound = (of, name) => typeof of[name] === "function" ? of[name].bind(of) : of[name];
const $same = x => x;
const $enumeration = members => {
  const found = Object.fromEntries(Object.entries(members).map(([name, value]) => [name, Object.freeze({name, value, $key: "e" + name + value})]));
  found[Symbol.iterator] = function* () { for (const name of Object.keys(members)) yield found[name]; };
  return found;
};

const $true = x => {
  if (x == null || x === false || x === 0 || x === "" || x === 0n) return false;
  if (Array.isArray(x)) return x.length > 0;
  if (x instanceof Dictionary || x instanceof Gathering) return x.size > 0;
  if (x instanceof Fraction) return x.over !== 0n;
  return true;
};
const $bool = x => $true(x);
const $all_of = (x, ...others) => { for (const next of others) { if (!$true(x)) return x; x = next(); } return x; };
const $any_of = (x, ...others) => { for (const next of others) { if ($true(x)) return x; x = next(); } return x; };
const $any = x => { for (const each of x) if ($true(each)) return true; return false; };
const $all = x => { for (const each of x) if (!$true(each)) return false; return true; };
function $eq(a, b) {
  if (a === b) return true;
  if (a == null || b == null) return false;
  const plainA = typeof a !== "object", plainB = typeof b !== "object";
  if (plainA && plainB) return typeof a !== "string" && typeof b !== "string" && a == b;
  if (a instanceof Fraction || b instanceof Fraction) {
    if (typeof a === "string" || typeof b === "string") return false;
    if (plainA ? typeof a === "number" && !Number.isInteger(a) : plainB && typeof b === "number" && !Number.isInteger(b)) return Number(a) === Number(b);
    return $key(a) === $key(b);
  }
  if (plainA || plainB) return false;
  return $key(a) === $key(b);
}
const $ne = (a, b) => !$eq(a, b);
const $in = (x, there) => typeof there === "string" ? there.includes(x)
  : there instanceof Dictionary || there instanceof Gathering ? there.has(x) : $list(there).some(each => $eq(each, x));
function $order(a, b) {
  if (Array.isArray(a) || a instanceof Named) {
    const x = [...a], y = [...b];
    for (let i = 0; i < Math.min(x.length, y.length); i++) { const found = $order(x[i], y[i]); if (found) return found; }
    return x.length - y.length;
  }
  if (a instanceof Fraction || b instanceof Fraction) return Fraction.of(a).order(Fraction.of(b));
  return a < b ? -1 : a > b ? 1 : 0;
}
const $lt = (a, b) => $order(a, b) < 0, $le = (a, b) => $order(a, b) <= 0;
const $gt = (a, b) => $order(a, b) > 0, $ge = (a, b) => $order(a, b) >= 0;

const $subset = (a, b) => [...a].every(each => b.has(each));

const $len = x => x.length ?? x.size ?? [...x].length;
const $at = (x, i) => {
  if (x instanceof Dictionary) return x.at(i);
  if (x instanceof Match) return x.group_(i);
  const found = x instanceof Named ? [...x].at(i) : x.at(i);
  if (found === undefined) throw new KeyError(String(i));
  return found;
};
const $put = (x, i, value) => { if (x instanceof Dictionary) x.put(i, value); else x[i < 0 ? x.length + i : i] = value; return value; };
const $delete = (x, i) => { if (x instanceof Dictionary) x.pop_(i); else x.splice(i, 1); };
function $slice(x, from, to, step) {
  const y = x instanceof Named ? [...x] : x;
  if (step == null || step === 1) return y.slice(from ?? 0, to ?? undefined);
  const items = typeof y === "string" ? [...y] : y;
  const found = step < 0 ? [...items].reverse().filter((_, i) => i % -step === 0) : items.slice(from ?? 0, to ?? undefined).filter((_, i) => i % step === 0);
  return typeof y === "string" ? found.join("") : found;
}
const $apart = x => { const all = $list(x); return [all.slice(0, -1), all.at(-1)]; };
class Given { constructor(named) { this.named = named; } }
const $named = named => new Given(named);
const $taken = (rest, name, other) => { const last = rest.at(-1); return last instanceof Given && name in last.named ? last.named[name] : other; };
const $without = rest => { if (rest.at(-1) instanceof Given) rest.pop(); };

const $abs = x => x instanceof Fraction ? x.abs() : x < 0 ? -x : x;
const $range = (a, b, step = 1) => { if (b === undefined) [a, b] = [0, a]; const found = []; for (let i = Number(a); step > 0 ? i < b : i > b; i += step) found.push(i); return found; };
const $enumerate = (x, start = 0) => $list(x).map((each, i) => [i + start, each]);
const $zip = (...lists) => { const all = lists.map($list), n = Math.min(...all.map(each => each.length)); return $range(all.length ? n : 0).map(i => all.map(each => each[i])); };
const $map = (f, ...lists) => $zip(...lists).map(each => f(...each));
const $reversed = x => $list(x).reverse();
const $iter = x => x[Symbol.iterator]();
const $next = (x, other) => { const found = x[Symbol.iterator]().next(); if (found.done) { if (other === undefined) throw new PythonError("stop"); return other; } return found.value; };
const $sorted = (x, key, reverse) => $list(x).sort_(key, reverse);
const $sum = (x, start = 0) => { for (const each of x) start = $add(start, each); return start; };
function $best(given, better) {
  const last = given.at(-1), named = last && Object.getPrototypeOf(last) === Object.prototype ? given.pop() : {};
  const all = given.length === 1 && typeof given[0] === "object" ? $list(given[0]) : given;
  if (!all.length) { if (!("default" in named)) throw new ValueError("nothing to choose from"); return named.default; }
  const key = named.key ?? $same;
  let found = all[0], size = key(found);
  for (const each of all.slice(1)) { const other = key(each); if (better($order(other, size))) [found, size] = [each, other]; }
  return found;
}
const $min = (...given) => $best(given, order => order < 0), $max = (...given) => $best(given, order => order > 0);
const $pairwise = x => { const all = $list(x); return all.slice(1).map((each, i) => [all[i], each]); };
function* $takewhile(test, x) { for (const each of x) { if (!$true(test(each))) return; yield each; } }
const $combinations = (x, n) => n === 0 ? [[]] : $list(x).flatMap((each, i, all) => $combinations(all.slice(i), n - 1).map(rest => [each, ...rest]));
const $bisect = (list, x, from = 0) => { let low = from, high = list.length; while (low < high) { const middle = (low + high) >> 1; if ($order(list[middle], x) < 0) low = middle + 1; else high = middle; } return low; };
const $isinstance = (x, types) => types.some(type => type === $str ? typeof x === "string" : type === $float || type === $int || type === $bool ? typeof x === "number" || (type === $bool && typeof x === "boolean")
  : type === $tuple || type === $list ? Array.isArray(x) : type === $dict ? x instanceof Dictionary : x instanceof type);
const $type = x => x.constructor;
const $ord = character => character.codePointAt(0), $chr = code => String.fromCodePoint(code);
const $hash = x => $key(x);

const $gcd = (...all) => { let a = 0n; for (let b of all) { b = BigInt(b); while (b) [a, b] = [b, a % b]; } return $number(a < 0n ? -a : a); };
const $lcm = (...all) => { let a = 1n; for (const each of all) { const b = BigInt(each); if (!b) return 0; a = a / BigInt($gcd(a, b)) * b; } return $number(a < 0n ? -a : a); };
const $prod = x => { let found = 1; for (const each of x) found = $mul(found, each); return found; };
const $factorial = n => $prod($range(1, n + 1));
const $isqrt = n => { const big = BigInt(n); if (big < 2n) return $number(big); let x = BigInt(Math.floor(Math.sqrt(Number(big)))); while (x * x > big) x--; while ((x + 1n) * (x + 1n) <= big) x++; return $number(x); };
const $number = big => big >= -9007199254740991n && big <= 9007199254740991n ? Number(big) : big;
const $whole = x => typeof x === "bigint" || Number.isInteger(x);

class Fraction {
  constructor(over = 0, under = 1) {
    if (over instanceof Fraction || under instanceof Fraction) { const all = Fraction.of(over).div(Fraction.of(under)); over = all.over; under = all.under; }
    else if (typeof over === "string") [over, under] = Fraction.read(over);
    let a = BigInt(over), b = BigInt(under);
    if (!b) throw new ZeroDivision("division by zero");
    if (b < 0n) { a = -a; b = -b; }
    const shared = BigInt($gcd(a, b)) || 1n;
    this.over = a / shared; this.under = b / shared;
  }
  static of(x) { return x instanceof Fraction ? x : $whole(x) ? new Fraction(x) : typeof x === "boolean" ? new Fraction(Number(x)) : new Fraction(String(x)); }
  static read(text) {
    const [, sign, whole, part = "", power = "0"] = /^(-?)(\d*)\.?(\d*)?(?:e([+-]?\d+))?$/.exec(text);
    const exponent = Number(power) - part.length, digits = BigInt(sign + (whole + part || "0"));
    return exponent >= 0 ? [digits * 10n ** BigInt(exponent), 1n] : [digits, 10n ** BigInt(-exponent)];
  }
  get numerator() { return $number(this.over); }
  get denominator() { return $number(this.under); }
  add(b) { return new Fraction(this.over * b.under + b.over * this.under, this.under * b.under); }
  sub(b) { return new Fraction(this.over * b.under - b.over * this.under, this.under * b.under); }
  mul(b) { return new Fraction(this.over * b.over, this.under * b.under); }
  div(b) { return new Fraction(this.over * b.under, this.under * b.over); }
  neg() { return new Fraction(-this.over, this.under); }
  abs() { return this.over < 0n ? this.neg() : this; }
  order(b) { const x = this.over * b.under, y = b.over * this.under; return x < y ? -1 : x > y ? 1 : 0; }
  floor() { const q = this.over / this.under; return $number(this.over < 0n && q * this.under !== this.over ? q - 1n : q); }
  valueOf() {
    const a = Number(this.over), b = Number(this.under);
    if (isFinite(a) && isFinite(b)) return a / b;
    const long = Math.max(this.over.toString(2).length, this.under.toString(2).length) - 1000;
    return Number(this.over >> BigInt(long)) / Number(this.under >> BigInt(long));
  }
  toString() { return this.under === 1n ? String(this.over) : this.over + "/" + this.under; }
}
const $decimal = text => new Fraction(text);
const $both = (a, b) => { if (typeof a === "boolean") a = Number(a); if (typeof b === "boolean") b = Number(b); return [a, b]; };
function $numeric(a, b, plain, big, fraction) {
  [a, b] = $both(a, b);
  if (a instanceof Fraction || b instanceof Fraction) {
    if (typeof a === "number" && !Number.isInteger(a) || typeof b === "number" && !Number.isInteger(b)) return plain(Number(a), Number(b));
    return fraction(Fraction.of(a), Fraction.of(b));
  }
  if (typeof a === "bigint" || typeof b === "bigint") return $number(big(BigInt(a), BigInt(b)));
  const found = plain(a, b);
  if (Number.isSafeInteger(found) || !Number.isInteger(a) || !Number.isInteger(b) || !isFinite(found)) return found;
  return Number.isSafeInteger(a) && Number.isSafeInteger(b) ? $number(big(BigInt(a), BigInt(b))) : found;
}
function $add(a, b) {
  if (typeof a === "number" && typeof b === "number" && (Number.isSafeInteger(a + b) || !Number.isInteger(a + b))) return a + b;
  if (typeof a === "string") return a + b;
  if (Array.isArray(a)) return [...a, ...b];
  return $numeric(a, b, (x, y) => x + y, (x, y) => x + y, (x, y) => x.add(y));
}
function $sub(a, b) {
  if (a instanceof Gathering) return new Gathering([...a].filter(each => !b.has(each)));
  return $numeric(a, b, (x, y) => x - y, (x, y) => x - y, (x, y) => x.sub(y));
}
function $mul(a, b) {
  if (typeof a === "string") return a.repeat(Math.max(b, 0));
  if (Array.isArray(a)) return $range(b).flatMap(() => a);
  if (Array.isArray(b) || typeof b === "string") return $mul(b, a);
  return $numeric(a, b, (x, y) => x * y, (x, y) => x * y, (x, y) => x.mul(y));
}
function $div(a, b) {
  [a, b] = $both(a, b);
  if (a instanceof Fraction || b instanceof Fraction) return Fraction.of(a).div(Fraction.of(b));
  if (Number(b) === 0) throw new ZeroDivision("division by zero");
  return Number(a) / Number(b);
}
const $bigfloor = (x, y) => { const q = x / y; return (x < 0n) !== (y < 0n) && q * y !== x ? q - 1n : q; };
function $floordiv(a, b) {
  if (a instanceof Fraction || b instanceof Fraction) return Fraction.of(a).div(Fraction.of(b)).floor();
  if (typeof a === "bigint" || typeof b === "bigint") return $number($bigfloor(BigInt(a), BigInt(b)));
  if (b === 0) throw new ZeroDivision("division by zero");
  return Math.floor(a / b);
}
function $mod(a, b) {
  if (a instanceof Fraction || b instanceof Fraction) { const x = Fraction.of(a), y = Fraction.of(b); return x.sub(y.mul(new Fraction(x.div(y).floor()))); }
  if (typeof a === "bigint" || typeof b === "bigint") { const x = BigInt(a), y = BigInt(b); return $number(x - y * $bigfloor(x, y)); }
  return a - b * Math.floor(a / b);
}
function $power(a, b) {
  if (a instanceof Fraction) {
    const n = BigInt(b);
    return n >= 0n ? new Fraction(a.over ** n, a.under ** n) : new Fraction(a.under ** -n, a.over ** -n);
  }
  if ($whole(a) && $whole(b) && b >= 0) return $number(BigInt(a) ** BigInt(b));
  return Math.pow(Number(a), Number(b));
}
const $divmod = (a, b) => [$floordiv(a, b), $mod(a, b)];
const $neg = x => x instanceof Fraction ? x.neg() : -x;
const $not = x => ~x;
const $or = (a, b) => a instanceof Dictionary ? new Dictionary([...a.items_(), ...b.items_()])
  : a instanceof Gathering ? new Gathering([...a, ...b]) : a instanceof Array ? a.concat(b) : typeof a === "boolean" || typeof b === "boolean" ? $true(a) || $true(b) : a | b;
const $and = (a, b) => a instanceof Gathering ? new Gathering([...a].filter(each => b.has(each))) : $true(a) && $true(b);
const $xor = (a, b) => typeof a === "boolean" || typeof b === "boolean" ? $true(a) !== $true(b) : a ^ b;
const $float = x => typeof x === "string" ? Number(x === "inf" ? Infinity : x.replace(/_/g, "")) : Number(x);
const $int = x => typeof x === "bigint" ? x : x instanceof Fraction ? $number(x.over / x.under) : typeof x === "string" ? $number(BigInt(x.replace(/^\+/, ""))) : Math.trunc(Number(x));
const $round = x => { const r = Math.round(x); return Math.abs(x % 1) === 0.5 && r % 2 ? r - 1 : r; };
const $pow = $power;

function $repr(x) {
  if (typeof x === "string") return x.includes("'") && !x.includes('"') ? `"${x}"` : `'${x.replace(/\\/g, "\\\\").replace(/'/g, "\\'")}'`;
  if (typeof x !== "number") return $str(x);
  const size = Math.abs(x);
  if (!isFinite(x)) return x !== x ? "nan" : x > 0 ? "inf" : "-inf";
  if (size === 0 || size >= 1e-4 && size < 1e16) return String(x);
  const [digits, power] = x.toExponential().split("e");
  return digits + "e" + power[0] + power.slice(1).padStart(2, "0");
}
const $str = x => typeof x === "string" ? x : x == null ? "None" : typeof x === "number" ? $repr(x) : typeof x === "boolean" ? (x ? "True" : "False")
  : Array.isArray(x) ? `(${x.map($repr).join(", ")})` : String(x);
const $formatted = (x, how) => how === "04X" ? x.toString(16).toUpperCase().padStart(4, "0") : String(x);

const $maketrans = (from, to) => new Dictionary([...from].map((each, i) => [each.codePointAt(0), [...to][i]]));
const $normalize = (form, text) => text.normalize(form);
const $greek = "alpha beta gamma delta epsilon zeta eta theta iota kappa lamda mu nu xi omicron pi rho final sigma tau upsilon phi chi psi omega".split(" ");
const $charname = letter => { const place = letter.toLowerCase().codePointAt(0) - 0x3b1; if (!(place in $greek)) throw new ValueError("no such letter"); return "GREEK LETTER " + $greek[place].toUpperCase(); };

class Match {
  constructor(found, names) { this.found = found; this.names = names; }
  group_(which = 0) { return (typeof which === "string" ? this.found.groups[which] : this.found[which]) ?? null; }
  groups_() { return [...this.found].slice(1).map(each => each ?? null); }
  span_(which = 0) { return (typeof which === "string" ? this.found.indices.groups[which] : this.found.indices[which]) ?? [-1, -1]; }
  start_(which = 0) { return this.span_(which)[0]; }
  end_(which = 0) { return this.span_(which)[1]; }
  get lastindex() { for (let i = this.found.length - 1; i > 0; i--) if (this.found[i] !== undefined) return i; return null; }
  get lastgroup() { for (const name of this.names) if (this.found.groups?.[name] !== undefined) return name; return null; }
}
class Pattern {
  constructor(source) {
    const plain = source.replace(/\(\?P</g, "(?<").replace(/\\w/g, "[\\p{L}\\p{N}_]").replace(/\[([^\]]*)\[\\p\{L\}\\p\{N\}_\]/g, "[$1\\p{L}\\p{N}_");
    this.names = [...plain.matchAll(/\(\?<([A-Za-z_]+)>/g)].map(found => found[1]);
    this.sticky = new RegExp(plain, "duy");
    this.free = new RegExp(plain, "dug");
    this.whole = new RegExp(`(?:${plain})$`, "duy");
  }
  run(pattern, text, at) { pattern.lastIndex = at; const found = pattern.exec(text); return found ? new Match(found, this.names) : null; }
  match_(text, at = 0, end = text.length) { return this.run(this.sticky, text.slice(0, end), at); }
  fullmatch_(text) { return this.run(this.whole, text, 0); }
  search_(text, at = 0, end = text.length) { return this.run(this.free, text.slice(0, end), at); }
  finditer_(text) { return [...text.matchAll(this.free)].map(found => new Match(found, this.names)); }
  findall_(text) { return this.finditer_(text).map(found => found.found.length === 1 ? found.group_() : found.found.length === 2 ? found.group_(1) ?? "" : found.groups_()); }
  sub_(by, text) { return text.replace(this.free, by); }
}
const $re = source => new Pattern(source);
const $refullmatch = (source, text) => $re(source).fullmatch_(text), $refindall = (source, text) => $re(source).findall_(text);

// difflib.get_close_matches, by Ratcliff and Metzener's measure (1988) of how much two words share.
function $shared(a, b) {
  let best = [0, 0, 0];
  for (let i = 0; i < a.length; i++) for (let j = 0; j < b.length; j++) {
    let n = 0;
    while (i + n < a.length && j + n < b.length && a[i + n] === b[j + n]) n++;
    if (n > best[2]) best = [i, j, n];
  }
  const [i, j, n] = best;
  return n ? n + $shared(a.slice(0, i), b.slice(0, j)) + $shared(a.slice(i + n), b.slice(j + n)) : 0;
}
const $close = (word, all, n = 3) => $list(all).map(each => [2 * $shared(each, word) / (each.length + word.length), each])
  .filter(([ratio]) => ratio >= 0.6).sort((a, b) => -$order(a, b)).slice(0, n).map(([, each]) => each);

const $methods = (type, methods) => { for (const [name, value] of Object.entries(methods)) Object.defineProperty(type.prototype, name, {value}); };
const $trim = (text, characters, ends) => {
  const there = each => characters == null ? /\s/.test(each) : characters.includes(each);
  let from = 0, to = text.length;
  if (ends & 1) while (from < to && there(text[from])) from++;
  if (ends & 2) while (to > from && there(text[to - 1])) to--;
  return text.slice(from, to);
};
const $every = test => function () { return this.length > 0 && test.test(this); };
$methods(String, {
  startswith_(x, at = 0) { return Array.isArray(x) ? x.some(each => this.startsWith(each, at)) : this.startsWith(x, at); },
  endswith_(x) { return Array.isArray(x) ? x.some(each => this.endsWith(each)) : this.endsWith(x); },
  join_(list) { return $list(list).join(this); },
  split_(by) { return by == null ? this.trim().split(/\s+/).filter(Boolean) : this.split(by); },
  partition_(by) { const at = this.indexOf(by); return at < 0 ? [String(this), "", ""] : [this.slice(0, at), by, this.slice(at + by.length)]; },
  rpartition_(by) { const at = this.lastIndexOf(by); return at < 0 ? ["", "", String(this)] : [this.slice(0, at), by, this.slice(at + by.length)]; },
  replace_(one, other) { return this.split(one).join(other); },
  strip_(x) { return $trim(this, x, 3); }, lstrip_(x) { return $trim(this, x, 1); }, rstrip_(x) { return $trim(this, x, 2); },
  lower_() { return this.toLowerCase(); }, upper_() { return this.toUpperCase(); },
  capitalize_() { return this.slice(0, 1).toUpperCase() + this.slice(1).toLowerCase(); },
  removesuffix_(x) { return x && this.endsWith(x) ? this.slice(0, -x.length) : String(this); },
  removeprefix_(x) { return this.startsWith(x) ? this.slice(x.length) : String(this); },
  find_(x, at) { return this.indexOf(x, at); }, rfind_(x) { return this.lastIndexOf(x); },
  count_(x) { return this.split(x).length - 1; },
  index_(x) { const at = this.indexOf(x); if (at < 0) throw new ValueError("not there"); return at; },
  isdecimal_: $every(/^\p{Nd}+$/u), isdigit_: $every(/^[\p{Nd}²³¹⁰⁴-⁹₀-₉]+$/u), isalpha_: $every(/^\p{L}+$/u),
  isalnum_: $every(/^[\p{L}\p{N}]+$/u), isascii_() { return /^[\x00-\x7f]*$/.test(this); },
  isprintable_() { return !/[\p{C}\p{Zl}\p{Zp}]/u.test(this) && !/[^ \P{Zs}]/u.test(this); },
  isidentifier_: $every(/^[\p{L}_][\p{L}\p{N}_]*$/u),
  islower_() { return this.toLowerCase() === String(this) && this.toUpperCase() !== String(this); },
  isupper_() { return this.toUpperCase() === String(this) && this.toLowerCase() !== String(this); },
  translate_(table) { return [...this].map(each => { return table.get_(each.codePointAt(0)) ?? each; }).join(""); },
  format_(...given) { let next = 0; return this.replace(/\{\{|\}\}|\{\}/g, each => each === "{}" ? $str(given[next++]) : each[0]); },
});
$methods(Array, {
  append_(x) { this.push(x); }, extend_(x) { for (const each of $list(x)) this.push(each); },
  insert_(at, x) { this.splice(at, 0, x); },
  pop_(at = -1) { if (!this.length) throw new KeyError("nothing there"); return this.splice(at, 1)[0]; },
  index_(x) { const at = this.findIndex(each => $eq(each, x)); if (at < 0) throw new ValueError("not there"); return at; },
  count_(x) { return this.filter(each => $eq(each, x)).length; },
  reverse_() { this.reverse(); }, copy_() { return this.slice(); },
  remove_(x) { this.splice(this.index_(x), 1); },
  sort_(key, reverse) {
    const keyed = this.map(each => [key ? key(each) : each, each]);
    keyed.sort((a, b) => reverse ? $order(b[0], a[0]) : $order(a[0], b[0]));
    keyed.forEach(([, each], i) => { this[i] = each; });
    return this;
  },
});
$methods(Number, { is_integer_() { return Number.isInteger(Number(this)); } });
Object.defineProperty(Number.prototype, "numerator", {get() { return Number(this); }});
Object.defineProperty(Number.prototype, "denominator", {get() { return 1; }});
Object.defineProperty(BigInt.prototype, "numerator", {get() { return BigInt(this); }});
Object.defineProperty(BigInt.prototype, "denominator", {get() { return 1; }});
