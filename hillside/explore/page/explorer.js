// The page: fields, sliders and points act on the state; each change draws the picture from it anew.

const $ = (name, more = {}, ...inside) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(more)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "html") node.innerHTML = value;
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  node.append(...inside.filter(each => each != null));
  return node;
};
const ICONS = {
  back: "M15 5l-7 7 7 7", on: "M9 5l7 7-7 7", undo: "M9 14L4 9l5-5M4 9h9a6 6 0 0 1 0 12h-2", out: "M5 12h14", in: "M5 12h14M12 5v14",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5", link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  keys: "M3 6h18v12H3zM7 10h.1M11 10h.1M15 10h.1M8 14h8", moon: "M20 14A8 8 0 1 1 10 4a7 7 0 0 0 10 10z",
};
const icon = name => `<svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;
const sign = (name, words, act) => $("button", {type: "button", class: "sign", "aria-label": words, title: words, html: icon(name), onclick: act});
const button = (words, act, more = {}) => $("button", {type: "button", onclick: act, ...more}, words);

const explorer = explorers[page.figure];
const still = matchMedia("(prefers-reduced-motion: reduce)");
const state = {
  texts: {}, boxes: {}, values: {}, window: page.window, places: [], asking: null, moving: false, round: null, history: [], kept: new Map(),
  showing(x) { return this.typed && this.typed.value === x ? this.typed.text : numeral(x, 4); },
  get xScale() { return (this.window[1] - this.window[0]) / 2; },
  get slopeScale() { return (this.window[3] - this.window[2]) / (this.window[1] - this.window[0]); },
  get run() { return this.triangleRun; },
  get at() { return this.values.at; }, set at(x) { this.values.at = x; },
  traced(f, plane) {
    if (!this.trail || this.trail.text !== f.text) this.trail = {text: f.text, low: this.at, high: this.at};
    this.trail.low = Math.min(this.trail.low, this.at); this.trail.high = Math.max(this.trail.high, this.at);
    const points = [];
    for (let i = 0; i <= 160; i++) { const x = this.trail.low + (this.trail.high - this.trail.low) * i / 160, y = f.slope(x); if (isFinite(y) && plane.has(plane.X(x), plane.Y(y))) points.push([plane.X(x), plane.Y(y)]); }
    return points.length > 1 ? stroke(points, "slope", 2.6) : "";
  },
};
const usual = page.usual;

// What is remembered for undo, and in the address.
const snapshot = () => JSON.stringify({texts: state.texts, values: state.values, boxes: state.boxes, window: state.window, zoomed: state.zoomed});
function remember() { const now = snapshot(); if (state.history.at(-1) !== now) { state.history.push(now); if (state.history.length > 200) state.history.shift(); } }
function undo() {
  const before = state.history.pop();
  if (before === undefined) return;
  const {texts, values, boxes, window, zoomed} = JSON.parse(before);
  Object.assign(state, {values, boxes, window, zoomed});
  for (const [id, text] of Object.entries(texts)) readFunction(id, text, false);
  sync(); draw(); announce();
}
function address() {
  const parts = new URLSearchParams();
  for (const [id, text] of Object.entries(state.texts)) parts.set(id, text);
  for (const [id, value] of Object.entries(state.values)) parts.set(id, state.typed?.value === value && id === "at" ? state.typed.text : Number(value.toPrecision(10)));
  for (const [id, on] of Object.entries(state.boxes)) parts.set(id, on ? "1" : "0");
  if (state.zoomed) parts.set("window", state.window.map(each => Number(each.toPrecision(6))).join(":"));
  return "#" + parts.toString();
}
let waiting = 0;
function keepAddress() {
  clearTimeout(waiting);
  waiting = setTimeout(() => { try { history.replaceState(null, "", address()); } catch { /* a frame without an address of its own */ } }, 250);
}
function fromAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  let window = null;
  for (const [id, text] of parts) {
    if (id === "window") { const four = text.split(":").map(Number); if (four.length === 4 && four.every(isFinite) && four[0] < four[1] && four[2] < four[3]) window = four; }
    else if (explorer.fields.some(each => each.id === id)) readFunction(id, text.slice(0, 2000), false);
    else if (id in state.boxes) state.boxes[id] = text === "1";
    else if (id in state.values) { const value = numberOf(text); if (Math.abs(value) < 1e6) { state.values[id] = value; if (id === "at") state.typed = {value, text}; } }
  }
  if (!window && explorer.points.some(each => !(state.values[each.id] >= state.window[0] && state.values[each.id] <= state.window[1]))) fit();
  if (window) { state.window = window; state.zoomed = true; } else if ([...parts.keys()].includes("function") && parts.get("function") !== page.texts.function) fit();
}

// The function fields.
const fieldsOf = {};
function readFunction(id, text, fresh = true) {
  const field = fieldsOf[id];
  try {
    const found = functionOf(text, usual);
    if (explorer.map && found.names.length !== 2 || !explorer.letters && !explorer.map && found.names.length !== 1) throw new PythonError("");
    state.texts[id] = text;
    state[id] = found;
    state.kept.clear(); state.trail = null; state.round = null;
    if (field) { field.input.removeAttribute("aria-invalid"); field.read.className = "read"; readAs(field, found); if (document.activeElement !== field.input) field.input.value = text; }
    if (fresh) { chooseAnew(); }
    return true;
  } catch (error) {
    if (!(error instanceof PythonError) && !(error instanceof RangeError)) throw error;
    if (field) {
      field.input.setAttribute("aria-invalid", "true");
      field.read.className = "read wrong";
      field.read.replaceChildren($("span", {"aria-hidden": "true"}, "⚠ "), error.message ?? W.tooLong);
      if (error.position != null) field.read.append($("code", {dir: "ltr", "aria-hidden": "true"}, `${text}\n${" ".repeat(error.position)}^`));
    }
    return false;
  }
}
const lettersOf = f => explorer.letters ? f.names.filter(name => f.expr.code.some(step => step.value === name)) : f.names;
function readAs(field, f) {
  const rows = [`<span class="quiet">${escaped(W.isReadAs)}</span>`, `<span class="f-curve"${f.latex.length > 40 ? ` tabindex="0" role="math" aria-label="${escaped(f.text)}"` : ""}>${math(appliedTo(letter(f.name), lettersOf(f).map(letter).join("<mo>,</mo>")), "<mo>=</mo>", mathml(f.latex))}</span>`];
  if (field.derivative && f.derivative && !(state.asking && !state.asking.answered)) rows.push(`<span${f.derivative.length > 40 ? ' tabindex="0" role="group"' : ""}>${math(`<mrow class="f-slope">${appliedTo(primed(f), letter(f.x))}</mrow>`, "<mo>=</mo>", mathml(f.derivative))}</span>`);
  field.read.innerHTML = rows.join("");
}
const primed = f => `${letter(f.name)}<mo lspace="0" rspace="0">′</mo>`;
const aspect = () => { const plane = planes()[0]; return plane.box.width / plane.box.height; };
function chooseAnew() { fit(); keepInside(); }
function fit() {
  state.zoomed = false;
  if (explorer.ownWindow) { state.window = explorer.ownWindow(state); return; }
  if (explorer.map) { state.window = mapWindow(); return; }
  const same = Object.entries(page.texts).every(([id, text]) => state.texts[id] === text);
  const inside = explorer.points.every(each => state.values[each.id] >= page.window[0] && state.values[each.id] <= page.window[1]);
  if (same && inside && !explorer.fixedView && state.function?.slope) { state.window = withEqualScales(state.function, state.values.at ?? 0, page.window, aspect()); state.kept.clear(); return; }
  state.window = same ? [...page.window] : explorer.windowFor ? explorer.windowFor(state, aspect()) : windowFor(state.function, state.values.at ?? 0, aspect());
  state.kept.clear();
}
function mapWindow() {
  const same = state.texts.function === page.texts.function && page.window, [low, high, bottom, top] = same ? page.window : [-3, 3, -3, 3], more = (top - bottom) * aspect() - (high - low);
  return more > 0 ? [low - more / 2, high + more / 2, bottom, top] : [low, high, bottom + more / 2 / aspect(), top - more / 2 / aspect()];
}
function keepInside() {
  for (const point of explorer.points) { const value = state.values[point.id]; if (!(value >= state.window[0] && value <= state.window[1])) state.values[point.id] = clean((state.window[0] + state.window[1]) / 2, roundStep(state.window[1] - state.window[0])); }
}

// The picture.
const figure = $("div", {class: explorer.planes || explorer.letters ? "figure tall" : "figure", id: "figure"}), canvas = document.createElementNS("http://www.w3.org/2000/svg", "svg"), overlay = $("div", {class: "labels", "aria-hidden": "true"});
canvas.setAttribute("aria-hidden", "true");
const knobs = new Map();
function planes() {
  const width = figure.clientWidth || 868, height = figure.clientHeight || 604, small = width < 560;
  const frame = {width, height}, side = small ? 14 : 30;
  const box = {left: side, top: 34, width: width - 2 * side - 16, height: height - 34 - (small ? 26 : 34)};
  return (explorer.planes ?? ((state, box) => [new Plane(state.window ?? [-3, 3, -2, 2], box)]))(state, box, frame).map(plane => Object.assign(plane, {frame, small}));
}
let asked = false;
function draw() { if (!asked) { asked = true; requestAnimationFrame(() => { asked = false; drawNow(); }); } }
function drawNow() {
  if (!state.function && !explorer.plain) return;
  const all = planes(), plane = all[0], {width, height} = plane.frame;
  state.places = explorer.places ? explorer.places(state, plane) : state.placesKept?.key === state.texts.function + state.window ? state.placesKept.places : (state.placesKept = {key: state.texts.function + state.window, places: placesOf(state.function, state.window[0], state.window[1])}).places;
  const parts = explorer.parts(state, ...all);
  state.triangleRun = parts.run ?? state.triangleRun;
  const clips = all.map((each, i) => `<clipPath id="plot${i || ""}"><rect x="${px(each.box.left)}" y="${px(each.box.top - 6)}" width="${px(each.box.width)}" height="${px(each.box.height + 12)}"/></clipPath>`).join("");
  const rings = parts.knobs.map(each => each.fixed ? "" : circle(each.x, each.y, 17, "ink", 3)).join("");
  const dots = parts.knobs.map(each => disc(each.x, each.y, each.fixed ? 8 : 8, each.role, 2.5)).join("");
  canvas.setAttribute("viewBox", `0 0 ${width} ${height}`);
  canvas.innerHTML = `<defs>${clips}</defs><g class="rings">${rings}</g>${parts.svg}${dots}`;
  placeLabels(parts, plane);
  placeKnobs(parts);
  if (explorer.read) showRead(explorer.read(state, parts));
  state.parts = parts;
  if (explorer.after) explorer.after(state, parts);
  showPlaces();
  keepAddress();
  sync();
}
const labelNodes = new Map();
function placeLabels(parts, plane) {
  const seen = new Set();
  parts.labels.filter(Boolean).forEach((label, i) => {
    const key = label.key ?? `n${i}`;
    seen.add(key);
    let node = labelNodes.get(key);
    if (!node) { node = $("div", {}); labelNodes.set(key, node); overlay.append(node); }
    if (node.source !== label.math + label.role) { node.innerHTML = label.math.startsWith("<math") ? label.math : math(label.math); node.className = `label f-${label.role}${label.large ? " large" : ""}`; node.source = label.math + label.role; node.size = [node.offsetWidth, node.offsetHeight]; node.spot = null; }
    let {x, y} = label;
    if (label.along) {
      const spot = `${state.window}${plane.frame.width}`;
      if (node.spot?.key !== spot) node.spot = {key: spot, box: placed(alongCurve(label.along, node.size, label.plane ?? plane), ...node.size, plane, parts.taken, [...label.along, ...(parts.lines ?? [])])};
      [x, y] = node.spot.box;
    } else if (label.spots) {
      const [w, h] = node.size, box = placed(label.spots.map(([a, b], i) => [a - w / 2, b - h / 2, i * 0.1]), w, h, plane, parts.taken, parts.lines ?? []);
      [x, y] = box;
    } else if (!label.corner) { x -= node.size[0] / 2; y -= node.size[1] / 2; }
    node.style.transform = `translate(${px(x)}px,${px(y)}px)`;
  });
  for (const [key, node] of labelNodes) if (!seen.has(key)) { node.remove(); labelNodes.delete(key); }
}
function alongCurve(lines, [width, height], plane) {
  const found = [], inside = lines.flat().filter(([x, y]) => plane.has(x, y));
  for (let i = 0; i < 24; i++) {
    const spot = inside[Math.floor(i / 23 * (inside.length - 1))];
    if (!spot) continue;
    const middle = Math.min(23 - i, i + 3) * 0.25;
    for (const [dx, dy] of [[12, -height / 2], [-12 - width, -height / 2], [-width / 2, -height - 10], [-width / 2, 12], [10, -height - 4], [-10 - width, -height - 4]]) found.push([spot[0] + dx, spot[1] + dy, middle]);
  }
  return found.length ? found : [[plane.box.left + 10, plane.box.top]];
}
function placeKnobs(parts) {
  for (const each of parts.knobs) {
    const knob = knobs.get(each.id);
    if (!knob) continue;
    knob.style.transform = `translate(${px(each.x - 22)}px,${px(each.y - 22)}px)`;
    knob.hidden = !!each.fixed;
    knob.parts = each;
  }
}

// The points: dragged, moved by keys, spoken when a key or the pointer is let go.
function knobFor(point) {
  const knob = $("div", {class: "knob", role: "slider", tabindex: "0", "aria-label": point.words, "aria-orientation": "horizontal", id: `knob-${point.id}`});
  knob.append($("span", {class: "chevron before", "aria-hidden": "true"}), $("span", {class: "chevron after", "aria-hidden": "true"}));
  knob.addEventListener("pointerdown", event => {
    if (event.button) return;
    remember();
    knob.setPointerCapture(event.pointerId);
    state.moving = true;
    knob.offset = [event.clientX - figure.getBoundingClientRect().left - knob.parts.x, event.clientY - figure.getBoundingClientRect().top - knob.parts.y];
    event.preventDefault(); knob.focus({preventScroll: true});
  });
  knob.addEventListener("pointermove", event => {
    if (!knob.hasPointerCapture(event.pointerId)) return;
    const box = figure.getBoundingClientRect();
    (point.drag ?? dragged)(point.id, event.clientX - box.left - knob.offset[0], event.clientY - box.top - knob.offset[1], event.altKey);
  });
  const end = () => { if (state.moving) { state.moving = false; draw(); announce(); } };
  knob.addEventListener("pointerup", end); knob.addEventListener("pointercancel", end);
  knob.addEventListener("keydown", event => pressed(event, point));
  knob.addEventListener("keyup", event => { if (/^(Arrow|Page|Home|End)/.test(event.key)) { if (state.moving) { state.moving = false; draw(); } announce(); } });
  knob.addEventListener("blur", end);
  knobs.set(point.id, knob);
  return knob;
}
const stepOf = () => { const least = (state.window[1] - state.window[0]) / 60; return 10 ** Math.round(Math.log10(least)); };
function dragged(id, x, _, free) {
  const plane = planes()[0];
  let value = Math.min(Math.max(plane.x(x), plane.low), plane.high);
  const step = stepOf();
  if (!free) {
    const near = state.places.find(each => Math.abs(plane.X(each.x) - x) < 6), round = Math.round(value / step) * step;
    value = near ? near.x : clean(round, step);
    value = Math.min(Math.max(value, plane.low), plane.high);
  }
  state.values[id] = value; state.typed = null;
  draw();
}
function pressed(event, point) {
  const {key} = event;
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "z") { event.preventDefault(); undo(); return; }
  if (event.ctrlKey || event.metaKey) return;
  const own = point.press?.(event);
  if (own) { event.preventDefault(); return; }
  const step = stepOf() * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1), [low, high] = state.window, value = state.values[point.id];
  const places = [...state.places].sort((a, b) => a.x - b.x), tiny = (high - low) * 1e-9;
  const to = {
    ArrowRight: value + step, ArrowUp: value + step, ArrowLeft: value - step, ArrowDown: value - step,
    Home: Math.ceil(low / stepOf()) * stepOf(), End: Math.floor(high / stepOf()) * stepOf(),
    PageUp: places.find(each => each.x > value + tiny)?.x ?? value, PageDown: places.findLast(each => each.x < value - tiny)?.x ?? value,
  }[key];
  if (to === undefined) return;
  event.preventDefault();
  if (!event.repeat) remember();
  state.moving = event.repeat;
  moveTo(point.id, /^Page/.test(key) ? to : clean(Math.round(to / (step / 10)) * (step / 10), step / 10));
}
function moveTo(id, value) {
  state.values[id] = Math.min(Math.max(value, state.window[0]), state.window[1]); state.typed = null;
  draw();
}
function sync() {
  for (const [id, knob] of knobs) {
    const point = explorer.points.find(each => each.id === id);
    knob.setAttribute("aria-valuemin", Number(state.window[0].toPrecision(6))); knob.setAttribute("aria-valuemax", Number(state.window[1].toPrecision(6)));
    knob.setAttribute("aria-valuenow", Number((point.now?.(state) ?? state.values[id]).toPrecision(8)));
    if (!state.moving) knob.setAttribute("aria-valuetext", point.spoken ? point.spoken(state) : state.asking && !state.asking.answered ? W.hiddenUntil : spoken(state.function, kindHere(state, state.values[id])));
  }
  for (const [id, box] of Object.entries(boxNodes)) box.checked = state.boxes[id];
  for (const slider of sliders) slider.sync();
  if (xField && document.activeElement !== xField) xField.value = state.showing(state.values.at);
  const fixed = !!state.asking && !state.asking.flat;
  for (const each of moveNodes) each.disabled = fixed;
  undoButton.disabled = !state.history.length;
}
const status = $("p", {class: "unseen", role: "status"});
function announce(text = null) {
  const said = text ?? (explorer.said ? explorer.said(state) : null);
  if (said && status.textContent !== said) status.textContent = said;
}

// Zoom and pan.
function centre() {
  if (explorer.ownWindow) return [0.5, 0.5];
  const [low, high, bottom, top] = state.window, x = explorer.map ? (low + high) / 2 : state.values.at, y = explorer.map ? NaN : state.function.value(x);
  return [x, isFinite(y) ? y : (bottom + top) / 2];
}
function zoom(factor, at = null) {
  remember();
  const [low, high, bottom, top] = state.window, [x, y] = at ?? centre();
  const width = (high - low) * factor;
  if (!(width > 1e-6 && width < 1e6)) return;
  state.zoomed = true;
  state.window = [x - (x - low) * factor, x + (high - x) * factor, y - (y - bottom) * factor, y + (top - y) * factor];
  state.kept.clear();
  draw();
}
figure.addEventListener("wheel", event => {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  const plane = planes()[0], box = figure.getBoundingClientRect();
  zoom(Math.exp(event.deltaY / 300), [plane.x(event.clientX - box.left), plane.y(event.clientY - box.top)]);
}, {passive: false});
let panned = null;
figure.addEventListener("pointerdown", event => {
  if (event.target.closest(".knob") || event.button || explorer.fixedView) return;
  if (event.pointerType === "touch") return;
  panned = {x: event.clientX, y: event.clientY, window: state.window, moved: false};
  figure.setPointerCapture(event.pointerId);
});
figure.addEventListener("pointermove", event => {
  if (!panned) return;
  const plane = planes()[0], dx = (event.clientX - panned.x) / plane.unit, dy = (event.clientY - panned.y) / plane.unitUp, [a, b, c, d] = panned.window;
  if (!panned.moved && Math.hypot(event.clientX - panned.x, event.clientY - panned.y) < 4) return;
  if (!panned.moved) remember();
  panned.moved = state.zoomed = true;
  state.window = [a - dx, b - dx, c + dy, d + dy];
  state.kept.clear();
  draw();
});
figure.addEventListener("pointerup", () => { panned = null; });

// The controls.
const boxNodes = {}, sliders = [];
let xField = null, moveNodes = [];
const undoButton = sign("undo", W.undo, undo);
function functionField({id, words, derivative}) {
  const input = $("input", {id: `field-${id}`, dir: "ltr", spellcheck: "false", autocomplete: "off", autocapitalize: "off", "aria-describedby": `read-${id}`, value: page.texts[id]});
  const read = $("div", {class: "read", id: `read-${id}`, "aria-live": "polite"});
  fieldsOf[id] = {input, read, derivative};
  let timer = 0;
  input.addEventListener("focus", remember);
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => { stopAsking(); if (readFunction(id, input.value)) draw(); }, 150); });
  return $("div", {class: "field"}, $("label", {for: `field-${id}`}, words), input, read);
}
function sliderFor(slider) {
  const id = `slide-${slider.id}`, range = $("input", {type: "range", id, min: 0, max: 1000, step: 1, "aria-label": slider.name}), output = $("output", {for: id, dir: "ltr"});
  const to = slider.logarithmic ? share => slider.low * (slider.high / slider.low) ** share : share => slider.low + (slider.high - slider.low) * share;
  const from = slider.logarithmic ? value => Math.log(value / slider.low) / Math.log(slider.high / slider.low) : value => (value - slider.low) / (slider.high - slider.low);
  range.addEventListener("pointerdown", remember);
  range.addEventListener("input", () => {
    const raw = to(range.value / 1000), value = Number(raw.toPrecision(slider.digits ?? 2));
    state.values[slider.id] = value;
    if (slider.changed) slider.changed(state);
    draw();
  });
  range.addEventListener("change", () => announce());
  sliders.push({sync() { const value = state.values[slider.id]; if (document.activeElement !== range || state.moving === false) range.value = Math.round(1000 * from(value)); const text = slider.shown ? slider.shown(value) : numeral(value); output.textContent = text; range.setAttribute("aria-valuetext", text); }});
  return $("div", {class: "slider"}, $("label", {for: id, html: slider.words}), output, range);
}
const places = $("div", {class: "places"});
function showPlaces() {
  if (!explorer.moves) return;
  const shownPlaces = state.asking ? [] : [...state.places].filter(each => each.kind !== "corner" || true).sort((a, b) => Math.abs(a.x - state.values.at) - Math.abs(b.x - state.values.at)).slice(0, 3).sort((a, b) => a.x - b.x);
  const key = JSON.stringify(state.placesKept?.key ?? "") + !!state.asking;
  if (places.key === key) return;
  places.key = key;
  const few = [...state.places].sort((a, b) => ["hilltop", "valley", "corner", "zero"].indexOf(a.kind) - ["hilltop", "valley", "corner", "zero"].indexOf(b.kind)).slice(0, 3).sort((a, b) => a.x - b.x);
  places.replaceChildren(...(few.length && !state.asking ? [$("span", {class: "quiet"}, W.goTo), ...few.map(each => button(`${W[each.kind]} ${isolated(numeral(each.x))}`, () => { remember(); state.values.at = each.x; state.typed = null; drawNow(); announce(spoken(state.function, kindHere(state, each.x))); }))] : []));
}
function moveRow() {
  const by = sign => () => { remember(); const step = stepOf(); moveTo("at", clean(Math.round((state.values.at + sign * step) / step) * step, step)); drawNow(); announce(spoken(state.function, kindHere(state, state.values.at))); };
  const row = $("div", {class: "move", role: "group", "aria-label": W.pointOnCurve});
  if (explorer.moves) {
    xField = $("input", {class: "number", dir: "ltr", inputmode: "decimal", "aria-label": page.letter});
    xField.addEventListener("change", () => {
      const value = numberOf(xField.value);
      if (!isFinite(value)) { xField.setAttribute("aria-invalid", "true"); announce(W.noNumber); return; }
      xField.removeAttribute("aria-invalid");
      remember();
      if (value < state.window[0] || value > state.window[1]) { const half = (state.window[1] - state.window[0]) / 2, low = state.window[2], high = state.window[3], y = state.function.value(value), tall = (high - low) / 2; state.window = [value - half, value + half, ...(isFinite(y) ? [y - tall, y + tall] : [low, high])]; state.kept.clear(); }
      state.values.at = value; state.typed = {value, text: signed(xField.value.trim().replace("pi", "π"))};
      draw();
    });
    moveNodes = [sign("back", W.stepLeft, by(-1)), xField, sign("on", W.stepRight, by(1))];
    row.append($("span", {class: "letter", html: math(letter(page.letter), "<mo>=</mo>")}), ...moveNodes, places);
  }
  if (explorer.ownWindow) row.append($("div", {class: "view"}, undoButton));
  else row.append($("div", {class: "view"}, undoButton, sign("out", W.zoomOut, () => zoom(1.4)), sign("in", W.zoomIn, () => zoom(1 / 1.4)), sign("fit", W.fit, () => { remember(); fit(); draw(); })));
  return row;
}
const title = $("span"), value = $("div", {class: "value", dir: "ltr"}), trend = $("p", {class: "trend"});
function showRead(read) {
  if (title.source !== read.title) { title.innerHTML = read.title; title.source = read.title; }
  if (value.source !== read.math) { value.innerHTML = read.math; value.source = read.math; value.hidden = !read.math; }
  trend.textContent = read.words; trend.className = read.quiet ? "quiet" : "trend f-slope";
}

// The question: the slope is hidden, guessed, and revealed.
const quiz = $("section", {class: "quiz", "aria-labelledby": "quiz-title"});
const QUESTIONS = 5;
function showQuiz(focus = null) {
  const heading = $("h2", {id: "quiz-title"}, W.guessTheSlope), {asking, round} = state, inside = [heading];
  if (!asking) {
    if (round?.done) inside.push($("p", {}, say(W.roundDone, {right: round.right, all: QUESTIONS})));
    else inside.push($("p", {}, W.quizInvites));
    inside.push($("p", {class: "row"}, button(W.askMe, () => { state.round = {number: 0, right: 0}; ask(); }, {class: "first", id: "ask"}), button(W.findFlat, () => ask(true))));
  } else if (asking.flat) {
    inside.push($("p", {}, W.findFlatTold), $("p", {role: "status"}, asking.told ?? ""), $("p", {class: "row"}, button(W.check, checkFlat, {class: "first", id: "flat"}), button(W.stop, stopAsking)));
  } else if (!asking.answered) {
    const guess = $("input", {id: "guess", class: "number", dir: "ltr", inputmode: "text", autocomplete: "off", "aria-describedby": "quiz-told"});
    guess.addEventListener("keydown", event => { if (event.key === "Enter") { event.preventDefault(); answer(guess.value); } });
    inside.push($("p", {}, W.quizTold), $("label", {for: "guess"}, W.yourSlope), $("p", {class: "row"}, guess, button(W.check, () => answer(guess.value), {class: "first"}), button(W.reveal, () => answer(null))), $("p", {class: "quiet", id: "quiz-told"}, asking.told ?? say(W.questionOf, {number: round.number, all: QUESTIONS, right: round.right})));
  } else {
    const pair = asking.guess === null ? [] : [$("div", {}, $("span", {class: "quiet"}, W.yourGuess), $("strong", {dir: "ltr"}, numeral(asking.guess)))];
    inside.push($("div", {class: "pair"}, ...pair, $("div", {}, $("span", {class: "quiet"}, W.theSlope), $("strong", {class: "f-slope", dir: "ltr"}, numeral(asking.slope)))), $("p", {role: "status"}, asking.said), $("p", {class: "row"}, button(round.number < QUESTIONS ? W.nextPoint : W.finish, round.number < QUESTIONS ? () => ask() : finish, {class: "first", id: "next"}), button(W.stop, stopAsking)));
  }
  quiz.replaceChildren(...inside);
  if (focus) document.getElementById(focus)?.focus();
  for (const field of Object.values(fieldsOf)) if (state.function) readAs(field, state.function);
}
function ask(flat = false) {
  remember();
  if (flat) { state.asking = {flat: true, answered: true}; showQuiz("knob-at"); document.getElementById("knob-at")?.focus(); draw(); return; }
  state.round.number++;
  const [low, high] = state.window, step = stepOf(), room = (high - low) * 0.12, scale = state.slopeScale;
  let x = state.values.at;
  for (let i = 0; i < 60; i++) {
    const guess = clean(Math.round((low + room + Math.random() * (high - low - 2 * room)) / (step * 5)) * step * 5, step), here = kindHere(state, guess);
    if (here.kind === "slope" && Math.abs(here.slope) < 4 * Math.max(scale, 0.5) && here.y > state.window[2] && here.y < state.window[3] && Math.abs(guess - state.values.at) > step) { x = guess; break; }
  }
  state.values.at = x; state.typed = null;
  const here = kindHere(state, x);
  state.asking = {slope: here.slope, answered: false};
  state.kept.clear();
  drawNow(); showQuiz("guess");
  const y1 = here.y + here.slope;
  announce(say(W.lineTold, {place: equationOf(state.function.x, numeral(x)), first: numeral(here.y), second: numeral(y1)}));
}
function answer(text) {
  const {asking, round} = state;
  if (text === null) { Object.assign(asking, {answered: true, guess: null, said: say(W.slopeIs, {slope: numeral(asking.slope)})}); }
  else {
    const guess = numberOf(text);
    if (!isFinite(guess)) { asking.told = W.noNumber; showQuiz("guess"); announce(W.noNumber); return; }
    const off = Math.abs(guess - asking.slope), near = off <= 0.1 * Math.max(1, state.slopeScale), sameSign = Math.sign(guess) === Math.sign(asking.slope);
    if (near) round.right++;
    const steeper = Math.abs(guess) > Math.abs(asking.slope);
    asking.said = near ? W.right : !sameSign ? (asking.slope > 0 ? W.wrongRises : asking.slope < 0 ? W.wrongFalls : W.wrongFlat) : say(steeper ? W.tooSteep : W.tooGentle, {by: numeral(off)});
    Object.assign(asking, {answered: true, guess});
  }
  state.kept.clear();
  drawNow(); showQuiz("next"); announce(asking.said);
}
function checkFlat() {
  const here = kindHere(state, state.values.at);
  state.asking.told = here.kind === "slope" && here.slope === 0 ? W.right : here.kind !== "slope" ? spoken(state.function, here) : say(W.notFlat, {slope: numeral(here.slope)});
  showQuiz("flat"); announce(state.asking.told);
}
function finish() { state.round.done = true; state.asking = null; state.kept.clear(); drawNow(); showQuiz("ask"); }
function stopAsking() { if (!state.asking) return; state.asking = null; state.round = null; state.kept.clear(); draw(); showQuiz("ask"); }

// The page as a whole.
function setTheme(name) {
  page.theme = name;
  document.documentElement.dataset.theme = name;
  const other = name === "dark" ? W.light : W.dark;
  themeButton.querySelector("span").textContent = other;
}
const labelled = (name, words, act, more = {}) => { const made = $("button", {type: "button", onclick: act, html: icon(name), ...more}); made.append($("span", {}, words)); return made; };
const themeButton = labelled("moon", W.dark, () => { setTheme(page.theme === "dark" ? "light" : "dark"); draw(); });
const copyButton = labelled("link", W.copyLink, async () => {
  const url = location.href.split("#")[0] + address(), words = copyButton.querySelector("span");
  try { await navigator.clipboard.writeText(url); }
  catch { const field = $("textarea", {class: "unseen"}); field.value = url; document.body.append(field); field.select(); document.execCommand("copy"); field.remove(); }
  words.textContent = W.copied; announce(W.copied);
  setTimeout(() => { words.textContent = W.copyLink; }, 2000);
});
const keys = $("dialog", {"aria-labelledby": "keys-title"});
function buildKeys() {
  const rows = explorer.keys ?? [["← →", W.keyStep], ["Shift ← →", W.keyFar], ["Alt ← →", W.keyFine], ["Home End", W.keyEnds], ["Page ↑ ↓", W.keyPlaces], ["Ctrl Z", W.undo]];
  keys.append($("h2", {id: "keys-title"}, W.keys), $("dl", {}, ...rows.flatMap(([key, words]) => [$("dt", {}, $("kbd", {dir: "ltr"}, key)), $("dd", {}, words)])), button(W.close, () => keys.close(), {class: "first"}));
}
function build() {
  const main = document.querySelector("main"), header = document.querySelector("header"), aside = $("aside", {"aria-label": W.controls});
  buildKeys();
  header.append($("div", {class: "tools"}, labelled("keys", W.keys, () => keys.showModal(), {class: "keys"}), themeButton, copyButton));
  for (const point of explorer.points) state.values[point.id] ??= page.values[point.id];
  for (const [id, value] of Object.entries(page.values)) state.values[id] ??= value;
  for (const box of explorer.boxes ?? []) state.boxes[box.id] = !!box.on;
  aside.append(...explorer.fields.map(functionField));
  for (const slider of explorer.sliders ?? []) aside.append(sliderFor(slider));
  if (explorer.read) aside.append($("section", {class: "slope", "aria-labelledby": "slope-title"}, $("h2", {id: "slope-title"}, $("span", {html: escaped(explorer.readTitle ?? W.slopeAt) + " "}), title), value, trend));
  if (explorer.boxes?.length) aside.append($("div", {class: "boxes"}, ...explorer.boxes.map(box => { const node = boxNodes[box.id] = $("input", {type: "checkbox", id: `box-${box.id}`}); node.addEventListener("change", () => { remember(); state.boxes[box.id] = node.checked; draw(); }); return $("label", {for: `box-${box.id}`}, node, ` ${box.words}`); })));
  if (explorer.question) aside.append(quiz);
  if (explorer.aside) aside.append(explorer.aside(state));
  aside.append($("p", {class: "quiet hint"}, explorer.hint ?? W.hint));
  figure.append(canvas, overlay, ...explorer.points.map(knobFor));
  const picture = $("div", {class: "picture"}, figure, explorer.below ? explorer.below(state) : moveRow());
  const fallback = document.getElementById("still");
  main.replaceChildren(picture, aside, status, keys);
  figure.setAttribute("role", "group"); figure.setAttribute("aria-label", page.alt);
  fallback?.remove();
  for (const [id, text] of Object.entries(page.texts)) readFunction(id, text, false);
  if (page.typed) state.typed = page.typed;
  state.window = explorer.ownWindow ? explorer.ownWindow(state) : explorer.map ? mapWindow() : page.window ?? windowFor(state.function, state.values.at ?? 0, aspect());
  page.window ??= state.window;
  explorer.defaults?.(state);
  fit();
  fromAddress();
  if (explorer.question) showQuiz();
  setTheme(page.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  new ResizeObserver(() => { state.kept.clear(); if (!state.zoomed && state.function) fit(); labelNodes.forEach(node => { node.spot = null; }); drawNow(); }).observe(figure);
  document.addEventListener("keydown", event => {
    if (event.defaultPrevented) return;
    if (event.key === "Escape" && state.asking) stopAsking();
    const field = event.target.closest("input,textarea,button,[role=slider]");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.target.closest("input,textarea")) { event.preventDefault(); undo(); }
    else if (!field && explorer.press) explorer.press(event, state);
  });
  addEventListener("hashchange", () => { fromAddress(); draw(); });
  drawNow();
  document.documentElement.dataset.ready = "1";
}
build();
