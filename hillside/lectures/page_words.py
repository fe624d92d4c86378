"""The words of the pages about a built lecture, in its language."""

from collections.abc import Mapping

from hillside.stage.lettering.language import Language


def page_words(language: Language) -> Mapping[str, str]:
    """Return the words by the names that the pages have for them.

    >>> page_words(Language("en"))["transcript"]
    'Transcript'
    """
    say = language.say
    return {
        "contents": say("Contents"),
        "skip": say("Skip to the figures"),
        "film": say("Film"),
        "picture": say("Picture"),
        "steps": say("Step by step"),
        "previous": say("Previous step"),
        "next": say("Next step"),
        "captions": say("Captions"),
        "said": say("What is said"),
        "described": say("The picture in words"),
        "transcript": say("Transcript"),
        "files": say("Files"),
        "handout": say("Handout (PDF)"),
        "missing": say("Not drawn:"),
    }
