// The learning rate: too small crawls, right arrives, too large swings or flies off.

explorers["learning-rate"] = {
  fields: [{id: "function", words: W.function}],
  points: [{id: "at", words: W.startingPlace}],
  sliders: [{id: "rate", words: escaped(W.rate), low: 0.005, high: 3, logarithmic: true, changed: state => { state.step = 12; }}],
  planes: walkPlanes, below: walkRow, aside: walkTable, press: walkPress, keys: walkKeys, said: stepWords,
  defaults(state) { const limit = limitOf(state.function, state.at); state.values.rate ??= Number((limit ? 0.3 * limit : 0.1).toPrecision(2)); },
  parts(state, plane, below) {
    const walk = walkNow(state);
    if (state.seen !== walk.key) { state.seen = walk.key; state.step = Math.min(12, walk.stops.length - 1); }
    const f = state.function, scene = curveScene(state, plane), stops = walk.stops.slice(0, state.step + 1), role = walk.verdict.good ? "right" : "slope";
    const points = stops.map(x => [plane.X(x), plane.Y(f.value(x))]), cross = axes(plane, f, {avoid: scene.lines}), end = stops.at(-1), limit = limitOf(f, walk.verdict.good ? end : state.at);
    const told = limit ? `${W.rate} ${numeral(state.values.rate)} – ${say(W.limit, {formula: numeral(limit)})}` : `${W.rate} ${numeral(state.values.rate)}`;
    const size = plane.small ? 15 : 18;
    return {
      svg: cross.svg + scene.svg + `<g clip-path="url(#plot)">${stroke(points, role, 2.4)}${points.map(([x, y]) => disc(x, y, 5, role, 1.5)).join("")}</g>` + words(plane.box.left, 20, told, "ink", {size, bold: true, anchor: "start"}) + words(plane.box.left, 20 + size + 8, walk.verdict.words, role, {size, bold: true, anchor: "start"}) + errorPlot(state, below),
      knobs: [{id: "at", x: plane.X(state.at), y: plane.Y(f.value(state.at)), role: "slope"}], labels: [scene.label, ...cross.names], taken: cross.taken, lines: scene.lines, here: behavior(f, end, 1),
    };
  },
  after: state => fillTable(state),
};
