"""The faults of a PowerPoint file: by the schemas of Office, which openxml-audit has, and by its links."""

import io
import posixpath
import tempfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from openxml_audit import FileFormat, OpenXmlValidator

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def broken(presentation: Path | bytes) -> list[str]:
    """Return what is wrong with a presentation: its elements and attributes, numbers, types and relations."""
    content = presentation if isinstance(presentation, bytes) else presentation.read_bytes()
    file = ZipFile(io.BytesIO(content))
    names = set(file.namelist())
    found = _against_schemas(content)
    found += [
        f"{name}: {fault}" for name in names if name.endswith(".xml") for fault in _lost(file.read(name))
    ]
    types = ElementTree.fromstring(file.read("[Content_Types].xml"))
    typed = {node.get("Extension", node.get("PartName", "")).lstrip("/") for node in types}
    found += [f"{name} has no type" for name in names if not {name, name.rpartition(".")[2]} & typed]
    found += [f"{name} is typed, but missing" for name in typed if "/" in name and name not in names]
    for name in names:
        if name.endswith(".rels"):
            found += _loose(file, name, names)
    return found


@cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)


def _against_schemas(content: bytes) -> list[str]:
    """Return what schemas and rules between parts forbid: ISO/IEC 29500, and what Office adds to it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "presentation.pptx")
        file.write_bytes(content)
        errors = _validator().validate(file).errors
    return [f"{error.part_uri} {error.path}: {error.description}" for error in errors]


def _lost(content: bytes) -> list[str]:
    """Return the numbers of time nodes that come twice, and the shapes that an animation does not find."""
    root = ElementTree.fromstring(content)
    numbers = [node.get("id") for node in root.iter(f"{{{P}}}cTn") if node.get("id") is not None]
    shapes = {node.get("id") for node in root.iter(f"{{{P}}}cNvPr")}
    targets = {node.get("spid") for node in root.iter() if node.get("spid") is not None}
    found = [] if len(numbers) == len(set(numbers)) else ["the number of a time node comes twice"]
    return found + [f"there is no shape {number} to animate" for number in targets - shapes]


def _loose(file: ZipFile, name: str, names: set[str]) -> list[str]:
    """Return the relations that lead nowhere, and the mentions of relations that are not there."""
    folder = posixpath.dirname(posixpath.dirname(name))
    relations = ElementTree.fromstring(file.read(name))
    found = [
        f"{name}: {node.get('Target')} is missing"
        for node in relations
        if node.get("TargetMode") != "External"
        and posixpath.normpath(posixpath.join("/", folder, node.get("Target", "")))[1:] not in names
    ]
    part = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
    if part in names and part.endswith(".xml"):
        ids = {node.get("Id") for node in relations} | {""}
        for node in ElementTree.fromstring(file.read(part)).iter():
            for key, value in node.attrib.items():
                if key.startswith(f"{{{R}}}") and value not in ids:
                    found.append(f"{part}: {value} leads nowhere")
    return found
