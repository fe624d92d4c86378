import pytest

from hillside.stage.film import Beat, Film, ease
from hillside.stage.params import param, parameters


@parameters
class Params:
    """Two numbers."""

    at: float = param(default=3.0, help="a place")
    step: float = param(default=0.0, help="a count")


def film() -> Film[Params]:
    return Film(
        Params(),
        [
            Beat(say="one", show=("a", "b"), at={"at": 1.0}, seconds=2.0, rest=1.0),
            Beat(say="two", to={"at": 3.0}, seconds=2.0, rest=1.0),
            Beat(say="three", hide=("a",), show=("c",), seconds=1.0, rest=0.0),
        ],
    )


def test_parts_appear_one_after_the_other() -> None:
    assert dict(film().at(0.0).shown) == {}
    assert dict(film().at(1.0).shown) == {"a": 1.0}
    assert dict(film().at(2.5).shown) == {"a": 1.0, "b": 1.0}


def test_a_parameter_glides_from_where_it_was_set() -> None:
    assert film().at(0.5).params.at == 1.0
    assert film().at(4.0).params.at == pytest.approx(2.0)
    assert film().at(5.5).params.at == 3.0


def test_in_a_beat_parts_disappear_before_others_appear() -> None:
    assert dict(film().at(6.25).shown)["a"] == pytest.approx(0.5)
    assert "c" not in dict(film().at(6.25).shown)
    assert set(dict(film().at(7.0).shown)) == {"b", "c"}


def test_before_its_start_and_after_its_end_a_film_is_constant() -> None:
    assert film().at(-1.0) == film().at(0.0)
    assert film().at(99.0) == film().at(7.0)


def test_stations_follow_the_glide_and_end_at_the_still() -> None:
    told = film()
    places = [params.at for params in told.stations]
    assert places == sorted(places)
    assert told.stations[-1] == told.last().params
    assert told.at(4.0).station == pytest.approx(len(places) / 2, abs=1)


def test_the_frame_times_run_from_zero_to_the_end() -> None:
    frames = film().frames(30)
    assert frames[0] == 0.0
    assert frames[-1] == pytest.approx(7.0)
    assert len(frames) == 211


def test_easing_is_symmetric_and_starts_and_ends_at_rest() -> None:
    assert ease(0.3) + ease(0.7) == pytest.approx(1.0)
    assert ease(0.001) < 1e-7


def test_a_beat_lasts_as_long_as_its_sentence_takes_to_read() -> None:
    long = Beat(say="x" * 170, seconds=2.0, rest=1.0)
    assert long.length == pytest.approx(10.0)
    assert long.pause == pytest.approx(8.0)
    assert Film(Params(), [long, Beat(say="short")]).starts() == [0.0, pytest.approx(10.0)]


def test_wide_characters_take_twice_the_time() -> None:
    assert Beat(say="看" * 170).length == pytest.approx(20.0)
