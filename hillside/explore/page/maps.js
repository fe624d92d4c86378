// Functions of two variables on a map: height is lightness, each line joins points of one height.

function gradientAt(f, x, y) { f.program ??= gradients(f.expr.code, f.names); return f.program.at([x, y]); }
function mapScene(state, plane) {
  const f = state.function, signature = JSON.stringify([f.text, state.window, plane.box, page.theme]);
  if (state.map?.signature === signature) return state.map;
  const nx = 56, ny = Math.max(16, Math.round(nx * plane.box.height / plane.box.width)), heights = [];
  for (let j = 0; j <= ny; j++) { heights.push([]); for (let i = 0; i <= nx; i++) heights[j].push(gradientAt(f, plane.low + (plane.high - plane.low) * i / nx, plane.top - (plane.top - plane.bottom) * j / ny)[0]); }
  const all = heights.flat().filter(isFinite).sort((a, b) => a - b), low = all[0], high = all[Math.floor(all.length * 0.97)], dx = plane.box.width / nx, dy = plane.box.height / ny;
  const share = z => Math.sqrt(Math.min(Math.max((z - low) / (high - low || 1), 0), 1));
  let svg = "";
  for (let j = 0; j < ny; j++) for (let i = 0; i < nx; i++) {
    const z = (heights[j][i] + heights[j][i + 1] + heights[j + 1][i] + heights[j + 1][i + 1]) / 4;
    if (isFinite(z)) svg += `<rect class="f-ground" fill-opacity="${(0.7 * (1 - share(z)) + 0.04).toFixed(2)}" x="${px(plane.box.left + i * dx)}" y="${px(plane.box.top + j * dy)}" width="${px(dx + 0.4)}" height="${px(dy + 0.4)}"/>`;
  }
  for (let k = 1; k <= 9; k++) svg += contour(heights, low + (high - low) * (k / 10) ** 2, plane, dx, dy, "ink", 1.1);
  state.map = {signature, svg, heights, dx, dy};
  return state.map;
}
// The line of one height: in each cell of the grid, between the sides where the height is crossed.
function contour(heights, level, plane, dx, dy, role, width) {
  let d = "";
  const cut = (a, b) => (level - a) / (b - a);
  for (let j = 0; j + 1 < heights.length; j++) for (let i = 0; i + 1 < heights[0].length; i++) {
    const a = heights[j][i], b = heights[j][i + 1], c = heights[j + 1][i + 1], e = heights[j + 1][i], x = plane.box.left + i * dx, y = plane.box.top + j * dy, ends = [];
    if ((a < level) !== (b < level)) ends.push([x + cut(a, b) * dx, y]);
    if ((b < level) !== (c < level)) ends.push([x + dx, y + cut(b, c) * dy]);
    if ((e < level) !== (c < level)) ends.push([x + cut(e, c) * dx, y + dy]);
    if ((a < level) !== (e < level)) ends.push([x, y + cut(a, e) * dy]);
    for (let k = 0; k + 1 < ends.length; k += 2) d += path([ends[k], ends[k + 1]]);
  }
  return d ? `<path class="s-${role}" stroke-width="${width}" d="${d}"/>` : "";
}
const mapPoint = {
  id: "at", words: W.pointOnMap,
  drag(_, x, y, free) {
    const plane = planes()[0], step = stepOf(), round = value => free ? value : clean(Math.round(value / step) * step, step);
    state.values.at = Math.min(Math.max(round(plane.x(x)), plane.low), plane.high); state.values.across = Math.min(Math.max(round(plane.y(y)), plane.bottom), plane.top); state.typed = null;
    draw();
  },
  press(event) {
    const step = stepOf() * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1), by = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1]}[event.key];
    if (!by) return false;
    if (!event.repeat) remember();
    const [low, high, bottom, top] = state.window, moved = (value, k) => clean(Math.round((value + by[k] * step) / (step / 10)) * (step / 10), step / 10);
    state.values.at = Math.min(Math.max(moved(state.values.at, 0), low), high); state.values.across = Math.min(Math.max(moved(state.values.across, 1), bottom), top); state.typed = null;
    draw();
    return true;
  },
  spoken(state) { const f = state.function, [z, gx, gy] = gradientAt(f, state.values.at, state.values.across); return `${f.names[0]} ${numeral(state.values.at)}, ${f.names[1]} ${numeral(state.values.across)}, ${f.name} ${numeral(z)}, ${say(W.rateOfChange, {rate: numeral(-Math.hypot(gx, gy))})}`; },
};
function mapParts(state, plane, more) {
  const f = state.function, map = mapScene(state, plane), x = plane.X(state.values.at), y = plane.Y(state.values.across), [z, gx, gy] = gradientAt(f, state.values.at, state.values.across), size = plane.small ? 15 : 16;
  let svg = `<g clip-path="url(#plot)">${map.svg}${isFinite(z) ? contour(map.heights, z, plane, map.dx, map.dy, "ink", 2.4) : ""}</g>`;
  for (const tick of ticksOf(plane.low, plane.high, 6)) svg += stroke([[plane.X(tick.at), plane.foot], [plane.X(tick.at), plane.foot + 6]], "faint", 1.5) + words(plane.X(tick.at), plane.foot + 23, tick.text, "faint", {size});
  for (const tick of ticksOf(plane.bottom, plane.top, 5)) svg += stroke([[plane.box.left - 6, plane.Y(tick.at)], [plane.box.left, plane.Y(tick.at)]], "faint", 1.5) + words(plane.box.left + 6, plane.Y(tick.at) + 6, tick.text, "ink", {size, anchor: "start"});
  const name = {math: math(appliedTo(letter(f.name), f.names.map(letter).join("<mo>,</mo>")), "<mo>=</mo>", mathml(f.latex)), role: "curve", key: "name", corner: true, x: plane.box.left, y: -2};
  return {svg: svg + more(x, y, z, gx, gy), knobs: [{id: "at", x, y, role: "slope"}], labels: [f.latex.length < 60 && name, {math: letter(f.names[0]), role: "faint", key: "x-name", x: plane.right + 6, y: plane.foot + 14}, {math: letter(f.names[1]), role: "faint", key: "y-name", x: plane.box.left - 12, y: plane.box.top + 6}], taken: [], lines: [], z, gx, gy};
}
const column = (...rows) => `<mrow>${OPEN}<mtable>${rows.map(each => `<mtr><mtd><mn>${each}</mn></mtd></mtr>`).join("")}</mtable>${CLOSE}</mrow>`;
