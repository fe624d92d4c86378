"""What the page does besides lying there: film or steps, the next step, one film at a time."""

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
document.addEventListener("play", event => {
  for (const video of document.querySelectorAll("video")) if (video !== event.target) video.pause();
}, true);
"""
