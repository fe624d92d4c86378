// The sign of the slope: where the curve climbs, falls and is flat.

explorers.direction = {
  fields: [{id: "function", words: W.function, derivative: true}],
  points: [{id: "at", words: W.pointOnCurve}],
  question: true, moves: true,
  defaults(state) { state.values.at ??= nice(state.window[0] + 0.25 * (state.window[1] - state.window[0]), state.window[1] - state.window[0]); },
  parts(state, plane) {
    const drawn = tangentParts(state, plane), asks = state.asking && !state.asking.answered, f = state.function;
    const turns = [plane.low, ...state.places.filter(each => each.kind !== "zero").map(each => each.x).sort((a, b) => a - b), plane.high];
    let signs = "";
    if (!asks) for (let i = 1; i < turns.length; i++) {
      const middle = (turns[i - 1] + turns[i]) / 2, s = f.slope(middle), text = `${s > 0 ? "+" : MINUS} ${trendOf(s)}`, size = plane.small ? 15 : 17;
      if (!isFinite(s) || s === 0 || widthOf(text, size, true) > plane.X(turns[i]) - plane.X(turns[i - 1])) continue;
      signs += words(plane.X(middle), plane.foot + (plane.small ? 16 : 22), text, "slope", {size, bold: true});
    }
    return {...drawn, svg: (asks ? "" : bandsOf(state, plane, plane.foot)) + drawn.svg + signs};
  },
  read: (state, {here}) => { state.side = null; return slopeRead(state, here); },
};
