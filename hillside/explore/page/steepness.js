// The size of the slope: a gentle and a steep place of one curve, with the angle of each.

explorers.steepness = {
  fields: [{id: "function", words: W.function, derivative: true}],
  points: [{id: "at", words: W.pointOnCurve}, {id: "second", words: W.secondPoint}],
  moves: true, readTitle: W.theSlope,
  defaults(state) { const [low, high] = state.window; state.values.at ??= nice(low + 0.55 * (high - low), high - low); state.values.second ??= nice(low + 0.8 * (high - low), high - low); },
  parts(state, plane) {
    const f = state.function, scene = curveScene(state, plane), pair = ["at", "second"].map(id => kindHere(state, state.values[id]));
    const steepest = Math.abs(pair[0].slope) > Math.abs(pair[1].slope) ? 0 : 1, size = plane.small ? 15 : 18;
    const lines = pair.map(here => here.kind === "slope" ? lineThrough(plane, here.x, here.y, here.slope, 0.22) : null);
    const cross = axes(plane, f, {avoid: scene.lines}), taken = [...cross.taken], all = [...scene.lines, ...lines.filter(Boolean).map(each => dense(each))];
    let svg = "", text = "";
    pair.forEach((here, i) => {
      if (here.kind !== "slope") return;
      const x = plane.X(here.x), y = plane.Y(here.y), r = 62, turn = Math.atan2(here.slope * plane.unitUp, plane.unit), end = [x + r * Math.cos(turn), y - r * Math.sin(turn)];
      svg += `<path class="f-slope_fill" d="M${px(x)} ${px(y)}L${px(x + r)} ${px(y)}A${r} ${r} 0 0 ${turn > 0 ? 0 : 1} ${px(end[0])} ${px(end[1])}Z"/>` + stroke([[x, y], [x + r + 20, y]], "faint", 1.6);
      const shownText = `${say(W.slopeIs, {slope: numeral(here.slope)})}, ${numeral(Math.abs(turn) * 180 / Math.PI)}°` + (pair[0].slope === pair[1].slope ? "" : ` – ${i === steepest ? W.steep : W.gentle}`), width = widthOf(shownText, size, true);
      const box = placed([[x + 20, y + 12], [x + 30, y - 40], [x - width - 20, y - 34], [x - width - 20, y + 14], [x - width / 2, y + 26], [x - width / 2, y - 60]], width, size + 6, plane, taken, all);
      taken.push(box);
      text += words(box[0] + width / 2, box[1] + size, shownText, i === steepest ? "slope" : "ink", {size, bold: true});
    });
    return {
      svg: svg + cross.svg + scene.svg + lines.filter(Boolean).map(each => stroke(each, "slope", 3.2, dashes)).join("") + pair.map(here => pointMark(plane, cross.at, here.x, plane.Y(here.y), numeral(here.x, 4)).svg).join("") + text,
      knobs: pair.map((here, i) => ({id: i ? "second" : "at", x: plane.X(here.x), y: isFinite(here.y) ? plane.Y(here.y) : cross.at.y, role: "slope"})),
      labels: [scene.label, ...cross.names], taken, lines: all, pair,
    };
  },
  read(state, {pair}) {
    const f = state.function, rows = pair.map(here => `<mtr><mtd class="f-slope">${appliedTo(primed(f), `<mn>${numeral(here.x, 4)}</mn>`)}<mo>=</mo><mn>${numeral(here.slope)}</mn></mtd></mtr>`);
    return {math: math(`<mtable columnalign="left">${rows.join("")}</mtable>`), words: "", title: ""};
  },
};
