"""Every sentence of the catalogs is heard or declared silent, and what the figures say is true."""

import pytest

from hillside.check.hearing.catalog_of_claims import CLAIMS, SILENT, TABLES
from hillside.check.hearing.listening import untrue_alt, untrue_captions, untrue_labels
from hillside.check.hearing.pointing import NAMED, misplaced_names
from hillside.check.painted_picture import picture_of
from hillside.stage.lettering.language import LANGUAGES, messages
from hillside.studio.catalogue import names
from tests.hillside.check.hearing.lies import stage


def test_every_message_has_a_claim_or_is_declared_to_have_none() -> None:
    unknown = set(messages()) - CLAIMS.keys() - SILENT
    assert unknown == set(), (
        "add each to a table of claims, or to SILENT if it says nothing that can be false"
    )


def test_no_message_is_in_two_tables_of_claims() -> None:
    assert sum(map(len, TABLES)) == len(CLAIMS)


def test_no_message_has_a_claim_and_is_declared_to_have_none() -> None:
    assert CLAIMS.keys() & SILENT == set()


def test_every_name_that_is_followed_to_its_thing_is_a_message() -> None:
    assert set(NAMED) <= set(messages())


@pytest.mark.parametrize("place", range(len(names())), ids=names())
def test_a_figure_with_its_own_parameters_says_nothing_untrue(place: int) -> None:
    # A language for each figure; all languages of all figures are heard by benchmarks/hearing.py.
    language = list(LANGUAGES)[place % len(LANGUAGES)]
    with stage(names()[place], language, {}) as figure:
        picture = picture_of(figure, figure.film.last())
        found = [*untrue_alt(figure), *untrue_captions(figure), *untrue_labels(picture, figure.params)]
        assert [str(each) for each in (*found, *misplaced_names(picture))] == []
