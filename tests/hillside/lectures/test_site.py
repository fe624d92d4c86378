"""Lecture files to folders: which is built where, and the pages about them."""

from functools import partial
from pathlib import Path

import pytest

from hillside.files.captions import Clip
from hillside.lectures.booklet import Booklet
from hillside.lectures.build import Summary, ignore_outcome
from hillside.lectures.manifest import NAME, Record, read_manifest, read_pages, write_manifest
from hillside.lectures.outputs import Overrides
from hillside.lectures.schema import TAKEN
from hillside.lectures.site import PAGES, BuildRequest, PageWriter, Site, read_sites
from hillside.lectures.transcript import Line, Step, Transcript
from hillside.stage.errors import Failure, Refusal
from hillside.studio.rendering import Rendering
from hillside.studio.workers import Outcome, outcome_of

LECTURE = """\
title = "Slopes"
series = "Series"
part = 3
quality = "draft"

[[figure]]
id = "one"
figure = "slope"
outputs = ["mp4", "svg"]
say = "First line\\nof one.\\n\\nAnother."

[[figure]]
id = "two"
figure = "two-words"
outputs = ["png"]
"""


def write_titles(booklet: Booklet, target: Path) -> None:
    target.write_text(" ".join([booklet.title, *(chapter.title for chapter in booklet.chapters)]))


def refuse(booklet: Booklet, target: Path) -> None:
    raise Failure("the typesetter refuses")


def in_this_process(tasks, workers):
    for name, task in tasks.items():
        yield outcome_of(name, partial(task, lambda *report: None))


@pytest.fixture
def talk(tmp_path: Path, figures: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("hillside.lectures.site.run_in_processes", in_this_process)
    monkeypatch.chdir(tmp_path)
    Path("talk.toml").write_text(LECTURE)
    return Path("talk.toml")


def pages(write=write_titles) -> dict[str, PageWriter]:
    return {"index.html": PageWriter(write, ())}


def site(talk: Path, write=write_titles, **asked) -> Site:
    return read_sites([talk], None, BuildRequest(**asked), pages(write))[0]


def enter(site: Site, name: str) -> None:
    """Record an output as if it had been drawn."""
    folder = site.build.folder
    folder.mkdir(parents=True, exist_ok=True)
    output = next(each for each in site.outputs if each.name == name)
    (folder / name).write_text(name)
    transcript = None
    if output.is_transcript:
        lines = (Line("Look.", "Appears: a line.", 0.0, 2.0), Line("See.", "", 2.0, 1.0))
        subject = output.entry.id
        steps = (Step(f"{subject}.step-1.svg", (0,)), Step(f"{subject}.step-2.svg", (1,)))
        transcript = Transcript("Slope", "A slope.", lines, steps)
    clips = (Clip("Look.", 2.0, 0.0),) if output.job.is_film else ()
    rendering = Rendering("Slope", "A slope.", output.job.size, {}, (folder / name,), clips)
    made = Record.of(output.key, output.job, rendering, folder, transcript)
    write_manifest(folder, "Slopes", {**read_manifest(folder), name: made})


def summary(site: Site) -> Summary:
    return Summary(site.build.folder, (), (), (), 1.0)


def test_each_lecture_is_built_into_a_folder_of_its_name(talk: Path):
    Path("more.toml").write_text(LECTURE)
    files = [talk, Path("more.toml")]
    folders = [each.build.folder for each in read_sites(files, None, BuildRequest(), pages())]
    assert folders == [Path("out/talk"), Path("out/more")]
    folders = [each.build.folder for each in read_sites(files, Path("to"), BuildRequest(), pages())]
    assert folders == [Path("to/talk"), Path("to/more")]
    assert read_sites([talk], Path("to"), BuildRequest(), pages())[0].build.folder == Path("to")


def test_two_lectures_with_the_same_name_are_refused(talk: Path):
    Path("b").mkdir()
    Path("b/talk.toml").write_text(LECTURE)
    with pytest.raises(Refusal, match=r"two lectures would be built into out/talk; rename one"):
        read_sites([talk, Path("b/talk.toml")], None, BuildRequest(), pages())


@pytest.mark.parametrize("link", ["out", "out/talk"])
def test_the_usual_folder_is_not_one_elsewhere_that_a_link_leads_to(talk: Path, tmp_path: Path, link: str):
    Path(link).parent.mkdir(exist_ok=True)
    (tmp_path.parent / "elsewhere" / "talk").mkdir(parents=True, exist_ok=True)
    Path(link).symlink_to(tmp_path.parent / "elsewhere")
    with pytest.raises(Refusal, match=r"out/talk leads out of the folder .*name it with --to"):
        read_sites([talk], None, BuildRequest(), pages())
    # It may be meant, and then it is named.
    assert read_sites([talk], Path(link), BuildRequest(), pages())[0].build.folder == Path(link)


def test_the_name_of_a_lecture_does_not_lead_out_of_the_folder(talk: Path):
    Path("...toml").write_text(LECTURE)
    for to in (None, Path("to")):
        with pytest.raises(Refusal, match="leads out of the folder"):
            read_sites([talk, Path("...toml")], to, BuildRequest(), pages())


def test_no_figure_has_the_name_of_a_page_or_a_device(talk: Path):
    pages_here = {name.partition(".")[0] for name in (*PAGES, NAME)}
    assert pages_here == set(TAKEN)
    for name in (*pages_here, "con", "lpt1"):
        talk.write_text(LECTURE.replace('id = "one"', f'id = "{name}"'))
        with pytest.raises(Refusal, match=f"id = '{name}' is not a name"):
            read_sites([talk], None, BuildRequest(), pages())


def test_an_id_is_looked_for_in_all_lectures(talk: Path):
    Path("more.toml").write_text(LECTURE.replace('"two"', '"three"'))
    files = [talk, Path("more.toml")]
    (found,) = read_sites(files, None, BuildRequest(only=("three",)), pages())
    assert [output.name for output in found.build.pending] == ["three.png", "three.transcript.txt"]
    with pytest.raises(Refusal, match=r'talk.toml and more.toml has the id "thre"; did you mean "three"\?'):
        read_sites(files, None, BuildRequest(only=("thre",)), pages())


def test_the_booklet_shows_built_figures_and_lists_missing_ones(talk: Path):
    built = site(talk)
    for name in ("one.mp4", "one.svg", "one.transcript.txt", "two.png"):
        enter(built, name)
    booklet = built.booklet
    (chapter,) = booklet.chapters
    assert (booklet.title, booklet.subtitle, booklet.missing) == ("Slopes", "Series · Part 3", ("two",))
    assert (chapter.id, chapter.title, chapter.alt, chapter.lang) == ("one", "Slope", "A slope.", "en")
    assert chapter.notes == ("First line of one.", "Another.")
    assert (chapter.films, chapter.poster) == (("one.mp4",), "one.poster.png")
    assert "00:00:00.000 --> 00:00:02.000\nLook." in chapter.captions
    assert [(step.name, step.say, step.alt) for step in chapter.steps] == [
        ("Step 1 of 2", "Look.", "Appears: a line."),
        ("Step 2 of 2", "See.", "A slope."),
    ]
    assert [line.time for line in chapter.lines] == ["0:00–0:02", "0:02–0:03"]
    assert ("one.mp4", 7) in {(file.name, file.bytes) for file in chapter.files}


def test_a_figure_has_the_title_that_the_lecture_gives_it(talk: Path):
    talk.write_text(LECTURE.replace('figure = "slope"', 'figure = "slope"\ntitle = "My slope"'))
    enter(site(talk), "one.transcript.txt")
    assert site(talk).booklet.chapters[0].title == "My slope"


def test_an_outdated_output_is_not_shown(talk: Path):
    enter(site(talk), "one.transcript.txt")
    talk.write_text(LECTURE.replace('figure = "slope"', 'figure = "slope"\nparams = { at = 3 }'))
    assert site(talk).booklet.missing == ("one", "two")


def test_a_page_is_written_once_and_again_when_its_content_changes(talk: Path):
    built, outcomes = site(talk), list[Outcome]()
    enter(built, "one.transcript.txt")
    first = built.write_pages(summary(built), outcomes.append)
    assert (first.drawn, first.unchanged) == (("index.html",), ())
    assert Path("out/talk/index.html").read_text() == "Slopes Slope"
    assert [outcome.name for outcome in outcomes] == ["index.html"]
    again = built.write_pages(summary(built), outcomes.append)
    assert (again.drawn, again.unchanged) == ((), ("index.html",))
    talk.write_text(LECTURE.replace("Another", "A new one"))
    assert site(talk).write_pages(summary(built), outcomes.append).drawn == ("index.html",)
    Path("out/talk/index.html").write_text("scribble")
    assert site(talk).write_pages(summary(built), outcomes.append).drawn == ("index.html",)
    assert site(talk, force=True).write_pages(summary(built), outcomes.append).drawn == ("index.html",)


def test_a_page_that_fails_is_reported_and_tried_again(talk: Path):
    built = site(talk, refuse)
    enter(built, "one.transcript.txt")
    failed = built.write_pages(summary(built), ignore_outcome)
    assert failed.failed == (("index.html", "the typesetter refuses"),)
    assert read_pages(Path("out/talk")) == {}
    assert site(talk).write_pages(summary(built), ignore_outcome).drawn == ("index.html",)


def test_pending_outputs_and_pages_are_listed(talk: Path):
    built = site(talk)
    for output in built.outputs:
        enter(built, output.name)
    assert site(talk).pending() == ["index.html"]
    built.write_pages(summary(built), ignore_outcome)
    assert site(talk).pending() == []
    assert site(talk, force=True, only=("two",)).pending() == ["two.png", "two.transcript.txt", "index.html"]


def test_the_pages_are_in_the_language_of_the_lecture_or_of_the_command_line(talk: Path):
    talk.write_text(f'lang = "de"\n{LECTURE}')
    assert site(talk).booklet.lang == "de"
    arabic = site(talk, overrides=Overrides(lang="ar")).booklet
    assert (arabic.lang, arabic.direction) == ("ar", "rtl")
    assert "Noto Sans Arabic" in arabic.families
