"""The names that the parts of a PowerPoint file go by: namespaces, content types, relations."""

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
MEDIA = "http://schemas.microsoft.com/office/2007/relationships/media"

SPACES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
"""What the outermost element of a slide declares."""

MEDIA_EXTENSION = "{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}"
"""The extension of a picture that holds an embedded film (MS-PPTX 2.3.1.18)."""
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""The extension of a bitmap that holds its vector twin (MS-ODRAWXML 2.3.3.29)."""


def content_type(what: str) -> str:
    """Return the content type of a part of a presentation.

    >>> content_type("slide")
    'application/vnd.openxmlformats-officedocument.presentationml.slide+xml'
    """
    return f"application/vnd.openxmlformats-officedocument.presentationml.{what}+xml"


THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"
