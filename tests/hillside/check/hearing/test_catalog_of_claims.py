"""Every sentence of the catalogs is heard or declared silent, and what the figures say is true."""

import pytest
from babel.messages.pofile import read_po

from hillside.check.hearing.catalog_of_claims import CLAIMS, SILENT, TABLES
from hillside.check.hearing.listening import untrue_alt, untrue_captions, untrue_labels
from hillside.check.hearing.pointing import NAMED, misplaced_names
from hillside.check.painted_picture import picture_of
from hillside.stage.lettering.language import LANGUAGES, TEMPLATE, messages
from hillside.studio.catalogue import names
from tests.hillside.check.hearing.lies import stage


def said_only_by_pages() -> set[str]:
    """Return the messages of pages to explore: no picture shows them; `tests/hillside/explore` has them."""
    with TEMPLATE.open("rb") as file:
        catalog = read_po(file)
    return {
        str(message.id)
        for message in catalog
        if message.id and {source for source, _ in message.locations} == {"hillside/explore/page_words.py"}
    }


def test_every_message_of_a_picture_has_a_claim_or_is_declared_to_have_none() -> None:
    unknown = set(messages()) - CLAIMS.keys() - SILENT - said_only_by_pages()
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
    code = list(LANGUAGES)[place % len(LANGUAGES)]
    with stage(names()[place], code, {}) as figure:
        picture = picture_of(figure, figure.film.last())
        found = [*untrue_alt(figure), *untrue_captions(figure), *untrue_labels(picture, figure.params)]
        assert [str(each) for each in (*found, *misplaced_names(picture))] == []
