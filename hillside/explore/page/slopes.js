// What the figures of slopes share: the curve with its axes, the tangent, the triangle, and their words.

const shown = x => isolated(numeral(x));
const trendOf = slope => slope > 0 ? W.increasing : slope < 0 ? W.decreasing : W.flat;
const trendArrow = slope => slope > 0 ? "↗" : slope < 0 ? "↘" : "→";
const equationOf = (name, value) => `${name} = ${value}`;

function kindHere(state, x) {
  const f = state.function, here = behavior(f, x, state.window[1] - state.window[0]);
  const special = here.kind === "slope" && here.slope === 0 ? state.places.find(each => each.kind !== "zero" && Math.abs(each.x - x) < 1e-6 * (state.window[1] - state.window[0])) : null;
  return {...here, special: special?.kind};
}
// What a screen reader says of the point.
function spoken(f, here) {
  const place = `${f.x} ${numeral(here.x)}`;
  if (here.kind === "gap") return `${place}, ${W.noValue}`;
  if (here.kind === "vertical") return `${place}, ${W.vertical}`;
  if (here.kind === "corner") return `${place}, ${say(W.noSlope, {left: numeral(here.left), right: numeral(here.right)})}`;
  const flat = here.special === "hilltop" ? W.flatHilltop : here.special === "valley" ? W.flatValley : W.flat;
  return `${place}, ${say(W.slopeIs, {slope: numeral(here.slope)})}, ${here.slope === 0 ? flat : trendOf(here.slope)}`;
}

// The line of a slope through a point, as two points of the picture.
function lineThrough(plane, x, y, slope, reach = 0.42) {
  const dx = plane.unit, dy = -slope * plane.unitUp, long = Math.hypot(dx, dy), ux = dx / long, uy = dy / long;
  const most = reach * Math.min(plane.box.width, plane.box.height * 1.5), px0 = plane.X(x), py0 = plane.Y(y);
  const end = sign => {
    let t = most;
    const limit = (position, speed, low, high) => { if (speed > 1e-9) t = Math.min(t, (high - position) / speed); else if (speed < -1e-9) t = Math.min(t, (low - position) / speed); };
    limit(px0, sign * ux, plane.box.left, plane.right); limit(py0, sign * uy, plane.box.top - 8, plane.foot + 8);
    return [px0 + sign * ux * Math.max(t, 0), py0 + sign * uy * Math.max(t, 0)];
  };
  return [end(-1), end(1)];
}

function niceRun(plane, slope) {
  const most = 0.3 * plane.box.width, tall = 0.5 * plane.box.height, fits = run => run * plane.unit <= most && Math.abs(slope) * run * plane.unitUp <= tall;
  const seen = run => Math.hypot(run * plane.unit, slope * run * plane.unitUp) >= 0.16 * Math.min(plane.box.width, plane.box.height);
  if (fits(1) && seen(1)) return 1;
  for (let power = 6; power > -8; power--) for (const factor of [5, 2, 1]) { const run = factor * 10 ** power; if (fits(run)) return seen(run) || run < 1e-6 ? run : null; }
  return null;
}
// The triangle under a tangent, on the side where the curve is not; it keeps its side while that is nearly as good.
function triangleOf(plane, f, here, curve, before) {
  const run = niceRun(plane, here.slope);
  if (!run || here.slope === 0) return null;
  const {x, y, slope} = here, at = ([a, b]) => [plane.X(a), plane.Y(b)];
  const kinds = {
    right: [[x, y], [x + run, y], [x + run, y + slope * run]], fromLeft: [[x - run, y - slope * run], [x, y - slope * run], [x, y]],
    left: [[x, y], [x - run, y], [x - run, y - slope * run]], fromRight: [[x + run, y + slope * run], [x, y + slope * run], [x, y]],
  };
  let best = null, least = Infinity;
  Object.entries(kinds).forEach(([kind, points], i) => {
    const [p, q, r] = points.map(at);
    const inside = curve.flat().filter(([a, b]) => within(p, q, r, a, b)).length;
    const lows = [Math.min(p[0], q[0], r[0]) - plane.box.left, plane.right - Math.max(p[0], q[0], r[0]), Math.min(p[1], q[1], r[1]) - plane.box.top, plane.foot - Math.max(p[1], q[1], r[1])];
    const outside = lows.reduce((sum, each, k) => sum + Math.max(0, (k < 2 ? 50 : 26) - each), 0);
    const tall = 14 + widthOf(equationOf(W.rise, shown(slope * run)), plane.small ? 15 : 17), room = q[0] > p[0] || (q[0] === r[0] && kind === "fromLeft") ? plane.frame.width - q[0] - tall : q[0] - tall;
    const cost = (room < 0 ? 0.6 : 0) + inside * 0.03 + outside * 0.02 + i * 0.12 - (kind === before ? 0.15 : 0);
    if (cost < least) { least = cost; best = {kind, points: [p, q, r], run, rise: slope * run}; }
  });
  return best;
}
function within([ax, ay], [bx, by], [cx, cy], x, y) {
  const d = (px1, py1, qx, qy) => (x - qx) * (py1 - qy) - (px1 - qx) * (y - qy);
  const d1 = d(ax, ay, bx, by), d2 = d(bx, by, cx, cy), d3 = d(cx, cy, ax, ay);
  return !((d1 < -2 || d2 < -2 || d3 < -2) && (d1 > 2 || d2 > 2 || d3 > 2));
}
function triangleParts(plane, {points: [p, q, r], run, rise}) {
  const turn = Math.min(14, Math.abs(p[0] - q[0]) / 3, Math.abs(r[1] - q[1]) / 3), sx = Math.sign(p[0] - q[0]), sy = Math.sign(r[1] - q[1]);
  const size = plane.small ? 15 : 17;
  const runText = equationOf(W.run, shown(Math.abs(run))), riseText = equationOf(W.rise, shown(rise));
  const below = q[1] >= r[1], y = below ? q[1] + size + 6 : q[1] - 9, right = q[0] > p[0];
  const wide = widthOf(runText, size), tall = widthOf(riseText, size);
  const out = right ? q[0] + 10 + tall < plane.frame.width : q[0] - 10 - tall < 2;
  return {
    under: filled([p, q, r], "leg_fill"),
    svg: stroke([p, q, r], "legs", 2.8) + (turn > 4 ? stroke([[q[0] + sx * turn, q[1]], [q[0] + sx * turn, q[1] + sy * turn], [q[0], q[1] + sy * turn]], "legs", 1.6) : ""),
    words: words((p[0] + q[0]) / 2, y, runText, "legs", {size}) + words(out ? q[0] + 9 : q[0] - 9, (q[1] + r[1]) / 2 + 6, riseText, "legs", {size, anchor: out ? "start" : "end"}),
    taken: [[(p[0] + q[0] - wide) / 2, y - size, (p[0] + q[0] + wide) / 2, y + 4], out ? [q[0] + 6, (q[1] + r[1]) / 2 - 12, q[0] + 12 + tall, (q[1] + r[1]) / 2 + 10] : [q[0] - 12 - tall, (q[1] + r[1]) / 2 - 12, q[0] - 6, (q[1] + r[1]) / 2 + 10]],
  };
}

// The curve with its axes and its name; they stay while the point moves, and are kept until the window changes.
function curveScene(state, plane, {color = "curve", named = true, f = state.function, value = f.value, label = null, key = ""} = {}) {
  const signature = JSON.stringify([key, f.text, state.window, plane.bottom, plane.top, plane.box, color, page.theme]);
  state.kept ??= new Map();
  if (state.kept.get("s" + key)?.signature === signature) return state.kept.get("s" + key).scene;
  const runs = tracedCurve(value, plane), lines = runs.map(each => dense(each, 8));
  const svg = `<g clip-path="url(#plot)">${runs.map(run => stroke(run, color, plane.small ? 3.2 : 4)).join("")}</g>`;
  const scene = {runs, lines, svg, label: null};
  if (named) {
    const name = label ?? math(appliedTo(letter(f.name), f.names.map(letter).join("<mo>,</mo>")), "<mo>=</mo>", mathml(f.latex));
    scene.label = {math: name, role: color, key: "curve" + key, along: lines};
  }
  state.kept.set("s" + key, {signature, scene});
  return scene;
}
