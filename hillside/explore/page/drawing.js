// Parts of a picture as SVG, in CSS pixels; a color is a class named like its role in the theme.

const px = x => Math.min(Math.max(Math.round(x * 10) / 10, -1e5), 1e5);
const path = points => points.map(([x, y], i) => (i ? "L" : "M") + px(x) + " " + px(y)).join("");
const stroke = (points, role, width, more = "") => `<path class="s-${role}" stroke-width="${width}" d="${path(points)}"${more}/>`;
const filled = (points, role) => `<path class="f-${role}" d="${path(points)}Z"/>`;
const disc = (x, y, r, role, ring = 0) => `<circle class="f-${role}${ring ? " s-paper" : ""}" cx="${px(x)}" cy="${px(y)}" r="${r}"${ring ? ` stroke-width="${ring}"` : ""}/>`;
const circle = (x, y, r, role, width) => `<circle class="s-${role} f-paper" cx="${px(x)}" cy="${px(y)}" r="${r}" stroke-width="${width}"/>`;
// Words run as the language does, numbers always from left to right; start and end are left and right.
const words = (x, y, text, role, {size = 17, anchor = "middle", bold = false, halo = true} = {}) => {
  const back = page.direction === "rtl" && /[^\W\d]|[^\x00-\x7fπ∞√−]/.test(text), side = back ? {start: "end", end: "start"}[anchor] ?? anchor : anchor;
  return `<text class="f-${role}${halo ? " halo" : ""}${bold ? " bold" : ""}" x="${px(x)}" y="${px(y)}" font-size="${size}" text-anchor="${side}" direction="${back ? "rtl" : "ltr"}">${escaped(text)}</text>`;
};
const dashes = ' stroke-dasharray="11 7"';
const dotted = ' stroke-dasharray="1.5 5"';

function arrow([x1, y1], [x2, y2], role, width, head) {
  const long = Math.hypot(x2 - x1, y2 - y1);
  if (long < 2) return "";
  const size = Math.min(head, 0.6 * long), ux = (x2 - x1) / long, uy = (y2 - y1) / long, bx = x2 - ux * size, by = y2 - uy * size, w = size * 0.42;
  return stroke([[x1, y1], [bx + ux * 2, by + uy * 2]], role, width) + filled([[x2, y2], [bx - uy * w, by + ux * w], [bx + uy * w, by - ux * w]], role);
}

// Width of words in pixels, measured once.
const measured = new Map(), ruler = document.createElement("canvas").getContext("2d");
function widthOf(text, size, bold = false) {
  const key = size + (bold ? "b" : "") + text;
  if (!measured.has(key)) { ruler.font = `${bold ? 600 : 500} ${size}px Inter, system-ui, sans-serif`; measured.set(key, ruler.measureText(text).width); }
  return measured.get(key);
}

// The best of several places for a box: inside the plot, and on nothing that is there already.
function placed(candidates, width, height, plane, taken, lines) {
  let best = null, least = Infinity;
  candidates.forEach(([x, y, wish = 0]) => {
    const box = [x, y, x + width, y + height];
    let cost = wish;
    const room = 6;
    cost += 40 * Math.max(0, room - x, x + width - plane.frame.width + room) / width + 40 * Math.max(0, room - y, y + height - plane.frame.height + room) / height;
    for (const other of taken) if (box[0] < other[2] + 4 && box[2] > other[0] - 4 && box[1] < other[3] + 2 && box[3] > other[1] - 2) cost += 8;
    for (const line of lines) for (const [a, b] of line) if (a > box[0] - 5 && a < box[2] + 5 && b > box[1] - 4 && b < box[3] + 4) cost += 0.6;
    if (cost < least) { least = cost; best = box; }
  });
  return best;
}

function dense(points, apart = 6) {
  const found = [];
  points.forEach(([x, y], i) => {
    if (i) { const [a, b] = points[i - 1], n = Math.min(200, Math.ceil(Math.hypot(x - a, y - b) / apart)); for (let k = 1; k < n; k++) found.push([a + (x - a) * k / n, b + (y - b) * k / n]); }
    found.push([x, y]);
  });
  return found;
}

// Axes through the origin, or at the edge where 0 is not in view, with their numbers.
function axes(plane, f, {xName = f?.x ?? "x", yName = f?.y ?? "y", numbers = true, avoid = [], up = true, mark = null} = {}) {
  const {box} = plane, inX = plane.low <= 0 && plane.high >= 0, inY = plane.bottom <= 0 && plane.top >= 0;
  const ax = inX ? plane.X(0) : box.left, ay = inY ? plane.Y(0) : plane.foot, size = plane.small ? 15 : 17;
  let svg = arrow([box.left - 4, ay], [plane.right + 14, ay], "faint", 1.6, 12);
  if (up) svg += arrow([ax, plane.foot + 4], [ax, box.top - 14], "faint", 1.6, 12);
  const taken = [];
  const labels = [];
  if (numbers) {
    const turns = f && asksForTurns(f, plane.high - plane.low);
    for (const tick of ticksOf(plane.low, plane.high, Math.max(2, Math.min(6, Math.floor(box.width / 90))), turns)) {
      const x = plane.X(tick.at), wide = widthOf(tick.text, size);
      if (x > plane.right - 14) continue;
      svg += stroke([[x, ay - 5], [x, ay + 5]], "faint", 1.6);
      if (mark && Math.abs(mark.x - x) < (wide + mark.wide) / 2 + 6) continue;
      const below = ay + size + 8 < plane.frame.height - 2;
      const crossed = [ay + 8, ay + 8 + size].some(y => avoid.some(line => line.some(([a, b]) => Math.abs(a - x) < wide / 2 + 3 && Math.abs(b - y + size / 2) < size / 2)));
      const y = (crossed || !below) ? ay - 10 : ay + size + 6;
      labels.push(words(x - (tick.text[0] === MINUS ? size * 0.31 : 0), y, tick.text, "faint", {size}));
      taken.push([x - wide / 2, y - size, x + wide / 2, y + 4]);
    }
    if (up) for (const tick of ticksOf(plane.bottom, plane.top, Math.max(2, Math.min(5, Math.floor(box.height / 80))))) {
      const y = plane.Y(tick.at);
      if (y < box.top + 10) continue;
      svg += stroke([[ax - 5, y], [ax + 5, y]], "faint", 1.6);
      const left = ax - 12 - widthOf(tick.text, size) > 2;
      labels.push(words(left ? ax - 10 : ax + 10, y + size * 0.35, tick.text, "faint", {size, anchor: left ? "end" : "start"}));
      taken.push(left ? [ax - 10 - widthOf(tick.text, size), y - size / 2, ax - 8, y + size / 2] : [ax + 8, y - size / 2, ax + 12 + widthOf(tick.text, size), y + size / 2]);
    }
  }
  const names = [{math: letter(xName), spots: [[plane.right + 4, ay + 18], [plane.right + 4, ay - 20], [plane.right - 26, ay - 20]], role: "faint", key: "x-name"}];
  if (up) names.push({math: letter(yName), spots: [[ax + 16, box.top - 6], [ax - 16, box.top - 6]], role: "faint", key: "y-name"});
  return {svg: svg + labels.join(""), taken, names, at: {x: ax, y: ay}};
}

// The name of the point on the axis, in bold, with a dotted line to the curve.
function pointMark(plane, origin, x, y, text) {
  const size = plane.small ? 16 : 18, up = y > origin.y ? -1 : 1, at = plane.X(x);
  const line = Math.abs(y - origin.y) > 16 ? stroke([[at, origin.y], [at, y]], "faint", 1.8, dotted) : "";
  const ty = up < 0 ? origin.y - 12 : origin.y + size + 8;
  return {svg: line + stroke([[at, origin.y - 7], [at, origin.y + 7]], "ink", 2.4) + words(at, ty, text, "ink", {size, bold: true}), box: [at - widthOf(text, size, true) / 2 - 4, ty - size, at + widthOf(text, size, true) / 2 + 4, ty + 4]};
}
