"use strict";
const kept = JSON.parse(document.getElementById("hillside-media").textContent);
const places = new Map();
function bytesOf(data) {
  return Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
}
function place(name) {
  if (!places.has(name)) {
    const { kind, data, packed } = kept[name];
    places.set(name, address(new Blob([bytesOf(data)], { type: kind }), packed));
  }
  return places.get(name);
}
// A film has its address at once, a packed picture the promise of one.
function address(blob, packed) {
  if (!packed) return URL.createObjectURL(blob);
  const unpacked = blob.stream().pipeThrough(new DecompressionStream(packed));
  return new Response(unpacked, { headers: { "Content-Type": blob.type } }).blob().then(URL.createObjectURL);
}

const { shape, fonts } = JSON.parse(document.getElementById("hillside-slides").textContent);
for (const { family, weight, media } of fonts)
  document.fonts.add(new FontFace(family, bytesOf(kept[media].data), { weight }));

const printed = /print-pdf/i.test(location.search);
const wish = matchMedia("(prefers-reduced-motion: reduce)");
const still = wish.matches || printed;
const hasUpright = document.querySelector(".upright") !== null;
// As high as the screen, but so that a figure of 9:16 has the full width with its title and words.
const tallness = Math.min(Math.max(innerHeight / innerWidth, 2.1), 2.35);
const UPRIGHT_SHAPE = { width: 1080, height: Math.round(1080 * tallness) };
const isUpright = () => hasUpright && !printed && innerHeight > 1.4 * innerWidth;
const onEnd = isUpright();
const spares = [".upright", still ? ".film:has(+ .steps)" : ".film + .steps:not(.upright)"];
for (const spare of document.querySelectorAll(onEnd ? ".film, .picture, .steps:not(.upright)" : spares.join()))
  spare.remove();
if (onEnd) document.querySelector(".reveal").classList.add("on-end");
addEventListener("resize", () => { if (isUpright() !== onEnd) location.reload(); });
for (const holder of document.querySelectorAll("[data-media]")) {
  const found = place(holder.dataset.media);
  if (typeof found === "string") holder.src = found; else found.then(source => { holder.src = source; });
}
wish.addEventListener("change", () => location.reload());

const POSTER_SECONDS = 0.6;
let waiting = 0;
function rewind(section) {
  clearTimeout(waiting);
  for (const film of section?.querySelectorAll(".film") ?? []) {
    const video = film.querySelector("video");
    video.pause();
    film.classList.remove("plays");
    video.currentTime = 0;
  }
}
function begin(section) {
  const film = section?.querySelector(".film");
  if (!film || still) return;
  rewind(section);
  const video = film.querySelector("video");
  // Where a browser does not let it start by itself, the poster stays and the space bar or a click starts it.
  waiting = setTimeout(() => video.play().catch(() => {}), POSTER_SECONDS * 1000);
}
function sayStep() {
  const steps = [...Reveal.getCurrentSlide().querySelectorAll(".steps img:not(.fragment), .steps .visible")];
  if (steps.length) Reveal.getCurrentSlide().querySelector(".said").textContent = steps.at(-1).alt;
}
function toggle(video) {
  if (!video) return;
  if (video.paused) video.play().catch(() => {}); else video.pause();
}
for (const video of document.querySelectorAll(".film video")) {
  video.addEventListener("playing", () => video.parentElement.classList.add("plays"));
  video.addEventListener("click", () => toggle(video));
  const said = video.closest("section").querySelector(".said");
  const track = video.querySelector("track");
  if (track && said) {
    track.track.mode = "hidden";
    track.track.addEventListener("cuechange", () => {
      said.textContent = [...track.track.activeCues].map(cue => cue.getCueAsHTML().textContent).join(" ");
    });
  }
}

const reveal = document.querySelector(".reveal");
const button = document.querySelector(".switch");
function caption() {
  button.setAttribute("aria-pressed", String(reveal.classList.toggle("captioned")));
}
button.addEventListener("click", caption);

Reveal.initialize({
  ...shape, ...(onEnd ? UPRIGHT_SHAPE : {}), hash: true, respondToHashChanges: true, margin: 0, scrollActivationWidth: 0, minScale: 0.05, maxScale: 8, center: false,
  transition: "none", backgroundTransition: "none", controlsTutorial: false, autoPlayMedia: false,
  plugins: [RevealNotes],
  keyboard: {
    67: caption,
    75: () => toggle(Reveal.getCurrentSlide().querySelector(".film video")),
  },
}).then(() => { begin(Reveal.getCurrentSlide()); sayStep(); });
for (const event of ["slidechanged", "fragmentshown", "fragmenthidden"]) Reveal.on(event, sayStep);
Reveal.on("slidechanged", event => { rewind(event.previousSlide); begin(event.currentSlide); });
