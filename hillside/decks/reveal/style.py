"""How the slides look: the picture fills the slide, on the paper of the theme."""

STYLE = """\
html, body, main { margin: 0; height: 100%; background: var(--paper); }
.reveal { color: var(--ink); font: 500 44px/1.4 var(--words); background: var(--paper); }
.reveal .slides { text-align: start; }
.reveal .slides section { width: 100%; height: 100%; padding: 0; }
.reveal .progress { color: var(--accent); height: 4px; }
.reveal .controls { color: var(--ink); opacity: 0; transition: opacity .2s; }
.reveal .controls:is(:hover, :focus-within), .reveal:has(#title.present) .controls { opacity: 1; }
:focus-visible { outline: 4px solid var(--accent); outline-offset: 4px; }
.unseen {
  position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%);
}
.opening .words {
  position: absolute; inset-block: 0; inset-inline-start: 6%; width: 54%;
  display: grid; align-content: center;
}
.opening h1 {
  margin: 0; font-size: 92px; font-weight: 600; line-height: 1.1; letter-spacing: -.02em;
  text-wrap: balance;
}
.opening p { margin: 0 0 28px; font-size: 44px; color: var(--quiet); }
.opening svg { position: absolute; inset-inline-end: 5%; top: 27%; height: 46%; }
.tall .opening .words { width: 88%; inset-block-end: 40%; }
.tall .opening svg { top: auto; bottom: 6%; height: 34%; }
.picture, .film, .film video, .film .cover, .steps, .steps img {
  position: absolute; inset: 0; width: 100%; height: 100%;
}
.captioned .picture, .captioned .film, .captioned .steps { height: 88%; }
.picture, .film video, .film .cover, .steps img {
  object-fit: contain; max-width: none; max-height: none; margin: 0;
}
.film .cover, .steps img { background: var(--paper); }
.film .cover { transition: opacity .4s linear; pointer-events: none; }
.film.plays .cover { opacity: 0; }
.reveal .steps img.fragment { transition: none; }
.said {
  position: absolute; inset-inline: 8%; bottom: 0; height: 12%; margin: 0; display: grid;
  align-content: center; font-size: 36px; line-height: 1.25; text-align: center; text-wrap: balance;
}
.said:empty, .reveal:not(.captioned) .said { display: none; }
.switch {
  position: fixed; z-index: 40; inset-inline-start: 14px; bottom: 14px; padding: .3em .6em;
  border: 2px solid var(--quiet); border-radius: .4em; background: var(--paper); color: var(--ink);
  font: 600 16px/1.2 var(--words); cursor: pointer; opacity: 0;
}
.switch:hover, .switch:focus-visible, .switch[aria-pressed="true"] { opacity: 1; }
.switch[aria-pressed="true"] { background: var(--ink); color: var(--paper); }
@media print { .switch, .film video { display: none; } }
"""
