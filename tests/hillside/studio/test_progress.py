import io
import os

import pytest

from hillside.studio.progress import Progress, Tally, bar, plain_line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_log_gets_a_plain_line_every_few_seconds_and_one_at_the_end(clock: Clock):
    log = io.StringIO()
    progress = Progress(log, clock)
    for done in range(1, 126):
        clock.now = done / 10
        progress.show_frames("hiker.mp4", done, 125)
    assert log.getvalue() == (
        "hiker.mp4: 50 of 125 frames, 00:07 left\n"
        "hiker.mp4: 100 of 125 frames, 00:02 left\n"
        "hiker.mp4: 125 of 125 frames\n"
    )


def test_a_terminal_gets_one_line_that_is_redrawn_and_finally_cleared(clock: Clock):
    terminal = Terminal()
    progress = Progress(terminal, clock)
    for done in (1, 2, 3):
        clock.now += 1
        progress.show_frames("hiker.mp4", done, 3)
    progress.clear()
    text = terminal.getvalue()
    assert "\n" not in text
    assert text.count("\r\x1b[2K[") == 3
    assert text.endswith("frames\r\x1b[2K")


def test_a_bar_is_not_redrawn_too_often(clock: Clock):
    terminal = Terminal()
    progress = Progress(terminal, clock)
    for done in range(1, 1001):
        clock.now = done / 1000
        progress.show_frames("hiker.mp4", done, 1001)
    assert 5 <= terminal.getvalue().count("\r") <= 10


def test_a_bar_never_wraps(clock: Clock, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("hillside.studio.progress.get_terminal_size", lambda: os.terminal_size((30, 24)))
    terminal = Terminal()
    Progress(terminal, clock).show_frames("a-very-long-name-for-a-film.mp4", 5, 5)
    assert len(terminal.getvalue().removeprefix("\r\x1b[2K")) == 29


def test_clearing_without_a_bar_writes_nothing(clock: Clock):
    terminal = Terminal()
    Progress(terminal, clock).clear()
    assert terminal.getvalue() == ""


def test_the_time_left_is_extrapolated_from_the_pace_so_far():
    assert plain_line(0.5, 60, "a") == "a, 01:00 left"
    assert plain_line(0.75, 9, "a") == "a, 00:03 left"
    assert plain_line(0.05, 3600, "a") == "a, 19:00:00 left"
    assert plain_line(0.049, 3600, "a") == "a", "too little is done to say"


def test_loading_before_the_first_frame_does_not_count_for_the_pace(clock: Clock):
    log = io.StringIO()
    progress = Progress(log, clock)
    for now, done in ((60, 1), (65, 51), (70, 101)):
        clock.now = now
        progress.show_frames("hiker.mp4", done, 151)
    assert log.getvalue() == (
        "hiker.mp4: 1 of 151 frames\n"
        "hiker.mp4: 51 of 151 frames, 00:10 left\n"
        "hiker.mp4: 101 of 151 frames, 00:05 left\n"
    )


@pytest.mark.parametrize(("share", "seconds"), [(0, 10), (1, 10), (0.5, 0.5)])
def test_no_time_left_is_estimated_at_the_ends_or_too_early(share: float, seconds: float):
    assert plain_line(share, seconds, "a") == "a"
    assert "left" not in bar(share, seconds, "a", 80)


def test_the_bar_fills_with_the_work():
    assert bar(0, 0, "a", 80) == "[" + " " * 20 + "]   0 %  a"
    assert bar(1, 0, "a", 80) == "[" + "=" * 20 + "] 100 %  a"


def test_a_name_with_braces_is_written_literally():
    assert plain_line(0, 0, "{a}.mp4") == "{a}.mp4"


def test_a_tally_weights_the_pieces(clock: Clock):
    log = io.StringIO()
    tally = Tally({"film.mp4": 3, "still.png": 1}, Progress(log, clock))
    clock.now = 10
    tally.end("still.png")
    clock.now = 20
    tally.frames("film.mp4", 1, 3)
    tally.end("film.mp4")
    assert log.getvalue() == ("still.png: 1 of 2\nfilm.mp4: 1 of 3 frames, 00:20 left\nfilm.mp4: 2 of 2\n")


def test_a_tally_of_thirds_never_exceeds_its_total(clock: Clock):
    terminal = Terminal()
    tally = Tally(dict.fromkeys(map(str, range(49)), 1 / 49), Progress(terminal, clock))
    for name in map(str, range(49)):
        tally.end(name)
    assert "100 %" in terminal.getvalue()
