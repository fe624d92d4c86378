// The slope as a curve of its own: f above, f′ below on the same x.

explorers.derivative = {
  fields: [{id: "function", words: W.function, derivative: true}],
  points: [{id: "at", words: W.pointOnCurve}],
  question: true, moves: true,
  planes(state, box) {
    const gap = 34, tall = (box.height - gap) * 0.52, f = state.function;
    const top = new Plane(state.window ?? [-3, 3, -2, 2], {...box, height: tall});
    let low = 0, high = 0;
    if (f) {
      const all = [];
      for (let i = 0; i <= 200; i++) { const s = f.slope(top.low + (top.high - top.low) * i / 200); if (isFinite(s)) all.push(s); }
      all.sort((a, b) => a - b);
      low = Math.min(0, all[Math.floor(all.length * 0.03)] ?? -1); high = Math.max(0, all[Math.floor(all.length * 0.97)] ?? 1);
    }
    const room = 0.16 * (high - low) || 1;
    return [top, new Plane([top.low, top.high, low - room, high + room], {...box, top: box.top + tall + gap, height: box.height - tall - gap})];
  },
  parts(state, plane, below) {
    const f = state.function, here = kindHere(state, state.at), asks = state.asking && !state.asking.answered;
    const scene = curveScene(state, plane), under = curveScene(state, below, {key: "slope", color: "slope", value: f.slope, label: math(appliedTo(primed(f), letter(f.x)), ...(f.derivative ? ["<mo>=</mo>", mathml(f.derivative)] : []))});
    const x = plane.X(here.x), y = plane.Y(here.y), name = state.showing(here.x), size = 17;
    const cross = axes(plane, f, {avoid: scene.lines, mark: {x, wide: widthOf(name, 18, true)}}), second = axes(below, f, {yName: "", up: true, avoid: under.lines, mark: {x, wide: widthOf(name, 18, true)}});
    const mark = pointMark(below, second.at, here.x, below.Y(isFinite(here.slope) && !asks ? here.slope : 0), name);
    const tangent = here.kind === "slope" ? lineThrough(plane, here.x, here.y, here.slope, 0.3) : null;
    const flats = state.places.filter(each => each.kind === "valley" || each.kind === "hilltop").map(each => stroke([[plane.X(each.x), plane.Y(f.value(each.x))], [plane.X(each.x), below.Y(0)]], "faint", 1.6, dotted) + disc(below.X(each.x), below.Y(0), 4, "ink") + disc(plane.X(each.x), plane.Y(f.value(each.x)), 4, "ink") + words(plane.X(each.x), plane.Y(f.value(each.x)) + (each.kind === "valley" ? 24 : -12), W[each.kind], "ink", {size})).join("");
    const shown = !asks && isFinite(here.slope), sy = below.Y(here.slope);
    const number = shown ? words(x + (x > plane.right - 70 ? -12 : 12), sy - 10, state.moving ? fixed(here.slope, state.slopeScale) : numeral(here.slope), "slope", {size: 20, bold: true, anchor: x > plane.right - 70 ? "end" : "start"}) : "";
    return {
      svg: bandsOf(state, plane, below.foot) + cross.svg + second.svg + scene.svg + (asks ? "" : under.svg.replace("#plot", "#plot1")) + flats + mark.svg + stroke([[x, y], [x, plane.foot]], "faint", 1.8, dotted) + (shown ? stroke([[x, below.Y(0)], [x, sy]], "slope", 3.4) + disc(x, sy, 7, "slope", 2) : "") + (tangent ? stroke(tangent, "slope", 3.2, dashes) : "") + number,
      knobs: [{id: "at", x, y: isFinite(y) ? y : cross.at.y, role: "slope", fixed: !!state.asking}],
      labels: [scene.label, ...(asks ? [] : [{...under.label, plane: below}]), ...cross.names.filter(each => each.key === "y-name"), {...second.names[0]}], taken: [...cross.taken, ...second.taken, mark.box], lines: [...scene.lines, ...(tangent ? [dense(tangent)] : [])], here,
    };
  },
  read: (state, {here}) => { state.side = null; return slopeRead(state, here); },
};
// Bands behind the stretches on which the curve falls.
function bandsOf(state, plane, foot) {
  const f = state.function, n = 240;
  let svg = "", from = null;
  for (let i = 0; i <= n; i++) {
    const x = plane.low + (plane.high - plane.low) * i / n, falls = i < n && f.slope(x) < 0;
    if (falls && from === null) from = edgeBetween(state, x, plane); else if (!falls && from !== null) { const to = edgeBetween(state, x, plane); svg += filled([[plane.X(from), plane.box.top], [plane.X(to), plane.box.top], [plane.X(to), foot], [plane.X(from), foot]], "band"); from = null; }
  }
  return svg;
}
const edgeBetween = (state, x, plane) => state.places.find(each => each.kind !== "zero" && Math.abs(each.x - x) <= (plane.high - plane.low) / 200)?.x ?? x;
