"""Presentations as others open them: by python-pptx, and by their parts."""

import io
from xml.etree import ElementTree
from zipfile import ZipFile

from pptx import Presentation

from hillside.decks.slides import Deck
from hillside.decks.to_pptx import deck_bytes


def opened(deck: Deck):
    return Presentation(io.BytesIO(deck_bytes(deck)))


def parts(deck: Deck) -> ZipFile:
    return ZipFile(io.BytesIO(deck_bytes(deck)))


def slide(deck: Deck, number: int) -> ElementTree.Element:
    return ElementTree.fromstring(parts(deck).read(f"ppt/slides/slide{number}.xml"))
