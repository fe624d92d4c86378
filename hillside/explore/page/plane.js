// Numbers and formulas as the figures write them, and the plane that a curve is drawn on.

const page = JSON.parse(document.getElementById("page").textContent);
const W = page.words;
const say = (words, values = {}) => words.replace(/\{(\w+)\}/g, (_, name) => isolated(values[name]));
const isolated = text => page.direction === "rtl" ? `\u2068${text}\u2069` : String(text);
const explorers = {};
const MINUS = "\u2212";
const signed = text => text.replace("-", MINUS).replace(".", page.point);
const raised = n => String(n).replace(/[-0-9]/g, each => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(each)]);
const trimmed = text => text.includes(".") ? text.replace(/\.?0+$/, "") : text;

function numeral(x, digits = 3) {
  if (!isFinite(x)) return x !== x ? "?" : x > 0 ? "∞" : MINUS + "∞";
  const size = Math.abs(x);
  if (size === 0) return "0";
  const places = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  const plain = x.toFixed(Math.min(places, 100));
  if (Math.abs(plain) >= page.written[0] && Math.abs(plain) < page.written[1]) return signed(trimmed(plain));
  const [first, power] = x.toExponential(digits - 1).split("e");
  return `${signed(trimmed(first))} ${page.times} 10${raised(Number(power))}`;
}
function fixed(x, scale) {
  const places = Math.min(100, Math.max(0, 2 - Math.floor(Math.log10(scale))));
  const shown = x.toFixed(places);
  return signed(Number(shown) === 0 ? shown.replace("-", "") : shown);
}
const numberOf = text => {
  const plain = text.trim().replace(/[\u2212\u2013]/g, "-").replace(",", ".");
  try { return preciseArrays(new Program(parse(plain, []).code, [parse(plain, []).code.length - 1], []), [])[0]; }
  catch { return NaN; }
};

// A formula in the small part of LaTeX that mathcore writes, as MathML.
const GREEK = Object.fromEntries($greek.map((name, i) => [name.replace("lamda", "lambda"), String.fromCodePoint(0x3b1 + i)]));
const SIGNS = {cdot: "·", le: "≤", ge: "≥", ne: "≠", bmod: "mod", pi: "π", sigma: "σ", Phi: "Φ", lfloor: "⌊", rfloor: "⌋", lceil: "⌈", rceil: "⌉"};
const escaped = text => text.replace(/[&<>"]/g, each => `&#${each.charCodeAt(0)};`);
function mathml(latex) {
  const tokens = latex.match(/\\[a-zA-Z]+|\\.|[0-9]+(?:\.[0-9]+)?|\s+|./gu) ?? [];
  let at = 0;
  const skip = () => { while (/^\s/.test(tokens[at] ?? "")) at++; };
  const raw = () => { skip(); at++; let text = ""; while (tokens[at] !== "}") text += tokens[at++]; at++; return text.replace(/\\_/g, "_"); };
  const group = () => { skip(); if (tokens[at] === "{") { at++; return row("}"); } return atom(); };
  const mo = text => `<mo${/[()|]/.test(text) ? ' stretchy="false"' : ""}>${escaped(text)}</mo>`, mi = text => `<mi>${escaped(text)}</mi>`;
  function row(end) {
    const items = [];
    let named = false;
    for (;;) {
      skip();
      const token = tokens[at];
      if (named && token !== "^" && token !== "_") { if (token !== "\\left" && token !== undefined) items.push('<mspace width=".17em"/>'); named = false; }
      if (token === undefined || token === end || (end === "cell" && /^(&|\\\\|\\end)$/.test(token))) break;
      if (token === "^" || token === "_") {
        at++;
        const base = items.pop() ?? "<mrow></mrow>", script = group();
        items.push(token === "^" ? `<msup>${base}${script}</msup>` : `<msub>${base}${script}</msub>`);
      } else {
        const made = atom();
        named = /^<mi>\w\w+<\/mi>$/.test(made);
        items.push(made);
      }
    }
    if (end !== "cell") at++;
    return `<mrow>${items.join("")}</mrow>`;
  }
  function atom() {
    skip();
    const token = tokens[at++];
    if (/^[0-9]/.test(token)) return `<mn>${token.replace(".", page.point)}</mn>`;
    if (token === "{") return row("}");
    if (token === "-") return mo(MINUS);
    if (token[0] !== "\\") return /[\p{L}]/u.test(token) ? mi(token) : token === "," && page.point === "," ? mo(";") : mo(token);
    const name = token.slice(1);
    if (name === "frac") return `<mfrac>${group()}${group()}</mfrac>`;
    if (name === "sqrt") {
      if (tokens[at] === "[") { at++; const degree = row("]"); return `<mroot>${group()}${degree}</mroot>`; }
      return `<msqrt>${group()}</msqrt>`;
    }
    if (name === "left") { const open = tokens[at++], inner = row("\\right"), close = tokens[at++], tall = /<mfrac/.test(inner) ? ' stretchy="true"' : ' stretchy="false"'; return `<mrow>${side(open, tall)}${inner}${side(close, tall)}</mrow>`; }
    if (name === "operatorname" || name === "mathrm") { const text = raw(); return `<mi mathvariant="normal">${escaped(text)}</mi>`; }
    if (name === "text") return `<mtext>${escaped(raw().replace(/[a-z]+/, each => W[each] ?? each).replace(/ /g, "\u00a0"))}</mtext>`;
    if (name === "begin") {
      raw();
      const rows = [];
      for (;;) {
        const cells = [row("cell")];
        while (tokens[at] === "&") { at++; cells.push(row("cell")); }
        rows.push(`<mtr>${cells.map(each => `<mtd>${each}</mtd>`).join("")}</mtr>`);
        if (tokens[at] === "\\\\") { at++; continue; }
        at++; raw();
        return `<mrow><mo stretchy="true">{</mo><mtable columnalign="left">${rows.join("")}</mtable></mrow>`;
      }
    }
    if (name in SIGNS) return /\p{L}/u.test(SIGNS[name]) && name !== "bmod" ? mi(SIGNS[name]) : mo(SIGNS[name]);
    return GREEK[name] ? mi(GREEK[name]) : mi(name);
  }
  const side = (token, how) => `<mo${how}>${escaped(token[0] === "\\" ? SIGNS[token.slice(1)] ?? token.slice(1) : token)}</mo>`;
  return row(undefined);
}
const math = (...rows) => `<math>${rows.join("")}</math>`;
const OPEN = '<mo stretchy="false">(</mo>', CLOSE = '<mo stretchy="false">)</mo>';
const appliedTo = (name, names) => `<mrow>${name}${OPEN}${names}${CLOSE}</mrow>`;
const letter = text => mathml(text.length > 1 && !/\d/.test(text) ? `\\mathrm{${text}}` : text.replace(/^(.+?)_?(\d+)$/, "$1_{$2}"));

// A function with its first two derivatives, and what is special about it over a stretch.
function functionOf(text, usual = ["x"]) {
  const f = parse(text, null, usual);
  const values = f.names.length === 1 ? tower(f.code, f.names, 2) : null;
  let slope = null;
  const at = x => values.at([x]);
  return {
    expr: f, text, x: f.names[0], names: f.names, name: f.name, y: f.value_name,
    value: x => at(x)[0], slope: x => { const [y, s] = at(x); return y === y ? s : NaN; }, bend: x => at(x)[2], all: at,
    latex: latexOf(f.code),
    get derivative() {
      if (slope === null && text === page.texts.function && page.derivative) slope = page.derivative;
      if (slope === null) { try { slope = latexOf(derivativeOf(f, f.names[0]).code); } catch (error) { slope = ""; } if (slope.length > 90) slope = ""; }
      return slope;
    },
  };
}
function bisected(f, low, high) {
  let sign = Math.sign(f(low));
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2, s = Math.sign(f(middle));
    if (s === 0 || middle === low || middle === high) return middle;
    if (s === sign) low = middle; else high = middle;
  }
  return (low + high) / 2;
}
const clean = (x, step) => { const r = Number(x.toPrecision(12)), near = Math.round(r / step) * step; return Math.abs(near - r) < step * 1e-7 ? Number(near.toPrecision(12)) : r; };
const nice = (x, width) => { const step = roundStep(width); return clean(Math.round(x / step) * step, step); };
const roundStep = width => 10 ** Math.floor(Math.log10(width / 20));

// The special places of a function: hilltops, valleys, zeros, and corners.
function placesOf(f, low, high) {
  const n = 600, found = [], step = roundStep(high - low) / 10;
  const add = (kind, x) => { x = clean(x, step); if (x > low && x < high && !found.some(each => Math.abs(each.x - x) < (high - low) * 1e-6 && each.kind === kind)) found.push({kind, x}); };
  let before = null;
  for (let i = 0; i <= n; i++) {
    const x = low + (high - low) * i / n, [y, s] = f.all(x), here = {x, y, s};
    if (before && before.y === before.y && y === y) {
      if (y === 0) { if (before.y !== 0) add("zero", x); }
      else if (before.y * y < 0) { const at = bisected(f.value, before.x, x); if (Math.abs(f.value(at)) < 1e-6 * Math.max(Math.abs(y), Math.abs(before.y), 1e-9)) add("zero", at); }
      if (before.s * s < 0 || (s === 0 && before.s !== 0)) {
        const at = s === 0 ? x : bisected(f.slope, before.x, x), tiny = (high - low) * 1e-7;
        const left = f.slope(at - tiny), right = f.slope(at + tiny), value = f.value(at);
        const joined = Math.abs(f.value(at + tiny) - f.value(at - tiny)) < 1e-3 * (1 + Math.abs(value));
        if (joined && turnsAtOnce(f, at, left, right, high - low)) add("corner", at);
        else if (joined && left * right < 0) add(left > 0 ? "hilltop" : "valley", at);
      }
    }
    before = here;
  }
  return found;
}

// Whether the slopes just beside a point differ by as much as those farther away do: a smooth turn is gradual.
const turnsAtOnce = (f, x, left, right, width) => Math.abs(left - right) > 0.1 * Math.abs(f.slope(x - width * 1e-3) - f.slope(x + width * 1e-3)) && Math.abs(left - right) > 1e-6 * (Math.abs(left) + Math.abs(right));
// What the graph does at a point: it has a slope, a corner, a vertical tangent, or no value.
function behavior(f, x, width) {
  const y = f.value(x), slope = f.slope(x), tiny = width * 1e-8;
  if (!isFinite(y)) return {kind: "gap", x, y, slope: NaN};
  const left = f.slope(x - tiny), right = f.slope(x + tiny);
  const sides = [f.value(x - tiny), f.value(x + tiny)].map(each => Math.abs(each - y) < 0.02 * (1 + Math.abs(y)));
  const steep = each => Math.abs(each) > 1e3 / Math.sqrt(width);
  if (!isFinite(slope) || (steep(left) && steep(right) && !(Math.abs(slope - left) < 0.01 * Math.abs(slope)))) return {kind: sides[0] && sides[1] && left * right > 0 && steep(left) ? "vertical" : "corner", x, y, slope: NaN, left, right};
  if (sides[0] && sides[1] && isFinite(left) && isFinite(right) && turnsAtOnce(f, x, left, right, width)) return {kind: "corner", x, y, slope: NaN, left, right};
  return {kind: "slope", x, y, slope: Math.abs(slope) < 1e-9 * (1 + Math.abs(y)) ? 0 : slope};
}

// The window for a function that was typed: its places near the point, and the point itself.
function windowFor(f, at, aspect) {
  const asks = /\\(sin|cos|tan)/.test(f.latex);
  let near = placesOf(f, at - 8, at + 8).map(each => each.x).sort((a, b) => Math.abs(a - at) - Math.abs(b - at)).slice(0, 5);
  let low = Math.min(at, ...near), high = Math.max(at, ...near);
  const room = Math.max(0.18 * (high - low), asks ? 1.2 : 0.8);
  low -= room; high += room;
  if (high - low < 4) { const more = (4 - high + low) / 2; low -= more; high += more; }
  const ys = [];
  for (let i = 0; i <= 200; i++) { const y = f.value(low + (high - low) * i / 200); if (isFinite(y)) ys.push(y); }
  ys.sort((a, b) => a - b);
  const here = f.value(at), steep = Math.min(Math.abs(f.slope(at)) || 0, (high - low) / 2);
  const firm = near.map(f.value).filter(isFinite);
  let bottom = Math.min(ys[Math.floor(ys.length * 0.06)] ?? -1, ...firm, isFinite(here) ? here - steep / 2 : 0);
  let top = Math.max(ys[Math.floor(ys.length * 0.94)] ?? 1, ...firm, isFinite(here) ? here + steep / 2 : 0);
  const most = 30 * (high - low);
  bottom = Math.max(bottom, Math.min(here, 0) - most); top = Math.min(top, Math.max(here, 0) + most);
  const more = 0.14 * (top - bottom) || 1;
  return withEqualScales(f, at, [low, high, bottom - more, top + more], aspect);
}
// The window with equal scales, so that a slope of 1 looks like one, if its places and the triangle stay in view.
const pointsShown = () => explorer.points.map(each => state.values[each.id]).filter(isFinite);
function withEqualScales(f, at, [low, high, bottom, top], aspect) {
  const width = high - low, tall = width / aspect, y = f.value(at), slope = Math.min(Math.abs(f.slope(at)) || 0, 0.3 * tall);
  const firm = [...placesOf(f, low, high).map(each => f.value(each.x)), y - slope, y + slope, ...pointsShown().map(f.value)].filter(isFinite);
  const least = Math.min(...firm), most = Math.max(...firm), middle = (least + most) / 2;
  if (firm.length && most - least < 0.82 * tall && tall < 2.5 * (top - bottom)) return [low, high, middle - tall / 2, middle + tall / 2];
  const ratio = width / (top - bottom) / aspect;
  if (ratio > 1 && ratio < 2.5) { const more = (tall - top + bottom) / 2; return [low, high, bottom - more, top + more]; }
  if (ratio <= 1 && ratio > 1 / 1.7) { const more = ((top - bottom) * aspect - width) / 2; return [low - more, high + more, bottom, top]; }
  return [low, high, bottom, top];
}

class Plane {
  constructor([low, high, bottom, top], box) { Object.assign(this, {low, high, bottom, top, box}); }
  X(x) { return this.box.left + (x - this.low) / (this.high - this.low) * this.box.width; }
  Y(y) { return this.box.top + (this.top - y) / (this.top - this.bottom) * this.box.height; }
  x(px) { return this.low + (px - this.box.left) / this.box.width * (this.high - this.low); }
  y(py) { return this.top - (py - this.box.top) / this.box.height * (this.top - this.bottom); }
  get unit() { return this.box.width / (this.high - this.low); }
  get unitUp() { return this.box.height / (this.top - this.bottom); }
  get right() { return this.box.left + this.box.width; }
  get foot() { return this.box.top + this.box.height; }
  has(px, py, room = 0) { return px >= this.box.left - room && px <= this.right + room && py >= this.box.top - room && py <= this.foot + room; }
}

// Three to six round numbers, or multiples of π where a function turns by them.
function ticksOf(low, high, most, turns) {
  const inset = 0.02 * (high - low), found = [];
  low += inset; high -= inset;
  if (turns) {
    for (const step of [1 / 6, 1 / 4, 1 / 2, 1, 2, 4, 8, 16]) {
      const first = Math.ceil(low / Math.PI / step), last = Math.floor(high / Math.PI / step);
      if (last - first > most) continue;
      for (let i = first; i <= last; i++) if (i) found.push({at: i * step * Math.PI, text: turnsText(i, step)});
      return found;
    }
  }
  const least = (high - low) / most;
  for (let power = Math.floor(Math.log10(least)) - 1; ; power++) for (const factor of [1, 2, 5]) {
    const step = factor * 10 ** power, first = Math.ceil(low / step), last = Math.floor(high / step);
    if (last - first + 1 - (first <= 0 && last >= 0) > most) continue;
    const digits = Math.max(3, Math.floor(Math.log10(Math.max(Math.abs(first), Math.abs(last), 1))) + 1);
    for (let i = first; i <= last; i++) if (i) found.push({at: Number((i * step).toPrecision(12)), text: numeral(i * step, digits)});
    return found;
  }
}
function turnsText(i, step) {
  let over = Math.abs(i), under = Math.round(1 / step);
  if (step >= 1) { over *= step; under = 1; }
  const shared = $gcd(over, under);
  over /= shared; under /= shared;
  return (i < 0 ? MINUS : "") + (over === 1 ? "" : over) + "π" + (under === 1 ? "" : "/" + under);
}
const asksForTurns = (f, width) => /\\(sin|cos|tan|sec|csc|cot)/.test(f.latex) && !/\\pi/.test(f.latex) && width > 0.6 * Math.PI;

// The graph as a path, interrupted where the function jumps or has no value.
function tracedCurve(f, plane) {
  const n = Math.ceil(plane.box.width / 2), height = plane.top - plane.bottom;
  const bottom = plane.bottom - height, top = plane.top + height, runs = [];
  let run = [], before = null;
  const end = () => { if (run.length > 1) runs.push(run); run = []; };
  for (let i = 0; i <= n; i++) {
    const x = plane.low + (plane.high - plane.low) * i / n, y = f(x);
    if (y !== y || !isFinite(y)) {
      if (before) { const [edge, value] = edgeOf(f, before[0], x); run.push([edge, value]); }
      end(); before = null; continue;
    }
    if (!before && i > 0) { const [edge, value] = edgeOf(f, x, plane.low + (plane.high - plane.low) * (i - 1) / n); run.push([edge, value]); }
    if (before && Math.abs(y - before[1]) > 0.08 * height && jumps(f, before, [x, y], height)) end();
    run.push([x, y]);
    before = [x, y];
  }
  end();
  const clipped = y => Math.min(Math.max(y, bottom), top);
  return runs.map(each => each.map(([x, y]) => [plane.X(x), plane.Y(clipped(y))]));
}
function edgeOf(f, there, gone) {
  for (let i = 0; i < 40; i++) { const middle = (there + gone) / 2; if (isFinite(f(middle))) there = middle; else gone = middle; }
  return [there, f(there)];
}
function jumps(f, [a, fa], [b, fb], height) {
  for (let i = 0; i < 45; i++) {
    const c = (a + b) / 2, fc = f(c);
    if (!isFinite(fc) || c === a || c === b) return true;
    if (Math.abs(fc - fa) > Math.abs(fb - fc)) [b, fb] = [c, fc]; else [a, fa] = [c, fc];
    if (Math.abs(fb - fa) < 0.01 * height) return false;
  }
  return true;
}
