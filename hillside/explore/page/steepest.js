// The steepest way down: against the gradient, square to the line of one height.

explorers.steepest = {
  fields: [{id: "function", words: W.function}], points: [mapPoint], map: true, readTitle: W.gradientAt,
  sliders: [{id: "turn", words: escaped(W.direction), low: -180, high: 180, digits: 3, shown: value => `${numeral(Math.round(value))}°`}],
  places: () => [],
  parts: (state, plane) => mapParts(state, plane, (x, y, z, gx, gy) => {
    const size = Math.hypot(gx, gy);
    if (!(size > 0)) return "";
    const long = Math.min(0.34 * plane.box.height, 130), way = Math.atan2(-gy, -gx), turned = way + (state.values.turn ?? 0) * Math.PI / 180, end = angle => [x + long * Math.cos(angle), y - long * Math.sin(angle)];
    const told = (angle, text, role) => { const [a, b] = end(angle), wide = widthOf(text, 17, true), left = Math.min(Math.max(a + (Math.cos(angle) > 0 ? 10 : -10 - wide), 6), plane.frame.width - wide - 6); return words(left + wide / 2, Math.min(Math.max(b + (Math.sin(angle) > 0 ? -8 : 22), 20), plane.foot - 6), text, role, {size: 17, bold: true}); };
    const rate = say(W.rateOfChange, {rate: numeral(size * -Math.cos(turned - way))}), aside = Math.abs(state.values.turn ?? 0) > 1;
    return (aside ? arrow([x, y], end(turned), "ink", 3.4, 16) + told(turned, rate, "ink") : "") + arrow([x, y], end(way), "slope", 5, 20) + told(way, aside ? W.steepestDescent : `${W.steepestDescent}, ${rate}`, "slope");
  }),
  read: (state, {gx, gy}) => ({title: math(OPEN, `<mn>${numeral(state.values.at, 4)}</mn><mo>|</mo><mn>${numeral(state.values.across, 4)}</mn>`, CLOSE), math: math("<mo>∇</mo>", letter(state.function.name), "<mo>=</mo>", column(numeral(gx), numeral(gy))), words: say(W.rateOfChange, {rate: numeral(-Math.hypot(gx, gy))})}),
};
