// Walking downhill: the slope underfoot says which way is down, and the step is the rate times the slope.

// A person whose feet stand on the ground: knees bend as far as the hips ask for.
function person(plane, f, x, facing) {
  const h = plane.small ? 62 : 96, at = plane.X(x), ground = sx => plane.Y(f.value(plane.x(sx))), near = at + facing * 0.15 * h, far = at - facing * 0.13 * h;
  const feet = [[far, ground(far)], [near, ground(near)]], leg = 0.265 * h, hip = [at, Math.max(Math.min(feet[0][1], feet[1][1]) - 0.3 * h, (feet[0][1] + feet[1][1]) / 2 - 0.48 * h)];
  const knee = ([fx, fy]) => { const dx = fx - hip[0], dy = fy - hip[1], d = Math.min(Math.hypot(dx, dy), 2 * leg - 0.01), mx = hip[0] + dx / 2, my = hip[1] + dy / 2, out = Math.sqrt(leg * leg - d * d / 4), s = facing / Math.hypot(dx, dy); return [mx + dy * s * out, my - dx * s * out]; };
  const neck = [hip[0] + facing * 0.07 * h, hip[1] - 0.3 * h], head = [neck[0] + facing * 0.035 * h, neck[1] - 0.1 * h], hand = [neck[0] + facing * 0.2 * h, neck[1] + 0.17 * h], tip = at + facing * 0.3 * h, w = 0.085 * h;
  const limb = (points, role, width) => stroke(points, role, px(width)), boot = ([fx, fy], role) => stroke([[fx - facing * 0.025 * h, fy - 0.025 * h], [fx + facing * 0.05 * h, fy - 0.02 * h]], role, px(0.06 * h));
  return limb([hip, knee(feet[0]), feet[0]], "ink_far", w) + boot(feet[0], "pack_far") + stroke([hand, [tip, ground(tip)]], "ink_far", 2)
    + limb([[neck[0] - facing * 0.1 * h, neck[1] + 0.05 * h], [hip[0] - facing * 0.1 * h, hip[1] - 0.07 * h]], "pack", 0.13 * h) + limb([hip, neck], "ink", 0.13 * h) + limb([hip, knee(feet[1]), feet[1]], "ink", w) + boot(feet[1], "pack")
    + limb([[neck[0], neck[1] + 0.03 * h], [neck[0] + facing * 0.06 * h, neck[1] + 0.17 * h], hand], "ink", 0.055 * h) + disc(head[0], head[1], px(0.065 * h), "ink") + stroke([[head[0] - facing * 0.06 * h, head[1] - 0.045 * h], [head[0] + facing * 0.11 * h, head[1] - 0.035 * h]], "pack", px(0.03 * h)) + stroke([[head[0] - facing * 0.025 * h, head[1] - 0.07 * h], [head[0] + facing * 0.035 * h, head[1] - 0.07 * h]], "pack", px(0.055 * h));
}

explorers.hiker = {
  fields: [{id: "function", words: W.function}],
  points: [{id: "at", words: W.startingPlace}],
  sliders: [{id: "rate", words: escaped(W.rate), low: 0.01, high: 1.5, logarithmic: true}],
  planes: walkPlanes, below: walkRow, aside: walkTable, press: walkPress, keys: walkKeys, said: stepWords,
  parts(state, plane, below) {
    const f = state.function, walk = walkNow(state), scene = curveScene(state, plane, {color: "ground"}), stops = walk.stops.slice(0, state.step + 1), x = stops[state.step], slope = f.slope(x), facing = slope > 0 ? -1 : 1;
    const soil = scene.runs.map(run => filled([...run, [run.at(-1)[0], plane.foot + 6], [run[0][0], plane.foot + 6]], "ground_fill") + stroke(run.map(([a, b]) => [a, b + 5]), "turf", 10)).join("");
    const axis = plane.foot + 16, size = plane.small ? 15 : 16, inside = stops.map((each, i) => [plane.X(each), plane.Y(f.value(each)), i]).filter(([a, b]) => plane.has(a, b, 20));
    const taken = [];
    let svg = `<g clip-path="url(#plot)">${soil}</g>` + scene.svg + arrow([plane.box.left, axis], [plane.right + 12, axis], "faint", 1.6, 11);
    for (const tick of ticksOf(plane.low, plane.high, 6)) svg += stroke([[plane.X(tick.at), axis - 5], [plane.X(tick.at), axis + 5]], "faint", 1.4) + words(plane.X(tick.at), axis + 20, tick.text, "faint", {size: 15});
    let right = -99;
    for (const [a, b, i] of inside) { svg += stroke([[a, b], [a, axis]], "faint", 1.6, dotted) + disc(a, axis, 4, "slope") + disc(a, b, 6, "slope", 2); if (Math.abs(a - right) > 26) { svg += words(a, b + (i ? 24 : 36), i ? String(i) : W.start, "ink", {size, bold: true}); right = a; } }
    if (isFinite(slope) && plane.has(plane.X(x), plane.Y(f.value(x)))) {
      const [a, b] = [plane.X(x), plane.Y(f.value(x))], long = Math.min(Math.max(Math.abs(slope) * plane.unit * 0.5, 0), 0.28 * plane.box.width);
      svg += person(plane, f.value ? f : f, x, facing);
      if (long > 16) { const dx = plane.unit, dy = -slope * plane.unitUp, d = Math.hypot(dx, dy) * facing, ux = dx / d, uy = dy / d, up = plane.small ? 40 : 56, from = [a + ux * 44, b + uy * 44 - up], to = [from[0] + ux * long, from[1] + uy * long]; svg += arrow(from, to, "slope", 5, 20); const wide = widthOf(W.downhill, 17, true), spots = [[to[0] + 14, (from[1] + to[1]) / 2 - 30], [to[0] - 14 - wide, (from[1] + to[1]) / 2 - 30], [from[0], from[1] - 70], [from[0] - wide, from[1] - 70], [a - wide / 2, plane.box.top + 4]]; const box = placed(spots, wide, 24, plane, [[a - 34, b - 110, a + 34, b + 10]], [...scene.lines, dense([from, to])]); taken.push(box); svg += words(box[0] + wide / 2, box[1] + 18, W.downhill, "ink", {size: 17, bold: true}); }
    }
    return {svg: svg + errorPlot(state, below), knobs: [{id: "at", x: plane.X(state.at), y: plane.Y(f.value(state.at)), role: "slope"}], labels: [{...scene.label, role: "ink"}], taken, lines: scene.lines, here: behavior(f, x, 1)};
  },
  after: state => fillTable(state),
};
