// The slope of the tangent line: rise over run at a point of a curve.

function tangentParts(state, plane) {
  const f = state.function, here = kindHere(state, state.at), asks = state.asking && !state.asking.answered;
  const scene = curveScene(state, plane), labels = [scene.label], taken = [];
  const x = plane.X(here.x), y = plane.Y(here.y);
  const tangents = here.kind === "slope" ? [lineThrough(plane, here.x, here.y, here.slope)]
    : here.kind === "vertical" ? [[[x, y - 0.3 * plane.box.height], [x, y + 0.3 * plane.box.height]]]
    : here.kind === "corner" ? [here.left, here.right].filter(isFinite).map((slope, i) => { const [a, b] = lineThrough(plane, here.x, here.y, slope); return i ? [[x, y], b] : [a, [x, y]]; }) : [];
  const name = state.showing(here.x);
  const wide = widthOf(name, 18, true), lines = [...scene.lines, ...tangents.map(each => dense(each))];
  const cross = axes(plane, f, {avoid: scene.lines, mark: {x, wide}});
  const mark = pointMark(plane, cross.at, here.x, y, name);
  let grid = "";
  if (asks) grid = gridOf(plane, state.gridStep = niceGrid(plane));
  const triangle = here.kind === "slope" && state.boxes.triangle && !asks ? triangleOf(plane, f, here, scene.lines, state.side) : null;
  state.side = triangle?.kind;
  const drawn = triangle ? triangleParts(plane, triangle) : null;
  taken.push(mark.box, ...cross.taken, ...(drawn?.taken ?? []), [x - 18, y - 18, x + 18, y + 18]);
  const text = here.kind !== "slope" ? "" : asks ? W.slopeAsked : say(W.slopeIs, {slope: state.moving ? fixed(here.slope, state.slopeScale) : numeral(here.slope)});
  let rides = "";
  if (text) rides = ridingWords(plane, tangents[0], text, taken, scene.lines, state);
  const trace = state.boxes.trace && !asks ? state.traced(f, plane) : "";
  return {
    svg: grid + (drawn?.under ?? "") + cross.svg + trace + scene.svg + mark.svg + (drawn?.svg ?? "") + tangents.map(each => stroke(each, "slope", plane.small ? 2.8 : 3.4, dashes)).join("") + rides + (drawn?.words ?? ""),
    knobs: isFinite(here.y) ? [{id: "at", x, y, role: "slope", fixed: !!state.asking}] : [{id: "at", x, y: cross.at.y, role: "faint", fixed: !!state.asking}],
    labels: [...labels, ...cross.names], taken, lines, here,
  };
}
const niceGrid = plane => { const least = 40 / plane.unit; for (let power = Math.floor(Math.log10(least)); ; power++) for (const factor of [1, 2, 5]) if (factor * 10 ** power >= least) return factor * 10 ** power; };
function gridOf(plane, step) {
  let svg = "";
  for (let i = Math.ceil(plane.low / step); i * step <= plane.high; i++) svg += stroke([[plane.X(i * step), plane.box.top], [plane.X(i * step), plane.foot]], "grid", 1.5);
  for (let i = Math.ceil(plane.bottom / step); i * step <= plane.top; i++) svg += stroke([[plane.box.left, plane.Y(i * step)], [plane.right, plane.Y(i * step)]], "grid", 1.5);
  return svg;
}
// Words that ride with a line, near one of its ends, where nothing else is.
function ridingWords(plane, [a, b], text, taken, lines, state, role = "slope") {
  const size = plane.small ? 16 : 19, width = widthOf(text, size, true), candidates = [];
  for (const [share, wish] of [[0.86, 0], [0.14, 0.3], [0.7, 0.5], [0.3, 0.8]]) for (const [dx, dy] of [[14, 26], [-14 - width, -10], [14, -10], [-14 - width, 26]]) {
    const x = a[0] + (b[0] - a[0]) * share, y = a[1] + (b[1] - a[1]) * share, kept = state.rode === `${share} ${dx > 0} ${dy > 0}` ? -0.8 : 0;
    candidates.push([x + dx, y + dy - size, wish + kept, `${share} ${dx > 0} ${dy > 0}`]);
  }
  const box = placed(candidates, width, size + 6, plane, taken, [...lines, dense([a, b])]);
  state.rode = candidates.find(([x, y]) => x === box[0] && y === box[1])[3];
  taken.push(box);
  return words(box[0] + width / 2, box[1] + size - 1, text, role, {size, bold: true});
}

// The slope as rise over run, in large figures beside the picture.
function slopeRead(state, here) {
  const f = state.function, asks = state.asking && !state.asking.answered, value = state.moving ? fixed(here.x, state.xScale) : state.showing(here.x);
  const left = `<mrow class="f-slope">${appliedTo(primed(f), `<mn>${value}</mn>`)}</mrow>`;
  if (here.kind !== "slope") return {math: "", words: spoken(f, here).replace(/^[^,]*, /, ""), title: math(letter(f.x), "<mo>=</mo>", `<mn>${value}</mn>`)};
  if (asks) return {math: math(left, "<mo>=</mo>", '<mrow class="f-slope"><mo>?</mo></mrow>'), words: W.hiddenUntil, quiet: true, title: math(letter(f.x), "<mo>=</mo>", `<mn>${value}</mn>`)};
  const slope = state.moving ? fixed(here.slope, state.slopeScale) : numeral(here.slope), run = state.run ?? 1;
  const legs = state.boxes.triangle && here.slope !== 0 && state.side ? `<mo>=</mo><mrow class="f-legs"><mfrac><mn>${state.moving ? fixed(here.slope * run, state.slopeScale * run) : numeral(here.slope * run)}</mn><mn>${numeral(run)}</mn></mfrac></mrow>` : "";
  return {math: math(left, legs, "<mo>=</mo>", `<mrow class="f-slope"><mn>${slope}</mn></mrow>`), words: `${here.special ? (here.special === "valley" ? W.flatValley : W.flatHilltop) : trendOf(here.slope)} ${trendArrow(here.slope)}`, title: math(letter(f.x), "<mo>=</mo>", `<mn>${value}</mn>`)};
}

explorers.tangent = {
  fields: [{id: "function", words: W.function, derivative: true}],
  points: [{id: "at", words: W.pointOnCurve}],
  boxes: [{id: "triangle", words: W.triangle, on: true}, {id: "trace", words: W.drawDerivative}],
  question: true, moves: true,
  parts: tangentParts,
  read: (state, {here}) => slopeRead(state, here),
};
