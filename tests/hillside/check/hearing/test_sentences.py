"""What is written is read back as the sentences it was made of, in every language and broken anywhere."""

import pytest

from hillside.check.hearing.sentences import read_back
from hillside.stage.lettering.language import LANGUAGES, Language, messages

SLOPE = "The slope at {place} is {slope}."
ALT = "The curve {curve} with its tangent at {place}: a dashed line of slope {slope}."


@pytest.mark.parametrize("code", LANGUAGES)
def test_sentences_are_read_back_with_what_fills_them(code: str) -> None:
    language = Language(code)
    fields = {"place": language.equation("x", -1.5), "slope": language.numeral(-0.75)}
    text = language.joined(language.say(SLOPE, **fields), language.say("The function is decreasing there."))
    first, second = read_back(text, language)
    assert SLOPE in first.messages
    assert {name: written.strip("\u2068\u2069") for name, written in first.fields.items()} == fields
    assert "The function is decreasing there." in second.messages


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_without_braces_is_read_back_as_itself(code: str) -> None:
    language = Language(code)
    for message in messages():
        # The words of a function with cases stand within formulas, and are read with these.
        if "{" not in message and message not in language.words_of_cases:
            (heard,) = read_back(language.say(message), language, label=True)
            assert message in heard.messages


@pytest.mark.parametrize("code", ["en", "ja", "zh", "ar"])
def test_a_label_broken_into_lines_is_read_back(code: str) -> None:
    language = Language(code)
    words = language.say("Derivative = Slope of the Tangent Line")
    middle = len(words) // 2 if not language.locale.spaced else words.index(" ", len(words) // 2)
    broken = f"{words[:middle].rstrip()}\n{words[middle:].lstrip()}"
    (heard,) = read_back(broken, language, label=True)
    assert "Derivative = Slope of the Tangent Line" in heard.messages


def test_a_number_of_another_length_does_not_swallow_the_next_sentence() -> None:
    text = "Rate 0.025: Crawls 46% of the way in 12 steps. Rate 0.3: Arrives at step 5."
    assert [heard.fields["label"] for heard in read_back(text, Language())] == [
        "Crawls 46% of the way in 12 steps",
        "Arrives at step 5",
    ]


def test_a_decimal_comma_does_not_end_a_number() -> None:
    said = Language("es").say("Rate {rate}: {label}.", rate="0,025", label="diverge")
    (heard,) = read_back(said, Language("es"))
    assert heard.fields["rate"] == "0,025"


def test_what_no_sentence_says_is_left_unread() -> None:
    first, second = read_back("Pick a point on it. Is the moon made of cheese?", Language())
    assert first.messages == ("Pick a point on it.",)
    assert (second.messages, second.text) == ((), "Is the moon made of cheese?")


def test_the_lecturers_own_words_are_read_back_as_the_message_they_replace() -> None:
    own = Language("en", (("rise", "Δy"),))
    (heard,) = read_back("Δy", own, label=True)
    assert heard.messages == ("rise",)


def test_nothing_is_read_back_from_white_space() -> None:
    assert read_back(" \n\u2069", Language()) == ()
