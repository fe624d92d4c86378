"""Which way to read a word comes first."""

from mathcore.language.word_splitting import Split


def test_a_reading_with_known_letters_alone_comes_before_any_with_an_unknown_one():
    assert Split(unknown=0).rank < Split(in_functions=9, in_constants=9, unknown=1).rank


def test_how_many_letters_are_unknown_does_not_matter():
    assert Split(in_functions=2, unknown=1).rank == Split(in_functions=2, unknown=3).rank


def test_more_letters_in_functions_come_first_and_then_more_in_constants():
    ranks = [
        split.rank
        for split in (Split(in_functions=3), Split(in_functions=2, in_constants=2), Split(in_functions=2))
    ]
    assert ranks[0] < ranks[1] < ranks[2] < Split().rank
