// The computation graph of an expression: values flow forward, derivatives flow back.

const OPERATIONS = {add: "+", sub: MINUS, mul: "×", div: "÷", neg: MINUS, pow: "^", sigmoid: "σ", sqrt: "√", abs: "| |"};
function computation(state) {
  const f = state.function, code = f.expr.code, given = f.names.map(name => state.values[name] ?? 1);
  const value = new Program(code, code.map((_, i) => i), f.names).at(given), varies = [], level = [], back = code.map(() => 0), edges = [];
  code.forEach(({op, args}, i) => { varies[i] = op === "name" || args.some(a => varies[a]); level[i] = op === "name" ? 0 : 1 + Math.max(0, ...args.map(a => varies[a] ? level[a] : 0)); });
  back[code.length - 1] = 1;
  for (let i = code.length - 1; i >= 0; i--) code[i].args.forEach((a, k) => {
    if (!varies[a]) return;
    const [u = null, v = null, w = null] = code[i].args.map(each => value[each]), rule = partial(code[i].op, k), local = rule === null ? 0 : rule.at([u, v, w, value[i]])[0];
    edges.push({from: a, to: i, local, arriving: back[i], passed: back[i] * local});
    back[a] += back[i] * local;
  });
  // A variable stands just before the first box that uses it.
  code.forEach(({op}, i) => { if (op === "name") level[i] = Math.min(...edges.filter(each => each.from === i).map(each => level[each.to])) - 1; });
  const boxes = code.map((step, i) => ({...step, op: step.op, args: step.args, i, level: level[i]})).filter(({i}) => varies[i]);
  return {f, code, value, back, edges, boxes, depth: level[code.length - 1]};
}
function boxName({code, value}, {op, args, value: name}) {
  if (op === "name") return name;
  const constants = args.map(a => code[a].op === "name" || code[a].args.length ? null : numeral(value[a])), sign = OPERATIONS[op] ?? op;
  const fixedOnes = constants.filter(each => each !== null);
  return op === "pow" && constants[1] !== null ? `( )${raised(constants[1].replace(MINUS, "-"))}` : fixedOnes.length && args.length === 2 ? (constants[0] !== null ? fixedOnes[0] + sign : sign + fixedOnes[0]) : sign;
}
explorers.backprop = {
  fields: [{id: "function", words: W.function}], points: [], readTitle: W.theSlope, letters: true,
  ownWindow: () => [0, 1, 0, 1], places: () => [], hint: W.forward + " → · ← " + W.backward,
  parts(state, plane) {
    const graph = computation(state), {boxes, value, back, edges, depth} = graph, where = new Map(), size = plane.small ? 15 : 17, r = plane.small ? 17 : 22, narrow = plane.box.width / (depth || 1) < 115;
    const main = new Set([boxes.at(-1).i]);
    for (let at = boxes.at(-1); at && at.args.length;) { const next = boxes.filter(each => at.args.includes(each.i)).sort((a, b) => b.level - a.level || a.i - b.i)[0]; if (next) main.add(next.i); at = next; }
    const lanesAt = l => { const there = boxes.filter(each => each.level === l); return there.length + (there.some(each => main.has(each.i)) ? 0 : 1); };
    const most = Math.max(1, ...boxes.map(each => lanesAt(each.level) - 1));
    for (let l = 0; l <= depth; l++) {
      const there = boxes.filter(each => each.level === l).sort((a, b) => main.has(b.i) - main.has(a.i) || a.i - b.i), lanes = there.length + (there.some(each => main.has(each.i)) ? 0 : 1);
      there.forEach((each, k) => {
        const along = l / (depth || 1), aside = (k + lanes - there.length) / most;
        where.set(each.i, narrow ? [plane.box.left + 60 + (plane.box.width - 150) * aside, plane.box.top + r + (plane.box.height - 3 * r) * along] : [plane.box.left + r + (plane.box.width - 2 * r) * along, plane.box.top + 60 + (plane.box.height - 150) * aside]);
      });
    }
    let lines = "", told = "";
    for (const {from, to, local, passed} of edges) {
      const [a, b] = [where.get(from), where.get(to)], long = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1, ux = (b[0] - a[0]) / long, uy = (b[1] - a[1]) / long, side = 6, start = r + 6;
      const point = (t, s) => [a[0] + ux * t - uy * s, a[1] + uy * t + ux * s];
      lines += arrow(point(start, -side), point(long - start, -side), "curve", 2.4, 12) + arrow(point(long - start, side), point(start, side), "slope", 2.4, 12);
      const middle = 0.48 * long, two = point(middle, 0), chip = `×${numeral(local)}`, wide = widthOf(chip, 15) + 12, steepEdge = Math.abs(uy) > 0.5;
      const upright = Math.abs(uy) > 0.99, beside = wide / 2 + 8;
      const at = (spot, aside, anchor, lift) => upright ? [two[0] + aside, two[1] + 6, anchor] : steepEdge ? [point(middle, spot < 0 ? -12 : 12)[0], point(middle, spot)[1] + lift, anchor] : [point(middle, spot)[0], point(middle, spot)[1] + 6, "middle"];
      const told1 = at(-22, -beside, "end", -16), told2 = at(26, beside, "start", 20);
      told += words(told1[0], told1[1], numeral(value[from]), "curve", {size, bold: true, anchor: told1[2]}) + `<rect class="f-paper s-edge" x="${px(two[0] - wide / 2)}" y="${px(two[1] - 11)}" width="${px(wide)}" height="22" rx="4"/>` + words(two[0], two[1] + 5, chip, "ink", {size: 15, halo: false}) + words(told2[0], told2[1], numeral(passed), "slope", {size, bold: true, anchor: told2[2]});
    }
    for (const each of boxes) {
      const [x, y] = where.get(each.i), name = boxName(graph, each), round = each.op === "name", last = each.i === boxes.at(-1).i, wide = Math.max(2 * r, widthOf(name, size, true) + 14);
      told += (round ? circle(x, y, r, "curve", 2.6) : `<rect class="f-paper s-ink" stroke-width="2.4" x="${px(x - wide / 2)}" y="${px(y - r)}" width="${px(wide)}" height="${2 * r}" rx="6"/>`) + words(x, y + 6, name, "ink", {size, bold: true, halo: false});
      if (round) told += words(narrow ? x + r + 8 : x, narrow ? y - r + 2 : y + r + 20, numeral(back[each.i]), "slope", {size: 15, bold: true, anchor: narrow ? "start" : "middle"});
      if (last) told += words(narrow ? x + wide / 2 + 10 : x, narrow ? y + 7 : y - r - 10, numeral(value[each.i]), "curve", {size: 19, bold: true, anchor: narrow ? "start" : "middle"});
    }
    return {svg: lines + told, knobs: [], labels: [], taken: [], lines: [], graph};
  },
  read(state, {graph}) {
    const {f, boxes, back} = graph, rows = boxes.filter(each => each.op === "name").map(each => `<mtr><mtd><mrow class="f-slope"><mfrac><mrow><mo>∂</mo>${letter("E")}</mrow><mrow><mo>∂</mo>${letter(each.value)}</mrow></mfrac><mo>=</mo><mn>${numeral(back[each.i])}</mn></mrow></mtd></mtr>`);
    return {title: "", math: math(`<mtable columnalign="left" displaystyle="false">${rows.join("")}</mtable>`), words: ""};
  },
  aside: () => $("section", {id: "letters", "aria-label": W.valuesAt}),
  after(state) {
    const names = lettersOf(state.function), box = document.getElementById("letters");
    if (box.key === names.join()) return;
    box.key = names.join();
    sliders.length = 0;
    for (const name of names) state.values[name] ??= 1;
    box.replaceChildren(...names.map(name => sliderFor({id: name, name, words: math(letter(name)), low: -3, high: 3, digits: 3})));
    sync();
  },
};
