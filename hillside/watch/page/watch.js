const at = id => document.getElementById(id);
const make = (name, words = "", more = {}) => Object.assign(document.createElement(name), {textContent: words}, more);
const PLACE = "@", REST = 400, AGAIN = 1000;
// What the page wants: the figure, and the parameters that were changed here; both stand in the address.
const wish = {id: "", changes: {}};
let drawing = false, waiting = false, checking = 0, last = "", picture = null;

const dark = matchMedia("(prefers-color-scheme: dark)");
const paint = () => { document.documentElement.dataset.theme = dark.matches ? "dark" : "light"; };
dark.addEventListener("change", paint);
paint();

function readAddress() {
  const given = [...new URLSearchParams(location.hash.slice(1))];
  wish.id = (given.find(([name]) => name === PLACE) || [PLACE, ""])[1];
  wish.changes = Object.fromEntries(given.filter(([name]) => name !== PLACE));
}
function writeAddress() {
  const words = new URLSearchParams({[PLACE]: wish.id, ...wish.changes});
  history.replaceState(null, "", `#${words}`);
}

async function ask(path) {
  const sent = await fetch(path, {
    method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(wish)});
  if (!sent.ok) throw new Error(`${sent.status}: ${await sent.text()}`);
  return sent.json();
}

// One picture is drawn at a time; what is wanted meanwhile is drawn next, and all between is left out.
async function draw() {
  if (drawing) { waiting = true; return; }
  drawing = true;
  clearTimeout(checking);
  try {
    show(await ask("/picture"));
  } catch (error) {
    fail(String(error.message || error), null);
  }
  drawing = false;
  if (waiting) { waiting = false; draw(); } else { checking = setTimeout(check, REST); }
}

async function check() {
  const asked = JSON.stringify(wish), drawn = picture;
  at("check").replaceChildren(make("p", "Checking …"));
  try {
    const made = await ask("/check");
    if (asked !== JSON.stringify(wish) || drawn !== picture) return;
    if (made.error) { at("check").replaceChildren(make("p", "The check waits for a picture.")); return; }
    const lines = made.findings.map(([fault, words]) => make("li", words, {className: fault ? "fault" : ""}));
    const list = make("ul");
    list.append(...lines);
    at("check").replaceChildren(lines.length ? list : make("p", "Nothing found."));
  } catch (error) {
    at("check").replaceChildren(make("p", String(error.message || error)));
  }
}

function fail(words, place) {
  const box = at("error");
  const shown = [make("p", words)];
  if (place) shown.push(make("pre", `${place.line} | ${place.text}`));
  if (box.hidden || box.textContent !== shown.map(each => each.textContent).join("")) box.replaceChildren(...shown);
  box.hidden = false;
  document.querySelector(".stand").classList.add("old");
  document.documentElement.dataset.state = "wrong";
}

function show(made) {
  if (made.id !== undefined) { wish.id = made.id; listNames(made.names); }
  if (made.controls) showControls(made.controls, made.wrong);
  at("undo").disabled = !Object.keys(wish.changes).length;
  if (made.error) { fail(made.error, made.place); at("check").replaceChildren(make("p", "The check waits for a picture.")); return; }
  at("error").hidden = true;
  document.querySelector(".stand").classList.remove("old");
  const url = URL.createObjectURL(new Blob([made.picture], {type: "image/svg+xml"}));
  if (picture) URL.revokeObjectURL(picture);
  picture = url;
  const still = at("still");
  still.src = url;
  still.alt = made.alt;
  still.lang = at("alt").lang = at("title").lang = made.lang;
  at("title").textContent = made.title;
  at("alt").textContent = made.alt;
  Object.assign(at("save"), {href: url, download: `${made.id}.svg`, hidden: false});
  at("lines-part").hidden = !made.lines;
  at("lines").textContent = made.lines;
  const own = made.commands.join("\n");
  if (own !== last) {
    last = own;
    at("commands").replaceChildren(...made.commands.map(commandOf));
  }
  document.documentElement.dataset.state = "shown";
}

function commandOf(words) {
  const row = make("div", "", {className: "command"}), text = make("pre", words, {tabIndex: 0});
  const copy = make("button", "Copy");
  copy.setAttribute("aria-label", `Copy the command ${words.split(" ", 2).join(" ")}`);
  copy.onclick = () => copied(words);
  row.append(text, copy);
  return row;
}
async function copied(words) {
  try {
    await navigator.clipboard.writeText(words);
    at("told").textContent = "Copied.";
  } catch {
    at("told").textContent = "The browser does not allow copying; select the text and copy it.";
  }
}

function listNames(names) {
  const menu = at("names");
  if ([...menu.options].map(each => each.value).join("\n") !== names.join("\n"))
    menu.replaceChildren(...names.map(name => make("option", name, {value: name})));
  menu.value = wish.id;
  at("choice").hidden = names.length < 2;
}

function change(name, text, field) {
  if (text === field.dataset.given) delete wish.changes[name]; else wish.changes[name] = text;
  field.closest(".field").classList.toggle("changed", name in wish.changes);
  writeAddress();
  draw();
}

// The controls are made anew only if others are needed, so that none loses its focus while it is used.
let built = "";
function showControls(controls, wrong) {
  const kind = JSON.stringify([wish.id, controls.map(({name, choices, slider}) => [name, choices, !!slider])]);
  if (kind !== built) {
    const active = document.activeElement && document.activeElement.id;
    built = kind;
    at("controls").replaceChildren(...controls.map(controlOf));
    if (active && at(active)) at(active).focus();
  }
  for (const {name, text, slider} of controls) {
    const field = at(`p-${name}`), range = at(`r-${name}`);
    if (!(name in wish.changes)) field.dataset.given = text;
    field.closest(".field").classList.toggle("changed", name in wish.changes);
    if (document.activeElement !== field) field.value = text;
    if (name === wrong) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
    if (range && slider && document.activeElement !== range) {
      [range.min, range.max, range.step] = slider;
      range.value = slider[3];
    }
  }
}
function controlOf({name, help, choices, slider}) {
  const row = make("div", "", {className: "field"}), id = `p-${name}`;
  const said = name.replaceAll("_", " ");
  const field = make(choices.length ? "select" : "input", "", {id, spellcheck: false, autocomplete: "off"});
  if (choices.length) field.append(...choices.map(word => make("option", word, {value: word})));
  field.setAttribute("aria-describedby", `h-${name}`);
  field.addEventListener(choices.length ? "change" : "input", () => change(name, field.value, field));
  row.append(make("label", said, {htmlFor: id}), field);
  if (slider) {
    const range = make("input", "", {id: `r-${name}`, type: "range"});
    [range.min, range.max, range.step] = slider;
    range.value = slider[3];
    range.setAttribute("aria-label", `${said}, slider`);
    range.oninput = () => { field.value = range.value; change(name, range.value, field); };
    row.append(range);
  }
  row.append(make("p", help, {id: `h-${name}`}));
  return row;
}

at("undo").onclick = () => { wish.changes = {}; document.activeElement.blur(); writeAddress(); draw(); };
at("names").onchange = () => { wish.id = at("names").value; wish.changes = {}; writeAddress(); draw(); };
at("copy-lines").onclick = () => copied(at("lines").textContent);
addEventListener("hashchange", () => { readAddress(); draw(); });

const pause = time => new Promise(done => setTimeout(done, time));
const seen = () => document.hidden
  ? new Promise(done => document.addEventListener("visibilitychange", done, {once: true})) : null;
// A page that is not seen waits for nothing, since a browser allows few connections to one server.
async function follow() {
  let state = "", gone = false;
  for (;;) {
    await seen();
    try {
      const sent = await fetch(`/changes?since=${encodeURIComponent(state)}`);
      if (!sent.ok) throw new Error(`${sent.status}: ${await sent.text()}`);
      const now = (await sent.json()).state;
      if (now !== state && (state || gone)) draw();
      state = now;
      gone = false;
    } catch {
      gone = true;
      fail("The program does not answer. If it was stopped, start it again; this page goes on by itself.", null);
      await pause(AGAIN);
    }
  }
}
readAddress();
draw();
follow();
