// From the secant to the tangent: the second point is dragged towards the first.

explorers.secant = {
  fields: [{id: "function", words: W.function, derivative: true}],
  points: [{id: "at", words: W.pointOnCurve}, {id: "second", words: W.secondPoint, spoken: state => spokenSecant(state)}],
  boxes: [{id: "triangle", words: W.triangle, on: true}, {id: "tangent", words: W.tangentToo, on: true}],
  moves: true, readTitle: W.slopeOfSecant,
  defaults(state) { const room = state.window[1] - state.values.at; state.values.second ??= nice(state.values.at + (room > 2.2 ? 2 : room * 0.8), state.window[1] - state.window[0]); },
  parts(state, plane) {
    const f = state.function, here = kindHere(state, state.at), scene = curveScene(state, plane), x = state.values.second, y = f.value(x), run = x - here.x;
    const p = [plane.X(here.x), plane.Y(here.y)], q = [plane.X(x), plane.Y(y)], slope = (y - here.y) / run;
    const name = state.showing(here.x), cross = axes(plane, f, {avoid: scene.lines, mark: {x: p[0], wide: widthOf(name, 18, true)}}), mark = pointMark(plane, cross.at, here.x, p[1], name);
    const line = isFinite(slope) ? lineThrough(plane, here.x, here.y, slope, 0.8) : null, tangent = state.boxes.tangent && here.kind === "slope" ? lineThrough(plane, here.x, here.y, here.slope) : null;
    const triangle = line && state.boxes.triangle ? triangleParts(plane, {points: [p, [q[0], p[1]], q], run, rise: y - here.y}) : null;
    const lines = [...scene.lines, ...(line ? [dense(line)] : []), ...(tangent ? [dense(tangent)] : [])], size = 19;
    const taken = [...cross.taken, mark.box, ...(triangle?.taken ?? [])];
    const named = (text, [a, b]) => { const box = placed([[a - 26, b - 30], [a + 12, b - 30], [a + 14, b + 8], [a - 28, b + 8]], 14, 20, plane, taken, lines); return words(box[0] + 7, box[1] + 16, text, text === "P" ? "slope" : "legs", {size, bold: true}); };
    return {
      svg: (triangle?.under ?? "") + cross.svg + scene.svg + mark.svg + (triangle?.svg ?? "") + (line ? stroke(line, "legs", 3) : "") + (tangent ? stroke(tangent, "slope", 3.2, dashes) : "") + named("P", p) + (isFinite(y) ? named("Q", q) : "") + (triangle?.words ?? ""),
      knobs: [{id: "at", x: p[0], y: isFinite(p[1]) ? p[1] : cross.at.y, role: "slope"}, {id: "second", x: q[0], y: isFinite(q[1]) ? q[1] : cross.at.y, role: "legs"}],
      labels: [scene.label, ...cross.names], taken, lines, here, slope, run, rise: y - here.y,
    };
  },
  read(state, {slope, run, rise, here}) {
    const f = state.function, of = each => appliedTo(letter(f.name), `<mn>${each}</mn>`), one = state.showing(here.x), other = numeral(state.values.second, 4);
    if (!isFinite(slope)) return {math: "", words: run === 0 && here.kind === "slope" ? say(W.slopeIs, {slope: numeral(here.slope)}) : W.noValue, title: ""};
    return {math: math(`<mfrac><mrow class="f-legs">${of(other)}<mo>${MINUS}</mo>${of(one)}</mrow><mrow class="f-legs"><mn>${other}</mn><mo>${MINUS}</mo><mn>${one}</mn></mrow></mfrac>`, "<mo>=</mo>", `<mfrac><mn>${numeral(rise)}</mn><mn>${numeral(run)}</mn></mfrac>`, "<mo>=</mo>", `<mn>${numeral(slope, 4)}</mn>`), words: here.kind === "slope" ? `${math2text(f)}: ${numeral(here.slope)}` : spoken(f, here), title: ""};
  },
};
const math2text = f => `${f.name}′(${f.x})`;
function spokenSecant(state) {
  const f = state.function, x = state.values.second, slope = (f.value(x) - f.value(state.at)) / (x - state.at);
  return `${f.x} ${numeral(x)}, ${isFinite(slope) ? say(W.slopeIs, {slope: numeral(slope, 4)}) : W.noValue}`;
}
