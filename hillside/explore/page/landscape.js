// The error landscape as a map, with the descent from the point that is dragged.

explorers.landscape = {
  fields: [{id: "function", words: W.function}], points: [mapPoint], map: true, readTitle: W.gradientAt,
  sliders: [{id: "rate", words: escaped(W.rate), low: 0.001, high: 1, logarithmic: true}],
  places: () => [],
  parts: (state, plane) => mapParts(state, plane, () => {
    const f = state.function, points = [];
    let x = state.values.at, y = state.values.across;
    for (let i = 0; i <= 60 && isFinite(x + y) && Math.abs(x) + Math.abs(y) < 1e6; i++) { points.push([plane.X(x), plane.Y(y)]); const [, gx, gy] = gradientAt(f, x, y); x -= state.values.rate * gx; y -= state.values.rate * gy; }
    return `<g clip-path="url(#plot)">${stroke(points, "slope", 3)}${points.slice(1).map(([a, b]) => disc(a, b, 4.5, "slope", 1.5)).join("")}</g>`;
  }),
  read: (state, {z, gx, gy}) => ({title: math(OPEN, `<mn>${numeral(state.values.at, 4)}</mn><mo>|</mo><mn>${numeral(state.values.across, 4)}</mn>`, CLOSE), math: math("<mo>∇</mo>", letter(state.function.name), "<mo>=</mo>", column(numeral(gx), numeral(gy))), words: `${W.error} ${numeral(z)}`}),
};
