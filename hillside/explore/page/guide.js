// The slope as a guide: the parameter goes against the sign of the slope.

explorers.guide = {
  fields: [{id: "function", words: W.function, derivative: true}],
  points: [{id: "at", words: W.pointOnCurve}],
  sliders: [{id: "rate", words: escaped(W.rate), low: 0.01, high: 1.5, logarithmic: true}],
  moves: true,
  defaults(state) { state.values.at ??= nice(state.window[0] + 0.75 * (state.window[1] - state.window[0]), state.window[1] - state.window[0]); state.values.rate ??= 0.25; },
  parts(state, plane) {
    const drawn = tangentParts(state, plane), {here} = drawn, step = -state.values.rate * here.slope, f = state.function;
    if (here.kind !== "slope" || !here.slope) return drawn;
    const y = plane.Y(0), x = plane.X(here.x), axis = y > plane.box.top && y < plane.foot ? y : plane.foot, to = Math.min(Math.max(plane.X(here.x + step), plane.box.left), plane.right);
    const text = say(step > 0 ? W.increase : W.decrease, {x: f.x}), size = plane.small ? 16 : 19, width = widthOf(text, size, true);
    const box = placed([[(x + to) / 2 - width / 2, axis + 34], [(x + to) / 2 - width / 2, axis - 60], [to - width, axis + 60]], width, size + 6, plane, drawn.taken, drawn.lines);
    return {...drawn, svg: drawn.svg + arrow([x, axis], [to, axis], "slope", 5, 20) + circle(to, axis, 5, "slope", 2.5) + words(box[0] + width / 2, box[1] + size, text, "slope", {size, bold: true})};
  },
  read(state, {here}) {
    const f = state.function, read = slopeRead({...state, side: null, boxes: {}, moving: state.moving, showing: x => state.showing(x), xScale: state.xScale, slopeScale: state.slopeScale}, here);
    if (here.kind !== "slope") return read;
    const rate = state.values.rate, moved = here.x - rate * here.slope, slope = here.slope < 0 ? `${OPEN}<mn>${numeral(here.slope)}</mn>${CLOSE}` : `<mn>${numeral(here.slope)}</mn>`;
    const flat = here.special === "valley" ? W.flatPerhaps : W.flatNoMinimum;
    return {...read, math: math(`<mn>${state.showing(here.x)}</mn><mo>${MINUS}</mo><mn>${numeral(rate)}</mn><mo>${page.times}</mo><mrow class="f-slope">${slope}</mrow><mo>=</mo><mn>${numeral(moved, 4)}</mn>`), words: here.slope === 0 ? flat : say(here.slope > 0 ? W.decrease : W.increase, {x: f.x})};
  },
};
