// Descents on a curve: each step is the learning rate times the slope, against its sign.

const MOST = 400;
function walkOf(f, start, rate) {
  const stops = [start];
  for (let i = 0; i < MOST; i++) {
    const x = stops[i], next = x - rate * f.slope(x);
    if (!isFinite(next) || Math.abs(next) > 1e9) break;
    stops.push(next);
    if (next === x) break;
  }
  return stops;
}
// What becomes of the whole walk, in a word.
function verdictOf(f, stops) {
  const n = stops.length, last = stops[n - 1], before = stops[n - 2] ?? last;
  const gone = n <= MOST && last !== before || Math.abs(f.value(last)) > 1e6 * (1 + Math.abs(f.value(stops[0])));
  if (gone && !(Math.abs(last - before) < 1e-9 * (1 + Math.abs(last)))) return {words: W.diverges, good: false};
  if (Math.abs(last - before) < 1e-6 * (1 + Math.abs(last))) {
    const way = Math.abs(stops[0] - last);
    let arrived = n - 1;
    while (arrived > 0 && Math.abs(stops[arrived - 1] - last) <= 0.02 * way) arrived--;
    const bend = f.bend(last);
    if (bend < 0) return {words: W.stopsOnHilltop, good: false};
    if (way > 0 && Math.abs(f.slope(last)) > 1e-3 * Math.abs(f.slope(stops[0]))) return {words: say(W.notThere, {steps: n - 1}), good: false};
    return {words: say(W.arrives, {number: arrived}), good: true};
  }
  const late = stops.slice(-6), turns = late.slice(2).every((x, i) => (x - late[i + 1]) * (late[i + 1] - late[i]) < 0);
  if (turns) return Math.abs(last - before) < 0.9 * Math.abs(stops[1] - stops[0]) && Math.abs(last - before) < 0.999 * Math.abs(stops[n - 4] - stops[n - 5]) ? {words: W.hops, good: false} : {words: W.neverSettles, good: false};
  return f.value(last) < f.value(stops[n - 5]) ? {words: say(W.notThere, {steps: n - 1}), good: false} : {words: W.neverSettles, good: false};
}
const limitOf = (f, x) => { const bend = f.bend(x); return bend > 0 ? 2 / bend : null; };

function walkNow(state) {
  const f = state.function, key = `${f.text}|${state.at}|${state.values.rate}`;
  if (state.walk?.key !== key) {
    if (state.walk && state.step > 0 && state.walk.text === f.text) state.last = {errors: state.walk.stops.slice(0, state.step + 1).map(f.value), rate: state.walk.rate};
    if (state.walk && state.walk.text !== f.text) state.last = null;
    const stops = walkOf(f, state.at, state.values.rate);
    state.walk = {key, text: f.text, rate: state.values.rate, stops, verdict: verdictOf(f, stops)};
    state.step = state.walk.first ?? 0;
  }
  state.step = Math.min(state.step ?? 0, state.walk.stops.length - 1);
  return state.walk;
}
function takeStep(state, by) {
  const walk = walkNow(state);
  state.step = Math.min(Math.max(state.step + by, 0), walk.stops.length - 1);
  drawNow();
  announce(stepWords(state));
}
const stepWords = state => {
  const f = state.function, x = walkNow(state).stops[state.step];
  return say(W.stepTold, {number: state.step, place: equationOf(f.x, numeral(x)), error: numeral(f.value(x)), slope: numeral(f.slope(x))});
};
let running = 0;
function runWalk(state, on = !running) {
  clearInterval(running); running = 0;
  if (on) running = setInterval(() => { const walk = walkNow(state); if (state.step >= Math.min(walk.stops.length - 1, 40)) { runWalk(state, false); announce(walk.verdict.words); return; } state.step++; draw(); }, still.matches ? 900 : 450);
  nodes.run.textContent = on ? W.pause : W.walkOn;
}
const nodes = {};
function walkRow(state) {
  nodes.run = button(W.walkOn, () => runWalk(state));
  return $("div", {class: "move"}, button(W.takeStep, () => takeStep(state, 1), {class: "first"}), nodes.run, button(W.back, () => takeStep(state, -1)), button(W.reset, () => { runWalk(state, false); takeStep(state, -1e9); }),
    $("div", {class: "view"}, undoButton, sign("out", W.zoomOut, () => zoom(1.4)), sign("in", W.zoomIn, () => zoom(1 / 1.4)), sign("fit", W.fit, () => { remember(); fit(); draw(); })));
}
function walkPress(event, state) {
  const act = {" ": () => takeStep(state, 1), r: () => runWalk(state), Backspace: () => takeStep(state, -1), 0: () => takeStep(state, -1e9)}[event.key];
  if (act) { event.preventDefault(); act(); }
}
function walkTable(state) {
  nodes.rows = $("tbody"); nodes.verdict = $("p", {class: "trend"});
  const heads = [W.step, "", W.error, W.slope, W.move];
  const table = $("table", {}, $("thead", {}, $("tr", {}, ...heads.map((each, i) => $("th", {scope: "col"}, i === 1 ? state.function?.x ?? page.letter : each)))), nodes.rows);
  return $("section", {"aria-labelledby": "steps-title"}, nodes.verdict, $("h2", {id: "steps-title"}, W.steps), $("div", {class: "scroll", tabindex: "0", role: "group", "aria-labelledby": "steps-title"}, table));
}
function fillTable(state) {
  const f = state.function, walk = walkNow(state), key = walk.key + state.step, {rows: body, verdict} = nodes;
  verdict.textContent = (walk.verdict.good ? "✓ " : "") + walk.verdict.words;
  verdict.className = `trend ${walk.verdict.good ? "f-right" : "f-legs"}`;
  if (body.key === key) return;
  body.key = key;
  body.replaceChildren(...walk.stops.slice(0, state.step + 1).map((x, i) => {
    const next = walk.stops[i + 1], cells = [x, f.value(x), f.slope(x), next - x].map((each, k) => k === 3 && next === undefined ? "" : (k === 3 && each > 0 ? "+" : "") + numeral(each, 2));
    return $("tr", i === state.step ? {"aria-current": "step"} : {}, $("th", {scope: "row"}, i ? String(i) : W.start), ...cells.map(each => $("td", {dir: "ltr"}, each)));
  }));
  const box = body.closest(".scroll");
  box.scrollTop = box.scrollHeight;
}
const walkKeys = [["Space", W.keyTakeStep], ["R", W.keyWalk], ["Backspace", W.keyBack], ["0", W.keyReset], ["← →", W.keyStep], ["Ctrl Z", W.undo]];

// The hill and, under it, the error after each step.
function walkPlanes(state, box) {
  const gap = 64, tall = (box.height - gap) * 0.7;
  return [new Plane(state.window ?? [-3, 3, -2, 2], {...box, height: tall}), new Plane([0, 12, 0, 1], {...box, top: box.top + tall + gap, height: box.height - tall - gap})];
}
function errorPlot(state, below) {
  const f = state.function, walk = walkNow(state), errors = walk.stops.slice(0, state.step + 1).map(f.value), last = state.last?.errors ?? [];
  const all = [...errors, ...last].filter(isFinite), low = Math.min(...all), high = Math.max(...all), room = 0.15 * (high - low) || 0.5;
  Object.assign(below, {low: 0, high: Math.max(12, errors.length, last.length), bottom: low - room, top: high + room});
  const line = (list, role, mark) => { const points = list.map((y, i) => [below.X(i), below.Y(y)]); return points.length ? stroke(points, role, 2.4) + points.map(mark).join("") : ""; };
  const square = ([x, y]) => `<rect class="s-faint f-paper" x="${px(x - 4)}" y="${px(y - 4)}" width="8" height="8" stroke-width="2"/>`;
  let svg = arrow([below.box.left, below.foot], [below.right + 14, below.foot], "faint", 1.6, 11) + arrow([below.box.left, below.foot], [below.box.left, below.box.top - 8], "faint", 1.6, 11) + words(page.direction === "rtl" ? below.right : below.box.left + 12, below.box.top - 10, W.errorAfterEachStep, "ink", {size: 15, bold: true, anchor: page.direction === "rtl" ? "end" : "start"});
  for (let i = 0; i <= below.high; i += Math.ceil(below.high / 8)) svg += stroke([[below.X(i), below.foot - 4], [below.X(i), below.foot + 4]], "faint", 1.4) + words(below.X(i), below.foot + 19, String(i), "faint", {size: 15});
  return svg + line(last, "faint", square) + line(errors, "legs", ([x, y]) => disc(x, y, 5, "legs"));
}
