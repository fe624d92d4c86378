// A race of optimizers from one start; their steps are those of mathcore, which a test compares.

const METHODS = {
  "gradient descent": {role: "slope", words: W.gradientDescent, start: () => null, step: (g, _, {rate}) => [g.map(each => -rate * each), null]},
  momentum: {role: "curve", words: W.momentum, start: () => [0, 0], step: (g, b, {rate, momentum}) => { const next = g.map((each, i) => momentum * b[i] + each); return [next.map(each => -rate * each), next]; }},
  Adam: {
    role: "legs", words: "Adam", start: () => ({t: 0, m: [0, 0], s: [0, 0]}),
    step: (g, {t, m, s}, {rate, beta1, beta2, eps}) => {
      const next = {t: t + 1, m: g.map((each, i) => beta1 * m[i] + (1 - beta1) * each), s: g.map((each, i) => beta2 * s[i] + (1 - beta2) * each * each)};
      return [next.m.map((each, i) => { const under = Math.sqrt(next.s[i] / (1 - beta2 ** next.t)) + eps, over = each / (1 - beta1 ** next.t); return over === 0 ? 0 : -rate * over / under; }), next];
    },
  },
};
function raceOf(state) {
  const f = state.function, key = JSON.stringify([f.text, state.values]);
  if (state.race?.key === key) return state.race;
  const runs = page.runners.map(runner => {
    const method = METHODS[runner.name], settings = {...runner, rate: state.values[runner.name]}, stops = [[state.values.at, state.values.across]], errors = [];
    let own = method.start();
    for (let i = 0; i <= 250; i++) {
      const [x, y] = stops[i], [z, gx, gy] = gradientAt(f, x, y);
      errors.push(z);
      if (i === 250 || !isFinite(z) || Math.abs(x) + Math.abs(y) > 1e9) break;
      const [by, next] = method.step([gx, gy], own, settings);
      own = next;
      stops.push([x + by[0], y + by[1]]);
    }
    return {...runner, ...method, stops, errors};
  });
  return state.race = {key, runs};
}
explorers.optimizers = {
  fields: [{id: "function", words: W.function}], points: [{...mapPoint, words: W.startingPlace}], map: true,
  sliders: [{id: "shown", words: escaped(W.steps), low: 0, high: 250, digits: 3, shown: value => numeral(Math.round(value))}, ...page.runners?.map(({name, rate}) => ({id: name, words: `${escaped(METHODS[name].words)}, ${escaped(W.rate)}`, low: rate / 20, high: rate * 4, logarithmic: true})) ?? []],
  places: () => [],
  planes(state, box) {
    const gap = 56, tall = (box.height - gap) * 0.55;
    return [new Plane(state.window ?? [-3, 3, -2, 2], {...box, height: tall}), new Plane([0, 250, -6, 1], {...box, top: box.top + tall + gap, height: box.height - tall - gap})];
  },
  defaults(state) { state.values.shown ??= 250; for (const {name, rate} of page.runners) state.values[name] ??= rate; },
  parts(state, plane, below) {
    const {runs} = raceOf(state), until = Math.round(state.values.shown), least = Math.min(...runs.flatMap(run => run.errors).filter(isFinite)), above = y => Math.log10(Math.max(y - least, 1e-12));
    const first = above(runs[0].errors[0]), size = plane.small ? 15 : 16;
    Object.assign(below, {low: 0, high: 250, top: first + 0.5, bottom: first - 6});
    let chart = arrow([below.box.left, below.foot], [below.right + 14, below.foot], "faint", 1.6, 11) + arrow([below.box.left, below.foot], [below.box.left, below.box.top - 8], "faint", 1.6, 11) + words(below.box.left + 12, below.box.top - 8, W.errorAbove, "ink", {size: 15, bold: true, anchor: "start"});
    for (let power = Math.ceil(below.bottom); power <= below.top; power += 2) chart += words(below.box.left + 6, below.Y(power) + 5, `10${raised(power)}`, "faint", {size: 15, anchor: "start"});
    for (let i = 50; i <= 250; i += 50) chart += words(below.X(i), below.foot + 19, String(i), "faint", {size: 15});
    runs.forEach(run => { chart += `<g clip-path="url(#plot1)">${stroke(run.errors.slice(0, until + 1).map((y, i) => [below.X(i), below.Y(Math.max(above(y), below.bottom))]), run.role, 2.6)}</g>`; });
    const drawn = mapParts(state, plane, () => runs.map((run, k) => {
      const points = run.stops.slice(0, until + 1).map(([x, y]) => [plane.X(x), plane.Y(y)]), [a, b] = points.at(-1);
      return `<g clip-path="url(#plot)">${stroke(points, "paper", 4.6)}${stroke(points, run.role, 2.4)}${disc(a, b, 7, run.role, 2)}</g>` + words(plane.right - 8, plane.box.top + 20 + 21 * k, run.words, run.role, {size, bold: true, anchor: "end"});
    }).join(""));
    return {...drawn, svg: drawn.svg + chart};
  },
};
