"""The style of the page: its colors from the lecture's theme, its CSS and its JavaScript."""

from collections.abc import Mapping

MUTED, HAIRLINE = 0.78, 0.16
"""The shares of ink, blended with paper, in muted text and in hairlines."""


def colors(theme: Mapping[str, str]) -> str:
    """Return the theme's colors as CSS custom properties, so that the page matches its pictures.

    >>> colors({"paper": "#ffffff", "ink": "#000000", "slope": "#d92f44"}).splitlines()[2]
    '  --paper: #ffffff; --ink: #000000; --accent: #d92f44;'
    """
    paper, ink = theme["paper"], theme["ink"]
    light = sum(_channels(paper)) > sum(_channels(ink))
    return (
        ":root {\n"
        f"  color-scheme: {'light' if light else 'dark'};\n"
        f"  --paper: {paper}; --ink: {ink}; --accent: {theme['slope']};\n"
        f"  --quiet: {_mixed(ink, paper, MUTED)}; --hair: {_mixed(ink, paper, HAIRLINE)};\n"
        "}"
    )


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in pairs)


STYLE = """\
* { box-sizing: border-box; }
html { scroll-padding-top: 1.5rem; }
body {
  margin: 0 auto; max-width: 76rem; padding: clamp(1.25rem, 4vw, 3.5rem);
  background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 Inter, system-ui, sans-serif;
}
a {
  color: inherit; text-decoration-color: var(--accent); text-decoration-thickness: .1em;
  text-underline-offset: .2em;
}
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: .3rem; }
main:focus { outline: none; }
.skip { position: absolute; inset-inline-start: -100vw; }
.skip:focus { position: static; }
.unseen {
  position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%);
}

header { margin-block: 0 2.5rem; }
.series { margin: 0 0 .75rem; color: var(--quiet); font-size: .9375rem; }
h1 {
  margin: 0; max-width: 24em; font-size: clamp(1.75rem, 4.2vw, 2.75rem); line-height: 1.15;
  letter-spacing: -.02em; text-wrap: balance;
}
header p:last-child { margin: 1.25rem 0 0; }
.number { color: var(--quiet); font-variant-numeric: tabular-nums; }

.papers { display: flex; flex-wrap: wrap; gap: .6rem; }
.papers a {
  padding: .5rem 1rem; border: 1.5px solid var(--quiet); border-radius: .5rem; font-weight: 600;
  text-decoration: none;
}
.papers .first { background: var(--ink); border-color: var(--ink); color: var(--paper); }
.contents { columns: 3 17rem; column-gap: 3rem; border-block: 1px solid var(--hair); padding-block: 1.5rem; }
.contents > div { break-inside: avoid; margin-block-end: 1.25rem; }
.contents ol { margin: 0; padding: 0; list-style: none; }
.contents li { padding-block: .15rem; }
.contents a { display: grid; grid-template-columns: 1.8em 1fr; text-decoration: none; line-height: 1.4; }
.contents a span:last-child { text-decoration: underline; text-decoration-color: var(--hair); }
.contents a:hover span:last-child { text-decoration-color: var(--accent); }
.contents .part { margin: 0 0 .4rem; font-weight: 600; }
img, video {
  display: block; width: 100%; height: auto; background: var(--paper);
  border: 1px solid var(--hair); border-radius: .6rem;
}

h2.part {
  margin: clamp(3rem, 7vw, 5rem) 0 0; font-size: clamp(1.5rem, 2.8vw, 1.9rem); line-height: 1.25;
  letter-spacing: -.01em;
}
section { margin-block-start: clamp(2rem, 5vw, 3.5rem); }
.title {
  margin: 0 0 1rem; font-size: clamp(1.2rem, 2.1vw, 1.4rem); line-height: 1.3; letter-spacing: -.01em;
}
.notes > :is(h3, h4) { margin: 0 0 .6rem; color: var(--quiet); font-size: .9375rem; font-weight: 600; }
.caption { margin: .7rem 0 0; min-height: 3.2em; max-width: 40em; }
html:not(.js) .caption { display: none; }
.views { display: none; margin-block-end: .9rem; }
.js .views { display: flex; gap: .4rem; }
button {
  padding: .45rem .95rem; border: 1px solid var(--quiet); border-radius: 99rem; background: none;
  color: inherit; font: inherit; font-size: .9375rem; cursor: pointer;
}
button[aria-pressed="true"] {
  background: var(--ink); border-color: var(--ink); color: var(--paper);
}
[data-view="whole"] .steps, [data-view="steps"] .whole { display: none; }
.whole + .steps { margin-block-start: 1.25rem; }
.js .whole + .steps { margin-block-start: 0; }

.reel { overflow-x: auto; scroll-snap-type: x mandatory; border-radius: .6rem; }
.reel ol { display: flex; gap: 1rem; margin: 0; padding: 0; list-style: none; }
.reel li { flex: 0 0 100%; scroll-snap-align: center; }
figure { margin: 0; }
figcaption { padding: .8rem .2rem .2rem; max-width: 60em; }
figcaption .number { margin-inline-end: .6em; }
.turn { display: none; margin: .6rem 0 0; }
.js .turn { display: flex; gap: .4rem; }

.words { margin-block-start: 1.25rem; }
@media (min-width: 60rem) {
  section { display: grid; grid-template-columns: minmax(0, 41fr) minmax(0, 26fr); column-gap: 3rem; }
  section > .title { grid-column: 1 / -1; }
  .words { margin-block-start: 0; }
  .js section:has(.views) .words { margin-block-start: 3.3rem; }
}
.notes p { margin: 0 0 1em; max-width: 40em; }
details { border-block-start: 1px solid var(--hair); padding-block: .55rem; }
details:last-child { border-block-end: 1px solid var(--hair); }
summary { cursor: pointer; font-weight: 600; }
details p { margin: .6rem 0 .4rem; }
.transcript, .files { margin: .6rem 0 .4rem; padding: 0; list-style: none; }
.transcript li { display: grid; grid-template-columns: 6.5em 1fr; gap: .6em; padding-block: .35em; }
.time, .bytes { color: var(--quiet); font-variant-numeric: tabular-nums; }
.transcript em { display: block; color: var(--quiet); font-style: normal; }
.files { columns: 2 15rem; font-size: .9375rem; overflow-wrap: anywhere; }
.missing { margin-block-start: 4rem; }

@media (prefers-reduced-motion: reduce) { html:not(.js) .moves { display: none; } }
@media (max-width: 40rem) {
  .transcript li { grid-template-columns: 1fr; gap: 0; }
}
@media print {
  .skip, .views, .turn, .whole, nav { display: none !important; }
  .steps { display: block !important; }
  .reel { overflow: visible; }
  .reel ol { display: block; }
  section { break-before: page; }
}
"""
"""The CSS: film and steps share one place, notes are beside the transcript, print shows all steps."""

SCRIPT = """\
document.documentElement.classList.add("js");
const still = matchMedia("(prefers-reduced-motion: reduce)");

function look(figure, view) {
  figure.dataset.view = view;
  for (const button of figure.querySelectorAll("[data-view]"))
    button.setAttribute("aria-pressed", String(button.dataset.view === view));
  if (view === "steps") figure.querySelector("video")?.pause();
}

function turn(reel, by) {
  const steps = [...reel.querySelectorAll("li")];
  const middle = reel.getBoundingClientRect().left + reel.clientWidth / 2;
  const away = step => {
    const box = step.getBoundingClientRect();
    return Math.abs(box.left + box.width / 2 - middle);
  };
  const here = steps.reduce((best, step, place) => (away(step) < away(steps[best]) ? place : best), 0);
  const there = steps[Math.min(Math.max(here + by, 0), steps.length - 1)];
  const box = there.getBoundingClientRect();
  reel.scrollBy({ left: box.left + box.width / 2 - middle, behavior: still.matches ? "instant" : "smooth" });
}

const both = document.querySelectorAll(".figure:has(.views)");
const first = figure => (still.matches && figure.querySelector(".moves") ? "steps" : "whole");
for (const figure of both) {
  look(figure, first(figure));
  for (const button of figure.querySelectorAll("button[data-view]"))
    button.addEventListener("click", () => look(figure, button.dataset.view));
}
still.addEventListener("change", () => {
  for (const figure of both) look(figure, first(figure));
});
for (const steps of document.querySelectorAll(".steps")) {
  const reel = steps.querySelector(".reel");
  for (const button of steps.querySelectorAll("[data-turn]"))
    button.addEventListener("click", () => turn(reel, Number(button.dataset.turn)));
  reel.addEventListener("keydown", event => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    turn(reel, getComputedStyle(reel).direction === "rtl" ? -way : way);
  });
}
for (const video of document.querySelectorAll("video:has(track)")) {
  const line = video.parentElement.querySelector(".caption"), track = video.querySelector("track").track;
  if (!line) continue;
  track.mode = "hidden";
  track.addEventListener("cuechange", () => {
    const said = [...(track.activeCues ?? [])].map(cue => cue.getCueAsHTML().textContent).join(" ");
    if (said) line.textContent = said;
  });
}
document.addEventListener("play", event => {
  for (const video of document.querySelectorAll("video")) if (video !== event.target) video.pause();
}, true);
"""
"""The JavaScript: film or steps, next step, one film at a time; without it, everything is shown."""
