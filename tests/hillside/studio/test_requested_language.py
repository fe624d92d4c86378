"""The language asked for: codes, names and own words that are refused."""

import re

import pytest

from hillside.stage.errors import Refusal
from hillside.studio.requested_look import language_of


@pytest.mark.parametrize(
    ("code", "near"),
    [
        ("deutsch", "de"),
        ("German", "de"),
        ("de-AT", "de"),
        ("zh_CN", "zh"),
        ("espanol", "es"),
        ("日本語", "ja"),
    ],
)
def test_an_unknown_language_is_refused_with_the_closest_one(code: str, near: str):
    with pytest.raises(Refusal, match=f'no language "{code}"; did you mean "{near}"'):
        language_of(code)


def test_a_language_far_from_all_is_refused_with_the_list():
    with pytest.raises(Refusal, match="the languages are en, de, fr, es, pt, hi, ar, zh, ja"):
        language_of("klingon")


def test_custom_words_replace_those_of_the_catalog():
    language = language_of("de", {"rise": "Höhe", "The slope underfoot is {slope}.": "Hier: {slope}!"})
    assert language.say("rise") == "Höhe"
    assert language.say("The slope underfoot is {slope}.", slope=-0.5) == "Hier: −0,5!"
    assert language.say("increasing") == "steigend"


@pytest.mark.parametrize(
    ("message", "text", "why"),
    [
        ("rize", "up", 'no figure says "rize"; did you mean "rise"'),
        ("rise", " ", "are empty"),
        ("The slope underfoot is {slope}.", "{slop}", "placeholder"),
        ("The slope underfoot is {slope}.", "{0}", "placeholder"),
        ("rise", "{rise.__class__}", "placeholder"),
        ("rise", "}", "placeholder"),
    ],
)
def test_custom_words_that_cannot_be_used_are_refused(message: str, text: str, why: str):
    with pytest.raises(Refusal, match=re.escape(why)):
        language_of("en", {message: text})
